"""Returning: by the copy alone, whoever brings it. It always works, whatever stands against the reader."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from libdesk.actions.desk import Desk
from libdesk.actions.errors import (
    AlreadyLost,
    AlreadyWithdrawn,
    BadDay,
    IsBound,
    LoanClosed,
    NoReasonGiven,
    NotMissing,
    NotOnLoan,
)
from libdesk.actions.hold_shelf import set_aside, to_shelf
from libdesk.actions.journal import Action
from libdesk.actions.lending import MISSING, circumstances, end_loss, find_copy, find_reader, out_of_box, out_of_repair
from libdesk.domain.duedates import LoanRule, overdue_days, renewed_due
from libdesk.domain.loans import LoanRefused, against_reader, due_how
from libdesk.domain.ops import Op
from libdesk.domain.reasons import ClaimedReturned, CopyLeaves, InHouseOnly, OthersWait, Reason
from libdesk.domain.rows.desk import Borrower, CopyInHand, OpenLoan
from libdesk.domain.rows.receipts import LossOver, RenewalReceipt, ReturnReceipt
from libdesk.store.queries import desk as queries
from libdesk.store.tables import Copy, Hold, Loan

if TYPE_CHECKING:
    from libdesk.domain.rows.repairs import Reported


def give_back(
    desk: Desk, *, copy_id: int, on: date | None = None, damage: str | None = None, note: str = "", typed: bool = False,
    stands: bool = False,
) -> ReturnReceipt:  # fmt: skip
    """Take a copy back. `on`: an earlier day (librarian only); `damage`: 'slight', 'medium' or 'severe'.

    `stands`: it was found on the shelf, so it waits on no trolley.

    A copy that is not on loan is put in order (found again, set aside for who waits) and the receipt says so.
    Raises BadDay when `on` lies before the loan or after today.
    """
    with desk.action(Op.GIVE_BACK if on is None else Op.BACKDATE_RETURN, typed=typed) as act:
        copy = find_copy(desk, copy_id)
        day = on or desk.today
        late, suspended, fine = 0, None, 0
        if copy.loan is not None:
            if not copy.loan.lent_day <= day <= desk.today:
                raise BadDay(copy.loan.lent_day, desk.today)
            late = overdue_days(copy.loan.due, day, desk.calendar).days
            suspended, fine = close_loan(act, desk, copy, copy.loan, day)
        elif on is not None:
            raise NotOnLoan()
        damaged = bool(damage) and copy.status != "withdrawn"
        if damage and damaged:
            from libdesk.actions.repairs.cases import Report, report_in

            loan = (copy.loan.id, copy.loan.reader_id) if copy.loan else None
            report_in(act, desk, copy.id, Report(damage, note=note.strip()), loan, in_repair=copy.status == "repair")
        hold = _place_after_return(act, desk, copy, stands=stands)
        loss = end_loss(act, desk, copy)
        act.note(copy=copy.id, loan=copy.loan.id if copy.loan else None)
    return ReturnReceipt(
        act.journal_id,
        copy,
        late,
        suspended,
        *hold,
        was_missing=copy.status in MISSING,
        damaged=damaged,
        on_day=on,
        fine_fen=fine,
        loss=loss,
    )


def close_loan(
    act: Action, desk: Desk, copy: CopyInHand, loan: OpenLoan, day: date, outcome: str = "returned"
) -> tuple[date | None, int]:
    """End a loan; gives until when its reader is suspended for it, and the fine in fen."""
    act.change(Loan, loan.id, returned=act.at, returned_day=day.isoformat(), outcome=outcome)
    if outcome != "returned" or loan.in_house or day <= loan.due:
        return None, 0
    from libdesk.actions.money.losses import charge_fine, claimed_on
    from libdesk.actions.money.suspensions import suspend

    reader = find_reader(desk, loan.reader_id)
    if reader.only_warned(desk.settings.warned_grades):
        return None, 0
    rule = desk.rules.rule(reader.lending_kind, copy.item_kind)
    if loan.claimed:
        day = min(day, claimed_on(desk, loan) or day)  # since then it has not counted against the reader
    return suspend(act, desk, reader, loan, rule, day), charge_fine(act, desk, copy, loan, rule, day)


def _place_after_return(
    act: Action, desk: Desk, copy: CopyInHand, *, stands: bool = False
) -> tuple[str | None, date | None]:
    """To the hold shelf when somebody waits, else to the trolley; who waits and until when the copy is kept."""
    if copy.status in ("repair", "withdrawn"):
        return None, None
    if copy.leaves:
        _put_aside(act, desk, copy)
        return None, None
    if copy.ready_hold_id is not None:
        return copy.ready_for_name, None
    waiting = queries.next_hold(desk.library, copy) if copy.waiting else None
    if waiting is None:
        if copy.status != "shelf":
            act.change(Copy, copy.id, **to_shelf(desk, act, stands=stands))
        return None, None
    hold_id, _reader_id, name = waiting
    until = set_aside(desk, act, hold_id=hold_id, copy_id=copy.id)
    act.change(Copy, copy.id, status="hold", trolley=None)
    out_of_box(act, desk, copy)
    return name, until


def found_again(
    act: Action, desk: Desk, copy: CopyInHand, *, stands: bool = False
) -> tuple[str | None, LossOver | None]:
    """A lost or missing copy is there again: who waits for it, and the loss that is over. Part of an action.

    `stands`: on its shelf; else it is in the hand and waits on the trolley.
    """
    hold_for, _until = _place_after_return(act, desk, copy, stands=stands)
    return hold_for, end_loss(act, desk, copy)


def _put_aside(act: Action, desk: Desk, copy: CopyInHand) -> None:
    """What is to be taken out waits for nobody any more; it leaves now if its list is done."""
    if copy.left_list:
        from libdesk.actions.withdrawing.withdraw import leave_on_return

        leave_on_return(act, desk, copy)
    elif copy.status not in ("shelf", "hold"):
        act.change(Copy, copy.id, status="shelf")


def report_damage(
    desk: Desk, *, copy_id: int, degree: str, note: str = "", kind: str = "other", cause: str = "",
    photo: bytes | None = None,
) -> "Reported":  # fmt: skip
    """Note that a copy is damaged: a case of repair, or more of the one that is open.

    What came back today was damaged in that loan. Raises CopyUnknown, IsBound, AlreadyWithdrawn.
    """
    from libdesk.actions.repairs.cases import Report, report_in
    from libdesk.domain.rows.repairs import Reported

    with desk.action(Op.REPORT_DAMAGE) as act:
        copy = find_copy(desk, copy_id)
        if copy.bound:
            raise IsBound(copy.bound)
        if copy.status == "withdrawn":
            raise AlreadyWithdrawn()
        loan = (copy.loan.id, copy.loan.reader_id) if copy.loan else None
        loan = loan or queries.returned_on(desk.library, copy.id, desk.today)
        report = Report(degree, kind, cause, note.strip(), photo)
        damage_id, now, again = report_in(act, desk, copy.id, report, loan, in_repair=copy.status == "repair")
        act.note(copy=copy.id, degree=degree)
    return Reported(act.journal_id, damage_id, now, again)


def renew(desk: Desk, *, copy_id: int, override: str | None = None, typed: bool = False) -> RenewalReceipt:
    """Give the reader who has the copy more time.

    Raises LoanRefused or RenewalRefused. A librarian's `override`, a reason that is kept, passes over all that can be
    passed over, but not over a renewal that would give no more time.
    """
    if override is not None and not override.strip():
        raise NoReasonGiven()
    with desk.action(Op.RENEW if override is None else Op.OVERRIDE, typed=typed) as act:
        copy = find_copy(desk, copy_id)
        loan = copy.loan
        if loan is None:
            raise NotOnLoan()
        reasons = _against_renewal(desk, copy, loan)
        if reasons and (override is None or not all(reason.overridable for reason in reasons)):
            raise LoanRefused(reasons)
        reader = find_reader(desk, loan.reader_id)
        rule = desk.rules.rule(reader.lending_kind, copy.item_kind)
        changes: dict[str, str | int] = {"renewals": loan.renewals + 1}
        if override is not None:
            rule = replace(rule, renewals=loan.renewals + 1, no_renewal_before_days=None)
            changes["override_why"] = override
        due = _renewed(desk, reader, loan, rule)
        act.change(Loan, loan.id, due=due.isoformat(), **changes)
        act.note(loan=loan.id, copy=copy.id, reader=reader.id, due=due.isoformat())
    return RenewalReceipt(act.journal_id, loan.id, copy, loan.due, due)


def _renewed(desk: Desk, reader: Borrower, loan: OpenLoan, rule: LoanRule) -> date:
    today = desk.today
    how = due_how(reader, today, desk.rules, desk.settings)
    return renewed_due(rule, today, loan.due, desk.calendar, renewed=loan.renewals, **how)


def _against_renewal(desk: Desk, copy: CopyInHand, loan: OpenLoan) -> tuple[Reason, ...]:
    reader = find_reader(desk, loan.reader_id)
    found = list(against_reader(reader, circumstances(desk)))
    if loan.in_house:
        found.append(InHouseOnly())
    if loan.claimed:
        found.append(ClaimedReturned())
    if copy.leaves:
        found.append(CopyLeaves(copy.leaves))
    if others := queries.others_waiting(desk.library, reader.id, copy):
        found.append(OthersWait(others))
    return tuple(found)


def change_due(desk: Desk, *, copy_id: int, due: date) -> RenewalReceipt:
    """Set the due date of an open loan by hand. Raises BadDay for a day before today, LoanClosed when it is back."""
    with desk.action(Op.CHANGE_DUE) as act:
        copy = find_copy(desk, copy_id)
        if copy.loan is None:
            raise LoanClosed()
        if due < desk.today:
            raise BadDay(desk.today)
        act.change(Loan, copy.loan.id, due=due.isoformat())
        act.note(loan=copy.loan.id, copy=copy.id, due=due.isoformat())
    return RenewalReceipt(act.journal_id, copy.loan.id, copy, copy.loan.due, due)


def mark_lost(desk: Desk, *, copy_id: int) -> int:
    """A copy is lost: its loan ends as lost, its reader owes it, it is not lent on; a later return finds it again.

    Raises AlreadyLost, AlreadyWithdrawn, IsBound.
    """
    with desk.action(Op.MARK_LOST) as act:
        copy = find_copy(desk, copy_id)
        if copy.status == "lost":
            raise AlreadyLost()
        if copy.bound:
            raise IsBound(copy.bound)
        if copy.status == "withdrawn":
            raise AlreadyWithdrawn()
        if copy.loan is not None:
            from libdesk.actions.money.losses import charge_loss

            close_loan(act, desk, copy, copy.loan, desk.today, outcome="lost")
            act.note(charge=charge_loss(act, desk, copy, copy.loan), reader=copy.loan.reader_id)
        if copy.ready_hold_id is not None:
            act.change(Hold, copy.ready_hold_id, state="waiting", copy_id=None, expires=None)
        act.change(Copy, copy.id, status="lost", trolley=None)
        out_of_repair(act, desk, copy, "lost")
        act.note(copy=copy.id, loan=copy.loan.id if copy.loan else None)
    return act.journal_id


def mark_found(desk: Desk, *, copy_id: int, stands: bool = False) -> int:
    """A lost or missing copy is there again; `stands`: on its shelf. Raises NotMissing."""
    with desk.action(Op.MARK_FOUND) as act:
        copy = find_copy(desk, copy_id)
        if copy.status not in MISSING:
            raise NotMissing()
        found_again(act, desk, copy, stands=stands)
        act.note(copy=copy.id)
    return act.journal_id


def claim_returned(desk: Desk, *, copy_id: int) -> int:
    """The reader says it was returned: the loan stays open, but counts no more against the reader."""
    with desk.action(Op.CLAIM_RETURNED) as act:
        copy = find_copy(desk, copy_id)
        if copy.loan is None:
            raise NotOnLoan()
        act.change(Loan, copy.loan.id, claimed_day=desk.today.isoformat())
        act.note(loan=copy.loan.id, copy=copy.id)
    return act.journal_id
