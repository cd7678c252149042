"""The list that goes with the trolley: place by place in the order of the shelves, with a box to tick for each book."""

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
SHELF: Final = TableColumn(N_("Shelf"))
COLUMNS: Final = (
    TableColumn(""),
    SHELF,
    TableColumn(N_("Call number")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("Barcode")),
    TableColumn(N_("Came back")),
)


def trolley_maker(desk: Desk, rows: Sequence[ShelfItem], what: str) -> Callable[[], bytes]:
    day = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    shelves = any(row.shelf for row in rows)
    columns = COLUMNS if shelves else tuple(column for column in COLUMNS if column is not SHELF)
    parts = tuple(
        TablePart(place or _("no place"), tuple(_cells(row, shelf=shelves) for row in of_place))
        for place, of_place in groupby(rows, key=lambda row: row.place)
    )
    total = ngettext("{n} book", "{n} books", len(rows)).format(n=f"{len(rows):,}")
    note = f"{day} · {what}" if what else day
    return list_maker(TablePaper(desk.settings.school, _("Books to put back"), note, columns, parts, total))


def _cells(row: ShelfItem, *, shelf: bool) -> tuple[str, ...]:
    since = show_day(row.since) if row.since is not None else ""
    return (TO_DO, *((row.shelf,) if shelf else ()), row.call_no, row.title, row.barcode, since)
