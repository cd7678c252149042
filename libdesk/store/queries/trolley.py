"""What waits on the trolley, in the order in which it is put back: place by place, from shelf to shelf."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.shelving import TrolleyFound
from libdesk.domain.shelving.stretches import ShelfMap
from libdesk.store.database import Library
from libdesk.store.queries.shelves import ITEM_COLUMNS, as_item

MOST: Final = 10_000
QUARTER: Final = 900_000  # ms; no zone is off by less
_WAITS: Final = "c.trolley IS NOT NULL AND c.trolley >= :since AND c.status = 'shelf'"


def waiting(
    library: Library, shelf_of: ShelfMap, *, since: int, zone: str, place_id: int | None = None, limit: int = MOST
) -> TrolleyFound:
    """`since`: copies that came back before this instant count as shelved."""
    place = "" if place_id is None else " AND c.place_id = :place"
    rows = library.connection.execute(
        f"{ITEM_COLUMNS} WHERE {_WAITS}{place}"
        " ORDER BY c.place_id IS NULL, c.place_id, o.by_shelf IS NULL, o.by_shelf, c.id LIMIT :limit",
        {"since": since, "place": place_id, "limit": limit},
    )
    days = _Days(zone)
    found = tuple(as_item(row, shelf_of, days.of(row[8])) for row in rows)
    return TrolleyFound(found, len(found) if len(found) < limit else len(ids(library, since=since, place_id=place_id)))


class _Days:
    """The days of instants in a zone: every quarter of an hour is worked out once."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._known: dict[int, date] = {}

    def of(self, instant: int) -> date:
        quarter = instant // QUARTER
        day = self._known.get(quarter)
        if day is None:
            moment = datetime.fromtimestamp(instant / 1000, UTC)
            day = self._known[quarter] = moment.astimezone(self._zone).date()
        return day


def ids(library: Library, *, since: int, place_id: int | None = None) -> list[int]:
    """Every copy that waits, however many there are."""
    place = "" if place_id is None else " AND c.place_id = :place"
    rows = library.connection.execute(
        f"SELECT c.id FROM copy c WHERE {_WAITS}{place} ORDER BY c.id", {"since": since, "place": place_id}
    )
    return [row[0] for row in rows]


def places(library: Library, *, since: int) -> list[tuple[int, str, int]]:
    """(id, name, copies) of the places for which something waits."""
    rows = library.connection.execute(
        f"SELECT p.id, p.name, count(*) FROM copy c JOIN place p ON p.id = c.place_id WHERE {_WAITS} GROUP BY p.id",
        {"since": since},
    )
    return [(row[0], show_place(row[1]), row[2]) for row in rows]


def to_shelve(library: Library, copy_ids: Iterable[int]) -> list[tuple[int, int | None, int]]:
    """(id, since when on the trolley, what it waits for) of those of these copies that are in."""
    return library.connection.execute(
        "SELECT c.id, c.trolley, c.waiting FROM copy c WHERE c.id IN (SELECT value FROM json_each(?))"
        " AND c.status = 'shelf' ORDER BY c.id",
        (json.dumps(list(copy_ids)),),
    ).fetchall()
