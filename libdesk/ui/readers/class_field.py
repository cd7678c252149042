"""A class as schools write it, and below it what was understood: before anything is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.school import school_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.school import ClassUnread
from libdesk.i18n import _, ngettext
from libdesk.store.queries import groups
from libdesk.ui import theme
from libdesk.ui.parts import label, named


class ClassField(QWidget):
    """`changed` while one types; `entered` on Return."""

    changed = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, name: str, words: str) -> None:
        super().__init__()
        self._desk = desk
        self.line = named(QLineEdit(), name)
        self.line.setAccessibleName(words)
        self._show_example()
        self.line.setMaxLength(30)
        self.understood = named(label(role="note", wrap=True), f"{name}_understood")
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.line)
        column.addWidget(self.understood)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self.entered)
        self._show()

    def text(self) -> str:
        return self.line.text()

    def _show_example(self) -> None:
        example = school_of(self._desk).example(self._desk.today)
        self.line.setPlaceholderText(_("for instance {example}").format(example=example))

    def set_text(self, text: str) -> None:
        self._show_example()
        self.line.setText(text)

    def ref(self) -> ClassRef:
        """The class that stands there. Raises ClassUnread, ClassUnclear, ClassAway."""
        return school_of(self._desk).one_meant(self.line.text(), self._desk.today)

    def _show(self) -> None:
        self.understood.setText(self._words())
        self.understood.setVisible(bool(self.understood.text()))
        self.changed.emit()

    def _words(self) -> str:
        if not self.line.text().strip():
            return ""
        try:
            ref = self.ref()
        except ClassUnread:
            return _("Not yet a class")
        except DeskError as error:
            return error.text()
        name = school_of(self._desk).show(ref, self._desk.today)
        pupils = groups.count_in_class(self._desk.read(Op.FIND_READERS), ref)
        if not pupils:
            return _("{name}, entered {year}; nobody is in it yet").format(name=name, year=ref.entry_year)
        text = ngettext("{name}, entered {year}; {n} pupil", "{name}, entered {year}; {n} pupils", pupils)
        return text.format(name=name, year=ref.entry_year, n=pupils)
