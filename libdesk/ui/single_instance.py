"""One window for one library and account: a second start brings the first one forward and ends."""

import sys
from pathlib import Path
from typing import Final
from zlib import crc32  # a hundred times cheaper to import than hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS: Final = 1_000
_ANY_PROCESS: Final = -1


class SingleInstance(QObject):
    """`woken` is sent in the first program each time another start asks for the same library."""

    woken = Signal()

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = server_name(library)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def wake_first(self) -> bool:
        """True if another program has this library open and was told to come forward; else this one is the first."""
        if self._reach():
            return True
        if self._server.listen(self.name):
            return False
        if self._reach():  # somebody else was faster by a moment
            return True
        QLocalServer.removeServer(self.name)  # left by a crash: nobody answers there
        self._server.listen(self.name)
        return False

    def close(self) -> None:
        """Leave the place to the next start."""
        self._server.close()

    def _reach(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        _allow_to_come_forward()
        socket.write(b"come forward\n")
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _answer(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.woken.emit()


def server_name(library: Path) -> str:
    """The same for every way to write the path of one library, another for each account."""
    return f"libdesk-{crc32(str(Path.home()).encode()):08x}-{crc32(str(library.resolve()).encode()):08x}"


def _allow_to_come_forward() -> None:
    """Windows lets a window come forward only when the program in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
