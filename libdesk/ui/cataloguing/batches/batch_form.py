"""The fields of a batch in the page: how it came, its voucher and its prices; and those of a check and of a list."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.domain.batches import KIND_NAMES, OUTCOME_NAMES, read_discount, show_discount
from libdesk.domain.rows.batches import BatchRow
from libdesk.i18n import _
from libdesk.ui.cataloguing.amounts import amount_of, plain_amount
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import named
from libdesk.ui.settings.section import choice, choose, day_field, day_of, qdate
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scan_router import no_scans


class BatchForm(FormPanel):
    """`values()` are those of `make_batch`; amounts are read strictly."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__("batch", gives_back_to=gives_back_to)
        kinds = [(code, _(words)) for code, words in KIND_NAMES.items() if code != "opening"]
        self.kind = self.add(_("How it came"), choice("batch_kind", kinds))
        self.source = self.add(_("Supplier or donor"), named(QLineEdit(), "batch_source"), share=2)
        self.day = self.add(_("Day"), day_field("batch_day", _("Day"), around.desk.today))
        self.no = self.add(_("Batch number"), named(QLineEdit(), "batch_no"), share=1)
        self.voucher = self.add(_("Voucher or invoice"), named(QLineEdit(), "batch_voucher"), share=1)
        self.list_price = self.add(_("List price of all"), no_scans(named(QLineEdit(), "batch_list")), share=1)
        self.discount = self.add(_("Discount in percent"), no_scans(named(QLineEdit(), "batch_discount")), share=1)
        self.paid = self.add(_("Paid"), no_scans(named(QLineEdit(), "batch_paid")), share=1)
        self.note = self.add(_("Note"), named(QLineEdit(), "batch_note"), share=2)
        self.no.setPlaceholderText(_("by itself"))
        self.discount.setPlaceholderText("78")
        self._desk = around.desk

    def show_batch(self, row: BatchRow | None) -> None:
        """The fields of a batch, or an empty form."""
        choose(self.kind, row.kind if row else "purchase")
        self.day.setDate(qdate(row.day if row else self._desk.today))
        texts = {
            self.source: row.source if row else "", self.no: row.no if row else "",
            self.voucher: row.voucher if row else "", self.note: row.note if row else "",
            self.list_price: plain_amount(row.list_fen) if row else "",
            self.paid: plain_amount(row.paid_fen) if row else "",
            self.discount: show_discount(row.discount_permille) if row and row.discount_permille is not None else "",
        }  # fmt: skip
        for field, text in texts.items():
            field.setText(text)

    def values(self) -> dict[str, Any]:
        """What was typed. Raises AmountUnread, AmountTooLarge, BadDiscount."""
        return {
            "kind": self.kind.currentData(), "day": day_of(self.day), "no": self.no.text(),
            "source": self.source.text(), "voucher": self.voucher.text(), "list_fen": amount_of(self.list_price.text()),
            "discount_permille": read_discount(self.discount.text()), "paid_fen": amount_of(self.paid.text()),
            "note": self.note.text(),
        }  # fmt: skip


class CheckForm(FormPanel):
    """Who checked the content, when, and with which outcome."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__("check", gives_back_to=gives_back_to)
        outcomes = [(code, _(words)) for code, words in OUTCOME_NAMES.items()]
        self.by_whom = self.add(_("Checked by"), named(QLineEdit(), "check_by"), share=1)
        self.outcome = self.add(_("Outcome"), choice("check_outcome", outcomes))
        self.day = self.add(_("Day"), day_field("check_day", _("Day"), around.desk.today))
        self.note = self.add(_("Note"), named(QLineEdit(), "check_note"), share=2)

    def values(self) -> dict[str, Any]:
        return {
            "by_whom": self.by_whom.text(), "outcome": self.outcome.currentData(), "day": day_of(self.day),
            "note": self.note.text(),
        }  # fmt: skip


class NoticeForm(FormPanel):
    """The name and the day of a list of the bureau."""

    def __init__(self, around: Surroundings, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__("notice", gives_back_to=gives_back_to)
        self.name = self.add(_("Name of the list"), named(QLineEdit(), "notice_new_name"), share=1)
        self.day = self.add(_("Day of the list"), day_field("notice_new_day", _("Day of the list"), around.desk.today))
