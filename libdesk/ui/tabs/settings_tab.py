"""Settings: a list of sections at the left, the chosen one at the right; what is changed counts at once."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QStackedWidget

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import named
from libdesk.ui.settings import sections
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings, Tab

LAST_SECTION: Final = "settings_section"


class SettingsTab(Tab):
    NAME = "settings_tab"
    TITLE = N_("Settings")
    ICON = icons.SETTINGS
    OP = Op.SEE_SETTINGS
    TOPICS = frozenset({Topic.SETTINGS, Topic.CALENDAR, Topic.STAFF, Topic.READERS, Topic.BACKUPS})

    look_changed = Signal()
    """Language, colours or size of this PC: the window has to be built anew."""
    sound_changed = Signal()
    """The loudness of this PC, as it now stands in its settings."""
    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sections: list[Section] = [kind(around) for kind in sections()]
        self.list = named(QListWidget(), "settings_sections")
        self.pages = QStackedWidget()
        self._assemble()
        self._connect()
        last = around.pc.text(LAST_SECTION)
        self.show_section(last if last in self.section_names() else self.section_names()[0])

    def _assemble(self) -> None:
        self.list.setAccessibleName(_("Sections of the settings"))
        for section in self.sections:
            self.list.addItem(QListWidgetItem(icons.icon(section.ICON), _(section.TITLE)))
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidget(section)
            area.setAccessibleName(_(section.TITLE))
            self.pages.addWidget(area)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + theme.space(10))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        row.setSpacing(theme.space(2))
        row.addWidget(self.list)
        row.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._shown)
        for section in self.sections:
            section.look_changed.connect(self.look_changed)
            section.sound_changed.connect(self.sound_changed)
            section.document_asked.connect(self.document_asked)
            section.section_asked.connect(self.show_section)

    @property
    def help_topic(self) -> str:
        return self._current().HELP

    def section_names(self) -> list[str]:
        return [section.objectName() for section in self.sections]

    def show_section(self, name: str) -> None:
        """Open a section by its name, such as StaffSection."""
        self.list.setCurrentRow(self.section_names().index(name))

    def take_focus(self) -> None:
        self.list.setFocus()

    def refresh(self) -> None:
        self._current().refresh()

    def _current(self) -> Section:
        return self.sections[max(self.list.currentRow(), 0)]

    def _shown(self, row: int) -> None:
        self.pages.setCurrentIndex(row)
        self.around.pc.keep_text(LAST_SECTION, self._current().objectName())
        self._current().refresh()
