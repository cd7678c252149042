"""A table is a model over typed rows; its columns say how a row's cell is read, sorted and shown."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from libdesk.i18n import _
from libdesk.ui import icons, theme

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
SORT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_Index = QModelIndex | QPersistentModelIndex
_ALIGNMENT: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_CHECKS: Final = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}


class Width(Enum):
    """FIT columns are never cut (due date, call number); a STRETCH column takes what is left and elides.

    A WHOLE column takes what is left too; what can be spared gives way before a name of usual length in it is cut.
    """

    FIT = "fit"
    STRETCH = "stretch"
    WHOLE = "whole"


class Column(NamedTuple):
    """One column. `title` is marked with N_() and translated when shown; every function is given the row."""

    key: str
    title: str
    text: Callable[[Any], str]
    sort: Callable[[Any], Any] | None = None
    """What to sort by, where it is not the text."""
    width: Width = Width.FIT
    right: bool = False
    """Figures are aligned right."""
    icon: Callable[[Any], str] | None = None
    """The name of an icon; the text or `tip` must say the same."""
    role: Callable[[Any], str] | None = None
    """A colour role of theme.palette.Colours, or ""."""
    tip: Callable[[Any], str] | None = None
    spare: int = 0
    """Where the table is narrow, columns with the highest number give way first; those with 0 stay."""
    ticked: Callable[[Any], bool] | None = None
    """A box that is ticked or not; who owns the table answers clicks and Space, and `tip` must say the same."""


class RowModel(QAbstractTableModel):
    """Shows any sequence of rows; it asks only for the rows that are seen, so a lazy sequence may be long."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._sides = [_side(column) for column in self.columns]
        self._answers = [_answers(column) for column in self.columns]
        self._rows: Sequence[Any] = ()

    def set_rows(self, rows: Sequence[Any]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def more_rows(self, rows: Sequence[Any]) -> None:
        """The same rows and more behind them; those that are seen stay as they are."""
        if len(rows) > len(self._rows):
            self.beginInsertRows(QModelIndex(), len(self._rows), len(rows) - 1)
            self._rows = rows
            self.endInsertRows()
        else:
            self._rows = rows

    def rows_changed(self) -> None:
        """The same rows in the same places, with other things in them."""
        if len(self._rows):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def rows(self) -> Sequence[Any]:
        return self._rows

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self.columns[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._sides[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Asked seven times for each cell that is painted: what a column does not say costs no look at a row."""
        if not index.isValid():
            return None
        column = index.column()
        if role == _ALIGNMENT:
            return self._sides[column]
        answer = self._answers[column].get(role)
        return None if answer is None else answer(self._rows[index.row()])

    def sorted_rows(self, rows: Sequence[Any], section: int, order: Qt.SortOrder) -> Sequence[Any]:
        """The rows in the order of a column; made for the few thousand that a screen holds, not for a whole library."""
        if not 0 <= section < len(self.columns):
            return rows
        column = self.columns[section]
        return sorted(rows, key=column.sort or column.text, reverse=order == Qt.SortOrder.DescendingOrder)


def _side(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _answers(column: Column) -> dict[int, Callable[[Any], Any]]:
    """What a column says of a row, by the role in which it is asked."""
    roles, text, tip = Qt.ItemDataRole, column.text, column.tip
    answers: dict[int, Callable[[Any], Any]] = {
        roles.DisplayRole: text,
        roles.ToolTipRole: tip or text,
        roles.AccessibleTextRole: (lambda row: text(row) or tip(row)) if tip else text,
        ROW_ROLE: lambda row: row,
        SORT_ROLE: column.sort or text,
    }
    if (icon := column.icon) is not None:
        answers[roles.DecorationRole] = partial(_icon, icon, column.role)
    if (ticked := column.ticked) is not None:
        answers[roles.CheckStateRole] = lambda row: _CHECKS[ticked(row)]
    if (role := column.role) is not None:
        answers[roles.ForegroundRole] = partial(_colour, role)
    return answers


def _icon(icon: Callable[[Any], str], role: Callable[[Any], str] | None, row: Any) -> QIcon | None:
    name = icon(row)
    return icons.icon(name, (role(row) if role else "") or "text") if name else None


def _colour(role: Callable[[Any], str], row: Any) -> QColor | None:
    named = role(row)
    return QColor(getattr(theme.current().colours, named)) if named else None
