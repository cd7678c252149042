"""The three lists of shelf reading: as scanned, what puts it right, what was not found."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableView, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelving.reading import MoveTold, Scanned
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import view_button, wrapped
from libdesk.ui.shelving.reading.words import MISSED, MOVES, SCANNED
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack


class View(StrEnum):
    SCANNED = "scanned"
    MOVES = "moves"
    MISSED = "missed"


NAMES: Final = {View.SCANNED: N_("As scanned"), View.MOVES: N_("To put right"), View.MISSED: N_("Not found")}


class Lists(QWidget):
    """`choice` are the buttons by which a list is chosen; whoever owns the lists puts them in its page."""

    view_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {view: self._button(view) for view in View}
        self.choice = wrapped(*self.buttons.values())
        first = Empty(
            _("Scan a shelf from left to right"), _("Each book is told at once whether it stands in order."), (),
            icons.SCAN,
        )  # fmt: skip
        right = Empty(
            _("Nothing is to be moved"), _("The books that were scanned stand in order."), (), icons.CHECK_CIRCLE
        )
        there = Empty(
            _("Nothing is missing here"), _("All that should stand between the first and the last book was scanned."),
            (), icons.CHECK_CIRCLE,
        )  # fmt: skip
        self.scanned = RowTable(
            SCANNED, name=_("Books as scanned"), empty=first, key=lambda row: row.item.copy_id, many=True
        )
        self.moves = RowTable(
            MOVES, name=_("Moves that put the shelf right"), empty=right, key=lambda row: row.taken.item.copy_id
        )
        self.missed = RowTable(
            MISSED, name=_("Books not found"), empty=there, key=lambda row: row.copy_id, sorts_itself=False
        )
        self._stack = Stack()
        for table in (self.scanned, self.moves, self.missed):
            table.keep_in_sight(3)
            self._stack.addWidget(table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.choose(View.SCANNED)

    @property
    def view(self) -> View:
        return next(view for view, made in self.buttons.items() if made.isChecked())

    @property
    def view_now(self) -> QTableView:
        """The table on show."""
        return self._table(self.view).view

    def _table(self, view: View) -> RowTable:
        return {View.SCANNED: self.scanned, View.MOVES: self.moves, View.MISSED: self.missed}[view]

    def choose(self, view: View) -> None:
        for one, made in self.buttons.items():
            made.setChecked(one is view)
        self._stack.setCurrentWidget(self._table(view))

    def chosen(self) -> list[Any]:
        return list(self._table(self.view).chosen_rows())

    def show_reading(self, scanned: Sequence[Scanned], moves: Sequence[MoveTold]) -> None:
        """Only the list on show is laid out; the buttons tell how much is on the others."""
        rows: dict[View, Sequence[Any]] = {View.SCANNED: scanned, View.MOVES: moves}
        for view, shown in rows.items():
            self._show_count(view, len(shown))
        if self.view in rows:
            self._table(self.view).show_rows(rows[self.view])
            self._show_count(View.MISSED, 0)

    def show_missed(self, missed: Sequence[ShelfItem]) -> None:
        """What was not found, once it is read."""
        self.missed.show_rows(missed)
        self._show_count(View.MISSED, len(missed))

    def _show_count(self, view: View, count: int) -> None:
        self.buttons[view].setText(f"{_(NAMES[view])} ({count:,})" if count else _(NAMES[view]))

    def show_number(self, number: int) -> None:
        """Bring the book that was just scanned into sight."""
        rows = self.scanned.model.rows()
        found = next((row for row in reversed(rows) if row.number == number), None)
        if found is not None:
            self.scanned.select(found.item.copy_id)

    def _button(self, view: View) -> QToolButton:
        return view_button(f"reading_{view}", _(NAMES[view]), lambda: self._clicked(view))

    def _clicked(self, view: View) -> None:
        self.choose(view)
        self.view_changed.emit()
