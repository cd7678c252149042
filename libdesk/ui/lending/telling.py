"""What the desk says of each loan, return, renewal and hold: the words of banner, list of scans and slip."""

from collections.abc import Mapping
from enum import StrEnum

from libdesk.actions.desk import Desk
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import Borrower
from libdesk.domain.rows.receipts import HoldReceipt, LoanReceipt, LossOver, RenewalReceipt, ReturnReceipt, RunReceipt
from libdesk.domain.rows.shelf import CopyChoice, ReaderChoice
from libdesk.domain.show import show_day, show_due, show_money, show_reader_kind
from libdesk.domain.value import Value
from libdesk.i18n import _, ngettext
from libdesk.store.queries import desk as queries
from libdesk.store.queries import desk_log


class Offer(StrEnum):
    """An answer that the banner offers beside an outcome; `offers.py` gives it its words, its key and its work."""

    RENEW = "renew"
    GIVE_BACK = "give_back"
    KEEP = "keep"  # a pupil brought it back and keeps it
    OVERRIDE = "override"
    UNCATALOGUED = "uncatalogued"
    SLIP = "slip"
    DAMAGE = "damage"
    FIND = "find"
    LEND_RUN = "lend_run"
    LEAVE_OUT = "leave_out"
    TAKE_COPY = "take_copy"
    CHOOSE_COPY = "choose_copy"


class Told(Value):
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
    receipt: LoanReceipt | ReturnReceipt | RenewalReceipt | HoldReceipt | RunReceipt | None = None
    error: DeskError | None = None  # why it was refused, to be told anew when a librarian comes
    problem: bool = False  # nothing was changed, yet the list of scans keeps it: a card that may not borrow
    at: int = 0

    @property
    def listed(self) -> bool:
        """Books that moved, refusals and cards with a problem stand in the list; what merely waits does not."""
        return self.problem or self.journal_id is not None or not self.outcome.done


def class_of(desk: Desk, row: Borrower | ReaderChoice) -> str:
    """五(3)班 of a pupil today, else the department or the kind of reader."""
    if row.stage and row.entry_year is not None and row.class_no is not None:
        ref = ClassRef(Stage(row.stage), row.entry_year, row.class_no)
        return show_class(ref, desk.today, SchoolSystem(desk.settings.school_system))
    return row.department or show_reader_kind(row.kind)


def name_and_class(desk: Desk, row: Borrower | ReaderChoice) -> str:
    """An account of a class is called as its class is today."""
    group = class_of(desk, row)
    if row.kind == "class" and row.class_no is not None:
        return group
    return row.name if group in row.name else f"{row.name}  {group}"


def named_in(desk: Desk, args: Mapping[str, object]) -> str:
    """The title of the copy, or else the title, that an entry of the journal is about; "" where it names none."""
    copy_id, title_id = args.get("copy"), args.get("title")
    title = queries.title_of_copy(desk.library, copy_id) if isinstance(copy_id, int) else ""
    if not title and isinstance(title_id, int):
        title = desk_log.title_name(desk.library, title_id)
    return title


def reader_line(desk: Desk, reader_id: int) -> str:
    reader = queries.borrower(desk.library, reader_id, desk.today, desk.settings.school_system)
    return name_and_class(desk, reader) if reader else ""


def overdue_line(desk: Desk, reader: Borrower) -> str:
    from libdesk.domain.loans import overdue_reason  # not while the program starts

    reason = overdue_reason(reader, desk.today)
    return ngettext(
        "Overdue: {count} book, by {days} days.", "Overdue: {count} books, the longest by {days} days.", reason.count
    ).format(count=reason.count, days=reason.days)


def lent(desk: Desk, receipt: LoanReceipt) -> Told:
    who = name_and_class(desk, receipt.reader)
    day = _("To be used in the reading room today.")
    lines = [who, day if receipt.in_house else _("Back by {day}").format(day=show_due(receipt.due, desk.today))]
    look = []
    if receipt.was_missing:
        look.append(_("This copy was believed lost; it is found again."))
    look += _loss_over(desk, receipt.loss)
    if receipt.overridden:
        look.append(_("Lent in spite of a rule; the reason is kept."))
    if receipt.reader.overdue:
        look.append(overdue_line(desk, receipt.reader))
    if receipt.copy.damage:
        look.append(_("This copy is noted as damaged."))
    return Told(
        Outcome.NOTICE if look else Outcome.LENT, receipt.copy.name,
        # Whoever must look reads first that it was lent all the same.
        (_("Lent. {line}").format(line=" · ".join(lines)), *look) if look else tuple(lines),
        who, receipt.journal_id, (), receipt.copy.id, receipt.reader.id, receipt=receipt,
    )  # fmt: skip


def returned(desk: Desk, receipt: ReturnReceipt, *, of_other: bool = False) -> Told:
    loan, copy = receipt.copy.loan, receipt.copy
    reader = queries.borrower(desk.library, loan.reader_id, desk.today, desk.settings.school_system) if loan else None
    who = name_and_class(desk, reader) if reader else ""
    look = _to_look_at(desk, receipt, of_other=of_other) + _owed(desk, receipt)
    still = ngettext("{count} book still out", "{count} books still out", reader.out) if reader and reader.out else ""
    line = " · ".join(part for part in (who, still.format(count=reader.out if reader else 0)) if part)
    if look and loan is not None:
        line = _("Returned. {line}").format(line=line)
    # Ctrl+D notes damage in any case; beside the slip of a hold there is no room for a second button.
    damage = (Offer.DAMAGE,) if loan is not None and not receipt.damaged else ()
    offers = (Offer.SLIP,) if receipt.hold_for else damage
    # What a hold waits for comes first, the line of who brought it last; nothing else is cut when space is short.
    lines = (*look[:1], *((line,) if line else ()), *look[1:]) if look else (line,)
    return Told(
        Outcome.NOTICE if look else Outcome.RETURNED, copy.name, lines, who,
        receipt.journal_id if changed_by_return(receipt) else None, offers, copy.id, loan.reader_id if loan else None,
        receipt=receipt, problem=bool(look),
    )  # fmt: skip


def changed_by_return(receipt: ReturnReceipt) -> bool:
    """Whether there is anything to undo: a copy that stood in its place still does."""
    copy = receipt.copy
    kept = copy.ready_hold_id is not None or copy.status in ("repair", "withdrawn")
    in_place = kept or (copy.status == "shelf" and receipt.hold_for is None)
    return copy.loan is not None or receipt.damaged or not in_place


def _to_look_at(desk: Desk, receipt: ReturnReceipt, *, of_other: bool) -> list[str]:
    """What makes a return more than a return; the most urgent first."""
    from libdesk.domain.reasons import AtBindery, CopyBound, CopyLeaves, CopyWithdrawn  # not while the program starts

    loan, copy = receipt.copy.loan, receipt.copy
    look: list[str] = []
    if receipt.hold_for:
        look.append(_("{name} is waiting for it: put it on the hold shelf.").format(name=receipt.hold_for))
    if copy.bound:
        look.append(CopyBound(copy.bound).text())
    elif copy.status == "withdrawn":
        look.append(CopyWithdrawn(copy.withdrawn_day, copy.leaves).text())
    elif copy.leaves:
        look.append(CopyLeaves(copy.leaves).text())
    if copy.status == "repair":
        from libdesk.domain.repairs import where_text  # not while the program starts

        waits = _("{where} Put it aside.").format(where=where_text(copy.repair))
        look.append(AtBindery().text() if copy.at_bindery else waits)
    if copy.box is not None and not receipt.hold_for:
        text = _("It belongs in {box}: put it back there. Nothing has changed.")
        look.append(text.format(box=copy.box.shown(desk.today)))
    if loan is None and not receipt.was_missing and not look:
        look.append(_("This copy was not on loan. Nothing has changed."))
    if of_other and loan is not None:
        text = _("It was lent to {name}, so it was returned for that reader. To lend it, scan it again.")
        from libdesk.actions.school import known_as  # not while the program starts

        look.append(text.format(name=known_as(desk, loan.reader_id)))
    if receipt.overdue_days:
        days = receipt.overdue_days
        look.append(ngettext("It was overdue by {days} day.", "It was overdue by {days} days.", days).format(days=days))
    if receipt.suspended_until:
        look.append(_("No borrowing up to and including {day}.").format(day=show_day(receipt.suspended_until)))
    if receipt.was_missing:
        look.append(_("This copy was believed lost; it is found again."))
    if loan is not None and loan.claimed:
        look.append(_("Its reader had said that it was returned."))
    if receipt.on_day is not None:
        look.append(_("Noted as back on {day}.").format(day=show_day(receipt.on_day)))
    if receipt.damaged:
        look.append(_("The damage is noted."))
    return look


def _owed(desk: Desk, receipt: ReturnReceipt) -> list[str]:
    """What a return did to what its reader owes; sums are told to librarians alone."""
    fine = [_("A fine of {amount} is noted.").format(amount=show_money(receipt.fine_fen))] if receipt.fine_fen else []
    return fine * desk.allows(Op.SEE_CHARGES) + _loss_over(desk, receipt.loss)


def _loss_over(desk: Desk, loss: LossOver | None) -> list[str]:
    """That a lost copy which came back is owed no more."""
    if loss is None:
        return []
    if not desk.allows(Op.SEE_CHARGES):
        return [_("Tell the librarian that it came back.")]
    if loss.paid_fen:
        text = _("{name} had paid {amount} for it: give that back.")
        return [text.format(name=loss.reader_name, amount=show_money(loss.paid_fen))]
    return [_("{name} owes it no more.").format(name=loss.reader_name)]


def renewed(desk: Desk, receipt: RenewalReceipt) -> Told:
    loan = receipt.copy.loan
    who = reader_line(desk, loan.reader_id) if loan else ""
    day = _("Back by {day}").format(day=show_due(receipt.due, desk.today))
    return Told(
        Outcome.RENEWED, receipt.copy.name, (who, day), who,
        receipt.journal_id, (), receipt.copy.id, loan.reader_id if loan else None, receipt=receipt,
    )  # fmt: skip


def due_changed(desk: Desk, receipt: RenewalReceipt) -> Told:
    """Another due date is no renewal: it may be an earlier day, and it counts as none."""
    loan = receipt.copy.loan
    who = reader_line(desk, loan.reader_id) if loan else ""
    line = " · ".join((who, _("Back by {day}").format(day=show_due(receipt.due, desk.today))))
    return Told(
        Outcome.NOTICE, receipt.copy.name, (_("Due date changed. {line}").format(line=line),), who,
        receipt.journal_id, (), receipt.copy.id, loan.reader_id if loan else None, receipt=receipt,
    )  # fmt: skip


def held(desk: Desk, receipt: HoldReceipt, reader_id: int) -> Told:
    who = reader_line(desk, reader_id)
    ahead = ngettext("{count} reader is ahead.", "{count} readers are ahead.", receipt.ahead).format(
        count=receipt.ahead
    )
    lines = (_("A hold is placed."), who, ahead if receipt.ahead else _("First in line."))
    return Told(Outcome.NOTICE, receipt.title, lines, who, receipt.journal_id, reader_id=reader_id, receipt=receipt)


def run_lent(desk: Desk, receipt: RunReceipt) -> Told:
    who = name_and_class(desk, receipt.reader)
    lines = (who, _("Back by {day}").format(day=show_due(receipt.due, desk.today)))
    return Told(
        Outcome.LENT, books(len(receipt.loan_ids)), lines, who, receipt.journal_id, reader_id=receipt.reader.id,
        receipt=receipt,
    )  # fmt: skip


def books(count: int) -> str:
    return ngettext("{count} book", "{count} books", count).format(count=count)


def used(receipt: ReturnReceipt) -> Told:
    return Told(
        Outcome.NOTICE, receipt.copy.name, (_("One use in the reading room is counted."),), "", receipt.journal_id,
        copy_id=receipt.copy.id,
    )  # fmt: skip


def noted(copy_name: str, text: str, who: str, journal_id: int, copy_id: int) -> Told:
    """Damage, loss or a claim was written down; `who` says for the list of scans of whom, and which of them it was."""
    return Told(Outcome.NOTICE, copy_name, (text,), who, journal_id, copy_id=copy_id)
