"""A reader's turn at the desk ends by itself when nothing is scanned, with the last ten seconds counted aloud."""

from PySide6.QtCore import QObject, QTimer, Signal

COUNTDOWN = 10  # seconds that are shown before the turn ends


class ReaderTurn(QObject):
    """Runs while a reader is open; every scan starts it anew."""

    counting = Signal(object)  # seconds left, or None when nothing is to be shown
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = 0
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self.second_passed)

    def begin(self, seconds: int) -> None:
        self._left = seconds
        self._tick.start()
        self.counting.emit(None)

    def stop(self) -> None:
        self._tick.stop()
        self.counting.emit(None)

    @property
    def running(self) -> bool:
        return self._tick.isActive()

    def second_passed(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._tick.stop()
            self.ended.emit()
        elif self._left <= COUNTDOWN:
            self.counting.emit(self._left)
