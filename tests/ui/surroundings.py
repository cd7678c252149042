"""What a window gives a tab, for tests of one tab alone; what the tab says and which pages it opens is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tab import Surroundings, Tab
from tests.look import dress

T = TypeVar("T", bound=Tab)


@dataclass
class Kept:
    """The surroundings with what went through them."""

    around: Surroundings
    said: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)


@contextmanager
def surroundings(desk: Desk, folder: Path) -> Iterator[Kept]:
    """A bridge, jobs and settings of a PC around this desk."""
    jobs, bridge = Jobs(desk), Bridge()
    desk.listeners.append(bridge.tell)
    said: list[str] = []
    opened: list[str] = []
    pc = PcSettings(folder / "pc.ini")
    around = Surroundings(desk, bridge, jobs, pc, said.append, opened.append)
    yield Kept(around, said, opened)
    jobs.wait_and_close()


def at_work(qtbot: QtBot, kept: Kept, tab: T, *, height: int = 400) -> T:
    """The tab by itself as the active window; it hears of changes as it does in the main window."""
    kept.around.bridge.changed.connect(lambda change: tab.refresh() if change.topics & tab.TOPICS else None)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, height)
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    return tab


def nameless(widget: QWidget) -> list[str]:
    """Everything in sight that takes the focus and that a screen reader would have no name for."""
    return [
        f"{type(part).__name__} {part.objectName()}"
        for part in widget.findChildren(QWidget)
        if part.focusPolicy() != Qt.FocusPolicy.NoFocus
        and part.isVisibleTo(widget)
        and not part.objectName().startswith("qt_")
        and not QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)
    ]
