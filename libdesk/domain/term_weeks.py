"""A term at a glance: weeks down, days across, and what each day is."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from libdesk.domain.calendar import ONE_DAY, Calendar, Term
from libdesk.i18n import N_

_WEEK: Final = timedelta(days=7)


class DayKind(StrEnum):
    """What a day is in the term's overview."""

    OPEN = "open"
    OFF = "off"  # without library each week, or between terms
    CLOSED = "closed"  # closed on this very day, against the week
    MADE_UP = "made_up"  # open on this very day, against the week
    OUTSIDE = "outside"  # before or after the term


KIND_LABELS: Final[dict[DayKind, str]] = {
    DayKind.OPEN: N_("open"),
    DayKind.OFF: N_("closed every week"),
    DayKind.CLOSED: N_("closed"),
    DayKind.MADE_UP: N_("open, against the week"),
    DayKind.OUTSIDE: N_("outside the term"),
}


class TermDay(NamedTuple):
    """One day of the overview; `name` says why it differs from the week."""

    day: date
    kind: DayKind
    name: str = ""


def term_weeks(calendar: Calendar, term: Term) -> Sequence[tuple[TermDay, ...]]:
    """The weeks that the term touches, each from Monday to Sunday."""
    monday = term.first - ONE_DAY * term.first.weekday()
    weeks = []
    while monday <= term.last:
        weeks.append(tuple(_term_day(calendar, term, monday + ONE_DAY * n) for n in range(7)))
        monday += _WEEK
    return weeks


def week_number(first: date, day: date) -> int:
    """In which week of the term that begins on `first` a day lies: 1 is the week of that day, from Monday to Sunday.

    0 or less before it. Odd and even weeks of lessons and duty are counted so.
    """
    monday = first - ONE_DAY * first.weekday()
    return (day - monday).days // 7 + 1


def is_in_week(weeks: str, number: int) -> bool:
    """Whether what is meant for "all", "odd" or "even" weeks is in the week of this number."""
    return weeks == "all" or (weeks == "odd") == bool(number % 2)


def open_days_in(calendar: Calendar, term: Term) -> int:
    """On how many days of the term the library is open."""
    return calendar.open_days_between(term.first - ONE_DAY, term.last)


def day_kind(calendar: Calendar, day: date) -> tuple[DayKind, str]:
    """What a day is by itself, and why it differs from the week."""
    exception = calendar.exceptions.get(day)
    name = exception.name if exception else ""
    if exception is None or exception.open != (day.weekday() in calendar.closed_weekdays):
        return DayKind.OPEN if calendar.is_open(day) else DayKind.OFF, name
    return DayKind.MADE_UP if exception.open else DayKind.CLOSED, name


def _term_day(calendar: Calendar, term: Term, day: date) -> TermDay:
    kind, name = day_kind(calendar, day)
    return TermDay(day, kind if term.first <= day <= term.last else DayKind.OUTSIDE, name)
