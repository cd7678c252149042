"""F7 prints the slip of the last outcome: the due dates of a loan, what is still out, or who waits for a book."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.documents import HoldSlip, LoanSlip, SlipKind, SlipLine, SlipPaper
from libdesk.domain.rows.receipts import HoldReceipt, LoanReceipt, RenewalReceipt, ReturnReceipt, RunReceipt
from libdesk.domain.rows.shelf import LoanOut
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.ui.lending.telling import Told, class_of
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.printing.in_viewer import Opener, open_by_system, show_document
from libdesk.ui.tab import Surroundings

_PAPER_KEY = "slip_paper"


class NothingOut(DeskError):
    """What the slip was to show has come back or was undone meanwhile."""

    def text(self) -> str:
        return _("There is nothing to print: no book of this slip is out any more.")


class NobodyWaits(DeskError):
    def text(self) -> str:
        return _("There is nothing to print: nobody waits for this book any more.")


def slip_paper(pc: PcSettings) -> SlipPaper:
    """What slips are printed on at this PC."""
    kept = pc.text(_PAPER_KEY)
    return SlipPaper(kept) if kept in list(SlipPaper) else SlipPaper.A6


def keep_slip_paper(pc: PcSettings, paper: SlipPaper) -> None:
    pc.keep_text(_PAPER_KEY, paper.value)


def print_slip(around: Surroundings, told: Told, *, opener: Opener = open_by_system) -> None:
    """Make the slip of an outcome in the background and show it; say why when it has none."""
    paper, show = slip_paper(around.pc), partial(show_document, around, opener=opener)
    match told.receipt:
        case ReturnReceipt(hold_for=name) if name:
            show(_("Hold slip"), partial(_hold_pdf, told.receipt, paper), _("Hold slip"))
        case LoanReceipt() | RenewalReceipt() | RunReceipt() | ReturnReceipt() if reader_of(told.receipt) is not None:
            show(_("Loan slip"), partial(_loan_pdf, told, paper), _("Loan slip"))
        case HoldReceipt():
            around.say(_("The slip of a hold is printed when the book comes back."))
        case _:
            around.say(_("There is no slip to print yet: lend or return a book first."))


def print_hold_slip(around: Surroundings, copy_id: int, until: date | None, *, opener: Opener = open_by_system) -> None:
    """The slip of a copy that stands on the hold shelf, made again from the page of holds."""
    make = partial(_waiting_pdf, copy_id, until, slip_paper(around.pc))
    show_document(around, _("Hold slip"), make, _("Hold slip"), opener=opener)


def _loan_pdf(told: Told, paper: SlipPaper, desk: Desk, _progress: Progress) -> bytes:
    from libdesk.documents.slips import loan_slip

    return loan_slip(loan_slip_of(desk, told), paper)


def _hold_pdf(receipt: ReturnReceipt, paper: SlipPaper, desk: Desk, progress: Progress) -> bytes:
    return _waiting_pdf(receipt.copy.id, receipt.hold_until, paper, desk, progress)


def _waiting_pdf(copy_id: int, until: date | None, paper: SlipPaper, desk: Desk, _progress: Progress) -> bytes:
    from libdesk.documents.slips import hold_slip

    return hold_slip(_waiting_slip(desk, copy_id, until), paper)


# From an outcome to the rows of its slip


def reader_of(receipt: LoanReceipt | RenewalReceipt | RunReceipt | ReturnReceipt) -> int | None:
    """Whose loans the outcome is about."""
    if isinstance(receipt, LoanReceipt | RunReceipt):
        return receipt.reader.id
    return receipt.copy.loan.reader_id if receipt.copy.loan else None


def loan_slip_of(desk: Desk, told: Told) -> LoanSlip:
    """After a loan what was lent that day (and what was renewed now), after a return what is still out.

    Raises NothingOut.
    """
    receipt = told.receipt
    assert isinstance(receipt, LoanReceipt | RenewalReceipt | RunReceipt | ReturnReceipt)
    reader_id = reader_of(receipt)
    assert reader_id is not None
    also = receipt.loan_id if isinstance(receipt, RenewalReceipt) else None
    lent_day = _local(desk, told.at).date() if told.at else desk.today
    return _slip_of(desk, reader_id, None if isinstance(receipt, ReturnReceipt) else lent_day, also)


def reader_slip_of(desk: Desk, reader_id: int) -> LoanSlip:
    """Everything that a reader has, asked for at any time. Raises NothingOut."""
    return _slip_of(desk, reader_id, None)


def _slip_of(desk: Desk, reader_id: int, day: date | None, also: int | None = None) -> LoanSlip:
    """`day`: when it was lent; None for everything that is still out."""
    reader = queries.borrower(desk.read(Op.SEE_DESK), reader_id, desk.today, desk.settings.school_system)
    loans = queries.loans_out(desk.library, reader_id, desk.today)
    lines = loan_slip_rows(loans, day, also)
    if reader is None or not lines:
        raise NothingOut()
    name, group = _person(reader.name, class_of(desk, reader))
    kind = SlipKind.OUT if day is None else SlipKind.LENT
    return LoanSlip(desk.settings.school, name, group, kind, lines, _local(desk, desk.now()))


def loan_slip_rows(loans: Sequence[LoanOut], day: date | None, also: int | None = None) -> tuple[SlipLine, ...]:
    """The lines of a slip: loans of one day (None: of every day) and the loan `also`; not what is said to be back."""
    return tuple(
        SlipLine(loan.title, None if loan.in_house else loan.due, loan.late)
        for loan in loans
        if not loan.claimed and (day is None or loan.lent_day == day or loan.loan_id == also)
    )


def hold_slip_of(desk: Desk, receipt: ReturnReceipt) -> HoldSlip:
    """Who waits for the copy that came back, as the library has it now. Raises NobodyWaits."""
    return _waiting_slip(desk, receipt.copy.id, receipt.hold_until)


def _waiting_slip(desk: Desk, copy_id: int, until: date | None) -> HoldSlip:
    copy = queries.copy_in_hand(desk.read(Op.SEE_DESK), copy_id)
    waiting = copy.ready_for if copy else None
    reader = (
        queries.borrower(desk.library, waiting, desk.today, desk.settings.school_system)
        if waiting is not None
        else None
    )
    if copy is None or reader is None:
        raise NobodyWaits()
    name, group = _person(reader.name, class_of(desk, reader))
    return HoldSlip(
        desk.settings.school, name, group, copy.name, copy.barcode, copy.call_no or "", until,
        _local(desk, desk.now()),
    )  # fmt: skip


def _person(name: str, group: str) -> tuple[str, str]:
    """A class account is called by its class, which its name says already."""
    return name, "" if group in name else group


def _local(desk: Desk, at: int) -> datetime:
    """An instant in UTC milliseconds in the library's own zone."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(desk.settings.zone))
