"""A tab declares itself: what it is called, who may see it, which changes it cares about, where scans go.

To add one: a file in ui/tabs/, a line in ui/tabs/__init__.py; if it writes, an Op and an action.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtWidgets import QLineEdit, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op, Topic
from libdesk.ui.bridge import Bridge
from libdesk.ui.jobs import Jobs
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.widgets.focus_home import focus_first, has_lost_focus
from libdesk.ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from libdesk.ui.lending.counter_tab import CounterTab
    from libdesk.ui.paged_tab import PagedTab


class Surroundings(NamedTuple):
    """What the window gives each tab. `say` shows one line at the foot for a while."""

    desk: Desk
    bridge: Bridge
    jobs: Jobs
    pc: PcSettings
    say: Callable[[str], None]
    show_tab: Callable[[str], QWidget | None]


class Tab(QWidget):
    """One tab of the main window. Subclasses build their widgets, assemble them, connect signals: in that order."""

    NAME: ClassVar[str]  # objectName, for instance "lending_tab"
    TITLE: ClassVar[str]  # marked with N_(), translated by the window
    ICON: ClassVar[str]  # a constant of ui/icons.py
    OP: ClassVar[Op]  # the tab stands there for those who may do this
    TOPICS: ClassVar[frozenset[Topic]] = frozenset()
    UNDONE_HERE: ClassVar[frozenset[Op]] = frozenset()
    """What the desk may do too and F8 takes back without leaving this page for the desk."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName(self.NAME)
        self.around = around
        self.desk = around.desk

    @property
    def scan_target(self) -> ScanBox | None:
        """The box that gets every scan while this tab is shown; None where a scan means nothing."""
        return None

    @property
    def counter_tab(self) -> "CounterTab | None":
        """The tab or page on show where books go over the desk, which the keys F2 to F8 are then for."""
        return None

    @property
    def undone_here(self) -> frozenset[Op]:
        return self.UNDONE_HERE

    @property
    def help_topic(self) -> str:
        """The page of the help that F1 opens here."""
        return self.NAME

    def refresh(self) -> None:
        """Show the library as it is now: called when the tab appears stale or a change meets TOPICS while shown."""

    @property
    def has_siblings(self) -> bool:
        """Whether this is a page of a tab of several."""
        return self._around_it() is not None

    def open_sibling(self, name: str) -> "Tab | None":
        """Show another page of the tab that this page stands in, by its NAME; None for a page by itself."""
        tab = self._around_it()
        return tab.show_page(name) if tab is not None else None

    def _around_it(self) -> "PagedTab | None":
        from libdesk.ui.paged_tab import PagedTab

        above = self.parentWidget()
        while above is not None and not isinstance(above, PagedTab):
            above = above.parentWidget()
        return above

    def role_changed(self) -> None:
        """Somebody else is at the desk; mirror what they may do. The actions keep it in any case."""
        self.refresh()

    def put_secrets_away(self) -> None:
        """Nobody may see this tab for a while: what is typed waits, but for PINs."""
        for field in self.findChildren(QLineEdit):
            if field.echoMode() is QLineEdit.EchoMode.Password:
                field.clear()

    @property
    def home(self) -> tuple[QWidget, ...]:
        """Where the keyboard goes when what has it hides or is disabled by its own work: the first that can take it."""
        return ()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt asks for the next widget by Tab, and also when the one in use goes: then the keyboard goes home."""
        if has_lost_focus(self) and focus_first(self.home):
            return True
        return super().focusNextPrevChild(forward)

    def take_focus(self) -> None:
        """Where the keyboard goes when the tab is shown."""
        if self.scan_target is not None:
            self.scan_target.setFocus()
