"""Labels: what kind, of which copies, on which sheet at the left, the pages as they come out at the right.

What came out is marked in one step, so that the next time only new or changed labels need paper; and where arrivals
wait for their label, one more gesture says that these are stuck on.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.label_choice import Chosen, LabelChoice, LabelsFound
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.prints import LabelLayout, Symbology
from libdesk.domain.sheets import LABEL_SHEETS
from libdesk.i18n import N_, _
from libdesk.store.queries import labels as queries
from libdesk.ui import icons
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.printing.labels_page import words
from libdesk.ui.printing.labels_page.copies_view import CopiesView
from libdesk.ui.printing.labels_page.corners_view import CornersView
from libdesk.ui.printing.labels_page.gaps import Gaps
from libdesk.ui.printing.labels_page.kinds import KindChoice, What
from libdesk.ui.printing.labels_page.label_paper import Fetch, LabelPaper, rows_of_copies, rows_of_corners
from libdesk.ui.printing.labels_page.left_out_view import LeftOutView
from libdesk.ui.printing.labels_page.look_view import LookView
from libdesk.ui.printing.labels_page.marking import Marking
from libdesk.ui.printing.labels_page.runs_view import RunsView
from libdesk.ui.printing.lists.desk import command_card_pages
from libdesk.ui.printing.paper import Paper, paper_of
from libdesk.ui.printing.printers import Printers
from libdesk.ui.printing.sheet_page import SheetPage
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.stack import Stack


class LabelsPage(SheetPage):
    NAME = "labels_page"
    TITLE = N_("Labels")
    ICON = icons.LABEL
    KIND = "labels"
    TOPICS = frozenset({Topic.BOOKS, Topic.SETTINGS, Topic.PRINTING})
    UNDONE_HERE = frozenset({Op.MARK_PRINTED, Op.KEEP_CODES, Op.HANDLE_ARRIVALS, Op.EDIT_SETTINGS})

    def __init__(self, around: Surroundings, *, printers: Printers | None = None) -> None:
        super().__init__(around, printers)
        self.kinds = KindChoice()
        self.copies, self.corners, self.runs = CopiesView(around), CornersView(around), RunsView(around)
        self.commands = label(_("Cut them out and lay them beside the scanner."), wrap=True)
        self.commands.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.look, self.left_out = LookView(around), LeftOutView()
        self.missing, self.marking = Gaps(around.jobs, self), Marking(around)
        self._made: LabelPaper | None = None
        self._left = False  # the program is being left: no more is looked for
        self._finding = OneJob(around.jobs, self)
        self._which = Stack()
        for view in (self.copies, self.corners, self.runs, self.commands):
            self._which.addWidget(view)
        self._view("labels_which", _("Which"), self._which)
        self._view("labels_sheet_view", _("Label sheet"), self.sheet)
        self._view("labels_look", _("Design"), self.look)
        self.take_larger = button("labels_take_larger", "", self._take_larger, role="next")
        self._put_together(
            self.left_out, _("Show which …"), top=[self.kinds],
            foot=[wrapped(self.take_larger), wrapped(self.marking.stuck)],
        )  # fmt: skip
        self._connect()
        kept = around.pc.text("labels/what", What.SPINE)
        self.kinds.choose(What(kept) if kept in set(What) else What.SPINE)
        self._show_gaps()
        self.refresh()

    def _connect(self) -> None:
        self.kinds.changed.connect(self._kind_changed)
        self.copies.changed.connect(self._find)
        self.corners.changed.connect(self._update)
        self.runs.changed.connect(self._update)
        self.sheet.changed.connect(self._update)
        self.left_out.asked.connect(self._open_copy)
        self.paper.printed.connect(self._printed)
        self.paper.press_changed.connect(self._check)
        self.paper.page_shown.connect(lambda _page, _count: self._check_once())
        self.missing.changed.connect(self._show_gaps)
        self.around.jobs.closing.connect(self._leave)

    @property
    def what(self) -> What:
        return self.kinds.what

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.kinds.buttons[self.what], self.buttons[0])

    def take_focus(self) -> None:
        self.kinds.buttons[self.what].setFocus()

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            for part in (self.copies, self.corners, self.runs, self.sheet, self.look):
                part.refresh()
            self.marking.refresh(self.what)
        except DeskError as error:
            self.paper.show_paper(None, error.text())
            return
        self._show_what()

    # What is asked for from elsewhere

    def show_copies(self, chosen: Chosen) -> None:
        """The labels of these titles or copies and no others."""
        self._begin_copies()
        self.copies.show_chosen(chosen)
        self._show_what()

    def show_batch(self, batch_id: int) -> None:
        """The labels of a batch."""
        self._begin_copies()
        self.copies.show_batch(batch_id)
        self._show_what()

    def show_shelves(self, shelf_ids: Sequence[int]) -> None:
        """The labels of these shelves, of all without any."""
        self.kinds.choose(What.CORNER)
        self._show_view(self._which)
        self.corners.choose_shelves(shelf_ids)
        self._show_what()

    def _begin_copies(self) -> None:
        if not self.what.of_copies:
            self.kinds.choose(What.SPINE)
        self._show_view(self._which)

    # What is chosen

    def _kind_changed(self) -> None:
        self.around.pc.keep_text("labels/what", self.what)
        if self._lists_missing:
            self._show_view(self._which)
        self.marking.refresh(self.what)
        self._show_what()

    def _show_what(self) -> None:
        """The fields of this kind of label; then what they ask for."""
        what = self.what
        views = {What.CORNER: self.corners, What.AHEAD: self.runs, What.COMMANDS: self.commands}
        self._which.setCurrentWidget(views.get(what, self.copies))
        self.look.show_for(what)
        self.copies.unprinted.setVisible(what is not What.ISBN)  # which are not marked
        if what is What.COMMANDS and self._views.currentWidget() is not self._which:
            self._show_view(self._which)
        for made in self.buttons:
            made.setVisible(what is not What.COMMANDS)
        if what.of_copies:
            self._find()
        else:
            self._finding.drop()
            self.missing.found = LabelsFound()
            self._update()

    def _find(self) -> None:
        """Look up the copies beside the desk; the labels before stay in sight until then."""
        if not self.desk.allows(self.OP) or not self.what.of_copies or self._left:
            return
        choice = self.copies.choice(self.what.kind)

        def work(desk: Desk, progress: Progress) -> LabelsFound:
            return queries.find(desk.read(Op.SEE_PRINTING), choice, progress)

        def found(made: LabelsFound) -> None:
            self.copies.tell("")
            self.missing.found = made
            self._update()

        def failed(error: Exception) -> None:
            if isinstance(error, Cancelled):
                return
            self.missing.found = LabelsFound()
            self.copies.tell(error.text() if isinstance(error, DeskError) else _("This could not be looked up."))
            self._update()

        self._finding.start(Lane.PREVIEW, _("Looking for the copies"), work, found, failed)

    def _layout(self) -> LabelLayout:
        settings = self.desk.settings
        each = settings.label_each if self.what.of_copies or self.what is What.AHEAD else 1
        return LabelLayout(self.what.kind, settings.school, settings.label_title, each, Symbology(settings.symbology))

    def _labels(self) -> tuple[int, Fetch, Sequence[int]] | None:
        """How many, what stands on them, and whose they are; None where nothing is chosen."""
        if self.what.of_copies:
            ids = self.missing.found.ids
            return (len(ids), rows_of_copies(ids), ids) if ids else None
        if self.what is What.AHEAD:
            made = self.runs.labels()
            return (*made, ()) if made is not None and made[0] else None
        rows = self.corners.rows()
        return (len(rows), rows_of_corners(rows), ()) if rows else None

    def _update(self) -> None:
        """Others are meant, or they look otherwise."""
        if not self.desk.allows(self.OP) or self._left:
            return
        self.missing.drop()
        if self.what is What.COMMANDS:
            self._made = None
            self.paper.show_paper(paper_of(_("Command cards"), command_card_pages))
        elif (labels := self._labels()) is None:
            self._made = None
            self.sheet.show_count(0)
            self.paper.show_paper(None, self._nothing())
        else:
            count, rows, ids = labels
            made = self._made = LabelPaper(
                rows, count, self._layout(), self.sheet.sheet, self.sheet.start, sheet_key=self.sheet.key, ids=ids
            )
            self.sheet.show_count(made.labels)
            self.paper.show_paper(Paper(_(words.TITLES[self.what]), made))
        self._tell_facts(words.facts(self._made, self.missing.found))
        self._show_gaps()

    def _leave(self) -> None:
        self._left = True

    def _nothing(self) -> str:
        if self.what is What.AHEAD:
            return _("Keep some numbers at the left: their labels stand here, to be printed and stuck on.")
        if self.what is What.CORNER:
            return _("Choose classes or places at the left.")
        choice: LabelChoice = self.copies.choice(self.what.kind)
        return self.copies.fault.text() or words.nothing(choice, self.missing.found)

    # What is missing

    def _check_once(self) -> None:
        """The first page comes first."""
        if self._made is not self.missing.checked:
            self._check()

    def _check(self) -> None:
        if not self._left:
            self.missing.check(self._made, self.paper.press)

    def _show_gaps(self) -> None:
        self._tell_gaps(self.missing.text(), listed=self.missing.listed)
        larger = LABEL_SHEETS.get(self.missing.larger)
        self.take_larger.setVisible(larger is not None)
        if larger is not None:
            self.take_larger.setText(_("Take {sheet}").format(sheet=_(larger.name)))

    def _mirror_listed(self) -> None:
        super()._mirror_listed()
        for part, says in ((self._gaps, self.gaps), (self.facts, self.facts)):
            part.setVisible(bool(says.text()) and not self._lists_missing)  # the list says more and needs the room

    def _take_larger(self) -> None:
        """The ready sheet on which these barcodes have room."""
        self.sheet.field.choose(self.missing.larger)
        self.sheet.field.setFocus() if self.sheet.isVisible() else self.take_focus()

    def _show_missing(self) -> None:
        self.left_out.show_rows(*self.missing.rows(self.desk))
        super()._show_missing()

    def _open_copy(self, copy_id: int) -> None:
        title_id = queries.title_of_copy(self.desk.read(Op.SEE_PRINTING), copy_id)
        tab = self.around.show_tab("catalogue_tab")
        if isinstance(tab, PagedTab) and title_id is not None:
            page = tab.show_page("titles_page")
            page.open_title(title_id)  # type: ignore[attr-defined]  # a TitlesPage, imported late

    # What came out

    def _printed(self, paper: Paper) -> None:
        made = paper.make
        if not isinstance(made, LabelPaper):
            return
        without_bars = self.missing.without_bars if made is self._made else ()
        self.sheet.keep_left(made.sheet_key, made.next_start)  # others are on show from here on
        if made.ids:
            self.paper.out.also_say(self.marking.printed(made, without_bars))
