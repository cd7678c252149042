"""What is to be done at a shelf, to be taken along: moves, what is taken off, what was not found."""

from collections.abc import Callable, Sequence
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelving.reading import MoveTold, Scanned
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.shelving.reading.words import move_short, state

TO_DO: Final = "□"
COLUMNS: Final = (
    TableColumn(""),
    TableColumn(N_("No."), right=True),
    TableColumn(N_("Call number")),
    TableColumn(N_("Title"), share=1),
    TableColumn(N_("What to do")),
    TableColumn(N_("Barcode")),
)


def reading_maker(
    desk: Desk, what: str, moves: Sequence[MoveTold], off: Sequence[Scanned], missed: Sequence[ShelfItem]
) -> Callable[[], bytes]:
    """Numbers are those from left to right."""
    parts = (
        TablePart(
            _("To put right, one after the other"),
            tuple((TO_DO, str(one.taken.number), one.taken.item.call_no, one.taken.item.title, move_short(one),
                   one.taken.item.barcode) for one in moves),
        ),
        TablePart(
            _("To take off the shelf"),
            tuple((TO_DO, str(one.number), one.item.call_no, one.item.title, state(one), one.item.barcode)
                  for one in off),
        ),
        TablePart(
            _("Not found on the shelf"),
            tuple((TO_DO, "", one.call_no, one.title, "", one.barcode) for one in missed),
        ),
    )  # fmt: skip
    note = " · ".join(part for part in (show_day(desk.today, year=True), what) if part)
    shown = tuple(part for part in parts if part.rows)
    return list_maker(TablePaper(desk.settings.school, _("Shelf reading"), note, COLUMNS, shown))
