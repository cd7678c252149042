"""A page of the journal: the newest lines first, never more than a screen can use, however long the journal is.

Days alone are answered by the index on `at`. Whatever else is asked looks at the entries of these days one by one: a
second for a million, so it belongs into a job.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from libdesk.domain.barcodes import read_scan
from libdesk.domain.names import query_match
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.journal import GROUPS, Asked, JournalLine, JournalPage, Person
from libdesk.store.database import Library
from libdesk.store.queries.desk import owner_of

MOST: Final = 500
COUNTED: Final = 10_000  # beyond it nobody wants to know how many there are
FITTING: Final = 300  # readers or titles that a word is taken to mean
PEOPLE: Final = 40
INSTRUCTIONS: Final = 100_000  # of SQLite between two looks at the stop button

_WHO: Final = {
    "helpers": "j.role = 'helper' AND j.shift_id IS NOT NULL",
    "nobody": "j.role = 'helper' AND j.shift_id IS NULL",
    "open": "j.role IN ('librarian', 'viewer') AND j.staff_id IS NULL",
    "system": "j.role = 'system'",
}
# An undo belongs to what it took back; the undo of an undo to the desk.
_OF_GROUP: Final = """(CASE j.op WHEN 'undo' THEN json_extract(j.args, '$.undone') ELSE j.op END
  IN (SELECT value FROM json_each(:ops)))"""
_ABOUT: Final = """(coalesce(json_extract(j.args, '$.undone'), j.op) IN (SELECT value FROM json_each(:said))
  OR EXISTS (SELECT 1 FROM json_each(j.args, '$.keys') k WHERE k.value IN (SELECT value FROM json_each(:keys)))
  OR ('holiday' IN (SELECT value FROM json_each(:keys)) AND json_extract(j.args, '$.holiday') IS NOT NULL)
  OR json_extract(j.args, '$.reader') IN (SELECT value FROM json_each(:readers))
  OR json_extract(j.args, '$.copy') IN (SELECT value FROM json_each(:copies))
  OR json_extract(j.args, '$.title') IN (SELECT value FROM json_each(:titles))
  OR json_extract(j.args, '$.loan') IN
    (SELECT id FROM loan WHERE reader_id IN (SELECT value FROM json_each(:readers)))
  OR json_extract(j.args, '$.hold') IN (SELECT id FROM hold WHERE reader_id IN (SELECT value FROM json_each(:readers))
    OR title_id IN (SELECT value FROM json_each(:titles))))"""
_LINES: Final = """
SELECT j.id, j.at, j.op, j.role, j.typed, j.args, coalesce(s.name, h.name, ''),
  EXISTS(SELECT 1 FROM journal_image i WHERE i.journal_id = j.id)
FROM journal j LEFT JOIN staff s ON s.id = j.staff_id
LEFT JOIN shift f ON f.id = j.shift_id AND j.role = 'helper' LEFT JOIN reader h ON h.id = f.reader_id
WHERE {where} ORDER BY j.at DESC, j.id DESC LIMIT {most}"""

_COPY_NAMES: Final = """SELECT id, name, label FROM (
  SELECT c.id AS id, t.title AS name, v.label AS label FROM copy c JOIN title t ON t.id = c.title_id
  LEFT JOIN volume v ON v.id = c.volume_id)"""
_SHIFT_NAMES: Final = (
    "SELECT id, name FROM (SELECT f.id AS id, r.name AS name FROM shift f JOIN reader r ON r.id = f.reader_id)"
)


def page(library: Library, asked: Asked, *, limit: int = MOST, progress: Progress | None = None) -> JournalPage:
    """The newest entries that fit. Whatever is typed, this never fails; raises Cancelled when it is told to stop."""
    with _stopping(library, progress or Progress()):
        return _page(library, asked, limit)


@contextmanager
def _stopping(library: Library, progress: Progress) -> Iterator[None]:
    """Ask now and then within one long statement whether anybody still waits for it."""

    def stopped() -> int:
        try:
            progress.step(0, 0)
        except Cancelled:
            return 1
        return 0

    library.connection.set_progress_handler(stopped, INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Cancelled() from error
        raise
    finally:
        library.connection.set_progress_handler(None, INSTRUCTIONS)


def _page(library: Library, asked: Asked, limit: int) -> JournalPage:
    where, values = _where(library, asked)
    rows = library.connection.execute(_LINES.format(where=where, most=limit), values).fetchall()
    lines = _named(library, rows)
    if len(rows) < limit:
        return JournalPage(lines, len(rows))
    total = library.connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM journal j WHERE {where} LIMIT {COUNTED + 1})", values
    ).fetchone()[0]
    return JournalPage(lines, min(total, COUNTED), more=total > COUNTED)


def people(library: Library) -> list[Person]:
    """Everybody who ever signed in, and the student librarians who were on duty last."""
    staff = library.connection.execute("SELECT id, name FROM staff ORDER BY until IS NOT NULL, id")
    found = [Person(f"staff:{staff_id}", name) for staff_id, name in staff]
    helpers = library.connection.execute(
        """SELECT r.id, r.name FROM shift f JOIN reader r ON r.id = f.reader_id WHERE r.state <> 'erased'
           GROUP BY r.id ORDER BY max(f.started) DESC LIMIT ?""",
        (PEOPLE,),
    )
    return found + [Person(f"helper:{reader_id}", name) for reader_id, name in helpers]


def _where(library: Library, asked: Asked) -> tuple[str, dict[str, Any]]:
    parts: list[str] = ["j.at >= :since"]
    values: dict[str, Any] = {"since": asked.since}
    if asked.until is not None:
        parts.append("j.at < :until")
        values["until"] = asked.until
    if asked.group:
        parts.append(_OF_GROUP)
        values["ops"] = json.dumps(sorted(GROUPS[asked.group]))
    kind, _colon, number = asked.who.partition(":")
    if kind == "staff":
        parts.append("j.staff_id = :who")
        values["who"] = int(number)
    elif kind == "helper":
        parts.append("j.role = 'helper' AND j.shift_id IN (SELECT id FROM shift WHERE reader_id = :who)")
        values["who"] = int(number)
    elif kind:
        parts.append(f"({_WHO[kind]})")
    if asked.text.strip():
        parts.append(_ABOUT)
        values |= {"said": json.dumps(asked.said), "keys": json.dumps(asked.keys)}
        values |= {name: json.dumps(sorted(ids)) for name, ids in _meant(library, asked.text).items()}
    return " AND ".join(parts), values


def _meant(library: Library, text: str) -> dict[str, set[int]]:
    """The readers, titles and copies that these words may mean; a card or barcode means its owner alone."""
    found: dict[str, set[int]] = {"readers": set(), "titles": set(), "copies": set()}
    owner = owner_of(library, read_scan(text).code_key)
    if owner is not None:
        for name, row_id in (("readers", owner.reader_id), ("copies", owner.copy_id)):
            if row_id is not None:
                found[name].add(row_id)
        return found
    match = query_match(text)
    if match is None:
        return found
    execute = library.connection.execute
    for name, index in (("readers", "reader_index"), ("titles", "title_index")):
        rows = execute(f"SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT ?", (match, FITTING))
        found[name] = {row[0] for row in rows}
    rows = execute(
        "SELECT id FROM copy WHERE title_id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(found["titles"])),)
    )
    found["copies"] = {row[0] for row in rows}
    return found


def _named(library: Library, rows: list[tuple[Any, ...]]) -> tuple[JournalLine, ...]:
    """With the names of all lines asked for at once."""
    parsed = [json.loads(row[5]) for row in rows]
    loans = {
        row[0]: row[1:] for row in _by_ids(library, "SELECT id, reader_id, copy_id FROM loan", _numbers(parsed, "loan"))
    }
    holds = {
        row[0]: row[1:]
        for row in _by_ids(library, "SELECT id, reader_id, title_id FROM hold", _numbers(parsed, "hold"))
    }
    for args in parsed:
        reader_id, copy_id = loans.get(args.get("loan"), (None, None))
        args.setdefault("reader", reader_id)
        args.setdefault("copy", copy_id)
        reader_id, title_id = holds.get(args.get("hold"), (None, None))
        args["reader"] = args["reader"] or reader_id
        args.setdefault("title", title_id)
    titles = {
        row[0]: f"{row[1]}({row[2]})" if row[2] else row[1]
        for row in _by_ids(library, _COPY_NAMES, _numbers(parsed, "copy"))
    }
    own = dict(_by_ids(library, "SELECT id, title FROM title", _numbers(parsed, "title")))
    gone = _removed_titles(library, [row[0] for row, args in zip(rows, parsed, strict=True) if _lacks(args, own)])
    places = dict(_by_ids(library, "SELECT id, name FROM place", _numbers(parsed, "place")))
    readers = {
        row[0]: (row[1], row[2] == "erased")
        for row in _by_ids(library, "SELECT id, name, state FROM reader", _numbers(parsed, "reader"))
    }
    staff = dict(_by_ids(library, "SELECT id, name FROM staff", _numbers(parsed, "staff")))
    shifts = dict(_by_ids(library, _SHIFT_NAMES, _numbers(parsed, "shift")))
    undone = undone_among(library, [row[0] for row in rows])
    lines = []
    for row, args in zip(rows, parsed, strict=True):
        name, erased = readers.get(args.get("reader"), (None, False))
        if name is None and args.get("shift") in shifts:
            name = shifts[args["shift"]]
        title = titles.get(args.get("copy")) or own.get(args.get("title")) or gone.get(row[0], "")
        if not title and args.get("place") in places:
            title = show_place(places[args["place"]])
        lines.append(
            JournalLine(
                row[0],
                row[1],
                Op(row[2]),
                row[3],
                bool(row[4]),
                args,
                row[6],
                title,
                name,
                erased,
                staff.get(args.get("staff"), ""),
                bool(row[7]),
                row[0] in undone,
            )
        )
    return tuple(lines)


def _lacks(args: dict[str, Any], own: dict[int, str]) -> bool:
    """Whether an entry is about a title that is no longer there."""
    return isinstance(args.get("title"), int) and args["title"] not in own


def _removed_titles(library: Library, entries: list[int]) -> dict[int, str]:
    """The titles that these entries removed, or the undo of them, by entry, as long as their images are kept."""
    rows = library.connection.execute(
        "SELECT journal_id, json_extract(before, '$.title') FROM journal_image"
        " WHERE journal_id IN (SELECT value FROM json_each(?)) AND tbl = 'title' AND removed = 1 ORDER BY seq DESC",
        (json.dumps(entries),),
    )
    return dict(rows.fetchall())


def _numbers(parsed: list[dict[str, Any]], key: str) -> set[int]:
    return {args[key] for args in parsed if isinstance(args.get(key), int)}


def _by_ids(library: Library, select: str, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    sql = f"{select} WHERE id IN (SELECT value FROM json_each(?))"
    return library.connection.execute(sql, (json.dumps(sorted(ids)),)).fetchall()


def undone_among(library: Library, ids: list[int]) -> set[int]:
    """Those of these entries that were taken back, and whose undo was not taken back in its turn."""
    undoers: dict[int, list[int]] = {}
    asked = set(ids)
    while asked:
        sql = "SELECT undoes, id FROM journal WHERE undoes IN (SELECT value FROM json_each(?))"
        found = library.connection.execute(sql, (json.dumps(sorted(asked)),)).fetchall()
        for undone, undoer in found:
            undoers.setdefault(undone, []).append(undoer)
        asked = {undoer for _undone, undoer in found}

    def is_undone(journal_id: int) -> bool:
        return any(not is_undone(undoer) for undoer in undoers.get(journal_id, ()))

    return {journal_id for journal_id in ids if is_undone(journal_id)}
