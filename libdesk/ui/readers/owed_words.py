"""What the list and the panel say of each thing that a reader owes."""

from datetime import date
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.domain import charges as rules
from libdesk.domain.charges import KIND_WORDS, MONEY_BACK, STATE_WORDS, ChargeKind, ChargeState
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.rows.charges import ChargeRow, ClaimRow, OfReader, PaymentRow, SuspendedRow
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _

OwedRow = SuspendedRow | ChargeRow | ClaimRow | PaymentRow

SUSPENDED: Final = "suspended"
LOSSES: Final = "losses"
FINES: Final = "fines"
CLAIMS: Final = "claims"
SETTLED: Final = "settled"
PAYMENTS: Final = "payments"
PART_WORDS: Final = {
    SUSPENDED: N_("Suspended now"),
    LOSSES: N_("Lost and owed"),
    FINES: N_("Fines, damage"),
    CLAIMS: N_("Said to be back"),
    SETTLED: N_("Settled"),
    PAYMENTS: N_("Money received"),
}
EMPTY: Final = {
    SUSPENDED: (N_("Nobody is suspended"), N_("A late return suspends only where the lending rules say so.")),
    LOSSES: (N_("No lost book is owed"), N_("Mark a book as lost at the desk, in the list of its reader.")),
    FINES: (N_("No fine and no damage to pay"), N_("Ctrl+D at the desk notes a damage and what is to be paid for it.")),
    CLAIMS: (
        N_("Nobody says that a book was returned"),
        N_("Who says so is noted at the desk, in the list of the reader; the book is then looked for on the shelf."),
    ),
    SETTLED: (
        N_("Nothing was settled yet"),
        N_("What is paid, replaced, waived or found again comes here; its slip can be printed again."),
    ),
    PAYMENTS: (N_("No money to hand over"), N_("What readers pay stands here until it goes to finance.")),
}


def key_of(row: OwedRow) -> tuple[str, int]:
    if isinstance(row, SuspendedRow):
        return ("reader", row.reader_id)
    return ("loan", row.loan_id) if isinstance(row, ClaimRow) else (type(row).__name__, row.id)


def who(desk: Desk, row: OfReader) -> str:
    """五(3)班 of a pupil today, else the department or the kind of reader."""
    return row.who(desk.today, SchoolSystem(desk.settings.school_system))


def what(row: OwedRow) -> str:
    """The title, before it what it is where a list mixes kinds."""
    if isinstance(row, ChargeRow | PaymentRow) and row.what != ChargeKind.LOSS:
        return " · ".join(part for part in (_(KIND_WORDS[ChargeKind(row.what)]), row.title) if part)
    return row.title


def since(row: OwedRow) -> str:
    day = row.settled if isinstance(row, ChargeRow) and row.settled else row.since
    return show_day(day, weekday=False) if day else ""


def last(desk: Desk, row: OwedRow) -> str:
    """The column that matters: until when, how much, how it ended."""
    if isinstance(row, SuspendedRow):
        return _("until {day}").format(day=show_day(row.until, weekday=False))
    if isinstance(row, ClaimRow):
        return _("was due {day}").format(day=show_day(row.due, weekday=False))
    if isinstance(row, PaymentRow):
        return show_money(row.amount_fen)
    if row.state != ChargeState.OPEN:
        return _("give back {amount}").format(amount=show_money(row.give_back_fen)) if row.give_back_fen else state(row)
    if desk.settings.money or row.what != ChargeKind.LOSS:
        return show_money(row.rest_fen) if row.amount_fen else _("no amount yet")
    return _("a copy")


def whole(desk: Desk, row: ChargeRow) -> str:
    """What it is and how it stands, where no column says so."""
    kind = _(KIND_WORDS[ChargeKind(row.what)]) if row.what == ChargeKind.LOSS else ""
    return " · ".join(part for part in (kind, last(desk, row)) if part)


def last_role(row: OwedRow) -> str:
    return "bad" if isinstance(row, ChargeRow) and row.give_back_fen else ""


def last_key(row: OwedRow) -> Any:
    if isinstance(row, SuspendedRow):
        return (row.until.toordinal(), "")
    if isinstance(row, ClaimRow):
        return (row.due.toordinal(), "")
    return (row.amount_fen, row.state if isinstance(row, ChargeRow) else "")


def state(row: ChargeRow) -> str:
    return _(STATE_WORDS[ChargeState(row.state)])


def facts(desk: Desk, row: OwedRow) -> list[str]:
    """Everything that is known, a sentence a line."""
    if isinstance(row, SuspendedRow):
        lines = [rules.suspension_text(row.reckoned, row.until, row.late)]
        if row.since:
            lines.append(_("Brought back late on {day}.").format(day=show_day(row.since)))
        return lines
    if isinstance(row, ClaimRow):
        return [
            _("Barcode {code}").format(code=row.barcode),
            _("The reader said on {day} that it was returned.").format(day=show_day(row.since)),
            _("It was due on {day}.").format(day=show_day(row.due)),
            _("Look for it on the shelf; what stays away may be marked as lost."),
        ]
    if isinstance(row, PaymentRow):
        number = _("Receipt {number}").format(number=row.receipt_no) if row.receipt_no else _("No receipt number")
        return [
            _("{amount} received on {day}").format(amount=show_money(row.amount_fen), day=show_day(row.since)),
            number,
        ]
    return [line for line in _charge_facts(desk, row) if line]


def _charge_facts(desk: Desk, row: ChargeRow) -> list[str]:
    lines = [_("Barcode {code}").format(code=row.barcode) if row.barcode else ""]
    if desk.settings.money or row.what != ChargeKind.LOSS or row.paid_fen:
        lines.append(rules.charge_text(row.what, row.amount_fen, row.reckoned))
    elif row.state == ChargeState.OPEN:
        lines.append(_("To be replaced by a copy of the same or a newer edition."))
    lines.append(rules.claim_text(row.reckoned))
    if row.what == ChargeKind.LOSS:
        lines.append(_("Lost on {day}.").format(day=show_day(row.since)))
    if row.paid_fen and row.state == ChargeState.OPEN:
        paid, rest = show_money(row.paid_fen), show_money(row.rest_fen)
        lines.append(_("{paid} is paid, {rest} is left.").format(paid=paid, rest=rest))
    if row.settled:
        lines += _how_settled(row, row.settled)
    return lines


def _how_settled(row: ChargeRow, day: date) -> list[str]:
    on = show_day(day)
    match row.state:
        case ChargeState.PAID:
            return [_("Paid on {day}: {amount}.").format(day=on, amount=show_money(row.paid_fen))]
        case ChargeState.WAIVED:
            return [_("Waived on {day}: {why}").format(day=on, why=row.why)]
        case ChargeState.REPLACED:
            lines = [_("Replaced on {day} by copy {code}.").format(day=on, code=row.new_barcode)]
            other = rules.other_edition(row.reckoned)
            if other:
                lines.append(_("Another edition: ISBN {isbn}").format(isbn=hyphenated(other)))
        case _:
            lines = [_("The copy came back on {day}.").format(day=on)]
    if row.give_back_fen:
        lines.append(_("{amount} had been paid before: give that back.").format(amount=show_money(row.paid_fen)))
    elif row.why == MONEY_BACK:
        lines.append(_("{amount} was given back.").format(amount=show_money(row.paid_fen)))
    return lines
