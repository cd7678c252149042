"""The few things that the desk asks in words, in the page and never over it: a reason, a title, a degree, a day.

The scan box keeps the scans meanwhile; the next scan puts the form away.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from libdesk.i18n import N_, _
from libdesk.ui import theme

DEGREES = (("slight", N_("slight")), ("medium", N_("medium")), ("severe", N_("severe")))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; `answer` gets the text, the ISO day or the code of the choice."""

    name: str  # objectName of the field
    words: str
    verb: str
    answer: Callable[[str], object]
    choices: tuple[tuple[str, str], ...] = ()
    days: tuple[date, date] | None = None
    text: str = field(default="")


class InlineForm(QFrame):
    """One question at a time, between the banner and the list of scans."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("inline_form")
        self.setProperty("role", "panel")
        self._question: Question | None = None
        self._label = QLabel()
        self._field: QWidget = QLineEdit()
        self._ok = QPushButton()
        self._ok.setObjectName("inline_ok")
        self._ok.setProperty("role", "next")
        self._cancel = QPushButton(_("Esc Leave it"))
        self._cancel.setObjectName("inline_cancel")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.space(2), theme.space(1), theme.space(2), theme.space(1))
        self._row.addWidget(self._label)
        self._row.addWidget(self._field, 1)
        self._row.addWidget(self._ok)
        self._row.addWidget(self._cancel)
        self._ok.clicked.connect(self._answered)
        self._cancel.clicked.connect(self.close_form)
        self.hide()

    def ask(self, question: Question) -> None:
        self._question = question
        self._label.setText(question.words)
        self._ok.setText(question.verb)
        field = self._make_field(question)
        field.setObjectName(question.name)
        field.setAccessibleName(question.words)
        self._row.replaceWidget(self._field, field)
        self._field.deleteLater()
        self._field = field
        self._label.setBuddy(field)
        QWidget.setTabOrder(field, self._ok)
        QWidget.setTabOrder(self._ok, self._cancel)
        self.show()
        field.setFocus()

    def close_form(self) -> None:
        if self._question is not None:
            self._question = None
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._cancel.hasFocus():
            self._answered()
        else:
            super().keyPressEvent(event)

    def _make_field(self, question: Question) -> QWidget:
        if question.choices:
            combo = QComboBox()
            for code, words in question.choices:
                combo.addItem(_(words), code)
            return combo
        if question.days is not None:
            first, last = question.days
            day = QDateEdit(QDate(last.year, last.month, last.day))
            day.setDateRange(QDate(first.year, first.month, first.day), QDate(last.year, last.month, last.day))
            day.setCalendarPopup(True)
            day.setDisplayFormat("yyyy-MM-dd")
            return day
        return QLineEdit(question.text)

    def _answered(self) -> None:
        question, field = self._question, self._field
        if question is None:
            return
        if isinstance(field, QComboBox):
            value = str(field.currentData())
        elif isinstance(field, QDateEdit):
            value = field.date().toString(Qt.DateFormat.ISODate)
        else:
            assert isinstance(field, QLineEdit)
            value = field.text().strip()
            if not value:
                field.setFocus()
                return
        self.close_form()
        question.answer(value)
