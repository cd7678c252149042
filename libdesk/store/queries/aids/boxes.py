"""Boxes for class corners: which there are, what lies in one, and in which box a book lies."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Final

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.aids import BoxedBook, BoxPlace, BoxRow, Receiver
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.settings import library_settings

BOX: Final = "box"
_CODE: Final = (
    "coalesce((SELECT k.printed FROM barcode k WHERE k.copy_id = c.id AND k.state = 'active'"
    " ORDER BY k.id DESC LIMIT 1), '')"
)
_BOXES: Final = f"""
SELECT c.id, c.title_id, t.title || coalesce('(' || v.label || ')', ''), {_CODE}, c.status,
  (SELECT count(*) FROM box_copy bc WHERE bc.box_id = c.id AND bc.out_day IS NULL), l.due, l.lent_day,
  r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, coalesce(r.department, ''), r.state
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL LEFT JOIN reader r ON r.id = l.reader_id {LAST_CLASS}
WHERE c.item_kind = 'box' AND c.status <> 'withdrawn' ORDER BY t.title, v.ordinal, c.id"""
_BOOKS: Final = f"""
SELECT c.id, t.title || coalesce('(' || v.label || ')', ''), coalesce(c.call_no, ''), {_CODE}, bc.put_day, c.status,
  coalesce(c.price_fen, v.price_fen, t.price_fen)
FROM box_copy bc JOIN copy c ON c.id = bc.copy_id JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id
WHERE bc.box_id = ? AND bc.out_day IS NULL AND c.status <> 'withdrawn' ORDER BY t.title, v.ordinal, c.id"""

_PLACES: Final = f"""
SELECT bc.copy_id, c.id, t.title || coalesce('(' || v.label || ')', ''),
  r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, coalesce(r.department, ''), r.state
FROM box_copy bc JOIN copy c ON c.id = bc.box_id AND c.status <> 'withdrawn' JOIN title t ON t.id = c.title_id
LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
LEFT JOIN reader r ON r.id = l.reader_id {LAST_CLASS}
WHERE bc.out_day IS NULL AND bc.copy_id IN (SELECT value FROM json_each(?))"""


def boxes(library: Library) -> list[BoxRow]:
    """Every box, by name; boxes of one name are told apart by their barcode."""
    found = []
    for row in library.connection.execute(_BOXES):
        holder = Receiver(*row[8:]) if row[8] is not None else None
        due, lent = (date.fromisoformat(text) if text else None for text in row[6:8])
        found.append(BoxRow(*(*row[:6], holder, due, lent)))
    return found


def box(library: Library, copy_id: int) -> BoxRow | None:
    return next((one for one in boxes(library) if one.copy_id == copy_id), None)


def books(library: Library, box_id: int) -> list[BoxedBook]:
    """What lies in a box, by title."""
    rows = library.connection.execute(_BOOKS, (box_id,))
    return [BoxedBook(*(*row[:4], date.fromisoformat(row[4]), *row[5:])) for row in rows]


def lying(library: Library, copy_id: int) -> tuple[int, int] | None:
    """(row, box) of the box in which this book lies."""
    row: tuple[int, int] | None = library.connection.execute(
        "SELECT id, box_id FROM box_copy WHERE copy_id = ? AND out_day IS NULL", (copy_id,)
    ).fetchone()
    return row


def place_of(library: Library, copy_id: int) -> BoxPlace | None:
    """Where a boxed book stands; None of one that stands by itself."""
    return places_of(library, (copy_id,)).get(copy_id)


def places_of(library: Library, copy_ids: Iterable[int]) -> dict[int, BoxPlace]:
    """Those of these copies that lie in a box, with the box."""
    rows = library.connection.execute(_PLACES, (json.dumps(list(copy_ids)),)).fetchall()
    if not rows:
        return {}
    system = SchoolSystem(library_settings(library).school_system)
    return {
        row[0]: BoxPlace(row[1], row[2], Receiver(*row[3:]) if row[3] is not None else None, system) for row in rows
    }
