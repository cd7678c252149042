"""A title and its copies as the librarian keeps them, each by its number."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.catalogue import BarcodeLine, CopyRow, PlaceRow, TitleNow
from libdesk.domain.titles import FIELD_NAMES, TitleFields, from_columns
from libdesk.domain.volumes import VolumeFields
from libdesk.store.database import Library

_TITLE: Final = f"""
SELECT {", ".join(f"t.{name}" for name in FIELD_NAMES)}, t.queued, t.added, t.cover, t.record_id,
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id),
  (SELECT count(*) FROM copy c JOIN loan l ON l.copy_id = c.id WHERE c.title_id = t.id),
  (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state IN ('waiting', 'ready')),
  (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state NOT IN ('waiting', 'ready'))
FROM title t WHERE t.id = ?"""
_COPIES: Final = """
SELECT c.id, c.title_id, c.volume_id, v.label,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  c.accession_no, c.item_kind, c.place_id, p.name, c.call_no, c.price_fen, c.source, c.condition, c.note, c.entered,
  c.status, l.due, c.waiting, (SELECT count(*) FROM loan o WHERE o.copy_id = c.id),
  c.status = 'lost' AND EXISTS(SELECT 1 FROM charge h WHERE h.copy_id = c.id AND h.kind = 'loss' AND h.state = 'open'),
  (SELECT bv.label FROM bound_volume bv WHERE bv.copy_id = c.bound_into_id),
  c.status = 'repair' AND EXISTS(SELECT 1 FROM bound_volume bv WHERE bv.copy_id = c.id)
FROM copy c LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
WHERE {where} ORDER BY c.status = 'withdrawn', v.ordinal, c.accession_no, c.id"""
_NAMED: Final = """
SELECT EXISTS(SELECT 1 FROM loan WHERE copy_id = :id) OR EXISTS(SELECT 1 FROM house_use WHERE copy_id = :id),
  EXISTS(SELECT 1 FROM hold WHERE copy_id = :id) OR EXISTS(SELECT 1 FROM damage WHERE copy_id = :id)
  OR EXISTS(SELECT 1 FROM withdrawal_copy WHERE copy_id = :id)
  OR EXISTS(SELECT 1 FROM seen_copy WHERE copy_id = :id) OR EXISTS(SELECT 1 FROM missed_copy WHERE copy_id = :id)
  OR EXISTS(SELECT 1 FROM charge WHERE copy_id = :id OR new_copy_id = :id)
  OR EXISTS(SELECT 1 FROM box_copy WHERE copy_id = :id OR box_id = :id),
  EXISTS(SELECT 1 FROM piece WHERE copy_id = :id)"""


def title(library: Library, title_id: int) -> TitleNow | None:
    row = library.connection.execute(_TITLE, (title_id,)).fetchone()
    if row is None:
        return None
    known = len(FIELD_NAMES)
    queued, added, cover, record_id, copies, loans, holds, past = row[known:]
    return TitleNow(
        title_id, from_columns(dict(zip(FIELD_NAMES, row[:known], strict=True))), tuple(volumes(library, title_id)),
        bool(queued), added, cover or "", record_id, copies, loans, holds, past,
    )  # fmt: skip


def volumes(library: Library, title_id: int) -> list[VolumeFields]:
    rows = library.connection.execute(
        "SELECT label, isbn, price_fen, id, (SELECT count(*) FROM copy c WHERE c.volume_id = v.id) FROM volume v"
        " WHERE title_id = ? ORDER BY ordinal, id",
        (title_id,),
    )
    return [VolumeFields(row[0], row[1] or "", row[2], row[3], row[4]) for row in rows]


def copies(library: Library, title_id: int) -> list[CopyRow]:
    """Every copy of a title, volume by volume; those that were withdrawn last."""
    return _copies(library, "c.title_id = ?", (title_id,))


def copies_by_id(library: Library, ids: Iterable[int]) -> list[CopyRow]:
    return _copies(library, "c.id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(set(ids))),))


def copies_of_titles(library: Library, title_ids: Iterable[int]) -> list[CopyRow]:
    where = "c.title_id IN (SELECT value FROM json_each(?))"
    return _copies(library, where, (json.dumps(sorted(set(title_ids))),))


def _copies(library: Library, where: str, values: tuple[object, ...]) -> list[CopyRow]:
    return [_copy(row) for row in library.connection.execute(_COPIES.format(where=where), values)]


def _copy(row: tuple[Any, ...]) -> CopyRow:
    texts = [
        text or "" for text in (row[3], row[4], row[5], row[6], row[8], row[9], row[11], row[12], row[13], row[14])
    ]
    volume, barcode, accession_no, item_kind, place, call_no, source, condition, note, entered = texts
    return CopyRow(
        id=row[0], title_id=row[1], volume_id=row[2], volume=volume, barcode=barcode, accession_no=accession_no,
        item_kind=item_kind, place_id=row[7], place=place, call_no=call_no, price_fen=row[10], source=source,
        condition=condition, note=note, entered=entered, status=row[15],
        due=date.fromisoformat(row[16]) if row[16] else None, waiting=row[17], loans=row[18], owed=bool(row[19]),
        bound=row[20] or "", at_bindery=bool(row[21]),
    )  # fmt: skip


def named_elsewhere(library: Library, copy_id: int) -> tuple[bool, bool, bool]:
    """(it was lent or used before, something else names it, it is an issue that was checked in).

    Each keeps a copy from being removed as a mistake.
    """
    lent, named, checked_in = library.connection.execute(_NAMED, {"id": copy_id}).fetchone()
    return bool(lent), bool(named), bool(checked_in)


def issues_among(library: Library, copy_ids: Iterable[int]) -> set[int]:
    """Those of these copies that are issues of a periodical."""
    rows = library.connection.execute(
        "SELECT id FROM copy WHERE issue_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(copy_ids))),),
    )
    return {row[0] for row in rows}


def stand_ins(library: Library, copy_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(lost copy, the one that came in its place) of all pairs of which one of these is a part."""
    given = json.dumps(sorted(set(copy_ids)))
    rows = library.connection.execute(
        "SELECT copy_id, new_copy_id FROM charge WHERE copy_id IS NOT NULL AND new_copy_id IS NOT NULL AND"
        " (copy_id IN (SELECT value FROM json_each(:ids)) OR new_copy_id IN (SELECT value FROM json_each(:ids)))",
        {"ids": given},
    )
    return [(row[0], row[1]) for row in rows]


def barcodes(library: Library, copy_id: int) -> list[BarcodeLine]:
    """Every number of a copy, the newest first."""
    rows = library.connection.execute(
        "SELECT printed, state, since, until FROM barcode WHERE copy_id = ?"
        " ORDER BY state <> 'active', since DESC, id DESC",
        (copy_id,),
    )
    return [BarcodeLine(*row) for row in rows]


def title_of_isbn(library: Library, isbn: str) -> int | None:
    """The newest title that bears this ISBN, its volumes included."""
    row = library.connection.execute(
        "SELECT max(id) FROM"
        " (SELECT id FROM title WHERE isbn = ? UNION ALL SELECT title_id FROM volume WHERE isbn = ?)",
        (isbn, isbn),
    ).fetchone()
    return int(row[0]) if row[0] is not None else None


def places(library: Library) -> list[PlaceRow]:
    rows = library.connection.execute(
        "SELECT p.id, p.name, p.reading_room, p.shelving, (SELECT count(*) FROM copy c WHERE c.place_id = p.id)"
        " FROM place p ORDER BY p.id"
    )
    return [PlaceRow(row[0], row[1], bool(row[2]), row[3], row[4]) for row in rows]


def is_named(library: Library, place_id: int) -> bool:
    """Whether what was done at a place is still to be read, though nothing stands there any more."""
    tables = (
        "subscription",
        "care_check",
        "room_use",
        "stocktake",
        "seen_copy",
        "equipment",
        "duty_slot",
        "visit",
        "lesson",
        "aid",
    )
    asked = " OR ".join(f"EXISTS(SELECT 1 FROM {table} WHERE place_id = ?)" for table in tables)
    return bool(library.connection.execute(f"SELECT {asked}", (place_id,) * len(tables)).fetchone()[0])


def call_no_of_another(library: Library, call_no: str, shelving: str, title_id: int | None) -> str:
    """The title that bears this call number already in the same group of places; "" for none."""
    row = library.connection.execute(
        "SELECT title FROM title WHERE call_no = ? AND shelving = ? AND id <> ? LIMIT 1",
        (call_no, shelving, title_id or 0),
    ).fetchone()
    return str(row[0]) if row else ""


def cover(library: Library, title_id: int) -> bytes | None:
    row = library.connection.execute(
        "SELECT b.bytes FROM title t JOIN blob b ON b.sha256 = t.cover WHERE t.id = ?", (title_id,)
    ).fetchone()
    return bytes(row[0]) if row else None


def record(library: Library, title_id: int) -> tuple[str, str, bytes] | None:
    """(form, encoding, bytes) of the record that a title came with."""
    row = library.connection.execute(
        "SELECT r.form, r.encoding, r.bytes FROM title t JOIN record r ON r.id = t.record_id WHERE t.id = ?",
        (title_id,),
    ).fetchone()
    return (row[0], row[1], bytes(row[2])) if row else None


def fields_of(library: Library, ids: Iterable[int]) -> dict[int, TitleFields]:
    """The fields of many titles, by id."""
    rows = library.connection.execute(
        f"SELECT id, {', '.join(FIELD_NAMES)} FROM title WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(set(ids))),),
    )
    return {row[0]: from_columns(dict(zip(FIELD_NAMES, row[1:], strict=True))) for row in rows}
