"""The parcel against its order: the count, what is short, too many and damaged, and the batch at its end."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.acquisition import deliveries as actions
from libdesk.domain.deliveries import State
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.orders import DeliveryReceipt, PurchaseRow
from libdesk.exchange.offers import OfferList
from libdesk.i18n import _, ngettext
from libdesk.store.queries import orders as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders import papers
from libdesk.ui.cataloguing.orders.count_area import SHOWN, CountArea
from libdesk.ui.cataloguing.orders.delivery_parts import ResultPanel
from libdesk.ui.cataloguing.orders.order_forms import FinishForm
from libdesk.ui.cataloguing.orders.supplier_list import SupplierList, ask_file, counted_words
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.scrolled import scrolled
from libdesk.ui.widgets.stack import Stack


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
        self.can_catalogue = False
        self._reader = SupplierList(around, self)
        self.orders = named(QComboBox(), "delivery_order")
        self.orders.setAccessibleName(_("Which order"))
        self.shown = named(QComboBox(), "delivery_shown")
        self.shown.setAccessibleName(_("Which books"))
        for code, text in SHOWN:
            self.shown.addItem(_(text), code)
        self.whole = button("delivery_whole", _("All came as ordered"), self._all)
        self.take = button("delivery_list", _("Supplier's list …"), self.ask_file, icon=icons.IMPORT)
        self.result = ResultPanel()
        self.count = CountArea(around)
        self.finish_form = FinishForm(around)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self._finish_area = scrolled(self.finish_form)
        self.pages = Stack()
        self.pages.addWidget(self.count)
        self.pages.addWidget(self._finish_area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.orders, self.shown, None, self.take, self.whole, gap=2))
        column.addWidget(self.result)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.orders.activated.connect(lambda _row: self._order_chosen())
        self.shown.activated.connect(lambda _row: self._choose_shown())
        self.count.changed.connect(self._show_lines)
        self.count.heard.connect(self.heard)
        self.count.foot.print_asked.connect(self._print)
        self.count.foot.save_asked.connect(self._save)
        self.count.foot.finish_asked.connect(self._begin_finish)
        self.result.catalogue_asked.connect(self.catalogue_asked)
        self._reader.read.connect(self._take_list)
        self._reader.refused.connect(lambda error: self.count.say(Outcome.REFUSED, error.text()))
        self.finish_form.closed.connect(self._back)
        self.finish_form.finished.connect(self._finished)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.count.box, self.orders)

    def take_focus(self) -> None:
        focus_first(self.home)

    # What is shown

    def refresh(self) -> int:
        """The orders that a parcel may come for; gives how many there are."""
        kept = self.orders.currentData()
        found = [row for row in queries.purchases(self._desk.read(Op.SEE_ORDERS)) if row.state is State.ORDERED]
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

    def _order_chosen(self) -> None:
        self.count.told.clear()
        self.result.hide()
        self._back()
        self._show_lines()

    def _choose_shown(self) -> None:
        self.count.which = self.shown.currentData()
        self._show_lines()

    def _show_lines(self) -> None:
        order = self.order
        self.shown.setCurrentIndex(self.shown.findData(self.count.which))
        self.count.show_lines(order, queries.lines(self._desk.read(Op.SEE_ORDERS), order.id) if order else [])
        for part in (self.whole, self.take, self.shown, self.orders):
            part.setVisible(order is not None)
        if order is None:
            self.count.told.clear()

    def take_scan(self, raw: str, *, typed: bool = False) -> None:
        self.count.take_scan(raw, typed=typed)

    # The whole parcel

    def _all(self) -> None:
        if (order := self.order) is None:
            return
        try:
            copies = actions.all_arrived(self._desk, order.id)
        except DeskError as error:
            self.count.say(Outcome.REFUSED, error.text())
            return
        self.count.told.clear()  # it spoke of a single book as it stood before
        text = ngettext("{n} copy was counted. F8 takes it back.", "{n} copies were counted. F8 takes it back.", copies)
        self._around.say(text.format(n=f"{copies:,}"))
        self._show_lines()
        focus_first(self.home)

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
            self.count.say(Outcome.REFUSED, error.text())
            return
        self._show_lines()
        looked = Outcome.NOTICE if added or read.faults else Outcome.DONE
        self.count.say(looked, counted_words(copies, added, len(read.faults)))
        self._around.say(_("{done} F8 takes it back.").format(done=_("The supplier's list is counted.")))

    # The end

    def _begin_finish(self) -> None:
        if (order := self.order) is not None:
            self.count.form.close_form()
            self.pages.setCurrentWidget(self._finish_area)
            self.finish_form.begin(order, self.count.lines)

    def _back(self) -> None:
        self.pages.setCurrentWidget(self.count)
        focus_first(self.home)

    def _finished(self, receipt: DeliveryReceipt) -> None:
        self.pages.setCurrentWidget(self.count)
        self.refresh()
        self.count.told.clear()
        self.result.show_receipt(receipt, can_catalogue=self.can_catalogue)
        self._around.say(_("The delivery is booked. F8 takes it back."))
        focus_first((self.result.catalogue, *self.home))

    def _print(self) -> None:
        if (order := self.order) is not None:
            paper = papers.claim_paper(self._desk, order, self.count.lines)
            self.document_asked.emit(paper.heading, list_maker(paper))

    def _save(self) -> None:
        if (order := self.order) is not None:
            path = ask_where(self, self._around, _("{name}, differences").format(name=order.name))
            if path is not None:
                self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write what is short, too many and damaged as a table."""
        heads, rows = papers.claim_table(self.count.lines)
        save_table(self._around, path, _("Differences"), heads, rows)
