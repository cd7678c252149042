"""The grid of the roster: a person is dragged to another place, or picked up and put down by keyboard."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QEvent,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.roster import Presence
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.semester.roster.cells import Cell, Kind, Week

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
MIME: Final = "application/x-libdesk-duty"
LEAST_WIDE = 18  # steps of a column: three characters with a sign
LEAST_ROWS, MOST_ROWS = 4, 9  # in sight however low the page
PRESENCE_ICONS: Final = {
    Presence.KEPT: icons.CHECK_CIRCLE,
    Presence.MISSED: icons.REFUSED,
    Presence.EXCUSED: icons.INFO,
    Presence.UNSIGNED: icons.UNKNOWN,
    Presence.NOW: icons.CLOCK,
}
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractTableModel):
    moved = Signal(object, object)
    """A cell with somebody was let go over another one."""

    def __init__(self) -> None:
        super().__init__()
        self.week = Week((), ())
        self.may_move = False

    def show_week(self, week: Week) -> None:
        self.beginResetModel()
        self.week = week
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.week.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.week.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.week.heads[section]
        return self.week.rows[section].head

    def _even(self, row: int) -> bool:
        """Whether the row is of the second, fourth … time of the day, which has a ground of its own."""
        return sum(line.first for line in self.week.rows[: row + 1]) % 2 == 0

    def cell(self, index: _Index) -> Cell:
        return self.week.rows[index.row()].cells[index.column()]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return cell.tip or _("no slot")
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(_ground(cell, self._even(index.row())))
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(_ink(cell))
            case Qt.ItemDataRole.DecorationRole:
                name = PRESENCE_ICONS.get(cell.presence) if cell.presence else None
                if name is None and cell.one is not None and (cell.one.instead_of is not None or cell.one.extra):
                    name = icons.RENEW
                return icons.icon(name, "text") if name else None
            case _ if role == CELL_ROLE:
                return cell
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.may_move:
            cell = self.cell(index)
            if cell.kind is Kind.PERSON:
                found |= Qt.ItemFlag.ItemIsDragEnabled
            if cell.slot is not None and cell.kind is not Kind.CLOSED:
                found |= Qt.ItemFlag.ItemIsDropEnabled
        return found

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction  # nothing is taken away here: the page asks the library, and shows it anew

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, QByteArray(f"{indexes[0].row()},{indexes[0].column()}".encode()))
        return made

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index) -> bool:
        if not parent.isValid() or not data.hasFormat(MIME):
            return False
        from_row, from_column = map(int, bytes(data.data(MIME).data()).decode().split(","))
        source = self.index(from_row, from_column)
        if source.isValid() and self.cell(source).kind is Kind.PERSON:
            self.moved.emit(self.cell(source), self.cell(parent))
        return False


class WeekGrid(QTableView):
    """`chosen` is the cell under the cursor; Return opens it, Delete empties it, Ctrl+X and Ctrl+V move somebody."""

    cell_changed = Signal(object)
    opened = Signal(object)
    emptied = Signal(object)
    picked = Signal(object)
    put = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("roster_grid")
        self.setAccessibleName(_("Duty roster of the week"))
        self.weeks = _Model()
        self.moved = self.weeks.moved
        self.setModel(self.weeks)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropOverwriteMode(True)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.selectionModel().currentChanged.connect(lambda *_both: self.cell_changed.emit(self.cell))
        self.doubleClicked.connect(lambda _index: self._open())
        self._fit()

    @property
    def cell(self) -> Cell | None:
        index = self.currentIndex()
        return self.weeks.cell(index) if index.isValid() else None

    def show_week(self, week: Week, *, may_move: bool) -> None:
        """The cursor stays where it stood."""
        index = self.currentIndex()
        place = (index.row(), index.column()) if index.isValid() else (0, 0)
        self.weeks.may_move = may_move
        self.weeks.show_week(week)
        self._fit()
        if week.rows:
            row, column = min(place[0], len(week.rows) - 1), min(place[1], len(week.heads) - 1)
            self.setCurrentIndex(self.weeks.index(row, column))
        self.cell_changed.emit(self.cell)

    def select(self, *, slot_id: int, reader_id: int | None = None, column: int | None = None) -> bool:
        """Put the cursor on a place of a slot: that of this reader, else the first."""
        for row, line in enumerate(self.weeks.week.rows):
            for place, cell in enumerate(line.cells):
                there = cell.slot is not None and cell.slot.id == slot_id and column in (None, place)
                if there and reader_id in (None, cell.reader_id):
                    self.setCurrentIndex(self.weeks.index(row, place))
                    return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cell = self.cell
        if cell is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit(cell)
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.picked.emit(cell)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.put.emit(cell)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self.cell is not None:
            self.opened.emit(self.cell)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """The days share the width; a name that is longer ends in dots, and whole where one points at it."""
        line = theme.metrics(theme.Step.BODY).height() + theme.space(1.5)
        self.verticalHeader().setDefaultSectionSize(line)
        self.horizontalHeader().setMinimumSectionSize(theme.space(LEAST_WIDE))
        head = self.horizontalHeader().sizeHint().height()
        rows = min(max(self.weeks.rowCount(), LEAST_ROWS), MOST_ROWS)
        self.setMinimumHeight(head + line * rows + 2 * self.frameWidth() + 2)
        for row, seen in enumerate(self.weeks.week.rows):
            lines = seen.head.count("\n") + 1
            high = max(line, lines * theme.metrics(theme.Step.BODY).height() + theme.space(1))
            self.setRowHeight(row, high)


def _ground(cell: Cell, even: bool) -> str:
    now = theme.current()
    match cell.kind:
        case Kind.OPEN | Kind.GONE:
            return now.outcome(Outcome.NOTICE).ground
        case Kind.CLOSED:
            return now.colours.soft
    return now.colours.window if even else now.colours.surface


def _ink(cell: Cell) -> str:
    now = theme.current()
    match cell.kind:
        case Kind.OPEN | Kind.GONE:
            return now.outcome(Outcome.NOTICE).text
        case Kind.CLOSED | Kind.NONE:
            return now.colours.quiet
    if cell.presence in (Presence.MISSED, Presence.UNSIGNED):
        return now.colours.bad
    return now.colours.text
