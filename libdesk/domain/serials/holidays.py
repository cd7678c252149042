"""Which holidays lie behind the school: the last stretch of closed days that is longer than a weekend."""

from datetime import date, timedelta
from typing import Final

from libdesk.domain.calendar import ONE_DAY, Calendar

LONG: Final = 3  # closed days in a row
LOOKED_BACK: Final = 200  # days


def last_holiday(calendar: Calendar, today: date) -> tuple[date, date]:
    """The first and the last day of the newest closed stretch before today, also one that is not over yet.

    Where none is found: the last week.
    """
    last = today
    run = 0
    for back in range(LOOKED_BACK):
        day = today - timedelta(days=back)
        if _closed(calendar, day):
            last = day if run == 0 else last
            run += 1
        elif run >= LONG:
            return day + ONE_DAY, last
        else:
            run = 0
    return today - timedelta(days=7), today


def _closed(calendar: Calendar, day: date) -> bool:
    """A day outside the terms counts as one of the holidays, whatever the library's opening days are then."""
    if not calendar.is_open(day):
        return True
    between = any(term.last < day for term in calendar.terms) and any(term.first > day for term in calendar.terms)
    return between and calendar.term_of(day) is None
