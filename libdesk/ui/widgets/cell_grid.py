"""A table of cells that are seen at a glance: told by a mark and by words, not by colour alone; Return opens one."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTableView

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class CellModel(QAbstractTableModel):
    """Cells line by line below the heads of their columns; how one is written is the matter of each grid."""

    def __init__(self, heads: Sequence[str] = ()) -> None:
        super().__init__()
        self.heads = heads
        self.cells: Sequence[Sequence[Any]] = ()

    def short(self, cell: Any) -> str:
        """The few signs that stand in a cell."""
        raise NotImplementedError  # every grid has its own

    def whole(self, row: int, cell: Any) -> str:
        """All that a cell tells, for a screen reader and for the mouse."""
        raise NotImplementedError  # every grid has its own

    def head_of(self, row: int, role: int) -> str | None:
        """What stands before a line."""
        raise NotImplementedError  # every grid has its own

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cells)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None
        return self.head_of(section, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cells[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.short(cell)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.whole(index.row(), cell)
            case _ if role == CELL_ROLE:
                return cell
        return None


class CellGrid(QTableView):
    """The arrow keys go from cell to cell."""

    opened = Signal(object)
    """The cell on which Return was pressed or that was clicked twice."""

    def __init__(self, name: str, words: str, model: CellModel, painter: QStyledItemDelegate) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setModel(model)
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
        self.doubleClicked.connect(self._open)

    def fit(self) -> None:
        """As wide and high as its cells want to be; asked for anew when the look changes."""
        raise NotImplementedError  # every grid has its own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def _open(self, index: Index) -> None:
        self.opened.emit(index.data(CELL_ROLE))


def paint_cell(
    painter: QPainter, rect: QRect, words: str, ground: str, text: str, font: QFont, frame: str = ""
) -> None:
    """One cell in the middle of its ground; `frame`: a colour around it, "" for none."""
    painter.save()
    painter.fillRect(rect, QColor(ground))
    painter.setFont(font)
    painter.setPen(QColor(text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
    if frame:
        painter.setPen(QPen(QColor(frame), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    painter.restore()
