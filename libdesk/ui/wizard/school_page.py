"""The school: its name, how its years are counted, which stages it has, and the folder where its library will live."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit

from libdesk.actions import setting_up
from libdesk.actions.settings import change_settings
from libdesk.domain.classes import STAGE_LABELS, SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.places import WHY_WORDS
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import groups
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.settings.section import choice, choose
from libdesk.ui.tab import Surroundings
from libdesk.ui.wizard.page import WizardPage

SHORTEST = 20  # letters of a folder


class SchoolPage(WizardPage):
    NAME = "school"
    TITLE = N_("School")
    HEADING = N_("Which school is it, and where should its library live?")
    MUST = True

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._fault = ""
        self.school = named(QLineEdit(), "wizard_school_name")
        self.system = choice(
            "wizard_system",
            (
                (SchoolSystem.SIX_THREE.value, _("six and three years")),
                (SchoolSystem.FIVE_FOUR.value, _("five and four years")),
            ),
        )
        self.stages = {
            stage: named(QCheckBox(_(words)), f"wizard_stage_{stage.value}") for stage, words in STAGE_LABELS.items()
        }
        self.stage_note = named(label(role="warn", wrap=True), "wizard_stage_note")
        self.proposals = {str(p.folder): p for p in setting_up.proposed_folders()}
        self.folder = choice("wizard_folder", [(folder, folder) for folder in self.proposals])
        self.pick = button("wizard_folder_pick", _("Another folder …"), self._pick, icon=icons.FOLDER)
        self.folder_note = named(label(role="note", wrap=True), "wizard_folder_note")
        self._assemble()
        self._connect()
        self._choose_first_that_will_do()

    def _assemble(self) -> None:
        self.add(_("Name of the school"), self.school, wide=True)
        stages = label(_("Stages"))
        note = _("Tick both secondary stages for a complete secondary school. Grades and classes follow from it.")
        ticks = wrapped(*self.stages.values(), gap=4)
        self.column.addWidget(down(stages, ticks, label(note, role="note", wrap=True), self.stage_note))
        self.add(_("Primary and junior secondary years"), self.system)
        self.folder.setAccessibleName(_("Folder of the library"))
        self.folder.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.folder.setMinimumContentsLength(SHORTEST)  # a folder may be longer than any window is wide
        self.column.addWidget(
            down(
                label(_("Folder of the library"), buddy=self.folder),
                wrapped((self.folder, 1), self.pick, gap=2),
                self.folder_note,
            )
        )
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.school.textChanged.connect(lambda _text: self.changed.emit())
        self.folder.currentIndexChanged.connect(lambda _row: self._look_at_folder())
        for box in self.stages.values():
            box.toggled.connect(lambda _on: self._look_at_stages())
        self._look_at_stages()

    def lacking(self) -> str:
        return setting_up.SchoolMissing().text() if not self.school.text().strip() else self._fault

    def write(self) -> bool:
        setting_up.check_folder(self.chosen_folder())
        stages = tuple(stage.value for stage, box in self.stages.items() if box.isChecked())
        system = self.system.currentData()
        change_settings(self.desk, school=self.school.text().strip(), school_system=system, stages=stages)
        return True

    def typed(self) -> dict[str, Any]:
        return {
            "school": self.school.text(),
            "system": self.system.currentData(),
            "stages": [stage.value for stage, box in self.stages.items() if box.isChecked()],
            "folder": self.folder.currentData(),
        }

    def show_typed(self, typed: dict[str, Any]) -> None:
        self.school.setText(str(typed.get("school", "")))
        if typed.get("system"):
            choose(self.system, typed["system"])
        for stage, box in self.stages.items():
            box.setChecked(stage.value in (typed.get("stages") or ()))
        if typed.get("folder"):
            self.set_folder(Path(str(typed["folder"])))

    def take_focus(self) -> None:
        self._look_at_stages()
        self.school.setFocus()

    def chosen_folder(self) -> Path:
        return Path(str(self.folder.currentData()))

    def set_folder(self, folder: Path) -> None:
        """A folder that was chosen by hand stands in the list beside those that are proposed."""
        if self.folder.findData(str(folder)) < 0:
            self.folder.addItem(str(folder), str(folder))
        choose(self.folder, str(folder))
        self._look_at_folder()

    def _look_at_stages(self) -> None:
        """A roster that is here already may have pupils of a stage that is not ticked."""
        ticked = {stage for stage, box in self.stages.items() if box.isChecked()}
        classes = groups.classes_with_pupils(self.desk.read(Op.FIND_READERS)) if ticked else []
        count = sum(row.pupils for row in classes if row.ref.stage not in ticked)
        text = ngettext(
            "{n} pupil of the roster is in a stage that is not ticked. Tick it, or bring the roster in again.",
            "{n} pupils of the roster are in a stage that is not ticked. Tick it, or bring the roster in again.",
            count,
        )
        self.stage_note.setText(text.format(n=count) if count else "")
        self.stage_note.setVisible(bool(count))

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Folder of the library"), self.folder.currentData())
        if folder:
            self.set_folder(Path(folder))

    def _choose_first_that_will_do(self) -> None:
        for row in range(self.folder.count()):
            self.folder.setCurrentIndex(row)
            self._look_at_folder()
            if not self._fault:
                return
        self.folder.setCurrentIndex(0)

    def _look_at_folder(self) -> None:
        folder = self.chosen_folder()
        try:
            setting_up.check_folder(folder)
            self._fault = ""
        except DeskError as error:
            self._fault = error.text()
        proposal = self.proposals.get(str(folder))
        why = _(WHY_WORDS[proposal.why]) if proposal else _("libdesk can live there.")
        self.folder_note.setText(self._fault or why)
        self.folder_note.setProperty("role", "bad" if self._fault else "note")
        theme.restyle(self.folder_note)
        self.changed.emit()
