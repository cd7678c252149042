"""The calendar as a person sees it: terms, days that differ from the week, and loans that a change would move."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from libdesk.domain.calendar import ONE_DAY
from libdesk.domain.value import Value


class TermRow(Value):
    id: int
    name: str
    first: date
    last: date


class DayRow(Value):
    """A day that is open or closed whatever its weekday."""

    id: int
    day: date
    open: bool
    name: str


class DayRange(NamedTuple):
    """Days in a row that are alike: one line of the list."""

    first: date
    last: date
    open: bool
    name: str

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + ONE_DAY * n for n in range((self.last - self.first).days + 1))


class MovedLoan(NamedTuple):
    """A loan that would be due on another day; the class is the one at the time of lending."""

    loan_id: int
    reader: str
    kind: str
    department: str | None
    stage: str | None
    entry_year: int | None
    class_no: int | None
    title: str
    old: date
    new: date


def day_ranges(rows: Iterable[DayRow]) -> Sequence[DayRange]:
    """The days put together where they follow each other and say the same; given and returned in order."""
    found: list[DayRange] = []
    for row in rows:
        last = found[-1] if found else None
        if last is not None and row.day == last.last + ONE_DAY and (row.open, row.name) == (last.open, last.name):
            found[-1] = last._replace(last=row.day)
        else:
            found.append(DayRange(row.day, row.day, row.open, row.name))
    return found
