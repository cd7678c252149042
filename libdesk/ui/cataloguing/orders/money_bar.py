"""Discount and budget, and what the ticked books of a list come to with them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.batches import read_discount
from libdesk.domain.errors import DeskError
from libdesk.domain.holdings_check import Offer, total
from libdesk.domain.money import read_amount
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.cataloguing.orders import words
from libdesk.ui.cataloguing.orders.standing_form import line_field
from libdesk.ui.parts import label, named, wrapped


class MoneyBar(QWidget):
    """`changed` when another discount or budget counts."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.discount = line_field("list_discount", _("Discount"), hint=_("Discount"), most=10)
        self.budget = line_field("list_budget", _("Budget"), hint=_("Budget"), most=15)
        self.sum = named(label(wrap=True), "list_sum")
        self.fault = named(label(role="bad", wrap=True), "list_fault")
        self.fault.hide()
        self.discount.setMaximumWidth(theme.space(24))
        self.budget.setMaximumWidth(theme.space(28))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fault)
        column.addWidget(wrapped(self.discount, self.budget, (self.sum, 1), gap=2))
        for field in (self.discount, self.budget):
            field.editingFinished.connect(self.changed)

    @property
    def values(self) -> tuple[int | None, int | None]:
        """(discount in thousandths, budget in fen). Raises BadDiscount, AmountUnread."""
        budget = self.budget.text().strip()
        return read_discount(self.discount.text()), read_amount(budget) if budget else None

    def show_sum(self, chosen: Sequence[tuple[Offer, int]]) -> None:
        """What so many copies of these come to, or what cannot be read of the fields."""
        self.fault.hide()
        try:
            discount, budget = self.values
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            return
        summed = total(chosen, discount)
        over = budget is not None and summed.paid_fen > budget
        self.sum.setText(words.sum_words(summed, discount, budget) if chosen else _("Nothing is ticked."))
        self.sum.setProperty("role", "warn" if over else "")
        theme.restyle(self.sum)
