"""The parcel against its order: each ISBN scanned counts one book; at the end what is short, too many and damaged.

A wrong scan is told in the line under the box and changes nothing; the next scan goes on from there.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from libdesk.actions.acquisition import deliveries as actions
from libdesk.domain.barcodes import read_scan
from libdesk.domain.deliveries import MOST_COPIES, State
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.orders import Arrival, DeliveryReceipt, LineRow, PurchaseRow
from libdesk.domain.same_books import book_key
from libdesk.exchange.offers import OfferList
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import orders as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders import papers
from libdesk.ui.cataloguing.orders.delivery_parts import (
    COLUMNS,
    DeliveryFoot,
    ResultPanel,
    ToldLine,
    arrival_words,
)
from libdesk.ui.cataloguing.orders.order_forms import FinishForm
from libdesk.ui.cataloguing.orders.supplier_list import SupplierList, ask_file, counted_words
from libdesk.ui.lending.forms import InlineForm, Question
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.readers.scrolled import scrolled
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox

ALL, DIFFER, LACKING = "all", "differ", "lacking"
SHOWN: Final = ((ALL, N_("All books")), (DIFFER, N_("What differs")), (LACKING, N_("Not yet here")))


class DeliveryView(QWidget):
    document_asked = Signal(str, object)
    heard = Signal(object)
    """The outcome of a scan, for the ear."""
    catalogue_asked = Signal(object)
    """What has come and is to be catalogued: a DeliveryReceipt."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("delivery_view")
        self._around, self._desk = around, around.desk
        self._lines: list[LineRow] = []
        self._reader = SupplierList(around, self)
        self.can_catalogue = False
        self.orders = named(QComboBox(), "delivery_order")
        self.orders.setAccessibleName(_("Which order"))
        self.shown = named(QComboBox(), "delivery_shown")
        self.shown.setAccessibleName(_("Which books"))
        for code, text in SHOWN:
            self.shown.addItem(_(text), code)
        self.box = ScanBox()
        self.box.setObjectName("delivery_box")
        self.box.setAccessibleName(_("ISBN of a book from the parcel"))
        self.box.setAccessibleDescription(_("Each scan counts one book"))
        self.box.setPlaceholderText(_("Scan the ISBN of each book, or type its title"))
        self.told = ToldLine()
        self.counted = named(label(role="quiet"), "delivery_counted")
        self.list = RowTable(
            COLUMNS, name=_("Books of the delivery"), key=lambda row: row.id, empty=Empty("")
        )  # fmt: skip
        self.form = InlineForm("delivery")
        self.fault = named(label(role="bad", wrap=True), "delivery_fault")
        self.foot = DeliveryFoot()
        self.result = ResultPanel()
        self.whole = button("delivery_whole", _("All came as ordered"), self._all)
        self.take = button("delivery_list", _("Supplier's list …"), self.ask_file, icon=icons.IMPORT)
        self.finish_form = FinishForm(around)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        self.form.gives_back_to = self.box
        self.fault.hide()
        top = wrapped(self.orders, self.shown, None, self.take, self.whole, gap=2)
        told = across((self.told, 1), self.counted, end=False)
        self._count_area = down(self.box, told, (self.list, 1), self.form, self.fault, self.foot)
        self._finish_area = scrolled(self.finish_form)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._count_area)
        self.pages.addWidget(self._finish_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(top)
        column.addWidget(self.result)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.orders.activated.connect(lambda _row: self._order_chosen())
        self.shown.activated.connect(lambda _row: self._show_lines())
        self.box.scanned.connect(lambda raw, typed: self.take_scan(raw, typed=typed))
        self.box.repeated.connect(self._again)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.opened.connect(lambda _row: self._ask_count())
        self.foot.changed_by.connect(self._change)
        self.foot.damaged_by.connect(self._damage)
        self.foot.count_asked.connect(self._ask_count)
        self.foot.print_asked.connect(self._print)
        self.foot.save_asked.connect(self._save)
        self.foot.finish_asked.connect(self._begin_finish)
        self.result.catalogue_asked.connect(self.catalogue_asked)
        self._reader.read.connect(self._take_list)
        self._reader.refused.connect(lambda error: self._say(Outcome.REFUSED, error.text()))
        self.finish_form.closed.connect(self._back)
        self.finish_form.finished.connect(self._finished)
        self.list.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """+, - and D in the list change the row under the cursor."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            work: dict[str, Callable[[], None]] = {
                "+": partial(self._change, 1), "=": partial(self._change, 1), "-": partial(self._change, -1),
                "d": partial(self._damage, 1), "D": partial(self._damage, 1),
            }  # fmt: skip
            plain = (
                event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
                == Qt.KeyboardModifier.NoModifier
            )
            if plain and (act := work.get(event.text())) is not None and self._row is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box, self.orders)

    def take_focus(self) -> None:
        focus_first(self.home)

    # What is shown

    def refresh(self) -> int:
        """The orders that a parcel may come for; gives how many there are."""
        library = self._desk.read(Op.SEE_ORDERS)
        kept = self.orders.currentData()
        found = [order for order in queries.purchases(library) if order.state is State.ORDERED]
        self.orders.clear()
        for order in found:
            self.orders.addItem(order.name, order.id)
        self.orders.setCurrentIndex(max(0, self.orders.findData(kept)) if found else -1)
        self._show_lines()
        return len(found)

    def open_order(self, purchase_id: int) -> None:
        self.refresh()
        self.orders.setCurrentIndex(self.orders.findData(purchase_id))
        self._order_chosen()

    @property
    def order(self) -> PurchaseRow | None:
        chosen = self.orders.currentData()
        return queries.purchase(self._desk.read(Op.SEE_ORDERS), chosen) if chosen is not None else None

    @property
    def _row(self) -> LineRow | None:
        row: LineRow | None = self.list.current_row()
        return row

    def _order_chosen(self) -> None:
        self.told.clear()
        self.result.hide()
        self._back()
        self._show_lines()

    def _show_lines(self) -> None:
        order = self.order
        self._lines = queries.lines(self._desk.read(Op.SEE_ORDERS), order.id) if order else []
        self.list.set_empty(self._nothing(order))
        which = self.shown.currentData()
        rows = [
            line for line in self._lines
            if which == ALL or (which == DIFFER and line.claims()) or (which == LACKING and line.counts.short)
        ]  # fmt: skip
        self.list.show_rows(rows)
        came = sum(line.counts.delivered for line in self._lines)
        wanted = sum(line.counts.wanted for line in self._lines)
        self.counted.setText(_("{came} of {wanted} came").format(came=f"{came:,}", wanted=f"{wanted:,}"))
        for part in (self.box, self.counted, self.whole, self.take, self.shown, self.orders):
            part.setVisible(order is not None)
        self._mirror()

    def _nothing(self, order: PurchaseRow | None) -> Empty:
        if order is not None:
            return Empty(_("No book of this kind"), _("Choose others above."), (), icons.CHECK_CIRCLE)
        return Empty(
            _("No order is on its way"),
            _("Mark an order as ordered; when its parcel is here, it is counted here."), (), icons.FILE,
        )  # fmt: skip

    def _mirror(self) -> None:
        self.fault.hide()
        self.foot.mirror(self._row, self._lines)

    # Scans

    def take_scan(self, raw: str, *, typed: bool = False) -> None:
        """An ISBN counts one book; a title that is typed finds its line."""
        order, scan = self.order, read_scan(raw)
        self.form.close_form()
        if order is None:
            self._around.say(_("No order is on its way."))
        elif scan.isbn:
            self._count_isbn(order, scan.isbn)
        elif typed and not scan.text.isdecimal():
            self._find_title(scan.text)
        else:
            self._say(Outcome.NOT_FOUND, _("{code} is no ISBN: nothing was counted.").format(code=scan.text[:20]))

    def _count_isbn(self, order: PurchaseRow, isbn: str) -> None:
        line = queries.line_by_isbn(self._desk.library, order.id, isbn)
        if line is None and not queries.facts_of_isbn(self._desk.library, isbn)[0]:
            self._ask_title(isbn)
            return
        try:
            arrival = actions.count_arrival(self._desk, order.id, isbn=isbn)
        except DeskError as error:
            self._say(Outcome.REFUSED, error.text())
            return
        self._show_arrival(arrival)

    def _ask_title(self, isbn: str) -> None:
        """A surplus book that nothing here knows gets a name; a further scan leaves it uncounted."""
        self._say(Outcome.NOTICE, _("{isbn} was not ordered and is not known here.").format(isbn=isbn))
        text = _("What is the title of the book {isbn}?").format(isbn=isbn)
        self.form.ask(Question("delivery_title", text, _("Count it"), partial(self._count_surplus, isbn)))

    def _count_surplus(self, isbn: str, title: str) -> None:
        if (order := self.order) is not None:
            self._show_arrival(actions.count_arrival(self._desk, order.id, isbn=isbn, title=title))

    def _again(self, raw: str) -> None:
        """Several copies of one book lie on each other: the same ISBN within a moment is another copy, said aloud."""
        self.box.forget_last()
        self.take_scan(raw)

    def _show_arrival(self, arrival: Arrival) -> None:
        self.shown.setCurrentIndex(0)
        self._show_lines()
        self.list.select(arrival.line_id)
        self._say(_outcome(arrival), arrival_words(arrival))

    def _find_title(self, text: str) -> None:
        """A book without ISBN: the line is chosen, and + counts it."""
        wanted = book_key(text).title
        row = next((line for line in self._lines if wanted and wanted in line.key.title), None)
        if row is None:
            self._say(Outcome.NOTICE, _("“{title}” was not ordered.").format(title=text[:30]))
            question = _("Count “{title}” as not ordered?").format(title=text[:30])
            if (order := self.order) is not None:
                choices = (("yes", _("Count it")), ("no", _("Leave it")))
                self.form.ask(Question("delivery_bare", question, "", partial(self._bare, order.id, text),
                                       choices=choices))  # fmt: skip
            return
        self.shown.setCurrentIndex(0)
        self._show_lines()
        self.list.select(row.id)
        self.list.view.setFocus()
        self._say(Outcome.NOTICE, _("{title}: + counts one copy").format(title=row.title))

    def _bare(self, purchase_id: int, title: str, answer: str) -> None:
        if answer == "yes":
            self._show_arrival(actions.count_arrival(self._desk, purchase_id, title=title))

    def _say(self, outcome: Outcome, text: str) -> None:
        self.told.show_outcome(outcome, text)
        self.heard.emit(outcome)

    # By hand

    def _change(self, by: int) -> None:
        if (row := self._row) is not None:
            self._do(lambda: actions.set_delivered(self._desk, row.id, max(0, row.counts.delivered + by)))

    def _damage(self, by: int) -> None:
        if (row := self._row) is not None:
            self._do(lambda: actions.set_damaged(self._desk, row.id, max(0, row.counts.damaged + by)))

    def _do(self, act: Callable[[], Arrival]) -> None:
        try:
            arrival = act()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        at_list = self.list.view.hasFocus()
        self._show_lines()
        self.list.select(arrival.line_id)
        self.told.show_outcome(_outcome(arrival), arrival_words(arrival))
        focus_first((self.list.view if at_list else self.box,))

    def _ask_count(self) -> None:
        if (row := self._row) is not None:
            text = _("How many copies of “{title}” have come in all?").format(title=row.title)
            self.form.ask(Question("delivery_copies", text, _("Set"), partial(self._set_count, row)))

    def _set_count(self, row: LineRow, text: str) -> None:
        if not text.isdecimal() or int(text[:6]) > MOST_COPIES:
            self.form.tell(_("Write a number of copies, such as 3."))
            return
        actions.set_delivered(self._desk, row.id, int(text))
        self._show_lines()

    def _all(self) -> None:
        if (order := self.order) is None:
            return
        try:
            copies = actions.all_arrived(self._desk, order.id)
        except DeskError as error:
            self._say(Outcome.REFUSED, error.text())
            return
        text = ngettext("{n} copy was counted. F8 takes it back.", "{n} copies were counted. F8 takes it back.", copies)
        self._around.say(text.format(n=f"{copies:,}"))
        self._show_lines()
        focus_first(self.home)

    # The supplier's list

    def ask_file(self) -> None:
        ask_file(self, self._around, self.open_file)

    def open_file(self, path: Path) -> None:
        """Count what the supplier's delivery list says has come."""
        self._reader.open_file(path)

    def _take_list(self, read: OfferList) -> None:
        if (order := self.order) is None:
            return
        try:
            copies, added = actions.take_list(self._desk, order.id, read.offers)
        except DeskError as error:
            self._say(Outcome.REFUSED, error.text())
            return
        self._show_lines()
        looked = Outcome.NOTICE if added or read.faults else Outcome.RETURNED
        self._say(looked, counted_words(copies, added, len(read.faults)))
        self._around.say(_("{done} F8 takes it back.").format(done=_("The supplier's list is counted.")))

    # The end

    def _begin_finish(self) -> None:
        if (order := self.order) is not None:
            self.form.close_form()
            self.pages.setCurrentWidget(self._finish_area)
            self.finish_form.begin(order, self._lines)

    def _back(self) -> None:
        self.pages.setCurrentWidget(self._count_area)
        focus_first(self.home)

    def _finished(self, receipt: DeliveryReceipt) -> None:
        self.pages.setCurrentWidget(self._count_area)
        self.refresh()
        self.told.clear()
        self.result.show_receipt(receipt, can_catalogue=self.can_catalogue)
        self._around.say(_("The delivery is booked. F8 takes it back."))
        focus_first((self.result.catalogue, *self.home))

    def _print(self) -> None:
        if (order := self.order) is not None:
            paper = papers.claim_paper(self._desk, order, self._lines)
            self.document_asked.emit(paper.heading, papers.maker(paper))

    def _save(self) -> None:
        if (order := self.order) is not None:
            path = ask_where(self, self._around, _("{name}, differences").format(name=order.name))
            if path is not None:
                self.save_to(path)

    def save_to(self, path: Path) -> None:
        heads, rows = papers.claim_table(self._lines)
        save_table(self._around, path, _("Differences"), heads, rows)


def _outcome(arrival: Arrival) -> Outcome:
    """What came too many or damaged wants a look."""
    return Outcome.NOTICE if arrival.counts.surplus or arrival.counts.damaged else Outcome.RETURNED
