"""The table of lending rules: kinds of reader by kinds of item, what is taken from the rule above in quiet grey."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from libdesk.domain.lending_kinds import PUPIL_KINDS
from libdesk.domain.rulebook import ANY, ITEM_KINDS, Key, RuleBook
from libdesk.domain.show_rules import rule_in_words, show_cell, show_column, show_row, show_rule
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import named

INDENT: Final = "　"
PADDING: Final = (4, 3, 2.5, 2)  # steps beside the words of a cell: narrower before the table scrolls
_Index = QModelIndex | QPersistentModelIndex


class RuleModel(QAbstractTableModel):
    """One cell for each (lending kind, kind of item)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = (ANY, *ITEM_KINDS)
        self.book = RuleBook({})

    def show(self, book: RuleBook, rows: Sequence[str]) -> None:
        """The rules as they stand; a kind of item that only this school knows gets a column too."""
        own = sorted({item for _kind, item in book.rules} - {ANY, *ITEM_KINDS})
        columns = (ANY, *ITEM_KINDS, *own)
        if (tuple(rows), columns) == (self.rows, self.columns):
            self.book = book
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.book, self.rows, self.columns = book, tuple(rows), columns
        self.endResetModel()

    def key(self, index: _Index) -> Key:
        return self.rows[index.row()], self.columns[index.column()]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return show_column(self.columns[section])
        kind = self.rows[section]
        return f"{INDENT if kind in PUPIL_KINDS else ''}{show_row(kind)}"

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        key = self.key(index)
        own = key in self.book.rules
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(part for part in show_rule(self.book.rule(*key)) if part)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return where_from(self.book, key)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{show_cell(key)} {rule_in_words(self.book.rule(*key))}. {where_from(self.book, key)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.ForegroundRole:
                return None if own else QColor(theme.current().colours.faint)
            case Qt.ItemDataRole.FontRole:
                return theme.font(theme.Step.NOTE, bold=own and key[1] == ANY)
        return None


def where_from(book: RuleBook, key: Key) -> str:
    """Whether a cell has a rule of its own, or which other cell speaks for it."""
    speaking = book.key(*key)
    if speaking == key:
        return _("A rule of its own.")
    return _("As {cell}.").format(cell=show_cell(speaking)) if speaking else _("There is no rule, so nothing is lent.")


class RuleTable(QTableView):
    """Arrow keys go from cell to cell, Return into the cell's numbers, Delete back to the rule above; Tab leaves."""

    cell_changed = Signal(object)
    """The key of the cell under the cursor."""
    opened = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        named(self, "rule_table")
        self.setAccessibleName(_("Lending rules"))
        self.rules = RuleModel()
        self.setModel(self.rules)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(lambda *_args: self.cell_changed.emit(self.key))
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    @property
    def key(self) -> Key | None:
        """The cell under the cursor."""
        index = self.currentIndex()
        return self.rules.key(index) if index.isValid() else None

    def show_rules(self, book: RuleBook, rows: Sequence[str]) -> None:
        """Show these rows and stay on the cell under the cursor."""
        kept = self.key
        self.rules.show(book, rows)
        self.fit()
        if kept is None or not self.choose(kept):
            self.setCurrentIndex(self.rules.index(0, 0))

    def choose(self, key: Key) -> bool:
        """Put the cursor on a cell; False if it is not shown."""
        if key[0] not in self.rules.rows or key[1] not in self.rules.columns:
            return False
        self.setCurrentIndex(self.rules.index(self.rules.rows.index(key[0]), self.rules.columns.index(key[1])))
        return True

    def fit(self) -> None:
        """Rows of two lines; columns as wide as their words, or wider where there is room; no scrolling up and down."""
        metrics = theme.metrics(theme.Step.NOTE, bold=True)
        self.verticalHeader().setDefaultSectionSize(2 * metrics.height() + theme.space(2.5))
        wide = []
        for column in range(self.rules.columnCount()):
            texts = [self.rules.headerData(column, Qt.Orientation.Horizontal)]
            for row in range(self.rules.rowCount()):
                texts += str(self.rules.data(self.rules.index(row, column))).split("\n")
            wide.append(max(metrics.horizontalAdvance(text) for text in texts))
        room = self.viewport().width()
        fitting = (steps for steps in PADDING if sum(wide) + len(wide) * theme.space(steps) <= room)
        padding = theme.space(next(fitting, PADDING[0]))
        wide = [width + padding for width in wide]
        spare = max(0, room - sum(wide)) // max(1, len(wide))
        for column, width in enumerate(wide):
            self.setColumnWidth(column, width + spare)
        rows = self.rules.rowCount() * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height() if sum(wide) > room else 0
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + bar + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)
