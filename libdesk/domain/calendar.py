"""Which days the library is open: weekdays, unless a date says otherwise; a Sunday can be a school day.

Order of the rules: an exception for the very date, then closures that come back each year, then (where the school
wishes) the holidays between two terms, then the closed weekdays.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from libdesk.domain.errors import DeskError
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import _

ONE_DAY: Final = timedelta(days=1)
YEAR: Final = timedelta(weeks=52)
"""From a day to the same weekday a year later."""
_FARTHEST: Final = 800  # days looked at before giving up: more than two years without an open day is a mistake


def month_end(day: date) -> date:
    """The last day of the month in which a day lies."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - ONE_DAY


class NeverOpen(DeskError):
    """The calendar has no open day within two years of `day`."""

    day: date

    def text(self) -> str:
        return _("The calendar has no open day near {day}. Open some weekdays in the calendar.").format(
            day=show_day(self.day, year=True)
        )


class BadTerms(DeskError):
    """Terms that cannot be; `name` is the first such term. What is wrong with it is told by the kinds in terms.py."""

    name: str

    def text(self) -> str:
        return _("The dates of the term {name} do not fit. Check its first and last day.").format(name=self.name)


class Term(NamedTuple):
    """A school term, both days included."""

    first: date
    last: date
    name: str = ""


class DayException(Value):
    """One date that is open or closed against the rule, and why (清明节, make-up day, sports day)."""

    open: bool
    name: str = ""


class YearlyClosure(Value):
    """Days closed each year from (month, day) to (month, day); may run over New Year. `since` is its first year."""

    first: tuple[int, int]
    last: tuple[int, int]
    name: str = ""
    since: int = 1

    def covers(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last and day.year >= self.since
        if here >= self.first:
            return day.year >= self.since
        return here <= self.last and day.year > self.since


class DaysMode(StrEnum):
    """How a number of days is counted."""

    ROLL = "roll"  # calendar days, then forward to an open day
    OPEN_DAYS = "open_days"  # only open days count
    SAME_WEEKDAY = "same_weekday"  # calendar days; whole weeks go on by weeks, so that a class keeps its library day
    PLAIN = "plain"  # calendar days, closed or not


class Calendar(Value):
    """The library's opening days. Weekdays are numbered as in `date.weekday()`: Monday 0 … Sunday 6.

    With `closed_between_terms`, the days between two known terms are closed; before the first and after the last known
    term only weekdays and exceptions count, so that a term nobody has entered yet does not close the library.
    """

    closed_weekdays: frozenset[int] = frozenset({5, 6})
    exceptions: Mapping[date, DayException] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    yearly: tuple[YearlyClosure, ...] = ()
    closed_between_terms: bool = False

    def is_open(self, day: date) -> bool:
        if exception := self.exceptions.get(day):
            return exception.open
        if self.yearly and any(closure.covers(day) for closure in self.yearly):
            return False
        if self.closed_between_terms and self._between_terms(day):
            return False
        return day.weekday() not in self.closed_weekdays

    def next_open(self, day: date) -> date:
        """Return the first open day on or after `day`. Raises NeverOpen."""
        return self._seek(day, ONE_DAY)

    def previous_open(self, day: date) -> date:
        """Return the last open day on or before `day`. Raises NeverOpen."""
        return self._seek(day, -ONE_DAY)

    def _seek(self, day: date, step: timedelta) -> date:
        here = day
        for _tried in range(_FARTHEST):
            if self.is_open(here):
                return here
            here += step
        raise NeverOpen(day)

    def open_days_between(self, one: date, other: date) -> int:
        """Count the open days after the earlier day up to and including the later; the order does not matter."""
        first, last = sorted((one, other))
        return sum(self.is_open(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))

    def add_open_days(self, day: date, count: int) -> date:
        """Return the `count`-th open day after `day` (before it, when negative); `day` itself for 0."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        for _nth in range(abs(count)):
            day = self._seek(day + step, step)
        return day

    def add_days(self, day: date, days: int, mode: DaysMode = DaysMode.ROLL) -> date:
        """Return the day that lies `days` later, counted and moved off closed days as `mode` says."""
        if mode is DaysMode.OPEN_DAYS:
            return self.add_open_days(day, days)
        there = day + timedelta(days=days)
        if mode is DaysMode.PLAIN:
            return there
        if mode is DaysMode.SAME_WEEKDAY and days % 7 == 0 and there.weekday() not in self.closed_weekdays:
            return self._seek(there, timedelta(days=7))
        return self.next_open(there)

    def term_of(self, day: date) -> Term | None:
        """Return the term that contains the day; terms may stand in any order."""
        return next((term for term in self.terms if term.first <= day <= term.last), None)

    def _between_terms(self, day: date) -> bool:
        ended = any(term.last < day for term in self.terms)
        return ended and any(term.first > day for term in self.terms) and self.term_of(day) is None


def holiday_exceptions(year_file: Mapping[str, Any]) -> dict[date, DayException]:
    """Read a year of public holidays: `{"days": [{"name": …, "date": "2026-01-04", "isOffDay": false}, …]}`.

    That is the shape in which the State Council's notices are published as data (holiday-cn), so that a new year's
    file can be used as it comes. A make-up working day (isOffDay false) is open, even on a Sunday. Raises ValueError
    for a file of another shape.
    """
    try:
        return {
            date.fromisoformat(day["date"]): DayException(open=not day["isOffDay"], name=str(day["name"]))
            for day in year_file["days"]
        }
    except (KeyError, TypeError) as fault:
        raise ValueError("not a list of holidays") from fault
