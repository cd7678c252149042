"""What becomes of a charge: paid in parts, waived, given back, its amount set by hand; money handed over to finance."""

from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.lending import find_copy
from libdesk.actions.money.errors import (
    BadAmount,
    ChargeGone,
    ChargeSettled,
    LessThanPaid,
    NoAmountYet,
    NobodyToCharge,
    NotALoss,
    NothingPaid,
    NothingToHandOver,
    NotOfASet,
    PaidTooMuch,
    WhyWaived,
)
from libdesk.actions.money.losses import add_charge
from libdesk.domain import charges as rules
from libdesk.domain.charges import ChargeKind, ChargeState, Reckoned
from libdesk.domain.money import MOST_FEN
from libdesk.domain.ops import Op
from libdesk.domain.rows.charges import ChargeRow, HandedOver, PaymentReceipt
from libdesk.store.queries import charges as queries
from libdesk.store.queries import desk as desk_queries
from libdesk.store.tables import Charge, Payment


def pay(desk: Desk, *, charge_id: int, amount_fen: int, receipt_no: str = "") -> PaymentReceipt:
    """Take money for an open charge, the whole or a part; when all is there, it is paid.

    Raises ChargeGone, ChargeSettled, NoAmountYet, BadAmount, PaidTooMuch.
    """
    if amount_fen <= 0:
        raise BadAmount()
    with desk.action(Op.SETTLE_CHARGE) as act:
        charge = open_charge(desk, charge_id)
        if not charge.amount_fen:
            raise NoAmountYet()
        if amount_fen > charge.rest_fen:
            raise PaidTooMuch(charge.rest_fen)
        act.add(
            Payment, charge_id=charge_id, amount_fen=amount_fen, receipt_no=" ".join(receipt_no.split()) or None,
            paid_day=desk.today.isoformat(),
        )  # fmt: skip
        rest = charge.rest_fen - amount_fen
        if not rest:
            act.change(Charge, charge_id, state=ChargeState.PAID.value, settled_day=desk.today.isoformat())
        act.note(charge=charge_id, copy=charge.copy_id, reader=charge.reader_id, amount=amount_fen)
    return PaymentReceipt(act.journal_id, charge_id, amount_fen, rest)


def waive(desk: Desk, *, charge_id: int, why: str) -> int:
    """Nothing more is asked for; the reason is kept. Gives the journal entry.

    Raises ChargeGone, ChargeSettled, WhyWaived.
    """
    why = " ".join(why.split())
    if not why:
        raise WhyWaived()
    with desk.action(Op.SETTLE_CHARGE) as act:
        charge = open_charge(desk, charge_id)
        act.change(Charge, charge_id, state=ChargeState.WAIVED.value, settled_day=desk.today.isoformat(), why=why)
        act.note(charge=charge_id, copy=charge.copy_id, reader=charge.reader_id)
    return act.journal_id


def give_money_back(desk: Desk, *, charge_id: int) -> int:
    """What was paid for a copy that came back was given back; gives how much. Raises ChargeGone, NothingPaid."""
    with desk.action(Op.SETTLE_CHARGE) as act:
        charge = find_charge(desk, charge_id)
        if not charge.give_back_fen:
            raise NothingPaid()
        act.change(Charge, charge_id, why=rules.MONEY_BACK)
        act.note(charge=charge_id, copy=charge.copy_id, reader=charge.reader_id, amount=charge.paid_fen)
    return charge.paid_fen


def set_amount(desk: Desk, *, charge_id: int, amount_fen: int) -> int:
    """A person says how much it is, where the price was not known or is another. Gives the journal entry.

    Raises ChargeGone, ChargeSettled, BadAmount, LessThanPaid.
    """
    if not 0 < amount_fen <= MOST_FEN:
        raise BadAmount()
    with desk.action(Op.CHARGE) as act:
        charge = open_charge(desk, charge_id)
        _put_amount(act, desk, charge, rules.entered(amount_fen, charge.reckoned))
    return act.journal_id


def charge_whole_set(desk: Desk, *, charge_id: int) -> int:
    """A lost part stands for the whole set: the prices of all its volumes. Gives the new amount in fen.

    Raises ChargeGone, ChargeSettled, NotALoss, NotOfASet, LessThanPaid.
    """
    with desk.action(Op.CHARGE) as act:
        charge = open_charge(desk, charge_id)
        if charge.what != ChargeKind.LOSS or charge.copy_id is None:
            raise NotALoss()
        if charge.volumes < 2:
            raise NotOfASet()
        prices = queries.prices_of_set(desk.library, charge.copy_id)
        reckoned = rules.set_loss_for(prices, desk.settings.loss_percent, claimed=rules.claimed_day(charge.reckoned))
        _put_amount(act, desk, charge, reckoned)
    return reckoned.amount_fen


def charge_damage(desk: Desk, *, copy_id: int, degree: str, amount_fen: int, damage_id: int | None = None) -> int:
    """Ask whoever has the copy, or brought it back today, to pay for a damage. Gives the journal entry.

    `damage_id`: a case of the copy, of whose loan it is then. Raises BadAmount, CopyUnknown, NobodyToCharge.
    """
    if not 0 < amount_fen <= MOST_FEN:
        raise BadAmount()
    with desk.action(Op.CHARGE) as act:
        copy = find_copy(desk, copy_id)
        loan = _loan_of_case(act, damage_id)
        if loan is None and damage_id is None and copy.loan is not None:
            loan = (copy.loan.id, copy.loan.reader_id)
        if loan is None and damage_id is None:
            loan = desk_queries.returned_on(desk.library, copy.id, desk.today)
        if loan is None:
            raise NobodyToCharge()
        reckoned = rules.damage_for(degree, amount_fen)
        charge_id = add_charge(act, desk, ChargeKind.DAMAGE, reckoned, loan[1], loan[0], copy.id)
        act.note(charge=charge_id, copy=copy.id, reader=loan[1], amount=amount_fen)
    return act.journal_id


def damage_price(desk: Desk, copy_id: int, degree: str) -> int:
    """What the school's rules propose for a damage of this degree, in fen; 0 where they propose nothing."""
    percent: int = getattr(desk.settings, f"damage_{degree}")
    return rules.damage_price(queries.price_of(desk.library, copy_id), percent)


def _loan_of_case(act: Action, damage_id: int | None) -> tuple[int, int] | None:
    """(loan id, reader id) in which a damage was found; None where nobody is known, or was erased since."""
    row: tuple[int, int] | None = act.connection.execute(
        "SELECT d.loan_id, d.reader_id FROM damage d JOIN reader r ON r.id = d.reader_id"
        " WHERE d.id = ? AND d.loan_id IS NOT NULL AND r.state <> 'erased'",
        (damage_id,),
    ).fetchone()
    return row


def hand_over(desk: Desk, *, payment_ids: Sequence[int]) -> HandedOver:
    """Payments that were received go to finance, all of them in one step.

    Raises NothingToHandOver when there is none, or one of them went there already.
    """
    with desk.action(Op.HAND_OVER) as act:
        kept = {row.id: row for row in queries.payments_kept(desk.library)}
        chosen = [kept[payment_id] for payment_id in dict.fromkeys(payment_ids) if payment_id in kept]
        if not chosen or len(chosen) < len(set(payment_ids)):
            raise NothingToHandOver()
        for row in chosen:
            act.change(Payment, row.id, handed_over_day=desk.today.isoformat())
        total = sum(row.amount_fen for row in chosen)
        act.note(payments=[row.id for row in chosen], count=len(chosen), amount=total)
    return HandedOver(act.journal_id, tuple(chosen), total, desk.today)


def _put_amount(act: Action, desk: Desk, charge: ChargeRow, reckoned: Reckoned) -> None:
    """Another amount; where just as much was paid already, nothing is left to pay."""
    if reckoned.amount_fen < charge.paid_fen:
        raise LessThanPaid(charge.paid_fen)
    act.change(Charge, charge.id, amount_fen=reckoned.amount_fen, reckoned=reckoned.kept)
    if charge.paid_fen and reckoned.amount_fen == charge.paid_fen:
        act.change(Charge, charge.id, state=ChargeState.PAID.value, settled_day=desk.today.isoformat())
    act.note(charge=charge.id, copy=charge.copy_id, reader=charge.reader_id, amount=reckoned.amount_fen)


def find_charge(desk: Desk, charge_id: int) -> ChargeRow:
    charge = queries.charge(desk.library, charge_id)
    if charge is None:
        raise ChargeGone()
    return charge


def open_charge(desk: Desk, charge_id: int) -> ChargeRow:
    charge = find_charge(desk, charge_id)
    if charge.state != ChargeState.OPEN:
        raise ChargeSettled()
    return charge
