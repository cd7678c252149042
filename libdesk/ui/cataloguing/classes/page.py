"""Classes: the tree with what stands in each, the next free number, numbers for what has none, and an own table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.cataloguing.class_table import back_to_outline
from libdesk.domain.classification import ClassRow, ClassTree
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import classes
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing import CLASSES_PAGE
from libdesk.ui.cataloguing.classes.class_detail import ClassDetail
from libdesk.ui.cataloguing.classes.class_table_panel import ClassTablePanel
from libdesk.ui.cataloguing.classes.class_tree import ClassTreeView
from libdesk.ui.cataloguing.classes.numbers_panel import NumbersPanel
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.search_edit import SearchEdit
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

HITS = (
    Column("code", N_("Subject class"), lambda row: row.code),
    Column("name", N_("Name"), lambda row: row.name, width=Width.STRETCH),
)


class ClassesPage(Tab):
    NAME = CLASSES_PAGE
    TITLE = N_("Classes")
    ICON = icons.LIST
    OP = Op.SEE_CATALOGUE
    TOPICS = frozenset({Topic.CLASSES, Topic.BOOKS, Topic.SETTINGS})
    UNDONE_HERE = frozenset({Op.EDIT_CLASSES, Op.GIVE_NUMBERS})

    find_asked = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._tree = ClassTree(())
        self._by_number: dict[str, int] = {}
        self.search = SearchEdit(
            "classes_search", _("Look for a class"), _("Class number, words or pinyin initials")
        )  # fmt: skip
        self.tree = ClassTreeView("classes_tree", _("Class tree"))
        nothing = Empty(
            _("No class fits"), _("Try fewer characters, or the beginning of the number."), (), icons.UNKNOWN
        )
        self.hits = RowTable(HITS, name=_("Classes found"), empty=nothing, key=lambda row: row.code, header=False)
        self.left = Stack()
        self.detail = ClassDetail(around)
        self.numbers = NumbersPanel(around)
        self.table = ClassTablePanel(around)
        self.beside = Stack()
        self.which = named(label(role="note", wrap=True), "class_table_which")
        self.own = button("class_table_own", _("Use a table of your own …"), self._choose_file, icon=icons.IMPORT)
        self.back = button("class_table_back", _("Back to the outline"), self._back)
        self.rules = button("class_settings", _("Rules of numbering"), self._show_settings, icon=icons.SETTINGS)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        self.tree.setHeaderHidden(False)
        self.tree.setMinimumHeight(theme.space(30))
        for part in (self.tree, self.hits):
            self.left.addWidget(part)
        for panel in (self.detail, self.numbers, self.table):
            self.beside.addWidget(panel)
        left = down(self.search, (self.left, 1), gap=2)
        self.splitter = Panes("classes_splitter", left, self.beside, shares=(42, 48), pc=self.around.pc)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(self.splitter, 1)
        column.addWidget(wrapped((self.which, 1), self.own, self.back, self.rules, gap=2))

    def _connect(self) -> None:
        self.search.asked.connect(self._look)
        self.search.went_down.connect(lambda: self._list().setFocus())
        self.tree.moved.connect(lambda _code: self._show_detail())
        self.hits.row_changed.connect(lambda _row: self._show_detail())
        self.hits.opened.connect(lambda row: self.show_class(row.code))
        self.tree.chosen.connect(self._open)
        self.detail.books_asked.connect(self.find_asked)
        self.detail.titles.opened.connect(lambda row: self.find_asked.emit(row.call_no))
        self.detail.numbers_asked.connect(self._ask_numbers)
        for panel in (self.numbers, self.table):
            panel.closed.connect(self._panel_left)
            panel.done.connect(self._panel_left)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self._list(), self.search)

    def take_focus(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self) -> None:
        try:
            library = self.desk.read(Op.SEE_CATALOGUE)
            self._tree = classes.class_tree(library)
            self._by_number = classes.titles_by_class(library)
            self.tree.show_tree(self._tree, self._tree.subtotals(self._by_number))
        except DeskError as error:
            self.which.setText(error.text())
            return
        own = classes.has_own_table(library)
        count = len(self._tree)
        words = (
            ngettext("Your own table: {n} class", "Your own table: {n} classes", count)
            if own
            else ngettext("Outline of the Chinese classification: {n} class",
                          "Outline of the Chinese classification: {n} classes", count)
        )  # fmt: skip
        self.which.setText(words.format(n=f"{count:,}"))
        may = self.desk.allows(Op.EDIT_CLASSES)
        self.own.setVisible(may)
        self.back.setVisible(may and own)
        self._look(self.search.text())

    def show_class(self, code: str) -> None:
        """Show the tree at this class, whatever was looked for."""
        self.search.clear()
        self.search.ask()
        self.tree.go_to(code)
        self.tree.setFocus()

    def _list(self) -> QWidget:
        return self.hits.view if self.left.currentWidget() is self.hits else self.tree

    def _look(self, text: str) -> None:
        """Words leave the classes that fit; without any the tree stands there."""
        typed = text.strip()
        self.left.setCurrentWidget(self.hits if typed else self.tree)
        if typed:
            self.hits.show_rows(self._tree.search(typed))
        self._show_detail()

    def _current(self) -> ClassRow | None:
        row = self.hits.current_row() if self.left.currentWidget() is self.hits else self.tree.current_row()
        return row if isinstance(row, ClassRow) else None

    def _show_detail(self) -> None:
        self.detail.show_class(self._tree, self._current(), self._by_number)

    def _open(self, code: str) -> None:
        index = self.tree.currentIndex()
        if self._tree.children(code):
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    # Numbers, own table

    def _ask_numbers(self, anew: bool) -> None:
        ids = classes.titles_of(self.desk.read(Op.GIVE_NUMBERS), self.detail.class_nos, unnumbered=not anew)
        self.beside.setCurrentWidget(self.numbers)
        self.numbers.ask(ids, anew=anew)

    def _choose_file(self) -> None:
        path = self.table.ask_file()
        if path is not None:
            self.beside.setCurrentWidget(self.table)
            self.table.show_file(path)

    def _back(self) -> None:
        try:
            back_to_outline(self.desk)
        except DeskError as error:
            self.around.say(error.text())
            return
        self.around.say(_("{done} F8 takes it back.").format(done=_("The outline counts again.")))

    def _panel_left(self) -> None:
        self.beside.setCurrentWidget(self.detail)
        self._list().setFocus()

    def _show_settings(self) -> None:
        tab = self.around.show_tab("settings_tab")
        if tab is not None and hasattr(tab, "show_section"):
            tab.show_section("CataloguingSection")
