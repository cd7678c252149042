"""Which of the next days are otherwise than the week says: closings, and Sundays that are school days."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from libdesk.domain.calendar import Calendar


class NearDays(NamedTuple):
    """Days in a row that are alike; `open` against the week, or closed against it."""

    first: date
    last: date
    open: bool
    name: str


def days_ahead(calendar: Calendar, today: date, days: int) -> Sequence[NearDays]:
    """Today and so many days after it, only those that differ from the week; alike ones in a row are one line.

    A closed weekend within a closing is part of it.
    """
    found: list[NearDays] = []
    for nth in range(days + 1):
        day = today + timedelta(days=nth)
        known = calendar.exceptions.get(day)
        usual = day.weekday() not in calendar.closed_weekdays
        is_open = calendar.is_open(day)
        name = known.name if known is not None else ""
        last = found[-1] if found else None
        follows = last is not None and last.last == day - timedelta(days=1) and last.open == is_open
        if follows and last is not None and (name == last.name or (not is_open and known is None)):
            if is_open != usual or not is_open:
                found[-1] = last._replace(last=day)
        elif is_open != usual:
            found.append(NearDays(day, day, is_open, name))
    return tuple(found)
