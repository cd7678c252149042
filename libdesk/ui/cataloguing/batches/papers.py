"""What is printed of a batch: the record of its check, the list of its books, the certificate for a donor."""

from collections.abc import Callable, Sequence

from libdesk.actions.desk import Desk
from libdesk.domain.batches import OUTCOME_NAMES
from libdesk.domain.bureau import FIT_NAMES
from libdesk.domain.rows.batches import BatchBook, BatchRow, CheckRow
from libdesk.domain.rows.bureau import NamedTitle
from libdesk.domain.rows.documents import DonationPaper, TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _
from libdesk.ui.cataloguing.batches import words

BOOK_COLUMNS = (
    TableColumn(N_("Title"), share=3),
    TableColumn(N_("Author"), share=2),
    TableColumn(N_("Publisher"), share=2),
    TableColumn(N_("Copies"), right=True),
    TableColumn(N_("Amount"), right=True),
)
CHECK_COLUMNS = (
    TableColumn(N_("Title"), share=3),
    TableColumn(N_("Author"), share=2),
    TableColumn(N_("Copies"), right=True),
    TableColumn(N_("What was found"), share=3),
)


def books_paper(desk: Desk, row: BatchRow, books: Sequence[BatchBook]) -> TablePaper:
    """The books of a batch, of a donation under the donor's name."""
    lines = tuple(
        (book.title, book.author, book.publisher, str(book.copies), _amount(book.price_fen)) for book in books
    )
    heading = _("Books given by {donor}") if row.kind == "donation" and row.source else _("Books of batch {no}")
    total = _("Together {books}, {amount}").format(books=words.books(row), amount=show_money(row.copies_fen))
    return TablePaper(
        desk.settings.school, heading.format(donor=row.source, no=row.no), _note(row), BOOK_COLUMNS,
        (TablePart("", lines),), total, signed=(_("Given by"), _("Taken in by")),
    )  # fmt: skip


def check_paper(
    desk: Desk, row: BatchRow, check: CheckRow, books: Sequence[BatchBook], named: Sequence[NamedTitle]
) -> TablePaper:
    """The record of a content check: what the bureau's lists say of each book, the outcome, who signs."""
    remarks: dict[int, list[str]] = {}
    for one in named:
        remarks.setdefault(one.title_id, []).append(
            _("{fit}: {list}").format(fit=_(FIT_NAMES[one.fit]), list=one.notice)
        )
    lines = tuple(
        (book.title, book.author, str(book.copies), _(", ").join(remarks.get(book.title_id, []))) for book in books
    )
    outcome = _("Outcome: {outcome}").format(outcome=_(OUTCOME_NAMES[check.outcome]))
    parts = [_note(row), check.note] if check.note else [_note(row)]
    return TablePaper(
        desk.settings.school, _("Record of content check, batch {no}").format(no=row.no), "  ·  ".join(parts),
        CHECK_COLUMNS, (TablePart("", lines),), outcome,
        signed=(
            _("Checked by {who}").format(who=check.by_whom), _("Approved by"),
            show_day(check.day, weekday=False, year=True),
        ),
    )  # fmt: skip


def certificate(desk: Desk, row: BatchRow) -> Callable[[], bytes]:
    """What makes the certificate of thanks for a donation."""
    paper = DonationPaper(
        desk.settings.school, row.source, row.no, row.titles, row.copies, row.copies_fen if not row.unpriced else None,
        row.day,
    )  # fmt: skip

    def make() -> bytes:
        from libdesk.documents.donation import donation_certificate

        return donation_certificate(paper)

    return make


def _note(row: BatchRow) -> str:
    parts = [row.no, words.kind(row), show_day(row.day, weekday=False, year=True), row.source]
    if row.voucher:
        parts.append(_("voucher {no}").format(no=row.voucher))
    return "  ·  ".join(part for part in (*parts, words.books(row)) if part)


def _amount(fen: int | None) -> str:
    return "" if fen is None else show_money(fen)
