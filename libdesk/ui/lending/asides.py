"""What the desk says when no book has moved yet: a card, a waiting copy, an ISBN, a refusal, an undo."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.errors import RunRefused
from libdesk.actions.lending import circumstances
from libdesk.domain.duedates import RenewalFault, RenewalRefused
from libdesk.domain.errors import DeskError
from libdesk.domain.loans import LoanRefused, against_reader
from libdesk.domain.op_labels import label_of
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.reasons import HasOverdue, OthersWait, ReaderStopped, Reason
from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.rows.receipts import UndoReceipt
from libdesk.domain.rows.shelf import CopyChoice
from libdesk.domain.show import show_due
from libdesk.i18n import _, listed, ngettext, sentences
from libdesk.ui.lending.telling import Offer, Told, books, name_and_class, overdue_line

MAY_BE_BARCODE: Final = re.compile(r"(?=.*[0-9])[0-9A-Za-z][0-9A-Za-z ./-]{2,}\Z")
"""What a label of this library could say; a name or a sentence typed by hand is no book waiting to be catalogued."""


def refused(desk: Desk, error: DeskError, *, headline: str = "", copy_id: int | None = None, who: str = "",
            reader_id: int | None = None) -> Told:  # fmt: skip
    """A refusal with all its reasons. Student mode says who can help and stops there; a librarian may override."""
    helper = desk.actor.role is Role.HELPER
    lines = _reasons(error, helper=helper)
    offers: tuple[Offer, ...] = ()
    if helper and isinstance(error, LoanRefused | RenewalRefused):
        lines = (*lines, _("Ask your teacher."))
    elif copy_id is not None and _overridable(error):
        offers = (Offer.OVERRIDE,)
    if not headline:
        headline, lines = lines[0], lines[1:]
    return Told(Outcome.REFUSED, headline, lines, who, None, offers, copy_id, reader_id, error=error)


def _overridable(error: DeskError) -> bool:
    """A librarian may pass over rules, but not over a renewal that would give no more time."""
    if isinstance(error, RenewalRefused):
        return error.fault is not RenewalFault.NO_CHANGE
    return isinstance(error, LoanRefused) and error.overridable


def _reasons(error: DeskError, *, helper: bool) -> tuple[str, ...]:
    if isinstance(error, LoanRefused):
        return tuple(_for_pupils(reason).text() if helper else reason.text() for reason in error.reasons)
    if isinstance(error, RunRefused):
        return tuple(error.text().split("\n"))
    return (sentences(*error.text().split("\n")),)


def _for_pupils(reason: Reason) -> Reason:
    """Why a card was stopped is between its reader and the librarian."""
    return replace(reason, why="") if isinstance(reason, ReaderStopped) else reason


def reader_opened(desk: Desk, reader: Borrower, ready: Sequence[str], *, switched: bool) -> Told | None:
    """A card opens a reader: said loudly only where there is something to look at."""
    helper = desk.actor.role is Role.HELPER
    against = against_reader(reader, circumstances(desk))
    look = [_for_pupils(reason).text() if helper else reason.text() for reason in against]
    if against and helper:
        look.append(_("Ask your teacher."))
    if reader.overdue and not any(isinstance(reason, HasOverdue) for reason in against):
        look.append(overdue_line(desk, reader))
    if ready:
        look.append(_("On the hold shelf for this reader: {titles}.").format(titles=listed(ready)))
    if switched:
        look.append(_("The desk now lends to {name}.").format(name=reader.name))
    if not look:
        return None
    who = name_and_class(desk, reader)
    return Told(Outcome.NOTICE, who, tuple(look), who, reader_id=reader.id, problem=bool(against))


def old_card(state: str) -> Told:
    lost = _("This card was reported lost. Keep it and tell the librarian.")
    replaced = _("This card was replaced by a newer one. Scan the new card.")
    return Told(Outcome.REFUSED, _("Old card"), (lost if state == "lost" else replaced,))


def own_copy(copy: CopyInHand, today: date) -> Told:
    assert copy.loan is not None
    line = _("This reader already has it, until {day}.").format(day=show_due(copy.loan.due, today))
    offers = (Offer.RENEW, Offer.GIVE_BACK)
    return Told(Outcome.NOTICE, copy.name, (line,), "", None, offers, copy.id, copy.loan.reader_id)


def waiting(copy: CopyInHand, count: int, *, lesson: bool = False) -> Told:
    """A copy before its card, or before the seat number in a lesson; `count` copies wait with this one."""
    lines = [_("Now type the seat number or scan the card.") if lesson else _("Now scan the reader card.")]
    if count > 1:
        lines.append(_("{books} waiting for it.").format(books=books(count)))
    if copy.ready_for_name:
        lines.append(_("It waits on the hold shelf for {name}.").format(name=copy.ready_for_name))
    elif copy.waiting:
        lines.append(OthersWait(copy.waiting).text())
    return Told(Outcome.NOTICE, copy.name, tuple(lines), copy_id=copy.id)


def collected(copy: CopyInHand, count: int, *, again: bool) -> Told:
    text = ngettext("{count} book is ready to be lent.", "{count} books are ready to be lent.", count).format(
        count=count
    )
    if again:
        lines = (_("This copy is in the run already."), text)
        return Told(Outcome.NOTICE, copy.name, lines, offers=(Offer.LEND_RUN, Offer.LEAVE_OUT), copy_id=copy.id)
    return Told(Outcome.NOTICE, copy.name, (text,), offers=(Offer.LEND_RUN,), copy_id=copy.id)


def run_for(who: str, count: int, told: Told | None) -> Told:
    """The card of a class came after its books: they are ready, and one key lends them."""
    text = ngettext("{count} book is ready to be lent.", "{count} books are ready to be lent.", count)
    more = told.lines if told is not None else ()
    return Told(Outcome.NOTICE, who, (text.format(count=count), *more), offers=(Offer.LEND_RUN,))


def run_left(count: int) -> Told:
    """The run was ended on purpose, by F2 or Esc, or by mistake: then it is known what is to be scanned again."""
    text = ngettext("The {count} book collected is not lent.", "The {count} books collected are not lent.", count)
    return Told(Outcome.NOTICE, _("The run has ended"), (text.format(count=count),))


def several_lent(tolds: Sequence[Told]) -> Told:
    """What the banner says when copies that waited were lent: the refusal if there is one, else how many went."""
    worst = [told for told in tolds if told.outcome is Outcome.REFUSED] or [
        told for told in tolds if told.outcome is Outcome.NOTICE
    ]
    if worst:
        return worst[0]
    last = tolds[-1]
    return last if len(tolds) == 1 else replace(last, headline=books(len(tolds)), copy_id=None)


def isbn_seen(isbn: str, choices: Sequence[CopyChoice]) -> Told:
    """An ISBN alone never lends: the copies that bear it are offered."""
    if not choices:
        line = _("{isbn} is an ISBN. Scan the library's own barcode label.").format(isbn=isbn)
        return Told(Outcome.NOT_FOUND, _("This library has no such book"), (line,))
    line = _("This was the publisher's barcode. Scan the library's own label, or choose the copy here.")
    offer = Offer.TAKE_COPY if len(choices) == 1 else Offer.CHOOSE_COPY
    return Told(Outcome.NOTICE, choices[0].title, (line,), offers=(offer,), choices=tuple(choices))


def not_found(text: str, *, too_long: bool, lend_to: int | None, kept: bool = False) -> Told:
    """`lend_to`: a reader is open, to whom a book that is not catalogued yet could be lent at once.

    `kept`: the label was printed before its book was catalogued.
    """
    if too_long:
        return Told(Outcome.NOT_FOUND, _("This is too long for a barcode"), (_("Scan again, one label at a time."),))
    line = _("No barcode {code} was found. Scan it again, or press F5 to find the book by its title.").format(code=text)
    if kept:
        line = _("This label belongs to no book yet: it was printed ahead. The book has to be added to the catalogue.")
        offers = (Offer.FIND,) if lend_to is None else (Offer.UNCATALOGUED, Offer.FIND)
        return Told(Outcome.NOT_FOUND, text, (line,), offers=offers, reader_id=lend_to)
    if lend_to is None or MAY_BE_BARCODE.match(text) is None:
        return Told(Outcome.NOT_FOUND, text, (line,), offers=(Offer.FIND,))
    return Told(Outcome.NOT_FOUND, text, (line,), offers=(Offer.UNCATALOGUED, Offer.FIND), reader_id=lend_to)


def turn_ended(told: Told, name: str) -> Told:
    """It may have been the next reader's card, seat or name: what comes next is not lent to the one before."""
    line = _("The turn of {name} has ended.").format(name=name)
    return replace(told, lines=(line, *told.lines))


def who_is_meant() -> Told:
    """A name was typed and nobody chosen yet, while another reader was open."""
    return Told(Outcome.NOTICE, _("Who is meant?"), (_("Nobody is open until a name is chosen or a card scanned."),))


def undone(receipt: UndoReceipt, title: str) -> Told:
    """An undo, or the undo of an undo, which does the thing again."""
    if receipt.op == Op.UNDO:
        what = _("Done again: {op}").format(op=_(label_of(Op(str(receipt.args["undone"])), receipt.args)))
    else:
        what = _("Undone: {op}").format(op=_(label_of(Op(receipt.op), receipt.args)))
    if not title:
        return Told(Outcome.NOTICE, what, (), "", receipt.journal_id)
    return Told(Outcome.NOTICE, title, (what,), what, receipt.journal_id)
