"""A list of rows with all its faces: rows, empty, loading, too many, and an error with a way on."""

from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import islice
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.i18n import _
from libdesk.ui import icons
from libdesk.ui.parts import label, named
from libdesk.ui.widgets.list_face import Choice, ListFace
from libdesk.ui.widgets.row_model import ROW_ROLE, Column, RowModel
from libdesk.ui.widgets.row_view import FEWEST, LEAST_STRETCH, RowView
from libdesk.ui.widgets.stack import ShownOnly

MOST_CHOSEN: Final = 1_000
"""Chosen rows that stay chosen when the list is shown anew."""


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
        self._undressed = False  # in another look, and not measured in it yet
        self._cursor_at_top = cursor_at_top
        self._given: Sequence[Any] = ()
        self.model = RowModel(columns)
        self.view = RowView(self.model, name, header=header, many=many, least=least)
        self.face = ListFace()
        self.note = named(label(role="note", wrap=True), "too_many")
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
        self.view.show_columns(keys, lines)
        self._fit()

    def keep_in_sight(self, rows: int = 4, fewest: int = FEWEST) -> None:
        """However low the window: so many rows in large type, where a page is scrolled anyway, else `fewest`."""
        self.view.keep_in_sight(rows, fewest)
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
            self._fit(anew=True)
            self._undressed = True  # its head may get its looks after it
            QTimer.singleShot(0, self, self._fit_dressed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_dressed()

    def _fit_dressed(self) -> None:
        """Nothing is measured for a list that nobody sees: its library may be closed by then."""
        if self._undressed and self.isVisible():
            self._undressed = False
            self._fit(anew=True)

    def choose_keys(self, keys: Collection[Hashable]) -> None:
        """Those of several chosen rows that are still there stay chosen, the cursor where it is."""
        assert self._key is not None
        again = QItemSelection()
        for number in [place for place in map(self._place_of, keys) if place is not None]:
            again.select(self.model.index(number, 0), self.model.index(number, self.model.columnCount() - 1))
        if again.indexes():
            self.view.selectionModel().select(again, QItemSelectionModel.SelectionFlag.ClearAndSelect)

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

    def _fit(self, *, anew: bool = False) -> None:
        self.view.fit(anew=anew)
        self.face.setMinimumHeight(self.view.minimumHeight())

    def _show_face(self, icon: str, title: str, sentence: str, choices: tuple[Choice, ...]) -> None:
        self.face.show_face(icon, title, sentence, choices)
        self._pages.setCurrentIndex(1)
