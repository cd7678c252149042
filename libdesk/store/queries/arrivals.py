"""Copies that wait for stamp, label or shelf, in shelf order; what is lost or withdrawn waits for nothing."""

import json
from collections.abc import Sequence
from typing import Any, Final

from libdesk.domain.rows.arrivals import Arrival, ArrivalsFound, Wanted
from libdesk.domain.rows.books import show_place
from libdesk.store.database import Library

MOST: Final = 2000
EVERYTHING: Final = Wanted()

_FROM: Final = """
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN place p ON p.id = c.place_id LEFT JOIN batch b ON b.id = c.batch_id LEFT JOIN copy_order o ON o.id = c.id
WHERE c.waiting <> 0 AND c.status NOT IN ('withdrawn', 'lost', 'missing')"""
_COLUMNS: Final = """
SELECT c.id, t.id, t.title || coalesce('(' || v.label || ')', ''),
  coalesce((SELECT k.printed FROM barcode k WHERE k.copy_id = c.id AND k.state = 'active' ORDER BY k.id DESC LIMIT 1),
    ''),
  coalesce(c.call_no, ''), coalesce(p.name, ''), coalesce(b.no, ''), c.waiting, c.status IN ('loan', 'in_house')"""
_ORDER: Final = "ORDER BY o.by_shelf IS NULL, o.by_shelf, t.id, v.ordinal, c.id"


def waiting(library: Library, wanted: Wanted = EVERYTHING, *, limit: int = MOST) -> ArrivalsFound:
    """One line a copy."""
    where, values = _where(wanted)
    rows = library.connection.execute(f"{_COLUMNS} {_FROM} {where} {_ORDER} LIMIT :limit", values | {"limit": limit})
    found = tuple(_line(row) for row in rows)
    return ArrivalsFound(found, len(found) if len(found) < limit else count(library, wanted))


def count(library: Library, wanted: Wanted = EVERYTHING) -> int:
    where, values = _where(wanted)
    return int(library.connection.execute(f"SELECT count(*) {_FROM} {where}", values).fetchone()[0])


def ids(library: Library, wanted: Wanted = EVERYTHING) -> list[int]:
    """Every copy that fits, however many there are."""
    where, values = _where(wanted)
    return [row[0] for row in library.connection.execute(f"SELECT c.id {_FROM} {where} ORDER BY c.id", values)]


def by_title(found: ArrivalsFound) -> tuple[Arrival, ...]:
    """One line for the copies of a title that stand in one place, came in one batch and wait for the same."""
    groups: dict[tuple[Any, ...], list[Arrival]] = {}
    for row in found.rows:
        groups.setdefault((row.title_id, row.title, row.place, row.batch, row.waiting), []).append(row)
    return tuple(
        Arrival(
            tuple(one.copy_ids[0] for one in rows), rows[0].title_id, rows[0].title, rows[0].barcode,
            rows[-1].barcode if len(rows) > 1 else "", rows[0].call_no, rows[0].place, rows[0].batch, rows[0].waiting,
            sum(one.on_loan for one in rows),
        )
        for rows in groups.values()
    )  # fmt: skip


def places(library: Library) -> list[tuple[int, str, int]]:
    """(id, name, copies) of the places where something waits."""
    rows = library.connection.execute(f"SELECT p.id, p.name, count(*) {_FROM} AND p.id IS NOT NULL GROUP BY p.id")
    return [(row[0], show_place(row[1]), row[2]) for row in rows]


def batches(library: Library) -> list[tuple[int, str, int]]:
    """(id, number and source, copies) of the batches of which something waits, the newest first."""
    rows = library.connection.execute(
        f"SELECT b.id, b.no, b.source, count(*) {_FROM} AND b.id IS NOT NULL"
        " GROUP BY b.id ORDER BY b.day DESC, b.id DESC"
    )
    return [(row[0], f"{row[1]} {row[2] or ''}".strip(), row[3]) for row in rows]


def steps(library: Library, wanted: Wanted = EVERYTHING) -> tuple[int, int, int]:
    """How many copies wait for stamp, label, shelf."""
    where, values = _where(Wanted(0, wanted.place_id, wanted.batch_id))
    row = library.connection.execute(
        f"SELECT sum(c.waiting & 1 <> 0), sum(c.waiting & 2 <> 0), sum(c.waiting & 4 <> 0) {_FROM} {where}", values
    ).fetchone()
    return (row[0] or 0, row[1] or 0, row[2] or 0)


def waiting_of(library: Library, copy_ids: Sequence[int]) -> list[tuple[int, int]]:
    """(id, what it waits for) of these copies."""
    sql = "SELECT id, waiting FROM copy WHERE id IN (SELECT value FROM json_each(?))"
    return library.connection.execute(sql, (json.dumps(list(copy_ids)),)).fetchall()


def waited_for(library: Library, copy_ids: Sequence[int]) -> list[int]:
    """Those of these copies on whose title a reader waits and that are free."""
    rows = library.connection.execute(
        "SELECT c.id FROM copy c WHERE c.id IN (SELECT value FROM json_each(?)) AND c.status = 'shelf'"
        " AND EXISTS (SELECT 1 FROM hold h WHERE h.title_id = c.title_id AND h.state = 'waiting') ORDER BY c.id",
        (json.dumps(list(copy_ids)),),
    )
    return [row[0] for row in rows]


def of_copy(library: Library, copy_id: int) -> Arrival | None:
    """The line of one copy, also when it waits for nothing (then its `waiting` is 0)."""
    row = library.connection.execute(f"{_COLUMNS} {_FROM.partition('WHERE')[0]} WHERE c.id = ?", (copy_id,)).fetchone()
    return _line(row) if row else None


def _where(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    parts, values = [], {}
    if wanted.step:
        parts.append("AND c.waiting & :step <> 0")
        values["step"] = wanted.step
    if wanted.place_id is not None:
        parts.append("AND c.place_id = :place")
        values["place"] = wanted.place_id
    if wanted.batch_id is not None:
        parts.append("AND c.batch_id = :batch")
        values["batch"] = wanted.batch_id
    return " ".join(parts), values


def _line(row: Any) -> Arrival:
    return Arrival(
        (row[0],), row[1], row[2], row[3], "", row[4], show_place(row[5]) if row[5] else "", row[6], row[7],
        int(row[8] or 0),
    )  # fmt: skip
