"""The forms of an order: its head, a book by ISBN or title, and the supplier's papers at the end of a delivery."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from libdesk.actions.acquisition import deliveries, purchases
from libdesk.actions.acquisition.deliveries import DeliveryForm
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.actions.acquisition.wishes import sound_isbn
from libdesk.domain.batches import read_discount
from libdesk.domain.deliveries import MOST_COPIES, to_pay
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import DeliveryReceipt, LineRow, PurchaseRow
from libdesk.domain.show import show_money
from libdesk.i18n import _, ngettext
from libdesk.store.queries import orders as queries
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.cataloguing.orders.standing_form import StandingForm, line_field
from libdesk.ui.cataloguing.orders.words import discount_words
from libdesk.ui.parts import label, named
from libdesk.ui.settings.section import spin
from libdesk.ui.tab import Surroundings


class HeadForm(StandingForm):
    """Name, supplier, discount and budget of an order; `made(order id)` for a new one with the lines it began with."""

    made = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("order_head", verb=_("Save"), do=self._write)
        self._around, self._desk = around, around.desk
        self._order: PurchaseRow | None = None
        self._lines: tuple[NewLine, ...] = ()
        self.name = line_field("order_name", most=60)
        self.supplier = line_field("order_supplier", most=60)
        self.discount = line_field("order_discount", hint=_("such as 78%"), most=10)
        self.budget = line_field("order_budget", most=15)
        self.note = line_field("order_note")
        self.add_row((_("Name of the order"), self.name, 3), (_("Supplier"), self.supplier, 3))
        self.add_row((_("Discount"), self.discount, 2), (_("Budget"), self.budget, 2), (_("Note"), self.note, 3))

    def begin(
        self, lines: Sequence[NewLine] = (), *, name: str = "", discount: int | None = None, budget: int | None = None
    ) -> None:
        self._order, self._lines = None, tuple(lines)
        words = ngettext("New order of {n} title", "New order of {n} titles", len(lines)).format(n=len(lines))
        self.heading.setText(words if lines else _("New order"))
        self.ok.setText(_("Make the order"))
        self._fill(name, "", discount, budget, "")

    def edit(self, order: PurchaseRow) -> None:
        self._order = order
        self.heading.setText(_("Change the order"))
        self.ok.setText(_("Save"))
        self._fill(order.name, order.supplier, order.discount_permille, order.budget_fen, order.note)

    def _fill(self, name: str, supplier: str, discount: int | None, budget: int | None, note: str) -> None:
        self.fault.hide()
        self.name.setText(name)
        self.supplier.setText(supplier)
        self.discount.setText(discount_words(discount))
        self.budget.setText(plain_amount(budget))
        self.note.setText(note)
        self.name.setFocus()
        self.name.selectAll()

    def _write(self) -> None:
        form = OrderForm(
            self.name.text(), self.supplier.text(), read_discount(self.discount.text()),
            amount_of(self.budget.text()), self.note.text(),
        )  # fmt: skip
        if self._order is None:
            purchase_id = purchases.make_purchase(self._desk, form, self._lines)
            self._around.say(_("The order is made. F8 takes it back."))
        else:
            purchase_id = self._order.id
            purchases.edit_purchase(self._desk, purchase_id, form)
            self._around.say(_("Changed. F8 takes it back."))
        self.made.emit(purchase_id)


class LineForm(StandingForm):
    """One book for an order by its ISBN, or by its title; it stays for the next one."""

    added = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__("order_line", verb=_("Put it in"), do=self._write)
        self._around, self._desk = around, around.desk
        self._purchase_id = 0
        self.isbn = line_field("line_isbn", most=30)
        self.title = line_field("line_title")
        self.author = line_field("line_author")
        self.publisher = line_field("line_publisher")
        self.price = line_field("line_price", most=15)
        self.copies = spin("line_copies", 1, MOST_COPIES)
        self.note = line_field("line_note")
        self.add_row((_("ISBN"), self.isbn, 2), (_("Title"), self.title, 3))
        self.add_row((_("Author"), self.author, 2), (_("Publisher"), self.publisher, 2))
        self.add_row((_("Copies"), self.copies, 1), (_("Price"), self.price, 1), (_("Note"), self.note, 3))
        self.isbn.editingFinished.connect(self._look_up)

    def begin(self, purchase_id: int, *, isbn: str = "") -> None:
        self._purchase_id = purchase_id
        self.heading.setText(_("A book for this order"))
        for field in (self.isbn, self.title, self.author, self.publisher, self.price, self.note):
            field.clear()
        self.isbn.setText(isbn)
        self._look_up()
        self.copies.setValue(self.copies.value() or 1)
        self.fault.hide()
        (self.title if isbn and not self.title.text() else self.isbn).setFocus()

    def _look_up(self) -> None:
        isbn = queries.isbn_of(self.isbn.text().strip())
        if not isbn:
            return
        title, author, publisher, price, _id = queries.facts_of_isbn(self._desk.read(Op.SEE_ORDERS), isbn)
        known = (
            (self.title, title), (self.author, author), (self.publisher, publisher),
            (self.price, plain_amount(price)),
        )  # fmt: skip
        for field, text in known:
            if not field.text().strip():
                field.setText(text)

    def _write(self) -> None:
        isbn = sound_isbn(self.isbn.text())
        self._look_up()
        line = NewLine(
            self.title.text(), self.copies.value(), author=self.author.text().strip(),
            publisher=self.publisher.text().strip(), isbn=isbn, price_fen=amount_of(self.price.text()),
            note=self.note.text().strip(), title_id=queries.title_of_isbn(self._desk.library, isbn),
        )  # fmt: skip
        purchases.add_lines(self._desk, self._purchase_id, [line])
        self._around.say(_("“{title}” is in the order. F8 takes it back.").format(title=self.title.text().strip()))
        self.added.emit()

    def save(self) -> None:
        """The next book follows; Esc ends it."""
        if self.run():
            self.begin(self._purchase_id)


class FinishForm(StandingForm):
    """What stands on the supplier's papers; `finished(receipt)` when the batch is made."""

    finished = Signal(object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__("delivery_finish", verb=_("Book the delivery"), do=self._write)
        self._around, self._desk = around, around.desk
        self._order: PurchaseRow | None = None
        self._rows: tuple[LineRow, ...] = ()
        self.sum = named(label(wrap=True), "finish_sum")
        self.voucher = line_field("finish_voucher", most=60)
        self.list_price = line_field("finish_list_price", most=15)
        self.discount = line_field("finish_discount", hint=_("such as 78%"), most=10)
        self.paid = line_field("finish_paid", most=15)
        self.surplus = named(QCheckBox(_("Keep what was not ordered")), "finish_surplus")
        self.close_order = named(QCheckBox(_("Nothing more comes: close the order")), "finish_close")
        self.add_row(("", self.sum, 1))
        self.add_row((_("Invoice"), self.voucher, 2), (_("List price"), self.list_price, 1),
                     (_("Discount"), self.discount, 1), (_("Paid"), self.paid, 1))  # fmt: skip
        self.add_row(("", self.surplus, 0), ("", self.close_order, 0))
        self.surplus.toggled.connect(lambda _on: self._reckon())
        self.discount.editingFinished.connect(self._hint_paid)
        self.list_price.editingFinished.connect(self._hint_paid)

    def begin(self, order: PurchaseRow, lines: Sequence[LineRow]) -> None:
        self._order, self._rows = order, tuple(lines)
        self.heading.setText(_("End of the count: {name}").format(name=order.name))
        self.voucher.clear()
        self.discount.setText(discount_words(order.discount_permille))
        surplus = any(line.counts.surplus for line in lines)
        self.surplus.setVisible(surplus)
        self.surplus.setChecked(False)
        self.close_order.setChecked(not any(line.counts.short or line.counts.damaged for line in lines))
        self.fault.hide()
        self._reckon()
        self.voucher.setFocus()

    def _reckon(self) -> None:
        """What the batch comes to; a price that was typed over is typed again."""
        copies, fen, bare = deliveries.pending_fen(self._rows, keep_surplus=self.surplus.isChecked())
        text = ngettext("{n} sound copy goes into the batch", "{n} sound copies go into the batch", copies)
        parts = [text.format(n=f"{copies:,}"), show_money(fen)]
        if bare:
            parts.append(ngettext("{n} without a price", "{n} without a price", bare).format(n=bare))
        self.sum.setText(_(", ").join(parts))
        self.list_price.setText(plain_amount(fen))
        self._hint_paid()

    def _hint_paid(self) -> None:
        """What the invoice should say, as a hint that typing replaces."""
        try:
            amount = to_pay(amount_of(self.list_price.text()) or 0, read_discount(self.discount.text()))
        except DeskError:
            amount = None
        self.paid.setPlaceholderText(plain_amount(amount))

    def _write(self) -> None:
        assert self._order is not None
        form = DeliveryForm(
            self.voucher.text(), amount_of(self.list_price.text()), read_discount(self.discount.text()),
            amount_of(self.paid.text()), keep_surplus=self.surplus.isChecked() and not self.surplus.isHidden(),
            close=self.close_order.isChecked(),
        )  # fmt: skip
        receipt: DeliveryReceipt = deliveries.finish_delivery(self._desk, self._order.id, form)
        self.finished.emit(receipt)
