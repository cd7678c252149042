"""The tabs in their order: there for those who may see them, built when first shown, refreshed when told."""

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QApplication, QTabWidget

from libdesk.domain.ops import Change, Role
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.tab_room import Room
from libdesk.ui.tabs import tab_kinds
from libdesk.ui.top_bar import DeskState


class Face(Enum):
    """What stands on the tabs; the first for which there is room."""

    BOTH = auto()
    WORDS = auto()
    ICONS = auto()
    CLOSE = auto()


WORDLESS: Final = (Face.ICONS, Face.CLOSE)  # only the page on show has its words


class TabRow(QTabWidget):
    """`first` is built at once and stands there always; the other kinds come and go with the role.

    A tab that goes waits, as it was left, for somebody of the role that left it.
    """

    tab_made = Signal(object)

    def __init__(self, around: Surroundings, first: Tab) -> None:
        super().__init__()
        self.setObjectName("tabs")
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setObjectName("tab_bar")
        self.tabBar().setAccessibleName(_("Pages"))
        self.tabBar().setUsesScrollButtons(False)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideRight)
        self.tabBar().setExpanding(False)
        self._around = around
        self._kinds: tuple[type[Tab], ...] = ()
        self._coming = tab_kinds()
        self._role = around.desk.actor.role
        self._aside: dict[tuple[type[Tab], Role], Room] = {}
        self._face = Face.BOTH
        self._widths: dict[Face, int] = {}  # of the row in each face, measured when it is laid
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.lay_soon)
        self._insert(type(first), 0).move_in(first)
        self.currentChanged.connect(self._shown)

    @property
    def current(self) -> Tab:
        return self._tab_in(self._room(self.currentIndex()))

    def named(self, name: str) -> Tab | None:
        """The tab of this name, if whoever is at the desk may see it."""
        self.lay_others()
        for number, room in enumerate(self._rooms()):
            if name == room.kind.NAME and self.isTabVisible(number):
                return self._tab_in(room)
        return None

    def lay_others(self) -> None:
        """Make room for the tabs after the first: once, when the window stands or one of them is asked for."""
        if not self._kinds:
            self.lay(tuple(tab_kinds()))

    def lay_soon(self) -> None:
        """Import the tabs after the first one by one, so that a scan gets through in between; then `lay_others`."""
        if next(self._coming, None) is None:
            self.lay_others()
        else:
            self._soon.start()

    def lay(self, kinds: Sequence[type[Tab]] | None = None) -> None:
        """Show what the role of now may see; `kinds` are the tabs after the first, told once the window stands."""
        self._kinds = self._kinds if kinds is None else tuple(kinds)
        self._widths.clear()  # the row is measured anew
        allows = self._around.desk.allows
        self.setTabVisible(0, allows(self._room(0).kind.OP))
        for kind in self._kinds:
            standing = next((room for room in self._rooms()[1:] if room.kind is kind), None)
            if allows(kind.OP) and standing is None:
                before = self._kinds[: self._kinds.index(kind)]
                self._insert(kind, 1 + sum(room.kind in before for room in self._rooms()[1:]))
            elif standing is not None and not allows(kind.OP):
                self._take_out(standing)
        self._role = self._around.desk.actor.role
        for number in range(self.count()):
            self.setTabToolTip(number, f"{_(self._room(number).kind.TITLE)} (Ctrl+{(number + 1) % 10})")
        self.share_room()

    def role_changed(self) -> None:
        """Show what the role of now may see, each tab as it is for it; one that comes back when it is shown."""
        self.lay()
        for room in self._rooms():
            if room.tab is not None and not room.returned and self._around.desk.allows(room.kind.OP):
                room.tab.role_changed()

    def apart(self) -> list[Room]:
        """What is put aside in the look of now; it comes back for the role, and the size of targets, that it left."""
        return [room for room in self._aside.values() if room.look is theme.current()]

    def forget_aside(self) -> None:
        """Another library is in the place of the one that the tabs put aside were filled from."""
        for room in self._aside.values():
            room.let_go()
        self._aside.clear()

    def show_tab(self, tab: Tab) -> None:
        self.setCurrentWidget(next(room for room in self._rooms() if room.tab is tab))
        tab.take_focus()

    def show_number(self, number: int) -> None:
        """Ctrl+1 … Ctrl+9, Ctrl+0 for the tenth: the tabs that are seen, from left to right."""
        seen = [place for place in range(self.count()) if self.isTabVisible(place)]
        if number < len(seen):
            self.show_tab(self._tab_in(self._room(seen[number])))

    def tell(self, change: Change) -> None:
        """Refresh the tab on show if the change meets its topics; the hidden ones do so when they are shown."""
        for room in self._rooms():
            if room.tab is not None and change.topics & room.tab.TOPICS:
                if room is self.currentWidget():
                    room.tab.refresh()
                else:
                    room.stale = True

    def minimumSizeHint(self) -> QSize:
        """What the page on show needs: the tabs themselves are elided, and the other pages do not lengthen it."""
        return self._room_asked(self.currentWidget().minimumSizeHint())

    def sizeHint(self) -> QSize:
        return self._room_asked(self.currentWidget().sizeHint())

    def hasHeightForWidth(self) -> bool:
        return False

    def _room_asked(self, by_page: QSize) -> QSize:
        return QSize(by_page.width(), by_page.height() + self.tabBar().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Words with icons, words alone, or in large type icons, wide or close; the corner gets what the tabs leave."""
        for face in Face:
            if self._width_in(face) <= self.width():
                break
        self._wear(face)
        corner = self.cornerWidget()
        if isinstance(corner, DeskState):
            corner.setMinimumHeight(self.tabBar().sizeHint().height())
            corner.set_room(self.width() - self.tabBar().sizeHint().width())

    def _width_in(self, face: Face) -> int:
        if face not in self._widths:
            self._wear(face)
            self._widths[face] = self.tabBar().sizeHint().width()
        return self._widths[face]

    def _wear(self, face: Face) -> None:
        """Each tab whole: where not all words have room only the page on show has its own."""
        self._face = face
        close = face is Face.CLOSE
        if (self.tabBar().property("close") is True) is not close:
            self.tabBar().setProperty("close", close)
            theme.restyle(self.tabBar())
            QApplication.sendEvent(self.tabBar(), QEvent(QEvent.Type.StyleChange))  # it measures its tabs anew
        for number in range(self.count()):
            kind = self._room(number).kind
            wordless = face in WORDLESS and number != self.currentIndex()
            words = "" if wordless else _(kind.TITLE)
            if self.tabText(number) != words:
                self.setTabText(number, words)
            if self.tabIcon(number).isNull() is not (face is Face.WORDS):
                self.setTabIcon(number, QIcon() if face is Face.WORDS else icons.icon(kind.ICON))

    def _insert(self, kind: type[Tab], place: int) -> Room:
        room = self._aside.pop((kind, self._around.desk.actor.role), None) or Room(kind, self._around)
        self.insertTab(place, room, icons.icon(kind.ICON), _(kind.TITLE))
        self.tabBar().setAccessibleTabName(place, _(kind.TITLE))
        if room.tab is not None:
            room.come_back()
        return room

    def _take_out(self, room: Room) -> None:
        self.removeTab(self.indexOf(room))
        if room.tab is None:
            room.deleteLater()
        else:
            self._aside[room.kind, self._role] = room
            room.put_aside()

    def _room(self, number: int) -> Room:
        found = self.widget(number)
        assert isinstance(found, Room)
        return found

    def _rooms(self) -> list[Room]:
        return [self._room(number) for number in range(self.count())]

    def _tab_in(self, room: Room) -> Tab:
        if room.tab is None:
            self.tab_made.emit(room.make_tab())
        assert room.tab is not None
        return room.tab

    def _shown(self, number: int) -> None:
        if number < 0:
            return
        self.updateGeometry()
        if self._face in WORDLESS:
            for face in WORDLESS:
                self._widths.pop(face, None)  # its words take another width than those of the page before
            self.share_room()
        room = self._room(number)
        tab = self._tab_in(room)
        room.freshen()
        tab.take_focus()
