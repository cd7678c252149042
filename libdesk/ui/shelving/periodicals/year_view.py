"""The year at a glance with what its signs mean; Return opens the issues of a cell."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.domain.ops import Op
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.serials.issues import STATE_NAMES
from libdesk.i18n import _
from libdesk.store.queries.serials import issues, subscriptions
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.periodicals import words
from libdesk.ui.shelving.periodicals.grid import MOST_COLUMNS, Grid
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.stack import Stack


class YearView(QWidget):
    issues_asked = Signal(int, int)
    """Show this subscription with this issue."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("year_view")
        self._around, self._desk = around, around.desk
        self.year = choice("grid_year", [])
        self.columns = choice("grid_columns", [("months", _("by month")), ("issues", _("by issue"))])
        self.grid = Grid()
        self.face = ListFace()
        self.about = named(label(role="note", wrap=True), "grid_about")
        self.open = button("grid_open", _("Show its issues"), self._open_here, icon=icons.NEXT)
        self._pages = Stack()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.year.setAccessibleName(_("Year"))
        self.columns.setAccessibleName(_("Columns"))
        self._pages.addWidget(self.grid)
        self._pages.addWidget(self.face)
        legend = [label(f"{words.MARKS[state]} {_(name)}", role="note") for state, name in STATE_NAMES.items()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.year, self.columns, self.open, None, *legend, gap=2))
        column.addWidget(self._pages, 1)
        column.addWidget(self.about)

    def _connect(self) -> None:
        self.year.activated.connect(lambda _at: self.refresh())
        self.columns.activated.connect(lambda _at: self.refresh())
        self.grid.opened.connect(self._open)
        self.grid.selectionModel().currentChanged.connect(lambda *_args: self._tell())
        self.grid.grid.modelReset.connect(self._tell)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.grid, self.year)

    def take_focus(self) -> None:
        self.home[0 if self._pages.currentIndex() == 0 else 1].setFocus()

    def refresh(self) -> None:
        library, today = self._desk.read(Op.SEE_SERIALS), self._desk.today
        fill_years(self.year, subscriptions.years(library), today.year)
        year = self.year.currentData()
        owners, rows = subscriptions.subscriptions(library, year), issues.of_year(library, year)
        longest = max((sum(row.subscription.id == owner.id for row in rows) for owner in owners), default=0)
        by_month = self.columns.currentData() == "months" or longest > MOST_COLUMNS
        self.columns.setEnabled(longest <= MOST_COLUMNS)
        if longest > MOST_COLUMNS:
            self.columns.setToolTip(_("A paper that appears so often has room by month only"))
        self.grid.show_year(owners, rows, today, months=by_month)
        if not owners:
            sentence = _("What is subscribed to stands here, with each issue that came or is to come.")
            self.face.show_face(icons.SERIAL, _("Nothing is subscribed to in this year"), sentence, ())
        self._pages.setCurrentIndex(0 if owners else 1)
        self._tell()

    def _tell(self) -> None:
        """The whole of the cell under the cursor, for those who cannot read signs."""
        index = self.grid.currentIndex()
        self.about.setText(
            _("; ").join(str(self.grid.grid.data(index, 3) or "").split("\n")) if index.isValid() else ""
        )
        self.open.setEnabled(self.grid.owner is not None)

    def _open_here(self) -> None:
        self._open(self.grid.cell)

    def _open(self, cell: tuple[IssueRow, ...]) -> None:
        owner = self.grid.owner
        if owner is not None:
            waits = next((row for row in cell if row.awaited), cell[0] if cell else None)
            self.issues_asked.emit(owner.id, waits.id if waits is not None else 0)


def fill_years(combo: QComboBox, years: list[int], this: int) -> None:
    """The years of subscriptions and this one; what was chosen stays chosen."""
    kept = combo.currentData() or this
    combo.clear()
    for year in sorted({*years, this}, reverse=True):
        combo.addItem(str(year), year)
    combo.setCurrentIndex(max(0, combo.findData(kept)))
