"""The rows of a list themselves: whole rows are chosen, Tab leaves, Return opens; columns have the width they need."""

from collections.abc import Collection
from heapq import nlargest
from itertools import islice
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from libdesk.ui import theme
from libdesk.ui.widgets.row_model import ROW_ROLE, RowModel, Width

MEASURED_ROWS: Final = 60
"""Rows looked at when a column is fitted to its contents."""
LOOKED_AT: Final = 12
"""Rows at the top that tell whether a column has anything in it."""
FEWEST: Final = 2
"""Rows that stay in sight before a list asks its page for more height."""
LARGE: Final = 1.25
"""The factor up to which every page has room in the smallest window, because its lists give way."""
LEAST_STRETCH: Final = 20
"""Steps that are left to a stretched column before a spare one gives way to it, unless a table asks for more."""
MOST_WHOLE: Final = 60
"""Steps up to which spare columns give way for what stands in a column that is to be read whole."""
WIDEST: Final = 3
"""Cells of a column that Qt measures: the widest by their letters, which it sets a few pixels wider or narrower."""


class RowView(QTableView):
    """`least`: as LEAST_STRETCH."""

    opened = Signal(object)
    resized = Signal()
    """Its columns have given way to another width."""

    def __init__(self, model: RowModel, name: str, *, header: bool, many: bool, least: int) -> None:
        super().__init__()
        self._model, self._least = model, least
        self._lines = 1
        self._in_sight, self._fewest = 0, FEWEST
        self._hidden: set[str] = set()  # by whoever owns the table
        self._spare_widths: dict[int, int] = {}
        self._bare: set[int] = set()
        self._wanted: dict[int, int] = {}
        self._stretched: dict[int, int] = {}  # what stands in a column that takes what is left
        self._roomy: dict[int, int] = {}  # of fitted columns, each with room for an arrow in its head
        self._tight: dict[int, int] = {}  # and without, but for the one that is sorted by
        self._stood: dict[int, int] = {}  # which of both they have now
        self._heads: dict[tuple[int, bool], int] = {}  # what they need, by column, with room for an arrow or without
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setModel(model)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._set_up_header(shown=header)
        self.doubleClicked.connect(self._open)

    def _set_up_header(self, *, shown: bool) -> None:
        top = self.horizontalHeader()
        top.setVisible(shown)
        self.setProperty("plain", not shown)
        top.setMinimumSectionSize(theme.space(10))
        top.setHighlightSections(False)
        top.setTextElideMode(Qt.TextElideMode.ElideRight)
        top.setResizeContentsPrecision(MEASURED_ROWS)
        top.setSortIndicatorClearable(True)
        top.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        top.setSortIndicatorShown(True)
        top.setSectionsClickable(True)
        modes = QHeaderView.ResizeMode
        for number, column in enumerate(self._model.columns):
            top.setSectionResizeMode(number, modes.Interactive if column.width is Width.FIT else modes.Stretch)

    def show_columns(self, keys: Collection[str], lines: int) -> None:
        """Only these columns, with room for so many lines in a row."""
        self._lines = lines
        self._hidden = {column.key for column in self._model.columns if column.key not in keys}
        for number, column in enumerate(self._model.columns):
            self.setColumnHidden(number, column.key in self._hidden)

    def keep_in_sight(self, rows: int, fewest: int = FEWEST) -> None:
        """So many rows are seen in large type; else `fewest`."""
        self._in_sight, self._fewest = rows, fewest

    def fit(self, *, anew: bool = False) -> None:
        """Rows and columns get the size that they need now. `anew`: in another look."""
        if anew:
            self._heads.clear()
        line = theme.metrics(theme.Step.BODY).height() + (self._lines > 1)  # Qt rounds each of several lines up
        height = line * self._lines + theme.space(2)
        self.verticalHeader().setDefaultSectionSize(height)
        if self._in_sight:
            header = self.horizontalHeader()
            top = 0 if header.isHidden() else header.sizeHint().height()
            rows = self._in_sight if theme.current().factor > LARGE else min(self._in_sight, self._fewest)
            self.setMinimumHeight(top + height * rows + 2 * self.frameWidth())
        self._fit_columns()

    def _fit_columns(self) -> None:
        columns = self._model.columns
        shown = [number for number, column in enumerate(columns) if column.key not in self._hidden]
        fit = [number for number in shown if columns[number].width is Width.FIT]
        sorted_by = self.horizontalHeader().sortIndicatorSection()
        cells = {number: self._cells_width(number) for number in shown}
        heads = {number: self._head_width(number) for number in shown}
        widths = {number: max(cells[number], heads[number]) for number in shown}
        self._wanted = {
            number: min(widths[number], theme.space(MOST_WHOLE))
            for number in shown
            if columns[number].width is Width.WHOLE
        }
        self._stretched = {number: cells[number] for number in shown if number not in fit}
        self._roomy = {number: widths[number] for number in fit}
        self._tight = {
            number: max(cells[number], self._head_width(number, arrow=number == sorted_by)) for number in fit
        }
        self._spare_widths = {number: widths[number] for number in shown if columns[number].spare}
        first = list(islice(self._model.rows(), LOOKED_AT)) if self._spare_widths else []
        self._bare = {
            number
            for number in self._spare_widths
            if columns[number].icon is None and not any(columns[number].text(row) for row in first)
        }
        self._give_way()

    def _cells_width(self, number: int) -> int:
        """What the cells of a column need; few are measured by Qt, which asks the model seven times for each."""
        column = self._model.columns[number]
        if column.icon is not None or column.ticked is not None or self._lines > 1:
            return self.sizeHintForColumn(number)
        first, advance = max(self.rowAt(0), 0), theme.metrics(theme.Step.BODY).horizontalAdvance
        rows = self._model.rows()  # of a long list only what is in sight is read, a page at a time
        in_sight = range(first, min(first + MEASURED_ROWS, len(rows)))
        widths = ((advance(column.text(rows[place])), place) for place in in_sight)
        widest = (self._model.index(place, number) for _width, place in nlargest(WIDEST, widths))
        return max((self.sizeHintForIndex(index).width() for index in widest), default=0)

    def _head_width(self, number: int, *, arrow: bool = True) -> int:
        """What the head of a column needs; of a hidden one Qt does not tell it, so it is shown for a moment."""
        key = (number, arrow)
        if key not in self._heads:
            header, hidden = self.horizontalHeader(), self.isColumnHidden(number)
            if hidden:
                self.setColumnHidden(number, False)
            header.setSortIndicatorShown(arrow)
            self._heads[key] = header.sectionSizeHint(number)
            header.setSortIndicatorShown(True)
            if hidden:
                self.setColumnHidden(number, True)
        return self._heads[key]

    def _give_way(self) -> None:
        """Where there is no room for all columns, spare ones are hidden: those with nothing in them, the most spare."""
        columns = self._model.columns
        fixed = [width for number, width in self._roomy.items() if number not in self._spare_widths]
        least = [
            max(theme.space(self._least), self._wanted.get(number, 0))
            for number in self._stretched
            if number not in self._spare_widths
        ]
        room = self.viewport().width() - sum(fixed) - sum(least)
        for number in sorted(self._spare_widths, key=lambda number: (number in self._bare, columns[number].spare)):
            room -= self._spare_widths[number]
            hide = room < 0
            if hide != self.isColumnHidden(number):
                self.setColumnHidden(number, hide)
        self._stand()

    def _stand(self) -> None:
        """Before a stretched column is cut, the heads beside it give up the room for an arrow that they do not bear."""
        needed = sum(
            width for number, width in (self._roomy | self._stretched).items() if not self.isColumnHidden(number)
        )
        widths = self._tight if needed > self.viewport().width() else self._roomy
        if widths is not self._stood:
            self._stood = widths
            for number, width in widths.items():
                self.horizontalHeader().resizeSection(number, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE))
