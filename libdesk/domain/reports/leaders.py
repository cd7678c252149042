"""The report to the school's leaders: the figures of a month or a term beside those of the same time a year before."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import Term, month_end
from libdesk.domain.reports.tables import Measured, Of, shown
from libdesk.domain.rows.reports import Period
from libdesk.domain.value import Value
from libdesk.i18n import _

NEAR: Final = timedelta(days=45)  # so far apart the beginnings of a term and of that a year before may be
LATE: Final = 28  # a day of February that every year has


class LeadersLine(Value):
    """A figure, and the same a year before: None where there is nothing of that time."""

    section: str
    name: str
    value: float | None
    before: float | None
    unit: str = ""
    of: Of = Of.COUNT

    @property
    def texts(self) -> tuple[str, str, str]:
        """The figure, that of a year before, and by how much it is more or less."""
        return shown(self.value, self.of), shown(self.before, self.of), self.change_text

    @property
    def change(self) -> float | None:
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def change_text(self) -> str:
        if self.change is None:
            return "–"
        if self.of is Of.SHARE:  # from 50% to 60% is ten points more, and a fifth more
            text = _("{n} points").format(n=f"{abs(self.change):.1f}")
        else:
            text = shown(Measured(abs(self.change), self.of), self.of)
        return f"{'+' if self.change > 0 else '−' if self.change < 0 else '±'}{text}"


def year_before(period: Period, terms: Iterable[Term]) -> Period:
    """The same time a year before: of a term the one of that time, up to the same day of it, else the same days.

    A month or a school year that begins with a term is no term.
    """
    term = period.term
    if term is not None:
        wanted = _shifted(term.first)
        near = [one for one in terms if abs(one.first - wanted) <= NEAR]
        if near:
            earlier = min(near, key=lambda one: abs(one.first - wanted))
            last = earlier.last if period.last == term.last else earlier.first + (period.last - period.first)
            return Period(earlier.name, earlier.first, min(last, earlier.last))
    first, last = _shifted(period.first), _shifted(period.last)
    if _ends_month(period.last):
        last = month_end(last)
    return Period(period.name, first, last)


def _shifted(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, LATE) if day.month == 2 else day.day)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1
