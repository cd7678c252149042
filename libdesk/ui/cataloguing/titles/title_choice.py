"""A title is chosen from the whole catalogue by what is known of it: words, ISBN, the barcode of one of its copies."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import TitleFound
from libdesk.i18n import N_, _
from libdesk.store.queries import catalogue
from libdesk.ui import icons, theme
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

MOST: Final = 30
ROWS_IN_SIGHT: Final = 4


class TitleChoice(QWidget):
    """`chosen(title id)` on Return or a double click; `row_changed` as the cursor moves."""

    chosen = Signal(int)
    row_changed = Signal(object)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk, self._besides = desk, frozenset[int]()
        self.search = SearchEdit(f"{name}_search", _("Find the other title"), _("Title, author, ISBN or barcode"))
        self.list = RowTable(
            (
                Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
                Column("author", N_("Author"), lambda row: row.author, spare=1),
                Column("copies", N_("Copies"), lambda row: str(row.copies), right=True),
            ),
            name=_("Titles found"), empty=Empty(_("Which title?"), _("Type some of it, or scan one of its copies.")),
            key=lambda row: row.id,
        )  # fmt: skip
        self.list.keep_in_sight(ROWS_IN_SIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.search.asked.connect(self._look)
        self.search.went_down.connect(self.list.view.setFocus)
        self.list.row_changed.connect(self.row_changed)
        self.list.opened.connect(lambda row: self.chosen.emit(row.id))

    def begin(self, besides: frozenset[int]) -> None:
        """Ask anew; these titles themselves are not offered."""
        self._besides = besides
        self.search.clear()
        self.search.ask()
        self.search.setFocus()

    @property
    def current(self) -> TitleFound | None:
        row = self.list.current_row()
        return row if isinstance(row, TitleFound) else None

    def _look(self, text: str) -> None:
        found = catalogue.suggest(self._desk.read(Op.SEE_CATALOGUE), text, limit=MOST) if text.strip() else None
        rows = [row for row in found.rows if row.id not in self._besides] if found is not None else []
        words = (_("Nothing fits"), _("Try fewer characters, or scan one of its copies."))
        first = (_("Which title?"), _("Type some of it, or scan one of its copies."))
        self.list.set_empty(Empty(*(words if text.strip() else first), icon=icons.SEARCH))
        self.list.show_rows(rows)
