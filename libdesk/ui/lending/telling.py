"""What the desk says of each outcome: one place for the words of the banner, the list of scans and the slips."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from libdesk.actions.desk import Desk
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.errors import DeskError
from libdesk.domain.loans import LoanRefused, overdue_reason
from libdesk.domain.ops import OP_LABELS, Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.rows.receipts import HoldReceipt, LoanReceipt, RenewalReceipt, ReturnReceipt, RunReceipt
from libdesk.domain.rows.shelf import CopyChoice, ReaderChoice
from libdesk.domain.show import show_day, show_reader_kind
from libdesk.i18n import _, ngettext


class Offer(StrEnum):
    """An answer that the banner offers beside an outcome; the tab gives it its words, its key and its work."""

    RENEW = "renew"
    GIVE_BACK = "give_back"
    OVERRIDE = "override"
    UNCATALOGUED = "uncatalogued"
    SLIP = "slip"
    DAMAGE = "damage"
    FIND = "find"
    LEND_RUN = "lend_run"
    PLACE_HOLD = "place_hold"


@dataclass(frozen=True, slots=True)
class Told:
    """One outcome at the desk: what the banner shows and what the list of scans keeps."""

    outcome: Outcome
    headline: str
    lines: tuple[str, ...] = ()
    who: str = ""
    journal_id: int | None = None
    offers: tuple[Offer, ...] = ()
    copy_id: int | None = None
    reader_id: int | None = None
    choices: tuple[CopyChoice, ...] = ()
    receipt: object = None
    at: int = field(default=0, compare=False)


def class_of(desk: Desk, row: Borrower | ReaderChoice) -> str:
    """五(3)班 of a pupil today, else the department or the kind of reader."""
    if row.stage and row.entry_year is not None and row.class_no is not None:
        ref = ClassRef(Stage(row.stage), row.entry_year, row.class_no)
        return show_class(ref, desk.today, SchoolSystem(desk.settings.school_system))
    return row.department or show_reader_kind(row.kind)


def name_and_class(desk: Desk, row: Borrower | ReaderChoice) -> str:
    return f"{row.name}  {class_of(desk, row)}"


def lent(desk: Desk, receipt: LoanReceipt) -> Told:
    who = name_and_class(desk, receipt.reader)
    if receipt.in_house:
        lines = [who, _("To be used in the reading room today.")]
    else:
        lines = [who, _("Back by {day}").format(day=show_day(receipt.due))]
    look = []
    if receipt.was_missing:
        look.append(_("This copy was believed lost; it is found again."))
    if receipt.overridden:
        look.append(_("Lent in spite of a rule; the reason is kept."))
    if receipt.reader.overdue:
        look.append(overdue_line(receipt.reader, desk.today))
    if receipt.copy.damage:
        look.append(_("This copy is noted as damaged."))
    return Told(
        Outcome.NOTICE if look else Outcome.LENT, receipt.copy.name, (*lines, *look), who, receipt.journal_id,
        (), receipt.copy.id, receipt.reader.id, receipt=receipt,
    )  # fmt: skip


def overdue_line(reader: Borrower, today: date) -> str:
    reason = overdue_reason(reader, today)
    return ngettext(
        "Overdue: {count} book, by {days} days.", "Overdue: {count} books, the longest by {days} days.", reason.count
    ).format(count=reason.count, days=reason.days)


def returned(desk: Desk, receipt: ReturnReceipt, *, of_other: bool = False) -> Told:
    loan = receipt.copy.loan
    who = loan.reader_name if loan else ""
    lines: list[str] = []
    look: list[str] = []
    if loan is None and not receipt.was_missing and not receipt.hold_for:
        look.append(_("This copy was not on loan. Nothing has changed."))
    if loan is not None:
        lines.append(_("Returned for {name}").format(name=who))
    if of_other:
        look.append(_("It was lent to {name}, so it was returned for that reader. To lend it, scan it again.").format(name=who))
    if receipt.overdue_days:
        look.append(
            ngettext("It was overdue by {days} day.", "It was overdue by {days} days.", receipt.overdue_days).format(
                days=receipt.overdue_days
            )
        )
    if receipt.suspended_until:
        look.append(_("No borrowing up to and including {day}.").format(day=show_day(receipt.suspended_until)))
    if receipt.hold_for:
        look.append(_("{name} is waiting for it: put it on the hold shelf.").format(name=receipt.hold_for))
    if receipt.was_missing:
        look.append(_("This copy was believed lost; it is found again."))
    if receipt.copy.status == "withdrawn":
        look.append(_("This copy was withdrawn from the library. Put it aside for the librarian."))
    if receipt.damaged:
        look.append(_("The damage is noted."))
    offers = (Offer.SLIP,) if receipt.hold_for else ()
    if loan is not None and not receipt.damaged:
        offers = (*offers, Offer.DAMAGE)
    return Told(
        Outcome.NOTICE if look else Outcome.RETURNED, receipt.copy.name, (*look, *lines) if look else tuple(lines), who,
        receipt.journal_id, offers, receipt.copy.id, loan.reader_id if loan else None, receipt=receipt,
    )  # fmt: skip


def renewed(receipt: RenewalReceipt) -> Told:
    loan = receipt.copy.loan
    who = loan.reader_name if loan else ""
    return Told(
        Outcome.RENEWED, receipt.copy.name, (who, _("Back by {day}").format(day=show_day(receipt.due))), who,
        receipt.journal_id, (), receipt.copy.id, loan.reader_id if loan else None, receipt=receipt,
    )  # fmt: skip


def held(receipt: HoldReceipt) -> Told:
    ahead = ngettext("{count} reader is ahead.", "{count} readers are ahead.", receipt.ahead).format(count=receipt.ahead)
    lines = (receipt.reader_name, ahead if receipt.ahead else _("First in line."))
    return Told(Outcome.NOTICE, _("Hold placed: {title}").format(title=receipt.title), lines, receipt.reader_name, receipt.journal_id)


def run_lent(desk: Desk, receipt: RunReceipt) -> Told:
    who = name_and_class(desk, receipt.reader)
    count = len(receipt.loan_ids)
    headline = ngettext("{count} book", "{count} books", count).format(count=count)
    return Told(
        Outcome.LENT, headline, (who, _("Back by {day}").format(day=show_day(receipt.due))), who, receipt.journal_id,
        reader_id=receipt.reader.id,
    )  # fmt: skip


def used(receipt: ReturnReceipt) -> Told:
    return Told(
        Outcome.NOTICE, receipt.copy.name, (_("One use in the reading room is counted."),), "", receipt.journal_id,
        copy_id=receipt.copy.id,
    )  # fmt: skip


def refused(desk: Desk, error: DeskError, *, headline: str = "", copy_id: int | None = None, who: str = "",
            reader_id: int | None = None) -> Told:  # fmt: skip
    """A refusal with all its reasons; who may override is said in words, and offered to a librarian."""
    lines = tuple(error.text().split("\n"))
    offers: tuple[Offer, ...] = ()
    if isinstance(error, LoanRefused):
        if desk.actor.role is Role.HELPER:
            lines = (*lines, _("Ask your teacher."))
        elif error.overridable:
            offers = (Offer.OVERRIDE,)
        lines = lines if headline else lines[1:]
    first = headline or error.text().split("\n")[0]
    if not headline and not isinstance(error, LoanRefused):
        lines = lines[1:]
    return Told(Outcome.REFUSED, first, lines, who, None, offers, copy_id, reader_id)


def reader_opened(desk: Desk, reader: Borrower, ready: Sequence[str], *, switched: bool) -> Told | None:
    """A card opens a reader: said loudly only where there is something to look at."""
    look: list[str] = []
    if switched:
        look.append(_("The desk now lends to {name}.").format(name=reader.name))
    if reader.state == "stopped":
        look.append(_("This card is stopped: {why}.").format(why=reader.stopped_why or ""))
    if reader.suspended_until and reader.suspended_until >= desk.today:
        look.append(_("No borrowing up to and including {day}.").format(day=show_day(reader.suspended_until)))
    if reader.overdue:
        look.append(overdue_line(reader, desk.today))
    if ready:
        titles = "、".join(ready)
        look.append(_("On the hold shelf for this reader: {titles}.").format(titles=titles))
    if not look:
        return None
    return Told(Outcome.NOTICE, name_and_class(desk, reader), tuple(look), reader.name, reader_id=reader.id)


def own_copy(copy: CopyInHand) -> Told:
    assert copy.loan is not None
    lines = (
        _("This reader already has it, until {day}.").format(day=show_day(copy.loan.due)),
        _("F4 renews it, F3 returns it."),
    )
    return Told(
        Outcome.NOTICE, copy.name, lines, copy.loan.reader_name, None, (Offer.RENEW, Offer.GIVE_BACK), copy.id,
        copy.loan.reader_id,
    )  # fmt: skip


def waiting(copy: CopyInHand) -> Told:
    lines = [_("Now scan the reader card.")]
    if copy.ready_for_name:
        lines.append(_("It waits on the hold shelf for {name}.").format(name=copy.ready_for_name))
    return Told(Outcome.NOTICE, copy.name, tuple(lines), copy_id=copy.id)


def collected(copy: CopyInHand, count: int, *, again: bool) -> Told:
    text = ngettext("{count} book is ready to be lent.", "{count} books are ready to be lent.", count).format(count=count)
    lines = (_("This copy is in the run already."), text) if again else (text,)
    return Told(Outcome.NOTICE, copy.name, lines, offers=(Offer.LEND_RUN,), copy_id=copy.id)


def isbn_seen(isbn: str, choices: Sequence[CopyChoice]) -> Told:
    """An ISBN alone never lends: the copies that bear it are offered."""
    if not choices:
        return Told(
            Outcome.NOT_FOUND, _("This library has no such book"),
            (_("{isbn} is an ISBN. Scan the library's own barcode label.").format(isbn=isbn),), offers=(Offer.FIND,),
        )  # fmt: skip
    line = _("This was the publisher's barcode. Scan the library's own label, or choose the copy here.")
    return Told(Outcome.NOTICE, choices[0].title, (line,), choices=tuple(choices))


def not_found(text: str, *, too_long: bool, reader_open: bool) -> Told:
    if too_long:
        return Told(Outcome.NOT_FOUND, _("This is too long for a barcode"), (_("Scan again, one label at a time."),))
    lines = (_("No barcode {code} was found. Scan it again, or press F5 to find the book by its title.").format(code=text),)
    offers = (Offer.UNCATALOGUED, Offer.FIND) if reader_open else (Offer.FIND,)
    return Told(Outcome.NOT_FOUND, text, lines, offers=offers)


def undone(op: str, title: str) -> Told:
    label = _(OP_LABELS[Op(op)])
    what = _("{op}: {title}").format(op=label, title=title) if title else label
    return Told(Outcome.NOTICE, _("Undone"), (what,))
