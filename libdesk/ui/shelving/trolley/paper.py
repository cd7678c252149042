"""The list that goes with the trolley: place by place and shelf by shelf, with a box to tick for each book."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.ui.printing.document_makers import list_maker

TO_DO: Final = "□"
COLUMNS: Final = (
    TableColumn(""),
    TableColumn(N_("Call number")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Came back")),
)


def trolley_maker(desk: Desk, rows: Sequence[ShelfItem], what: str, copies: int) -> Callable[[], bytes]:
    day = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    parts = tuple(
        TablePart(where or _("no place"), tuple(_cells(row) for row in of_shelf))
        for where, of_shelf in groupby(rows, key=lambda row: row.where)
    )
    total = ngettext("{n} book", "{n} books", copies).format(n=f"{copies:,}")
    note = f"{day} · {what}" if what else day
    return list_maker(TablePaper(desk.settings.school, _("Books to put back"), note, COLUMNS, parts, total))


def _cells(row: ShelfItem) -> tuple[str, ...]:
    since = show_day(row.since) if row.since is not None else ""
    return (TO_DO, row.call_no, row.title, row.barcode, since)
