"""A few fields asked together in the page: names above them, a refusal below, and nothing typed is lost by it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.flow import FlowLayout

W = TypeVar("W", bound=QWidget)


class FieldsForm(QFrame):
    """Fields are put in with `add`; `ask` shows it and calls `save` for the button or Return, Esc leaves it."""

    closed = Signal()

    def __init__(self, name: str, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self.setProperty("role", "panel")
        self.gives_back_to = gives_back_to
        self._fields: list[QWidget] = []
        self._save: Callable[[], object] | None = None
        self.words = label(wrap=True)
        self.fault = named(label(role="bad", wrap=True), f"{name}_fault")
        self.ok = button(f"{name}_ok", "", self.save, role="next")
        self.cancel = button(f"{name}_cancel", _("Esc Leave it"), self.close_form)
        inside = QWidget()
        self._flow = FlowLayout(inside, theme.space(2))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        column.setSpacing(theme.space(2))
        for part in (self.words, inside, self.fault, wrapped(self.ok, self.cancel, gap=2)):
            column.addWidget(part)
        self.hide()

    def add(self, words: str, field: W, *, share: int = 0) -> W:
        """One more field under its name; `share` of the room its line leaves."""
        field.setAccessibleName(words)
        self._flow.add(down(label(words, buddy=field), field, gap=0.5), share)
        self._fields.append(field)
        return field

    def ask(self, words: str, verb: str, save: Callable[[], object]) -> None:
        """`save` writes what was typed; a DeskError that it raises is told in the form."""
        self._save = save
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.ok.setText(verb)
        self.fault.hide()
        self.show()
        if self._fields:
            self._fields[0].setFocus()

    def save(self) -> None:
        if self._save is None:
            return
        self.fault.hide()
        try:
            self._save()
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            announce(self.fault, error.text())
            return
        self.close_form()

    def close_form(self) -> None:
        if self._save is None:
            return
        self._save = None
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if inside and self.gives_back_to is not None:
            self.gives_back_to.setFocus()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(pressed := self.focusWidget(), QPushButton):
            pressed.click()
        elif not isinstance(self.focusWidget(), QComboBox):
            self.save()
