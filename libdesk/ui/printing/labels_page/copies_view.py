"""Which copies: where they come from, between which numbers, in which order, and whether all or only new ones."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.domain.barcodes import MAX_LENGTH, read_scan
from libdesk.domain.label_choice import (
    LABEL_ORDERS,
    MOST_NEWEST,
    SOURCE_NAMES,
    Chosen,
    LabelChoice,
    LabelOrder,
    Source,
)
from libdesk.domain.ops import Op
from libdesk.domain.rows.prints import LabelKind
from libdesk.i18n import _
from libdesk.store.queries import labels as queries
from libdesk.ui import theme
from libdesk.ui.parts import across, down, label, named
from libdesk.ui.settings.section import choice, choose, spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.scan_router import TAKES_SCANS
from libdesk.ui.widgets.scrolled import scrolled

TYPED_MS: Final = 300  # after the last key one looks


class CopiesView(QWidget):
    """`changed` when others are meant; numbers that are typed are looked for once the hand rests."""

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._pc, self._desk = around.pc, around.desk
        self._places: list[tuple[int, str]] = []
        self.chosen = Chosen()
        self.source = choice("labels_source", [(one, _(SOURCE_NAMES[one])) for one in Source])
        self.newest = spin("labels_newest", 1, MOST_NEWEST)
        self.batch, self.place = choice("labels_batch", []), choice("labels_place", [])
        self.first, self.last = End("labels_first", _("From")), End("labels_last", _("To"))
        self.order = choice("labels_order", [(one, _(LABEL_ORDERS[one])) for one in LabelOrder])
        self.unprinted = named(QCheckBox(_("Only new or changed")), "labels_unprinted")
        self.what_chosen = named(label(wrap=True), "labels_chosen")
        self.fault = named(label(role="bad", wrap=True), "labels_fault")
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._assemble()
        self._connect()
        self._remember()

    def _assemble(self) -> None:
        for combo in (self.source, self.batch, self.place, self.order):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self.newest.setValue(100)
        self.fault.hide()
        self._newest = _field(_("How many"), self.newest)
        self._batch = _field(_("Batch"), self.batch)
        self._place = _field(_("Place"), self.place)
        self._ends = across((_field(_("From"), self.first), 1), (_field(_("To"), self.last), 1), end=False)
        self._note = label(role="note", wrap=True)
        self.unprinted.setToolTip(_("Leave out what was printed and would look the same now"))
        self.source.setAccessibleName(_("Which copies"))
        self.order.setAccessibleName(_("Order"))
        parts = (
            self.source, self.what_chosen, self._newest, self._batch, self._ends, self._place, self._note, self.fault,
            self.order, self.unprinted,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(scrolled(*parts, name="labels_copies_inside"))

    def _connect(self) -> None:
        self.source.activated.connect(lambda _row: self._source_changed())
        self.newest.valueChanged.connect(lambda _n: self._typed.start())
        for combo in (self.batch, self.place):
            combo.activated.connect(lambda _row: self.changed.emit())
        self.order.activated.connect(lambda _row: self._keep())
        self.unprinted.clicked.connect(lambda _on: self._keep())
        for end in (self.first, self.last):
            end.textEdited.connect(lambda _text: self._typed.start())
        self.first.returnPressed.connect(self._to_last)
        self.first.scanned.connect(self._to_last)
        self.last.scanned.connect(self._look_now)
        self.last.returnPressed.connect(self._look_now)
        self._typed.timeout.connect(self.changed)

    def _remember(self) -> None:
        """What was last chosen at this PC; what was chosen on another page is over."""
        kept = self._pc.text("labels/source", Source.ARRIVALS)
        choose(self.source, kept if kept in set(Source) - {Source.SELECTION} else Source.ARRIVALS)
        kept = self._pc.text("labels/order", LabelOrder.SHELF)
        choose(self.order, kept if kept in set(LabelOrder) else LabelOrder.SHELF)
        self.unprinted.setChecked(self._pc.text("labels/unprinted", "1") == "1")
        self._show_fields()

    def choice(self, kind: LabelKind) -> LabelChoice:
        """What is asked for now."""
        return LabelChoice(
            Source(self.source.currentData()), kind, LabelOrder(self.order.currentData()), self.unprinted.isChecked(),
            self.batch.currentData(), self.place.currentData(), self.first.text(), self.last.text(),
            self.newest.value(), self.chosen,
        )  # fmt: skip

    def refresh(self) -> None:
        """Batches and places as they are now; what was chosen stays chosen."""
        library = self._desk.read(Op.SEE_PRINTING)
        _fill(self.batch, queries.batches(library))
        self._places = queries.places(library)
        self._fill_places()

    def show_chosen(self, chosen: Chosen) -> None:
        """These and no others; all of them, printed or not."""
        self.chosen = chosen
        choose(self.source, Source.SELECTION)
        self.unprinted.setChecked(False)
        self._show_fields()

    def show_batch(self, batch_id: int) -> None:
        choose(self.source, Source.BATCH)
        self.refresh()
        choose(self.batch, batch_id)
        self._show_fields()

    def tell(self, fault: str) -> None:
        """Why nothing is looked for."""
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _fill_places(self) -> None:
        every: list[tuple[int | None, str]] = []
        if self.source.currentData() == Source.SHELF:
            every = [(None, _("every place"))]
        _fill(self.place, [*every, *self._places])

    def _show_fields(self) -> None:
        source = Source(self.source.currentData())
        self._newest.setVisible(source is Source.NEWEST)
        self._batch.setVisible(source is Source.BATCH)
        self._ends.setVisible(source in (Source.ACCESSION, Source.BARCODES, Source.SHELF))
        self._place.setVisible(source in (Source.PLACE, Source.SHELF))
        self.what_chosen.setVisible(source is Source.SELECTION)
        self.what_chosen.setText(self.chosen.words or _("Nothing is chosen. Choose in the catalogue."))
        notes = {
            Source.SHELF: _("A class alone stands for all its books: from I to I is all of I."),
            Source.ACCESSION: _("One number alone is one label."),
            Source.BARCODES: _("Scan or type the first and the last label."),
        }
        self._note.setText(notes.get(source, ""))
        self._note.setVisible(source in notes)
        self.tell("")

    def _source_changed(self) -> None:
        source = Source(self.source.currentData())
        if source is not Source.SELECTION:
            self._pc.keep_text("labels/source", source)
        for end in (self.first, self.last):
            end.clear()
        self._fill_places()
        self._show_fields()
        if source in (Source.ACCESSION, Source.BARCODES, Source.SHELF):
            self.first.setFocus()
        self.changed.emit()

    def _keep(self) -> None:
        self._pc.keep_text("labels/order", str(self.order.currentData()))
        if self.source.currentData() != Source.SELECTION:
            self._pc.keep_text("labels/unprinted", "1" if self.unprinted.isChecked() else "0")
        self.changed.emit()

    def _to_last(self) -> None:
        self.last.setFocus()
        self.last.selectAll()
        self._look_now()

    def _look_now(self) -> None:
        self._typed.stop()
        self.changed.emit()


class End(QLineEdit):
    """One end of a range, typed or scanned."""

    scanned = Signal()

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty(TAKES_SCANS, True)
        self.setMaxLength(MAX_LENGTH)

    def take_scan(self, text: str) -> None:
        """A code that was scanned takes the place of what stood here."""
        self.setText(read_scan(text).text)
        self.scanned.emit()


def _field(words: str, field: QWidget) -> QWidget:
    field.setAccessibleName(field.accessibleName() or words)
    return down(label(words, buddy=field), field, gap=0.5)


def _fill(combo: QComboBox, rows: Sequence[tuple[int | None, str]]) -> None:
    kept = combo.currentData()
    combo.clear()
    for key, words in rows:
        combo.addItem(words, key)
    combo.setCurrentIndex(max(combo.findData(kept), 0) if rows else -1)
