"""The desk itself: one scan box, what came of the last scan, the last twenty of them, and who stands at the desk."""

import time
from collections import deque
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout

from libdesk.domain import counter
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.shelf import ReaderChoice
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.feedback import Feedback
from libdesk.ui.lending import showing
from libdesk.ui.lending.face import DeskFace
from libdesk.ui.lending.forms import Question
from libdesk.ui.lending.loan_actions import LoanActions
from libdesk.ui.lending.offers import Offers
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Told
from libdesk.ui.lending.turn import ReaderTurn
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from libdesk.ui.widgets.suggestions import Suggestions


class LendingTab(Tab):
    NAME = "lending_tab"
    TITLE = N_("Lend and return")
    ICON = icons.BOOK_OUT
    OP = Op.SEE_DESK
    TOPICS = frozenset({Topic.LOANS, Topic.HOLDS, Topic.READERS, Topic.BOOKS, Topic.SHIFT, Topic.SETTINGS})

    find_asked = Signal(str)
    slip_asked = Signal(object)
    undo_label_changed = Signal(str)
    shift_changed = Signal()

    def __init__(
        self, around: Surroundings, feedback: Feedback, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(around)
        self.session = DeskSession(self.desk)
        self._feedback = feedback
        self._waiting: deque[Callable[[], Told | None]] = deque()
        self._showing = False  # this tab's own action refreshes it once, after the banner
        self.face = self.splitter = DeskFace(self.desk, clock=clock)
        self.more_modes, self.mode_line, self.box = self.face.more_modes, self.face.mode_line, self.face.box
        self.banner, self.form, self.recent = self.face.banner, self.face.form, self.face.recent
        self.panel = self.face.panel
        self.loan_actions = LoanActions(self, self.panel.loans)
        self.turn = ReaderTurn(self)
        self.offers = Offers(self)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.face.put_below_reader(self.loan_actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        row.addWidget(self.face)

    def _connect(self) -> None:
        self.box.scanned.connect(self.take_scan)
        self.box.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.box.cancelled.connect(self.escape)
        self.box.typing.connect(self._suggest)
        self.recent.undo_asked.connect(self._undo_row)
        self.form.closed.connect(self._form_closed)
        self.turn.counting.connect(lambda seconds: self.face.show_countdown(self.session, seconds))
        self.turn.ended.connect(self.end_turn)
        self.panel.loan_opened.connect(lambda _key: self.loan_actions.focus_first())
        self.around.jobs.library_job_ended.connect(self._run_waiting)
        self.more_modes.chosen.connect(self.set_mode)
        self.more_modes.mode_menu.aboutToHide.connect(self.box.setFocus)
        self.addActions(self.more_modes.mode_menu.actions())
        self._add_key("Esc", self.escape)
        self._add_key("Ctrl+D", self.offers.ask_damage)
        for key in ("F12", "Shift+F12"):
            self._add_key(key, partial(self.offers.press, key))

    def _add_key(self, key: str, work: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: work())
        self.addAction(action)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    # Gestures: whatever is done here goes through `gesture`, one after the other

    def take_scan(self, raw: str, typed: bool) -> None:
        """One scan, or what a person typed: a name that fits readers is offered under the box again."""
        names = self.session.names_for(raw) if typed else []
        if names:
            self.box.setText(raw.strip())
            self.box.selectAll()  # what comes next, a scan for instance, takes its place
            self._offer_readers(names)
        else:
            self.gesture(lambda: self.session.scan(raw, typed=typed))

    def take(self, seen: counter.Seen) -> None:
        """Something chosen by hand, as if it had been scanned."""
        self.gesture(lambda: self.session.take(counter.next_step(self.session.state, seen), typed=True))

    def attempt(self, work: Callable[[], Told], copy_id: int | None = None) -> None:
        """A gesture of `lending/gestures.py` that may be refused."""
        self.gesture(lambda: self.session.attempt(work, copy_id=copy_id))

    def gesture(self, work: Callable[[], Told | None], *, writes: bool = True) -> None:
        """Run one gesture to its banner, sound and lists; the focus is back in the box whatever came of it.

        While a library job writes, gestures that may write are kept, with all that follow, in order for afterwards.
        """
        if self.around.jobs.busy_library and (writes or self._waiting):
            self._waiting.append(work)
            self._tell_waiting()
            return
        shift = self.desk.actor
        self._put_away()
        self.box.set_busy(True)
        self._showing = True
        try:
            told = work()
        finally:
            self._showing = False
            self.box.set_busy(False)
        self._show_told()
        self.face.paint_outcome()
        if told is not None:
            self._feedback.play(told.outcome)
        if self.session.print_asked:
            self.session.print_asked = False
            self.print_slip()
        self.refresh()
        self._keep_turn()
        if self.desk.actor != shift:
            self.shift_changed.emit()
        self._take_back_focus()

    def ask(self, question: Question) -> None:
        """Ask in the page; the reader's turn stands still meanwhile."""
        self.turn.stop()
        self.form.ask(question)

    def _put_away(self) -> None:
        """What the next gesture does away with: a question, the names under the box, the menu."""
        self.form.close_form()
        if "suggestions" in vars(self):
            self.suggestions.close_list()
        self.more_modes.mode_menu.close()

    def _tell_waiting(self) -> None:
        count = len(self._waiting)
        text = ngettext("{count} scan waits for the running job.", "{count} scans wait for the running job.", count)
        text = text.format(count=count)
        self.banner.show_outcome(Outcome.NOTICE, _("Waiting"), (text,))
        self.turn.stop()  # what waits belongs to whoever stands at the desk now
        self.box.setFocus()

    def _run_waiting(self) -> None:
        while self._waiting and not self.around.jobs.busy_library:
            self.gesture(self._waiting.popleft())

    # The window's keys and what other tabs ask for

    def set_mode(self, mode: Mode) -> None:
        """F2, F3, F4: on the reader's own copy they act on it, otherwise they set what the next scan means."""
        key = {Mode.RETURN: "F3", Mode.RENEW: "F4"}.get(mode, "")
        if not (key and self.offers.press(key)):
            self.gesture(lambda: self.session.take(counter.SetMode(mode)), writes=False)

    def undo_last(self) -> None:
        if self.around.jobs.busy_library:
            self.around.say(_("A job is writing. Undo when it is done."))
        else:
            self.gesture(self.session.undo_last)

    def open_reader(self, reader_id: int) -> None:
        self.gesture(lambda: self.session.open_chosen(reader_id))

    def lend_copy(self, copy_id: int) -> None:
        """A copy chosen in the catalogue."""
        self.gesture(lambda: self.session.lend_chosen(copy_id))

    def place_hold(self, title_id: int) -> None:
        self.gesture(lambda: self.session.ask_hold(title_id))

    def print_slip(self) -> None:
        if self.session.slip is None:
            self.around.say(_("There is no slip to print yet: lend or return a book first."))
        else:
            self.slip_asked.emit(self.session.slip)

    def escape(self) -> None:
        """One thing at a time: an open menu, the question, the typed text, then the reader's turn."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        elif self.form.isVisible():
            self.form.close_form()
        elif self.box.text() or self.suggestions.isVisible():
            self.box.empty()
            self.suggestions.close_list()
        else:
            self.end_turn()
        self.box.setFocus()

    # The reader's turn

    def end_turn(self) -> None:
        """The reader's turn is over, by Esc or by time."""
        self.gesture(lambda: self.session.take(counter.CloseReader()), writes=False)

    def _keep_turn(self) -> None:
        state = self.session.state
        if state.idle or state.mode is Mode.RUN:
            self.turn.stop()
        elif not self.form.isVisible():
            settings = self.desk.settings
            librarian = self.desk.allows(Op.OVERRIDE)
            self.turn.begin(settings.reader_seconds if librarian else settings.helper_reader_seconds)

    def _form_closed(self) -> None:
        self.box.setFocus()
        self._keep_turn()

    # Names under the box, undo by row

    @cached_property
    def suggestions(self) -> "Suggestions":
        """The list under the box, made when names are first offered."""
        from libdesk.ui.widgets.suggestions import Suggestions

        made = Suggestions(self.box, self)
        made.picked.connect(self.open_reader)
        return made

    def _suggest(self, text: str) -> None:
        if text:
            self._offer_readers(self.session.readers_like(text))

    def _offer_readers(self, found: list[ReaderChoice]) -> None:
        hits = [showing.suggestion(self.session, row) for row in found]
        self.suggestions.show_hits(hits, nothing=_("Nobody of that name. Press Enter to look for a barcode."))

    def _undo_row(self, number: int) -> None:
        journal_id = self.session.recent[number].journal_id
        if journal_id is not None:
            self.gesture(lambda: self.session.undo(journal_id))

    # Refreshing

    def _show_told(self) -> None:
        told = self.session.told
        self.face.show_outcome(told, self.offers.choices(told) if told else ())

    def refresh(self) -> None:
        if self._showing or not self.desk.allows(Op.SEE_DESK):
            return
        self.face.show_session(self.session)
        self.loan_actions.refresh()
        self.undo_label_changed.emit(showing.undo_label(self.session))

    def role_changed(self) -> None:
        self.session.role_changed()
        self._put_away()
        self._show_told()
        self.refresh()
        self._keep_turn()
        QTimer.singleShot(0, self._settle)

    def _settle(self) -> None:
        """The window dresses everything anew for another role, and the banner's colours with it."""
        self._show_told()
        self._take_back_focus()

    def _take_back_focus(self) -> None:
        """After every gesture the box has the keyboard again; never while another page is shown."""
        if self.isVisible():
            self.box.setFocus()
