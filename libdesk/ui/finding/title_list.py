"""A list of titles with its search: as one types, in the order one chooses, a whole library as easily as one title.

What takes but a moment is looked up at once; what takes longer goes to the searcher beside the window and is dropped
by the next key. The list itself holds ids; rows are read when they are seen.
"""

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.catalogue_search import ORDER_NAMES, Order, Wanted, clean
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import TitleFound
from libdesk.i18n import _
from libdesk.store.queries import catalogue
from libdesk.store.queries.places import named_places
from libdesk.ui import icons, theme
from libdesk.ui.finding import list_words
from libdesk.ui.finding.filters import Filters, choice
from libdesk.ui.finding.searcher import Searcher
from libdesk.ui.finding.title_columns import columns
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.paged_rows import PagedRows
from libdesk.ui.widgets.row_table import Empty, RowTable

PAGE: Final = 50  # titles that come first, before the rest is known
READ: Final = 25  # rows read at once: a jump reads two such pages at most in a small window
AT_ONCE: Final = 20_000  # titles that are sorted and listed whole while nobody notices
WIDE: Final = 150  # steps of width from which the filters stand there unasked
TITLE_WIDTH: Final = 50  # steps that other columns leave to the title, while they can
_SORTED_BY: Final = {"title": Order.TITLE, "call_no": Order.SHELF}


class TitleList(QWidget):
    """Search box, filters, order, the rows, and how many there are.

    `whole`: nothing typed shows the whole library instead of the face that `nothing_typed` gives. `many`: several rows
    may be chosen. `extra`: more columns, see title_columns. `op`: what may be read by whoever is at the desk.
    `moment`: what takes more steps than these is looked up beside the window.
    """

    row_changed = Signal(object)
    """The TitleFound under the cursor, None if there is none."""
    opened = Signal(int)
    """Return or a double click on the title with this id."""
    selection_changed = Signal()
    """Other titles are chosen than before, where `many` may be."""
    searched = Signal()
    """The list shows the answer to another question, or the same one anew."""

    def __init__(
        self, around: Surroundings, *, name: str = "find_box", words: str = "", hint: str = "", op: Op = Op.FIND_BOOKS,
        whole: bool = False, many: bool = False, extra: Collection[str] = (), order: Order = Order.BEST,
        nothing_typed: Callable[[], Empty] | None = None, moment: int = catalogue.MOMENT,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("title_list")
        self.desk, self._op, self._whole, self._many = around.desk, op, whole, many
        self._moment = moment
        self._nothing_typed = nothing_typed or (lambda: Empty(_("No books yet")))
        self._shown: Wanted | None = None  # the question that the rows answer
        self._ids = array("q")
        self._total: int | None = 0
        self._put: int | None = None  # the title that the cursor stands on unless a person has moved it
        self.copy_id: int | None = None
        """The very copy whose barcode was typed or scanned."""
        self.search = SearchEdit(name, words or _("Find books"), hint or list_words.hint(), pause_ms=0)
        self.order = choice("title_order", _("In this order"))
        self.fold = button("title_filter", _("Filter"), self._fold, icon=icons.FILTER)
        self.filters = Filters()
        self.table = RowTable(
            columns(lambda: self.desk.today, extra), name=_("Titles found"), empty=Empty(""), key=lambda row: row.id,
            many=many, sorts_itself=False, least=TITLE_WIDTH,
        )  # fmt: skip
        self.count_line = named(label(role="note"), "title_count")
        self.searcher = Searcher(around.desk, around.jobs, op, self)
        self._folded: bool | None = None  # what a person wants, once they have said it
        self._assemble(order)
        self._connect()

    def _assemble(self, order: Order) -> None:
        for one in Order:
            if one is not Order.BEST or order is Order.BEST:
                self.order.addItem(_(ORDER_NAMES[one]), one)
        self.order.setCurrentIndex(max(0, self.order.findData(order)))
        self.fold.setCheckable(True)
        self.filters.hide()
        self.table.keep_in_sight()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped((self.search, 1), self.order, self.fold))
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.count_line)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._look())
        self.search.went_down.connect(self.table.view.setFocus)
        self.order.activated.connect(lambda _at: self._look())
        self.filters.changed.connect(self._look)
        self.table.sort_asked.connect(self._sort)
        self.table.row_changed.connect(self.row_changed)
        self.table.opened.connect(lambda row: self.opened.emit(row.id))
        if self._many:
            self.table.chosen_changed.connect(self.selection_changed)
        self.searcher.begun.connect(self._begun)
        self.searcher.answered.connect(self._answered)
        self.searcher.failed.connect(lambda _wanted, error: self._show_fault(error))

    # What others ask of it

    @property
    def wanted(self) -> Wanted:
        """The question as it stands above the list."""
        order = Order(self.order.currentData())  # Qt gives the text back and not the member
        return self.filters.narrow(Wanted(self.search.text(), order=order))

    @property
    def total(self) -> int | None:
        """How many titles fit; None while they are counted."""
        return self._total

    @property
    def listed(self) -> "array[int]":
        """The titles in the list: the first that fit, or all."""
        return self._ids

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.table.view, self.search)

    def take_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def look_for(self, text: str) -> None:
        """Show what fits this text, as if it had been typed."""
        self.search.look_for(text)

    def show_wanted(self, wanted: Wanted) -> None:
        """Put this question above the list and show what fits it."""
        self.filters.show_wanted(wanted)
        if wanted.filtered:
            self._show_filters(True)
        self.order.setCurrentIndex(max(0, self.order.findData(wanted.order)))
        self.search.setText(wanted.text)
        self.search.ask()

    def refresh(self) -> None:
        """Show the library as it is now; cursor, choice and place stay where they can."""
        self._look()

    def current_row(self) -> TitleFound | None:
        row: TitleFound | None = self.table.current_row()
        return row

    def select(self, title_id: int) -> bool:
        """Put the cursor on this title; False where it is not in the list."""
        return self.table.select(title_id)

    def selected_ids(self) -> list[int]:
        """The titles that are chosen, from top to bottom; rows out of sight are not read."""
        return self.table.chosen_keys()

    def count_selected(self) -> int:
        return self.table.count_chosen()

    # Looking

    def _look(self) -> None:
        wanted = self.wanted
        self.searcher.stop()
        self._mark_order(wanted.order)
        try:
            library = self.desk.read(self._op)
            self.filters.show_places(named_places(library))
            if not (self._whole or wanted.filtered or clean(wanted.text).strip()):
                self._show_nothing_typed()
                return
            found, ids = catalogue.at_once(library, wanted, first=PAGE, most=AT_ONCE, moment=self._moment)
        except catalogue.TookTooLong:
            self._wait(wanted)
            return
        except DeskError as error:
            self._show_fault(error)
            return
        self.copy_id = found.copy_id
        whole = found.total == len(ids)
        if not whole and self._stays(wanted):
            return
        self._show(wanted, ids, found.total)
        if not whole:
            self._paint()
            self.searcher.ask(wanted)

    def _stays(self, wanted: Wanted) -> bool:
        """A long list that is asked for anew stands there with its rows as they are now, until the new one comes."""
        rows = self.table.model.rows()
        if wanted != self._shown or self._total != len(self._ids) or not isinstance(rows, PagedRows) or not len(rows):
            return False
        rows.forget()
        self.table.show_again()
        self.searcher.ask(wanted)
        self.searched.emit()
        return True

    def _wait(self, wanted: Wanted) -> None:
        if self._stays(wanted):
            return
        self._shown, self._ids, self._total, self.copy_id = wanted, array("q"), None, None
        self.table.show_rows(())
        self.table.show_loading()
        self._show_count()
        self.searcher.ask(wanted, first=PAGE)

    def _begun(self, wanted: Wanted, ids: "array[int]") -> None:
        if wanted == self._shown and len(ids):
            self._show(wanted, ids, None)
            self._paint()

    def _paint(self) -> None:
        """The first page is seen before the rest is sorted, which would hold the painting up."""
        self.table.view.viewport().repaint()

    def _answered(self, wanted: Wanted, ids: "array[int]") -> None:
        if wanted != self._shown:
            return
        begun = self._ids
        if 0 < len(begun) < len(ids) and ids[: len(begun)] == begun:
            self._ids, self._total = ids, len(ids)
            self.table.extend_rows(self._rows(ids))
            self._show_count()
            self.searched.emit()
        else:
            self._show(wanted, ids, len(ids))

    def _show(self, wanted: Wanted, ids: "array[int]", total: int | None) -> None:
        same = wanted == self._shown and len(ids) > 0 and self._ids == ids
        current = self.current_row()
        moved = current is not None and current.id != self._put
        stay = moved or wanted == self._shown
        self._shown, self._ids, self._total = wanted, ids, total
        rows = self.table.model.rows()
        if same and isinstance(rows, PagedRows):
            rows.forget()
            self.table.show_again()
        else:
            self.table.set_empty(self._nothing_found(wanted))
            self.table.show_rows(self._rows(ids) if len(ids) else (), stay=stay)
        if not moved:
            self._put = row.id if (row := self.current_row()) is not None else None
        self._show_count()
        self.searched.emit()

    def _rows(self, ids: "array[int]") -> PagedRows[TitleFound]:
        return PagedRows(ids, self._read, list_words.GONE, page=READ)

    def _read(self, ids: Sequence[int]) -> dict[int, TitleFound]:
        try:
            return {row.id: row for row in catalogue.rows(self.desk.read(self._op), ids)}
        except DeskError:  # painting is no place to fail; whatever is done next says why
            return {}

    def _show_nothing_typed(self) -> None:
        self._shown, self._ids, self._total, self.copy_id = None, array("q"), 0, None
        self.table.set_empty(self._nothing_typed())
        self.table.show_rows(())
        self._show_count()
        self.searched.emit()

    def _show_fault(self, error: DeskError) -> None:
        self._shown, self._ids, self._total = None, array("q"), 0
        self.table.show_rows(())
        self.table.show_error(error.text(), ((_("Try again"), self.refresh),))
        self._show_count()
        self.searched.emit()

    # Words and faces

    def _show_count(self) -> None:
        self.count_line.setVisible(self._shown is not None and (self._total is None or self._total > 0))
        self.count_line.setText(list_words.how_many(self._total))

    def _nothing_found(self, wanted: Wanted) -> Empty:
        if not (wanted.filtered or clean(wanted.text).strip()):
            return self._nothing_typed()
        return list_words.nothing_found(wanted, self._type_again, self.filters.clear_all.click)

    def _type_again(self) -> None:
        self.search.clear()
        self.search.ask()
        self.take_focus()

    # Filters and order

    def _sort(self, key: str, _descending: bool) -> None:
        """By the head of a column where there is such an order; else as it was."""
        order = _SORTED_BY.get(key)
        if order is not None and self.wanted.order is not order:
            self.order.setCurrentIndex(self.order.findData(order))
            self._look()
        else:
            self._mark_order(self.wanted.order)

    def _mark_order(self, order: Order) -> None:
        header = self.table.view.horizontalHeader()
        keys = [column.key for column in self.table.model.columns]
        by = next((key for key, one in _SORTED_BY.items() if one is order), None)
        was = header.blockSignals(True)
        header.setSortIndicator(keys.index(by) if by else -1, Qt.SortOrder.AscendingOrder)
        header.blockSignals(was)

    def _fold(self) -> None:
        self._folded = not self.fold.isChecked()
        self._show_filters(not self._folded)
        if not self._folded:
            self.filters.kind.setFocus()

    def _show_filters(self, shown: bool) -> None:
        self.fold.setChecked(shown)
        self.filters.setVisible(shown)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fold_by_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_by_width()

    def _fold_by_width(self) -> None:
        """Until somebody folds them, filters stand there where there is room, and where one of them narrows."""
        if self._folded is None:
            self._show_filters(self.width() >= theme.space(WIDE) or self.filters.count > 0)
