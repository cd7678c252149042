"""The parts of a delivery: the columns of its books, the line that tells of the last scan, its buttons, its end."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.orders import Arrival, DeliveryReceipt, LineRow
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders import words
from libdesk.ui.parts import across, button, label, named, wrapped
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.row_model import Column, Width

_COLOURS: Final = {Outcome.DONE: "good", Outcome.NOTICE: "warn"}


def _tip(row: LineRow) -> str:
    return "\n".join(part for part in (row.title, row.author, row.publisher, row.note) if part)


COLUMNS: Final = (
    Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH, tip=_tip),
    Column("isbn", N_("ISBN"), lambda row: row.isbn, spare=1),
    Column(
        "wanted", N_("Ordered"), lambda row: str(row.counts.wanted), sort=lambda row: row.counts.wanted, right=True
    ),
    Column(
        "came", N_("Came"), lambda row: str(row.counts.delivered), sort=lambda row: row.counts.delivered, right=True
    ),
    Column(
        "differs", N_("What differs"), words.claim_words, sort=lambda row: -sum(n for _c, n in row.claims()),
        role=lambda row: "warn" if row.claims() else "good",
    ),
)  # fmt: skip


def arrival_words(arrival: Arrival) -> str:
    """草房子: 2 of 3."""
    counts = arrival.counts
    if counts.wanted == 0:
        text = _("{title}: was not ordered, {n} here").format(title=arrival.title, n=counts.delivered)
    else:
        text = _("{title}: {came} of {wanted}").format(title=arrival.title, came=counts.delivered, wanted=counts.wanted)
    return _("{text}, {n} damaged").format(text=text, n=counts.damaged) if counts.damaged else text


class ToldLine(QWidget):
    """What became of the last scan: a sign and a line."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = QLabel()
        self.words = FitLabel(theme.Step.HEAD, bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sign)
        row.addWidget(self.words, 1)
        self.sign.hide()

    def show_outcome(self, outcome: Outcome, text: str) -> None:
        self.words.setText(text)
        colour = getattr(theme.current().colours, _COLOURS.get(outcome, "bad"))
        side = theme.space(5)
        self.sign.setPixmap(icons.pixmap(icons.OUTCOME_ICONS[outcome], colour, side, self.devicePixelRatioF()))
        self.sign.show()
        announce(self.words, text, urgent=outcome is not Outcome.DONE)

    def clear(self) -> None:
        self.words.setText("")
        self.sign.hide()


class DeliveryFoot(QWidget):
    """The buttons for the row under the cursor and for the whole count; each says what is asked."""

    changed_by = Signal(int)
    damaged_by = Signal(int)
    count_asked = Signal()
    title_asked = Signal()
    print_asked = Signal()
    save_asked = Signal()
    finish_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.more = button("delivery_more", _("One more (+)"), lambda: self.changed_by.emit(1))
        self.less = button("delivery_less", _("One less (-)"), lambda: self.changed_by.emit(-1))
        self.hurt = button("delivery_damaged", _("One damaged (D)"), lambda: self.damaged_by.emit(1))
        self.sound = button("delivery_sound", _("Not damaged"), lambda: self.damaged_by.emit(-1))
        self.count = button("delivery_count", _("How many came …"), self.count_asked.emit)
        self.name = button("delivery_name", _("Its title …"), self.title_asked.emit)
        self.claim = button("delivery_claim", _("Print the differences"), self.print_asked.emit, icon=icons.PRINT)
        self.save = button("delivery_save", _("Save the differences …"), self.save_asked.emit, icon=icons.SAVE)
        self.finish = button("delivery_end", _("End of the count …"), self.finish_asked.emit, role="next")
        parts = (self.more, self.less, self.hurt, self.sound, self.count, self.name, self.claim, self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(wrapped(*parts, None, self.finish, gap=1))

    def mirror(self, row: LineRow | None, lines: Sequence[LineRow]) -> None:
        """Only what would change something can be pressed."""
        free = row is not None and row.counts.delivered > row.counts.damaged + row.counts.booked
        for made in (self.more, self.less, self.hurt, self.count):
            made.setVisible(row is not None)
        self.name.setVisible(row is not None and row.nameless)
        self.less.setEnabled(free)
        self.hurt.setEnabled(free)
        self.sound.setVisible(row is not None and row.counts.damaged > 0)
        differs = any(line.claims() for line in lines)
        for made in (self.claim, self.save):
            made.setVisible(differs)
        self.finish.setVisible(bool(lines))


class ResultPanel(QFrame):
    """What became of a delivery, and the way on to cataloguing it."""

    catalogue_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("delivery_result")
        self.setProperty("role", "panel")
        self._receipt: DeliveryReceipt | None = None
        self.words = named(label(wrap=True), "delivery_result_words")
        self.catalogue = button(
            "delivery_catalogue", _("Catalogue these"), self._ask, role="next", icon=icons.NEXT
        )  # fmt: skip
        inside = QVBoxLayout(self)
        inside.addWidget(self.words)
        inside.addWidget(across(self.catalogue))
        self.hide()

    def show_receipt(self, receipt: DeliveryReceipt, *, can_catalogue: bool) -> None:
        self._receipt = receipt
        self.words.setText(_result(receipt))
        self.catalogue.setVisible(can_catalogue and bool(receipt.arrived))
        self.show()

    def _ask(self) -> None:
        if self._receipt is not None:
            self.catalogue_asked.emit(self._receipt)


def _result(receipt: DeliveryReceipt) -> str:
    if receipt.batch_no:
        text = ngettext("{n} copy is booked as batch {no}.", "{n} copies are booked as batch {no}.", receipt.copies)
        first = text.format(n=f"{receipt.copies:,}", no=receipt.batch_no)
    else:
        first = _("Nothing of it was booked.")
    parts = [first, _("The order is closed.") if receipt.closed else _("The order stays open for what is missing.")]
    if receipt.wishes:
        text = ngettext("{n} wish is fulfilled.", "{n} wishes are fulfilled.", receipt.wishes)
        parts.append(text.format(n=receipt.wishes))
    return sentences(*parts)
