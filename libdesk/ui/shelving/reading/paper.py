"""What is to be done at a shelf, to be taken along: moves, what is taken off, what was not found."""

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelving.reading import MoveTold, Reading, Scanned
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import shelves as queries
from libdesk.ui.shelving.reading.missed import Sought, not_found, sought
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


def reading_maker(desk: Desk, what: str, reading: Reading) -> Callable[[], bytes]:
    """What makes it as a PDF of the shelf as it is now; what was not found is read beside the desk, all of it."""
    moves, off, at = reading.moves(), reading.off(), sought(reading)

    def make() -> bytes:
        from libdesk.documents.tables import table_list

        with closing(desk.beside()) as here:
            return table_list(_paper(here, what, moves, off, _missed(here, at)))

    return make


def _missed(desk: Desk, at: Sought) -> list[ShelfItem]:
    library = desk.read(Op.SEE_SHELVING)
    return queries.items(library, not_found(desk, at), queries.shelf_map(library, decimal=desk.settings.author_decimal))


def _paper(
    desk: Desk, what: str, moves: Sequence[MoveTold], off: Sequence[Scanned], missed: Sequence[ShelfItem]
) -> TablePaper:
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
    return TablePaper(desk.settings.school, _("Shelf reading"), note, COLUMNS, shown)
