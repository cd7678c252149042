"""What an import compares its rows with: whole tables at once, since a list of thousands asks about most of them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.ops import Op
from libdesk.domain.rows.imports import CardCode, CodeOwner, Held, KnownCopy, KnownReader, KnownTitle
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS

_READERS: Final = f"""
SELECT r.id, r.kind, r.name, r.sex, r.school_no, r.department, r.state, r.expires,
  e.id, e.from_day, e.stage, e.entry_year, e.class_no, e.seat
FROM reader r {LAST_CLASS}
WHERE r.state <> 'erased' ORDER BY r.id"""
_HELD: Final = """
SELECT l.reader_id, t.title, v.label, l.due FROM loan l JOIN copy c ON c.id = l.copy_id
JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
WHERE l.returned IS NULL AND l.reader_id IN ({marks}) ORDER BY l.due, l.id"""
_AT_ONCE: Final = 500

_COPY: Final = """
SELECT c.id, t.title, v.label, c.status, c.item_kind, l.reader_id
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL"""


def code_owners(library: Library) -> dict[str, CodeOwner]:
    """Every code of the library, replaced and lost ones too."""
    rows = library.connection.execute("SELECT code_key, reader_id, copy_id, state, printed FROM barcode")
    return {key: CodeOwner(*owner) for key, *owner in rows}


def titles(library: Library, columns: Sequence[str]) -> Iterator[KnownTitle]:
    """Every title, with which of these columns are empty."""
    empty = " + ".join(f"({name} IS NULL) * {1 << at}" for at, name in enumerate(columns))
    sets: dict[int, frozenset[str]] = {}
    sql = f"SELECT id, title, author, publisher, isbn, {empty} FROM title ORDER BY id"
    for row_id, title, author, publisher, isbn, bits in library.connection.execute(sql):
        if bits not in sets:
            sets[bits] = frozenset(name for at, name in enumerate(columns) if bits >> at & 1)
        yield KnownTitle(row_id, title, author, publisher, isbn, sets[bits])


def has_copies(library: Library) -> bool:
    """Whether any copy is in the library: if none is, a list brings what stands on the shelves."""
    return library.connection.execute("SELECT 1 FROM copy LIMIT 1").fetchone() is not None


def title_names(library: Library, copy_ids: list[int]) -> dict[int, str]:
    """The title of each of these few copies."""
    execute = library.connection.execute
    sql = "SELECT t.title FROM copy c JOIN title t ON t.id = c.title_id WHERE c.id = ?"
    return {copy_id: execute(sql, (copy_id,)).fetchone()[0] for copy_id in copy_ids}


def copy_titles(library: Library) -> dict[int, tuple[int, str | None]]:
    """The title and the accession number of each copy."""
    return {
        row[0]: (row[1], row[2]) for row in library.connection.execute("SELECT id, title_id, accession_no FROM copy")
    }


def volumes(library: Library) -> dict[tuple[int, str], tuple[int, int]]:
    """The id and the place in the row of each volume, by title and label."""
    rows = library.connection.execute("SELECT title_id, label, id, ordinal FROM volume")
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def places(library: Library) -> dict[str, int]:
    return dict(library.connection.execute("SELECT name, id FROM place").fetchall())


def readers(library: Library) -> list[KnownReader]:
    """Every reader who was not erased, in the order of their ids."""
    found = []
    for *head, stage, entry_year, class_no, seat in library.connection.execute(_READERS):
        ref = ClassRef(Stage(stage), entry_year, class_no) if stage is not None else None
        found.append(KnownReader(*(*head, ref, seat)))
    return found


def held_by(library: Library, reader_ids: Sequence[int]) -> dict[int, list[Held]]:
    """What each of these readers has out, the first due first."""
    found: dict[int, list[Held]] = {}
    for start in range(0, len(reader_ids), _AT_ONCE):
        some = reader_ids[start : start + _AT_ONCE]
        sql = _HELD.format(marks=",".join("?" * len(some)))
        for reader_id, title, volume, due in library.connection.execute(sql, some):
            name = f"{title}({volume})" if volume else title
            found.setdefault(reader_id, []).append(Held(name, date.fromisoformat(due)))
    return found


def reader_names(library: Library) -> dict[int, str]:
    return dict(library.connection.execute("SELECT id, name FROM reader").fetchall())


def reader_codes(library: Library) -> list[CardCode]:
    """Every number of a reader's card, old and lost ones too."""
    rows = library.connection.execute(
        "SELECT id, code_key, printed, reader_id, state FROM barcode WHERE reader_id IS NOT NULL ORDER BY id"
    )
    return [CardCode(*row) for row in rows]


def copies(library: Library) -> dict[int, KnownCopy]:
    found = {}
    for copy_id, title, volume, status, item_kind, reader_id in library.connection.execute(_COPY):
        name = f"{title}({volume})" if volume else title
        found[copy_id] = KnownCopy(copy_id, name, status, item_kind, reader_id)
    return found


def newest_entry(library: Library) -> int:
    """The number of the newest journal entry but for backups: while it stays the same, nothing has changed."""
    row = library.connection.execute(
        "SELECT id FROM journal WHERE op <> ? ORDER BY id DESC LIMIT 1", (Op.BACK_UP,)
    ).fetchone()
    return int(row[0]) if row else 0


def newest_of(library: Library, ops: Sequence[str], *, limit: int) -> list[int]:
    """The newest journal entries of these operations, newest first."""
    marks = ",".join("?" * len(ops))
    sql = f"SELECT id FROM journal WHERE op IN ({marks}) ORDER BY id DESC LIMIT ?"
    return [row[0] for row in library.connection.execute(sql, (*ops, limit))]
