"""The few things that the desk asks in words, in the page and never over it: a reason, a title, a day, a choice.

The scan box keeps the scans meanwhile; the next scan puts the form away. What is refused is told in the form, and what
was typed stays.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.widgets.announce import announce

FEW = 3  # choices that stand side by side as buttons; more are a list


class Question(Value):
    """What is asked; `answer` gets the text, the ISO day or the code of the choice."""

    name: str  # objectName of the field
    words: str
    verb: str  # on the button; choices that are buttons need none
    answer: Callable[[str], object]  # a DeskError that it raises is told in the form
    choices: tuple[tuple[str, str], ...] = ()  # (code, words)
    days: tuple[date, date] | None = None  # the first and the last that can be chosen
    day: date | None = None  # what is shown first; the last one if not told
    text: str = ""  # stands in the line first
    aside: QWidget | None = None  # what may be said besides; the answer reads it

    @property
    def has_buttons(self) -> bool:
        """Whether the choices stand side by side as buttons."""
        return 0 < len(self.choices) <= FEW


class InlineForm(QFrame):
    """One question at a time, between the banner and the list of scans."""

    closed = Signal()

    def __init__(self, name: str = "inline") -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self.setProperty("role", "panel")
        self.gives_back_to: QWidget | None = None
        """Where the focus goes from here; without it, to whatever comes next in the window."""
        self._name = name
        self._question: Question | None = None
        self._aside: QWidget | None = None
        self._value: Callable[[], str] = str
        self.hide()

    def _make(self) -> None:
        """What stands in it; most desks ask nothing for hours, so that it waits for the first question."""
        from libdesk.ui.parts import button, label, named, wrapped

        self._label = named(label(wrap=True), f"{self._name}_form_words")
        self._field = QWidget()
        self._fault = named(label(role="bad", wrap=True), f"{self._name}_form_fault")
        self._ok = button(f"{self._name}_ok", "", self._answered, role="next")
        self._cancel = button(f"{self._name}_cancel", _("Esc Leave it"), self.close_form)
        place = QWidget()
        self._place = QHBoxLayout(place)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.addWidget(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self._label)
        column.addWidget(self._fault)
        column.addWidget(wrapped((place, 1), self._ok, self._cancel, gap=2))
        self._column = column

    def ask(self, question: Question) -> None:
        from libdesk.ui.widgets.inline_fields import make_field

        if self.layout() is None:
            self._make()
        self._question = question
        self._label.setText(question.words)
        self._ok.setText(question.verb)
        self._ok.setVisible(not question.has_buttons)
        self._fault.hide()
        field, self._value = make_field(question, self._choose)
        field.setObjectName(question.name)
        field.setAccessibleName(question.words)
        self._place.replaceWidget(self._field, field)
        self._field.hide()
        self._field.deleteLater()
        self._field = field
        self._label.setBuddy(field)
        self._put_aside(question.aside)
        self.show()
        QWidget.setTabOrder(field, self._ok)
        QWidget.setTabOrder(self._ok, self._cancel)
        field.setFocus()

    def _put_aside(self, aside: QWidget | None) -> None:
        """In a line of its own below; what the question before had there goes."""
        if self._aside is not None:
            self._aside.hide()
            self._aside.deleteLater()
        self._aside = aside
        if aside is not None:
            self._column.addWidget(aside)

    def tell(self, text: str) -> None:
        """What stands against the answer: the form stays, and what comes next takes the place of what was typed."""
        self._fault.setText(text)
        self._fault.show()
        announce(self._fault, text)
        self._field.setFocus()
        if isinstance(self._field, QLineEdit):
            self._field.selectAll()

    def close_form(self) -> None:
        if self._question is not None:
            self._question = None
            focus = QApplication.focusWidget()
            if self.gives_back_to is not None and focus is not None and self.isAncestorOf(focus):
                self.gives_back_to.setFocus()
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(button := self.focusWidget(), QPushButton):
            button.click()
        else:
            self._answered()

    def _answered(self) -> None:
        """An empty answer is none: the question stays."""
        if value := self._value():
            self._choose(value)
        else:
            self._field.setFocus()

    def _choose(self, value: str) -> None:
        """Done, the form goes, unless the answer has asked the next question; refused, it stays."""
        question = self._question
        if question is None:
            return
        self._fault.hide()
        try:
            question.answer(value)
        except DeskError as error:
            self.tell(error.text())
            return
        if self._question is question and self._fault.isHidden():
            self.close_form()
