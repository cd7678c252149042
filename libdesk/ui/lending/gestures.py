"""What is done at the desk by a key or a button and not by a scan: each runs one action and says what came of it."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions import holds, lending, returning
from libdesk.actions.cataloguing import uncatalogued
from libdesk.actions.desk import Desk
from libdesk.domain.op_labels import OP_LABELS
from libdesk.domain.ops import Op
from libdesk.domain.show import show_money
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.ui.lending import telling
from libdesk.ui.lending.telling import Told


def give_back(desk: Desk, copy_id: int, on: date | None = None) -> Told:
    """Take a copy back, on an earlier day if `on` says so."""
    return telling.returned(desk, returning.give_back(desk, copy_id=copy_id, on=on))


def renew(desk: Desk, copy_id: int) -> Told:
    return telling.renewed(desk, returning.renew(desk, copy_id=copy_id))


def override(desk: Desk, copy_id: int, reader_id: int | None, reason: str) -> Told:
    """Lend, or without a reader renew, in spite of the rules: the reason is kept with the loan."""
    if reader_id is None:
        return telling.renewed(desk, returning.renew(desk, copy_id=copy_id, override=reason))
    return telling.lent(desk, lending.lend(desk, copy_id=copy_id, reader_id=reader_id, override=reason))


def change_due(desk: Desk, copy_id: int, due: date) -> Told:
    return telling.due_changed(desk, returning.change_due(desk, copy_id=copy_id, due=due))


def damage(desk: Desk, copy_id: int, degree: str, kind: str = "other", cause: str = "") -> Told:
    """Write down that a copy is damaged: 'slight', 'medium' or 'severe'; what and why can be said later."""
    who = _who(desk, copy_id, Op.REPORT_DAMAGE)
    done = returning.report_damage(desk, copy_id=copy_id, degree=degree, kind=kind, cause=cause)
    text = _("The damage is noted with what was reported before.") if done.again else _("The damage is noted.")
    return _noted(desk, copy_id, text, who, done.journal_id)


def charge_damage(desk: Desk, copy_id: int, degree: str, fen: int) -> Told:
    """Ask whoever had the copy to pay for its damage."""
    from libdesk.actions.money import charges

    who = _who(desk, copy_id, Op.CHARGE)
    journal_id = charges.charge_damage(desk, copy_id=copy_id, degree=degree, amount_fen=fen)
    return _noted(desk, copy_id, _("To be paid: {amount}.").format(amount=show_money(fen)), who, journal_id)


def damage_price(desk: Desk, copy_id: int, degree: str) -> str:
    """What the school's rules propose for a damage, as it is typed; "" for nothing."""
    from libdesk.actions.money import charges
    from libdesk.domain.title_rules import money_text

    fen = charges.damage_price(desk, copy_id, degree)
    return money_text(fen) if fen else ""


def payer_known(desk: Desk, copy_id: int) -> bool:
    """Whether it is known who has this copy or brought it back today."""
    copy = queries.copy_in_hand(desk.library, copy_id)
    lent = copy is not None and copy.loan is not None
    return lent or queries.returned_on(desk.library, copy_id, desk.today) is not None


def mark_lost(desk: Desk, copy_id: int) -> Told:
    who = _who(desk, copy_id, Op.MARK_LOST)
    journal_id = returning.mark_lost(desk, copy_id=copy_id)
    return _noted(desk, copy_id, _loss_words(desk, copy_id), who, journal_id)


def _loss_words(desk: Desk, copy_id: int) -> str:
    from libdesk.store.queries import charges

    loss = charges.loss_of_copy(desk.library, copy_id)
    if loss is None:
        return _("Marked as lost.")
    if desk.settings.money and loss.amount_fen:
        text = _("Marked as lost. To be replaced by another copy or paid, {amount}: Readers, Owed.")
        return text.format(amount=show_money(loss.amount_fen))
    return _("Marked as lost. To be replaced by another copy: Readers, Owed.")


def claim_returned(desk: Desk, copy_id: int) -> Told:
    text = _("Noted: the reader says that it was returned. Look for it on the shelf.")
    who = _who(desk, copy_id, Op.CLAIM_RETURNED)
    return _noted(desk, copy_id, text, who, returning.claim_returned(desk, copy_id=copy_id))


def lend_uncatalogued(desk: Desk, title: str, barcode: str, reader_id: int) -> Told:
    """Lend a book that waits for cataloguing with its title and barcode alone."""
    receipt = uncatalogued.lend_uncatalogued(desk, title=title, barcode=barcode, reader_id=reader_id)
    return telling.lent(desk, receipt)


def lend_run(desk: Desk, copy_ids: Sequence[int], reader_id: int) -> Told:
    return telling.run_lent(desk, lending.lend_run(desk, copy_ids=copy_ids, reader_id=reader_id))


def place_hold(desk: Desk, title_id: int, reader_id: int) -> Told:
    return telling.held(desk, holds.place_hold(desk, title_id=title_id, reader_id=reader_id), reader_id)


def _who(desk: Desk, copy_id: int, op: Op) -> str:
    """Who has the copy, or brought it back today, and what is noted; asked before a loss ends the loan."""
    copy = queries.copy_in_hand(desk.library, copy_id)
    loan = copy.loan if copy else None
    returned = None if loan else queries.returned_on(desk.library, copy_id, desk.today)
    reader = queries.borrower(desk.library, returned[1], desk.today, desk.settings.school_system) if returned else None
    from libdesk.actions.school import known_as  # not while the program starts

    name = known_as(desk, loan.reader_id) if loan else reader.name if reader else ""
    return " · ".join(part for part in (name, _(OP_LABELS[op])) if part)


def _noted(desk: Desk, copy_id: int, text: str, who: str, journal_id: int) -> Told:
    return telling.noted(queries.title_of_copy(desk.library, copy_id), text, who, journal_id, copy_id)
