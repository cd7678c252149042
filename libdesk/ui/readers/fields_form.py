"""A few fields asked for together, in the page and never over it: what was paid and its receipt, a copy and its ISBN.

What is refused is told in the form, and what was typed stays.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.widgets.scan_router import TAKES_SCANS, no_scans


class Field(NamedTuple):
    """A line to fill in; `name` is its objectName. An `amount` takes no scan."""

    name: str
    words: str
    text: str = ""
    amount: bool = False


class FieldsForm(QFrame):
    """Return goes from field to field and from the last one answers; Esc puts the form away."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("fields_form")
        self.setProperty(TAKES_SCANS, True)
        self.gives_back_to: QWidget | None = None
        self.edits: list[QLineEdit] = []
        self._answer: Callable[[list[str]], object] = list
        self._heading = label(wrap=True)
        self._fields = QWidget()
        self._fault = named(label(role="bad", wrap=True), "fields_fault")
        self._ok = button("fields_ok", "", self._answered, role="next")
        self._cancel = button("fields_cancel", _("Esc Leave it"), self.close_form)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        self._column.setSpacing(theme.space(1))
        for part in (self._heading, self._fields, self._fault, wrapped(self._ok, self._cancel, gap=2)):
            self._column.addWidget(part)
        self.hide()

    def ask(self, heading: str, fields: Sequence[Field], verb: str, answer: Callable[[list[str]], object]) -> None:
        """`answer` is given what stands in the fields; a DeskError that it raises is told here."""
        self._answer = answer
        self._heading.setText(heading)
        self._ok.setText(verb)
        self._fault.hide()
        self.edits = [self._edit(field) for field in fields]
        columns = [
            (down(label(field.words, buddy=edit), edit, gap=0), 1)
            for field, edit in zip(fields, self.edits, strict=True)
        ]
        made = wrapped(*columns, gap=2)
        self._column.replaceWidget(self._fields, made)
        self._fields.hide()
        self._fields.deleteLater()
        self._fields = made
        self.show()
        self.edits[0].setFocus()
        self.edits[0].selectAll()

    def close_form(self) -> None:
        if self.isHidden():
            return
        focus = QApplication.focusWidget()
        if self.gives_back_to is not None and focus is not None and self.isAncestorOf(focus):
            self.gives_back_to.setFocus()
        self.hide()
        self.closed.emit()

    def tell(self, text: str) -> None:
        """What stands against it; the form stays."""
        self._fault.setText(text)
        self._fault.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(pressed := self.focusWidget(), QPushButton):
            pressed.click()
        else:
            self._next()

    def _edit(self, field: Field) -> QLineEdit:
        made = named(QLineEdit(field.text), field.name)
        made.setAccessibleName(field.words)
        return no_scans(made) if field.amount else made

    def _next(self) -> None:
        focus = self.focusWidget()
        place = next((number for number, edit in enumerate(self.edits) if edit is focus), len(self.edits) - 1)
        if place + 1 < len(self.edits):
            self.edits[place + 1].setFocus()
            self.edits[place + 1].selectAll()
        else:
            self._answered()

    def _answered(self) -> None:
        try:
            self._answer([edit.text().strip() for edit in self.edits])
        except DeskError as error:
            self.tell(error.text())
            return
        self.close_form()
