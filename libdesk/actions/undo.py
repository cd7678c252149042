"""Undo is itself an action: its own images are the redo. It is refused while something later touches the same rows."""

import json
import sqlite3
from typing import TYPE_CHECKING

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo, NothingToUndo
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.rows.receipts import UndoReceipt
from libdesk.store import migrations
from libdesk.store.queries import journal as queries
from libdesk.store.tables import JOURNALLED

if TYPE_CHECKING:
    from libdesk.actions.journal import Action

DAY_MS = 86_400_000
LOOKED_AT = (3, 20)  # entries of the journal: nearly always one of the newest, else look further back
# What touches a whole list at once: undone on purpose, as a job beside the desk, where it was done.
STOCKTAKES = frozenset({Op.START_STOCKTAKE, Op.COUNT_FILE})
BULK = STOCKTAKES | {
    Op.IMPORT_BOOKS, Op.IMPORT_READERS, Op.IMPORT_LOANS, Op.IMPORT_POOL, Op.REMOVE_POOL, Op.PREFIX_CARDS,
}  # fmt: skip
# A shift signed on, a sitting and a card scanned are facts, not gestures to take back; what was erased is gone.
NOT_UNDONE = frozenset(
    {
        Op.START_SHIFT,
        Op.END_SHIFT,
        Op.SIT_DOWN,
        Op.SIGN_IN,
        Op.EDIT_STAFF,
        Op.BACK_UP,
        Op.RESTORE,
        Op.EXPIRE_HOLDS,
        Op.TIDY_JOURNAL,
        Op.ERASE_READERS,
    }
)


def undo(desk: Desk, journal_id: int) -> UndoReceipt:
    """Put back every row that the entry touched. Undoing an undo does the thing again.

    Raises CannotUndo with the reason: something later touches the same rows, it is undone already, it belongs to
    another shift (in student mode), it is older than the horizon or of an older schema, a title would bear a call
    number again that another one has got since, a roster would change by which duty was kept already, or what comes
    back breaks a rule beside what was done since.
    """
    from libdesk.actions.put_back import check_rules  # not while the program starts, which asks what F8 would undo

    with desk.action(Op.UNDO) as act:
        entry = queries.entry(desk.library, journal_id)
        if entry is None:
            raise NothingToUndo()
        refused = refusal(desk, entry)
        if refused is not None:
            raise refused
        try:
            _put_back(act, queries.images(desk.library, journal_id))
            check_rules(desk, journal_id, act.images)
        except sqlite3.IntegrityError as error:
            raise CannotUndo("later") from error
        except CannotUndo:
            raise
        except DeskError as error:
            raise CannotUndo("rule", rule=error.text()) from error
        act.undoes = journal_id
        act.note(undone=entry.op, **{key: value for key, value in entry.args.items() if key != "undone"})
    return UndoReceipt(act.journal_id, entry.op, entry.args)


def why_not(desk: Desk, entry: queries.Entry) -> str:
    """Why an entry cannot be undone by whoever is at the desk ('' when it can): a key of CannotUndo."""
    refused = refusal(desk, entry)
    return refused.why if refused is not None else ""


def refusal(desk: Desk, entry: queries.Entry) -> CannotUndo | None:
    """The same in full, ready to be told; None when it can be undone, as far as the entry itself can tell."""
    if barred := _barred(desk, entry):
        return CannotUndo(barred)
    touched = queries.images(desk.library, entry.id)
    if not touched:
        return CannotUndo("nothing" if entry.at >= _horizon(desk) else "old")
    return _stands_against(desk, entry, touched)


def _barred(desk: Desk, entry: queries.Entry) -> str:
    """Why an entry is not undone by whoever is at the desk, whatever came since; '' where it may be."""
    if entry.op in NOT_UNDONE:
        return "kind"
    if entry.version != migrations.newest():
        return "old"
    if desk.actor.role is not Role.HELPER:
        return ""
    if entry.op == Op.NOTE_DRILL:
        return "kind"
    own_shift = entry.shift_id == desk.actor.shift_id and entry.role == Role.HELPER
    return "" if own_shift else "other"


def _stands_against(desk: Desk, entry: queries.Entry, touched: list[queries.Image]) -> CannotUndo | None:
    """What came since, and is in the way of putting these rows back."""
    later, undone = queries.later_touches(desk.library, entry.id, touched)
    if undone or later:
        return CannotUndo("done" if undone else "later")
    given_back = {image.table for image in touched if image.before is not None}
    if "title" in given_back and (number := queries.number_given_since(desk.library, entry.id)) is not None:
        return CannotUndo("number", *number)
    if given_back & {"barcode", "barcode_run"}:
        from libdesk.store.queries import code_runs

        if (code := code_runs.given_twice(desk.library, entry.id, touched)) is not None:
            return CannotUndo("code", code=code)
    if entry.op in (Op.EDIT_ROSTER, Op.UNDO):
        from libdesk.actions.helpers.weeks_kept import was_kept

        if was_kept(desk, touched):
            return CannotUndo("kept")
    return None


def newest_undoable(desk: Desk) -> queries.Entry | None:
    """The newest entry that still stands and that whoever is at the desk may undo; it may be an import.

    A pupil's own drill stays in the record, and F8 after it reaches no loan of before: practising, it is pressed often.
    """
    for limit in LOOKED_AT:
        for entry in queries.newest_standing(desk.library, limit=limit):
            if entry.op == Op.NOTE_DRILL and desk.actor.role is Role.HELPER:
                return None
            if not why_not(desk, entry):
                return entry
    return None


def last_undoable(desk: Desk) -> queries.Entry | None:
    """What F8 undoes: the newest undoable entry, unless that is an import.

    One key too many must not take 2,000 books away, nor what was done before them: imports are undone where they are
    made, and F8 says so.
    """
    entry = newest_undoable(desk)
    return None if entry is None or entry.op in BULK else entry


def tidy(desk: Desk) -> int:
    """Let images go that are older than the horizon of undo, and with them what they hold of people; gives how many.

    The journal's own lines stay. Run by the program itself; without anything old there is no entry.
    """
    last = queries.last_before(desk.library, _horizon(desk))
    if last is None:
        return 0
    from libdesk.actions.stocktaking.finishing import drop_snapshots
    from libdesk.store import blobs, kept_records

    with desk.action(Op.TIDY_JOURNAL) as act:
        count = act.connection.execute("DELETE FROM journal_image WHERE journal_id <= ?", (last,)).rowcount
        blobs.drop_unheld(act.connection)
        kept_records.drop_unheld(act.connection)
        drop_snapshots(act.connection, _horizon(desk))
        act.note(up_to=last, count=count)
    return count


def _horizon(desk: Desk) -> int:
    return desk.now() - desk.settings.undo_days * DAY_MS


def _put_back(act: "Action", images: list[queries.Image]) -> None:
    # Who was signed off meanwhile has gone, and another one may be on duty: a shift that ended stays ended.
    ended = {"shift", "sitting"} if any(image.table == "shift" for image in images) else set[str]()
    for image in reversed(images):
        if image.table in ended:
            continue
        table = JOURNALLED[image.table]
        if image.before is None:
            act.remove_range(table, range(image.first_id, image.last_id + 1))
        elif image.removed:
            act.add(table, **json.loads(image.before))
        else:
            act.change(table, image.first_id, **json.loads(image.before))
