"""The few things to choose before records go into the catalogue: known titles, copies, numbers, how they came."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from libdesk.actions.imports.known_titles import FIELDS_LABELS, Fields
from libdesk.actions.imports.records.plans import BatchChoice, RecordChoices, RecordPlan
from libdesk.domain.barcodes import MAX_WIDTH, MIN_WIDTH, BadNumbering, Numbering
from libdesk.domain.batches import KIND_NAMES
from libdesk.domain.settings import LibrarySettings
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import label, named, wrapped
from libdesk.ui.widgets.calm import calm

PAUSE_MS: Final = 400  # after the last key in a field
MOST_BARE: Final = 20


class RecordChoicesPanel(QWidget):
    """`changed` when the records have to be looked at anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fresh = True  # no plan of these files was shown yet
        self.add_copies = named(QCheckBox(_("Add copies to titles that the library has already")), "records_add_copies")
        self.again = named(label(role="warn", wrap=True), "records_again")
        self.fields = calm(named(QComboBox(), "records_fields"))
        self.bare = calm(named(QSpinBox(), "records_bare_copies"))
        self.place = calm(named(QComboBox(), "records_place"))
        self.prefix = named(QLineEdit(), "records_barcode_prefix")
        self.digits = calm(named(QSpinBox(), "records_barcode_digits"))
        self.numbering_fault = named(label(role="bad", wrap=True), "records_numbering_fault")
        self.accession = named(QCheckBox(_("Give an accession number to copies without one")), "records_accession")
        self.call_no = named(QCheckBox(_("Give a call number to new titles without one")), "records_call_no")
        self.batch = calm(named(QComboBox(), "records_batch"))
        self.source = named(QLineEdit(), "records_source")
        self.voucher = named(QLineEdit(), "records_voucher")
        self.waiting = named(QCheckBox(_("The copies wait for stamp, label and shelf")), "records_waiting")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for box in (self.add_copies, self.accession, self.call_no):
            box.setChecked(True)
        for fields in Fields:
            self.fields.addItem(_(FIELDS_LABELS[fields]), fields)
        self.bare.setRange(0, MOST_BARE)
        self.bare.setValue(1)
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.digits.setRange(MIN_WIDTH, MAX_WIDTH)
        self.prefix.setMaxLength(8)
        self.prefix.setFixedWidth(theme.space(24))
        self.batch.addItem(_("not said"), None)
        for kind, text in KIND_NAMES.items():
            self.batch.addItem(_(text), kind)
        for field, name in ((self.source, _("Supplier or giver")), (self.voucher, _("Voucher or invoice"))):
            field.setFixedWidth(theme.space(40))
            field.setAccessibleName(name)
        self._from = (label(_("from"), buddy=self.source), self.source, label(_("voucher"), buddy=self.voucher))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (
            wrapped(label(_("The copies came by"), buddy=self.batch), self.batch, *self._from, self.voucher, gap=2),
            self.waiting,
            self.add_copies,
            self.again,
            wrapped(label(_("Fields of titles that the library has"), buddy=self.fields), self.fields, gap=2),
            wrapped(
                label(_("Copies of a record that names none"), buddy=self.bare), self.bare,
                label(_("Place of copies without one"), buddy=self.place), self.place, gap=2,
            ),
            wrapped(
                label(_("New barcodes begin with"), buddy=self.prefix), self.prefix,
                label(_("digits"), buddy=self.digits), self.digits, gap=2,
            ),
            self.numbering_fault,
            self.accession,
            self.call_no,
        ):  # fmt: skip
            column.addWidget(part)
        self.again.hide()
        self.numbering_fault.hide()
        self._show_from()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.prefix.textEdited.connect(lambda _text: self._pause.start())
        for spin in (self.digits, self.bare):
            spin.valueChanged.connect(lambda _number: self._pause.start())
        for box in (self.add_copies, self.accession):
            box.clicked.connect(lambda _on: self.changed.emit())
        for combo in (self.fields, self.place):
            combo.activated.connect(lambda _at: self.changed.emit())
        self.batch.activated.connect(lambda _at: self._chose_batch())

    def _chose_batch(self) -> None:
        """New books go through the workroom; those that were here before stand on the shelf."""
        self._show_from()
        self.waiting.setChecked(self.batch.currentData() in ("purchase", "donation", "exchange", "transfer"))

    def _show_from(self) -> None:
        for part in (*self._from, self.voucher):
            part.setVisible(self.batch.currentData() not in (None, "opening"))

    def begin(self, places: list[tuple[str, str]], settings: LibrarySettings, *, first: bool) -> None:
        """New files: what was chosen for others does not count. `places`: (name that is kept, name that is shown).

        `first`: the library has no copies yet, so that these stand on its shelves already; else they have just come.
        """
        self.batch.setCurrentIndex(self.batch.findData("opening" if first else "purchase"))
        self._chose_batch()
        self._fresh = True
        with QSignalBlocker(self.digits):
            self.digits.setValue(settings.barcode_width)
        self.prefix.setText(settings.barcode_prefix)
        self.add_copies.setChecked(True)
        self.again.hide()
        chosen = self.place.currentData()
        self.place.clear()
        self.place.addItem(_("none"), "")
        for kept, shown in places:
            self.place.addItem(shown, kept)
        self.place.setCurrentIndex(max(0, self.place.findData(chosen)))

    def choices(self) -> RecordChoices | None:
        """None while the numbering cannot be used; the reason then stands beside it."""
        self.numbering_fault.hide()
        try:
            numbering = Numbering(self.prefix.text().strip().upper(), self.digits.value())
        except BadNumbering as error:
            self.numbering_fault.setText(error.text())
            self.numbering_fault.show()
            return None
        made = RecordChoices(
            self.add_copies.isChecked(), Fields(self.fields.currentData()), numbering, self.accession.isChecked(),
            bare_copies=self.bare.value(), place=self.place.currentData() or "",
        )  # fmt: skip
        return self.with_the_rest(made)

    def with_the_rest(self, choices: RecordChoices) -> RecordChoices:
        """With those that change nothing about which records are taken, as they are chosen now."""
        kind = self.batch.currentData()
        told = not self.source.isHidden()
        source, voucher = (self.source.text().strip(), self.voucher.text().strip()) if told else ("", "")
        batch = BatchChoice(kind, source, voucher) if kind else None
        return replace(choices, batch=batch, waiting=self.waiting.isChecked(), give_call_no=self.call_no.isChecked())

    def doubts(self, plan: RecordPlan) -> bool:
        """Whether the file looks like one that was brought in before: then no copies are added unless it is ticked."""
        fresh, self._fresh = self._fresh, False
        if not (fresh and plan.looks_repeated and plan.copies):
            return False
        self.add_copies.setChecked(False)
        self.again.setText(_("Most of these titles are in the library. If they are further copies, tick this."))
        self.again.show()
        return True
