"""The lists of a stocktake under one choice: what was scanned last, what is still to find, what else was met."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.rows.stocktake import CountedCopy, StocktakeRow
from libdesk.i18n import _
from libdesk.store.queries.stocktake_lists import Now
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import across, label
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.shelving.stocktake import views
from libdesk.ui.shelving.stocktake.views import DONE_ONLY, GROUPED, VIEW_NAMES, WHILE_OPEN, Shown, View
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

KEPT = 50  # scans that are shown


class ListsView(QWidget):
    """`choosing` is for the page to place. `row_changed` when the cursor or the list is another.

    `groups_wanted`: places and classes are to be counted.
    """

    row_changed = Signal()
    groups_wanted = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self._reading = OneJob(around.jobs, self)
        self._row: StocktakeRow | None = None
        self._now: Now | None = None
        self._tables: dict[View, RowTable] = {}
        self._columns = views.columns(self._desk)
        self.shown_of: tuple[int, View] | None = None
        self.show_what = choice("stocktake_show", [])
        self.show_what.setAccessibleName(_("What the list shows"))
        self.choosing = across(label(_("List:"), buddy=self.show_what), self.show_what, gap=1, end=False)
        self._stack = Stack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self._stack, 1)
        self.show_what.activated.connect(lambda _at: self._chosen())
        self._turn(View.LAST)

    @property
    def view(self) -> View:
        return View(self.show_what.currentData() or View.LAST)

    @property
    def table(self) -> RowTable:
        shown = self._stack.currentWidget()
        assert isinstance(shown, RowTable)
        return shown

    def show_stocktake(self, row: StocktakeRow | None, now: Now | None) -> None:
        """The lists that this one has; the list that was chosen stays if it is among them."""
        self._row, self._now = row, now
        wanted = self.view
        kinds = [view for view in View if row is not None and view not in (DONE_ONLY if row.is_open else WHILE_OPEN)]
        if [self.show_what.itemData(place) for place in range(self.show_what.count())] != kinds:
            self.show_what.clear()
            for view in kinds:
                self.show_what.addItem(_(VIEW_NAMES[view]), view.value)
            choose(self.show_what, wanted.value)
            if self.show_what.currentIndex() < 0:
                self.show_what.setCurrentIndex(0)
        self.show_what.setEnabled(row is not None)
        self.read()

    def show_now(self, now: Now) -> None:
        """The counts have moved, from which classes and places follow."""
        self._now = now
        if self.view in GROUPED:
            self.read()

    def show_view(self, view: View) -> None:
        choose(self.show_what, view.value)
        self._chosen()

    @property
    def is_grouped(self) -> bool:
        """Whether what is shown is counted by place or class."""
        return self.view in GROUPED

    def _chosen(self) -> None:
        self.read()
        if self.is_grouped and self._now is not None and not self._now.grouped:
            self.groups_wanted.emit()

    def read(self) -> None:
        """Read the chosen list beside the desk; what is shown stays until it is there."""
        row, view, now = self._row, self.view, self._now
        self._turn(view)
        if row is None:
            self.table.show_rows(())
            self.row_changed.emit()
            return
        if view in GROUPED:
            self._reading.drop()
            if now is None or not now.grouped:
                self.table.show_loading()
                return
            rows = views.of_classes(now.tally) if view is View.CLASSES else views.of_places(self._desk, now.tally)
            self._show((row.id, view), Shown(rows, len(rows)))
            return
        if self.shown_of != (row.id, view):
            self.table.show_loading()
        self._reading.start(
            Lane.PREVIEW, _("Reading a list of the stocktake"), lambda desk, _progress: views.read(desk, row, view),
            lambda shown: self._show((row.id, view), shown), self._failed,
        )  # fmt: skip

    def add_seen(self, seen: CountedCopy) -> None:
        """What was scanned just now stands on top, and is no longer among what is to find."""
        if self._row is None or self.shown_of != (self._row.id, self.view):
            return
        rows: Sequence[Any] = self.table.model.rows()
        if self._reading.running:  # what is being read may be without this scan
            self.read()
        if self.view is View.LAST:
            self.table.show_rows([seen, *rows][:KEPT], stay=False)
        elif self.view in (View.LEFT, View.GONE):
            self.table.show_rows([row for row in rows if row.copy_id != seen.copy_id])

    def _turn(self, view: View) -> None:
        table = self._tables.get(view)
        if table is None:
            table = RowTable(
                self._columns[view], name=_(VIEW_NAMES[view]), empty=_empty(view), key=views.key_of(view), least=30,
            )  # fmt: skip
            table.keep_in_sight(3, fewest=1)
            table.row_changed.connect(lambda _row: self.row_changed.emit())
            self._tables[view] = table
            self._stack.addWidget(table)
        self._stack.setCurrentWidget(table)

    def _show(self, what: tuple[int, View], shown: Shown) -> None:
        self.shown_of = what
        rows, total = shown
        self._tables[what[1]].show_rows(rows, total=total if total > len(rows) else None)
        self.row_changed.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            again: tuple[tuple[str, Callable[[], None]], ...] = ((_("Try again"), self.read),)
            self.table.show_error(error.text(), again)


def _empty(view: View) -> Empty:
    if view is View.LAST:
        return Empty(_("Nothing scanned yet"), _("Scan the books of this part, in any order."), (), icons.SCAN)
    if view is View.LEFT:
        return Empty(_("Everything is found"), _("No book of this part is left to find."), (), icons.CHECK_CIRCLE)
    return Empty(_("Nothing of this"), "", (), icons.CHECK_CIRCLE)
