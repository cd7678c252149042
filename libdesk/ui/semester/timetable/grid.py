"""The week of reading lessons: periods down, weekdays across, the classes of each in their cell."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from libdesk.domain.rows.schedule import PeriodRow
from libdesk.domain.show import WEEKDAYS
from libdesk.i18n import _
from libdesk.ui import theme

LEAST_LINES: Final = 2
_Index = QModelIndex | QPersistentModelIndex


class Cell(NamedTuple):
    """A weekday (Monday 0) and a period."""

    weekday: int
    period: PeriodRow


class _Week(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.periods: Sequence[PeriodRow] = ()
        self.weekdays: Sequence[int] = ()
        self.lines: Mapping[tuple[int, int], Sequence[str]] = {}

    def show_week(
        self, periods: Sequence[PeriodRow], weekdays: Sequence[int], lines: Mapping[tuple[int, int], Sequence[str]]
    ) -> None:
        self.beginResetModel()
        self.periods, self.weekdays, self.lines = periods, weekdays, lines
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.periods)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.weekdays)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _(WEEKDAYS[self.weekdays[section]])
        period = self.periods[section]
        return f"{period.name}\n{period.times()}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        lines = self.lines.get((cell.weekday, cell.period.id), ())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(lines)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                where = f"{_(WEEKDAYS[cell.weekday])} {cell.period.name} {cell.period.times()}"
                return _(", ").join((where, *lines)) if lines else _("{where}: no lesson").format(where=where)
            case Qt.ItemDataRole.FontRole:
                return theme.font(theme.Step.NOTE)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None

    def cell(self, index: _Index) -> Cell:
        return Cell(self.weekdays[index.column()], self.periods[index.row()])


class WeekGrid(QTableView):
    """`chosen` with the cell under the cursor; Return and a double click open it, Delete empties it."""

    chosen = Signal(object)
    opened = Signal(object)
    emptied = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("week_grid")
        self.setAccessibleName(_("The week of reading lessons"))
        self.week = _Week()
        self.setModel(self.week)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.week.cell(index)))

    def show_week(
        self, periods: Sequence[PeriodRow], weekdays: Sequence[int], rows: Mapping[tuple[int, int], Sequence[str]]
    ) -> None:
        """`rows`: the lines of each (weekday, period); the cursor stays where it is."""
        at = (max(0, self.currentIndex().row()), max(0, self.currentIndex().column()))
        self.week.show_week(periods, weekdays, rows)
        self._fit()
        if periods and weekdays:
            self.setCurrentIndex(self.week.index(min(at[0], len(periods) - 1), min(at[1], len(weekdays) - 1)))

    def cell(self) -> Cell | None:
        index = self.currentIndex()
        return self.week.cell(index) if index.isValid() else None

    def choose(self, weekday: int, period_id: int) -> None:
        for row, period in enumerate(self.week.periods):
            if period.id == period_id and weekday in self.week.weekdays:
                self.setCurrentIndex(self.week.index(row, list(self.week.weekdays).index(weekday)))

    def go_down(self) -> None:
        """To the next period of the day; after the last to the first of the next day."""
        index = self.currentIndex()
        row, column = index.row() + 1, index.column()
        if row >= self.week.rowCount():
            row, column = 0, (column + 1) % max(1, self.week.columnCount())
        self.setCurrentIndex(self.week.index(row, column))

    def currentChanged(self, now: _Index, before: _Index) -> None:
        super().currentChanged(now, before)
        if now.isValid():
            self.chosen.emit(self.week.cell(now))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.cell()
        if cell is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(cell)
        elif cell is not None and event.key() == Qt.Key.Key_Delete:
            self.emptied.emit(cell)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """As high as its classes: the page scrolls, not the grid inside it."""
        line = theme.metrics(theme.Step.NOTE).height()
        height = 0
        for row, period in enumerate(self.week.periods):
            most = max((len(self.week.lines.get((day, period.id), ())) for day in self.week.weekdays), default=0)
            high = line * max(LEAST_LINES, most) + theme.space(2)
            self.setRowHeight(row, high)
            height += high
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + height + 2 * self.frameWidth() + 2)
