"""Who is about to leave and who left, with what each still holds and owes."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.erasure import LeaverCounts
from libdesk.domain.rows.leavers import AidOut, Clearance, Held
from libdesk.store import erasure
from libdesk.store.database import Library
from libdesk.store.queries.aids.stock import AIDS_OUT
from libdesk.store.queries.last_class import LAST_CLASS

_READERS: Final = f"""
SELECT r.id, r.name, r.sort_name, r.kind, r.state, e.stage, e.entry_year, e.class_no, e.seat,
  coalesce(r.department, ''), r.left_day,
  (SELECT count(*) FROM charge c WHERE c.reader_id = r.id AND c.state = 'open'),
  (SELECT coalesce(sum(c.amount_fen - coalesce((SELECT sum(p.amount_fen) FROM payment p WHERE p.charge_id = c.id), 0)),
     0) FROM charge c WHERE c.reader_id = r.id AND c.state = 'open')
FROM reader r {LAST_CLASS}"""

_HELD: Final = """
SELECT l.reader_id, t.title, v.label,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  l.due, l.claimed_day IS NOT NULL
FROM loan l INDEXED BY loan_reader_open JOIN copy c ON c.id = l.copy_id
  JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
WHERE l.returned IS NULL AND l.reader_id IN (SELECT value FROM json_each(?)) ORDER BY l.due, l.id"""

_CLEAR: Final = f"""NOT EXISTS(SELECT 1 FROM loan l WHERE l.reader_id = r.id AND l.returned IS NULL)
  AND NOT EXISTS(SELECT 1 FROM charge c WHERE c.reader_id = r.id AND c.state = 'open')
  AND NOT EXISTS(SELECT 1 FROM hold h WHERE h.reader_id = r.id AND h.state = 'ready')
  AND NOT EXISTS(SELECT 1 FROM aid_move m WHERE m.reader_id = r.id GROUP BY m.aid_id HAVING {AIDS_OUT} > 0)"""
_AIDS: Final = f"""
SELECT m.reader_id, a.name, a.unit, {AIDS_OUT} AS n FROM aid_move m JOIN aid a ON a.id = m.aid_id
WHERE m.reader_id IN (SELECT value FROM json_each(?)) GROUP BY m.reader_id, a.id HAVING n > 0
ORDER BY a.name, a.id"""


def of_readers(library: Library, reader_ids: Iterable[int]) -> list[Clearance]:
    """These readers, those who were erased left out, by class and seat."""
    where = "WHERE r.state <> 'erased' AND r.id IN (SELECT value FROM json_each(?))"
    return _clearances(library, where, (json.dumps(sorted(set(reader_ids))),))


def of_class(library: Library, ref: ClassRef) -> list[Clearance]:
    """The readers of a class who are here, its account with them."""
    where = """WHERE r.state IN ('active', 'stopped') AND r.id IN (SELECT n.reader_id FROM enrolment n
      WHERE n.stage = ? AND n.entry_year = ? AND n.class_no = ? AND n.to_day IS NULL)"""
    return _clearances(library, where, (ref.stage.value, ref.entry_year, ref.class_no))


def classes_here(library: Library) -> list[tuple[ClassRef, int]]:
    """Every class that has readers who are here, or an account, with how many persons they are."""
    rows = library.connection.execute(
        """SELECT e.stage, e.entry_year, e.class_no, sum(r.kind NOT IN ('class', 'department'))
           FROM enrolment e JOIN reader r ON r.id = e.reader_id
           WHERE e.to_day IS NULL AND r.state IN ('active', 'stopped') GROUP BY 1, 2, 3"""
    )
    return [(ClassRef(Stage(stage), year, number), count) for stage, year, number, count in rows]


def left_by_class(library: Library, first: date, last: date) -> list[tuple[ClassRef, date, int]]:
    """(last class, day, how many) of the readers of classes who left between two days, who are erased left out."""
    rows = library.connection.execute(
        f"""SELECT e.stage, e.entry_year, e.class_no, r.left_day, count(*) FROM reader r {LAST_CLASS}
            WHERE r.left_day BETWEEN ? AND ? AND e.id IS NOT NULL GROUP BY 1, 2, 3, 4""",
        (first.isoformat(), last.isoformat()),
    )
    return [(ClassRef(Stage(row[0]), row[1], row[2]), date.fromisoformat(row[3]), row[4]) for row in rows]


def holds_of(library: Library, reader_id: int) -> list[int]:
    """The holds that have not ended: those that wait before those that are ready."""
    rows = library.connection.execute(
        "SELECT id FROM hold WHERE reader_id = ? AND state IN ('waiting','ready') ORDER BY state DESC, id", (reader_id,)
    )
    return [row[0] for row in rows]


def open_enrolments(library: Library, reader_id: int) -> list[int]:
    rows = library.connection.execute("SELECT id FROM enrolment WHERE reader_id = ? AND to_day IS NULL", (reader_id,))
    return [row[0] for row in rows]


def last_enrolment(library: Library, reader_id: int) -> dict[str, Any] | None:
    """The newest enrolment with its id, class, seat and days."""
    names = ("id", "stage", "entry_year", "class_no", "seat", "from_day", "to_day")
    row = library.connection.execute(
        f"SELECT {', '.join(names)} FROM enrolment WHERE reader_id = ? ORDER BY id DESC LIMIT 1", (reader_id,)
    ).fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def leavers_among(library: Library, reader_ids: Iterable[int]) -> list[tuple[int, str | None]]:
    """(id, why the card was stopped) of those of these readers who left."""
    rows = library.connection.execute(
        "SELECT id, stopped_why FROM reader WHERE state = 'left' AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(reader_ids))),),
    )
    return [(row[0], row[1]) for row in rows]


def left(library: Library, match: str | None = None) -> list[Clearance]:
    """Everybody who left and whose data is still here, the latest first; `match` is an FTS query on name and number."""
    where, values = "WHERE r.state = 'left'", []
    if match is not None:
        where += " AND r.id IN (SELECT rowid FROM reader_index WHERE reader_index MATCH ?)"
        values.append(match)
    found = _clearances(library, where, values)
    return sorted(found, key=lambda one: one.left_day or date.min, reverse=True)


def due(library: Library, last: date) -> list[int]:
    """Who left on `last` or before, with nothing out, owed, or set aside."""
    rows = library.connection.execute(
        f"SELECT r.id FROM reader r WHERE r.state = 'left' AND r.left_day <= ? AND {_CLEAR} ORDER BY r.id",
        (last.isoformat(),),
    )
    return [row[0] for row in rows]


def erasable(library: Library, reader_ids: Iterable[int]) -> list[int]:
    """Those of these readers who left, with nothing out, owed, or set aside."""
    rows = library.connection.execute(
        f"SELECT r.id FROM reader r WHERE r.state = 'left' AND {_CLEAR} AND r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(reader_ids))),),
    )
    return sorted(row[0] for row in rows)


def counts(library: Library, last: date | None) -> LeaverCounts:
    """`last` as for `due`; None: nobody is due."""
    row = library.connection.execute(
        f"SELECT count(*), coalesce(sum(NOT ({_CLEAR})), 0), coalesce(sum(r.left_day <= ? AND {_CLEAR}), 0)"
        " FROM reader r WHERE r.state = 'left'",
        (last.isoformat() if last else "",),
    ).fetchone()
    return LeaverCounts(*row)


def holding(library: Library, column: str) -> int:
    """How many readers have a photo ("photo") or their sex noted ("sex")."""
    return erasure.holding(library.connection, column)


def _clearances(library: Library, where: str, values: Sequence[object]) -> list[Clearance]:
    rows = library.connection.execute(f"{_READERS} {where}", values).fetchall()
    held: dict[int, list[Held]] = {}
    ids = json.dumps([row[0] for row in rows])
    for reader_id, title, label, barcode, due, claimed in library.connection.execute(_HELD, (ids,)):
        name = f"{title}({label})" if label else title
        held.setdefault(reader_id, []).append(Held(name, barcode or "", date.fromisoformat(due), bool(claimed)))
    aids: dict[int, list[AidOut]] = {}
    for reader_id, name, unit, quantity in library.connection.execute(_AIDS, (ids,)):
        aids.setdefault(reader_id, []).append(AidOut(name, unit, quantity))
    found = []
    for row in rows:
        day = date.fromisoformat(row[10]) if row[10] else None
        found.append(Clearance(*(*row[:10], day, tuple(held.get(row[0], ())), *row[11:], tuple(aids.get(row[0], ())))))
    return sorted(found, key=lambda one: one.sort_key)
