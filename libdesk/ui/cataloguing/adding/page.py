"""Books are added one after the other: ISBN, label, next ISBN, next label; nothing is asked that the scans say.

What is scanned while another page of the program writes is kept and done in order. The form, the look for a title and
the list of what waits take the place of the banner and the list below it; the box stays where it is.
"""

from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from libdesk.domain.adding import Book
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import AddedLine
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import adding as queries
from libdesk.store.queries import entering
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.adding.added_list import AddedList, counted
from libdesk.ui.cataloguing.adding.choices import Choices
from libdesk.ui.cataloguing.adding.due import show_due
from libdesk.ui.cataloguing.adding.session import AddingSession
from libdesk.ui.cataloguing.adding.strip import StandingStrip
from libdesk.ui.cataloguing.adding.telling import Said
from libdesk.ui.cataloguing.adding.views import Views
from libdesk.ui.parts import button, down, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.inline_form import InlineForm
from libdesk.ui.widgets.mode_line import ModeLine
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.scrolled import scroll_to

STEPS: Final = (
    (icons.SCAN, N_("Scan the ISBN")),
    (icons.LABEL, N_("Scan the label")),
    (icons.CHECK_CIRCLE, N_("Next book")),
)


class AddingPage(Tab):
    NAME = "adding_page"
    TITLE = N_("Add books")
    ICON = icons.SCAN
    OP = Op.ADD_BOOKS
    TOPICS = frozenset({Topic.BOOKS, Topic.SETTINGS, Topic.ORDERS})

    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.session = AddingSession(self.desk)
        self._waiting: deque[Callable[[], Said | None]] = deque()
        self._showing = False
        self.strip = StandingStrip(around)
        self.mode_line = ModeLine()
        self.box = ScanBox()
        self.banner = OutcomeBanner(steps=STEPS)
        self.form = InlineForm("adding_ask")
        self.list = AddedList(self.desk)
        self.by_title = button(
            "adding_by_title", _("Book without ISBN (Ctrl+N)"), self.look_by_title, icon=icons.SEARCH
        )
        self.to_complete = button("adding_to_complete", "", self.show_queued, icon=icons.EDIT)
        self.to_enter = button("adding_to_enter", "", self.show_ordered, icon=icons.STOCKTAKE)
        self.choices = Choices(self.session, self.box, self.form, self)
        self._assemble()
        self._connect()
        self._take_ways()
        self.refresh()

    def _assemble(self) -> None:
        self.box.setObjectName("adding_box")
        self.box.setAccessibleDescription(_("ISBN of a book, then the label on it"))
        left = down(
            self.banner, self.form, wrapped(self.by_title, self.to_enter, self.to_complete, gap=2), gap=2, end=True
        )
        left.setContentsMargins(0, 0, theme.space(2), 0)
        self.list.setContentsMargins(theme.space(2), 0, 0, 0)
        loop = Panes("adding_panes", left, self.list, shares=(56, 44), pc=self.around.pc, needs=(96, 60))
        self.views = Views(loop, self.session, self.around.jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self.strip)
        column.addWidget(wrapped((self.mode_line, 5), (self.box, 4), gap=2))
        column.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.box.scanned.connect(self.take_scan)
        self.box.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.box.cancelled.connect(self.escape)
        self.choices.chosen.connect(self.gesture)
        self.views.asked.connect(self.gesture)
        self.views.heard.connect(self.heard)
        self.views.left.connect(self.escape)
        self.form.closed.connect(self.box.setFocus)
        self.strip.changed.connect(self._take_ways)
        self.list.undo_asked.connect(self._undo)
        self.list.taken.connect(self._take_row)
        self.list.labels_asked.connect(self._print_labels)
        self.around.jobs.library_job_ended.connect(self._run_waiting)
        self._add_key("Esc", self.escape)
        self._add_key("Ctrl+N", self.look_by_title)

    def _add_key(self, key: str, work: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: work())
        self.addAction(action)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box, self.strip.change)

    def take_focus(self) -> None:
        """The box, or what is being written."""
        self._focus_on_view()

    # Gestures, one after the other

    def take_scan(self, raw: str, typed: bool) -> None:
        self.gesture(lambda: self.session.scan(raw, typed=typed))

    def gesture(self, work: Callable[[], Said | None]) -> None:
        """Run one gesture to its banner, sound and list; while a library job writes, it is kept for afterwards."""
        if self.around.jobs.busy_library:
            self._waiting.append(work)
            self._tell_waiting()
            return
        self.choices.put_away()
        self.box.set_busy(True)
        self._showing = True
        try:
            said = work()
        finally:
            self._showing = False
            self.box.set_busy(False)
        if said is not None and said.fill is not None:
            self.views.form.fill(said.fill)
            self.heard.emit(said.outcome)
        elif said is not None and said.save:
            self.views.form.save_with(said.save)
            if self.session.state.form is not None:
                self.box.forget_last()  # nothing was saved: the same label is meant once more
        else:
            if said is not None and said.problem:
                self.box.forget_last()
            self._after(said)

    def _after(self, said: Said | None) -> None:
        """Show what became of it: the banner first, then what is asked and what is listed."""
        self._show_view()
        self._show_said(said)
        if said is not None:
            self.heard.emit(said.outcome)
        self._show_lists()
        self.choices.ask()
        self._focus_on_view()

    def _show_said(self, said: Said | None) -> None:
        if said is None:
            self.banner.clear()
        else:
            self.banner.show_outcome(said.outcome, said.headline, said.lines, word=said.word)
            if said.problem and not self.views.in_loop:
                self._tell_in_view(said)
        self._show_mode()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if self.views.in_loop:  # in large type the page is scrolled: what became of a scan is seen all the same
            scroll_to(self.banner)
        self.banner.repaint()

    def _tell_in_view(self, said: Said) -> None:
        """The banner is behind the form: what was refused stands over it."""
        text = sentences(said.headline, *said.lines)
        if self.views.shows("form"):
            self.views.form.tell(text)
        else:
            self.around.say(text)

    def _tell_waiting(self) -> None:
        count = len(self._waiting)
        text = ngettext("{count} scan waits for the running job.", "{count} scans wait for the running job.", count)
        self.banner.show_outcome(Outcome.NOTICE, _("Waiting"), (text.format(count=count),))

    def _run_waiting(self) -> None:
        while self._waiting and not self.around.jobs.busy_library:
            self.gesture(self._waiting.popleft())

    def escape(self) -> None:
        """One thing at a time: the question, the names under the box, the form, then the book at hand."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        elif self.form.isVisible():
            self.form.close_form()
        elif self.choices.offered and not self.session.state.choices:
            self.choices.put_away()
        elif self.session.state.form is not None:
            self.views.form.give_up()
        elif not self.views.in_loop:
            self._show(self.views.loop)
            self._focus_on_view()
        else:
            self.gesture(self.session.clear)

    # What is at hand

    def _show_mode(self) -> None:
        state = self.session.state
        show_due(self.mode_line, self.box, state, self.views.form.words() if state.form is not None else ("", ""))

    def _take_ways(self) -> None:
        self.session.standing = self.strip.standing
        self.session.set_ways(given=self.strip.given.isChecked(), several=self.strip.several.isChecked())
        self._show_lists()

    def refresh(self) -> None:
        """Something was changed elsewhere, or the page is shown again."""
        if self._showing or not self.desk.allows(self.OP):
            return
        try:
            self.strip.refresh()
            self.session.catch_up()
        except DeskError as error:
            self._show_fault(error)
            return
        self._show_lists()

    def _show_fault(self, error: DeskError) -> None:
        self.list.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _show_lists(self) -> None:
        """The list of today and what is at hand, as the library has them now."""
        try:
            lines = self.session.lines()
            library = self.desk.read(Op.SEE_CATALOGUE)
            waiting = len(queries.queued(library))
            counts = entering.counts(library, self.session.standing.batch_id)
        except DeskError as error:
            self._show_fault(error)
            return
        self.list.show_rows(self.session.left, lines)
        self.mode_line.set_counts(counted(lines))
        self.to_complete.setText(_("To be completed: {n}").format(n=waiting))
        self.to_complete.setVisible(bool(waiting))
        self.to_enter.setVisible(counts is not None)
        if counts is not None:
            text = _("Of this batch {entered} / {came} copies")
            words = text.format(entered=f"{counts.entered:,}", came=f"{counts.came:,}")
            surplus = counts.entered - counts.came
            self.to_enter.setText(_("{words}: {n} too many").format(words=words, n=surplus) if surplus > 0 else words)
            face = (icons.ALERT, "warn") if surplus > 0 else (icons.STOCKTAKE, "text")
            icons.set_icon(self.to_enter, *face)
            self.to_enter.setToolTip(_("Which books of it are still to be entered"))
        if self.views.made("queued"):
            self.views.queued.refresh()
        if self.views.shows("ordered"):
            self.views.ordered.refresh()
        self._show_mode()

    def _undo(self, line: AddedLine) -> None:
        self.gesture(lambda: self.session.undo(line))

    def _take_row(self, row: Book | AddedLine) -> None:
        if isinstance(row, Book):
            self.gesture(lambda: self.session.take_left(row))
        elif not row.undone and (of := queries.candidate(self.desk.library, row.title_id)) is not None:
            self.gesture(lambda: self.session.take_book(of))

    def _print_labels(self, entries: list[int]) -> None:
        from libdesk.ui.printing.opening import open_labels

        ids = queries.copies_added(self.desk.read(Op.SEE_CATALOGUE), entries)
        text = ngettext("{n} copy added today", "{n} copies added today", len(ids)).format(n=f"{len(ids):,}")
        open_labels(self.around, copies=ids, words=text)

    def add_to_title(self, title_id: int) -> None:
        """More copies of a title that was chosen on another page."""
        of = queries.candidate(self.desk.read(Op.SEE_CATALOGUE), title_id)
        if of is not None:
            self.gesture(lambda: self.session.take_book(of))

    # Views in the place of banner and list

    def _show(self, view: QWidget) -> None:
        """The box is seen where it is looked at; hidden, it goes on taking every scan."""
        self.views.setCurrentWidget(view)
        self.box.setVisible(self.views.in_loop)

    def _show_view(self) -> None:
        """The form while a title is written, else the loop."""
        form = self.session.state.form
        if form is not None:
            self.views.form.begin(form)
        self._show(self.views.loop if form is None else self.views.form)

    def _focus_on_view(self) -> None:
        if self.isVisible() and not self.views.take_focus() and not self.form.isVisible():
            self.box.setFocus()

    def look_by_title(self) -> None:
        """A book without ISBN, by its title."""
        if self.session.state.form is None:
            self.choices.put_away()
            self._show(self.views.words)
            self.views.words.begin()
        self._focus_on_view()

    def take_up(self, batch_id: int) -> None:
        """The books of this batch are entered now."""
        self.refresh()
        self.strip.choose_batch(batch_id)
        self.take_focus()

    def show_ordered(self) -> None:
        """What of the batch is still to be entered."""
        self.choices.put_away()
        self.views.ordered.refresh()
        self._show(self.views.ordered)
        self._focus_on_view()

    def show_queued(self) -> None:
        """What was lent before it was catalogued."""
        self.choices.put_away()
        self.views.queued.refresh()
        self._show(self.views.queued)
        self._focus_on_view()
