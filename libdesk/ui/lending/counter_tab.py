"""What the desk and the class session share: every gesture runs to its banner, sound and lists, one after the other.

A subclass makes the box, the banner and the form, calls `connect_counter`, and says what stands beside them.
"""

from collections import deque
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from libdesk.domain import counter
from libdesk.domain.counter import Mode
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.shelf import ReaderChoice
from libdesk.i18n import _, ngettext
from libdesk.ui.lending import showing
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Told
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from libdesk.ui.lending.offers import Offers
    from libdesk.ui.widgets.suggestions import Suggestions

WHAT_TO_DO: Final = "refused"  # the topic of help for what was not done


class CounterTab(Tab):
    """A page with one scan box at which books go out and come back."""

    find_asked = Signal(str)
    slip_asked = Signal(object)
    shift_changed = Signal()
    outcome_told = Signal(object)
    """What just became of a gesture, a Told: it is heard, and the desk's own list of scans keeps it."""

    box: ScanBox
    banner: OutcomeBanner
    form: InlineForm

    def __init__(self, around: Surroundings, session: DeskSession) -> None:
        super().__init__(around)
        self.session = session
        self._waiting: deque[Callable[[], Told | None]] = deque()
        self._showing = False  # this tab's own action refreshes it once, after the banner

    def connect_counter(self) -> None:
        """Connect box, form and keys once they are made."""
        self.box.scanned.connect(self.take_scan)
        self.box.repeated.connect(lambda _raw: self.around.say(_("Scanned twice: counted once.")))
        self.box.cancelled.connect(self.escape)
        self.box.typing.connect(self._suggest)
        self.form.closed.connect(self._form_closed)
        self.around.jobs.library_job_ended.connect(self._run_waiting)
        self.add_key("Esc", self.escape)
        self.add_key("Ctrl+D", lambda: self.offers.ask_damage())
        for key in ("F12", "Shift+F12"):
            self.add_key(key, partial(self._answer, key))

    def add_key(self, key: str, work: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: work())
        self.addAction(action)

    @cached_property
    def offers(self) -> "Offers":
        """What can be answered to the outcome on show."""
        from libdesk.ui.lending.offers import Offers  # there is no outcome while the program starts

        return Offers(self)

    def _answer(self, key: str) -> None:
        self.offers.press(key)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box,)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    @property
    def help_topic(self) -> str:
        """After a refusal what can be done about it, else the page's own."""
        stuck = self.banner.outcome in (Outcome.REFUSED, Outcome.NOT_FOUND)
        return WHAT_TO_DO if stuck else super().help_topic

    @property
    def counter_tab(self) -> "CounterTab":
        return self

    # Gestures: whatever is done here goes through `gesture`, one after the other

    def take_scan(self, raw: str, typed: bool) -> None:
        """One scan, or what a person typed: a name that fits readers is offered under the box again."""
        names = self.session.names_for(raw) if typed else []
        if (names or self.box.left_over) and self.session.may_change_reader:
            self.gesture(self.session.ask_who, writes=False)  # a name was begun: what comes is not for who was open
        if names:
            self.box.setText(raw.strip())
            self.box.selectAll()  # what comes next, a scan for instance, takes its place
            self.offer_readers(names)
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
        forgotten = "" if self.around.jobs.busy_library else self.session.first_of_day()
        self.put_away()
        self.box.set_busy(True)
        self._showing = True
        try:
            told = work()
        finally:
            self._showing = False
            self.box.set_busy(False)
        self.show_told()
        self.paint_told()
        if told is not None:
            self.outcome_told.emit(told)
        if self.session.print_asked:
            self.session.print_asked = False
            self.print_slip()
        self.refresh()
        self.keep_turn()
        if self.desk.actor != shift:
            self.shift_changed.emit()
        if forgotten:
            self.around.say(forgotten)
        self.take_back_focus()

    def ask(self, question: Question) -> None:
        """Ask in the page; the reader's turn stands still meanwhile."""
        self.halt_turn()
        self.form.ask(question)

    def _tell_waiting(self) -> None:
        count = len(self._waiting)
        text = ngettext("{count} scan waits for the running job.", "{count} scans wait for the running job.", count)
        text = text.format(count=count)
        self.banner.show_outcome(Outcome.NOTICE, _("Waiting"), (text,))
        self.halt_turn()  # what waits belongs to whoever stands at the desk now
        self.box.setFocus()

    def _run_waiting(self) -> None:
        while self._waiting and not self.around.jobs.busy_library:
            self.gesture(self._waiting.popleft())

    # The window's keys

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
        elif self.box.text() or self.offers_names:
            self.box.empty()
            self.put_away()
        else:
            self.end_turn()
        self.box.setFocus()

    def end_turn(self) -> None:
        """The reader's turn is over, by Esc or by time."""
        self.gesture(lambda: self.session.take(counter.CloseReader()), writes=False)

    def _form_closed(self) -> None:
        self.box.setFocus()
        self.keep_turn()

    # Names under the box

    @cached_property
    def suggestions(self) -> "Suggestions":
        """The list under the box, made when names are first offered."""
        from libdesk.ui.widgets.suggestions import Suggestions

        made = Suggestions(self.box, self)
        made.picked.connect(self.open_reader)
        return made

    @property
    def offers_names(self) -> bool:
        """Whether the list under the box is open; asked without making it."""
        return "suggestions" in vars(self) and self.suggestions.isVisible()

    def _suggest(self, text: str) -> None:
        if text:
            self.offer_readers(self.session.readers_like(text))

    def offer_readers(self, found: list[ReaderChoice]) -> None:
        hits = [showing.suggestion(self.session, row) for row in found]
        self.suggestions.show_hits(hits, nothing=_("Nobody of that name. Press Enter to look for a barcode."))

    # What a page shows; the desk and the class session each have their own

    def show_told(self) -> None:
        """The outcome of now in the banner, with the answers it offers; without one the three steps."""
        told = self.session.told
        if told is None:
            self.banner.clear()
        else:
            self.banner.show_outcome(told.outcome, told.headline, told.lines)
            self.banner.set_choices(self.offers.choices(told))

    def paint_told(self) -> None:
        """The outcome stands on the screen before the lists beside it are read and laid out anew."""
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.banner.repaint()

    def put_away(self) -> None:
        """What the next gesture does away with: a question, the names under the box."""
        self.form.close_form()
        if "suggestions" in vars(self):
            self.suggestions.close_list()

    def keep_turn(self) -> None:
        """After each gesture; a page whose readers' turns end by time starts the time anew."""

    def halt_turn(self) -> None:
        """Something is asked or waits: no turn ends meanwhile."""

    def role_changed(self) -> None:
        self.session.role_changed()
        self.put_away()
        self.show_told()
        self.refresh()
        self.keep_turn()
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        """The window dresses everything anew for another role, and the banner's colours with it."""
        self.show_told()
        typing = QApplication.focusWidget()
        if not isinstance(typing, QLineEdit) or not typing.isVisible() or self.isAncestorOf(typing):
            self.take_back_focus()  # else somebody types a PIN by now

    def take_back_focus(self) -> None:
        """After every gesture the box has the keyboard again; never while another page is shown."""
        if self.isVisible():
            self.box.setFocus()
