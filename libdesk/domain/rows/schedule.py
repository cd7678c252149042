"""What is written on a day: events, special days, the periods of a school day, reading lessons."""

from collections.abc import Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from libdesk.domain.classes import ClassRef
from libdesk.domain.hours import show_time
from libdesk.domain.value import Value


class EventRow(NamedTuple):
    """From `first` to `last`; times are minutes after midnight, None: whole days. `uid` as iCalendar has it."""

    id: int
    first: date
    last: date
    from_time: int | None
    to_time: int | None
    name: str
    place: str = ""
    note: str = ""
    uid: str = ""

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def times(self) -> str:
        """14:00–15:30, or nothing for whole days; 14:00 where the end is left open."""
        if self.from_time is None:
            return ""
        start = show_time(self.from_time)
        return start if self.to_time is None else f"{start}–{show_time(self.to_time)}"


class EventHistory(NamedTuple):
    """`by_hand`: how each event that a person entered or changed last stood before each of these changes, by its id.

    `together`: ids of the events that a file named, for each step in which it brought or changed some.
    """

    by_hand: Mapping[int, Sequence[EventRow]]
    together: Sequence[Set[int]] = ()


class TaskMark(NamedTuple):
    """A task of the plan, as far as the calendar shows it."""

    name: str
    first: date
    last: date
    state: str


class SpecialDay(Value):
    """A day like another weekday, or open only from `first` to `last` (minutes after midnight), or both."""

    day: date
    as_weekday: int | None = None
    first: int | None = None
    last: int | None = None
    name: str = ""


class PeriodRow(NamedTuple):
    """A lesson of the school day: 第一节 08:00–08:40."""

    id: int
    ordinal: int
    name: str
    first: int
    last: int

    def times(self) -> str:
        return f"{show_time(self.first)}–{show_time(self.last)}"


class LessonRow(NamedTuple):
    """A class's reading lesson; `weeks` as domain/term_weeks has them, `place` the code or name of its room."""

    id: int
    term_id: int
    ref: ClassRef
    weekday: int
    period_id: int
    weeks: str
    place_id: int | None
    place: str
    teacher: str


class LessonOn(NamedTuple):
    """A lesson on one day."""

    lesson: LessonRow
    period: PeriodRow
