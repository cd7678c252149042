"""An entry of a calendar as programs pass it on to each other: on whole days or at a time, once or every week."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Weekly(NamedTuple):
    """Comes back every week until a day, which is included, but for the days `without` it."""

    until: date
    without: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """From `first` to `last`, both included; times are minutes after midnight in the library's zone, None: whole days.

    With times it begins on `first` at `from_time` and ends on `last` at `to_time`, which may be 24:00.
    """

    uid: str
    first: date
    last: date
    name: str
    from_time: int | None = None
    to_time: int | None = None
    place: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    weekly: Weekly | None = None
