"""A class as it sits in the library: which classes are at school today, and who of one has which books."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grade_of
from libdesk.domain.lesson import seat_numbers
from libdesk.domain.reasons import CardExpired, ReaderStopped, Reason, Suspended
from libdesk.domain.rows.lessons import Book, ClassNow, RollRow
from libdesk.store.database import Library
from libdesk.store.queries import groups

_PUPILS = """
SELECT r.id, e.seat, r.name, r.state, r.stopped_why, r.expires, r.suspended_until
FROM enrolment e JOIN reader r ON r.id = e.reader_id
WHERE e.to_day IS NULL AND e.stage = ? AND e.entry_year = ? AND e.class_no = ?
  AND r.kind = 'pupil' AND r.state IN ('active', 'stopped')
ORDER BY e.seat IS NULL, e.seat, r.sort_name, r.id"""

_BOOKS = """
SELECT l.reader_id, t.title, v.label, l.due, l.claimed_day IS NOT NULL
FROM loan l JOIN copy c ON c.id = l.copy_id JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
WHERE {which} ORDER BY l.due, l.id"""


def classes_today(library: Library, today: date, system: SchoolSystem) -> list[ClassNow]:
    """The classes with pupils that are at school on this day, in their order; 7 before 10."""
    found = [
        one
        for one in groups.classes_with_pupils(library)
        if grade_of(one.ref.entry_year, one.ref.stage, today, system) is not None
    ]
    return sorted(found, key=lambda one: one.ref.sort_key)


def class_of_reader(library: Library, reader_id: int) -> ClassRef | None:
    """The class that a pupil or a class account belongs to today."""
    row = library.connection.execute(
        "SELECT stage, entry_year, class_no FROM enrolment WHERE reader_id = ? AND to_day IS NULL", (reader_id,)
    ).fetchone()
    return ClassRef(Stage(row[0]), row[1], row[2]) if row else None


def roll(library: Library, ref: ClassRef, today: date) -> list[RollRow]:
    """The pupils of a class by seat number, with what each has out and what went over the desk today."""
    where = (ref.stage.value, ref.entry_year, ref.class_no)
    pupils = library.connection.execute(_PUPILS, where).fetchall()
    numbers = seat_numbers([row[1] for row in pupils])
    out, lent, back = _books(library, [row[0] for row in pupils], today)
    rows = [
        RollRow(row[0], number, row[2], tuple(out[row[0]]), tuple(lent[row[0]]), back[row[0]], _bar(row, today))
        for row, number in zip(pupils, numbers, strict=True)
    ]
    return sorted(rows, key=lambda row: row.seat)


def _books(
    library: Library, ids: Iterable[int], today: date
) -> tuple[dict[int, list[Book]], dict[int, list[str]], dict[int, int]]:
    """What is out, lent today and back today of these readers.

    What was used in the reading room is no loan, and what was lent and brought back today was not borrowed after all.
    """
    execute, day = library.connection.execute, today.isoformat()
    wanted = set(ids)
    out: dict[int, list[Book]] = defaultdict(list)
    lent: dict[int, list[str]] = defaultdict(list)
    back: dict[int, int] = defaultdict(int)
    sql = _BOOKS.format(which="l.reader_id = ? AND l.returned IS NULL AND l.in_house = 0")
    for reader_id in wanted:
        for _reader, title, label, due_text, claimed in execute(sql, (reader_id,)):
            due = date.fromisoformat(due_text)
            late = 0 if claimed else max(0, (today - due).days)
            out[reader_id].append(Book(_name(title, label), due, late))
    sql = _BOOKS.format(which="l.lent_day = ? AND l.in_house = 0 AND l.outcome IS NOT 'returned'")
    for reader_id, title, label, _due, _claimed in execute(sql, (day,)):
        if reader_id in wanted:
            lent[reader_id].append(_name(title, label))
    counted = "SELECT reader_id, count(*) FROM loan WHERE returned_day = ? AND outcome = 'returned' GROUP BY reader_id"
    back.update((reader_id, count) for reader_id, count in execute(counted, (day,)) if reader_id in wanted)
    return out, lent, back


def _name(title: str, label: str | None) -> str:
    return f"{title}({label})" if label else title


def _bar(row: tuple[int, int | None, str, str, str | None, str | None, str | None], today: date) -> Reason | None:
    """What stands in the way of this pupil's loans."""
    _id, _seat, _called, state, why, expires, suspended = row
    if state == "stopped":
        return ReaderStopped(why or "")
    if expires and date.fromisoformat(expires) < today:
        return CardExpired(date.fromisoformat(expires))
    if suspended and date.fromisoformat(suspended) >= today:
        return Suspended(date.fromisoformat(suspended))
    return None
