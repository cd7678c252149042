"""The class tree to look through: arrows open and close, Return chooses a class, Esc leaves."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from libdesk.domain.classification import ClassRow, ClassTree
from libdesk.i18n import _
from libdesk.ui import theme

_Index = QModelIndex | QPersistentModelIndex
CODE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
NOBODY: Final = QModelIndex()


class ClassTreeModel(QAbstractItemModel):
    """Gives a tree's rows as they are asked for; with `counts`, a second column says how many titles stand there."""

    def __init__(self, tree: ClassTree, counts: Mapping[str, int] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._tree, self._counts = tree, counts
        self._place = {row.code: nth for nth, row in enumerate(tree.rows)}
        self._nth = {row.code: nth for code in ("", *self._place) for nth, row in enumerate(tree.children(code))}

    def row_of(self, index: _Index) -> ClassRow | None:
        return self._tree.rows[index.internalId()] if index.isValid() else None

    def index_of(self, code: str) -> QModelIndex:
        row = self._tree.row(code)
        return NOBODY if row is None else self.createIndex(self._nth[row.code], 0, self._place[row.code])

    def index(self, row: int, column: int, parent: _Index = NOBODY) -> QModelIndex:
        below = self._below(parent)
        if not 0 <= row < len(below) or not 0 <= column < self.columnCount():
            return NOBODY
        return self.createIndex(row, column, self._place[below[row].code])

    def parent(self, index: _Index = NOBODY) -> QModelIndex:  # type: ignore[override] # Qt has another parent() too
        row = self.row_of(index)
        return self.index_of(row.parent) if row is not None and row.parent else NOBODY

    def rowCount(self, parent: _Index = NOBODY) -> int:
        return 0 if parent.isValid() and parent.column() else len(self._below(parent))

    def columnCount(self, parent: _Index = NOBODY) -> int:
        return 1 if self._counts is None else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _("Titles") if section else _("Subject class")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_of(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            count = (self._counts or {}).get(row.code, 0)
            return f"{row.code}  {row.name}" if not index.column() else f"{count:,}" if count else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and not row.given:
            return QColor(theme.current().colours.quiet)
        return row.code if role == CODE_ROLE else None

    def _below(self, parent: _Index) -> list[ClassRow]:
        row = self.row_of(parent)
        return self._tree.children(row.code if row is not None else "")


class ClassTreeView(QTreeView):
    """`chosen` by Return or a double click, `left` by Esc, `moved` when another class is under the cursor."""

    chosen = Signal(str)
    moved = Signal(str)
    left = Signal()

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(theme.space(3))
        self.setExpandsOnDoubleClick(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[ClassTree, Mapping[str, int] | None] | None = None
        self.doubleClicked.connect(lambda _index: self._choose())

    def show_tree(self, tree: ClassTree, counts: Mapping[str, int] | None = None) -> None:
        """Show this tree and stay on the class under the cursor, if it is still there."""
        if self._shown is not None and self._shown[0] is tree and self._shown[1] == counts:
            return
        here = self.current_code()
        opened = self._opened() if self._shown is not None and self._shown[0] is tree else []
        self._shown = (tree, counts)
        model = ClassTreeModel(tree, counts, self)
        before = self.model()
        self.setModel(model)
        if isinstance(before, ClassTreeModel):
            before.deleteLater()
        header = self.header()
        header.setStretchLastSection(counts is None)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        if counts is not None:
            header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        for code in opened:
            self.expand(model.index_of(code))
        self.selectionModel().currentChanged.connect(lambda *_args: self.moved.emit(self.current_code()))
        self.go_to(here)

    def current_code(self) -> str:
        row = self._model().row_of(self.currentIndex()) if self._shown is not None else None
        return row.code if row is not None else ""

    def current_row(self) -> ClassRow | None:
        return self._model().row_of(self.currentIndex()) if self._shown is not None else None

    def go_to(self, code: str) -> None:
        """Put the cursor on this class and open what is above it; on the first one for ""."""
        index = self._model().index_of(code) if code else NOBODY
        if not index.isValid():
            index = self._model().index(0, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter if code else self.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _model(self) -> ClassTreeModel:
        model = self.model()
        assert isinstance(model, ClassTreeModel)
        return model

    def _opened(self) -> list[str]:
        """The classes whose lower ones are in sight, those above first."""
        found: list[str] = []
        index = self._model().index(0, 0)
        while index.isValid():
            if self.isExpanded(index):
                found.append(str(index.data(CODE_ROLE)))
            index = self.indexBelow(index)
        return found

    def _choose(self) -> None:
        if self.currentIndex().isValid():
            self.chosen.emit(self.current_code())
