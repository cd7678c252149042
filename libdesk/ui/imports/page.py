"""The import page from top to bottom, and which of its parts stand there: no file, a fault, a reading, a plan, done."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from libdesk.actions.imports.cards import PrefixOffer
from libdesk.actions.imports.plans import Plan, ReaderPlan
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.imports import words
from libdesk.ui.imports.choices_panel import ChoicesPanel
from libdesk.ui.imports.file_panel import FilePanel
from libdesk.ui.imports.last_import import LastImport
from libdesk.ui.imports.lead import Lead
from libdesk.ui.imports.reading import Reading
from libdesk.ui.imports.roster_panel import RosterPanel
from libdesk.ui.imports.sample import SampleTable
from libdesk.ui.imports.summary import Summary
from libdesk.ui.parts import label, named
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.list_face import ListFace


class Page(QScrollArea):
    """Scrolls where the screen is low; it knows no job and writes nothing."""

    def __init__(self, pc: PcSettings) -> None:
        super().__init__()
        self.file = FilePanel(pc)
        self.lead = Lead()
        self.face = ListFace()
        self.sample = SampleTable()
        self.choices = ChoicesPanel()
        self.summary = Summary()
        self.roster = RosterPanel()
        self.last = LastImport()
        self._meaning = label(_("What each column means"), role="heading")
        self._outlook = named(label(_("What will be done"), role="heading"), "import_outlook")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(3))
        for part in (
            self.file,
            self.lead,
            self.face,
            self._meaning,
            self.sample,
            self.choices,
            self._outlook,
            self.summary,
            self.roster,
            self.last,
        ):
            column.addWidget(part, 1 if part is self.face else 0)
        column.addStretch(0)
        self.setObjectName("import_page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.lead.asked.connect(self.to_outlook)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No file: what a list of the chosen kind needs."""
        self.file.show_nothing()
        for part in (self.lead, self._meaning, self.sample, self._outlook, self.summary, self.roster, self.choices):
            part.hide()
        self.show_face()

    def show_face(self) -> None:
        needs = _(words.NEEDS[self.file.chosen_kind()])
        self.face.show_face(icons.IMPORT, _("Choose a file, or drop it here"), needs)
        self.face.show()

    def show_fault(self, path: Path, sentence: str) -> None:
        """The file cannot be used: the sentence stands where its guesses would."""
        self.show_nothing()
        self.file.show_fault(path.name, sentence)
        announce(self.file, sentence)

    def show_reading(self, reading: Reading) -> None:
        """The file with its guesses; what would be done is not known yet."""
        self.file.show_reading(reading)
        self.sample.show_reading(reading)
        QWidget.setTabOrder(self.file.header, self.lead.go)
        self.sample.chain_after(self.lead.go)
        self.choices.show_kind(reading.kind)
        self.face.hide()
        self.lead.hide()
        for part in (self._meaning, self.sample):
            part.show()

    def show_not_ready(self, reading: Reading) -> None:
        """A column that no row can do without is still to be named, or a choice cannot be used."""
        for part in (self.lead, self._outlook, self.summary, self.roster):
            part.hide()
        if not reading.ready:
            self.choices.hide()

    def show_plan(self, plan: Plan, reading: Reading, clash: PrefixOffer | None) -> None:
        """What would be done; `clash` is what would settle a clash of numbers."""
        self._outlook.setText(_("What will be done"))
        for part in (self._outlook, self.summary):
            part.show()
        self.lead.show_plan(plan)
        self.summary.show_plan(plan, reading)
        self.choices.show_kind(reading.kind)
        self.choices.show_plan(plan, clash)
        self.roster.setVisible(isinstance(plan, ReaderPlan))
        if isinstance(plan, ReaderPlan):
            self.roster.show_plan(plan)

    def show_done(self) -> None:
        """The list was written: its counts and the rows not taken stay."""
        self.file.hide_guesses()
        for part in (self.lead, self._meaning, self.sample, self.choices, self.roster, self.last):
            part.hide()
        self._outlook.setText(_("What was done"))
        self.to_top()

    def to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def to_outlook(self) -> None:
        """What will be done comes to the top; the keyboard goes on from there."""
        self.verticalScrollBar().setValue(self._outlook.y() - theme.space(2))
        tables = (self.summary.table, self.roster.list, self.roster.classes)
        first = next((table for table in tables if table.isVisible()), None)
        if first is not None:
            first.view.setFocus()

    def freeze(self, on: bool) -> None:
        """While the library is written nothing on the page can be changed."""
        for part in (self.file, self.sample, self.choices, self.roster, self.last):
            part.setEnabled(not on)
