"""One window for one library and account: a second start brings the first one forward and ends."""

import os
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zlib import crc32  # a hundred times cheaper to import than hashlib

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS: Final = 1_000
TRIES: Final = 4  # to reach the first program, which may have been started only a moment ago
LISTEN_AFTER_MS: Final = 300  # once the window stands: Qt's network module would hold its start up
_ANY_PROCESS: Final = -1


class SingleInstance(QObject):
    """`woken` is sent in the first program each time another start asks for the same library.

    A lock file says who is the first; it goes with its process, also by a crash. The first one then listens for others.
    """

    woken = Signal()

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = server_name(library)
        self._lock: int | None = None
        self._server: QLocalServer | None = None
        self._later = QTimer(self, singleShot=True, interval=LISTEN_AFTER_MS)
        self._later.timeout.connect(self._listen)

    def wake_first(self) -> bool:
        """True if another program has this library open and was told to come forward; else this one is the first."""
        with suppress(OSError):  # a folder that cannot be written keeps nobody from the desk
            self._lock = os.open(
                os.path.join(tempfile.gettempdir(), f"{self.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600
            )
        if self._lock is not None and not _take(self._lock):
            _reach(self.name)
            return True
        self._later.start()
        return False

    def close(self) -> None:
        """Leave the place to the next start."""
        self._later.stop()
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(self.name):
            QLocalServer.removeServer(self.name)  # left by a crash: nobody answers there
            self._server.listen(self.name)

    def _answer(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            self.woken.emit()


def _take(number: int) -> bool:
    """Lock an open file until it is closed or its process ends, if nobody else has. Qt's lock waits for the disk."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _reach(name: str) -> None:
    """Ask the first program to come forward; one that does not answer at all has its reasons."""
    from PySide6.QtNetwork import QLocalSocket

    for _try in range(TRIES):
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(WAIT_MS):
            _allow_to_come_forward()
            socket.write(b"come forward\n")
            socket.waitForBytesWritten(WAIT_MS)
            socket.disconnectFromServer()
            return
        time.sleep(LISTEN_AFTER_MS / 1000)


def server_name(library: Path) -> str:
    """The same for every way to write the path of one library, another for each account."""
    return f"libdesk-{crc32(str(Path.home()).encode()):08x}-{crc32(str(library.resolve()).encode()):08x}"


def _allow_to_come_forward() -> None:
    """Windows lets a window come forward only when the program in front allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
