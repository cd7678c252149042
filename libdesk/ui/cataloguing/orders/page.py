"""Acquisition in one place: wishes, lists held against the holdings, orders, and the parcel when it is here."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from libdesk.actions.acquisition.purchases import NewLine
from libdesk.domain.deliveries import State
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.orders import DeliveryReceipt, WishState
from libdesk.i18n import N_, _
from libdesk.store.queries import orders, wishes
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders.orders_view import OrdersView
from libdesk.ui.cataloguing.orders.wishes_view import WishesView
from libdesk.ui.parts import view_button, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.orders.delivery_view import DeliveryView
    from libdesk.ui.cataloguing.orders.list_view import ListView

WISHES, LISTS, ORDERS, DELIVERY = "wishes", "lists", "orders", "delivery"


class OrdersPage(Tab):
    NAME = "orders_page"
    TITLE = N_("Acquisition")
    ICON = icons.STOCKTAKE
    OP = Op.SEE_ORDERS
    TOPICS = frozenset({Topic.ORDERS, Topic.BOOKS, Topic.HOLDS, Topic.READERS, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.wishes = WishesView(around)
        self.orders = OrdersView(around)
        self.buttons = {
            name: self._button(name) for name in (WISHES, LISTS, ORDERS, DELIVERY)
        }  # fmt: skip
        self._views = Stack()
        self._scans = unseen_box(self, "orders_scans", self._scan)
        self._assemble()
        self._connect()
        self.refresh()

    def _button(self, name: str) -> QToolButton:
        made = view_button(f"orders_{name}", "", lambda: self.show_view(name))
        made.setChecked(name == WISHES)
        return made

    def _assemble(self) -> None:
        self.buttons[LISTS].setText(_("Lists against the holdings"))
        self._views.addWidget(self.wishes)
        self._views.addWidget(self.orders)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(*self.buttons.values()))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.wishes.order_asked.connect(self._order)
        self.orders.document_asked.connect(self.document_asked)
        self.orders.delivery_asked.connect(self._deliver)

    @cached_property
    def lists(self) -> "ListView":
        """Made when a list is first held against the holdings."""
        from libdesk.ui.cataloguing.orders.list_view import ListView

        made = ListView(self.around)
        made.order_asked.connect(self._order_of_list)
        self._views.addWidget(made)
        return made

    @cached_property
    def delivery(self) -> "DeliveryView":
        """Made when a parcel is first counted."""
        from libdesk.ui.cataloguing.orders.delivery_view import DeliveryView

        made = DeliveryView(self.around)
        made.document_asked.connect(self.document_asked)
        made.heard.connect(self.heard)
        made.catalogue_asked.connect(self._catalogue)
        made.can_catalogue = self.has_siblings
        self._views.addWidget(made)
        return made

    @property
    def view(self) -> str:
        """Which view is shown."""
        return next(name for name, made in self.buttons.items() if made.isChecked())

    @property
    def _shown(self) -> "WishesView | ListView | OrdersView | DeliveryView":
        match self.view:
            case "wishes":
                return self.wishes
            case "lists":
                return self.lists
            case "orders":
                return self.orders
        return self.delivery

    def show_view(self, name: str) -> None:
        """Open one of the views."""
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        shown = self._shown
        self._views.setCurrentWidget(shown)
        self.refresh()
        shown.take_focus()

    @property
    def scan_target(self) -> ScanBox:
        """In a delivery each scan counts; elsewhere it begins a wish, finds a row or puts a book into the order."""
        if self.view == DELIVERY and self.delivery.count.box.isVisible():
            return self.delivery.count.box
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (*self._shown.home, self.buttons[self.view])

    def take_focus(self) -> None:
        self._shown.take_focus()

    def refresh(self) -> None:
        """The view on show, and how much stands in the others."""
        if not self.desk.allows(self.OP):
            return
        try:
            library = self.desk.read(Op.SEE_ORDERS)
            waiting = wishes.counts(library).get(WishState.OPEN, 0)
            found = [row.state for row in orders.purchases(library)]
            counts = {
                WISHES: waiting, ORDERS: len(found) - found.count(State.CLOSED), DELIVERY: found.count(State.ORDERED),
            }  # fmt: skip
            for name, count in counts.items():
                text = _(_WORDS[name])
                self.buttons[name].setText(f"{text} {count:,}" if count else text)
            self._shown.refresh()
        except DeskError as error:
            self.wishes.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _scan(self, raw: str) -> None:
        shown = self._shown
        if isinstance(shown, WishesView | OrdersView):
            shown.scan(raw)
        elif self.view == LISTS:
            self.lists.scan(raw)
        else:
            self.delivery.take_scan(raw)

    # From one view to the next

    def _order(self, lines: Sequence[NewLine], purchase_id: int | None) -> None:
        self.show_view(ORDERS)
        if purchase_id is None:
            self.orders.begin(lines)
        else:
            self.orders.put_in(purchase_id, lines)

    def _order_of_list(self, lines: Sequence[NewLine], purchase_id: int | None) -> None:
        name, discount, budget = self.lists.head
        self.show_view(ORDERS)
        if purchase_id is None:
            self.orders.begin(lines, name=name, discount=discount, budget=budget)
        else:
            self.orders.put_in(purchase_id, lines)

    def _deliver(self, purchase_id: int) -> None:
        self.show_view(DELIVERY)
        self.delivery.open_order(purchase_id)
        self.delivery.take_focus()

    def _catalogue(self, receipt: DeliveryReceipt) -> None:
        """The page where books are added takes the parcel up: its batch is chosen there, so that labels are enough."""
        from libdesk.ui.cataloguing.adding.page import AddingPage

        page = self.open_sibling(AddingPage.NAME)
        if isinstance(page, AddingPage) and receipt.batch_id is not None:
            page.take_up(receipt.batch_id)


_WORDS = {WISHES: N_("Wishes"), ORDERS: N_("Orders"), DELIVERY: N_("Delivery")}
