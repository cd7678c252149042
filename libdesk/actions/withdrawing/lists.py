"""Lists of withdrawal in preparation: what stands on them and why, and who approved them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import IsBound
from libdesk.actions.journal import Action
from libdesk.actions.repairs.cases import off_the_list
from libdesk.actions.withdrawing.errors import (
    ApproverMissing,
    NameMissing,
    NothingListed,
    NothingToAdd,
    OnThisList,
    WithdrawalApproved,
    WithdrawalDone,
    WithdrawalGone,
)
from libdesk.domain.ops import Op
from libdesk.domain.rows.withdrawals import Added, WithdrawalRow
from libdesk.domain.show import show_day
from libdesk.domain.withdrawals import NOTICE
from libdesk.i18n import _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import withdrawals as queries
from libdesk.store.tables import Withdrawal, WithdrawalCopy


def make_withdrawal(desk: Desk, *, name: str = "", note: str = "") -> int:
    """An empty list; without a name it is named after the day."""
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        withdrawal_id = _new_list(act, desk, name, note=note)
        act.note(withdrawal=withdrawal_id)
    return withdrawal_id


def add_to_withdrawal(
    desk: Desk, withdrawal_id: int | None, copy_ids: Sequence[int], reason: str, *, name: str = "",
    notice_id: int | None = None,
) -> Added:  # fmt: skip
    """Put copies on a list, or on a new one (None); those that left already or stand on a list are passed over.

    What the bureau names (reason NOTICE) comes over from an ordinary list that is not done, so that it is lent no more.
    Raises NothingToAdd, IsBound or OnThisList when that is all of them, WithdrawalGone, WithdrawalDone,
    WithdrawalApproved.
    """
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        if withdrawal_id is not None:
            row = open_list(desk, withdrawal_id)
            if row.state != "draft":
                raise WithdrawalApproved(row.name)
        wanted = list(dict.fromkeys(copy_ids))
        listed = queries.lists_of(desk.library, wanted)
        here = _in_library(act, wanted)
        fresh = [copy_id for copy_id in wanted if copy_id in here and copy_id not in listed]
        over = [one for one in listed.values() if reason == NOTICE and not one.called_in]
        if not fresh and not over:
            if len(listed) == len(wanted) and {one.withdrawal_id for one in listed.values()} == {withdrawal_id}:
                raise OnThisList()
            _check_bound(desk, wanted)
            names = Counter(one.name for one in listed.values() if one.state != "done")
            raise NothingToAdd(len(wanted) - len(names), tuple(names))
        if withdrawal_id is None:
            withdrawal_id = _new_list(act, desk, name, notice_id=notice_id)
        rows = [(withdrawal_id, copy_id, reason) for copy_id in fresh]
        act.add_many(WithdrawalCopy, ("withdrawal_id", "copy_id", "reason"), rows)
        for one in over:
            act.change(WithdrawalCopy, one.line_id, withdrawal_id=withdrawal_id, reason=reason)
        added = len(fresh) + len(over)
        act.note(withdrawal=withdrawal_id, count=added, **_one(fresh))
    return Added(withdrawal_id, added, len(wanted) - added)


def take_off(desk: Desk, *, withdrawal_id: int, copy_ids: Sequence[int]) -> int:
    """Take copies off a list that is not done; gives how many. Raises WithdrawalGone, WithdrawalDone.

    Off an approved one too, since who has a book out keeps the others from leaving; the list then says so.
    """
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        open_list(desk, withdrawal_id)
        ids = _rows(act, withdrawal_id, copy_ids)
        off_the_list(act, desk, [_take_line(act, row_id) for row_id in ids])
        act.note(withdrawal=withdrawal_id, count=-len(ids), **_one(copy_ids))
    return len(ids)


def set_reason(desk: Desk, *, withdrawal_id: int, copy_ids: Sequence[int], reason: str) -> int:
    """Another reason for some copies of a list; gives how many. Raises WithdrawalGone, WithdrawalDone."""
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        open_list(desk, withdrawal_id)
        ids = _rows(act, withdrawal_id, copy_ids)
        for row_id in ids:
            act.change(WithdrawalCopy, row_id, reason=reason)
        act.note(withdrawal=withdrawal_id, count=len(ids), reason=reason)
    return len(ids)


def rename(desk: Desk, *, withdrawal_id: int, name: str, note: str | None = None) -> int:
    """Another name, and a note. Raises NameMissing, WithdrawalGone."""
    name = " ".join(name.split())
    if not name:
        raise NameMissing()
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        if queries.withdrawal(desk.library, withdrawal_id) is None:
            raise WithdrawalGone()
        values = {"name": name} if note is None else {"name": name, "note": note.strip() or None}
        act.change(Withdrawal, withdrawal_id, **values)
        act.note(withdrawal=withdrawal_id)
    return act.journal_id


def approve(desk: Desk, *, withdrawal_id: int, by: str, day: date | None = None, number: str = "") -> int:
    """Note who approved a list, when and under which number. Raises ApproverMissing, NothingListed and the others."""
    by = " ".join(by.split())
    if not by:
        raise ApproverMissing()
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        copies = open_list(desk, withdrawal_id).copies
        if not copies:
            raise NothingListed()
        act.change(
            Withdrawal, withdrawal_id, state="approved", approved_by=by, approval_no=number.strip() or None,
            approved_day=(day or desk.today).isoformat(), approved_copies=copies,
        )  # fmt: skip
        act.note(withdrawal=withdrawal_id, approved=1)
    return act.journal_id


def take_approval_back(desk: Desk, *, withdrawal_id: int) -> int:
    """The list is a draft again. Raises WithdrawalGone, WithdrawalDone."""
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        open_list(desk, withdrawal_id)
        act.change(
            Withdrawal, withdrawal_id, state="draft", approved_by=None, approved_day=None, approval_no=None,
            approved_copies=None,
        )  # fmt: skip
        act.note(withdrawal=withdrawal_id, approved=0)
    return act.journal_id


def remove_withdrawal(desk: Desk, *, withdrawal_id: int) -> int:
    """A list that is not done goes; its copies stay as they are. Raises WithdrawalGone, WithdrawalDone."""
    with desk.action(Op.EDIT_WITHDRAWAL) as act:
        open_list(desk, withdrawal_id)
        rows = act.connection.execute("SELECT id FROM withdrawal_copy WHERE withdrawal_id = ?", (withdrawal_id,))
        off_the_list(act, desk, [_take_line(act, row[0]) for row in rows.fetchall()])
        act.remove(Withdrawal, withdrawal_id)
        act.note(withdrawal=withdrawal_id, removed=1)
    return act.journal_id


def open_list(desk: Desk, withdrawal_id: int) -> WithdrawalRow:
    """A list that is not done. Raises WithdrawalGone, WithdrawalDone."""
    row = queries.withdrawal(desk.library, withdrawal_id)
    if row is None:
        raise WithdrawalGone()
    if row.is_done:
        raise WithdrawalDone(row.name)
    return row


# Parts of other actions, which take the open one.


def propose_in(act: Action, desk: Desk, copy_id: int, reason: str) -> int:
    """Onto the newest list in preparation that the bureau has not asked for, or onto a new one; gives which list.

    A copy that stands on a list already stays there, with this reason.
    """
    listed = queries.lists_of(desk.library, [copy_id]).get(copy_id)
    if listed is not None:
        if listed.reason != NOTICE:
            act.change(WithdrawalCopy, listed.line_id, reason=reason)
        return listed.withdrawal_id
    row = act.connection.execute(
        "SELECT id FROM withdrawal WHERE state = 'draft' AND notice_id IS NULL ORDER BY made_day DESC, id DESC LIMIT 1"
    ).fetchone()
    withdrawal_id: int = row[0] if row else _new_list(act, desk, "")
    act.add(WithdrawalCopy, withdrawal_id=withdrawal_id, copy_id=copy_id, reason=reason)
    return withdrawal_id


def take_back_in(act: Action, desk: Desk, copy_id: int) -> None:
    """Off its list again, unless that is done or the bureau names the copy."""
    listed = queries.lists_of(desk.library, [copy_id]).get(copy_id)
    if listed is not None and not listed.called_in:
        act.remove(WithdrawalCopy, listed.line_id)


def _take_line(act: Action, line_id: int) -> int:
    """Remove a line; gives its copy."""
    row = act.connection.execute("SELECT copy_id FROM withdrawal_copy WHERE id = ?", (line_id,)).fetchone()
    act.remove(WithdrawalCopy, line_id)
    return int(row[0])


def _new_list(act: Action, desk: Desk, name: str, *, note: str = "", notice_id: int | None = None) -> int:
    name = " ".join(name.split()) or _("Withdrawal of {day}").format(day=show_day(desk.today, weekday=False, year=True))
    return act.add(
        Withdrawal, name=name, made_day=desk.today.isoformat(), note=note.strip() or None, notice_id=notice_id
    )


def _check_bound(desk: Desk, copy_ids: Sequence[int]) -> None:
    """A single issue that is part of a volume leaves with that volume."""
    copy = desk_queries.copy_in_hand(desk.library, copy_ids[0]) if len(copy_ids) == 1 else None
    if copy is not None and copy.bound:
        raise IsBound(copy.bound)


def _in_library(act: Action, copy_ids: Sequence[int]) -> set[int]:
    here: set[int] = set()
    for chunk in queries.chunks(copy_ids):
        marks = ", ".join("?" * len(chunk))
        rows = act.connection.execute(f"SELECT id FROM copy WHERE status <> 'withdrawn' AND id IN ({marks})", chunk)
        here.update(row[0] for row in rows)
    return here


def _rows(act: Action, withdrawal_id: int, copy_ids: Sequence[int]) -> list[int]:
    """The lines of these copies on this list."""
    wanted = set(copy_ids)
    rows = act.connection.execute("SELECT id, copy_id FROM withdrawal_copy WHERE withdrawal_id = ?", (withdrawal_id,))
    return [row[0] for row in rows.fetchall() if row[1] in wanted]


def _one(copy_ids: Sequence[int]) -> dict[str, int]:
    """A single copy is named in the journal, so that the undo can say which book it was."""
    return {"copy": copy_ids[0]} if len(copy_ids) == 1 else {}
