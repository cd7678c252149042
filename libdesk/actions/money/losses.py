"""Losses: what a lost copy costs its reader, and what its coming back puts an end to.

These are parts of other actions: each takes the open Action and the transaction of its caller.
"""

from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.charges import FOUND, ChargeKind, ChargeState, Reckoned, fine_for, loss_for
from libdesk.domain.duedates import LoanRule, overdue_days
from libdesk.domain.rows.desk import CopyInHand, OpenLoan
from libdesk.domain.rows.receipts import LossOver
from libdesk.store.queries import charges as queries
from libdesk.store.tables import Charge


def charge_loss(act: Action, desk: Desk, copy: CopyInHand, loan: OpenLoan) -> int:
    """The loan's reader owes a lost copy: by its price, else its title's, times what the school's rules say."""
    price = queries.price_of(desk.library, copy.id)
    reckoned = loss_for(price, desk.settings.loss_percent, claimed=claimed_on(desk, loan))
    return add_charge(act, desk, ChargeKind.LOSS, reckoned, loan.reader_id, loan.id, copy.id)


def claimed_on(desk: Desk, loan: OpenLoan) -> date | None:
    """The day on which the reader said that it was returned."""
    row = desk.library.connection.execute("SELECT claimed_day FROM loan WHERE id = ?", (loan.id,)).fetchone()
    return date.fromisoformat(row[0]) if row and row[0] else None


def charge_fine(act: Action, desk: Desk, copy: CopyInHand, loan: OpenLoan, rule: LoanRule, day: date) -> int:
    """A fine for open days late where the school takes money and its rule has one; gives its amount in fen, or 0."""
    if not desk.settings.money or not rule.fine_fen_per_day:
        return 0
    late = overdue_days(loan.due, day, desk.calendar).open_days
    price = queries.price_of(desk.library, copy.id)
    reckoned = fine_for(late, rule.fine_fen_per_day, most_fen=rule.max_fine_fen, price_fen=price)
    if reckoned is None:
        return 0
    add_charge(act, desk, ChargeKind.FINE, reckoned, loan.reader_id, loan.id, copy.id)
    return reckoned.amount_fen


def end_loss(act: Action, desk: Desk, copy: CopyInHand) -> LossOver | None:
    """A lost copy is there again: nobody owes it any more, and what was paid is to be given back. None: nobody did."""
    loss = queries.loss_of_copy(desk.library, copy.id)
    if loss is None:
        return None
    act.change(
        Charge, loss.id, state=ChargeState.CANCELLED.value, settled_day=desk.today.isoformat(), why=FOUND,
    )  # fmt: skip
    act.note(charge=loss.id, paid=loss.paid_fen)
    return LossOver(loss.id, loss.reader, loss.paid_fen)


def add_charge(
    act: Action, desk: Desk, kind: ChargeKind, reckoned: Reckoned, reader_id: int, loan_id: int | None, copy_id: int
) -> int:
    return act.add(
        Charge, reader_id=reader_id, loan_id=loan_id, copy_id=copy_id, kind=kind.value, amount_fen=reckoned.amount_fen,
        reckoned=reckoned.kept, made_day=desk.today.isoformat(),
    )  # fmt: skip
