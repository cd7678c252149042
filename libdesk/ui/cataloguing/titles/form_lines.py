"""The lines of a title's form: each in a box with its name above and below it what is wrong with what stands there."""

from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from libdesk.domain.title_rules import LONGEST, LONGEST_TEXT
from libdesk.i18n import _
from libdesk.ui import theme
from libdesk.ui.parts import label, named
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.scan_router import TAKES_SCANS

TEXT_LINES: Final = 3


class Line(QLineEdit):
    """A line as wide as what usually stands in it; `steps` of width, and it grows where its box does."""

    def __init__(self, name: str, steps: float) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(LONGEST)
        self._steps = steps

    def sizeHint(self) -> QSize:
        return QSize(theme.space(self._steps), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(theme.space(self._steps), super().minimumSizeHint().width()), self.sizeHint().height())


class CodeLine(Line):
    """A line for figures and scans: no input method; the Return that ends a scan goes on to the next field."""

    scanned = Signal()

    def __init__(self, name: str, steps: float, *, scans: bool = False) -> None:
        super().__init__(name, steps)
        if scans:
            self.setProperty(TAKES_SCANS, True)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *argument: Any) -> Any:
        return False if query == Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(query, *argument)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Some input methods commit all the same: what they commit is taken as typed."""
        self.insert(event.commitString())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.property(TAKES_SCANS) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.scanned.emit()
            self.focusNextChild()
            event.accept()
        else:
            super().keyPressEvent(event)


class Text(QPlainTextEdit):
    """A few lines of text, `steps` wide where there is room; Tab goes on to the next field."""

    def __init__(self, name: str, steps: float = 90) -> None:
        super().__init__()
        self._steps = steps
        self.setObjectName(name)
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(theme.space(self._steps), self.fontMetrics().lineSpacing() * TEXT_LINES + theme.space(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.space(40), self.sizeHint().height())

    def text(self) -> str:
        return self.toPlainText()[: LONGEST_TEXT + 1]

    def setText(self, text: str) -> None:
        self.setPlainText(text)


class Choice(QComboBox):
    """One of a few, read and set as text like a line; "" stands first."""

    def __init__(self, name: str, options: list[tuple[str, str]], *, editable: bool = False) -> None:
        super().__init__()
        calm(named(self, name))
        self.setEditable(editable)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for value, words in options:
            self.addItem(words, value)

    def text(self) -> str:
        if self.isEditable():
            return self.currentText()
        return str(self.currentData() or "")

    def setText(self, text: str) -> None:
        if self.isEditable():
            self.setEditText(text)
            return
        self.setCurrentIndex(max(self.findData(text), 0))


class FieldBox(QWidget):
    """A field with its name above; `show_fault` says below what is wrong with it, "" for nothing."""

    def __init__(self, field: QWidget, name: str) -> None:
        super().__init__()
        self.field = field
        self._name = label(buddy=field)
        self._fault = named(label(role="bad", wrap=True), f"{name}_fault")
        self._fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        for part in (self._name, field, self._fault):
            column.addWidget(part)
        column.addStretch(1)  # a box beside a higher one keeps its name at its field

    def set_name(self, words: str) -> None:
        self._name.setText(_(words))
        self.field.setAccessibleName(_(words))
        if isinstance(self.field, QComboBox) and (line := self.field.lineEdit()) is not None:
            line.setAccessibleName(_(words))

    @property
    def fault(self) -> str:
        return "" if self._fault.isHidden() else self._fault.text()

    def show_fault(self, text: str, *, aloud: bool = False) -> None:
        if text == self.fault:
            return
        self._fault.setText(text)
        self._fault.setVisible(bool(text))
        if text and aloud:
            announce(self._fault, text)
