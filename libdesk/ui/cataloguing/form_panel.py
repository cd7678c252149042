"""Fields of any kind asked for together, in the page: names above them, a refusal below, and nothing typed is lost.

Return goes from field to field and from the last one answers; Esc puts the form away.
`FormFrame` is what all such forms have in common, `FormPanel` one that is asked and answered where it stands.
"""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.flow import FlowLayout
from libdesk.ui.widgets.scan_router import TAKES_SCANS
from libdesk.ui.widgets.scrolled import scroll_to

W = TypeVar("W", bound=QWidget)


class FormFrame(QFrame):
    """`closed` when it is put away, done or not; subclasses `save` and `leave`, and know the order of their fields."""

    closed = Signal()

    def __init__(self, name: str, verb: str = "") -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._fields: list[QWidget] = []
        self.fault = named(label(role="bad", wrap=True), f"{name}_fault")
        self.fault.hide()
        self.ok = button(f"{name}_ok", verb, self.save, role="next")
        self.cancel = button(f"{name}_cancel", _("Esc Leave it"), self.leave)

    def save(self) -> None:
        """Do what the form is for; refused, it stays as it is."""
        raise NotImplementedError  # every subclass has its own

    def leave(self) -> None:
        """Put it away; nothing is done."""
        raise NotImplementedError  # every subclass has its own

    def tell(self, text: str) -> None:
        """What stands against it."""
        self.fault.setText(text)
        self.fault.show()
        announce(self.fault, text)
        # Below the fields of a high form it would be out of sight; once the layout has made room for it.
        QTimer.singleShot(0, self, lambda: scroll_to(self.fault))

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do it, or tell what stands against it; True if it was done."""
        self.fault.hide()
        try:
            act()
        except DeskError as error:
            self.tell(error.text())
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(pressed := self.focusWidget(), QPushButton):
            pressed.click()
        else:
            self._next()

    def _next(self) -> None:
        """To the next field that is to be filled in; from the last one it is done."""
        focus = self.focusWidget()
        fields = [field for field in self._fields if not field.isHidden()]
        inside = (n for n, field in enumerate(fields) if field is focus or (focus and field.isAncestorOf(focus)))
        place = next(inside, len(fields) - 1)
        if place + 1 < len(fields):
            fields[place + 1].setFocus()
        else:
            self.save()


class FormPanel(FormFrame):
    """Fields are put in with `add`; `ask` shows them and calls `save` once they are filled in."""

    def __init__(self, name: str, *, gives_back_to: QWidget | None = None) -> None:
        super().__init__(name)
        self.setObjectName(f"{name}_form")
        self.setProperty(TAKES_SCANS, True)
        self.gives_back_to = gives_back_to
        self._save: Callable[[], object] | None = None
        self.words = label(wrap=True)
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
        # All of the form if there is room, else its beginning; once the layout has made room for it.
        QTimer.singleShot(0, self, lambda: scroll_to(self.ok, *self._fields[:1]))

    def save(self) -> None:
        if self._save is not None and self.attempt(self._save):
            self.close_form()

    def leave(self) -> None:
        self.close_form()

    def show_if(self, allowed: bool) -> None:
        """A form that stands open is seen, as it was left, only where it is allowed."""
        self.setVisible(allowed and self._save is not None)

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
