"""A repeated task is written down as dated tasks of one series: weekly, at the end of each month or of the term."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from libdesk.domain.calendar import ONE_DAY, Calendar, month_end
from libdesk.i18n import N_

MOST: Final = 60  # tasks of a series: more than a year of weeks is a slip of the keyboard
_WEEK: Final = timedelta(weeks=1)


class Repeat(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    MONTH_END = "month_end"
    TERM_END = "term_end"


REPEAT_NAMES: Final[dict[Repeat, str]] = {
    Repeat.ONCE: N_("once"),
    Repeat.WEEKLY: N_("every week"),
    Repeat.MONTH_END: N_("at the end of each month"),
    Repeat.TERM_END: N_("at the end of the term"),
}


def days_of(
    repeat: Repeat, first: date, last: date, *, calendar: Calendar, term_last: date | None = None
) -> Sequence[tuple[date, date]]:
    """(first, last day) of each task: on open days, in order, at most MOST of them.

    Weekly: on the weekday of `first`, or the next open day of that week; a week without one is left out. At the end of
    a month or of the term: its last open day that lies from `first` to `last`.
    """
    if repeat is Repeat.ONCE:
        return ((first, last),)
    if repeat is Repeat.WEEKLY:
        return _weekly(first, last, calendar)
    if repeat is Repeat.TERM_END:
        end = min(last, term_last) if term_last is not None and term_last >= first else last
        day = last_open(calendar, first, end) or end
        return ((day, day),)
    found = list[tuple[date, date]]()
    month = first.replace(day=1)
    while month <= last and len(found) < MOST:
        end = month_end(month)
        last_day = last_open(calendar, max(first, month), min(last, end))
        if last_day is not None:
            found.append((last_day, last_day))
        month = end + ONE_DAY
    return tuple(found) or ((first, last),)


def _weekly(first: date, last: date, calendar: Calendar) -> Sequence[tuple[date, date]]:
    found, wanted = list[tuple[date, date]](), first
    while wanted <= last and len(found) < MOST:
        sunday = wanted + timedelta(days=6 - wanted.weekday())
        day = wanted
        while day <= min(sunday, last) and not calendar.is_open(day):
            day += ONE_DAY
        if day <= min(sunday, last):
            found.append((day, day))
        wanted += _WEEK
    return tuple(found) or ((first, first),)


def open_day(calendar: Calendar, first: date, last: date, wanted: date) -> date:
    """The day that is wanted, or the next open one until `last`; where there is none, the last one since `first`."""
    day = min(max(wanted, first), last)
    later = day
    while later <= last:
        if calendar.is_open(later):
            return later
        later += ONE_DAY
    return last_open(calendar, first, day) or day


def last_open(calendar: Calendar, first: date, last: date) -> date | None:
    """The last open day from one day to another."""
    day = last
    while day >= first:
        if calendar.is_open(day):
            return day
        day -= ONE_DAY
    return None


def counts_since(first: date, before: date | None, after: date | None) -> date:
    """From which day what is done counts for a task of a series that begins on `first`.

    Since the day after the task before; for the first one as long before it as the next one, `after`, comes later.
    """
    if before is not None:
        return min(first, before + ONE_DAY)
    if after is not None and after > first:
        return first - (after - first) + ONE_DAY
    return first
