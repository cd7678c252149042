"""The catalogue as the librarian keeps it: a list of all titles; beside it one of them, several, or what is changed.

A barcode scanned anywhere on the page opens its title with that copy under the cursor, an ISBN its title; while a form
is filled in, an ISBN goes into the form. Nothing that was typed is lost by a scan, a row or a key.
"""

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.domain.barcodes import read_scan
from libdesk.domain.catalogue_search import Order
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _
from libdesk.store.queries import books
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.titles.beside import Beside
from libdesk.ui.finding.title_list import TitleList
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_table import Empty
from libdesk.ui.widgets.scan_box import ScanBox, unseen_box

NEEDS: Final = {
    "place": 300,
    "author": 240,
    "year": 240,
}  # steps of the page's width below which the list leaves a column out


class TitlesPage(Tab):
    NAME = "titles_page"
    TITLE = N_("Catalogue")
    ICON = icons.BOOK
    OP = Op.SEE_CATALOGUE
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS, Topic.HOLDS, Topic.CLASSES, Topic.SETTINGS})
    UNDONE_HERE = frozenset(
        {
            Op.EDIT_TITLE, Op.REMOVE_TITLE, Op.MERGE_TITLES, Op.EDIT_COPIES, Op.MOVE_COPIES, Op.REMOVE_COPIES,
            Op.REPLACE_BARCODE, Op.EDIT_BOOKS, Op.GIVE_NUMBERS, Op.SET_COVER, Op.RECOMMEND, Op.EDIT_WITHDRAWAL,
        }
    )  # fmt: skip

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.titles = TitleList(
            around, name="catalogue_box", words=_("Find in the catalogue"), op=Op.SEE_CATALOGUE, whole=True, many=True,
            extra=("year", "copies"), order=Order.NEWEST, nothing_typed=self._nothing_typed,
        )  # fmt: skip
        self.beside = Beside(around)
        self._choose_all = button("catalogue_all", _("Choose all found"), self.titles.table.view.selectAll)
        self._doubles = button("catalogue_doubles", _("Possible doubles …"), self.beside.show_doubles)
        self._not_done = named(label(role="warn", wrap=True), "catalogue_not_done")
        self._left_out: set[str] = set()
        self._scans = unseen_box(self, "catalogue_scans", self.take_scan)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self._not_done.hide()
        foot = wrapped(self._choose_all, self._doubles, gap=2)
        left = down((self.titles, 1), self._not_done, foot, gap=2)
        self.splitter = Panes("catalogue_splitter", left, self.beside, shares=(48, 42), pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.addWidget(self.splitter)

    def _connect(self) -> None:
        self.titles.row_changed.connect(lambda _row: self._chosen())
        self.titles.selection_changed.connect(self._chosen)
        self.titles.searched.connect(self._searched)
        self.titles.opened.connect(self.beside.edit_title)
        self.beside.done.connect(self._tell)
        self.beside.title.add_asked.connect(self._add_copies)
        self.beside.saved.connect(self._saved)
        self.beside.put_away.connect(lambda: focus_first(self.home))

    @property
    def scan_target(self) -> ScanBox:
        return self._scans

    @property
    def home(self) -> tuple[QWidget, ...]:
        return self.titles.home

    def take_focus(self) -> None:
        self.titles.take_focus()

    def take_scan(self, raw: str) -> None:
        """A form that is filled in takes an ISBN and keeps the keyboard; else what was scanned is looked for."""
        if not self.beside.about_list:
            isbn = read_scan(raw).isbn
            shown = self.beside.currentWidget()
            if isbn and shown is vars(self.beside).get("edit"):
                self.beside.edit.form.take_isbn(isbn)
            else:
                self.around.say(_("Finish or leave what stands at the right first, then scan."))
            return
        self.look_for(raw)

    def look_for(self, text: str) -> None:
        """Show what fits this text, as if it had been typed."""
        self.titles.look_for(text)
        self.titles.table.view.setFocus()

    def open_title(self, title_id: int) -> bool:
        """Show this title, which may not be among those that are listed."""
        if self.titles.select(title_id):
            return True
        found = books.titles(self.desk.read(Op.SEE_CATALOGUE), [title_id])
        if not found:
            return False
        self.look_for(found[0].isbn or found[0].title)
        return self.titles.select(title_id)

    def refresh(self) -> None:
        try:
            self.titles.refresh()
        except DeskError as error:
            self.around.say(error.text())
            return
        self._chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Both stand beside the list as well: on a narrow screen the title needs the room more.
        narrow = {key for key, steps in NEEDS.items() if self.width() < theme.space(steps)}
        if narrow != self._left_out:
            self._left_out = narrow
            table = self.titles.table
            table.show_columns([column.key for column in table.model.columns if column.key not in narrow])

    def _searched(self) -> None:
        self._choose_all.setVisible((self.titles.total or 0) > 1)  # once all of them are listed
        self._chosen()

    def _chosen(self) -> None:
        """What is chosen in the list stands beside it."""
        row = self.titles.current_row()
        ids = self.titles.selected_ids()
        self.beside.show_chosen(row.id if row is not None else None, ids, self.titles.copy_id)

    def _add_copies(self, title_id: int) -> None:
        """The page where books are added goes on with this title: labels are enough there."""
        from libdesk.ui.cataloguing.adding.page import AddingPage

        page = self.open_sibling(AddingPage.NAME)
        if isinstance(page, AddingPage):
            page.add_to_title(title_id)
            page.take_focus()

    # What was done

    def _saved(self, title_id: int, told: str) -> None:
        if told:
            self._tell(told)
        self.open_title(title_id)

    def _tell(self, text: str, not_done: str = "") -> None:
        self.around.say(_("{done} F8 takes it back.").format(done=text))
        self._not_done.setText(_("Not done: {reasons}").format(reasons=not_done) if not_done else "")
        self._not_done.setVisible(bool(not_done))
        self.refresh()

    def _nothing_typed(self) -> Empty:
        if not self.desk.allows(Op.IMPORT_BOOKS):
            return Empty(_("No books yet"))
        choices = (
            (_("Import a table or MARC"), lambda: self.around.show_tab("import_tab")),
            (_("Add books one by one"), self._begin_adding),
        )
        text = _("Books come from the library's tables or the supplier's files, or are added one after the other.")
        return Empty(_("No books yet"), text, choices)

    def _begin_adding(self) -> None:
        from libdesk.ui.cataloguing.adding.page import AddingPage

        if (page := self.open_sibling(AddingPage.NAME)) is not None:
            page.take_focus()
