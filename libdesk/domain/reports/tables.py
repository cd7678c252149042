"""A report as a table: typed values under columns, with the formula of every rate, a sum, and a chart where one helps.

Screen, paper and file show the same table, so that no figure is reckoned twice.
"""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.domain.show import show_day, show_money
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

NOTHING: Final = "–"


class ReportKind(StrEnum):
    """Which report; the value is kept in this PC's settings."""

    PER_PUPIL = "per_pupil"
    HOLDINGS = "holdings"
    PLACES = "places"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MONTHS = "months"
    SUBJECTS = "subjects"
    READER_KINDS = "reader_kinds"
    POPULAR = "popular"
    READERS = "readers"
    READING_PROFILE = "reading_profile"
    VISITS = "visits"
    NEVER = "never"
    NON_BORROWERS = "non_borrowers"
    REPAIRS = "repairs"
    SERIALS = "serials"
    HELPERS = "helpers"
    ACTIVITIES = "activities"


KIND_NAMES: Final[dict[ReportKind, str]] = {
    ReportKind.PER_PUPIL: N_("Figures per pupil"),
    ReportKind.HOLDINGS: N_("Holdings by subject class"),
    ReportKind.PLACES: N_("Holdings by kind and place"),
    ReportKind.ADDED: N_("Additions"),
    ReportKind.WITHDRAWN: N_("Withdrawals"),
    ReportKind.MONTHS: N_("Loans by month"),
    ReportKind.SUBJECTS: N_("Loans by subject class"),
    ReportKind.READER_KINDS: N_("Loans by kind of reader"),
    ReportKind.POPULAR: N_("Most borrowed titles"),
    ReportKind.READERS: N_("Readers of each class"),
    ReportKind.READING_PROFILE: N_("Reading profile"),
    ReportKind.VISITS: N_("Visits"),
    ReportKind.NEVER: N_("Titles nobody borrowed"),
    ReportKind.NON_BORROWERS: N_("Readers who borrowed nothing"),
    ReportKind.REPAIRS: N_("Repairs"),
    ReportKind.SERIALS: N_("Newspapers and periodicals"),
    ReportKind.HELPERS: N_("Student librarians"),
    ReportKind.ACTIVITIES: N_("Reading activities"),
}
NAMES_PERSONS: Final = frozenset({ReportKind.NON_BORROWERS, ReportKind.HELPERS})
"""Reports that name readers: for those who may find readers."""
OF_A_DAY: Final = frozenset({ReportKind.HOLDINGS, ReportKind.PLACES})
"""Reports of what was there on the last day of the period."""


class Of(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    RATE = "rate"  # two places after the point
    SHARE = "share"  # of one hundred
    DAY = "day"
    SHORT_DAY = "short_day"  # without its year, which the period tells


DAYS: Final = (Of.DAY, Of.SHORT_DAY)


class Measured(NamedTuple):
    """A value of another sort than its neighbours in the column, or shown in another way."""

    value: float | date | None
    of: Of


class Percent(float):
    """A share of one as a spreadsheet reckons with it and shows it: 0.853 is 85.3%."""


class ReportColumn(Value):
    """`title` is marked with N_(). `wide`: it takes what room is left. `summed`: the last line adds it up."""

    title: str
    of: Of = Of.TEXT
    wide: bool = False
    summed: bool = False
    spare: int = 0


class ReportTable(Value):
    """`foot` tells the formula of each rate and what was counted; `total`: of so many rows the first are here."""

    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    foot: str = ""
    chart: Chart | None = None
    total: int = 0

    @property
    def sums(self) -> tuple[Any, ...] | None:
        """The last line: what is added up under its columns, None where nothing is."""
        if len(self.rows) < 2 or not any(column.summed for column in self.columns):
            return None
        return tuple(
            sum(row[n] or 0 for row in self.rows) if column.summed else (_("Total") if n == 0 else "")
            for n, column in enumerate(self.columns)
        )

    @property
    def all_rows(self) -> tuple[tuple[Any, ...], ...]:
        """The rows with the line of sums."""
        sums = self.sums
        return self.rows if sums is None else (*self.rows, sums)


def shown(value: Any, of: Of) -> str:
    """A value as it is read; "" where a line has none."""
    if isinstance(value, str):
        return value
    if isinstance(value, Measured):
        return shown(*value)
    if value is None:
        return "" if of in (Of.TEXT, *DAYS) else NOTHING
    match of:
        case Of.COUNT:
            return f"{value:,}"
        case Of.MONEY:
            return show_money(value)
        case Of.RATE:
            return f"{value:,.2f}"
        case Of.SHARE:
            return f"{value:.1f}%"
        case Of.DAY:
            assert isinstance(value, date)
            return show_day(value, weekday=False, year=True)
        case Of.SHORT_DAY:
            assert isinstance(value, date)
            return show_day(value, weekday=False)
    return str(value)


def as_cell(value: Any, of: Of) -> Any:
    """A value as a spreadsheet reckons with it: money in yuan, rates as they are read, shares as a Percent."""
    if isinstance(value, Measured):
        return as_cell(*value)
    if isinstance(value, str) and of is not Of.TEXT:
        return None
    if value is None or of in (Of.TEXT, Of.COUNT, *DAYS):
        return value
    if of is Of.SHARE:
        return Percent(round(value / 100, 4))
    return value / 100 if of is Of.MONEY else round(value, 2)


def rate(part: float, whole: float) -> float | None:
    """None where there is nothing to divide by."""
    return part / whole if whole else None


def share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


def bars(
    title: str, rows: Sequence[tuple[Any, ...]], value: int, *, label: Callable[[tuple[Any, ...]], str] | None = None,
    series: str = "", kind: ChartKind = ChartKind.BARS, note: str = "",
) -> Chart | None:  # fmt: skip
    """A chart of one column of the rows; None where there is nothing to draw."""
    named = label or (lambda row: str(row[0]))
    values = tuple(float(row[value] or 0) for row in rows)
    if not any(values):
        return None
    return Chart(kind, title, tuple(named(row) for row in rows), (Series(series or title, values),), note=note)
