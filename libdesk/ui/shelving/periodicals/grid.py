"""The year at a glance: a line a title, a column a month or an issue; each cell says how its issues stand."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.serials import IssueRow, SubscriptionRow
from libdesk.domain.serials.issues import IssueState
from libdesk.domain.show import show_month
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.shelving.periodicals import words

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
FEW: Final = 3  # issues of a cell that are named one by one
MOST_COLUMNS: Final = 60  # of issues; beyond, months have to do
UNKNOWN_DAY: Final = 13  # the column of what has no day
WORST: Final = (
    IssueState.LATE, IssueState.CLAIMED, IssueState.LOST, IssueState.PARTLY, IssueState.DUE, IssueState.EXPECTED,
    IssueState.HERE, IssueState.BOUND, IssueState.SKIPPED,
)  # fmt: skip
GROUNDS: Final = {
    IssueState.LATE: Outcome.REFUSED, IssueState.CLAIMED: Outcome.NOTICE, IssueState.LOST: Outcome.NOT_FOUND,
    IssueState.PARTLY: Outcome.NOTICE, IssueState.HERE: Outcome.DONE,
}  # fmt: skip
_Index = QModelIndex | QPersistentModelIndex
Cell = tuple[IssueRow, ...]


class GridModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.owners: Sequence[SubscriptionRow] = ()
        self.columns: list[str] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._today = date.min

    def show(self, owners: Sequence[SubscriptionRow], issues: Sequence[IssueRow], today: date, *, months: bool) -> None:
        self.beginResetModel()
        self.owners, self._today, self._cells = owners, today, {}
        places = {owner.id: place for place, owner in enumerate(owners)}
        counted: dict[int, int] = {}
        for issue in issues:
            row = places.get(issue.subscription.id)
            if row is None:
                continue
            column = counted.get(row, 0)
            counted[row] = column + 1
            if months:
                column = _month(issue) - 1
            self._cells[row, column] = (*self._cells.get((row, column), ()), issue)
        used = max((column for _row, column in self._cells), default=0)
        if months:
            self.columns = [show_month(date(today.year, month, 1), year=False) for month in range(1, 13)]
            if used >= UNKNOWN_DAY - 1:
                self.columns.append(_("no day"))
        else:
            self.columns = [str(column + 1) for column in range(used + 1)]
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.owners)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section] if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            metrics = theme.metrics(theme.Step.BODY)
            return metrics.elidedText(self.owners[section].title, Qt.TextElideMode.ElideMiddle, theme.space(34))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.owners[section].title}\n{words.facts(self.owners[section])}"
        return None

    def cell(self, row: int, column: int) -> Cell:
        return self._cells.get((row, column), ())

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._short(cell)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                owner = self.owners[index.row()].title
                return "\n".join((owner, *(self._whole(one) for one in cell))) if cell else owner
            case _ if role == CELL_ROLE:
                return cell
        return None

    def state(self, cell: Cell) -> IssueState | None:
        """That of the issue that wants a look most."""
        found = {issue.state(self._today) for issue in cell}
        return next((state for state in WORST if state in found), None)

    def _short(self, cell: Cell) -> str:
        if len(cell) <= FEW:
            return " ".join(f"{one.name.number}{words.MARKS[one.state(self._today)]}" for one in cell)
        came = sum(one.state(self._today) in (IssueState.HERE, IssueState.BOUND) for one in cell)
        counted = sum(one.state(self._today) is not IssueState.SKIPPED for one in cell)
        return f"{came}/{counted}"

    def _whole(self, one: IssueRow) -> str:
        return _(", ").join(
            (one.name.text, words.day_text(one.expected, self._today), words.state_text(one, self._today))
        )


def _month(issue: IssueRow) -> int:
    """The month of the subscription in which an issue appears; what has no day stands at the end."""
    if issue.expected is None:
        return UNKNOWN_DAY
    return issue.expected.month


class _CellPainter(QStyledItemDelegate):
    """The ground says how the issues of a cell stand, as its words do; a frame where the cursor is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model, cell = index.model(), index.data(CELL_ROLE)
        now, colours = theme.current(), theme.current().colours
        ground, text = colours.surface, colours.text
        state = model.state(cell) if isinstance(model, GridModel) else None
        if state in GROUNDS:
            found = now.outcome(GROUNDS[state])
            ground, text = found.ground, found.text
        elif state in (IssueState.BOUND, IssueState.SKIPPED):
            ground, text = colours.soft, colours.quiet
        elif state is IssueState.EXPECTED:
            text = colours.quiet
        rect = option.rect.adjusted(1, 1, -1, -1)
        painter.save()
        painter.fillRect(rect, QColor(ground))
        painter.setFont(theme.font(theme.Step.NOTE))
        painter.setPen(QColor(text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(index.data() or ""))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()


class Grid(QTableView):
    """The arrow keys go from cell to cell; Return opens its issues."""

    opened = Signal(object)
    """The issues of a cell; none of an empty one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("serials_grid")
        self.setAccessibleName(_("The year at a glance"))
        self.grid = GridModel()
        self.setModel(self.grid)
        self.setItemDelegate(_CellPainter(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)
        self.doubleClicked.connect(self._open)
        self._fit()

    def show_year(
        self, owners: Sequence[SubscriptionRow], issues: Sequence[IssueRow], today: date, *, months: bool
    ) -> None:
        """Stay on the cell that the cursor was on."""
        kept = self.currentIndex()
        row, column = (kept.row(), kept.column()) if kept.isValid() else (0, today.month - 1 if months else 0)
        self.grid.show(owners, issues, today, months=months)
        self._fit()
        if owners:
            self.setCurrentIndex(
                self.grid.index(min(row, len(owners) - 1), max(0, min(column, len(self.grid.columns) - 1)))
            )

    @property
    def cell(self) -> Cell:
        """The issues under the cursor."""
        index = self.currentIndex()
        return index.data(CELL_ROLE) if index.isValid() else ()

    @property
    def owner(self) -> SubscriptionRow | None:
        index = self.currentIndex()
        return self.grid.owners[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _open(self, index: _Index) -> None:
        self.opened.emit(index.data(CELL_ROLE))

    def _fit(self) -> None:
        metrics = theme.metrics(theme.Step.NOTE)
        self.verticalHeader().setDefaultSectionSize(theme.metrics(theme.Step.BODY).height() + theme.space(2))
        self.horizontalHeader().setDefaultSectionSize(metrics.horizontalAdvance("00✓ 00·") + theme.space(4))
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("00/00") + theme.space(2))
        for column in range(self.grid.columnCount()):
            texts = [str(self.grid.index(row, column).data() or "") for row in range(self.grid.rowCount())]
            widest = max((metrics.horizontalAdvance(text) for text in [*texts, self.grid.columns[column]]), default=0)
            self.setColumnWidth(column, widest + theme.space(4))
        line = self.verticalHeader().defaultSectionSize()
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + 3 * line)
