"""Books are added one after the other: ISBN, label, next ISBN, next label; nothing is asked that the scans say.

What is scanned while another page of the program writes is kept and done in order. The form, the look for a title and
the list of what waits take the place of the banner and the list below it; the box stays where it is.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from libdesk.domain.adding import Book, Code, Form
from libdesk.domain.errors import DeskError
from libdesk.domain.identifiers import hyphenated
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import AddedLine, Candidate, NewVolume, QueuedTitle, VolumeHere
from libdesk.domain.titles import TitleFields
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import adding as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.adding.added_list import AddedList, counted
from libdesk.ui.cataloguing.adding.session import OTHER_VOLUME, AddingSession
from libdesk.ui.cataloguing.adding.strip import StandingStrip
from libdesk.ui.cataloguing.adding.telling import Said
from libdesk.ui.lending.forms import InlineForm, Question
from libdesk.ui.parts import button, down, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.mode_line import ModeLine, ModeShape
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from libdesk.ui.cataloguing.adding.form_view import FormView
    from libdesk.ui.cataloguing.adding.queued_view import QueuedView
    from libdesk.ui.cataloguing.adding.words_view import WordsView
    from libdesk.ui.widgets.suggestions import Suggestions

STEPS: Final = (
    (icons.SCAN, N_("Scan the ISBN")),
    (icons.LABEL, N_("Scan the label")),
    (icons.CHECK_CIRCLE, N_("Next book")),
)
NONE_OF_THEM: Final = "none"


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
        self._written: Form | None = None
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
        self._views = QStackedWidget()
        self._loop: QWidget
        self._assemble()
        self._connect()
        self._take_ways()
        self.refresh()

    def _assemble(self) -> None:
        self.box.setObjectName("adding_box")
        self.box.setAccessibleDescription(_("ISBN of a book, then the label on it"))
        left = down(self.banner, self.form, wrapped(self.by_title, self.to_complete, gap=2), gap=2, end=True)
        left.setContentsMargins(0, 0, theme.space(2), 0)
        self.list.setContentsMargins(theme.space(2), 0, 0, 0)
        self._loop = Panes("adding_panes", left, self.list, shares=(56, 44), pc=self.around.pc, needs=(96, 60))
        self._views.addWidget(self._loop)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(self.strip)
        column.addWidget(wrapped((self.mode_line, 5), (self.box, 4), gap=2))
        column.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.box.scanned.connect(self.take_scan)
        self.box.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.box.cancelled.connect(self.escape)
        self.box.typing.connect(self._suggest)
        self.form.closed.connect(self.box.setFocus)
        self.strip.changed.connect(self._take_ways)
        self.list.undo_asked.connect(self._undo)
        self.list.taken.connect(self._take_row)
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
        self._put_away()
        self.box.set_busy(True)
        self._showing = True
        try:
            said = work()
        finally:
            self._showing = False
            self.box.set_busy(False)
        if said is not None and said.save:
            self._save(said.save)
            return
        self._after(said)

    def _after(self, said: Said | None) -> None:
        """Show what became of it: the banner first, then what is asked and what is listed."""
        self._show_view()
        self._show_said(said)
        if said is not None:
            self.heard.emit(said.outcome)
        self.refresh()
        self._ask_choice()
        self._focus_on_view()

    def _show_said(self, said: Said | None) -> None:
        if said is None:
            self.banner.clear()
        else:
            self.banner.show_outcome(said.outcome, said.headline, said.lines, word=said.word)
            if self._views.currentWidget() is not self._loop and said.problem:
                self._tell_in_view(said)
        self._show_mode()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.banner.repaint()

    def _tell_in_view(self, said: Said) -> None:
        """The banner is behind the form: what was refused stands over it."""
        text = " ".join((said.headline, *said.lines))
        if self._views.currentWidget() is self._made("form_view"):
            self.form_view.tell(text)
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
        elif self._offers_rows and not self.session.state.choices:
            self._put_away()
        elif self.session.state.form is not None:
            self.leave_form()
        elif self._views.currentWidget() is not self._loop:
            self._show(self._loop)
            self._focus_on_view()
        else:
            self.gesture(self.session.clear)

    # What is at hand

    def _show_mode(self) -> None:
        state = self.session.state
        book = state.book
        if state.form is not None:
            self.mode_line.set_mode(ModeShape.FIND, *self._form_words(state.form))
        elif state.choices:
            self.mode_line.set_mode(ModeShape.FIND, _("Which one?"), state.asked)
        elif book is None or (book.copies and not state.several):
            self.mode_line.set_mode(ModeShape.AUTO, _("ISBN"), _("scan the next book"))
            self.box.setPlaceholderText(_("Scan the ISBN"))
        else:
            due = _("How many?") if state.given else _("Barcode label")
            self.mode_line.set_mode(ModeShape.LEND, due, book.name)
            self.box.setPlaceholderText(due if state.given else _("Scan the label"))

    def _take_ways(self) -> None:
        self.session.standing = self.strip.standing
        self.session.set_ways(given=self.strip.given.isChecked(), several=self.strip.several.isChecked())
        self._show_mode()

    def refresh(self) -> None:
        """The list of today and what is at hand, as the library has them now."""
        if self._showing or not self.desk.allows(self.OP):
            return
        try:
            self.session.catch_up()
            lines = self.session.lines()
            waiting = len(queries.queued(self.desk.read(Op.SEE_CATALOGUE)))
            self.strip.refresh()
        except DeskError as error:
            self.list.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self.list.show_rows(self.session.left, lines)
        self.mode_line.set_counts(counted(lines))
        self.to_complete.setText(_("To be completed: {n}").format(n=waiting))
        self.to_complete.setVisible(bool(waiting))
        if self._made("queued_view") is not None:
            self.queued_view.refresh()
        self._show_mode()

    def _undo(self, line: AddedLine) -> None:
        self.gesture(lambda: self.session.undo(line))

    def _take_row(self, row: Book | AddedLine) -> None:
        if isinstance(row, Book):
            self.gesture(lambda: self.session.take_left(row))
        elif not row.undone and (of := queries.candidate(self.desk.library, row.title_id)) is not None:
            self.gesture(lambda: self.session.take_book(of))

    def add_to_title(self, title_id: int) -> None:
        """More copies of a title that was chosen on another page."""
        of = queries.candidate(self.desk.read(Op.SEE_CATALOGUE), title_id)
        if of is not None:
            self.gesture(lambda: self.session.take_book(of))

    # Choices under the box

    @cached_property
    def suggestions(self) -> "Suggestions":
        """The list under the box, made when something is first offered."""
        from libdesk.ui.widgets.suggestions import Suggestions

        made = Suggestions(self.box, self)
        made.picked.connect(self._picked)
        return made

    @property
    def _offers_rows(self) -> bool:
        return "suggestions" in vars(self) and self.suggestions.isVisible()

    def _put_away(self) -> None:
        self.form.close_form()
        if "suggestions" in vars(self):
            self.suggestions.close_list()

    def _suggest(self, text: str) -> None:
        """Titles that fit what is typed in the box; pinyin initials find ours."""
        if text and self.session.state.form is None:
            self._offer(self.session.found(Code.WORDS, text), text)

    def _ask_choice(self) -> None:
        state = self.session.state
        if state.choices:
            self.box.setText(state.asked)  # Enter picks while something stands in the box; a scan takes its place
            self.box.selectAll()
        if len(state.choices) == 1 and state.choices[0].volumes:
            self._offer_volumes(state.choices[0])
        elif state.choices:
            self._offer(list(state.choices), state.asked)

    def _offer(self, found: list[Candidate], text: str) -> None:
        from libdesk.ui.cataloguing.adding.words_view import where
        from libdesk.ui.widgets.suggestions import Suggestion

        hits = [Suggestion(one, one.title, " · ".join(p for p in (one.detail, where(one)) if p)) for one in found]
        hits.append(Suggestion((NONE_OF_THEM, text), _("None of them: write a new title"), text))
        self.suggestions.show_hits(hits)

    def _offer_volumes(self, of: Candidate) -> None:
        from libdesk.ui.widgets.suggestions import Suggestion

        hits = [Suggestion((of, volume), volume.label, of.title) for volume in of.volumes]
        hits.append(Suggestion((of, None), _("Another volume …"), of.title))
        self.suggestions.show_hits(hits)

    def _picked(self, key: object) -> None:
        if isinstance(key, Candidate):
            chosen = bool(self.session.state.choices)
            self.gesture(partial(self.session.choose if chosen else self.session.take_book, key))
            return
        assert isinstance(key, tuple)
        of, what = key
        if of == NONE_OF_THEM:
            self.gesture(lambda: self.session.write(Code.WORDS, str(what)))
        elif what is None:
            self._ask_volume(of)
        else:
            self.gesture(lambda: self.session.choose_volume(of, what))

    def _ask_volume(self, of: Candidate) -> None:
        """A volume that is not there yet is named as it stands on its spine."""

        def answer(label: str) -> None:
            self.gesture(lambda: self.session.choose_volume(of, VolumeHere(OTHER_VOLUME, " ".join(label.split()))))

        words = _("“{title}”: what stands on the spine of this volume? For instance 下 or 3.").format(title=of.title)
        self.form.ask(Question("adding_volume", words, _("Take it"), answer))

    # Views in the place of banner and list

    def _made(self, name: str) -> QWidget | None:
        made = vars(self).get(name)
        return made if isinstance(made, QWidget) else None

    def _show(self, view: QWidget) -> None:
        """The box is seen where it is looked at; hidden, it goes on taking every scan."""
        self._views.setCurrentWidget(view)
        self.box.setVisible(view is self._loop)

    def _show_view(self) -> None:
        """The form while a title is written, else the loop."""
        state = self.session.state
        if state.form is None:
            self._show(self._loop)
        elif self._views.currentWidget() is not self._made("form_view") or self._written != state.form:
            self._begin_form()

    def _focus_on_view(self) -> None:
        if not self.isVisible():
            return
        view = self._views.currentWidget()
        if view is self._made("form_view"):
            self.form_view.take_focus()
        elif view is self._made("words_view"):
            self.words_view.search.setFocus()
        elif view is self._made("queued_view"):
            self.queued_view.list.view.setFocus()
        elif not self.form.isVisible():
            self.box.setFocus()

    @cached_property
    def form_view(self) -> "FormView":
        from libdesk.ui.cataloguing.adding.form_view import FormView

        made = FormView(self.desk)
        made.save_asked.connect(lambda: self._save(""))
        made.left.connect(self.leave_form)
        made.touched.connect(self.session.touch)
        self._views.addWidget(made)
        return made

    @cached_property
    def words_view(self) -> "WordsView":
        from libdesk.ui.cataloguing.adding.words_view import WordsView

        made = WordsView(self.session)
        made.picked.connect(lambda of: self.gesture(lambda: self.session.take_book(of)))
        made.new.connect(lambda text: self.gesture(lambda: self.session.write(Code.WORDS, text)))
        made.left.connect(self.escape)
        self._views.addWidget(made)
        return made

    @cached_property
    def queued_view(self) -> "QueuedView":
        from libdesk.ui.cataloguing.adding.queued_view import QueuedView

        made = QueuedView(self.desk)
        made.chosen.connect(self._complete)
        made.left.connect(self.escape)
        self._views.addWidget(made)
        return made

    def look_by_title(self) -> None:
        """A book without ISBN, by its title."""
        if self.session.state.form is not None:
            self._focus_on_view()
            return
        self._put_away()
        self._show(self.words_view)
        self.words_view.begin()

    def show_queued(self) -> None:
        """What was lent before it was catalogued."""
        self._put_away()
        self.queued_view.refresh()
        self._show(self.queued_view)
        self._focus_on_view()

    def _complete(self, row: QueuedTitle) -> None:
        self.gesture(lambda: self.session.write(Code.WORDS, row.title, row.id))

    # The form

    def _begin_form(self) -> None:
        form = self.session.state.form
        assert form is not None
        self._written = form
        known = queries.fields_of(self.desk.library, form.title_id) if form.title_id is not None else None
        if known is not None:
            self.form_view.begin(known, _("Copy, barcode and loan stay as they are."))
        else:
            note = _("Scanning the label of the book saves the title with its copy.")
            self.form_view.begin(_fields(form.code, form.text), note)
        self._show(self.form_view)

    def _form_words(self, form: Form) -> tuple[str, str]:
        """What is written, for the line above it."""
        if form.title_id is not None:
            return _("Complete it"), form.text
        return _("New title"), hyphenated(form.text) if form.code is Code.ISBN else form.text

    def leave_form(self) -> None:
        """What was written is never lost without a question."""
        if self.session.state.touched and not self.form_view.question.isVisible():
            self.form_view.ask_drop(self._drop_form)
        else:
            self._drop_form()

    def _drop_form(self) -> None:
        self.gesture(self.session.clear)

    def _save(self, label: str) -> None:
        """Save the title, with the label that was scanned with its first copy."""
        view, form = self.form_view, self.session.state.form
        if form is None or self.around.jobs.busy_library:
            if form is not None:
                view.tell(_("A job is writing. Save when it is done."))
            return
        if view.form.show_faults():
            self.heard.emit(Outcome.REFUSED)
            view.tell(
                _("Something is missing. Then scan the label {label} again.").format(label=label) if label else ""
            )
            return
        fields, volumes = view.form.fields(), [
            NewVolume(one.label, one.isbn, one.price_fen) for one in view.form.volumes()
        ]  # fmt: skip
        from libdesk.store.queries import doubles

        found = doubles.of(
            self.desk.read(Op.SEE_CATALOGUE), fields, isbns=[one.isbn for one in volumes], besides=form.title_id
        )
        if found and form.title_id is None:
            self.heard.emit(Outcome.NOTICE)
            view.tell("")
            view.doubles.ask(
                found[0], add=lambda: self._end_form(lambda: self.session.add_to(found[0].id, label)),
                new=lambda: self._end_form(lambda: self.session.save(fields, volumes, label)),
            )  # fmt: skip
            return
        self._end_form(lambda: self.session.save(fields, volumes, label))

    def _end_form(self, work: Callable[[], Said | None]) -> None:
        self._showing = True
        try:
            said = work()
        finally:
            self._showing = False
        self._after(said)


def _fields(code: Code, text: str) -> TitleFields:
    """What the scan says of a new title."""
    fields = TitleFields("")
    if code is Code.ISBN:
        return replace(fields, isbn=text)
    if code is Code.ISSN:
        return replace(fields, issn=text, kind="periodical")
    return replace(fields, title=text)
