"""Find books: titles as one types, where their copies are, and the way to a loan or a hold.

A reader who looks alone gets a screen of large type in place of all that, until Esc.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries import books as queries
from libdesk.ui import icons, theme
from libdesk.ui.finding.title_detail import TitleDetail
from libdesk.ui.finding.title_list import TitleList
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box
from libdesk.ui.widgets.stack import Stack

if TYPE_CHECKING:
    from libdesk.ui.finding.reader_screen.screen import ReaderScreen

NEEDS: Final = {"place": 260, "author": 170}  # steps of the page's width below which the list leaves a column out


class FindTab(Tab):
    NAME = "find_tab"
    TITLE = N_("Find books")
    ICON = icons.SEARCH
    OP = Op.FIND_BOOKS
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.BOOKS})

    hold_asked = Signal(int)
    """A hold on this title for the reader at the desk."""
    lend_asked = Signal(int)
    """Lend this copy to the reader at the desk."""
    reader_comes = Signal()
    """The PC is left to a reader: nobody stays signed in."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.titles = TitleList(around, nothing_typed=self._nothing_typed)
        self.search, self.list = self.titles.search, self.titles.table
        self.detail = TitleDetail(self.desk)
        self._scans = unseen_box(self, "find_scans", self.look_for)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.splitter = Panes("find_splitter", self.titles, self.detail, shares=(50, 30), pc=self.around.pc)
        plain = QWidget()
        inner = QVBoxLayout(plain)
        inner.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        inner.addWidget(self.splitter)
        self._faces = Stack()
        self._faces.addWidget(plain)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._faces)

    def _connect(self) -> None:
        self.titles.row_changed.connect(self.detail.show_title)
        self.titles.searched.connect(self._mark_copy)
        self.titles.opened.connect(lambda _id: self.detail.copies.view.setFocus())
        self.detail.lend_asked.connect(self.lend_asked)
        self.detail.hold_asked.connect(self.hold_asked)

    @property
    def scan_target(self) -> ScanBox:
        """A barcode scanned anywhere on this page is looked for, and nothing is lent by it."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.reader_screen.search,) if self.reader_looks else self.titles.home

    def take_focus(self) -> None:
        if self.reader_looks:
            self.reader_screen.search.setFocus()
        else:
            self.titles.take_focus()

    def look_for(self, text: str) -> None:
        """Show what fits this text, as if it had been typed."""
        if self.reader_looks:
            self.reader_screen.look_for(text)
        else:
            self.titles.look_for(text)
        self.take_focus()

    def refresh(self) -> None:
        if self.reader_looks:
            self.reader_screen.refresh()
        else:
            self.titles.refresh()

    # The screen of a reader who looks alone

    @cached_property
    def reader_screen(self) -> "ReaderScreen":
        """Made when it is first opened."""
        from libdesk.ui.finding.reader_screen.screen import ReaderScreen

        made = ReaderScreen(self.around)
        made.closed.connect(self.close_reader_screen)
        self._faces.addWidget(made)
        return made

    @property
    def reader_looks(self) -> bool:
        """Whether the reader's screen is open."""
        return self._faces.currentIndex() > 0

    @property
    def help_topic(self) -> str:
        return "reader_screen" if self.reader_looks else self.NAME

    def open_reader_screen(self) -> None:
        """Leave the PC to a reader who looks for books; a librarian is signed out first."""
        self.reader_comes.emit()
        self.around.show_tab(self.NAME)
        self._faces.setCurrentWidget(self.reader_screen)
        self.reader_screen.begin()

    def close_reader_screen(self) -> None:
        """Back to the list for the desk."""
        self._faces.setCurrentIndex(0)
        self.titles.refresh()
        self.titles.take_focus()

    def role_changed(self) -> None:
        self.detail.role_changed()
        super().role_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Both stand beside the list as well: on a narrow screen the title needs the room more.
        for number, column in enumerate(self.list.model.columns):
            if column.key in NEEDS:
                self.list.view.setColumnHidden(number, self.width() < theme.space(NEEDS[column.key]))

    def _mark_copy(self) -> None:
        """The cursor stands on the copy whose barcode was scanned."""
        self.detail.mark_copy(self.titles.copy_id)
        self.detail.show_title(self.titles.current_row())

    def _nothing_typed(self) -> Empty:
        titles, copies = queries.holdings(self.desk.read(Op.FIND_BOOKS))
        if not titles:
            import_books = ((_("Import from a table"), lambda: self.around.show_tab("import_tab")),)
            choices = import_books if self.desk.allows(Op.IMPORT_BOOKS) else ()
            return Empty(_("No books yet"), _("Books come from the library's tables or the supplier's files."), choices)
        text = _("This library has {titles} titles in {copies} copies. Type at least one character.")
        screen = ((_("For readers: large type, new books"), self.open_reader_screen),)
        return Empty(_("What are you looking for?"), text.format(titles=f"{titles:,}", copies=f"{copies:,}"), screen)
