"""A few fields in the page: their names above them, one button that does it; what is refused is told below the fields.

Return in a field does it, Esc leaves; what was typed stays until it is done.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.readers.person_field import PersonField
from libdesk.ui.widgets.announce import announce


class FormPanel(QFrame):
    """`closed` when it is put away, done or not. `do` raises a DeskError for what stands against it."""

    closed = Signal()

    def __init__(self, name: str, *, verb: str, do: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "panel")
        self._do = do
        self.heading = label(role="heading", wrap=True)
        self.fault = named(label(role="bad", wrap=True), f"{name}_fault")
        self.fault.hide()
        self.ok = button(f"{name}_ok", verb, self.save, role="next")
        self.cancel = button(f"{name}_cancel", _("Esc Leave it"), self.leave)
        self.foot = wrapped(self.ok, self.cancel, gap=2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*[theme.space(2)] * 4)
        self._column.setSpacing(theme.space(1))
        for part in (self.heading, self.fault, self.foot):
            self._column.addWidget(part)

    def add_row(self, *fields: tuple[str, QWidget, int]) -> None:
        """Fields beside each other: (words, field, its share of the width); no words for one that says it itself."""
        parts: list[tuple[QWidget, int]] = []
        for words, field, share in fields:
            if words and not field.accessibleName():
                field.setAccessibleName(words)
            parts.append((down(label(words, buddy=field), field) if words else field, share))
        self._column.insertWidget(self._column.count() - 2, wrapped(*parts, gap=2))

    def tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.show()
        announce(self.fault, text)

    def save(self) -> None:
        """Do it; refused, the form stays as it is."""
        if self.run():
            self.closed.emit()

    def run(self) -> bool:
        """Do it, or tell what stands against it; True if it was done."""
        self.fault.hide()
        try:
            self._do()
        except DeskError as error:
            self.tell(error.text())
            return False
        return True

    def leave(self) -> None:
        self.fault.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        else:
            self._entered()

    def _entered(self) -> None:
        """Return presses the button that has the keyboard, or does it; in a field of persons it has chosen one."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        elif isinstance(focus, QLineEdit) and isinstance(focus.parentWidget(), PersonField):
            self.focusNextChild()
        else:
            self.save()


def line_field(name: str, words: str = "", *, hint: str = "", most: int = 200) -> QLineEdit:
    """A line to type in."""
    made = named(QLineEdit(), name)
    made.setMaxLength(most)
    made.setPlaceholderText(hint)
    if words:
        made.setAccessibleName(words)
    return made
