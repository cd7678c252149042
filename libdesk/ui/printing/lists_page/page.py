"""Lists and slips: which one at the left with its few fields, its pages as they come out at the right."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Progress
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import down, label, named
from libdesk.ui.printing.lacking import marked_words
from libdesk.ui.printing.lists_page.books import (
    CommandCardFields,
    DeskCardFields,
    NewFields,
    RegisterFields,
    ReportFields,
    ShelfFields,
)
from libdesk.ui.printing.lists_page.fields import ListFields
from libdesk.ui.printing.lists_page.readers import (
    HoldFields,
    OutFields,
    OverdueFields,
    ReceiptFields,
    RosterFields,
)
from libdesk.ui.printing.paper import Paper
from libdesk.ui.printing.paper_view import PaperView
from libdesk.ui.printing.printers import Printers
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

# As they stand in the list: what the day asks for first.
KINDS: Final[tuple[type[ListFields], ...]] = (
    OverdueFields, RosterFields, OutFields, HoldFields, ReceiptFields, ShelfFields, NewFields, ReportFields,
    RegisterFields, CommandCardFields, DeskCardFields,
)  # fmt: skip
NEEDS: Final = (56, 100)  # steps of width: what is chosen, the preview
CHECKED: Final = 300  # pages that are looked through before they are printed; a longer list takes too long
LAST: Final = "lists/kind"
COLUMNS: Final = (
    Column("title", N_("Which list"), lambda kind: _(kind.TITLE), width=Width.STRETCH, icon=lambda kind: kind.ICON,
           tip=lambda kind: _(kind.TITLE)),
)  # fmt: skip


class ListsPage(Tab):
    NAME = "lists_page"
    TITLE = N_("Lists")
    ICON = icons.LIST
    OP = Op.SEE_PRINTING
    TOPICS = frozenset({Topic.READERS, Topic.BOOKS, Topic.LOANS, Topic.SETTINGS, Topic.CALENDAR})

    def __init__(self, around: Surroundings, *, printers: Printers | None = None) -> None:
        super().__init__(around)
        self.kinds = RowTable(
            COLUMNS, name=_("Which list"), empty=Empty(_("Which list")), key=lambda kind: kind.NAME, header=False,
            sorts_itself=False,
        )  # fmt: skip
        self.paper = PaperView(around, "lists", printers=printers)
        self._made: dict[str, ListFields] = {}
        self._fields = Stack()
        self.gaps = named(label(role="warn", wrap=True), "lists_gaps")
        self._looked_through: Paper | None = None
        self._left = False  # the program is being left: no more is looked through
        self._checking = OneJob(around.jobs, self)
        self._assemble()
        last = around.pc.text(LAST, KINDS[0].NAME)
        self.kinds.show_rows([kind for kind in KINDS if self.desk.allows(kind.OP)])
        self.kinds.row_changed.connect(self._chosen)
        self.paper.page_shown.connect(lambda _page, count: self._check_once(count))
        bar = self.paper.print_bar
        for asked in (bar.print_asked, bar.save_asked, bar.show_asked):
            asked.connect(self._check_later)
        around.jobs.closing.connect(self._leave)
        self.show_list(last)

    def _assemble(self) -> None:
        self.kinds.keep_in_sight()
        self._fields.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # the list gives way
        self._show_gaps({})
        left = down((self.kinds, 1), self._fields, self.gaps, gap=2)
        self.splitter = Panes("lists_splitter", left, self.paper, shares=(34, 66), needs=NEEDS, pc=self.around.pc)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        page.addWidget(self.splitter)

    @property
    def fields(self) -> ListFields:
        """The fields of the list on show."""
        shown = self._fields.currentWidget()
        assert isinstance(shown, ListFields)
        return shown

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.kinds.view,)

    def take_focus(self) -> None:
        self.kinds.view.setFocus()

    def refresh(self) -> None:
        """The library has changed: the choices and the page on show follow."""
        if not self.desk.allows(self.OP):
            return
        try:
            self.fields.refresh()
        except DeskError as error:
            self.paper.show_paper(None, error.text())
            return
        self._show_paper()

    def show_list(self, name: str) -> ListFields:
        """Open a list by its NAME; the first one where it is not offered."""
        if not self.kinds.select(name):
            self.kinds.select(KINDS[0].NAME)
        if not self._made:
            self._chosen(self.kinds.current_row())
        return self.fields

    def _chosen(self, kind: type[ListFields] | None) -> None:
        if kind is None:
            return
        made = self._made.get(kind.NAME)
        if made is None:
            made = self._made[kind.NAME] = kind(self.around)
            self._fields.addWidget(made)
            made.changed.connect(partial(self._changed, made))
        self._fields.setCurrentWidget(made)
        self.around.pc.keep_text(LAST, kind.NAME)
        self.refresh()

    def _changed(self, fields: ListFields) -> None:
        if fields is self.fields:
            self._show_paper()

    def _show_paper(self) -> None:
        fields = self.fields
        paper = fields.paper()
        words = fields.EMPTY if paper is not None else fields.STARTS_EMPTY or fields.EMPTY
        self._checking.drop()
        self._show_gaps({})
        self.paper.show_paper(paper, _(words) if words else "")

    # What no font has

    def _check_once(self, count: int) -> None:
        """Look through the whole beside the desk, once its first page is there; a page as it is drawn marks the gap."""
        paper, press = self.paper.paper, self.paper.press
        if paper is None or paper is self._looked_through or count > CHECKED or self._left:
            return
        self._looked_through = paper

        def work(desk: Desk, progress: Progress) -> dict[str, str]:
            from libdesk.documents.fonts import marked

            with marked() as found:
                paper.make(desk, press).pdf(progress=progress)
            return found

        self._checking.start(Lane.DOCUMENTS, _("Looking at the list"), work, self._show_gaps, lambda _error: None)

    def _check_later(self) -> None:
        """What is printed or saved now does not wait for it."""
        if self._checking.running:
            self._checking.drop()
            self._looked_through = None
            self._check_once(self.paper.count)

    def _leave(self) -> None:
        self._left = True

    def _show_gaps(self, found: dict[str, str]) -> None:
        text = marked_words(found)
        self.gaps.setText(text)
        self.gaps.setVisible(bool(text))
