"""The real main window on a real library, for tests that act as a person does: keys in, words out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.ui import theme
from libdesk.ui.bridge import Bridge
from libdesk.ui.feedback import Feedback
from libdesk.ui.jobs import Jobs
from libdesk.ui.main_window import MainWindow
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.pc_settings import PcSettings
from tests.look import dress, undress


class Seat:
    """Somebody sitting at the desk: scans, presses keys, reads what the screen says."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.sounds: list[Path] = []

    def scan(self, code: str, *, end: Qt.Key = Qt.Key.Key_Return) -> str:
        """A scanner: fast keys to whatever has the focus, then Enter. Gives what the banner says."""
        if self.window.lending.box.hasFocus():
            self.window.lending.box.forget_last()  # a test is faster than a hand
        for letter in code:
            QTest.keyClick(self.focus, letter)
        QTest.keyClick(self.focus, end)
        return self.banner

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)

    def type(self, text: str) -> None:
        """By hand; what is not on the keyboard comes from an input method."""
        if text.isascii():
            QTest.keyClicks(self.focus, text, delay=0)
        else:
            committed = QInputMethodEvent()
            committed.setCommitString(text)
            QApplication.sendEvent(self.focus, committed)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    @property
    def banner(self) -> str:
        return self.window.lending.banner.text()

    @property
    def outcome(self) -> Outcome | None:
        return self.window.lending.banner.outcome

    def open(self, tab: str, page: str) -> QWidget:
        """Open a page; what it is made of is dressed when it is whole."""
        factor = theme.current().factor
        undress(factor=factor)
        opened = self.window.show_tab(tab)
        assert isinstance(opened, PagedTab)
        made = opened.show_page(page)
        dress(factor=factor)
        return made

    def child(self, name: str) -> QWidget:
        """The one widget of this objectName that is seen."""
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
        return found[0]

    def press(self, name: str) -> None:
        """A button that is seen and may be pressed."""
        button = self.child(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} is not enabled"
        button.click()

    def sees(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))


@contextmanager
def seat_at(
    desk: Desk, folder: Path, qtbot: QtBot, *, size: tuple[int, int] = (911, 460), factor: float = 1.0
) -> Iterator[Seat]:
    """A window on this desk, closed in order afterwards: no job runs on, no thread is left."""
    bridge = Bridge()
    desk.listeners.append(bridge.tell)
    jobs = Jobs(desk)
    sounds: list[Path] = []
    undress(factor=factor)
    window = MainWindow(desk, jobs, bridge, PcSettings(folder / "pc.ini"), Feedback(player=sounds.append))
    dress(factor=factor)
    window.resize(*size)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window.router is not None)  # it follows the first paint
    seat = Seat(window, qtbot)
    seat.sounds = sounds
    try:
        yield seat
    finally:
        jobs.wait_and_close()
        window.close()
        window.deleteLater()
        desk.listeners.remove(bridge.tell)
        QApplication.processEvents()
        dress()  # the next test reads at the usual size
