"""The list of the shelves, place by place, to hang up or to take along."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.domain.rows.shelving import ShelfRow
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.shelving.shelves.words import free, number

COLUMNS: Final = (
    TableColumn(N_("Shelf")),
    TableColumn(N_("Call numbers"), share=2),
    TableColumn(N_("Books"), right=True),
    TableColumn(N_("Now in"), right=True),
    TableColumn(N_("Room left"), right=True),
    TableColumn(N_("Note"), share=1),
)


def shelves_maker(desk: Desk, rows: Sequence[ShelfRow]) -> Callable[[], bytes]:
    day = _("As it stands on {day}").format(day=show_day(desk.today, year=True))
    parts = tuple(
        TablePart(place, tuple((row.name, row.range, number(row.copies), number(row.present), free(row), row.note)
                               for row in of_place))
        for place, of_place in groupby(rows, key=lambda row: row.place)
    )  # fmt: skip
    return list_maker(TablePaper(desk.settings.school, _("Shelves"), day, COLUMNS, parts))
