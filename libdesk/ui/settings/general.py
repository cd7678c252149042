"""School and look: what the library is called and how this PC shows it."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from libdesk.domain.classes import STAGE_LABELS, SchoolSystem, Stage
from libdesk.i18n import LANGUAGES, N_, _
from libdesk.ui import icons
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.settings.section import Section, choice, choose
from libdesk.ui.tab import Surroundings

SIZES = (100, 110, 125, 150, 175, 200)


class GeneralSection(Section):
    TITLE = N_("School and look")
    ICON = icons.SCREEN
    HELP = "general_section"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.school = named(QLineEdit(), "set_school")
        systems = (
            (SchoolSystem.SIX_THREE.value, _("six and three years")),
            (SchoolSystem.FIVE_FOUR.value, _("five and four years")),
        )
        self.system = choice("set_system", systems)
        self.stages = {stage: named(QCheckBox(_(STAGE_LABELS[stage])), f"set_stage_{stage}") for stage in Stage}
        self.language = choice("set_language", tuple(LANGUAGES.items()))
        self.scheme = choice(
            "set_scheme",
            (
                ("system", _("as the system")),
                ("light", _("light")),
                ("dark", _("dark")),
                ("contrast", _("high contrast")),
            ),
        )
        self.text_size = choice("set_size", tuple((size / 100, f"{size} %") for size in SIZES))
        self.begin = choice("set_begin", ((False, _("with the page of today")), (True, _("at the desk"))))
        self.add(
            _("Name of the school"), self.school, _("Stands at the top of the window, on slips and cards."), wide=True
        )
        self.add(_("Primary and junior secondary years"), self.system, _("Which grade a class is in follows from it."))
        note = _("A class of a school of one stage need not say its stage: in a senior school 一(3)班 is 高一(3)班.")
        stages = wrapped(*self.stages.values(), gap=2)
        self.add_part(down(label(_("Stages of the school")), stages, label(note, role="note", wrap=True)))
        self.add(
            _("Language of the program on this PC"), self.language,
            _("Words and papers follow at once; names and titles stay as they are."),
            also=_("language English Chinese"),
        )  # fmt: skip
        self.add(
            _("Colours on this PC"), self.scheme,
            _("Dark for a dim room, high contrast for tired eyes and bright light."),
            also=_("theme color colour black white night dark mode bright"),
        )  # fmt: skip
        self.add(
            _("Size of all text on this PC"), self.text_size, _("Everything grows with it, buttons and tables too."),
            also=_("font letters bigger smaller large zoom scale"),
        )  # fmt: skip
        self.add(
            _("Where a librarian begins on this PC"), self.begin,
            _("After signing in with F9. Where somebody's books are open at the desk, the desk stays."),
            also=_("start today page desk first"),
        )  # fmt: skip
        self.end()
        self.begin.activated.connect(lambda _row: self._keep_begin())
        self.school.editingFinished.connect(lambda: self.set(school=self.school.text().strip()))
        for box in self.stages.values():
            box.clicked.connect(lambda _on: self._keep_stages())
        self.system.activated.connect(lambda _row: self.set(school_system=self.system.currentData()))
        for combo, what in ((self.language, "language"), (self.scheme, "scheme"), (self.text_size, "factor")):
            combo.activated.connect(lambda _row, combo=combo, what=what: self._look(combo, what))

    def show_values(self) -> None:
        settings, pc = self.desk.settings, self.around.pc
        if not self.school.hasFocus() or not self.school.isModified():
            self.school.setText(settings.school)
        choose(self.system, settings.school_system)
        for stage, box in self.stages.items():
            box.setChecked(stage in settings.stages)
        choose(self.language, pc.language)
        choose(self.scheme, pc.scheme)
        choose(self.begin, pc.begins_at_desk)
        choose(self.text_size, min((size / 100 for size in SIZES), key=lambda size: abs(size - pc.factor)))

    def _keep_stages(self) -> None:
        self.set(stages=tuple(stage.value for stage, box in self.stages.items() if box.isChecked()))

    def _keep_begin(self) -> None:
        self.around.pc.begins_at_desk = bool(self.begin.currentData())

    def _look(self, combo: QComboBox, what: str) -> None:
        """What belongs to this PC is no change of the library, so no journal and no undo know of it."""
        if getattr(self.around.pc, what) != combo.currentData():
            setattr(self.around.pc, what, combo.currentData())
            self.look_changed.emit()
