"""The lending tab in a window, with a scanner and a person at its keyboard whose rhythm a clock of the test gives."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.ui.bridge import Bridge
from libdesk.ui.feedback import Feedback
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tab import Surroundings
from libdesk.ui.tabs.lending_tab import LendingTab
from libdesk.ui.widgets.scan_router import ScanRouter
from tests.look import dress, undress
from tests.ui.lending.school import School

SCANNER, PERSON = 0.005, 0.12  # seconds between two keys
Key = Qt.Key
Modifier = Qt.KeyboardModifier


class Stand:
    """Every key goes through the real widgets; a modal window at any moment is a failure."""

    def __init__(self, qtbot: QtBot, school: School, folder: Path) -> None:
        undress()
        self.school, self.now, self.gap = school, 1000.0, SCANNER
        self.said: list[str] = []
        self.sounds: list[str] = []
        self.bridge, self.jobs = Bridge(), Jobs(school.desk)
        school.desk.listeners.append(self.bridge.tell)
        pc = PcSettings(folder / "pc.ini")
        around = Surroundings(school.desk, self.bridge, self.jobs, pc, self.said.append, lambda _name: None)
        feedback = Feedback(player=lambda file: self.sounds.append(file.stem.split("-")[0]))
        self.tab = LendingTab(around, feedback, clock=self._time)
        school.session = self.tab.session
        self.box, self.banner = self.tab.box, self.tab.banner
        self.slips: list[object] = []
        self.finds: list[str] = []
        self.undo_labels: list[str] = []
        self.tab.slip_asked.connect(self.slips.append)
        self.tab.find_asked.connect(self.finds.append)
        self.tab.undo_label_changed.connect(self.undo_labels.append)
        self.tab.refresh()
        self.window = QMainWindow()
        self.window.setCentralWidget(self.tab)
        self.router = ScanRouter(self.window, lambda: self.box, clock=lambda: self.now)
        qtbot.addWidget(self.window)
        dress()
        self.window.resize(911, 460)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.tab.take_focus()

    def _time(self) -> float:
        return self.now

    def close(self) -> None:
        self.tab.turn.stop()
        self.jobs.wait_and_close()

    def key(self, key: Qt.Key | str, modifiers: Modifier = Modifier.NoModifier, *, on: QWidget | None = None) -> None:
        self.now += self.gap
        QTest.keyClick(on or QApplication.focusWidget() or self.box, key, modifiers)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert QApplication.activeModalWidget() is None

    def keys(self, text: str) -> None:
        for letter in text:
            self.key(letter)

    def scan(self, code: str, end: Qt.Key = Key.Key_Return) -> Outcome | None:
        """A scanner at work, wherever the focus is; a second and a half after the last one."""
        self.now += 2
        self.gap = SCANNER
        self.keys(code)
        self.key(end)
        return self.banner.outcome

    def type(self, text: str) -> None:
        """A person at work, who then waits a moment."""
        self.now += 2
        self.gap = PERSON
        self.keys(text)
        self.box._pause.timeout.emit()

    def enter(self) -> Outcome | None:
        self.gap = PERSON
        self.key(Key.Key_Return)
        return self.banner.outcome

    def commit(self, text: str) -> None:
        """What an input method sends."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.box, event)

    def seconds(self, count: int) -> None:
        """Time at the desk in which nothing happens."""
        for _second in range(count):
            if self.tab.turn.running:
                self.tab.turn.second_passed()

    def button(self, name: str) -> QPushButton:
        found = self.tab.findChild(QPushButton, name)
        assert found is not None, name
        return found

    def be(self, role: Role) -> None:
        """Somebody else signs in, as the window does it."""
        self.school.be(role)
        self.tab.role_changed()

    @property
    def in_box(self) -> bool:
        return QApplication.focusWidget() is self.box
