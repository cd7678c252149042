"""What a window gives a tab, for tests of one tab alone; what the tab says and which pages it opens is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from libdesk.actions.desk import Desk
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.tab import Surroundings


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
