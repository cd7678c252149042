"""The few things that the desk asks in words, in the page and never over it: a reason, a title, a day, a choice.

The scan box keeps the scans meanwhile; the next scan puts the form away.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from libdesk.domain.value import Value
from libdesk.i18n import _
from libdesk.ui import theme

FEW = 3  # choices that stand side by side as buttons; more are a list


class Question(Value):
    """What is asked; `answer` gets the text, the ISO day or the code of the choice."""

    name: str  # objectName of the field
    words: str
    verb: str  # on the button; choices that are buttons need none
    answer: Callable[[str], object]
    choices: tuple[tuple[str, str], ...] = ()  # (code, words)
    days: tuple[date, date] | None = None  # the first and the last that can be chosen
    day: date | None = None  # what is shown first; the last one if not told


class InlineForm(QFrame):
    """One question at a time, between the banner and the list of scans."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inline_form")
        self.setProperty("role", "panel")
        self.gives_back_to: QWidget | None = None
        """Where the focus goes from here; without it, to whatever comes next in the window."""
        self._question: Question | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._field: QWidget = QLineEdit()
        self._ok = QPushButton()
        self._ok.setObjectName("inline_ok")
        self._ok.setProperty("role", "next")
        self._cancel = QPushButton(_("Esc Leave it"))
        self._cancel.setObjectName("inline_cancel")
        self._assemble()
        self._ok.clicked.connect(self._answered)
        self._cancel.clicked.connect(self.close_form)
        self.hide()

    def ask(self, question: Question) -> None:
        self._question = question
        self._label.setText(question.words)
        self._ok.setText(question.verb)
        self._ok.setVisible(not _as_buttons(question))
        field = self._make_field(question)
        field.setObjectName(question.name)
        field.setAccessibleName(question.words)
        self._row.replaceWidget(self._field, field)
        self._field.hide()
        self._field.deleteLater()
        self._field = field
        self._label.setBuddy(field)
        self.show()
        QWidget.setTabOrder(field, self._ok)
        QWidget.setTabOrder(self._ok, self._cancel)
        field.setFocus()
        if isinstance(field, QDateEdit):  # the focus selects the year; mostly another day of the month is meant
            field.setCurrentSection(QDateEdit.Section.DaySection)

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

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        column.setSpacing(theme.space(1))
        self._row = QHBoxLayout()
        self._row.addWidget(self._field, 1)
        self._row.addWidget(self._ok)
        self._row.addWidget(self._cancel)
        column.addWidget(self._label)
        column.addLayout(self._row)

    def _make_field(self, question: Question) -> QWidget:
        if _as_buttons(question):
            return _Buttons(question.choices, self._choose)
        if question.choices:
            combo = QComboBox()
            for code, words in question.choices:
                combo.addItem(words, code)
            return combo
        if question.days is not None:
            first, last = question.days
            day = QDateEdit(_qdate(question.day or last))
            day.setDateRange(_qdate(first), _qdate(last))
            day.setCalendarPopup(True)
            day.setDisplayFormat("yyyy-MM-dd")
            return day
        return QLineEdit()

    def _answered(self) -> None:
        field = self._field
        if isinstance(field, QComboBox):
            self._choose(str(field.currentData()))
        elif isinstance(field, QDateEdit):
            self._choose(field.date().toString(Qt.DateFormat.ISODate))
        elif isinstance(field, QLineEdit):
            # An empty answer is none: the question stays.
            if text := field.text().strip():
                self._choose(text)
            else:
                field.setFocus()

    def _choose(self, value: str) -> None:
        question = self._question
        if question is not None:
            self.close_form()
            question.answer(value)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _as_buttons(question: Question) -> bool:
    return 0 < len(question.choices) <= FEW


class _Buttons(QWidget):
    """A few choices side by side; the arrow keys go from one to the next, Enter takes it."""

    def __init__(self, choices: tuple[tuple[str, str], ...], choose: Callable[[str], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for code, words in choices:
            button = QPushButton(words)
            button.setObjectName(f"choose_{code}")
            button.clicked.connect(lambda _checked=False, code=code: choose(code))
            row.addWidget(button)
            if self.focusProxy() is None:
                self.setFocusProxy(button)
        row.addStretch(1)
