"""The binding list (装订单) on paper and as a table: what the bindery is given, and what has to come back."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final
from unicodedata import east_asian_width

from libdesk.actions.desk import Desk
from libdesk.domain.rows.bindings import BindingRow, BoundLine
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.shelving.binding import words

COLUMNS: Final = (
    TableColumn(N_("No."), right=True),
    TableColumn(N_("Title"), share=3),
    TableColumn(N_("ISSN")),
    TableColumn(N_("Call number")),
    TableColumn(N_("Issues and their days"), share=4),
    TableColumn(N_("Completeness"), share=3),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Price"), right=True),
)
_ISSUES, _GAPS = 4, 5
_ISSUES_WIDTH, _GAPS_WIDTH = 50, 38  # narrow characters for which there is room on A4 across


def cells(number: int, line: BoundLine) -> tuple[str, ...]:
    """One line of the list, for paper and table alike."""
    return (
        str(number), line.name, line.issn, line.call_no, words.line_issues(line, days=True), words.line_gaps(line),
        line.barcode, "" if line.price_fen is None else show_money(line.price_fen),
    )  # fmt: skip


def _rows(lines: Sequence[BoundLine], before: int = 0) -> tuple[tuple[str, ...], ...]:
    """The lines as rows of paper: issues and gaps for which a line is too narrow go on in the next one."""
    found: list[tuple[str, ...]] = []
    for number, line in enumerate(lines, before + 1):
        whole = cells(number, line)
        issues, gaps = _broken(whole[_ISSUES], _ISSUES_WIDTH), _broken(whole[_GAPS], _GAPS_WIDTH)
        for nth, (issue, gap) in enumerate(zip_longest(issues, gaps, fillvalue="")):
            row = list(whole if nth == 0 else ("",) * len(whole))
            row[_ISSUES], row[_GAPS] = issue, gap
            found.append(tuple(row))
    return tuple(found)


def _broken(text: str, width: int) -> list[str]:
    """The text in lines of about so many narrow characters, broken behind its commas."""
    comma, found = _(", "), [""]
    for part in (piece for piece in text.split(comma) if piece):
        longer = f"{found[-1]}{comma}{part}" if found[-1] else part
        if found[-1] and sum(2 if east_asian_width(one) in "WF" else 1 for one in longer) > width:
            found[-1] += comma.rstrip()
            found.append(part)
        else:
            found[-1] = longer
    return found


def list_paper(desk: Desk, row: BindingRow, lines: Sequence[BoundLine]) -> TablePaper:
    """The list in two copies: one goes along, one stays."""
    volumes = [line for line in lines if not line.damage_id]
    books = [line for line in lines if line.damage_id]
    parts = []
    if volumes:
        parts.append(TablePart("", _rows(volumes)))
    if books:
        parts.append(TablePart(_("Books in repair"), _rows(books, len(volumes))))
    return TablePaper(
        desk.settings.school, _("Binding list: {name}").format(name=row.name), _note(row), COLUMNS, tuple(parts),
        _sums(row), wide=True,
        signed=(_("Given to the bindery by"), _("Received by the bindery"), _("Received back by")),
        copies=(_("Copy 1, for the library"), _("Copy 2, for the bindery")),
    )  # fmt: skip


def _note(row: BindingRow) -> str:
    parts = [_("Made on {day}").format(day=show_day(row.made, weekday=False, year=True))]
    if row.bindery:
        parts.append(_("bindery: {name}").format(name=row.bindery))
    if row.sent is not None:
        parts.append(_("sent on {day}").format(day=show_day(row.sent, weekday=False, year=True)))
    if row.back is not None:
        parts.append(_("back on {day}").format(day=show_day(row.back, weekday=False, year=True)))
    return "  ·  ".join(part for part in (*parts, row.note) if part)


def _sums(row: BindingRow) -> str:
    parts = [ngettext("{n} volume", "{n} volumes", row.volumes).format(n=row.volumes)]
    if row.books:
        parts.append(ngettext("{n} book in repair", "{n} books in repair", row.books).format(n=row.books))
    parts.append(show_money(row.amount_fen))
    if row.cost_fen:
        parts.append(_("binding {amount}").format(amount=show_money(row.cost_fen)))
    return _("Together {parts}").format(parts=_(", ").join(parts))
