"""A tab of several pages, named in a row at its top: each page is a Tab itself and is built when it is first shown.

To add a page: a file with a Tab subclass, and a line in the tab's `page_kinds`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QToolButton, QVBoxLayout

from libdesk.domain.ops import Op
from libdesk.i18n import _
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, named, wrapped
from libdesk.ui.standstill import Standstill
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.lending.counter_tab import CounterTab


PASSED_ON = (
    "open_asked", "document_asked", "find_asked", "slip_asked", "shift_changed", "outcome_told", "heard",
    "undo_label_changed",
)  # fmt: skip


class PagedTab(Tab):
    """Subclasses name their pages; what a page asks of the window is passed on."""

    open_asked = Signal(int)
    """Open this reader at the desk."""
    document_asked = Signal(str, object)
    """A document to open or print: its title, and a function without arguments that gives its bytes."""
    find_asked = Signal(str)
    slip_asked = Signal(object)
    shift_changed = Signal()
    outcome_told = Signal(object)
    """Of a page where books go over the desk, as `CounterTab` has them."""
    heard = Signal(object)
    """The Outcome of a scan that moves no book over the desk: it is heard as there."""
    undo_label_changed = Signal(str)
    """What F8 takes back on the page on show, where that is not the desk's."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._kinds = tuple(self.page_kinds())
        self._pages: dict[str, Tab] = {}
        self._stills: dict[str, Standstill] = {}
        self._stale: set[str] = set()
        self._with_icons, self._width_with_icons = True, 0
        self._choice = QButtonGroup(self)
        self._buttons = {kind.NAME: self._button(kind) for kind in self._kinds}
        self._stack = Stack()
        self._row = wrapped(*self._buttons.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space(1), 0, 0)
        column.setSpacing(0)
        top = across((self._row, 1), end=False)
        top.setContentsMargins(theme.space(3), 0, theme.space(3), 0)
        column.addWidget(top)
        column.addWidget(self._stack, 1)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            turn = QShortcut(QKeySequence(keys), self, lambda step=step: self._turn(step))
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._mirror()
        self.show_page((self._seen() or self._kinds)[0].NAME)

    def page_kinds(self) -> Sequence[type[Tab]]:
        """The pages, from left to right."""
        raise NotImplementedError  # every subclass has its own

    @property
    def page(self) -> Tab:
        """The page on show."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Tab)
        return shown

    def has_page(self, name: str) -> bool:
        """Whether a page of this NAME stands here for whoever is at the desk."""
        return any(name == kind.NAME for kind in self._seen())

    def show_page(self, name: str) -> Tab:
        """Open a page by its NAME."""
        self._buttons[name].setChecked(True)
        page = self._pages.get(name) or self._make(name)
        self._stack.setCurrentWidget(page)
        if name in self._stale:
            self._stale.discard(name)
            page.refresh()
        return page

    @property
    def help_topic(self) -> str:
        return self.page.help_topic

    @property
    def scan_target(self) -> ScanBox | None:
        return self.page.scan_target

    @property
    def counter_tab(self) -> "CounterTab | None":
        return self.page.counter_tab

    @property
    def undone_here(self) -> frozenset[Op]:
        return self.page.undone_here

    def take_focus(self) -> None:
        self.page.take_focus()

    def refresh(self) -> None:
        self._stale = self._pages.keys() - {self.page.NAME}
        self.page.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_icons()

    def _show_icons(self) -> None:
        """In one line with its icons, if it can be; else the words alone, in one line or more."""
        if self._with_icons:
            seen = [made for made in self._buttons.values() if not made.isHidden()]
            self._width_with_icons = sum(made.sizeHint().width() + theme.space(1) for made in seen) + theme.space(6)
        self._set_icons(self._width_with_icons <= self.width())

    def _set_icons(self, shown: bool) -> None:
        if shown != self._with_icons:
            self._with_icons = shown
            for kind in self._kinds:
                if shown:
                    icons.set_icon(self._buttons[kind.NAME], kind.ICON)
                else:
                    icons.drop_icon(self._buttons[kind.NAME])

    def role_changed(self) -> None:
        self._mirror()
        for name, page in self._pages.items():
            if self.desk.allows(page.OP):
                self._stills[name].end()
                page.role_changed()
            else:
                self._stills[name].begin(page)
        seen = self._seen()
        self._stack.setVisible(bool(seen))  # nobody sees or reaches a page that is not theirs
        if seen and not self.desk.allows(self.page.OP):
            self.show_page(seen[0].NAME)

    def _seen(self) -> list[type[Tab]]:
        """The pages for whoever is at the desk."""
        return [kind for kind in self._kinds if self.desk.allows(kind.OP)]

    def _mirror(self) -> None:
        seen = self._seen()
        for kind in self._kinds:
            self._buttons[kind.NAME].setVisible(kind in seen)
        self._row.setVisible(len(seen) > 1)
        self._set_icons(True)  # the row is measured anew
        self._show_icons()

    def _button(self, kind: type[Tab]) -> QToolButton:
        made = named(QToolButton(), f"show_{kind.NAME}")
        made.setProperty("role", "page")
        made.setText(_(kind.TITLE))
        made.setToolTip(_("Ctrl+PgUp and Ctrl+PgDn turn to the page before and to the next one"))
        icons.set_icon(made, kind.ICON)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setCheckable(True)
        made.clicked.connect(lambda _checked=False: self._chosen(kind.NAME))
        self._choice.addButton(made)
        return made

    def _turn(self, step: int) -> None:
        """To the next page or the one before it, from the last to the first."""
        names = [kind.NAME for kind in self._seen()]
        self._chosen(names[(names.index(self.page.NAME) + step) % len(names)])

    def _chosen(self, name: str) -> None:
        self.show_page(name)
        self.take_focus()

    def _make(self, name: str) -> Tab:
        still = self._stills[name] = Standstill(self.around, self)
        page = self._pages[name] = next(kind for kind in self._kinds if name == kind.NAME)(still.around)
        self._stack.addWidget(page)
        for own in PASSED_ON:
            if hasattr(page, own):
                getattr(page, own).connect(getattr(self, own))
        return page
