"""A reader's turn at the desk ends by itself when nobody is busy there, with the last ten seconds counted aloud."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

COUNTDOWN: Final = 10
"""Seconds that are shown before the turn ends."""
_BUSY: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})


class ReaderTurn(QObject):
    """Runs while a reader is open or a copy waits for a card; every scan, key or click starts it anew."""

    counting = Signal(object)  # seconds left, or None when nothing is to be shown
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._seconds = self._left = 0
        self._watching = False
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.second_passed)

    def begin(self, seconds: int) -> None:
        self._seconds = seconds
        self._tick.start()
        self._watch(True)
        self._restart()

    def stop(self) -> None:
        """The turn is over, or stands still while something is asked at the desk; `begin` goes on."""
        self._tick.stop()
        self._watch(False)
        self.counting.emit(None)

    @property
    def running(self) -> bool:
        return self._tick.isActive()

    def second_passed(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.stop()
            self.ended.emit()
        elif self._left <= COUNTDOWN:
            self.counting.emit(self._left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _BUSY and self.running and self._left < self._seconds:
            self._restart()
        return False

    def _restart(self) -> None:
        self._left = self._seconds
        self.counting.emit(None)

    def _watch(self, on: bool) -> None:
        """Look at the program's events only while a turn runs."""
        app = QCoreApplication.instance()
        if app is not None and on != self._watching:
            self._watching = on
            if on:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)
