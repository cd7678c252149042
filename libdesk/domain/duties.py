"""Duties of student librarians: slots of the week, odd and even weeks, who stands where on a day, who was there.

Weeks are counted as the calendar counts them (`term_weeks.week_number`): the first one of a term is odd.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from libdesk.domain.errors import DeskError
from libdesk.domain.hours import Span, show_span, show_time
from libdesk.domain.rows.books import show_room
from libdesk.domain.show import WEEKDAYS
from libdesk.domain.term_weeks import is_in_week
from libdesk.i18n import N_, _

EARLY: Final = timedelta(minutes=15)  # who signs on so long before a slot is on duty in it
MOST_WANTED: Final = 9


class Weeks(StrEnum):
    ALL = "all"
    ODD = "odd"
    EVEN = "even"

    @property
    def parities(self) -> tuple[int, ...]:
        """0 stands for odd weeks, 1 for even ones."""
        return {Weeks.ALL: (0, 1), Weeks.ODD: (0,), Weeks.EVEN: (1,)}[self]

    @property
    def weight(self) -> int:
        """How many duties in two weeks."""
        return len(self.parities)


WEEKS_NAMES: Final[dict[Weeks, str]] = {
    Weeks.ALL: N_("every week"),
    Weeks.ODD: N_("odd weeks"),
    Weeks.EVEN: N_("even weeks"),
}


class DutyState(StrEnum):
    """What is noted of somebody on one day."""

    KEPT = "kept"
    MISSED = "missed"
    EXCUSED = "excused"
    SWAPPED = "swapped"  # another one stands there instead
    EXTRA = "extra"  # there besides those of the roster


class Slot(NamedTuple):
    """A time of the week at which helpers are wanted, in a room; `first` and `last` are minutes after midnight."""

    id: int
    weekday: int
    first: int
    last: int
    name: str = ""
    wanted: int = 2
    place_id: int | None = None
    place: str = ""
    from_day: date | None = None  # the days on which it is a slot of its term; None: no bound within the term
    to_day: date | None = None

    @property
    def minutes(self) -> int:
        return self.last - self.first

    @property
    def order(self) -> tuple[int, int, int, int, int]:
        return (self.weekday, self.first, self.last, self.place_id or 0, self.id)


class DutyEntry(NamedTuple):
    """A line of the roster: who is on duty in which slot, in which weeks."""

    slot_id: int
    reader_id: int
    weeks: Weeks = Weeks.ALL


class Noted(NamedTuple):
    """What is otherwise on one day, for one helper in one slot."""

    state: DutyState
    instead_id: int | None = None


class Standing(NamedTuple):
    """Who is to be there on a day; `for_id` is the one for whom they stand in, `noted` what was noted of them."""

    reader_id: int
    for_id: int | None = None
    noted: DutyState | None = None
    extra: bool = False


def holds(from_day: date | None, to_day: date | None, day: date) -> bool:
    """Whether a line of the roster with these bounds holds on a day of its term."""
    return (from_day is None or from_day <= day) and (to_day is None or day <= to_day)


def may_sign_on(slot: Slot, day: date, zone: ZoneInfo, now: int) -> bool:
    """Whether the time at which one signs on for a slot of this day has come, or is over."""
    return now >= instants(slot, day, zone)[0] - int(EARLY.total_seconds() * 1000)


class SlotBackwards(DeskError):
    first: int
    last: int

    def text(self) -> str:
        return _("{first} to {last} is no span of time. The end comes after the beginning.").format(
            first=show_time(self.first), last=show_time(self.last)
        )


def show_slot(slot: Slot, *, place: bool = False) -> str:
    """Mon noon 12:10–13:30, with the room where it matters."""
    text = f"{_(WEEKDAYS[slot.weekday])} {show_span(Span(slot.weekday, slot.first, slot.last, slot.name))}"
    return f"{text} {show_room(slot.place)}" if place and slot.place else text


def standing(entries: Sequence[DutyEntry], week: int, noted: Mapping[int, Noted]) -> tuple[Standing, ...]:
    """Who is to be in one slot on one day: by the roster, standing in, or besides. `noted` by reader, of that day.

    Nobody stands there twice: the place of somebody for whom one of those stands in who are there anyway is open.
    """
    found: list[Standing] = []
    owners = list(dict.fromkeys(entry.reader_id for entry in entries if is_in_week(entry.weeks, week)))
    swapped = {one for one in owners if one in noted and noted[one].state is DutyState.SWAPPED}
    taken = set(owners) - swapped
    for reader_id in owners:
        own = noted.get(reader_id)
        if own is None or own.state is not DutyState.SWAPPED:
            found.append(Standing(reader_id, None, own.state if own else None))
        elif own.instead_id is not None and own.instead_id not in taken:
            taken.add(own.instead_id)
            other = noted.get(own.instead_id)
            found.append(Standing(own.instead_id, reader_id, other.state if other else None))
    here = {one.reader_id for one in found} | {one.for_id for one in found}
    for reader_id, line in noted.items():
        if reader_id not in here and line.state in (DutyState.EXTRA, DutyState.KEPT, DutyState.MISSED):
            state = None if line.state is DutyState.EXTRA else line.state
            found.append(Standing(reader_id, None, state, extra=True))
    return tuple(found)


def instants(slot: Slot, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """When the slot begins and ends on a day, in UTC milliseconds."""
    first, last = (
        datetime.combine(day, time(minutes // 60 % 24, minutes % 60), zone) + timedelta(days=minutes // (24 * 60))
        for minutes in (slot.first, slot.last)
    )
    return int(first.timestamp() * 1000), int(last.timestamp() * 1000)


def signed_on(started: Sequence[int], begins: int, ends: int) -> int | None:
    """The first of these sign-ons that counts for a slot: from a quarter of an hour before it until its end.

    Each helper's own counts: the second of a pair ends the first one's shift by signing on, and both were there.
    """
    from_when = begins - int(EARLY.total_seconds() * 1000)
    return min((at for at in started if from_when <= at <= ends), default=None)
