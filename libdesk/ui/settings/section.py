"""A section of the settings: every change counts at once and can be undone; each setting says what it does."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, ClassVar, Final, TypeVar

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QVBoxLayout, QWidget

from libdesk.actions import settings as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import across, down, label, named
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.scrolled import scroll_to

ALSO: Final = "also"
"""The property of a field that holds other words by which it is looked for."""
D = TypeVar("D", bound=QDateEdit)
WIDEST: Final = 230  # steps; longer lines are hard to follow


class Section(QWidget):
    """Subclasses build their fields, put them in with `add…`, connect them, and fill them in `show_values`."""

    TITLE: ClassVar[str]  # marked with N_()
    ICON: ClassVar[str]
    HELP: ClassVar[str] = "settings_tab"  # the page of the help that F1 opens here
    ALSO: ClassVar[str] = ""  # other words by which the section is looked for, marked with N_()

    look_changed = Signal()
    """Language, colours or size: the window has to be built anew."""
    sound_changed = Signal()
    section_asked = Signal(str)
    """Another section to open, by its name."""
    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.desk = around.desk
        self.filling = False
        self.added: list[tuple[QWidget, str]] = []  # each field that was put in with `add`, and what it says it does
        self._fault = named(label(role="bad", wrap=True), "setting_fault")
        self._fault.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(4))
        self._column.setSpacing(theme.space(4))
        self._column.addWidget(label(_(self.TITLE), role="heading"))
        self._column.addWidget(self._fault)
        self.setObjectName(type(self).__name__)
        self.setMaximumWidth(theme.space(WIDEST))

    def show_values(self) -> None:
        """Put into the fields what counts now; called with `filling` set, so that no field takes it for a change."""
        raise NotImplementedError  # every section has its own

    def refresh(self) -> None:
        """Show what counts now, after a change here, elsewhere or by an undo; a restore signs out who did it."""
        if not self.desk.allows(Op.SEE_SETTINGS):
            return
        self.filling = True
        try:
            self.show_values()
        finally:
            self.filling = False

    def add(self, words: str, field: QWidget, note: str = "", *, wide: bool = False, also: str = "") -> None:
        """One setting: its name above, the field, and below what it does; `also`: other words that find it."""
        self.added.append((field, note))
        if also:
            field.setProperty(ALSO, also)
        parts: list[QWidget] = [label(words, buddy=field)] if words else []
        parts.append(field if wide else across(field))
        if note:
            parts.append(label(note, role="note", wrap=True))
        if not field.accessibleName():
            field.setAccessibleName(words)
        self._column.addWidget(down(*parts))

    def add_part(self, part: QWidget) -> None:
        """Anything else, at its full width."""
        self._column.addWidget(part)

    def put_secrets_away(self) -> None:
        """Nobody may see the settings for a while: what opens them to others does not wait here."""

    def move_fault(self) -> str:
        """Take the refusal from the top of the section, for one that has a better place for it."""
        self._fault.hide()
        return self._fault.text()

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll until this part is seen, once the layout has made room for what was just shown."""
        QTimer.singleShot(0, self, lambda: scroll_to(part))

    def end(self) -> None:
        """Everything is in: what room is left stays below."""
        self._column.addStretch(1)

    def set(self, **values: object) -> None:
        """Change settings of the library at once."""
        if not self.filling:
            self.do(lambda: actions.change_settings(self.desk, **values))

    def do(self, act: Callable[[], object], told: str = "") -> bool:
        """Run an action; a refusal stands at the top of the section until the next one. True if it was done."""
        try:
            changed = act()
        except DeskError as error:
            self._fault.setText(error.text())
            self._fault.show()
            self.refresh()
            return False
        self._fault.hide()
        if told:
            self.around.say(told)
        elif changed:
            self.around.say(_("Changed. F8 takes it back."))
        self.refresh()
        return True


def spin(name: str, least: int, most: int, suffix: str = "") -> QSpinBox:
    """A number; it tells of a change when the person is done typing."""
    made = calm(named(QSpinBox(), name))
    made.setRange(least, most)
    made.setSuffix(suffix)
    made.setKeyboardTracking(False)
    return made


def choice(name: str, options: Sequence[tuple[Any, str]]) -> QComboBox:
    """One of a few; each option is (value, words)."""
    made = calm(named(QComboBox(), name))
    for value, words in options:
        made.addItem(words, value)
    return made


def choose(combo: QComboBox, value: Any) -> None:
    """Show this value; one that is not among the options is left unchosen."""
    combo.setCurrentIndex(next((n for n in range(combo.count()) if combo.itemData(n) == value), -1))


class DayField(QDateEdit):
    """A day; what it proposes goes on with the days in a window that stays open, until a person chooses another.

    Not for a form that is also filled with the day of something that exists: that may be what was proposed yesterday.
    """

    def __init__(self, proposal: Callable[[], date]) -> None:
        super().__init__(qdate(proposal()))
        self._proposal, self._proposed = proposal, self.date()

    def turn(self) -> None:
        """To be called where a page is refreshed; a field that is just shown does it by itself."""
        follows, self._proposed = self.date() == self._proposed, qdate(self._proposal())
        if follows:
            self.setMaximumDate(max(self.maximumDate(), self._proposed))
            self.setDate(self._proposed)

    def showEvent(self, event: QShowEvent) -> None:
        self.turn()
        super().showEvent(event)


def day_field(name: str, words: str, day: date) -> QDateEdit:
    """A day, with a calendar to choose it from."""
    return _with_calendar(QDateEdit(qdate(day)), name, words)


def following_day(name: str, words: str, proposal: Callable[[], date]) -> DayField:
    """The day of what is done now: today, or as many days later."""
    return _with_calendar(DayField(proposal), name, words)


def _with_calendar(field: D, name: str, words: str) -> D:
    made = calm(named(field, name))
    made.setCalendarPopup(True)
    made.setDisplayFormat("yyyy-MM-dd")
    made.setAccessibleName(words)
    return made


def qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def day_of(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
