"""The catalogue on its way out: titles in the order of their numbers, some hundred at a time, with their copies."""

from collections.abc import Iterator
from typing import Any, Final

from libdesk.domain.copy_rules import item_kind_of
from libdesk.domain.drafts import CopyDraft, VolumeDraft
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.exports import ExportBook, Selection
from libdesk.domain.titles import FIELD_NAMES, from_columns
from libdesk.store.database import Library

AT_ONCE: Final = 500
_COPIES: Final = """
SELECT c.title_id, (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id ORDER BY b.state <> 'active', b.id DESC),
  c.accession_no, v.label, p.name, c.call_no, c.price_fen, c.entered, c.source, c.status, c.note, c.condition,
  c.item_kind, t.kind
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN place p ON p.id = c.place_id
WHERE c.title_id IN ({marks}) AND c.bound_into_id IS NULL{more} ORDER BY c.title_id, c.id"""


def count(library: Library, selection: Selection) -> int:
    """How many titles these are."""
    where, values = _where(selection)
    return int(library.fetch(f"SELECT count(*) FROM title t{where}", *values)[0][0])


def books(library: Library, selection: Selection, *, records: bool) -> Iterator[list[ExportBook]]:
    """The titles of a selection; `records`: with the record that each came with."""
    where, values = _where(selection)
    names = ", ".join(f"t.{name}" for name in FIELD_NAMES)
    sql = f"SELECT t.id, t.record_id, {names} FROM title t{where or ' WHERE 1'}"
    sql += f" AND t.id > ? ORDER BY t.id LIMIT {AT_ONCE}"
    last = 0
    while rows := library.fetch(sql, *values, last):
        last = rows[-1][0]
        copies = _copies(library, [row[0] for row in rows], selection)
        volumes = _volumes(library, [row[0] for row in rows])
        kept = _records(library, [row[1] for row in rows if row[1] is not None]) if records else {}
        yield [
            ExportBook(
                row[0], from_columns(dict(zip(FIELD_NAMES, row[2:], strict=True))), tuple(copies.get(row[0], ())),
                kept.get(row[1]), tuple(volumes.get(row[0], ())),
            )
            for row in rows
        ]  # fmt: skip


def _where(selection: Selection) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    if selection.class_no:
        parts.append("t.class_no >= ? AND t.class_no < ?")
        values += [selection.class_no, f"{selection.class_no}\U0010ffff"]
    for column, wanted in (("place_id", selection.place_id), ("batch_id", selection.batch_id)):
        if wanted is not None:
            parts.append(f"EXISTS (SELECT 1 FROM copy c WHERE c.title_id = t.id AND c.{column} = ?)")
            values.append(wanted)
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def _copies(library: Library, title_ids: list[int], selection: Selection) -> dict[int, list[CopyDraft]]:
    more, values = "" if selection.withdrawn else " AND c.status <> 'withdrawn'", list(title_ids)
    for column, wanted in (("place_id", selection.place_id), ("batch_id", selection.batch_id)):
        if wanted is not None:
            more += f" AND c.{column} = ?"
            values.append(wanted)
    found: dict[int, list[CopyDraft]] = {}
    for (
        title_id,
        code,
        number,
        volume,
        place,
        call_no,
        price,
        entered,
        source,
        status,
        note,
        condition,
        item_kind,
        title_kind,
    ) in library.fetch(_COPIES.format(marks=",".join("?" * len(title_ids)), more=more), *values):
        copy = CopyDraft(
            code or "", number or "", volume or "", show_place(place) if place else "", call_no or "", price,
            entered or "", source or "", status, note or "", condition or "",
            "" if item_kind == item_kind_of(title_kind) else item_kind,
        )  # fmt: skip
        found.setdefault(title_id, []).append(copy)
    return found


def _volumes(library: Library, title_ids: list[int]) -> dict[int, list[VolumeDraft]]:
    """The volumes of these titles, in their order, those without a copy too."""
    sql = "SELECT title_id, label, ordinal, coalesce(isbn, ''), price_fen, coalesce(extent, '') FROM volume"
    sql += f" WHERE title_id IN ({','.join('?' * len(title_ids))}) ORDER BY title_id, ordinal, id"
    found: dict[int, list[VolumeDraft]] = {}
    for title_id, *values in library.fetch(sql, *title_ids):
        found.setdefault(title_id, []).append(VolumeDraft(*values))
    return found


def _records(library: Library, ids: list[int]) -> dict[int, tuple[str, str, bytes]]:
    marks = ",".join("?" * len(ids))
    rows = library.fetch(f"SELECT id, form, encoding, bytes FROM record WHERE id IN ({marks})", *ids)
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def batches(library: Library) -> list[tuple[int, str]]:
    """The batches by number, the newest first, for choosing one."""
    rows = library.fetch("SELECT id, no, coalesce(source, '') FROM batch ORDER BY id DESC LIMIT 500")
    return [(row[0], f"{row[1]} {row[2]}".strip()) for row in rows]
