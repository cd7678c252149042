"""The few things to choose before a list is written: what happens to known titles, numbers, classes without a stage."""

from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from libdesk.actions.imports.cards import PrefixOffer
from libdesk.actions.imports.known_titles import FIELDS_LABELS, Fields
from libdesk.actions.imports.plans import BookChoices, BookPlan, Plan, ReaderChoices, ReaderPlan
from libdesk.domain.barcodes import MAX_WIDTH, MIN_WIDTH, BadNumbering, Numbering
from libdesk.domain.classes import FIRST_MONTH, STAGE_LABELS
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.terms import show_school_year
from libdesk.exchange.fields import ListKind
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.imports import words
from libdesk.ui.parts import across, button, down, label, named
from libdesk.ui.widgets.calm import calm

PAUSE_MS: Final = 400  # after the last key in the prefix field


class ChoicesPanel(QWidget):
    """`changed` when the plan has to be made anew; `prefix_asked(prefix)` to set card numbers and barcodes apart."""

    changed = Signal()
    prefix_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._fresh = True  # no plan of this list was shown yet
        self.add_copies = named(QCheckBox(_("Add copies to titles that the library has already")), "import_add_copies")
        self.again = named(label(role="warn", wrap=True), "import_again")
        self.fields = calm(named(QComboBox(), "import_fields"))
        self.prefix = named(QLineEdit(), "import_barcode_prefix")
        self.digits = calm(named(QSpinBox(), "import_barcode_digits"))
        self.accession = named(QCheckBox(_("Give an accession number to copies without one")), "import_give_accession")
        self.numbering_fault = named(label(role="bad", wrap=True), "import_numbering_fault")
        self.reader_kind = calm(named(QComboBox(), "import_reader_kind"))
        self.stage = calm(named(QComboBox(), "import_stage"))
        self.year = calm(named(QComboBox(), "import_school_year"))
        self.namesakes = named(QCheckBox(), "import_namesakes")
        self.clash = named(label(role="warn", wrap=True), "import_clash")
        self.clash_prefix = named(QLineEdit(), "import_card_prefix")
        self.clash_button = button("import_prefix_button", _("Put it before card numbers"), self._ask_prefix)
        self.prefix_done = named(label(role="good", wrap=True), "import_prefix_done")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.add_copies.setChecked(True)
        self.accession.setChecked(True)
        self.digits.setRange(MIN_WIDTH, MAX_WIDTH)
        self.prefix.setMaxLength(8)
        self.prefix.setFixedWidth(theme.space(24))
        self.clash_prefix.setMaxLength(6)
        self.clash_prefix.setFixedWidth(theme.space(24))
        for fields, text in FIELDS_LABELS.items():
            self.fields.addItem(_(text), fields.value)
        fields_name = label(_("Fields of titles that the library has"), buddy=self.fields)
        for kind, text in (
            ("pupil", _("pupils: the class has to be there")),
            ("teacher", _("teachers")),
            ("staff", _("other staff")),
        ):
            self.reader_kind.addItem(text, kind)
        prefix_name = label(_("New barcodes begin with"), buddy=self.prefix)
        digits_name = label(_("digits"), buddy=self.digits)
        kind_name = label(_("Rows without a class are"), buddy=self.reader_kind)
        clash_name = label(_("Prefix"), buddy=self.clash_prefix)
        self._books = down(
            self.add_copies, self.again, across(fields_name, self.fields),
            across(prefix_name, self.prefix, digits_name, self.digits), self.numbering_fault, self.accession, gap=2,
        )  # fmt: skip
        self._stages = across(label(_("Classes that do not say their stage are of"), buddy=self.stage), self.stage)
        self._years = across(label(_("Its classes are those of the school year"), buddy=self.year), self.year)
        self._readers = down(self._years, across(kind_name, self.reader_kind), self._stages, self.namesakes, gap=2)
        self._clashes = down(self.clash, across(clash_name, self.clash_prefix, self.clash_button), gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (self._books, self._readers, self._clashes, self.prefix_done):
            column.addWidget(part)
        self._clashes.hide()
        self.prefix_done.hide()
        self.again.hide()
        self.numbering_fault.hide()
        self._stages.hide()
        self._years.hide()
        self.namesakes.hide()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.prefix.textEdited.connect(lambda _text: self._pause.start())
        self.digits.valueChanged.connect(lambda _number: self._pause.start())
        for box in (self.add_copies, self.accession, self.namesakes):
            box.clicked.connect(lambda _on: self.changed.emit())
        for combo in (self.fields, self.reader_kind, self.stage, self.year):
            combo.activated.connect(lambda _at: self.changed.emit())

    def show_kind(self, kind: ListKind) -> None:
        """Only what concerns this kind of list stands there."""
        self._books.setVisible(kind is ListKind.BOOKS)
        self._readers.setVisible(kind is ListKind.READERS)
        self._clashes.hide()
        self.setVisible(kind is not ListKind.LOANS)

    def begin(self, settings: LibrarySettings) -> None:
        """A new list: what was chosen for another does not count."""
        with QSignalBlocker(self.digits):
            self.digits.setValue(settings.barcode_width)
        self.prefix.setText(settings.barcode_prefix)
        for combo, part in ((self.stage, self._stages), (self.year, self._years)):
            combo.clear()
            part.hide()
        self.namesakes.setChecked(False)
        self.namesakes.hide()
        self.add_copies.setChecked(True)
        self.fields.setCurrentIndex(0)
        self.again.hide()
        self.prefix_done.hide()
        self._fresh = True

    def book_choices(self) -> BookChoices | None:
        """None while the numbering cannot be used; the reason then stands beside it."""
        self.numbering_fault.hide()
        try:
            numbering = Numbering(self.prefix.text().strip().upper(), self.digits.value())
        except BadNumbering as error:
            self.numbering_fault.setText(error.text())
            self.numbering_fault.show()
            return None
        fields = Fields(self.fields.currentData())
        return BookChoices(self.add_copies.isChecked(), fields, numbering, self.accession.isChecked())

    def reader_choices(self) -> ReaderChoices:
        return ReaderChoices(
            str(self.reader_kind.currentData()),
            stage=self.stage.currentData(),
            namesakes=self.namesakes.isChecked(),
            school_year=self.year.currentData(),
        )

    def doubts(self, plan: Plan) -> bool:
        """Whether the list looks like one that was brought in before: then no copies are added unless it is ticked."""
        fresh, self._fresh = self._fresh, False
        if not (fresh and isinstance(plan, BookPlan) and plan.looks_repeated):
            return False
        self.add_copies.setChecked(False)
        self.again.setText(_("Most of these titles are in the library. If they are further copies, tick this."))
        self.again.show()
        return True

    def show_plan(self, plan: Plan, clash: PrefixOffer | None) -> None:
        """What the plan has found to choose about; `clash` is what would settle a clash of numbers."""
        self._clashes.setVisible(clash is not None)
        if clash is not None:
            self.prefix_done.hide()
            self.clash_prefix.setText(clash.prefix)
            self.clash.setText(words.clash_text(clash))
        if isinstance(plan, ReaderPlan):
            self._show_stages(plan)
            self._show_years(plan)
            self.namesakes.setText(words.namesakes_text(plan.namesakes))
            self.namesakes.setVisible(plan.namesakes > 0)

    def _show_stages(self, plan: ReaderPlan) -> None:
        """Which stage is meant is asked once for all rows that do not say it; until it is answered they wait."""
        self._stages.setVisible(bool(plan.stages_asked))
        self.stage.clear()
        self.stage.addItem(_("not said: these rows are not taken"), None)
        for stage in plan.stages_asked:
            self.stage.addItem(_(STAGE_LABELS[stage]), stage)
        self.stage.setCurrentIndex(max(0, self.stage.findData(plan.choices.stage)))

    def _show_years(self, plan: ReaderPlan) -> None:
        """In the summer holidays one and the same 三(1)班 is another one before and after 1 September."""
        self._years.setVisible(bool(plan.years_asked))
        self.year.clear()
        for year in plan.years_asked:
            self.year.addItem(show_school_year(date(year, FIRST_MONTH, 1)), year)
        self.year.setCurrentIndex(self.year.findData(plan.school_year))

    def tell_prefix(self, text: str) -> None:
        """The prefix was put: which cards have to be printed stays on the page until the next file."""
        self.prefix_done.setText(text)
        self.prefix_done.show()

    def _ask_prefix(self) -> None:
        self.prefix_asked.emit(self.clash_prefix.text())
