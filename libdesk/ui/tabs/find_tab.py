"""Find books: titles as one types, where their copies are, and the way to a loan or a hold."""

from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.books import TitleFound, show_place
from libdesk.i18n import N_, _
from libdesk.store.queries import books as queries
from libdesk.ui import icons, theme
from libdesk.ui.finding.title_detail import TitleDetail
from libdesk.ui.parts import down
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox

NEEDS: Final = {"place": 260, "author": 170}  # steps of the page's width below which the list leaves a column out
LONGEST_AUTHOR: Final = 7  # characters; the whole stands in the tooltip and beside the list


def _author(row: TitleFound) -> str:
    return row.author if len(row.author) <= LONGEST_AUTHOR else f"{row.author[:LONGEST_AUTHOR]}…"


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

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.search = SearchEdit(
            "find_box", _("Find books"), _("Title, author, pinyin initials, ISBN, barcode or call number")
        )
        self._columns = self._make_columns()
        self.list = RowTable(self._columns, name=_("Titles found"), empty=self._nothing_typed(), key=lambda row: row.id)
        self.detail = TitleDetail(self.desk)
        self._scans = ScanBox(self)
        self._count = QTimer(self, singleShot=True, interval=0)
        self._assemble()
        self._connect()
        self.refresh()

    def _make_columns(self) -> tuple[Column, ...]:
        return (
            Column("title", N_("Title"), lambda row: row.name, width=Width.STRETCH),
            Column("author", N_("Author"), _author, tip=lambda row: row.author, spare=1),
            Column("call_no", N_("Call number"), lambda row: row.call_no),
            Column("place", N_("Place"), lambda row: show_place(row.place), spare=2),
            Column(
                "state",
                N_("Where"),
                lambda row: row.state(self.desk.today),
                sort=lambda row: (-row.on_shelf, row.next_due or date.max),
                role=lambda row: "good" if row.on_shelf else "",
            ),
        )

    def _assemble(self) -> None:
        self._scans.setObjectName("find_scans")
        self._scans.hide()
        self.list.keep_in_sight()
        left = down(self.search, (self.list, 1), gap=2)
        self.splitter = Panes("find_splitter", left, self.detail, shares=(50, 30), pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._look())
        self.search.went_down.connect(self.list.view.setFocus)
        self._scans.scanned.connect(lambda raw, _typed: self.look_for(raw))
        self._count.timeout.connect(self._show_total)
        self.list.row_changed.connect(self.detail.show_title)
        self.list.opened.connect(lambda _row: self.detail.copies.view.setFocus())
        self.detail.lend_asked.connect(self.lend_asked)
        self.detail.hold_asked.connect(self.hold_asked)

    @property
    def scan_target(self) -> ScanBox:
        """A barcode scanned anywhere on this page is looked for, and nothing is lent by it."""
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.search)

    def take_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def look_for(self, text: str) -> None:
        """Show what fits this text, as if it had been typed."""
        self.search.look_for(text)
        self.take_focus()

    def refresh(self) -> None:
        self._look()

    def role_changed(self) -> None:
        self.detail.role_changed()
        super().role_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Both stand beside the list as well: on a narrow screen the title needs the room more.
        for number, column in enumerate(self._columns):
            if column.key in NEEDS:
                self.list.view.setColumnHidden(number, self.width() < theme.space(NEEDS[column.key]))

    def _look(self) -> None:
        self._count.stop()
        text = self.search.text()
        try:
            library = self.desk.read(Op.FIND_BOOKS)
            found = queries.find_titles(library, text)
            self.list.set_empty(self._nothing_found(text) if text.strip() else self._nothing_typed())
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.list.show_rows(found.rows)
        self.detail.mark_copy(found.copy_id)
        self.detail.show_title(self.list.current_row())
        if found.total is None:
            self._count.start()  # after the rows are painted: counting may take longer than finding

    def _show_total(self) -> None:
        try:
            total = queries.count_titles(self.desk.read(Op.FIND_BOOKS), self.search.text())
        except DeskError:
            return  # the rows stand; only their number stays unknown
        self.list.show_rows(self.list.model.rows(), total=total)

    def _nothing_typed(self) -> Empty:
        titles, copies = queries.holdings(self.desk.read(Op.FIND_BOOKS))
        if not titles:
            import_books = ((_("Import from a table"), lambda: self.around.show_tab("import_tab")),)
            choices = import_books if self.desk.allows(Op.IMPORT_BOOKS) else ()
            return Empty(_("No books yet"), _("Books come from the library's tables or the supplier's files."), choices)
        text = _("This library has {titles} titles in {copies} copies. Type at least one character.")
        return Empty(_("What are you looking for?"), text.format(titles=f"{titles:,}", copies=f"{copies:,}"))

    def _nothing_found(self, text: str) -> Empty:
        shown = text.strip() if len(text.strip()) <= 20 else f"{text.strip()[:20]}…"
        return Empty(
            _("Nothing fits “{text}”").format(text=shown),
            _("Try fewer characters, another word of the title, the author, or the pinyin initials."),
            ((_("Type again"), self._type_again),),
            icons.UNKNOWN,
        )

    def _type_again(self) -> None:
        self.search.clear()
        self.search.ask()
        self.take_focus()
