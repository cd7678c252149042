"""Titles as a list shows them, and their copies with where each is. They are found by `queries.catalogue`."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from libdesk.domain.rows.books import CopyFound, TitleFound
from libdesk.domain.shelving.stretches import ShelfMap
from libdesk.store.database import Library
from libdesk.store.queries.in_box import IN_BOX

if TYPE_CHECKING:
    from libdesk.domain.rows.aids import BoxPlace

NO_SHELVES: Final = ShelfMap(())
_TITLES: Final = f"""
SELECT t.id, t.title, t.subtitle, t.author, t.publisher, t.year, t.isbn,
  coalesce(t.call_no, (SELECT min(c.call_no) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn')),
  (SELECT p.name FROM copy c JOIN place p ON p.id = c.place_id WHERE c.title_id = t.id AND c.status <> 'withdrawn'
     ORDER BY c.status <> 'shelf', c.id LIMIT 1),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn'),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf' AND NOT {IN_BOX}),
  (SELECT min(l.due) FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL WHERE c.title_id = t.id),
  (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state = 'waiting'),
  t.kind, t.class_no, t.series, t.contributors, t.cover,
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf' AND c.waiting & 4)
FROM json_each(?) wanted JOIN title t ON t.id = wanted.value"""

_COPIES: Final = f"""
SELECT c.id, v.label,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  c.call_no, p.name, c.status, l.due, l.claimed_day IS NOT NULL, c.damage IS NOT NULL,
  c.waiting & 4 <> 0, c.place_id, o.by_shelf, c.trolley,
  (SELECT bv.label FROM bound_volume bv WHERE bv.copy_id = c.bound_into_id),
  c.status = 'repair' AND EXISTS(SELECT 1 FROM bound_volume bv WHERE bv.copy_id = c.id) AND c.damage IS NULL,
  {IN_BOX}
FROM copy c LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN copy_order o ON o.id = c.id LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
WHERE c.title_id = ? ORDER BY c.status = 'withdrawn', v.ordinal, c.status <> 'shelf', c.id"""


def titles(library: Library, ids: Sequence[int]) -> list[TitleFound]:
    """These titles in this order; those that are gone are left out."""
    found = {row[0]: _title(row) for row in library.connection.execute(_TITLES, (json.dumps(list(ids)),))}
    return [found[title_id] for title_id in ids if title_id in found]


def _title(row: tuple[Any, ...]) -> TitleFound:
    return TitleFound(
        id=row[0], title=row[1], subtitle=row[2] or "", author=row[3] or "", publisher=row[4] or "", year=row[5],
        isbn=row[6] or "", call_no=row[7] or "", place=row[8] or "", copies=row[9], on_shelf=row[10],
        next_due=date.fromisoformat(row[11]) if row[11] else None, waiting=row[12], kind=row[13],
        class_no=row[14] or "", series=row[15] or "", contributors=row[16] or "", cover=row[17] or "",
        preparing=row[18],
    )  # fmt: skip


def copies_of(
    library: Library, title_id: int, shelf_of: ShelfMap = NO_SHELVES, *, trolley_since: int | None = None
) -> list[CopyFound]:
    """Every copy of a title, volume by volume, those on the shelf first; nobody's name.

    `trolley_since`: what came back at this instant or later is not put away yet; None: nothing is said of it.
    """
    rows = library.connection.execute(_COPIES, (title_id,)).fetchall()
    boxes = _boxes(library, [row[0] for row in rows if row[15]])
    return [
        CopyFound(
            id=row[0], volume=row[1] or "", barcode=row[2] or "", call_no=row[3] or "", place=row[4] or "",
            status=row[5], due=date.fromisoformat(row[6]) if row[6] else None, claimed=bool(row[7]),
            damaged=bool(row[8]), preparing=bool(row[9]), shelf=shelf_of.name_at(row[10], row[11]),
            on_trolley=trolley_since is not None and row[12] is not None and row[12] >= trolley_since,
            bound=row[13] or "", at_bindery=bool(row[14]), box=boxes.get(row[0]),
        )
        for row in rows
    ]  # fmt: skip


def _boxes(library: Library, copy_ids: Sequence[int]) -> "dict[int, BoxPlace]":
    if not copy_ids:
        return {}
    from libdesk.store.queries.aids.boxes import places_of

    return places_of(library, copy_ids)


def holders(library: Library, title_id: int) -> dict[int, str]:
    """Who has which copy of a title out: for those who may see readers."""
    rows = library.connection.execute(
        "SELECT c.id, r.name FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL"
        " JOIN reader r ON r.id = l.reader_id WHERE c.title_id = ?",
        (title_id,),
    )
    return dict(rows.fetchall())


def holdings(library: Library) -> tuple[int, int]:
    """(titles, copies) of the library, withdrawn copies left out."""
    row: tuple[int, int] = library.connection.execute(
        "SELECT (SELECT count(*) FROM title WHERE kind <> 'box'),"
        " (SELECT count(*) FROM copy WHERE status <> 'withdrawn' AND item_kind <> 'box')"
    ).fetchone()
    return row
