"""Lending and returns: one scan box, one large outcome, the last scans with their undo, the reader at the desk."""

from collections import deque
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from libdesk.domain import counter
from libdesk.domain.counter import Mode
from libdesk.domain.ops import Change, Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as queries
from libdesk.ui import icons, theme
from libdesk.ui.feedback import Feedback
from libdesk.ui.lending import showing
from libdesk.ui.lending.forms import DEGREES, InlineForm, Question
from libdesk.ui.lending.loan_actions import LoanActions
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Offer, Told
from libdesk.ui.lending.turn import ReaderTurn
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.mode_line import ModeLine
from libdesk.ui.widgets.outcome_banner import Choice, OutcomeBanner
from libdesk.ui.widgets.reader_panel import ReaderPanel
from libdesk.ui.widgets.recent_list import RecentList
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.suggestions import Suggestions

OFFER_WORDS = {
    Offer.RENEW: N_("F4 Renew"),
    Offer.GIVE_BACK: N_("F3 Return"),
    Offer.SLIP: N_("F7 Print slip"),
    Offer.FIND: N_("F5 Find book"),
    Offer.OVERRIDE: N_("F12 Lend anyway …"),
    Offer.UNCATALOGUED: N_("F12 Lend it, catalogue later …"),
    Offer.LEND_RUN: N_("F12 Lend them all"),
    Offer.DAMAGE: N_("Ctrl+D Note damage …"),
}


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

    def __init__(self, around: Surroundings, feedback: Feedback) -> None:
        super().__init__(around)
        self.session = DeskSession(self.desk)
        self._feedback = feedback
        self._pending: deque[tuple[str, bool]] = deque()
        self._showing = False  # this tab's own action refreshes it once, after the banner
        self.mode_line = ModeLine()
        self.box = ScanBox()
        self.banner = OutcomeBanner()
        self.form = InlineForm()
        self.recent = RecentList()
        self.panel = ReaderPanel()
        self.loan_actions = LoanActions(self)
        self.turn = ReaderTurn(self)
        self.suggestions = Suggestions(self.box, self)
        self._assemble()
        self._connect()
        self.refresh()

    def _assemble(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for widget in (self.mode_line, self.box, self.banner, self.form):
            column.addWidget(widget)
        column.addWidget(self.recent, 1)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.panel, 1)
        side.addWidget(self.loan_actions)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("lending_splitter")
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        row.addWidget(self.splitter)

    def _connect(self) -> None:
        self.box.scanned.connect(self.take_scan)
        self.box.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.box.cancelled.connect(self.escape)
        self.box.typing.connect(self._suggest)
        self.suggestions.picked.connect(lambda key: self.take(counter.next_step(self.session.state, counter.SeenReader(key))))
        self.recent.undo_asked.connect(self._undo_row)
        self.form.closed.connect(self.box.setFocus)
        self.turn.counting.connect(self.panel.set_countdown)
        self.turn.ended.connect(self.end_turn)
        self.panel.loans.row_changed.connect(self.loan_actions.show_loan)
        self.panel.loan_opened.connect(lambda _key: self.loan_actions.setFocus())
        self.around.jobs.library_job_ended.connect(self._run_pending)
        self._add_key("F12", lambda: self._press(0, "F12"))
        self._add_key("Shift+F12", lambda: self._press(1, "Shift+F12"))
        self._add_key("Ctrl+F12", lambda: self._press(2, "Ctrl+F12"))
        self._add_key("Ctrl+D", self.ask_damage)

    def _add_key(self, key: str, work: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: work())
        self.addAction(action)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    # Scans

    def take_scan(self, raw: str, typed: bool) -> None:
        """One scan; while a library job writes it is kept in order and run afterwards."""
        if self.around.jobs.busy_library:
            self._pending.append((raw, typed))
            text = _("{count} scans are waiting until the running job is done.").format(count=len(self._pending))
            self.banner.show_outcome(Outcome.NOTICE, _("Waiting"), (text,))
            return
        self._gesture(lambda: self.session.scan(raw, typed=typed))

    def take(self, step: counter.Step) -> None:
        self._gesture(lambda: self.session.take(step, typed=True))

    def _gesture(self, work: Callable[[], Told | None]) -> None:
        """Run one gesture to its banner, sound and lists; the focus is back in the box whatever came of it."""
        shift = self.desk.actor
        self.form.close_form()
        self.box.set_busy(True)
        self._showing = True
        try:
            told = work()
        finally:
            self._showing = False
            self.box.set_busy(False)
        if told is not None:
            self.show_told(told)
        else:
            self.session.told = None
            self.banner.clear()
        if self.session.print_asked:
            self.session.print_asked = False
            self.print_slip()
        self.refresh()
        self._keep_turn()
        if self.desk.actor != shift:
            self.shift_changed.emit()
        if not self.form.isVisible():
            self.box.setFocus()

    def show_told(self, told: Told) -> None:
        self.banner.show_outcome(told.outcome, told.headline, told.lines)
        self.banner.set_choices(self._choices(told))
        self._feedback.play(told.outcome)

    def _run_pending(self) -> None:
        while self._pending and not self.around.jobs.busy_library:
            self.take_scan(*self._pending.popleft())

    def _keep_turn(self) -> None:
        if self.session.state.reader_id is None:
            self.turn.stop()
            return
        settings = self.desk.settings
        librarian = self.desk.allows(Op.OVERRIDE)
        self.turn.begin(settings.reader_seconds if librarian else settings.helper_reader_seconds)

    def end_turn(self) -> None:
        """The reader's turn is over: by Esc, the card 结束读者, or time."""
        if self.session.state.mode is Mode.RUN:
            self.session.set_mode(Mode.LEND)
        self.session.close_reader()
        self.turn.stop()
        self.banner.clear()
        self.refresh()

    def escape(self) -> None:
        if self.form.isVisible():
            self.form.close_form()
        else:
            self.end_turn()

    def _suggest(self, text: str) -> None:
        if text:
            found = self.session.readers_like(text)
            hits = [showing.suggestion(self.session, row) for row in found]
            self.suggestions.show_hits(hits, nothing=_("Nobody of that name. Press Enter to look for a barcode."))

    # Keys of the window

    def set_mode(self, mode: Mode) -> None:
        """F2, F3, F4: on the reader's own copy they act on it, otherwise they set what the next scan means."""
        told = self.session.told
        if told is not None and told.copy_id is not None:
            if mode is Mode.RETURN and Offer.GIVE_BACK in told.offers:
                return self._gesture(lambda: self.session.give_back(told.copy_id or 0))
            if mode is Mode.RENEW and Offer.RENEW in told.offers:
                return self._gesture(lambda: self.session.renew(told.copy_id or 0))
        self.session.set_mode(mode)
        self.session.told = None
        self.banner.clear()
        self.refresh()
        self.box.setFocus()

    def undo_last(self) -> None:
        self._gesture(self.session.undo_last)

    def open_reader(self, reader_id: int) -> None:
        self.take(counter.next_step(self.session.state, counter.SeenReader(reader_id)))

    def lend_copy(self, copy_id: int) -> None:
        """A copy chosen on another tab, as if it had been scanned."""
        copy = queries.copy_in_hand(self.desk.read(Op.SEE_DESK), copy_id)
        if copy is not None:
            self.take(counter.next_step(self.session.state, counter.SeenCopy(copy)))

    def place_hold(self, title_id: int) -> None:
        reader_id = self.session.state.reader_id
        if reader_id is None:
            self.show_told(Told(Outcome.NOTICE, _("Whose hold is it?"), (_("Scan the reader card, then find the book again."),)))
            return
        self._gesture(lambda: self.session.place_hold(title_id, reader_id))

    def print_slip(self) -> None:
        if self.session.slip is None:
            self.around.say(_("There is no slip to print yet: lend or return a book first."))
        else:
            self.slip_asked.emit(self.session.slip)

    # Offers of the banner and the inline form

    def _choices(self, told: Told) -> list[Choice]:
        found: list[Choice] = []
        for number, row in enumerate(told.choices[:3]):
            key = ("F12", "Shift+F12", "Ctrl+F12")[number]
            where = row.call_no or ""
            words = _("{key} This copy: {code} {where}") if row.status == "shelf" else _("{key} On loan: {code} {where}")
            text = words.format(key=key, code=row.barcode, where=where).strip()
            found.append((text, lambda copy_id=row.copy_id: self.lend_copy(copy_id)))
        for offer in told.offers[: 3 - len(found)]:
            found.append((_(OFFER_WORDS[offer]), lambda offer=offer: self._accept(offer, told)))
        return found

    def _press(self, number: int, key: str) -> None:
        """F12 and its kin press the button that bears them."""
        told = self.session.told
        if told is None:
            return
        for text, work in self._choices(told):
            if text.startswith(f"{key} "):
                work()
                return

    def _accept(self, offer: Offer, told: Told) -> None:
        match offer:
            case Offer.RENEW:
                self._gesture(lambda: self.session.renew(told.copy_id or 0))
            case Offer.GIVE_BACK:
                self._gesture(lambda: self.session.give_back(told.copy_id or 0))
            case Offer.SLIP:
                self.slip_asked.emit(told)
            case Offer.FIND:
                self.find_asked.emit(told.headline)
            case Offer.LEND_RUN:
                self._gesture(self.session.lend_run)
            case Offer.DAMAGE:
                self.ask_damage()
            case Offer.OVERRIDE:
                self.ask(
                    Question("override_reason", _("Why this once?"), _("Lend anyway"), lambda why: self._gesture(lambda: self.session.override(told, why)))
                )
            case Offer.UNCATALOGUED:
                self.ask(
                    Question("uncatalogued_title", _("Title of the book {code}").format(code=told.headline), _("Lend it"), lambda title: self._gesture(lambda: self.session.lend_uncatalogued(title, told.headline)))
                )

    def ask(self, question: Question) -> None:
        self.turn.stop()
        self.form.ask(question)

    def ask_damage(self) -> None:
        told = self.session.told
        if told is None or told.copy_id is None:
            self.around.say(_("Scan the damaged book first."))
            return
        copy_id = told.copy_id
        self.ask(
            Question("damage_degree", _("How badly is it damaged?"), _("Note damage"), lambda degree: self._gesture(lambda: self.session.damage(copy_id, degree)), DEGREES)
        )

    # What a librarian does with one loan in the panel

    def ask_earlier_return(self, copy_id: int, lent: date) -> None:
        question = Question(
            "earlier_day", _("On which day did it come back?"), _("Return on this day"),
            lambda day: self._gesture(lambda: self.session.give_back(copy_id, on=date.fromisoformat(day))),
            days=(lent, self.desk.today),
        )  # fmt: skip
        self.ask(question)

    def ask_due(self, copy_id: int, last: date) -> None:
        question = Question(
            "new_due_day", _("Back by which day?"), _("Change due date"),
            lambda day: self._gesture(lambda: self.session.change_due(copy_id, date.fromisoformat(day))),
            days=(self.desk.today, last),
        )  # fmt: skip
        self.ask(question)

    def run(self, work: Callable[[], Told]) -> None:
        self._gesture(work)

    # Refreshing

    def _undo_row(self, number: int) -> None:
        told = self.session.recent[number]
        if told.journal_id is not None:
            journal_id = told.journal_id
            self._gesture(lambda: self.session.undo(journal_id))

    def changed(self, change: Change) -> None:
        if not self._showing:
            self.refresh()

    def refresh(self) -> None:
        if self._showing or not self.desk.allows(Op.SEE_DESK):
            return
        state = self.session.state
        shape, words = showing.MODES[state.mode]
        self.mode_line.set_mode(shape, _(words), showing.expected(state))
        counts = queries.day_counts(self.desk.read(Op.SEE_DESK), self.desk.today)
        self.mode_line.set_counts(_("Today lent {lent}, returned {returned}").format(lent=counts.lent, returned=counts.returned))
        self.panel.show_card(showing.reader_card(self.session))
        self.recent.show_rows(showing.recent_rows(self.session))
        self.loan_actions.refresh()
        self.undo_label_changed.emit(self.session.undo_label())

    def role_changed(self) -> None:
        self.session.role_changed()
        self.turn.stop()
        self.banner.clear()
        self.refresh()
        QTimer.singleShot(0, self.box.setFocus)
