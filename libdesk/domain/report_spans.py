"""A period is told in days, weeks or months, so that there are neither too few nor too many of them to be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import month_end
from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.reports import GroupLoans, Period
from libdesk.domain.show import show_day, show_month
from libdesk.i18n import N_, _

MOST_DAYS: Final = 31
MOST_WEEKS: Final = 54
MOST_COLUMNS: Final = 31  # of two bars each; more are drawn as lines


@dataclass(frozen=True, slots=True)
class Span:
    """Days that follow each other, both included. `kind`: day, week or month."""

    first: date
    last: date
    kind: str = "day"

    @property
    def name(self) -> str:
        """3月9日 of a day and of a week, which is called by its Monday; 2026年3月 of a month."""
        if self.kind == "month":
            return show_month(self.first)
        monday = self.first - timedelta(days=self.first.weekday()) if self.kind == "week" else self.first
        return show_day(monday, weekday=False)

    def sum_of(self, counts: Mapping[date, int]) -> int:
        """What was counted on these days."""
        days = (self.last - self.first).days + 1
        return sum(counts.get(self.first + timedelta(days=n), 0) for n in range(days))


@dataclass(frozen=True, slots=True)
class SpanLoans:
    """What went over the desk in a span; what was counted in the reading room; what was mended."""

    span: Span
    loans: int
    returns: int
    read: int = 0
    repaired: int = 0


KIND_NAMES: Final = {"day": N_("by day"), "week": N_("by week, each called by its Monday"), "month": N_("by month")}


def spans_of(period: Period) -> list[Span]:
    """The days, weeks or months of a period, cut at its ends."""
    days = (period.last - period.first).days + 1
    kind = "day" if days <= MOST_DAYS else "week" if days <= MOST_WEEKS * 7 else "month"
    found, first = list[Span](), period.first
    while first <= period.last:
        last = min(_end(first, kind), period.last)
        found.append(Span(first, last, kind))
        first = last + timedelta(days=1)
    return found


def _end(day: date, kind: str) -> date:
    if kind == "week":
        return day + timedelta(days=6 - day.weekday())
    if kind == "month":
        return month_end(day)
    return day


def loans_over_time(period: Period, rows: Sequence[SpanLoans]) -> Chart:
    """Lent and returned, side by side."""
    kind = ChartKind.COLUMNS if len(rows) <= MOST_COLUMNS else ChartKind.LINES
    lent = Series(_("lent"), tuple(float(row.loans) for row in rows))
    back = Series(_("returned"), tuple(float(row.returns) for row in rows))
    note = _(KIND_NAMES[rows[0].span.kind]) if rows else ""
    labels = tuple(row.span.name for row in rows)
    return Chart(
        kind,
        _("Loans over time"),
        labels,
        (lent, back),
        note=_(", ").join(part for part in (period.told, note) if part),
    )


def loans_of_classes(period: Period, rows: Sequence[GroupLoans], system: SchoolSystem) -> Chart:
    """A bar for each class, under the names that the classes had in the period."""
    labels = tuple(row.group(period.last, system) for row in rows)
    series = Series(_("Loans"), tuple(float(row.loans) for row in rows))
    return Chart(ChartKind.BARS, _("Loans of each class"), labels, (series,), note=period.told)
