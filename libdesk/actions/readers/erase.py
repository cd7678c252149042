"""The personal data of readers who left is erased for good: after the time that the school sets, or by hand.

Only of those with nothing out and nothing owed. There is no undo, and no backup is made before: it would keep the data.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.ops import Change, Op, Topic
from libdesk.domain.rows.erasure import Erased
from libdesk.domain.rows.leavers import Clearance
from libdesk.store import erasure
from libdesk.store.queries import imports
from libdesk.store.queries import leavers as queries

TOPICS: Final = frozenset({Topic.READERS, Topic.LOANS, Topic.HOLDS, Topic.CHARGES, Topic.BOOKS})


def erase_readers(desk: Desk, *, reader_ids: Iterable[int]) -> Erased:
    """Erase these readers, chosen by a person; who is here or still holds something is not erased but named."""
    desk.require(Op.ERASE_READERS)
    found = queries.of_readers(desk.library, reader_ids)
    may = set(queries.erasable(desk.library, [one.reader_id for one in found]))
    return _erase(desk, sorted(may), tuple(one for one in found if one.reader_id not in may))


def erase_due(desk: Desk) -> int:
    """Erase who left longer ago than the school's setting says; gives how many. Run once a day by the program itself.

    Without anybody to erase nothing is written. A setting of 0 days leaves it to the librarian.
    """
    desk.require(Op.ERASE_READERS)
    last = last_day_out(desk)
    return _erase(desk, queries.due(desk.library, last), ()).count if last else 0


def last_day_out(desk: Desk) -> date | None:
    """Who left on this day or before it is to be erased today; None: only by hand."""
    days = desk.settings.erase_days
    return desk.today - timedelta(days=days) if days else None


def _erase(desk: Desk, ids: list[int], kept: tuple[Clearance, ...]) -> Erased:
    if not ids:
        return Erased(0, 0, kept)
    # Found before the transaction, which would keep the desk waiting; anew only if something was done meanwhile.
    as_of, entries = imports.newest_entry(desk.library), erasure.touching(desk.library.connection, ids)
    with desk.action(Op.ERASE_READERS) as act:
        if imports.newest_entry(desk.library) != as_of:
            ids = queries.erasable(desk.library, ids)
            entries = erasure.touching(act.connection, ids)
        _write(desk, act, ids, entries)
    # Else the pages with the old rows would lie in SQLite's log until it is used again.
    desk.library.checkpoint(truncate=True)
    desk.tell(Change(Op.ERASE_READERS, TOPICS, act.journal_id))
    return Erased(act.journal_id, len(ids), kept)


def _write(desk: Desk, act: Action, ids: list[int], entries: list[int]) -> None:
    """Not through act.change: an image would keep what goes."""
    erasure.erase_rows(act.connection, ids, desk.today.isoformat(), entries)
    act.note(readers=len(ids))
