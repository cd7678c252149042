"""Where copies stand: places are added, renamed, joined to a shelving group; an empty one can go."""

from libdesk.actions.cataloguing.errors import FirstPlace, PlaceInUse, PlaceNamed, PlaceNameMissing, PlaceNameTaken
from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.catalogue import PlaceRow
from libdesk.store.queries import titles as queries
from libdesk.store.tables import Opening, Place, Shelf


def add_place(desk: Desk, name: str, *, reading_room: bool = False, shelving: str = "") -> int:
    """A new place; gives its id. Raises PlaceNameMissing, PlaceNameTaken."""
    with desk.action(Op.EDIT_PLACES) as act:
        place_id = act.add(
            Place, name=_free(desk, name), reading_room=int(reading_room), shelving=" ".join(shelving.split())
        )
        act.note(place=place_id)
    return place_id


def edit_place(desk: Desk, place_id: int, *, name: str, reading_room: bool, shelving: str) -> int:
    """Change a place; gives the journal entry, 0 where nothing differs. Numbers that were given stay as they are.

    A seeded place that keeps the name that the screen shows keeps its code. Raises PlaceNameMissing, PlaceNameTaken.
    """
    desk.require(Op.EDIT_PLACES)
    now = next(place for place in queries.places(desk.library) if place.id == place_id)
    kept = now.name if " ".join(name.split()) == now.shown() else _free(desk, name, besides=place_id)
    after = (kept, reading_room, " ".join(shelving.split()))
    if after == (now.name, now.reading_room, now.shelving):
        return 0
    with desk.action(Op.EDIT_PLACES) as act:
        act.change(Place, place_id, name=after[0], reading_room=int(after[1]), shelving=after[2])
        act.note(place=place_id)
    return act.journal_id


def remove_place(desk: Desk, place_id: int) -> int:
    """Remove a place in which nothing stands, with its opening hours and shelves; gives the journal entry.

    Raises PlaceInUse, PlaceNamed, FirstPlace.
    """
    with desk.action(Op.EDIT_PLACES) as act:
        places = queries.places(desk.library)
        now = next(place for place in places if place.id == place_id)
        if now.id == places[0].id:
            raise FirstPlace()
        if now.copies:
            raise PlaceInUse(now.shown(), now.copies)
        if queries.is_named(desk.library, place_id):
            raise PlaceNamed(now.shown())
        for row in act.connection.execute("SELECT id FROM opening WHERE place_id = ?", (place_id,)).fetchall():
            act.remove(Opening, row[0])
        for row in act.connection.execute("SELECT id FROM shelf WHERE place_id = ?", (place_id,)).fetchall():
            act.remove(Shelf, row[0])
        act.remove(Place, place_id)
        act.note(place=place_id)
    return act.journal_id


def _free(desk: Desk, name: str, *, besides: int | None = None) -> str:
    """The name as it is kept: one that no other place has or is shown by."""
    wanted = " ".join(name.split())[:60]
    if not wanted:
        raise PlaceNameMissing()
    others: list[PlaceRow] = [place for place in queries.places(desk.library) if place.id != besides]
    if any(wanted.casefold() in (place.name.casefold(), place.shown().casefold()) for place in others):
        raise PlaceNameTaken(wanted)
    return wanted
