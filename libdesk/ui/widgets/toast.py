"""A line at the foot of the window for what may be missed, with at most one answer; it never covers the scan box."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from libdesk.ui import theme
from libdesk.ui.widgets.announce import announce

SHORTEST_SECONDS: Final = 3.0


class Toast(QFrame):
    """Lies over the foot of its parent; a new text takes the place of the old one."""

    LIFT: Final = 14
    """Steps above the foot, clear of the key strip and the state line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self.setObjectName("toast")
        self._words = QLabel()
        self._button = QPushButton()
        self._answer: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True)
        row = QHBoxLayout(self)
        row.addWidget(self._words)
        row.addWidget(self._button)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._answered)
        self._button.setObjectName("toast_choice")
        parent.installEventFilter(self)
        self.hide()

    def show_text(
        self, text: str, *, choice: tuple[str, Callable[[], object]] | None = None, seconds: float = 5.0
    ) -> None:
        """Show one line for at least three seconds; `choice` is one button, as (Undo, what it does)."""
        self._words.setText(text)
        self.setAccessibleName(text)
        self._button.setVisible(choice is not None)
        self._answer = None
        if choice is not None:
            self._button.setText(choice[0])
            self._answer = choice[1]
        self._place()
        self.show()
        self.raise_()
        self._timer.start(round(max(seconds, SHORTEST_SECONDS) * 1000))
        announce(self, text)

    def text(self) -> str:
        return self._words.text()

    def seconds_left(self) -> float:
        return self._timer.remainingTime() / 1000 if self._timer.isActive() else 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._around:
            self._place()
        return super().eventFilter(watched, event)

    def _answered(self) -> None:
        answer = self._answer
        self.hide()
        if answer is not None:
            answer()

    def _place(self) -> None:
        around = self._around
        most = around.width() - theme.space(8)
        self._words.setWordWrap(False)
        self.adjustSize()
        if self.width() > most:  # more than a line: rather a second one than half a sentence
            self._words.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        left = (around.width() - self.width()) // 2
        self.move(left, around.height() - self.height() - theme.space(self.LIFT))
