"""School and look: what the library is called and how this PC shows it."""

from PySide6.QtWidgets import QComboBox, QLineEdit

from libdesk.domain.classes import SchoolSystem
from libdesk.i18n import LANGUAGES, N_, _
from libdesk.ui import icons
from libdesk.ui.parts import named
from libdesk.ui.settings.section import Section, choice, choose
from libdesk.ui.tab import Surroundings

SIZES = (100, 110, 125, 150, 175, 200)


class GeneralSection(Section):
    TITLE = N_("School and look")
    ICON = icons.SCREEN

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.school = named(QLineEdit(), "set_school")
        systems = (
            (SchoolSystem.SIX_THREE.value, _("six and three years")),
            (SchoolSystem.FIVE_FOUR.value, _("five and four years")),
        )
        self.system = choice("set_system", systems)
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
        self.add(
            _("Name of the school"), self.school, _("Stands at the top of the window, on slips and cards."), wide=True
        )
        self.add(_("Primary and junior secondary years"), self.system, _("Which grade a class is in follows from it."))
        self.add(_("Language of the program on this PC"), self.language)
        self.add(_("Colours on this PC"), self.scheme)
        self.add(_("Size of all text on this PC"), self.text_size)
        self.end()
        self.school.editingFinished.connect(lambda: self.set(school=self.school.text().strip()))
        self.system.activated.connect(lambda _row: self.set(school_system=self.system.currentData()))
        for combo, what in ((self.language, "language"), (self.scheme, "scheme"), (self.text_size, "factor")):
            combo.activated.connect(lambda _row, combo=combo, what=what: self._look(combo, what))

    def show_values(self) -> None:
        settings, pc = self.desk.settings, self.around.pc
        if not self.school.hasFocus() or not self.school.isModified():
            self.school.setText(settings.school)
        choose(self.system, settings.school_system)
        choose(self.language, pc.language)
        choose(self.scheme, pc.scheme)
        choose(self.text_size, min((size / 100 for size in SIZES), key=lambda size: abs(size - pc.factor)))

    def _look(self, combo: QComboBox, what: str) -> None:
        """What belongs to this PC is no change of the library, so no journal and no undo know of it."""
        if getattr(self.around.pc, what) != combo.currentData():
            setattr(self.around.pc, what, combo.currentData())
            self.look_changed.emit()
