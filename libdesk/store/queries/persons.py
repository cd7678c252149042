"""One reader, or a few, as an edit finds them: fields, class now and before, photo, and who else has the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.readers import ClassSpell, ReaderNow
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS

_PERSON: Final = f"""
SELECT r.id, r.kind, r.name, r.state, coalesce(r.sex, ''), coalesce(r.school_no, ''), coalesce(r.department, ''),
  r.expires, r.responsible_id, coalesce(p.name, ''), r.photo,
  e.id, e.from_day, e.stage, e.entry_year, e.class_no, e.seat
FROM reader r LEFT JOIN reader p ON p.id = r.responsible_id {LAST_CLASS} WHERE r.state <> 'erased' AND r.id = ?"""
_HERE: Final = "r.state IN ('active', 'stopped')"


def person(library: Library, reader_id: int) -> ReaderNow | None:
    """None for a reader who is not, or no longer, in the library."""
    row = library.connection.execute(_PERSON, (reader_id,)).fetchone()
    return _now(row) if row else None


def persons(library: Library, reader_ids: Iterable[int]) -> list[ReaderNow]:
    """Those of these readers who are in the library, in the order asked for."""
    return [found for reader_id in reader_ids if (found := person(library, reader_id)) is not None]


def class_history(library: Library, reader_id: int) -> list[ClassSpell]:
    """Every class this reader was in, the one now first."""
    rows = library.connection.execute(
        """SELECT id, stage, entry_year, class_no, seat, from_day, to_day FROM enrolment WHERE reader_id = ?
           ORDER BY to_day IS NOT NULL, from_day DESC, id DESC""",
        (reader_id,),
    )
    return [_spell(row) for row in rows]


def photo_of(library: Library, reader_id: int) -> bytes | None:
    """The bytes of a reader's photo, a JPEG."""
    row = library.connection.execute(
        "SELECT b.bytes FROM reader r JOIN blob b ON b.sha256 = r.photo WHERE r.id = ?", (reader_id,)
    ).fetchone()
    return bytes(row[0]) if row else None


def same_name(library: Library, name: str, where: ClassRef | None, department: str | None) -> int | None:
    """A reader of this name in the same class, or without a class in the same department; the id or None."""
    if where is not None:
        row = library.connection.execute(
            "SELECT r.id FROM reader r JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL WHERE r.name = ?"
            f" AND e.stage = ? AND e.entry_year = ? AND e.class_no = ? AND {_HERE} LIMIT 1",
            (name, where.stage.value, where.entry_year, where.class_no),
        ).fetchone()
    else:
        row = library.connection.execute(
            f"SELECT r.id FROM reader r WHERE r.name = ? AND r.department IS ? AND {_HERE} AND NOT EXISTS"
            " (SELECT 1 FROM enrolment e WHERE e.reader_id = r.id AND e.to_day IS NULL) LIMIT 1",
            (name, department),
        ).fetchone()
    return row[0] if row else None


def in_seat(library: Library, where: ClassRef, seat: int, but: int | None) -> str:
    """The name of another pupil who has this seat in the class, "" if nobody has."""
    row = library.connection.execute(
        f"""SELECT r.name FROM enrolment e JOIN reader r ON r.id = e.reader_id
            WHERE e.to_day IS NULL AND e.stage = ? AND e.entry_year = ? AND e.class_no = ? AND e.seat = ?
              AND r.id IS NOT ? AND r.kind = 'pupil' AND {_HERE} ORDER BY r.id LIMIT 1""",
        (where.stage.value, where.entry_year, where.class_no, seat, but),
    ).fetchone()
    return row[0] if row else ""


def with_school_no(library: Library, number: str) -> tuple[int, str] | None:
    """The id and the name of a reader with this school number, if there is one who has not left."""
    row = library.connection.execute(
        f"SELECT r.id, r.name FROM reader r WHERE r.school_no = ? AND {_HERE} ORDER BY r.id LIMIT 1", (number,)
    ).fetchone()
    return (row[0], row[1]) if row else None


def codes_beginning(library: Library, prefix: str) -> list[str]:
    """Every code key that begins so, whoever bears it."""
    rows = library.connection.execute(
        "SELECT code_key FROM barcode WHERE code_key >= ? AND code_key < ?", (prefix, f"{prefix}\U0010ffff")
    )
    return [row[0] for row in rows]


def _now(row: tuple[Any, ...]) -> ReaderNow:
    *head, stage, entry_year, class_no, seat = row
    head[7] = date.fromisoformat(head[7]) if head[7] else None
    ref = ClassRef(Stage(stage), entry_year, class_no) if stage is not None else None
    return ReaderNow(*(*head, ref, seat))


def _spell(row: tuple[Any, ...]) -> ClassSpell:
    spell_id, stage, entry_year, class_no, seat, first, last = row
    ref = ClassRef(Stage(stage), entry_year, class_no)
    return ClassSpell(spell_id, ref, seat, date.fromisoformat(first), date.fromisoformat(last) if last else None)
