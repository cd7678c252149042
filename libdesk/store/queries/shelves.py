"""Which call numbers stand on which shelf, what stands there now, and what no shelf holds."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.shelving import Loose, RangeOutlook, ShelfCounts, ShelfItem, ShelfRow
from libdesk.domain.shelf_ranges import Stretch, stretch_of
from libdesk.domain.shelving.stretches import ShelfMap as ShelfMap
from libdesk.domain.shelving.stretches import ShelfSpot
from libdesk.store.database import Library
from libdesk.store.queries.in_box import IN_BOX

GONE: Final = "('withdrawn', 'lost', 'missing')"
ITEM_COLUMNS: Final = """
SELECT c.id, t.title || coalesce('(' || v.label || ')', ''),
  coalesce((SELECT k.printed FROM barcode k WHERE k.copy_id = c.id AND k.state = 'active' ORDER BY k.id DESC LIMIT 1),
    ''),
  coalesce(c.call_no, ''), o.by_shelf, c.place_id, p.name, c.status, c.trolley, c.waiting
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN place p ON p.id = c.place_id LEFT JOIN copy_order o ON o.id = c.id"""
_ROWS: Final = """
SELECT s.id, s.place_id, p.name, s.name, s.from_no, s.to_no, s.room, coalesce(s.note, '')
FROM shelf s JOIN place p ON p.id = s.place_id"""
_IN: Final = f"""
FROM copy_order o CROSS JOIN copy c ON c.id = o.id
WHERE o.by_shelf >= ? AND o.by_shelf < ? AND c.place_id = ? AND c.status NOT IN {GONE}"""


def shelf_map(library: Library, *, decimal: bool = True) -> ShelfMap:
    """Every shelf as the rules see it; `decimal`: how the school reads figures of author numbers."""
    return ShelfMap(
        ShelfSpot(row[0], row[1], row[2], stretch_of(row[3], row[4], author_decimal=decimal))
        for row in library.fetch("SELECT id, place_id, name, from_no, to_no FROM shelf")
    )


def named(library: Library, *, decimal: bool = True) -> list[ShelfRow]:
    """Every shelf, place by place in the order of the call numbers, without its counts."""
    rows = library.fetch(_ROWS)
    ends = {row[0]: stretch_of(row[4], row[5], author_decimal=decimal) for row in rows}
    return [_row(row) for row in sorted(rows, key=lambda row: (row[1], ends[row[0]], row[0]))]


def shelf(library: Library, shelf_id: int) -> ShelfRow | None:
    """One shelf, without its counts."""
    row = library.connection.execute(f"{_ROWS} WHERE s.id = ?", (shelf_id,)).fetchone()
    return _row(row) if row else None


def _row(row: Sequence[Any]) -> ShelfRow:
    return ShelfRow(row[0], row[1], show_place(row[2]), row[3], row[4], row[5], row[6], row[7])


def counts(library: Library, *, decimal: bool = True) -> ShelfCounts:
    """What stands on each shelf, and what on none; of a million books this takes most of a second."""
    rows = library.fetch(_ROWS)
    by_shelf = {row[0]: _counts(library, row[1], stretch_of(row[4], row[5], author_decimal=decimal)) for row in rows}
    return ShelfCounts(by_shelf, tuple(loose(library, decimal=decimal)))


def _counts(library: Library, place_id: int, stretch: Stretch) -> tuple[int, int]:
    row: tuple[int, int] = library.connection.execute(
        f"SELECT count(*), coalesce(sum(c.status = 'shelf'), 0) {_IN}", (*stretch, place_id)
    ).fetchone()
    return row


def count_in(library: Library, place_id: int, stretch: Stretch) -> int:
    """Every copy of a place in this stretch that is not gone."""
    return _counts(library, place_id, stretch)[0]


def loose(library: Library, *, decimal: bool = True) -> list[Loose]:
    """Copies with a call number that stand in a place with shelves and on none of them."""
    shelf_of, found = shelf_map(library, decimal=decimal), []
    for place_id, name in library.fetch("SELECT id, name FROM place ORDER BY id"):
        if not shelf_of.of(place_id):
            continue
        for gap in shelf_of.gaps(place_id):
            count, first, last = library.connection.execute(
                f"SELECT count(*), min(o.by_shelf), max(o.by_shelf) {_IN}", (*gap, place_id)
            ).fetchone()
            if count:
                before = [spot.name for spot in shelf_of.of(place_id) if spot.stretch.low < gap.high]
                behind = [spot.name for spot in shelf_of.of(place_id) if spot.stretch.low >= gap.high]
                found.append(
                    Loose(
                        place_id, show_place(name), count, _call_no(library, first), _call_no(library, last),
                        before[-1] if before else "", behind[0] if behind else "",
                    )
                )  # fmt: skip
    return found


def _call_no(library: Library, key: bytes) -> str:
    row = library.connection.execute(
        "SELECT c.call_no FROM copy_order o JOIN copy c ON c.id = o.id WHERE o.by_shelf = ? LIMIT 1", (key,)
    ).fetchone()
    return row[0] if row else ""


def item(library: Library, copy_id: int, shelf_of: ShelfMap) -> ShelfItem | None:
    row = library.connection.execute(f"{ITEM_COLUMNS} WHERE c.id = ?", (copy_id,)).fetchone()
    return as_item(row, shelf_of) if row else None


def items(library: Library, copy_ids: Sequence[int], shelf_of: ShelfMap) -> list[ShelfItem]:
    """These copies, in this order; those that are gone are left out."""
    rows = library.connection.execute(
        f"{ITEM_COLUMNS} WHERE c.id IN (SELECT value FROM json_each(?))", (json.dumps(list(copy_ids)),)
    )
    found = {row[0]: as_item(row, shelf_of) for row in rows}
    return [found[copy_id] for copy_id in copy_ids if copy_id in found]


def standing(library: Library, place_id: int | None, stretch: Stretch) -> list[int]:
    """What should stand in this stretch now, in order: no copy that is out, on the trolley or not yet shelved."""
    place = "" if place_id is None else " AND c.place_id = ?"
    rows = library.connection.execute(
        "SELECT c.id FROM copy_order o CROSS JOIN copy c ON c.id = o.id WHERE o.by_shelf >= ? AND o.by_shelf < ?"
        f"{place} AND c.status = 'shelf' AND c.trolley IS NULL AND c.waiting & 4 = 0 AND c.bound_into_id IS NULL"
        f" AND NOT {IN_BOX}"
        " ORDER BY o.by_shelf, c.id",
        (*stretch, *(() if place_id is None else (place_id,))),
    )
    return [row[0] for row in rows]


def as_item(row: Sequence[Any], shelf_of: ShelfMap, since: date | None = None) -> ShelfItem:
    copy_id, title, barcode, call_no, key, place_id, place, status, trolley, waiting = row
    return ShelfItem(
        copy_id, title, barcode, call_no, key, place_id, show_place(place) if place else "", status, trolley, waiting,
        shelf_of.name_at(place_id, key), since,
    )  # fmt: skip


def range_ids(library: Library, place_id: int, stretch: Stretch) -> list[int]:
    """Every copy of a place in this stretch that is not gone, in order; those on loan too."""
    rows = library.connection.execute(f"SELECT c.id {_IN} ORDER BY o.by_shelf, c.id", (*stretch, place_id))
    return [row[0] for row in rows]


def shelves_within(library: Library, place_id: int, stretch: Stretch, *, decimal: bool = True) -> list[int]:
    """The shelves of a place that hold nothing beyond this stretch."""
    return [
        spot.id
        for spot in shelf_map(library, decimal=decimal).of(place_id)
        if stretch.low <= spot.stretch.low and spot.stretch.high <= stretch.high
    ]


def outlook(library: Library, place_id: int, to_place: int, stretch: Stretch, *, decimal: bool = True) -> RangeOutlook:
    """What a move of this stretch would take along."""
    count, out, first, last = library.connection.execute(
        f"SELECT count(*), coalesce(sum(c.status <> 'shelf'), 0), min(o.by_shelf), max(o.by_shelf) {_IN}",
        (*stretch, place_id),
    ).fetchone()
    there = count_in(library, to_place, stretch)
    within = len(shelves_within(library, place_id, stretch, decimal=decimal))
    if not count:
        return RangeOutlook(0, 0, there, within, "", "")
    return RangeOutlook(count, out, there, within, _call_no(library, first), _call_no(library, last))
