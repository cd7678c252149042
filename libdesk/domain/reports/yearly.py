"""The yearly statistics sheet for the education office: sections of figures that stand on one page."""

from libdesk.domain.reports.tables import Of, shown
from libdesk.domain.value import Value


class SheetLine(Value):
    name: str
    value: float | int | str | None
    unit: str = ""
    of: Of = Of.COUNT

    @property
    def text(self) -> str:
        return shown(self.value, Of.TEXT if isinstance(self.value, str) else self.of)


class SheetSection(Value):
    heading: str
    lines: tuple[SheetLine, ...]


class YearlySheet(Value):
    """`period` in words; what is counted of it and what is there today is told by each section's heading."""

    school: str
    period: str
    sections: tuple[SheetSection, ...]
