"""Aids with their stock, the ledger of one, who may be given some, and who has what."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from libdesk.domain.aids import Move, MoveKind, Stock
from libdesk.domain.rows.aids import AidFields, AidRow, HeldAid, HeldPiece, IssueLine, MoveRow, Receiver
from libdesk.domain.rows.books import show_place
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS

PIECES: Final = ("chart", "aid", "box")
RECEIVERS: Final = ("class", "department", "teacher", "staff")
"""The kinds of reader that are given aids."""

_SUM: Final = "coalesce(sum(m.quantity * CASE {} ELSE 0 END), 0)"
_HAND: Final = _SUM.format(
    "WHEN m.kind IN ('opening','received','returned','mended','found') THEN 1 WHEN m.kind = 'issued' THEN -1"
    " WHEN m.kind IN ('missing','damaged') AND m.reader_id IS NULL THEN -1"
)
AIDS_OUT: Final = _SUM.format(
    "WHEN m.kind = 'issued' THEN 1 WHEN m.kind IN ('returned','missing','damaged') AND m.reader_id IS NOT NULL THEN -1"
)
"""How many of `aid_move m` are with receivers, as domain/aids.effect has it: for every list and figure of it."""
_DAMAGED: Final = _SUM.format("WHEN m.kind = 'damaged' THEN 1 WHEN m.kind IN ('mended','scrapped') THEN -1")
_MISSING: Final = _SUM.format("WHEN m.kind = 'missing' THEN 1 WHEN m.kind = 'found' THEN -1")

_AIDS: Final = f"""
SELECT a.id, a.name, a.kind, a.unit, a.grade_from, a.grade_to, a.subject, a.price_fen, a.place_id, a.title_id, a.note,
  t.title, p.name, a.gone_day, {_HAND}, {AIDS_OUT}, {_DAMAGED}, {_MISSING}
FROM aid a LEFT JOIN title t ON t.id = a.title_id LEFT JOIN place p ON p.id = a.place_id
LEFT JOIN aid_move m ON m.aid_id = a.id AND m.day <= :day
WHERE {{where}} GROUP BY a.id ORDER BY a.gone_day IS NOT NULL, a.grade_from IS NULL, a.grade_from, a.name, a.id"""

_RECEIVER: Final = "r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, coalesce(r.department, ''), r.state"
_EVER: Final = "9999-12-31"


def aids(library: Library, *, gone: bool = False, day: date | None = None) -> list[AidRow]:
    """Every aid with its stock of now, or of the end of a day; `gone`: also those that are kept no more."""
    where = "1" if gone else "a.gone_day IS NULL"
    values = {"day": day.isoformat() if day else _EVER}
    return [_aid(row) for row in library.connection.execute(_AIDS.format(where=where), values)]


def aid(library: Library, aid_id: int) -> AidRow | None:
    row = library.connection.execute(_AIDS.format(where="a.id = :id"), {"id": aid_id, "day": _EVER}).fetchone()
    return _aid(row) if row else None


def _aid(row: tuple[Any, ...]) -> AidRow:
    fields = AidFields(row[1], row[2], row[3], row[4], row[5], row[6] or "", row[7], row[8], row[9], row[10] or "")
    gone = date.fromisoformat(row[13]) if row[13] else None
    return AidRow(row[0], fields, row[11] or "", show_place(row[12]) if row[12] else "", gone, Stock(*row[14:18]))


def ledger(library: Library, aid_id: int) -> list[MoveRow]:
    """All movements of an aid, the oldest first."""
    rows = library.connection.execute(
        "SELECT id, aid_id, day, kind, quantity, reader_id, coalesce(voucher, ''), coalesce(note, '') FROM aid_move"
        " WHERE aid_id = ? ORDER BY day, id",
        (aid_id,),
    )
    return [MoveRow(row[0], row[1], date.fromisoformat(row[2]), MoveKind(row[3]), *row[4:]) for row in rows]


def aids_of_moves(library: Library, move_ids: Iterable[int]) -> set[int]:
    """The aids whose ledgers these movements stand in."""
    rows = library.connection.execute(
        "SELECT DISTINCT aid_id FROM aid_move WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(move_ids)),),
    )
    return {row[0] for row in rows}


def as_moves(rows: Iterable[MoveRow]) -> list[Move]:
    return [Move(row.day, row.kind, row.quantity, row.reader_id) for row in rows]


def receivers(library: Library, reader_ids: Iterable[int] | None = None) -> list[Receiver]:
    """Who may be given aids, or these readers whoever they are; classes first, then departments and teachers."""
    if reader_ids is None:
        kinds = ", ".join(f"'{kind}'" for kind in RECEIVERS)
        where, values = f"r.kind IN ({kinds}) AND r.state IN ('active', 'stopped')", ()
    else:
        where = "r.id IN (SELECT value FROM json_each(?))"
        values = (json.dumps(sorted(set(reader_ids))),)  # type: ignore[assignment]
    rows = library.connection.execute(f"SELECT {_RECEIVER} FROM reader r {LAST_CLASS} WHERE {where}", values)
    return sorted((Receiver(*row) for row in rows), key=lambda one: one.sort_key)


def holders(library: Library) -> list[int]:
    """Everybody who has aids, or pieces lent to them in another way than a pupil's loan."""
    kinds = ", ".join(f"'{kind}'" for kind in PIECES)
    rows = library.connection.execute(
        f"""SELECT m.reader_id FROM aid_move m WHERE m.reader_id IS NOT NULL GROUP BY m.reader_id HAVING {AIDS_OUT} > 0
            UNION SELECT l.reader_id FROM loan l JOIN copy c ON c.id = l.copy_id
            WHERE l.returned IS NULL AND c.item_kind IN ({kinds})"""
    )
    return [row[0] for row in rows]


def held(library: Library, reader_ids: Iterable[int], since: date | None = None) -> list[HeldAid]:
    """What these receivers have; with `since` also what was missing or damaged there from that day on."""
    rows = library.connection.execute(
        f"""SELECT m.reader_id, a.id, a.name, a.unit, {AIDS_OUT}, max(CASE WHEN m.kind = 'issued' THEN m.day END),
              coalesce(sum(CASE WHEN m.kind = 'missing' AND m.day >= :since THEN m.quantity
                WHEN m.kind = 'found' AND m.day >= :since THEN -m.quantity END), 0),
              coalesce(sum(CASE WHEN m.kind = 'damaged' AND m.day >= :since THEN m.quantity END), 0)
            FROM aid_move m JOIN aid a ON a.id = m.aid_id
            WHERE m.reader_id IN (SELECT value FROM json_each(:ids)) GROUP BY m.reader_id, a.id
            ORDER BY m.reader_id, a.name, a.id""",
        {"ids": json.dumps(sorted(set(reader_ids))), "since": since.isoformat() if since else _EVER},
    )
    found = [HeldAid(*(*row[:5], date.fromisoformat(row[5]), *row[6:])) for row in rows if row[5]]
    return [one for one in found if one.quantity or one.missing > 0 or one.damaged]


def pieces(library: Library, reader_ids: Iterable[int]) -> list[HeldPiece]:
    """Wall charts, aids and boxes with barcodes that these readers have."""
    kinds = ", ".join(f"'{kind}'" for kind in PIECES)
    rows = library.connection.execute(
        f"""SELECT l.reader_id, c.id, t.title || coalesce('(' || v.label || ')', ''), c.item_kind,
              coalesce((SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active'
                ORDER BY b.id DESC LIMIT 1), ''), l.lent_day, l.due
            FROM loan l JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id
            LEFT JOIN volume v ON v.id = c.volume_id
            WHERE l.returned IS NULL AND c.item_kind IN ({kinds})
              AND l.reader_id IN (SELECT value FROM json_each(?)) ORDER BY l.reader_id, t.title, c.id""",
        (json.dumps(sorted(set(reader_ids))),),
    )
    return [HeldPiece(*(*row[:5], date.fromisoformat(row[5]), date.fromisoformat(row[6]))) for row in rows]


def issues(library: Library, first: date, last: date) -> list[IssueLine]:
    """What was issued between two days, in the order of the ledger."""
    rows = library.connection.execute(
        f"""SELECT m.day, {_RECEIVER}, a.name, a.unit, m.quantity, coalesce(m.voucher, ''), a.id
            FROM aid_move m JOIN aid a ON a.id = m.aid_id JOIN reader r ON r.id = m.reader_id {LAST_CLASS}
            WHERE m.kind = 'issued' AND m.day BETWEEN ? AND ? ORDER BY m.day, m.id""",
        (first.isoformat(), last.isoformat()),
    )
    return [IssueLine(date.fromisoformat(row[0]), Receiver(*row[1:9]), *row[9:]) for row in rows]


def of_title(library: Library, title_id: int) -> list[int]:
    """The aids that point at a title."""
    return [row[0] for row in library.connection.execute("SELECT id FROM aid WHERE title_id = ?", (title_id,))]
