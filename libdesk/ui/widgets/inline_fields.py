"""The fields of the desk's questions: a line, a few buttons, a list, a day. Imported with the first question."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QPushButton, QWidget

from libdesk.ui.widgets.inline_form import Question


def make_field(question: Question, choose: Callable[[str], None]) -> tuple[QWidget, Callable[[], str]]:
    """The field that a question needs, and what gives its answer, "" for none; buttons `choose` by themselves."""
    if question.has_buttons:
        return _Buttons(question.choices, choose), str
    if question.choices:
        combo = QComboBox()
        for code, words in question.choices:
            combo.addItem(words, code)
        return combo, lambda: str(combo.currentData())
    if question.days is not None:
        first, last = question.days
        day = _DayField(_qdate(question.day or last))
        day.setDateRange(_qdate(first), _qdate(last))
        day.setCalendarPopup(True)
        day.setDisplayFormat("yyyy-MM-dd")
        return day, lambda: day.date().toString(Qt.DateFormat.ISODate)
    line = QLineEdit(question.text)
    line.selectAll()
    return line, lambda: line.text().strip()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


class _DayField(QDateEdit):
    """The focus selects the year by itself; mostly another day of the month is meant."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCurrentSection(QDateEdit.Section.DaySection)


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
