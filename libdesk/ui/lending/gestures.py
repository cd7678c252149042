"""What is done at the desk by a key or a button and not by a scan: each runs one action and says what came of it."""

from collections.abc import Sequence
from datetime import date

from libdesk.actions import holds, lending, returning, uncatalogued
from libdesk.actions.desk import Desk
from libdesk.domain.ops import OP_LABELS, Op
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


def damage(desk: Desk, copy_id: int, degree: str) -> Told:
    """Write down that a copy is damaged: 'slight', 'medium' or 'severe'."""
    who = _who(desk, copy_id, Op.REPORT_DAMAGE)
    journal_id = returning.report_damage(desk, copy_id=copy_id, degree=degree)
    return _noted(desk, copy_id, _("The damage is noted."), who, journal_id)


def mark_lost(desk: Desk, copy_id: int) -> Told:
    who = _who(desk, copy_id, Op.MARK_LOST)
    return _noted(desk, copy_id, _("Marked as lost."), who, returning.mark_lost(desk, copy_id=copy_id))


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
    name = loan.reader_name if loan else reader.name if reader else ""
    return " · ".join(part for part in (name, _(OP_LABELS[op])) if part)


def _noted(desk: Desk, copy_id: int, text: str, who: str, journal_id: int) -> Told:
    return telling.noted(queries.title_of_copy(desk.library, copy_id), text, who, journal_id, copy_id)
