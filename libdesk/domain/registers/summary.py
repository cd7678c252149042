"""总括登录账: what came and went in each year, and what the library then had.

A closed year keeps the lines that were printed. What was changed in it later is a line of correction in the first year
that is still open, so that no printed sum is ever wrong and the last sum is always what the library has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from libdesk.domain.registers.sums import Sums, total
from libdesk.i18n import N_


class LineKind(StrEnum):
    """What a line of the summary register is; the value is kept in closed years."""

    OPENING = "opening"
    IN = "in"
    OUT = "out"
    CORRECTION = "correction"


LINE_NAMES: Final[dict[LineKind, str]] = {
    LineKind.OPENING: N_("Opening balance"),
    LineKind.IN: N_("Came in"),
    LineKind.OUT: N_("Withdrawn"),
    LineKind.CORRECTION: N_("Corrections to closed years"),
}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A batch that came, a withdrawal, the opening balance or the corrections; `sums` of an OUT line are taken off.

    `no`: the batch's number, or of what came without a batch the month as 2026-03. `about`: where it came from, or why
    it went. `paper`: voucher or approval. `first_no` and `last_no`: accession numbers.
    """

    kind: LineKind
    day: str  # ISO; the first of the month for what came without a batch
    sums: Sums
    no: str = ""
    about: str = ""
    paper: str = ""
    first_no: str = ""
    last_no: str = ""
    row_id: int | None = None

    @property
    def year(self) -> int:
        return int(self.day[:4])

    @property
    def change(self) -> Sums:
        """What the line adds to the library."""
        return Sums() - self.sums if self.kind is LineKind.OUT else self.sums

    def as_values(self) -> list[Any]:
        return [
            self.kind.value, self.day, self.sums.as_values(), self.no, self.about, self.paper, self.first_no,
            self.last_no, self.row_id,
        ]  # fmt: skip

    @classmethod
    def of_values(cls, values: Sequence[Any]) -> "SummaryLine":
        kind, day, sums, *rest = values
        return cls(LineKind(kind), day, Sums.of_values(sums), *rest)


@dataclass(frozen=True, slots=True)
class YearSummary:
    """One year: what was there before, its lines, and by that what is there after. `closed_day` as ISO, "" if open."""

    year: int
    before: Sums
    lines: tuple[SummaryLine, ...]
    closed_day: str = ""

    def sum_of(self, kind: LineKind) -> Sums:
        return total(line.sums for line in self.lines if line.kind is kind)

    @property
    def after(self) -> Sums:
        return self.before + total(line.change for line in self.lines)


def years(
    derived: Sequence[SummaryLine], closed: Mapping[int, tuple[str, Sequence[SummaryLine]]], this_year: int
) -> list[YearSummary]:
    """Every year from the first that has a line to this one, in order.

    `derived`: all lines as the library is now. `closed`: of each closed year its closing day and its lines as printed.
    The opening balance stands at the head of the first year.
    """
    first = min([this_year, *closed, *(line.year for line in derived)])
    last_closed = max(closed, default=first - 1)
    now = total(line.change for line in derived if line.year in closed)
    printed = total(line.change for _day, lines in closed.values() for line in lines)
    found: list[YearSummary] = []
    before = Sums()
    for year in range(first, max([this_year, *closed, *(line.year for line in derived)]) + 1):
        if year in closed:
            closed_day, lines = closed[year]
        else:
            closed_day, lines = "", sorted((line for line in derived if line.year == year), key=_order)
            if year == last_closed + 1 and now != printed:
                lines = [SummaryLine(LineKind.CORRECTION, f"{year}-01-01", now - printed), *lines]
        found.append(YearSummary(year, before, tuple(lines), closed_day))
        before = found[-1].after
    return found


_ORDER: Final = tuple(LineKind)


def _order(line: SummaryLine) -> tuple[bool, str, int, str]:
    """The opening balance first, then day by day, what came before what went."""
    return line.kind is not LineKind.OPENING, line.day, _ORDER.index(line.kind), line.no
