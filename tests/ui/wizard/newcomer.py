"""The first day on a PC of its own: whoever sits there presses keys and reads what the window says."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.wizard.first_window import FirstWindow
from libdesk.ui.wizard.flow import FirstDay
from libdesk.ui.wizard.page import WizardPage
from libdesk.ui.wizard.school_page import SchoolPage
from libdesk.ui.wizard.window import WizardWindow
from tests.builders import Clock

SCHOOL = "阳光小学"
P = TypeVar("P", bound=WizardPage)


class Newcomer:
    """A librarian who has never seen libdesk. `opened` are the libraries that were put in their place or chosen."""

    def __init__(self, folder: Path, qtbot: QtBot, clock: Clock) -> None:
        self.folder, self.qtbot, self.clock = folder, qtbot, clock
        self.opened: list[Path] = []
        self.window: QWidget | None = None
        self.day: FirstDay | None = None

    def start(self) -> FirstWindow:
        """Start the program, after leaving it in order where it ran."""
        self.leave()
        self.day = FirstDay(PcSettings(self.folder / "pc.ini"), self._put_up, clock=self.clock)
        self.day.opened.connect(self.opened.append)
        self.day.begin()
        assert isinstance(self.window, FirstWindow)
        return self.window

    def set_up(self) -> WizardWindow:
        """Choose what the first window proposes."""
        window = self.start()
        window._choices[0].click()
        return self.wizard

    @property
    def wizard(self) -> WizardWindow:
        assert isinstance(self.window, WizardWindow)
        return self.window

    def leave(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        if self.day is not None:
            self.day.close()
        self.window = self.day = None
        QApplication.processEvents()

    def press(self, name: str) -> None:
        button = self.child(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} cannot be pressed"
        button.click()

    def words(self, name: str) -> str:
        widget = self.child(name)
        assert isinstance(widget, QLabel)
        return widget.text()

    def child(self, name: str) -> QWidget:
        assert self.window is not None
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
        return found[0]

    def keys(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.wizard, text)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.wizard, key)

    def finish(self) -> Path:
        """Press the last button and wait for the library; gives its file."""
        self.press("wizard_next")
        self.qtbot.waitUntil(lambda: bool(self.opened))
        return self.opened[-1]

    def settled(self, work: Callable[[], object]) -> None:
        """Do it and wait until nothing runs any more."""
        work()
        self.qtbot.waitUntil(lambda: not self.wizard.jobs.running, timeout=60_000)

    def _put_up(self, window: QWidget) -> None:
        before, self.window = self.window, window
        with self.qtbot.waitActive(window):
            window.resize(911, 460)
            window.show()
            window.activateWindow()
        if before is not None:
            before.hide()
            before.deleteLater()


def page_of(wizard: WizardWindow, kind: type[P]) -> P:
    return next(page for page in wizard.pages if isinstance(page, kind))


def named_school(newcomer: Newcomer) -> WizardWindow:
    wizard = newcomer.set_up()
    page_of(wizard, SchoolPage).school.setText(SCHOOL)
    return wizard


def at(newcomer: Newcomer, name: str) -> WizardWindow:
    """The wizard at a page, everything before it skipped."""
    wizard = named_school(newcomer)
    newcomer.press("wizard_next")
    while name != wizard.page.NAME:
        newcomer.press("wizard_skip")
    return wizard
