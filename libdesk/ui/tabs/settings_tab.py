"""Settings: a list of sections at the left, the chosen one at the right; what is changed counts at once.

What is typed above the list leaves only the sections that hold it, and lights up the fields.
"""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import down, label, named
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.settings import looking, sections
from libdesk.ui.settings.section import Section
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.scan_router import TAKES_SCANS

LAST_SECTION: Final = "settings_section"
NEEDS: Final = (40, 100)  # steps: the list of sections, a section
ROWS_IN_SIGHT, LINES_IN_SIGHT = 4, 2  # beside the sections, above them
WIDEST: Final = (1 << 24) - 1  # Qt's own bound


class _Area(QScrollArea):
    """A section, which scrolls up and down only: it is never narrower than its section needs."""

    def minimumSizeHint(self) -> QSize:
        section = self.widget()
        least = section.minimumSizeHint().width() if section is not None else 0
        return QSize(least + self.verticalScrollBar().sizeHint().width(), theme.space(30))


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
    backup_noted = Signal(object)
    """BackupNote, after a backup was made here."""
    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sections: list[Section] = [kind(around) for kind in sections()]
        self._lit: dict[Section, list[QWidget]] = {}
        self.search = SearchEdit("settings_search", _("Look for a setting"), _("Look for a setting"))
        self.search.setProperty(TAKES_SCANS, False)
        self.nothing = named(label(role="note", wrap=True), "settings_nothing")
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
            area = _Area()
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidget(section)
            area.setAccessibleName(_(section.TITLE))
            self.pages.addWidget(area)
        left = down(self.search, self.nothing, (self.list, 1))
        self._list_width = max(self.list.sizeHintForColumn(0) + theme.space(10), theme.space(40))
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._left = left
        self.panes = Panes("settings_panes", left, self.pages, shares=(40, 180), needs=NEEDS, scrolls=False)
        self._panes_turned(False)
        self.nothing.setText(_("No setting holds these words. Try fewer or other words."))
        self.nothing.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        row.addWidget(self.panes)

    def _connect(self) -> None:
        self.panes.turned.connect(self._panes_turned)
        self.list.currentRowChanged.connect(self._shown)
        self.search.asked.connect(self.look_for)
        self.search.went_down.connect(self.list.setFocus)
        self.search.returnPressed.connect(self._to_first)
        for section in self.sections:
            section.look_changed.connect(self.look_changed)
            section.sound_changed.connect(self.sound_changed)
            section.document_asked.connect(self.document_asked)
            section.section_asked.connect(self.show_section)
            if (noted := getattr(section, "noted", None)) is not None:
                noted.connect(self.backup_noted)

    def _panes_turned(self, stacked: bool) -> None:
        """Beside the sections their list is as wide as its words; above them it fills two lines."""
        self._left.setMinimumWidth(0 if stacked else self._list_width)
        self._left.setMaximumWidth(WIDEST if stacked else self._list_width)
        self.list.setFlow(QListWidget.Flow.LeftToRight if stacked else QListWidget.Flow.TopToBottom)
        self.list.setWrapping(stacked)
        lines = LINES_IN_SIGHT if stacked else ROWS_IN_SIGHT
        height = lines * self.list.sizeHintForRow(0) + theme.space(1)
        self.list.setMinimumHeight(height)
        self.list.setMaximumHeight(height if stacked else WIDEST)

    @property
    def help_topic(self) -> str:
        return self._current().HELP

    def section_names(self) -> list[str]:
        return [section.objectName() for section in self.sections]

    def show_section(self, name: str) -> None:
        """Open a section by its name, such as StaffSection, whatever was looked for before."""
        row = self.section_names().index(name)
        if self.list.isRowHidden(row):
            self.search.look_for("")
        self.list.setCurrentRow(row)

    def look_for(self, text: str) -> None:
        """Leave only the sections that hold these words and light up their fields; without words all are there."""
        wanted = bool(text.strip())
        found = [looking.hits(section, text) for section in self.sections]
        self._lit = {section: parts for section, (_fits, parts) in zip(self.sections, found, strict=True)}
        fitting = [row for row, (fits, _parts) in enumerate(found) if fits or not wanted]
        for row in range(self.list.count()):
            self.list.setRowHidden(row, row not in fitting)
        self.nothing.setVisible(not fitting)
        if fitting and self.list.currentRow() not in fitting:
            self.list.setCurrentRow(fitting[0])
        self._light()

    def _light(self) -> None:
        section = self._current()
        looking.light(section, self._lit.get(section, []))

    def _to_first(self) -> None:
        """Return goes to the first field that was lit up and can be operated."""
        for part in self._lit.get(self._current(), []):
            if part.focusPolicy() != Qt.FocusPolicy.NoFocus and part.isEnabled():
                part.setFocus()
                return

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list,)

    def take_focus(self) -> None:
        self.list.setFocus()

    def refresh(self) -> None:
        self._current().refresh()

    def put_secrets_away(self) -> None:
        super().put_secrets_away()
        for section in self.sections:
            section.put_secrets_away()

    def _current(self) -> Section:
        return self.sections[max(self.list.currentRow(), 0)]

    def _shown(self, row: int) -> None:
        self.pages.setCurrentIndex(row)
        self.around.pc.keep_text(LAST_SECTION, self._current().objectName())
        self._current().refresh()
        self._light()
