"""A librarian who leaves falls back to student mode after idle minutes; keys, clicks and scans begin them anew."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

BUSY: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})


class IdleLock(QObject):
    """Runs while somebody with a PIN is at the desk."""

    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.idle)

    def guard(self, minutes: int | None) -> None:
        """Watch from now on, or with None no longer."""
        app = QApplication.instance()
        assert app is not None
        if minutes is None:
            self.timer.stop()
            app.removeEventFilter(self)
        else:
            self.timer.start(minutes * 60_000)
            app.installEventFilter(self)  # only while it matters: the filter sees each event of the program

    def busy(self) -> None:
        """Somebody is at work: the idle minutes begin anew."""
        if self.timer.isActive():
            self.timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in BUSY:
            self.busy()
        return super().eventFilter(watched, event)
