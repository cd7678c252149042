"""The place of one tab in the row."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.ui import theme
from libdesk.ui.standstill import Standstill
from libdesk.ui.tab import Surroundings, Tab


class Room(QWidget):
    """The tab moves in when it is first shown, and stays here with what is typed while the room is out of the row."""

    def __init__(self, kind: type[Tab], around: Surroundings) -> None:
        super().__init__()
        self.kind = kind
        self.tab: Tab | None = None
        self.stale = False  # the library is read anew when the tab is shown
        self.returned = False  # and who is at the desk is mirrored
        self.look = theme.current()
        self._still = Standstill(around, self)
        self.setObjectName(f"{kind.NAME}_room")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def make_tab(self) -> Tab:
        """The tab of this room, in its surroundings."""
        return self.move_in(self.kind(self._still.around))

    def move_in(self, tab: Tab) -> Tab:
        self.tab = tab
        layout = self.layout()
        assert layout is not None
        layout.addWidget(tab)
        return tab

    def freshen(self) -> None:
        """The tab is shown: what has changed meanwhile is read now."""
        assert self.tab is not None
        stale, returned = self.stale, self.returned
        self.stale = self.returned = False
        if returned:
            self.tab.role_changed()
        elif stale:
            self.tab.refresh()

    def put_aside(self) -> None:
        """Out of the row, for somebody for whom the tab is not."""
        assert self.tab is not None
        self.look = theme.current()
        self._still.begin(self.tab)

    def let_go(self) -> None:
        """Never to come back: its tab was filled from a library that is no longer there."""
        self._still.let_go()
        self.deleteLater()

    def come_back(self) -> None:
        """Back in the row, for somebody of the role that left it."""
        self.returned = True
        self._still.end()
