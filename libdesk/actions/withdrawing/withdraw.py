"""The withdrawal itself: one action takes the whole list out of the library, one undo brings it back.

Barcodes stay known and numbers are never used again. A copy that is with a reader stops the list, unless the bureau
names it: then the list is done without waiting, the copy is renewed no more and leaves by itself when it comes back.
"""

from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.hold_shelf import to_shelf
from libdesk.actions.journal import Action
from libdesk.actions.repairs.cases import back_in_library, status_changed
from libdesk.actions.withdrawing.errors import LoansOpen, NotApproved, NothingListed, NotWithdrawn, NotYetHere
from libdesk.actions.withdrawing.lists import open_list
from libdesk.domain.ops import Op
from libdesk.domain.rows.desk import CopyInHand
from libdesk.domain.rows.withdrawals import Done, ListedCopy
from libdesk.domain.withdrawals import can_stay_out
from libdesk.store.queries import withdrawals as queries
from libdesk.store.tables import Copy, Hold, Withdrawal, WithdrawalCopy

STAYS: Final = ("repair", "lost", "missing")
"""What a copy that is brought back was before, and is again; any other stands on the shelf."""


def withdraw(desk: Desk, *, withdrawal_id: int, disposal: str, day: date | None = None) -> Done:
    """All copies of an approved list leave; `disposal` is a key of DISPOSAL_NAMES.

    Raises WithdrawalGone, WithdrawalDone, NotApproved, NothingListed, LoansOpen with who has what, and NotYetHere.
    """
    with desk.action(Op.WITHDRAW) as act:
        row = open_list(desk, withdrawal_id)
        if row.state != "approved":
            raise NotApproved()
        copies = queries.copies_of(desk.library, withdrawal_id)
        if not copies:
            raise NothingListed()
        loans = [copy for copy in copies if copy.is_out and not can_stay_out(copy.reason)]
        if loans:
            raise LoansOpen(tuple(_loan(copy) for copy in loans))
        on = (day or desk.today).isoformat()
        last = queries.last_to_come(desk.library, withdrawal_id)
        if last is not None and last[1] > on:
            raise NotYetHere(last[0], date.fromisoformat(last[1]))
        lines = _lines(act, withdrawal_id)
        leaving = [copy for copy in copies if not copy.is_out and copy.status != "withdrawn"]
        out = sum(copy.is_out for copy in copies)
        back = sum(_leaves(act, desk, copy.copy_id, copy.status, lines[copy.copy_id], on) for copy in leaving)
        act.change(Withdrawal, withdrawal_id, state="done", disposal=disposal, done_day=on)
        ended = _end_holds(act, {copy.title_id for copy in copies})
        act.note(withdrawal=withdrawal_id, count=len(leaving), out=out, holds=ended)
    return Done(act.journal_id, len(leaving), out, back, ended)


def bring_back(desk: Desk, *, copy_id: int) -> int:
    """A single copy that left by a list stands in the library again, off that list. Raises NotWithdrawn."""
    with desk.action(Op.WITHDRAW) as act:
        found = act.connection.execute(
            "SELECT wc.id, c.status, wc.withdrawal_id, wc.status_before FROM withdrawal_copy wc JOIN withdrawal w"
            " ON w.id = wc.withdrawal_id JOIN copy c ON c.id = wc.copy_id"
            " WHERE wc.copy_id = ? AND w.state = 'done'",
            (copy_id,),
        ).fetchone()
        if found is None or (found[1] == "withdrawn" and found[3] is None):  # what was replaced left in another way
            raise NotWithdrawn()
        act.remove(WithdrawalCopy, found[0])
        if found[1] == "withdrawn":
            back = {"status": found[3]} if found[3] in STAYS else to_shelf(desk, act)
            act.change(Copy, copy_id, **back, withdrawn_day=None)
            back_in_library(act, desk, copy_id, str(back["status"]))
        act.note(copy=copy_id, withdrawal=found[2], back=1)
    return act.journal_id


def leave_on_return(act: Action, desk: Desk, copy: CopyInHand) -> None:
    """A copy of a list that is done has come back: it leaves now. Part of the return; the caller asks `copy.leaves`."""
    line = act.connection.execute("SELECT id FROM withdrawal_copy WHERE copy_id = ?", (copy.id,)).fetchone()
    _leaves(act, desk, copy.id, copy.status, line[0], desk.today.isoformat())
    _end_holds(act, {copy.title_id})


def _loan(copy: ListedCopy) -> tuple[str, str, date | None]:
    """Who has it and until when; without a day, who lost it and owes it."""
    return (copy.title, copy.holder.name if copy.holder else copy.owed_by, copy.due)


def _lines(act: Action, withdrawal_id: int) -> dict[int, int]:
    rows = act.connection.execute("SELECT copy_id, id FROM withdrawal_copy WHERE withdrawal_id = ?", (withdrawal_id,))
    return {row[0]: row[1] for row in rows}


def _leaves(act: Action, desk: Desk, copy_id: int, status: str, line_id: int, day: str) -> int:
    """One copy goes; a hold that it was set aside for waits again. Gives 1 for such a hold, else 0."""
    act.change(Copy, copy_id, status="withdrawn", withdrawn_day=day, waiting=0, trolley=None)
    act.change(WithdrawalCopy, line_id, status_before=status)
    status_changed(act, desk, copy_id, status, "withdrawn")
    ready = act.connection.execute("SELECT id FROM hold WHERE copy_id = ? AND state = 'ready'", (copy_id,)).fetchone()
    if ready is None:
        return 0
    act.change(Hold, ready[0], state="waiting", copy_id=None, expires=None)
    return 1


def _end_holds(act: Action, title_ids: set[int]) -> int:
    """Who waits for what no copy is left of waits in vain: those holds end. Gives how many."""
    ended = 0
    for title_id in sorted(title_ids):
        rows = act.connection.execute(
            """SELECT h.id FROM hold h WHERE h.title_id = ? AND h.state = 'waiting' AND NOT EXISTS(
                 SELECT 1 FROM copy c WHERE c.title_id = h.title_id
                   AND (h.volume_id IS NULL OR c.volume_id IS h.volume_id)
                   AND c.status NOT IN ('withdrawn','lost','missing')
                   AND NOT EXISTS(SELECT 1 FROM withdrawal_copy wc JOIN withdrawal w ON w.id = wc.withdrawal_id
                                  WHERE wc.copy_id = c.id AND w.state = 'done'))""",
            (title_id,),
        ).fetchall()
        for (hold_id,) in rows:
            act.change(Hold, hold_id, state="cancelled", copy_id=None, expires=None)
        ended += len(rows)
    return ended
