"""The list of what waits for stamp, label and shelf, to be taken along to the parcel: in shelf order."""

from collections.abc import Callable, Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.arrivals import STEPS
from libdesk.domain.rows.arrivals import Arrival
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.printing.document_makers import list_maker

PAPER_COLUMNS: Final = (
    TableColumn(N_("Call number")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Place")),
    TableColumn(N_("stamp"), right=True),
    TableColumn(N_("label"), right=True),
    TableColumn(N_("shelf"), right=True),
)
TO_DO: Final = "□"


def arrivals_maker(desk: Desk, rows: Sequence[Arrival], what: str, copies: int) -> Callable[[], bytes]:
    """What makes the list as it stands on the page; a box stands where something is to be ticked."""
    day = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    note = f"{day} · {what}" if what else day
    lines = tuple(
        (
            row.call_no, row.title, _codes(row), row.place,
            *(TO_DO if row.waiting & step else "" for step in STEPS),
        )
        for row in rows
    )  # fmt: skip
    total = ngettext("{n} copy waits", "{n} copies wait", copies).format(n=f"{copies:,}")
    heading = _("Waiting for stamp, label, shelf")
    paper = TablePaper(desk.settings.school, heading, note, PAPER_COLUMNS, (TablePart("", lines),), total)
    return list_maker(paper)


def _codes(row: Arrival) -> str:
    if len(row.copy_ids) == 1:
        return row.barcode
    return f"{row.barcode} … {row.last_barcode} ({len(row.copy_ids)})"
