"""What was done: entries of the journal, the rows they touched, and which of them still stand."""

import json
from collections.abc import Iterator
from typing import Any, Final

from libdesk.domain.value import Value
from libdesk.store.database import Library

_COLUMNS: Final = "id, at, op, role, staff_id, shift_id, typed, undoes, args, version"


class Entry(Value):
    """One line of the journal. `args` hold ids, codes and counts, never personal text."""

    id: int
    at: int
    op: str
    role: str
    staff_id: int | None
    shift_id: int | None
    typed: bool
    undoes: int | None
    args: dict[str, Any]
    version: int


class Image(Value):
    """Rows first_id … last_id of a table as an entry found them: `before` is None for rows that it added."""

    table: str
    first_id: int
    last_id: int
    before: str | None
    removed: bool

    def meets(self, other: "Image") -> bool:
        return self.table == other.table and self.first_id <= other.last_id and other.first_id <= self.last_id


def _entry(row: tuple[Any, ...]) -> Entry:
    journal_id, at, op, role, staff_id, shift_id, typed, undoes, args, version = row
    return Entry(journal_id, at, op, role, staff_id, shift_id, bool(typed), undoes, json.loads(args), version)


def entry(library: Library, journal_id: int) -> Entry | None:
    row = library.connection.execute(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (journal_id,)).fetchone()
    return _entry(row) if row else None


def newest(library: Library, *, limit: int, since: int = 0) -> list[Entry]:
    """The newest entries first; `since` in UTC milliseconds."""
    rows = library.connection.execute(
        f"SELECT {_COLUMNS} FROM journal WHERE at >= ? ORDER BY id DESC LIMIT ?", (since, limit)
    )
    return [_entry(row) for row in rows]


def newest_standing(library: Library, *, limit: int) -> Iterator[Entry]:
    """The newest entries that were done by a gesture and not undone since; undos and what they undid cancel out."""
    cancelled: set[int] = set()
    for found in newest(library, limit=limit * 3):
        if found.id in cancelled:
            continue
        if found.undoes is not None:
            cancelled.add(found.undoes)
            continue
        yield found


def images(library: Library, journal_id: int) -> list[Image]:
    rows = library.connection.execute(
        "SELECT tbl, first_id, last_id, before, removed FROM journal_image WHERE journal_id = ? ORDER BY seq",
        (journal_id,),
    )
    return [Image(table, first, last, before, bool(removed)) for table, first, last, before, removed in rows]


def later_touches(library: Library, journal_id: int, touched: list[Image]) -> tuple[bool, bool]:
    """(something later stands that touches the same rows, the entry itself is undone).

    A later entry and the undo of it cancel out; so does an undo with its own undo.
    """
    tables = sorted({image.table for image in touched})
    rows = library.connection.execute(
        "SELECT j.id, j.undoes, i.tbl, i.first_id, i.last_id FROM journal_image i JOIN journal j ON j.id = i.journal_id"
        f" WHERE i.journal_id > ? AND i.tbl IN ({','.join('?' * len(tables))}) ORDER BY j.id DESC, i.seq",
        (journal_id, *tables),
    )
    meets: dict[int, int | None] = {}
    for later_id, undoes, table, first, last in rows:
        here = Image(table, first, last, None, False)
        if any(image.meets(here) for image in touched):
            meets[later_id] = undoes
    cancelled: set[int] = set()
    standing = False
    for later_id, undoes in meets.items():  # newest first
        if later_id in cancelled:
            continue
        if undoes is not None:
            cancelled.add(undoes)
        if undoes is None or undoes < journal_id:  # the undo of something older changed these rows for good
            standing = True
    return standing, journal_id in cancelled


# What titles would bear after the undo, and which others of their group bear that now.
_BORNE_TWICE: Final = """
WITH back AS (
  SELECT i.first_id AS id,
    CASE WHEN json_type(i.before, '$.call_no') IS NULL THEN t.call_no ELSE json_extract(i.before, '$.call_no') END
      AS call_no,
    coalesce(json_extract(i.before, '$.shelving'), t.shelving) AS shelving, t.call_no AS now, t.shelving AS group_now
  FROM journal_image i LEFT JOIN title t ON t.id = i.first_id
  WHERE i.journal_id = :entry AND i.tbl = 'title' AND i.before IS NOT NULL)
SELECT other.id, other.call_no, other.shelving, other.title FROM back JOIN title other ON other.call_no = back.call_no
WHERE instr(back.call_no, '/') > 0 AND other.id <> back.id AND other.shelving = back.shelving
  AND (back.now IS NOT back.call_no OR back.group_now IS NOT back.shelving)
  AND NOT EXISTS(SELECT 1 FROM journal_image own WHERE own.journal_id = :entry AND own.tbl = 'title'
    AND other.id BETWEEN own.first_id AND own.last_id)"""
_SINCE: Final = """
SELECT before FROM journal_image WHERE journal_id > ? AND tbl = 'title' AND ? BETWEEN first_id AND last_id
ORDER BY journal_id, seq"""


def number_given_since(library: Library, journal_id: int) -> tuple[str, str] | None:
    """(call number, title) where the undo of an entry would give a title back a number that has gone to this one.

    Two that shared a number before the entry, as in many an old library, may share it again.
    """
    for title_id, call_no, shelving, title in library.connection.execute(_BORNE_TWICE, {"entry": journal_id}):
        then: dict[str, Any] = {}
        for (before,) in library.connection.execute(_SINCE, (journal_id, title_id)):
            then = (json.loads(before) if before else {"call_no": None}) | then
        if (then.get("call_no", call_no), then.get("shelving", shelving)) != (call_no, shelving):
            return call_no, title
    return None


def last_before(library: Library, at: int) -> int | None:
    """The newest entry older than this instant, if it or one before it still has images."""
    execute = library.connection.execute
    last = execute("SELECT id FROM journal WHERE at < ? ORDER BY at DESC LIMIT 1", (at,)).fetchone()
    if last is None or execute("SELECT 1 FROM journal_image WHERE journal_id <= ? LIMIT 1", last).fetchone() is None:
        return None
    return int(last[0])


def counted_in(library: Library, journal_id: int, name: str) -> int:
    """What an entry counts under a name, 0 where it counts none."""
    row = library.connection.execute(
        "SELECT json_extract(args, '$.' || ?) FROM journal WHERE id = ?", (name, journal_id)
    ).fetchone()
    return int(row[0] or 0) if row else 0
