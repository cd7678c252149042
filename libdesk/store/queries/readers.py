"""Finding readers by name, pinyin initials, class, card or number; and what each has out and has read."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from libdesk.domain.barcodes import read_scan
from libdesk.domain.classes import SchoolSystem, Stage, class_ref, parse_class
from libdesk.domain.names import query_match
from libdesk.domain.rows.readers import CardRow, HoldLine, PastLoan, ReaderDetail, ReaderFound, ReadersFound
from libdesk.store.database import Library
from libdesk.store.queries.desk import owner_of
from libdesk.store.queries.last_class import LAST_CLASS

MOST: Final = 200
MOST_TERMS: Final = 6
LONGEST: Final = 100

_READERS: Final = f"""
FROM reader r {LAST_CLASS} WHERE r.state <> 'erased' AND {{where}}"""
_COLUMNS: Final = """
SELECT r.id, r.name, r.sort_name, r.kind, r.state, e.stage, e.entry_year, e.class_no, coalesce(r.department, ''),
  coalesce(r.school_no, ''),
  coalesce((SELECT b.printed FROM barcode b WHERE b.reader_id = r.id AND b.state = 'active'
    ORDER BY b.id DESC LIMIT 1), ''),
  (SELECT count(*) FROM loan l WHERE l.reader_id = r.id AND l.returned IS NULL AND l.in_house = 0),
  (SELECT count(*) FROM loan l WHERE l.reader_id = r.id AND l.returned IS NULL AND l.due < ? AND l.claimed_day IS NULL),
  EXISTS(SELECT 1 FROM appointment a WHERE a.reader_id = r.id AND a.to_day IS NULL)"""
# Stages as ClassRef sorts them: the younger class first, 7 before 10; leavers behind, then those without a class.
_ORDER: Final = """
 ORDER BY r.state = 'left', e.stage IS NULL, CASE e.stage WHEN 'primary' THEN 0 WHEN 'junior' THEN 1 ELSE 2 END,
  e.entry_year DESC, e.class_no, r.sort_name, r.id LIMIT ?"""


def find_readers(
    library: Library, text: str, today: date, system: SchoolSystem, *, limit: int = MOST, helpers: bool = False
) -> ReadersFound:
    """The first readers that fit every word typed, by class and pinyin, and how many there are in all.

    A card, also a lost one, finds its reader; a word may be a class (四1) or a name. Without a word everybody who may
    borrow is listed. `helpers`: only appointed student librarians. Whatever is typed, this never fails.
    """
    where, values = _where(library, text[:LONGEST].replace("\0", " "), today, system)
    if helpers:
        where += " AND EXISTS(SELECT 1 FROM appointment a WHERE a.reader_id = r.id AND a.to_day IS NULL)"
    source = _READERS.format(where=where)
    rows = library.connection.execute(_COLUMNS + source + _ORDER, (today.isoformat(), *values, limit)).fetchall()
    total = len(rows)
    if total == limit:
        total = library.connection.execute(f"SELECT count(*) {source}", values).fetchone()[0]
    return ReadersFound(tuple(_found(row) for row in rows), total)


def _where(library: Library, text: str, today: date, system: SchoolSystem) -> tuple[str, list[Any]]:
    owner = owner_of(library, read_scan(text).code_key)
    if owner is not None and owner.reader_id is not None:
        return "r.id = ?", [owner.reader_id]
    terms = text.split()[:MOST_TERMS]
    if not terms:
        return "r.state <> 'left'", []
    parts: list[str] = []
    values: list[Any] = []
    for term in terms:
        ways: list[str] = []
        match = query_match(term)
        if match is not None:
            ways.append("r.id IN (SELECT rowid FROM reader_index WHERE reader_index MATCH ?)")
            values.append(match)
        for stage, year, number in _classes(term, today, system):
            ways.append("(e.stage = ? AND e.entry_year = ? AND e.class_no = ?)")
            values += [stage, year, number]
        parts.append(f"({' OR '.join(ways)})" if ways else "0")
    return " AND ".join(parts), values


def _classes(term: str, today: date, system: SchoolSystem) -> list[tuple[str, int, int]]:
    """The classes that a word may mean; one that names no stage (2018级1班) may be of any."""
    name = parse_class(term, system=system)
    if name is None:
        return []
    found = [class_ref(name, today, system, school_stage=stage) for stage in Stage]
    return list(dict.fromkeys((ref.stage.value, ref.entry_year, ref.class_no) for ref in found if ref))


def _found(row: tuple[Any, ...]) -> ReaderFound:
    return replace(ReaderFound(*row), helper=bool(row[-1]))


def detail(library: Library, reader_id: int) -> ReaderDetail | None:
    """None for a reader who is no longer in the library."""
    row = library.connection.execute(
        "SELECT stopped_why, expires, suspended_until FROM reader WHERE id = ?", (reader_id,)
    ).fetchone()
    if row is None:
        return None
    cards = library.connection.execute(
        "SELECT id, printed, state FROM barcode WHERE reader_id = ? ORDER BY state <> 'active', id DESC", (reader_id,)
    )
    return ReaderDetail(tuple(CardRow(*card) for card in cards), row[0] or "", _day(row[1]), _day(row[2]))


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
