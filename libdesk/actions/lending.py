"""Lending: a copy goes to a reader, the rules agreeing or a librarian overriding them with a reason that is kept."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.errors import (
    BadDay,
    CopyUnknown,
    EmptyRun,
    NoReasonGiven,
    OnLoanAlready,
    ReaderUnknown,
    RunRefused,
)
from libdesk.actions.hold_shelf import settle_holds
from libdesk.actions.journal import Action
from libdesk.domain.duedates import LoanRule, due_date
from libdesk.domain.loans import Circumstances, LoanRefused, due_how, reasons_against
from libdesk.domain.ops import Op
from libdesk.domain.reasons import ClaimedReturned, InHouseOnly
from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.rows.receipts import LoanReceipt, LossOver, RunReceipt
from libdesk.store.queries import desk as queries
from libdesk.store.tables import Copy, Loan

MISSING = ("lost", "missing")


def lend(
    desk: Desk,
    *,
    copy_id: int,
    reader_id: int,
    in_house: bool = False,
    override: str | None = None,
    typed: bool = False,
) -> LoanReceipt:
    """Lend one copy. `override`: a librarian's reason for lending in spite of the rules.

    Raises LoanRefused with every reason, OnLoanAlready when another reader has the copy, ReaderUnknown, CopyUnknown.
    """
    if override is not None and not override.strip():
        raise NoReasonGiven()
    with desk.action(Op.LEND if override is None else Op.OVERRIDE, typed=typed) as act:
        reader, copy = find_reader(desk, reader_id), find_copy(desk, copy_id)
        receipt = lend_in(act, desk, reader, copy, in_house=in_house, override=override)
        act.note(loan=receipt.loan_id, copy=copy.id, reader=reader.id, due=receipt.due.isoformat())
    return with_journal(receipt, act)


def with_journal(receipt: LoanReceipt, act: Action) -> LoanReceipt:
    return LoanReceipt(
        act.journal_id, receipt.loan_id, receipt.reader, receipt.copy, receipt.due, receipt.in_house,
        receipt.was_missing, receipt.overridden, receipt.switched, receipt.loss,
    )  # fmt: skip


def circumstances(desk: Desk, *, has_title: bool = False, others_wait: int = 0) -> Circumstances:
    """What beside reader and copy decides at this desk today."""
    return Circumstances(
        desk.today, desk.calendar, desk.rules, desk.settings.several_copies,
        has_title=has_title, others_wait=others_wait, warned_grades=desk.settings.warned_grades,
        final_days=desk.settings.final_days, school_system=desk.settings.school_system, stages=desk.settings.stages,
    )  # fmt: skip


def find_reader(desk: Desk, reader_id: int) -> Borrower:
    reader = queries.borrower(desk.library, reader_id, desk.today, desk.settings.school_system)
    if reader is None:
        raise ReaderUnknown()
    return reader


def find_copy(desk: Desk, copy_id: int) -> CopyInHand:
    copy = queries.copy_in_hand(desk.library, copy_id)
    if copy is None:
        raise CopyUnknown()
    return copy


def lend_in(
    act: Action, desk: Desk, reader: Borrower, copy: CopyInHand, *, in_house: bool = False, override: str | None = None,
    due: date | None = None,
) -> LoanReceipt:  # fmt: skip
    """The loan itself, inside the caller's action; also what a run of copies or an uncatalogued book ends in."""
    today = desk.today
    switched = False
    if copy.loan is not None:
        switched = copy.loan.reader_id == reader.id and copy.loan.in_house and not in_house
        if copy.loan.reader_id == reader.id and copy.loan.in_house and in_house:
            raise LoanRefused((InHouseOnly(),))
        if copy.loan.claimed:
            raise LoanRefused((ClaimedReturned(),))
        if not switched:
            from libdesk.actions.school import known_as  # not while the program starts

            raise OnLoanAlready(known_as(desk, copy.loan.reader_id), copy.loan.due)
    facts = circumstances(
        desk,
        has_title=queries.has_title(desk.library, reader.id, copy),
        others_wait=queries.others_waiting(desk.library, reader.id, copy),
    )
    reasons = reasons_against(reader, copy, facts, in_house=in_house)
    if reasons and (override is None or not all(reason.overridable for reason in reasons)):
        raise LoanRefused(reasons)
    if due is None:
        due = today if in_house else due_for(desk, desk.rules.rule(reader.lending_kind, copy.item_kind), reader)
    if copy.loan is not None:
        act.change(Loan, copy.loan.id, in_house=0, due=due.isoformat(), override_why=override)
        loan_id = copy.loan.id
    else:
        loan_id = act.add(
            Loan, copy_id=copy.id, reader_id=reader.id, in_house=int(in_house), lent=act.at, lent_day=today.isoformat(),
            due=due.isoformat(), override_why=override, reader_kind=reader.kind, stage=reader.stage,
            entry_year=reader.entry_year, class_no=reader.class_no,
        )  # fmt: skip
    act.change(Copy, copy.id, status="in_house" if in_house else "loan", trolley=None)
    out_of_repair(act, desk, copy, "loan")
    out_of_box(act, desk, copy)
    settle_holds(desk, act, reader.id, copy)
    return LoanReceipt(
        0, loan_id, reader, copy, due, in_house, copy.status in MISSING, bool(reasons and override), switched,
        end_loss(act, desk, copy),
    )  # fmt: skip


def out_of_repair(act: Action, desk: Desk, copy: CopyInHand, status: str) -> None:
    """Lent in spite of its repair, or lost: its case waits until the copy is there again."""
    if copy.status == "repair":
        from libdesk.actions.repairs.cases import status_changed

        status_changed(act, desk, copy.id, copy.status, status)


def out_of_box(act: Action, desk: Desk, copy: CopyInHand) -> None:
    """Lent or set aside for a reader: it lies in its box no more."""
    if copy.box is not None:
        from libdesk.actions.aids.boxes import take_out_in

        take_out_in(act, desk, copy.id)


def end_loss(act: Action, desk: Desk, copy: CopyInHand) -> LossOver | None:
    """A lost copy that is lent was found: nobody owes it any more."""
    if copy.status != "lost":
        return None
    from libdesk.actions.money import losses

    return losses.end_loss(act, desk, copy)


def due_for(desk: Desk, rule: LoanRule, reader: Borrower) -> date:
    """An open day, not after the end of term (a setting) or of the card, spread after a long holiday."""
    today = desk.today
    return due_date(rule, today, desk.calendar, **due_how(reader, today, desk.rules, desk.settings))


def lend_run(desk: Desk, *, copy_ids: Sequence[int], reader_id: int, due: date | None = None) -> RunReceipt:
    """Lend a run of copies to a class or a teacher in one step; each keeps its own barcode, all or none are lent.

    Raises RunRefused with the copies that stand against it and why, EmptyRun, ReaderUnknown, BadDay for a day gone by.
    """
    if not copy_ids:
        raise EmptyRun()
    if due is not None and due < desk.today:
        raise BadDay(desk.today)
    with desk.action(Op.LEND_RUN) as act:
        receipts: list[LoanReceipt] = []
        refused: list[tuple[str, str]] = []
        for copy_id in dict.fromkeys(copy_ids):
            copy = find_copy(desk, copy_id)
            try:
                receipts.append(lend_in(act, desk, find_reader(desk, reader_id), copy, due=due))
            except (LoanRefused, OnLoanAlready) as error:
                refused.append((copy.name, error.text()))
        if refused:
            raise RunRefused(tuple(refused))
        act.note(reader=reader_id, loans=[receipt.loan_id for receipt in receipts])
    last = receipts[-1]
    return RunReceipt(act.journal_id, last.reader, tuple(receipt.loan_id for receipt in receipts), last.due)
