"""The tabs in their order: made when somebody may see them, gone when not, refreshed when a change meets them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget

from libdesk.domain.ops import Change
from libdesk.i18n import _
from libdesk.ui import icons
from libdesk.ui.tab import Surroundings, Tab


class TabRow(QTabWidget):
    """`first` stands there always, hidden from those who may not see it; the other kinds come and go with the role."""

    tab_made = Signal(object)

    def __init__(self, around: Surroundings, first: Tab, kinds: Sequence[type[Tab]]) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setObjectName("tab_bar")
        self.tabBar().setAccessibleName(_("Pages"))
        self._around, self._first, self._kinds = around, first, tuple(kinds)
        self._stale: set[Tab] = set()
        self.addTab(first, icons.icon(first.ICON), _(first.TITLE))
        self.currentChanged.connect(self._shown)

    @property
    def current(self) -> Tab:
        found = self.currentWidget()
        assert isinstance(found, Tab)
        return found

    def all(self) -> list[Tab]:
        found = [self.widget(number) for number in range(self.count())]
        return [tab for tab in found if isinstance(tab, Tab)]

    def find(self, name: str) -> Tab | None:
        """The tab of this name, if whoever is at the desk may see it."""
        return next((tab for tab in self.all() if name == tab.NAME and self.isTabVisible(self.indexOf(tab))), None)

    def lay(self) -> None:
        """Make, show and take away tabs for the role of now; hidden ones are not there at all."""
        allows = self._around.desk.allows
        for kind in self._kinds:
            standing = next((tab for tab in self.all() if type(tab) is kind), None)
            if allows(kind.OP) and standing is None:
                self._make(kind)
            elif standing is not None and not allows(kind.OP):
                self.removeTab(self.indexOf(standing))
                self._stale.discard(standing)
                standing.deleteLater()
        self.setTabVisible(0, allows(self._first.OP))
        for number in range(self.count()):
            self.setTabToolTip(number, f"{self.tabText(number)} (Ctrl+{number + 1})")

    def show_tab(self, tab: Tab) -> None:
        self.setCurrentWidget(tab)
        tab.take_focus()

    def show_number(self, number: int) -> None:
        """Ctrl+1 … Ctrl+9: the tabs that are seen, from left to right."""
        seen = [tab for tab in self.all() if self.isTabVisible(self.indexOf(tab))]
        if number < len(seen):
            self.show_tab(seen[number])

    def tell(self, change: Change) -> None:
        """Refresh the tab on show if the change meets its topics; the hidden ones do so when they are shown."""
        for tab in self.all():
            if change.topics & tab.TOPICS:
                if tab is self.currentWidget():
                    tab.refresh()
                else:
                    self._stale.add(tab)

    def _make(self, kind: type[Tab]) -> None:
        place = 1 + sum(1 for tab in self.all() if type(tab) in self._kinds[: self._kinds.index(kind)])
        made = kind(self._around)
        self.insertTab(place, made, icons.icon(made.ICON), _(made.TITLE))
        self.tab_made.emit(made)

    def _shown(self, _number: int) -> None:
        tab = self.currentWidget()
        if isinstance(tab, Tab):
            if tab in self._stale:
                self._stale.discard(tab)
                tab.refresh()
            tab.take_focus()
