"""What is printed of a withdrawal: the list that the school's leaders approve, in two copies."""

from collections.abc import Sequence

from libdesk.actions.desk import Desk
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.withdrawals import ListedCopy, WithdrawalRow
from libdesk.domain.show import show_day, show_money
from libdesk.domain.withdrawals import DISPOSAL_NAMES
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.cataloguing.withdrawals import words

COLUMNS = (
    TableColumn(N_("No."), right=True),
    TableColumn(N_("Accession no.")),
    TableColumn(N_("Title"), share=4),
    TableColumn(N_("Author"), share=2),
    TableColumn(N_("Class no.")),
    TableColumn(N_("Price"), right=True),
    TableColumn(N_("Reason")),
)


def list_paper(desk: Desk, row: WithdrawalRow, copies: Sequence[ListedCopy]) -> TablePaper:
    """The list with its sums by reason, in two copies: one for the library, one for the school."""
    lines = tuple(
        (
            str(number), copy.accession_no or copy.barcode, copy.title, copy.author, copy.class_no,
            "" if copy.price_fen is None else show_money(copy.price_fen), words.reason(copy.reason),
        )
        for number, copy in enumerate(copies, 1)
    )  # fmt: skip
    return TablePaper(
        desk.settings.school, _("List of withdrawal: {name}").format(name=row.name), _note(row), COLUMNS,
        (TablePart("", lines),), _sums(copies), signed=(_("Prepared by"), _("Head of the library"), _("Approved by")),
        copies=(_("Copy 1, for the library"), _("Copy 2, for the school")),
    )  # fmt: skip


def _note(row: WithdrawalRow) -> str:
    parts = [_("Made on {day}").format(day=show_day(row.made, weekday=False, year=True))]
    if row.approved is not None:
        day = show_day(row.approved, weekday=False, year=True)
        parts.append(_("approved by {who} on {day}").format(who=row.approved_by, day=day))
    if row.approval_no:
        parts.append(row.approval_no)
    if row.done is not None:
        parts.append(_("withdrawn on {day}").format(day=show_day(row.done, weekday=False, year=True)))
    if row.disposal:
        parts.append(_(DISPOSAL_NAMES.get(row.disposal, row.disposal)))
    return "  ·  ".join(parts)


def _sums(copies: Sequence[ListedCopy]) -> str:
    titles = len({copy.title_id for copy in copies})
    parts = [
        ngettext("{n} title", "{n} titles", titles).format(n=titles),
        ngettext("{n} copy", "{n} copies", len(copies)).format(n=len(copies)),
        show_money(sum(copy.price_fen or 0 for copy in copies)),
    ]
    unpriced = sum(copy.price_fen is None for copy in copies)
    if unpriced:
        parts.append(ngettext("{n} without a price", "{n} without a price", unpriced).format(n=unpriced))
    return _("Together {parts}").format(parts=_(", ").join(parts))
