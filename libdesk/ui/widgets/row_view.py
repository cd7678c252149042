"""The rows of a list themselves: whole rows are chosen, Tab leaves, Return opens; columns have the width they need."""

from collections.abc import Collection
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
        self._heads: dict[tuple[int, float], int] = {}  # by column and size of type
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

    def fit(self) -> None:
        """Rows and columns get the size that they need now."""
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
        columns, header = self._model.columns, self.horizontalHeader()
        widths = {
            number: max(self.sizeHintForColumn(number), self._head_width(number))
            for number, column in enumerate(columns)
            if column.width is not Width.STRETCH or column.spare
        }
        self._wanted = {
            number: min(width, theme.space(MOST_WHOLE))
            for number, width in widths.items()
            if columns[number].width is Width.WHOLE
        }
        for number, width in widths.items():
            if columns[number].width is Width.FIT:
                header.resizeSection(number, width)
        self._spare_widths = {
            number: width
            for number, width in widths.items()
            if columns[number].spare and columns[number].key not in self._hidden
        }
        first = list(islice(self._model.rows(), LOOKED_AT)) if self._spare_widths else []
        self._bare = {
            number
            for number in self._spare_widths
            if columns[number].icon is None and not any(columns[number].text(row) for row in first)
        }
        self._give_way()

    def _head_width(self, number: int) -> int:
        """What the head of a column needs; of a hidden one Qt does not tell it, so it is remembered or shown again."""
        key = (number, theme.current().factor)
        if self.isColumnHidden(number) and self._model.columns[number].key not in self._hidden:
            if key in self._heads:
                return self._heads[key]
            self.setColumnHidden(number, False)
        self._heads[key] = self.horizontalHeader().sectionSizeHint(number)
        return self._heads[key]

    def _give_way(self) -> None:
        """Where there is no room for all columns, spare ones are hidden: those with nothing in them, the most spare."""
        if not self._spare_widths:
            return
        columns, header = self._model.columns, self.horizontalHeader()
        fixed = sum(
            header.sectionSize(number)
            if column.width is Width.FIT
            else max(theme.space(self._least), self._wanted.get(number, 0))
            for number, column in enumerate(columns)
            if number not in self._spare_widths and column.key not in self._hidden
        )
        room = self.viewport().width() - fixed
        for number in sorted(self._spare_widths, key=lambda number: (number in self._bare, columns[number].spare)):
            room -= self._spare_widths[number]
            hide = room < 0
            if hide != self.isColumnHidden(number):
                self.setColumnHidden(number, hide)
                if not hide:
                    self.resizeColumnToContents(number)

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
