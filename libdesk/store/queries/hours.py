"""When the rooms are open: the rooms that have hours, and their spans."""

from typing import NamedTuple

from libdesk.domain.hours import Span, read_time
from libdesk.store.database import Library


class Room(NamedTuple):
    """A place with hours of its own; `code` is a seeded name or the school's."""

    id: int
    code: str


class OpeningRow(NamedTuple):
    id: int
    place_id: int
    span: Span


def rooms(library: Library) -> list[Room]:
    """The library itself, which is the first place of every file, then the reading rooms, then what has hours."""
    return [
        Room(*row)
        for row in library.fetch(
            "SELECT id, name FROM place WHERE id = (SELECT min(id) FROM place) OR reading_room = 1"
            " OR id IN (SELECT place_id FROM opening) ORDER BY id > (SELECT min(id) FROM place), reading_room DESC, id"
        )
    ]


def openings(library: Library, place_id: int | None = None) -> list[OpeningRow]:
    """The spans of one room, or of all, in the order of the week."""
    where, values = ("WHERE place_id = ?", (place_id,)) if place_id is not None else ("", ())
    rows = library.fetch(
        f"SELECT id, place_id, weekday, from_time, to_time, name FROM opening {where}"
        " ORDER BY place_id, weekday, from_time",
        *values,
    )
    return [
        OpeningRow(row_id, place, Span(weekday, read_time(first), read_time(last), name))
        for row_id, place, weekday, first, last, name in rows
    ]
