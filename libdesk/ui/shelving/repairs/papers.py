"""The papers of repairs: the work list to take along, and the repair register (修补登记) month by month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.repairs import CaseState, show_cause, show_degree, show_state
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.repairs import RepairCase
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day, show_money, show_month
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.shelving.repairs.words import what

WORK_LIST = (
    TableColumn(N_("Degree")), TableColumn(N_("Title"), share=3), TableColumn(N_("Barcode")),
    TableColumn(N_("Call number")), TableColumn(N_("Place")), TableColumn(N_("What is damaged")),
    TableColumn(N_("State")), TableColumn(N_("Reported")), TableColumn(N_("Note"), share=2),
)  # fmt: skip
REGISTER = (
    TableColumn(N_("No."), right=True), TableColumn(N_("Reported")), TableColumn(N_("Title"), share=4),
    TableColumn(N_("Barcode")), TableColumn(N_("ISBN")), TableColumn(N_("Degree")), TableColumn(N_("What is damaged")),
    TableColumn(N_("Cause")), TableColumn(N_("Proposal")), TableColumn(N_("Material used"), share=2),
    TableColumn(N_("Cost"), right=True), TableColumn(N_("Ended")), TableColumn(N_("Outcome")),
)  # fmt: skip

PROPOSALS: Final[dict[str, str]] = {
    CaseState.IN_REPAIR: N_("repair here"),
    CaseState.BINDERY: N_("bindery"),
    CaseState.PROPOSED: N_("withdrawal"),
}


def work_list_paper(desk: Desk, rows: Sequence[RepairCase], total: int, what_of: str) -> TablePaper:
    """The cases as they stand on the page."""
    day = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    lines = tuple(
        (
            show_degree(row.degree), row.title, row.barcode, row.call_no, row.place, what(row), show_state(row.state),
            show_day(row.reported, weekday=False, year=row.reported.year != desk.today.year), row.note,
        )
        for row in rows
    )  # fmt: skip
    foot = ngettext("{n} case", "{n} cases", total).format(n=f"{total:,}")
    note = " · ".join(part for part in (day, what_of) if part)
    return TablePaper(
        desk.settings.school, _("Books to be repaired"), note, WORK_LIST, (TablePart("", lines),), foot, wide=True
    )


def register_paper(desk: Desk, rows: Sequence[RepairCase], period: Period) -> TablePaper:
    """The register of a time, each month with its count and cost."""
    parts, number = list[TablePart](), 0
    for month, found in groupby(rows, key=lambda row: row.reported.replace(day=1)):
        of_month = list(found)
        lines = tuple((str(number + nth), *register_words(row)) for nth, row in enumerate(of_month, start=1))
        number += len(of_month)
        parts.append(TablePart(f"{show_month(month)}  {sums(of_month)}", lines))
    note = f"{period.name}  {period.days()}"
    return TablePaper(
        desk.settings.school, _("Repair register"), note, REGISTER, tuple(parts) or (TablePart("", ()),),
        _("Together {parts}").format(parts=sums(rows)), signed=(_("Prepared by"), _("Head of the library")), wide=True,
    )  # fmt: skip


def register_words(row: RepairCase) -> tuple[str, ...]:
    """A line of the register but its number."""
    return (
        row.reported.isoformat(), row.title, row.barcode, row.isbn, show_degree(row.degree), what(row),
        show_cause(row.cause) if row.cause else "", proposal(row), row.material,
        "" if row.cost_fen is None else show_money(row.cost_fen), row.closed.isoformat() if row.closed else "",
        outcome(row),
    )  # fmt: skip


def register_cells(rows: Iterable[RepairCase]) -> list[list[Cell]]:
    """The register for a spreadsheet, which reckons with days and money."""
    return [
        [
            number, row.reported, row.title, row.barcode, row.isbn, show_degree(row.degree), what(row),
            show_cause(row.cause) if row.cause else "", proposal(row), row.material,
            None if row.cost_fen is None else row.cost_fen / 100, row.closed, outcome(row),
        ]
        for number, row in enumerate(rows, start=1)
    ]  # fmt: skip


def proposal(row: RepairCase) -> str:
    """What was to become of the book."""
    meant = CaseState.PROPOSED if row.state is CaseState.WITHDRAWN else row.proposal
    return _(PROPOSALS[meant]) if meant in PROPOSALS else ""


def outcome(row: RepairCase) -> str:
    """How it ended; what is open says how far it is."""
    return show_state(row.state) if not row.is_open else _("open: {state}").format(state=show_state(row.state))


def sums(rows: Sequence[RepairCase]) -> str:
    """5 cases, back on the shelf 3, withdrawn 1, cost ¥12.00."""
    parts = [ngettext("{n} case", "{n} cases", len(rows)).format(n=f"{len(rows):,}")]
    ended = Counter(row.state for row in rows if not row.is_open)
    parts += [f"{show_state(state)} {ended[state]:,}" for state in CaseState if ended[state]]
    still = sum(row.is_open for row in rows)
    if still:
        parts.append(_("{n} open").format(n=f"{still:,}"))
    fen = sum(row.cost_fen or 0 for row in rows)
    if fen:
        parts.append(_("cost {money}").format(money=show_money(fen)))
    return _(", ").join(parts)
