"""The last import that still stands can be undone later too, from the journal, not only while its page is open."""

from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.undo import why_not
from libdesk.domain.ops import Op
from libdesk.store.queries import imports as queries
from libdesk.store.queries import journal
from libdesk.store.queries.journal import Entry

OPS: Final = (
    Op.IMPORT_BOOKS, Op.IMPORT_READERS, Op.IMPORT_LOANS, Op.IMPORT_POOL, Op.REMOVE_POOL, Op.PREFIX_CARDS,
)  # fmt: skip
LOOKED_AT: Final = 10  # imports, the newest of which may be undone already


def last_import(desk: Desk) -> Entry | None:
    """The newest list or prefix that was not undone; None when something later stands in the way of an undo."""
    desk.read(Op.IMPORT_BOOKS)
    for journal_id in queries.newest_of(desk.library, OPS, limit=LOOKED_AT):
        entry = journal.entry(desk.library, journal_id)
        why = why_not(desk, entry) if entry is not None else "old"
        if why != "done":
            return None if why else entry
    return None
