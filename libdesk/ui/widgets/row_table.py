"""A list of rows with all its faces: rows, empty, loading, too many, and an error with a way on."""

from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.widgets.list_face import Choice, ListFace
from libdesk.ui.widgets.row_model import ROW_ROLE, Column, RowModel, Width
from libdesk.ui.widgets.stack import ShownOnly

MEASURED_ROWS: Final = 60
"""Rows looked at when a column is fitted to its contents."""
LOOKED_AT: Final = 12
"""Rows at the top that tell whether a column has anything in it."""
FEWEST: Final = 2
"""Rows that stay in sight before a list asks its page for more height."""
LARGE: Final = 1.25
"""The factor up to which every page has room in the smallest window, because its lists give way."""
MOST_CHOSEN: Final = 1_000
"""Chosen rows that stay chosen when the list is shown anew."""
LEAST_STRETCH: Final = 20
"""Steps that are left to a stretched column before a spare one gives way to it, unless a table asks for more."""


class Empty(NamedTuple):
    """The face of a list without rows: a title, one sentence, and what can be done about it."""

    title: str
    sentence: str = ""
    choices: tuple[Choice, ...] = ()
    icon: str = icons.INFO


class RowTable(QWidget):
    """Rows of one kind under columns; the row under the cursor is `current_row()`, Return or a double click opens it.

    Sorting is done here unless `sorts_itself` is False: then `sort_asked(column key, descending)` asks the owner.
    """

    opened = Signal(object)
    row_changed = Signal(object)
    """The row under the cursor, None if there is none."""
    chosen_changed = Signal()
    """Other rows are chosen than before, where `many` may be."""
    sort_asked = Signal(str, bool)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        empty: Empty,
        key: Callable[[Any], Hashable] | None = None,
        header: bool = True,
        many: bool = False,
        sorts_itself: bool = True,
        cursor_at_top: bool = True,
        least: int = LEAST_STRETCH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._empty, self._key, self._sorts_itself, self._many = empty, key, sorts_itself, many
        self._lines = 1
        self._cursor_at_top = cursor_at_top
        self._least = least
        self._given: Sequence[Any] = ()
        self.model = RowModel(columns)
        self.view = _View(name)
        self.face = ListFace()
        self.note = QLabel()
        self._rows_in_sight = 0
        self._hidden: set[str] = set()  # by whoever owns the table
        self._spare_widths: dict[int, int] = {}
        self._bare: set[int] = set()
        self._set_up(header=header, many=many)
        self._assemble()
        self._connect()
        self.show_rows(())

    def show_rows(self, rows: Sequence[Any], *, total: int | None = None, stay: bool = True) -> None:
        """Show these rows and `stay` on the row under the cursor; `total` tells that there are more than are shown."""
        kept = self._key(self.current_row()) if stay and self._key and self.current_row() is not None else None
        chosen = set(self.chosen_keys(MOST_CHOSEN)) if stay and self._key and self._many else set()
        self._given = rows
        self.model.set_rows(self._in_order(rows))
        if not rows:
            empty = self._empty
            self._show_face(empty.icon, empty.title, empty.sentence, empty.choices)
            self.row_changed.emit(None)
            return
        self._fit()
        more = total is not None and total > len(rows)
        self.note.setVisible(more)
        if more:
            text = _("The first {shown} of {total}. Type more to narrow the list.")
            self.note.setText(text.format(shown=f"{len(rows):,}", total=f"{total:,}"))
        self._pages.setCurrentIndex(0)
        if (kept is None or not self.select(kept)) and self._cursor_at_top:
            self.view.selectRow(0)
        if len(chosen) > 1:
            self.choose_keys(chosen)

    def extend_rows(self, rows: Sequence[Any]) -> None:
        """The rows that are shown and more behind them: cursor, choice and place stay."""
        self._given = rows
        self.model.more_rows(rows)

    def show_again(self) -> None:
        """The same rows may say something else now."""
        self.model.rows_changed()
        self._fit()
        self.row_changed.emit(self.current_row())

    def show_loading(self, sentence: str = "") -> None:
        """The rows are being read; say what takes the time if it is known."""
        self._show_face(icons.CLOCK, _("Reading …"), sentence, ())

    def show_error(self, sentence: str, choices: tuple[Choice, ...] = ()) -> None:
        """The rows could not be read; the sentence says why and what to do."""
        self._show_face(icons.ALERT, _("This list could not be read"), sentence, choices)

    def set_empty(self, empty: Empty) -> None:
        """What to show while there is no row, as when a search found nothing."""
        self._empty = empty
        if not self._given:
            self.show_rows(())

    def show_columns(self, keys: Collection[str], *, lines: int = 1) -> None:
        """Show only these columns, with room for so many lines in a row; a narrow place may want another set."""
        self._lines = lines
        self._hidden = {column.key for column in self.model.columns if column.key not in keys}
        for number, column in enumerate(self.model.columns):
            self.view.setColumnHidden(number, column.key in self._hidden)
        self._fit()

    def keep_in_sight(self, rows: int = 4) -> None:
        """However low the window, so many rows are seen in large type, where a page is scrolled anyway; else FEWEST."""
        self._rows_in_sight = rows
        self._fit()

    def current_row(self) -> Any:
        """The row under the cursor, or None."""
        index = self.view.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def chosen_rows(self) -> list[Any]:
        """The rows that are chosen, from top to bottom; one at most unless `many` may be."""
        return [index.data(ROW_ROLE) for index in sorted(self.view.selectionModel().selectedRows())]

    def chosen_keys(self, most: int | None = None) -> list[Any]:
        """The keys of the rows that are chosen, from top to bottom, at most so many; rows out of sight are not read."""
        assert self._key is not None
        places = islice((place for span in sorted(self._chosen_spans()) for place in range(*span)), most)
        rows = self.model.rows()
        key_at = getattr(rows, "key_at", None)
        return list(dict.fromkeys(key_at(place) if key_at else self._key(rows[place]) for place in places))

    def count_chosen(self) -> int:
        """How many rows are chosen."""
        return sum(end - start for start, end in self._chosen_spans())

    def _chosen_spans(self) -> list[tuple[int, int]]:
        chosen = self.view.selectionModel().selection()
        parts = [chosen.at(place) for place in range(chosen.count())]
        return [(part.top(), part.bottom() + 1) for part in parts]

    def select(self, key: Hashable) -> bool:
        """Put the cursor on the row with this key; False if it is not there."""
        number = self._place_of(key)
        if number is None:
            return False
        flags = QItemSelectionModel.SelectionFlag
        # Not selectRow, which adds to what is chosen while Shift or Ctrl is held.
        self.view.selectionModel().setCurrentIndex(self.model.index(number, 0), flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(self.model.index(number, 0))
        return True

    def _place_of(self, key: Hashable) -> int | None:
        """Where the row with this key stands; a list that is read page by page says so itself."""
        rows = self.model.rows()
        if (place_of := getattr(rows, "place_of", None)) is not None:
            found: int | None = place_of(key)
            return found
        if self._key is None:
            return None
        return next((number for number, row in enumerate(rows) if self._key(row) == key), None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def choose_keys(self, keys: Collection[Hashable]) -> None:
        """Those of several chosen rows that are still there stay chosen, the cursor where it is."""
        assert self._key is not None
        again = QItemSelection()
        for number in [place for place in map(self._place_of, keys) if place is not None]:
            again.select(self.model.index(number, 0), self.model.index(number, self.model.columnCount() - 1))
        if again.indexes():
            self.view.selectionModel().select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _set_up(self, *, header: bool, many: bool) -> None:
        view = self.view
        view.setModel(self.model)
        modes = QAbstractItemView.SelectionMode
        view.setSelectionMode(modes.ExtendedSelection if many else modes.SingleSelection)
        top = view.horizontalHeader()
        top.setVisible(header)
        view.setProperty("plain", not header)
        top.setMinimumSectionSize(theme.space(10))
        top.setHighlightSections(False)
        top.setResizeContentsPrecision(MEASURED_ROWS)
        top.setSortIndicatorClearable(True)
        top.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        top.setSortIndicatorShown(True)
        top.setSectionsClickable(True)
        for number, column in enumerate(self.model.columns):
            stretch = column.width is Width.STRETCH
            modes_of = QHeaderView.ResizeMode
            top.setSectionResizeMode(number, modes_of.Stretch if stretch else modes_of.Interactive)
        self.note.setProperty("role", "note")
        self.note.setObjectName("too_many")
        self.note.setWordWrap(True)

    def _assemble(self) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addWidget(self.note)
        self._pages = ShownOnly(self)
        self._pages.addWidget(rows)
        self._pages.addWidget(self.face)

    def _connect(self) -> None:
        self.view.opened.connect(self.opened)
        self.view.resized.connect(self._give_way)
        self.view.selectionModel().currentRowChanged.connect(lambda *_args: self.row_changed.emit(self.current_row()))
        if self._many:
            self.view.selectionModel().selectionChanged.connect(lambda *_args: self.chosen_changed.emit())
        self.view.horizontalHeader().sortIndicatorChanged.connect(self._sort)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if self._sorts_itself:
            self.show_rows(self._given)
        elif section >= 0:
            self.sort_asked.emit(self.model.columns[section].key, order == Qt.SortOrder.DescendingOrder)

    def _in_order(self, rows: Sequence[Any]) -> Sequence[Any]:
        header = self.view.horizontalHeader()
        if not self._sorts_itself:
            return rows
        return self.model.sorted_rows(rows, header.sortIndicatorSection(), header.sortIndicatorOrder())

    def _fit(self) -> None:
        line = theme.metrics(theme.Step.BODY).height() + (self._lines > 1)  # Qt rounds each of several lines up
        height = line * self._lines + theme.space(2)
        self.view.verticalHeader().setDefaultSectionSize(height)
        if self._rows_in_sight:
            header = self.view.horizontalHeader()
            top = 0 if header.isHidden() else header.sizeHint().height()
            rows = self._rows_in_sight if theme.current().factor > LARGE else min(self._rows_in_sight, FEWEST)
            least = top + height * rows + 2 * self.view.frameWidth()
            for face in (self.view, self.face):
                face.setMinimumHeight(least)
        columns, header = self.model.columns, self.view.horizontalHeader()
        widths = {
            number: max(self.view.sizeHintForColumn(number), header.sectionSizeHint(number))
            for number, column in enumerate(columns)
            if column.width is Width.FIT or column.spare
        }
        for number, width in widths.items():
            if columns[number].width is Width.FIT:
                header.resizeSection(number, width)
        self._spare_widths = {
            number: width
            for number, width in widths.items()
            if columns[number].spare and columns[number].key not in self._hidden
        }
        first = list(islice(self.model.rows(), LOOKED_AT)) if self._spare_widths else []
        self._bare = {
            number
            for number in self._spare_widths
            if columns[number].icon is None and not any(columns[number].text(row) for row in first)
        }
        self._give_way()

    def _give_way(self) -> None:
        """Where there is no room for all columns, spare ones are hidden: those with nothing in them, the most spare."""
        if not self._spare_widths:
            return
        columns, header = self.model.columns, self.view.horizontalHeader()
        fixed = sum(
            header.sectionSize(number) if column.width is Width.FIT else theme.space(self._least)
            for number, column in enumerate(columns)
            if number not in self._spare_widths and column.key not in self._hidden
        )
        room = self.view.viewport().width() - fixed
        for number in sorted(self._spare_widths, key=lambda number: (number in self._bare, columns[number].spare)):
            room -= self._spare_widths[number]
            hide = room < 0
            if hide != self.view.isColumnHidden(number):
                self.view.setColumnHidden(number, hide)
                if not hide:
                    self.view.resizeColumnToContents(number)

    def _show_face(self, icon: str, title: str, sentence: str, choices: tuple[Choice, ...]) -> None:
        self.face.show_face(icon, title, sentence, choices)
        self._pages.setCurrentIndex(1)


class _View(QTableView):
    """The rows themselves: whole rows are chosen, Tab leaves, Return opens."""

    opened = Signal(object)
    resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.doubleClicked.connect(self._open)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE))
