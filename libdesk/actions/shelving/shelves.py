"""Shelves are put up, changed and taken down; a range of call numbers moves to another place in one step.

Overlaps and gaps are no faults that stop anything: a shelf is moved in steps. The page tells of them.
"""

from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.actions.shelving.errors import (
    NothingInRange,
    PlaceGone,
    SamePlace,
    ShelfGone,
    ShelfNameMissing,
    ShelfNameTaken,
)
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.shelving import RangeMoved
from libdesk.domain.shelf_ranges import stretch_of
from libdesk.store.queries import shelves as queries
from libdesk.store.tables import Copy, Shelf

LONGEST_NAME: Final = 30
CHUNK: Final = 500


def add_shelf(
    desk: Desk, *, place_id: int, name: str, from_no: str, to_no: str = "", room: int | None = None, note: str = ""
) -> int:
    """A new shelf; gives its id. Without `to_no` it holds all of the class `from_no`.

    Raises ShelfNameMissing, ShelfNameTaken, PlaceGone, RangeWrong.
    """
    with desk.action(Op.EDIT_SHELVES) as act:
        values = _checked(desk, place_id, name, from_no, to_no, room, note)
        shelf_id = act.add(Shelf, **values)
        act.note(shelf=shelf_id, place=place_id)
    return shelf_id


def edit_shelf(
    desk: Desk, shelf_id: int, *, place_id: int, name: str, from_no: str, to_no: str = "", room: int | None = None,
    note: str = "",
) -> int:  # fmt: skip
    """Change a shelf; gives the journal entry, 0 where nothing differs. Books stay in their place.

    Raises ShelfGone, ShelfNameMissing, ShelfNameTaken, PlaceGone, RangeWrong.
    """
    desk.require(Op.EDIT_SHELVES)
    now = queries.shelf(desk.library, shelf_id)
    if now is None:
        raise ShelfGone()
    values = _checked(desk, place_id, name, from_no, to_no, room, note, besides=shelf_id)
    before = (now.place_id, now.name, now.from_no, now.to_no, now.room, now.note or None)
    if before == tuple(values.values()):
        return 0
    with desk.action(Op.EDIT_SHELVES) as act:
        act.change(Shelf, shelf_id, **values)
        act.note(shelf=shelf_id, place=place_id)
    return act.journal_id


def remove_shelf(desk: Desk, shelf_id: int) -> int:
    """Take a shelf down; its books stay in their place. Gives the journal entry. Raises ShelfGone."""
    with desk.action(Op.EDIT_SHELVES) as act:
        now = queries.shelf(desk.library, shelf_id)
        if now is None:
            raise ShelfGone()
        act.remove(Shelf, shelf_id)
        act.note(shelf=shelf_id, place=now.place_id)
    return act.journal_id


def move_range(
    desk: Desk, *, place_id: int, to_place: int, from_no: str, to_no: str = "", progress: Progress | None = None
) -> RangeMoved:
    """All copies of a place in this range belong to another place from now on, those on loan too.

    Shelves that hold nothing beyond the range go along; one whose name is taken there gets another.
    Raises SamePlace, PlaceGone, RangeWrong, NothingInRange, Cancelled.
    """
    decimal = desk.settings.author_decimal
    stretch = stretch_of(from_no, to_no or from_no, author_decimal=decimal)
    if place_id == to_place:
        raise SamePlace()
    with desk.action(Op.MOVE_RANGE) as act:
        _check_place(desk, to_place)
        copies = queries.range_ids(desk.library, place_id, stretch)
        shelves = queries.shelves_within(desk.library, place_id, stretch, decimal=decimal)
        if not copies and not shelves:
            raise NothingInRange()
        for number, copy_id in enumerate(copies):
            if progress is not None and number % CHUNK == 0:
                progress.step(number, len(copies))
            act.change(Copy, copy_id, place_id=to_place)
        for shelf_id in shelves:
            now = queries.shelf(desk.library, shelf_id)
            assert now is not None
            act.change(Shelf, shelf_id, place_id=to_place, name=_name_there(desk, to_place, now.name))
        act.note(place=place_id, to=to_place, count=len(copies), shelves=len(shelves))
    return RangeMoved(act.journal_id, len(copies), len(shelves))


def _checked(
    desk: Desk, place_id: int, name: str, from_no: str, to_no: str, room: int | None, note: str, *, besides: int = 0
) -> dict[str, Any]:
    """The columns as they are kept."""
    wanted = " ".join(name.split())[:LONGEST_NAME]
    if not wanted:
        raise ShelfNameMissing()
    first, last = from_no.strip(), to_no.strip() or from_no.strip()
    stretch_of(first, last, author_decimal=desk.settings.author_decimal)
    _check_place(desk, place_id)
    if _taken(desk, place_id, wanted, besides):
        raise ShelfNameTaken(wanted)
    return {
        "place_id": place_id, "name": wanted, "from_no": first, "to_no": last, "room": room or None,
        "note": note.strip() or None,
    }  # fmt: skip


def _check_place(desk: Desk, place_id: int) -> None:
    if desk.library.connection.execute("SELECT 1 FROM place WHERE id = ?", (place_id,)).fetchone() is None:
        raise PlaceGone()


def _taken(desk: Desk, place_id: int, name: str, besides: int = 0) -> bool:
    rows = desk.library.fetch("SELECT name FROM shelf WHERE place_id = ? AND id <> ?", place_id, besides)
    return any(row[0].casefold() == name.casefold() for row in rows)


def _name_there(desk: Desk, place_id: int, name: str) -> str:
    """The name, with a figure behind it where the other place has one of that name."""
    made, number = name, 1
    while _taken(desk, place_id, made):
        number += 1
        made = f"{name} ({number})"
    return made
