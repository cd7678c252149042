"""When the rooms are open on one day: the week's hours, unless the day is closed or a special one."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from libdesk.domain.calendar import Calendar
from libdesk.domain.hours import Span, read_time
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.domain.special_days import spans_on
from libdesk.store.database import Library
from libdesk.store.queries import hours


class RoomHours(NamedTuple):
    """The hours of a room on a day; `place` is a code or the school's own name."""

    place_id: int
    place: str
    spans: tuple[Span, ...]


def special_days(library: Library, first: date = date.min, last: date = date.max) -> Mapping[date, SpecialDay]:
    """The days from first to last that go otherwise than their weekday."""
    rows = library.fetch(
        "SELECT day, as_weekday, from_time, to_time, name FROM special_day WHERE day BETWEEN ? AND ? ORDER BY day",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return {
        (on := date.fromisoformat(day)): SpecialDay(
            on, weekday, read_time(start) if start else None, read_time(end) if end else None, name
        )
        for day, weekday, start, end, name in rows
    }


def special_day(library: Library, day: date) -> SpecialDay | None:
    return special_days(library, day, day).get(day)


def hours_between(library: Library, calendar: Calendar, first: date, last: date) -> Mapping[date, Sequence[RoomHours]]:
    """For each day from first to last the rooms that are open; none on a day on which the library is closed."""
    special = special_days(library, first, last)
    week: dict[int, list[Span]] = {}
    for row in hours.openings(library):
        week.setdefault(row.place_id, []).append(row.span)
    rooms = hours.rooms(library)
    found: dict[date, Sequence[RoomHours]] = {}
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        found[day] = ()
        if calendar.is_open(day):
            of_rooms = (
                RoomHours(room.id, room.code, spans_on(day, week.get(room.id, ()), special.get(day))) for room in rooms
            )
            found[day] = tuple(one for one in of_rooms if one.spans)
    return found


def hours_on(library: Library, calendar: Calendar, day: date) -> Sequence[RoomHours]:
    """As `hours_between`, of one day."""
    return hours_between(library, calendar, day, day)[day]
