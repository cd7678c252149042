"""What was done at the desk since a moment: title and reader of each journal entry, for the list of the last scans."""

import json
from typing import Any, Final

from libdesk.domain.ops import Op
from libdesk.domain.value import Value
from libdesk.store.database import Library

DESK_OPS: Final = (
    Op.LEND, Op.GIVE_BACK, Op.RENEW, Op.LEND_UNCATALOGUED, Op.USE_IN_HOUSE, Op.PLACE_HOLD, Op.CANCEL_HOLD,
    Op.REPORT_DAMAGE, Op.OVERRIDE, Op.BACKDATE_RETURN, Op.CHANGE_DUE, Op.MARK_LOST, Op.MARK_FOUND, Op.CLAIM_RETURNED,
    Op.LEND_RUN, Op.UNDO,
)  # fmt: skip

# An undo counts as what it undid in the end: that of an import is no gesture of the desk. Ordered by `at`, whose index
# ends at midnight: by id a quiet morning would read the journal of all the years.
_ENTRIES: Final = f"""
SELECT id, at, op, args, EXISTS(SELECT 1 FROM journal_image i WHERE i.journal_id = journal.id) FROM journal
WHERE at >= ? AND op IN ({",".join("?" * len(DESK_OPS))}) AND (undoes IS NULL OR (
  WITH RECURSIVE chain(op, undoes) AS (
    SELECT journal.op, journal.undoes
    UNION ALL SELECT j.op, j.undoes FROM chain c JOIN journal j ON j.id = c.undoes)
  SELECT op FROM chain WHERE undoes IS NULL) IN ({",".join("?" * len(DESK_OPS))}))
ORDER BY at DESC, id DESC LIMIT ?"""


class DeskEntry(Value):
    """One gesture at the desk. `changed`: rows were touched, so there is something to undo."""

    journal_id: int
    at: int  # UTC milliseconds
    op: Op
    changed: bool
    copy_id: int | None = None
    title_id: int | None = None
    reader_id: int | None = None
    count: int = 0  # of loans, in a run
    undone: Op | None = None


def entries_since(library: Library, since: int, *, limit: int) -> list[DeskEntry]:
    """The newest first; `since` in UTC milliseconds. A return names whose loan it ended."""
    rows = library.connection.execute(_ENTRIES, (since, *DESK_OPS, *DESK_OPS, limit)).fetchall()
    return [_entry(library, row) for row in rows]


def newest_id(library: Library) -> int:
    """The number of the last journal entry; 0 in a new library."""
    row = library.connection.execute("SELECT max(id) FROM journal").fetchone()
    return row[0] or 0


def title_name(library: Library, title_id: int) -> str:
    row = library.connection.execute("SELECT title FROM title WHERE id = ?", (title_id,)).fetchone()
    return row[0] if row else ""


def responsible_name(library: Library, reader_id: int) -> str:
    """The person who answers for a class or department account, or ''."""
    row = library.connection.execute(
        "SELECT p.name FROM reader r JOIN reader p ON p.id = r.responsible_id WHERE r.id = ?", (reader_id,)
    ).fetchone()
    return row[0] if row else ""


def _entry(library: Library, row: tuple[int, int, str, str, int]) -> DeskEntry:
    journal_id, at, op, text, changed = row
    args: dict[str, Any] = json.loads(text)
    reader_id = args.get("reader")
    if reader_id is None and args.get("loan") is not None:
        found = library.connection.execute("SELECT reader_id FROM loan WHERE id = ?", (args["loan"],)).fetchone()
        reader_id = found[0] if found else None
    undone, loans = args.get("undone"), args.get("loans", 0)
    return DeskEntry(
        journal_id, at, Op(op), bool(changed), args.get("copy"), args.get("title"), reader_id,
        loans if isinstance(loans, int) else len(loans), Op(undone) if undone else None,
    )  # fmt: skip
