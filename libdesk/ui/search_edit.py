"""The search field over a list: it asks while one types, at once on Return, and takes scans like typing."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from libdesk.ui.widgets.scan_router import TAKES_SCANS

PAUSE_MS: Final = 120
LONGEST: Final = 200


class SearchEdit(QLineEdit):
    """`asked(text)` when a person pauses or presses Return; `went_down` when the arrow key leads into the list.

    `entered` follows `asked` after Return and after a scan: the words are whole.

    With a pause of nothing it asks as soon as the keys that have come are in the field.
    """

    asked = Signal(str)
    entered = Signal()
    went_down = Signal()

    def __init__(self, name: str, words: str, hint: str, *, pause_ms: int = PAUSE_MS) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(hint)
        self.setMaxLength(LONGEST)
        self.setProperty(TAKES_SCANS, True)
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self.ask)
        self.textChanged.connect(lambda _text: self._pause.start())
        self.returnPressed.connect(self._ask_whole)

    def ask(self) -> None:
        """Ask now for what stands in the field."""
        self._pause.stop()
        self.asked.emit(self.text())

    def look_for(self, text: str) -> None:
        """Put this into the field and ask for it."""
        self.setText(text)
        self._ask_whole()

    def take_scan(self, text: str) -> None:
        """What was scanned takes the place of what was typed, however much of it stood there."""
        self.look_for(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.ask()
        else:
            super().keyPressEvent(event)

    def _ask_whole(self) -> None:
        """What was entered stays selected, so that the next scan or word takes its place."""
        self.ask()
        self.selectAll()
        self.entered.emit()
