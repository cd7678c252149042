"""Finding readers by name, pinyin initials, class, card or number; and what each has out and has read."""

import json
from dataclasses import replace
from datetime import date
from typing import Any, Final

from libdesk.domain.barcodes import read_scan
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.names import query_match
from libdesk.domain.rows.reader_groups import EVERYBODY, ReaderGroup
from libdesk.domain.rows.readers import CardRow, HoldLine, PastLoan, ReaderDetail, ReaderFound, ReadersFound
from libdesk.domain.school import School
from libdesk.store.database import Library
from libdesk.store.queries.desk import owner_of
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.shifts import runs

MOST: Final = 200
MOST_OF_GROUP: Final = 2_000  # a class, a grade or a department is shown whole
LEAST_OF_CARD: Final = 5  # places of a card number that are looked for while one types
MOST_TERMS: Final = 6
LONGEST: Final = 100

_READERS: Final = f"""
FROM reader r {LAST_CLASS} WHERE r.state <> 'erased' AND {{where}}"""
_COLUMNS: Final = f"""
SELECT r.id, r.name, r.sort_name, r.kind, r.state, e.stage, e.entry_year, e.class_no, coalesce(r.department, ''),
  coalesce(r.school_no, ''),
  coalesce((SELECT b.printed FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active'
    ORDER BY b.id DESC LIMIT 1), ''),
  (SELECT count(*) FROM loan l WHERE l.reader_id = r.id AND l.returned IS NULL AND l.in_house = 0),
  (SELECT count(*) FROM loan l WHERE l.reader_id = r.id AND l.returned IS NULL AND l.due < ? AND l.claimed_day IS NULL),
  EXISTS(SELECT 1 FROM appointment a WHERE a.reader_id = r.id AND {runs("?")})"""
# Stages as ClassRef sorts them: the younger class first, 7 before 10, its account last; leavers behind, then those
# without a class.
_ORDER: Final = """
 ORDER BY r.state = 'left', e.stage IS NULL, CASE e.stage WHEN 'primary' THEN 0 WHEN 'junior' THEN 1 ELSE 2 END,
  e.entry_year DESC, e.class_no, r.kind = 'class', r.kind = 'staff', r.kind, r.department, r.sort_name, r.id LIMIT ?"""
# Whoever is in a class, and leavers who once were: sets of ids, so that a word is looked up and no table read through.
_IN_YEAR: Final = "SELECT reader_id FROM enrolment WHERE to_day IS NULL AND stage = ? AND entry_year = ?"
_IN_CLASS: Final = f"{_IN_YEAR} AND class_no = ?"
_APPOINTED: Final = f"SELECT a.reader_id FROM appointment a WHERE {runs('?')}"
_LEFT_CLASS: Final = """
SELECT x.reader_id FROM reader l JOIN enrolment x ON x.reader_id = l.id
WHERE l.state = 'left' AND x.stage = ? AND x.entry_year = ? AND x.class_no = ?"""


def find_readers(
    library: Library, text: str, today: date, system: SchoolSystem, *, limit: int | None = None,
    group: ReaderGroup = EVERYBODY, school: School | None = None,
) -> ReadersFound:  # fmt: skip
    """The first readers that fit every word typed, by class and pinyin, and how many there are in all.

    A card, also a lost one, finds its reader; a word may be a class (四1) or a name. Without a word everybody who may
    borrow is listed. `group`: only these, and so many that a whole grade
    is there. `school`: its stages, where known. Whatever is typed, this never fails.
    """
    limit = limit or (MOST if group == EVERYBODY else MOST_OF_GROUP)
    where, values = _where(library, text[:LONGEST].replace("\0", " "), today, school or School(system), group)
    source = _READERS.format(where=where)
    execute = library.connection.execute
    # First who, then what each has: else loans and cards would be counted of all that fit.
    ids = [row[0] for row in execute(f"SELECT r.id {source} {_ORDER}", (*values, limit))]
    total = len(ids)
    if total == limit:
        total = execute(f"SELECT count(*) FROM reader r WHERE r.state <> 'erased' AND {where}", values).fetchone()[0]
    sql = _COLUMNS + _READERS.format(where="r.id IN (SELECT value FROM json_each(?))")
    found = [_found(row) for row in execute(sql, (*[today.isoformat()] * 3, json.dumps(ids)))]
    return ReadersFound(tuple(sorted(found, key=lambda row: (row.state == "left", row.sort_key))), total)


def found(library: Library, reader_id: int, today: date) -> ReaderFound | None:
    """One reader as a list shows them."""
    sql = _COLUMNS + _READERS.format(where="r.id = ?")
    row = library.connection.execute(sql, (*[today.isoformat()] * 3, reader_id)).fetchone()
    return _found(row) if row else None


def everybody(library: Library) -> list[ReaderFound]:
    """All who have not left, with neither loans nor cards looked up: for comparing a whole list with."""
    columns = """SELECT r.id, r.name, r.sort_name, r.kind, r.state, e.stage, e.entry_year, e.class_no,
      coalesce(r.department, ''), coalesce(r.school_no, ''), '', 0, 0, 0"""
    rows = library.connection.execute(columns + _READERS.format(where="r.state <> 'left'"))
    return [_found(row) for row in rows]


def _where(library: Library, text: str, today: date, school: School, group: ReaderGroup) -> tuple[str, list[Any]]:
    within, values = _of_group(group, today)
    owner = owner_of(library, read_scan(text).code_key)
    if owner is not None and owner.reader_id is not None:
        return f"{within} AND r.id = ?", [*values, owner.reader_id]
    terms = text.split()[:MOST_TERMS]
    if not terms:
        return within if group.which == "left" else f"{within} AND r.state <> 'left'", values
    parts = [within]
    for term in terms:
        ways: list[str] = []
        match = query_match(term)
        if match is not None:
            ways.append("SELECT rowid FROM reader_index WHERE reader_index MATCH ?")
            values.append(match)
        for ref in school.meant(term, today):
            ways += [_IN_CLASS, _LEFT_CLASS]
            values += [ref.stage.value, ref.entry_year, ref.class_no] * 2
        if (key := read_scan(term).code_key) and len(key) >= LEAST_OF_CARD and any(map(str.isdigit, key)):
            ways.append("SELECT reader_id FROM barcode WHERE code_key >= ? AND code_key < ?")
            values += [key, f"{key}\U0010ffff"]
        parts.append(f"r.id IN ({' UNION '.join(ways)})" if ways else "0")
    return " AND ".join(parts), values


def _of_group(group: ReaderGroup, today: date) -> tuple[str, list[Any]]:
    match group.which:
        case "helper":
            return f"r.id IN ({_APPOINTED}) AND r.state <> 'left'", [today.isoformat()] * 2
        case "year":
            return f"r.id IN ({_IN_YEAR}) AND r.state <> 'left'", [group.stage, group.entry_year]
        case "class":
            where = f"r.id IN ({_IN_CLASS}) AND r.state <> 'left'"
            return where, [group.stage, group.entry_year, group.class_no]
        case "kind":
            return "r.kind = ? AND r.state <> 'left'", [group.kind]
        case "department":
            return "r.department = ? AND r.state <> 'left'", [group.department]
        case "left":
            return "r.state = 'left'", []
    return "1", []


def _found(row: tuple[Any, ...]) -> ReaderFound:
    return replace(ReaderFound(*row), helper=bool(row[-1]))


def detail(library: Library, reader_id: int) -> ReaderDetail | None:
    """None for a reader who is no longer in the library."""
    row = library.connection.execute(
        """SELECT r.stopped_why, r.expires, r.suspended_until, r.photo, r.school_no, p.name
           FROM reader r LEFT JOIN reader p ON p.id = r.responsible_id WHERE r.id = ?""",
        (reader_id,),
    ).fetchone()
    if row is None:
        return None
    cards = library.connection.execute(
        "SELECT id, printed, state FROM barcode WHERE reader_id = ? ORDER BY state <> 'active', id DESC", (reader_id,)
    )
    return ReaderDetail(
        tuple(CardRow(*card) for card in cards), row[0] or "", _day(row[1]), _day(row[2]), row[3], row[4] or "",
        row[5] or "",
    )  # fmt: skip


def holds_of(library: Library, reader_id: int) -> list[HoldLine]:
    """What this reader waits for, what is ready first."""
    rows = library.connection.execute(
        """SELECT h.id, t.title, v.label, h.expires, h.state = 'ready',
             (SELECT count(*) FROM hold w WHERE w.title_id = h.title_id AND w.state = 'waiting'
                AND (w.volume_id IS NULL OR w.volume_id IS h.volume_id) AND (w.placed, w.id) < (h.placed, h.id))
           FROM hold h JOIN title t ON t.id = h.title_id LEFT JOIN volume v ON v.id = h.volume_id
           WHERE h.reader_id = ? AND h.state IN ('waiting','ready') ORDER BY h.state, h.placed""",
        (reader_id,),
    )
    return [HoldLine(row[0], _title(row[1], row[2]), _day(row[3]), bool(row[4]), row[5]) for row in rows]


def history_of(library: Library, reader_id: int, *, limit: int = MOST) -> list[PastLoan]:
    """The loans that are over, the latest first: for those who may see a reader's history."""
    rows = library.connection.execute(
        """SELECT l.id, t.title, v.label, l.lent_day, l.returned_day, l.outcome = 'lost'
           FROM loan l JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id
           LEFT JOIN volume v ON v.id = c.volume_id
           WHERE l.reader_id = ? AND l.returned IS NOT NULL ORDER BY l.lent DESC, l.id DESC LIMIT ?""",
        (reader_id, limit),
    )
    return [
        PastLoan(row[0], _title(row[1], row[2]), date.fromisoformat(row[3]), _day(row[4]), bool(row[5])) for row in rows
    ]


def barcode_id(library: Library, code_key: str) -> int | None:
    """The row of a number, whoever bears it."""
    row = library.connection.execute("SELECT id FROM barcode WHERE code_key = ?", (code_key,)).fetchone()
    return row[0] if row else None


def count_readers(library: Library) -> int:
    """Everybody who has not left."""
    sql = "SELECT count(*) FROM reader WHERE state IN ('active', 'stopped')"
    count: int = library.connection.execute(sql).fetchone()[0]
    return count


def _title(title: str, volume: str | None) -> str:
    return f"{title}({volume})" if volume else title


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
