"""Labels for the shelves: large names of classes, or of places."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.ops import Op
from libdesk.domain.rows.prints import LabelRow
from libdesk.i18n import N_, _
from libdesk.store.queries import labels as queries
from libdesk.store.queries import shelves as shelf_queries
from libdesk.ui import theme
from libdesk.ui.parts import button, wrapped
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class Corners(StrEnum):
    MAIN = "main"
    OURS = "ours"
    PLACES = "places"
    SHELVES = "shelves"


NAMES: Final = {
    Corners.MAIN: N_("the main classes"),
    Corners.OURS: N_("classes that have books here"),
    Corners.PLACES: N_("places"),
    Corners.SHELVES: N_("shelves with their call numbers"),
}


class Corner(NamedTuple):
    code: str
    name: str
    shelf_id: int = 0

    def row(self) -> LabelRow:
        return LabelRow(0, self.name, "", self.code)


COLUMNS: Final = (
    Column("code", N_("Code"), lambda row: row.code),
    Column("name", N_("Class or place"), lambda row: row.name, width=Width.STRETCH, tip=lambda row: row.name),
)


class CornersView(QWidget):
    """The chosen rows are printed; all are chosen to begin with."""

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._desk = around.desk
        self._filling = False
        self.source = choice("corners_source", [(one, _(NAMES[one])) for one in Corners])
        self.source.setAccessibleName(_("Class corners"))
        self.list = RowTable(
            COLUMNS, name=_("Class corners"), empty=Empty(_("There are none of these")), key=lambda row: row, many=True
        )
        self.every = button("corners_all", _("Choose all"), self.choose_all)
        self.list.keep_in_sight(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.source)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.every))
        self.source.activated.connect(lambda _row: self.refresh(anew=True))
        self.list.chosen_changed.connect(self._chosen)

    def rows(self) -> list[LabelRow]:
        return [row.row() for row in self.list.chosen_rows() if isinstance(row, Corner)]

    def choose_all(self) -> None:
        self.list.view.selectAll()

    def choose_shelves(self, shelf_ids: Sequence[int]) -> None:
        """Show the shelves, these of them chosen; all of them without any."""
        choose(self.source, Corners.SHELVES)
        self.refresh(anew=True)
        if shelf_ids:
            self.list.choose_keys({row for row in self.list.model.rows() if row.shelf_id in shelf_ids})

    def refresh(self, *, anew: bool = False) -> None:
        """Classes and places as they are now; what was chosen of them stays chosen."""
        found = self._found(Corners(self.source.currentData()))
        first = not self.list.model.rows()
        self._filling = True
        self.list.show_rows(found)
        if anew or first:
            self.choose_all()
        self._filling = False
        if anew:
            self.changed.emit()

    def _found(self, which: Corners) -> Sequence[Corner]:
        library = self._desk.read(Op.SEE_PRINTING)
        if which is Corners.PLACES:
            return [Corner("", name) for _id, name in queries.places(library)]
        if which is Corners.SHELVES:
            decimal = self._desk.settings.author_decimal
            return [Corner(row.name, row.range, row.id) for row in shelf_queries.named(library, decimal=decimal)]
        return [Corner(*row) for row in queries.corner_classes(library, ours=which is Corners.OURS)]

    def _chosen(self) -> None:
        if not self._filling:
            self.changed.emit()
