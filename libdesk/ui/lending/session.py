"""The desk between two scans: recognises a scan, asks the counter for the step, runs the action, tells the outcome.

No widget and no Qt: the lending tab shows what `scan` and the other gestures return.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Final
from zoneinfo import ZoneInfo

from libdesk.actions.desk import Desk
from libdesk.actions.errors import OnLoanAlready
from libdesk.actions.shifts import end_forgotten, running
from libdesk.domain import counter
from libdesk.domain.barcodes import Scan, read_scan
from libdesk.domain.counter import CounterState, Mode, Seen, SeenNothing, Step
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import Borrower
from libdesk.domain.rows.shelf import LoanOut, ReaderChoice
from libdesk.domain.show import show_day
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.ui import lending
from libdesk.ui.lending import telling
from libdesk.ui.lending.recent import Recent
from libdesk.ui.lending.telling import Offer, Told

if TYPE_CHECKING:  # the types of what `lending` imports late
    import libdesk.ui.lending.asides
    import libdesk.ui.lending.gestures
    import libdesk.ui.lending.steps  # noqa: F401

LOGGED: Final = 200  # characters of a scan that go to the log

_log = logging.getLogger(__name__)


class DeskSession:
    """One desk's state with its last outcome and the list of scans."""

    HOME: ClassVar[Mode] = Mode.LEND
    """What a scan means here unless something else was chosen."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.state = CounterState(self.HOME, shift_reader=on_duty(desk))
        self.told: Told | None = None
        self.recent = Recent(desk)
        self.slip: Told | None = None  # what F7 prints
        self.print_asked = False  # the card 打印 was scanned; the tab prints and takes this back
        self._run_kept = CounterState()  # the run that stood when a librarian left the desk
        self._by_hand: set[int] = set()  # copies that wait for a card and whose code was typed
        self._looked: date | None = None  # on this day for a shift of an earlier one

    @property
    def reader(self) -> Borrower | None:
        """The reader at the desk, with the counts of this moment."""
        if self.state.reader_id is None:
            return None
        return queries.borrower(
            self.desk.read(Op.SEE_DESK), self.state.reader_id, self.desk.today, self.desk.settings.school_system
        )

    def loans(self) -> list[LoanOut]:
        if self.state.reader_id is None:
            return []
        return queries.loans_out(self.desk.read(Op.SEE_DESK), self.state.reader_id, self.desk.today)

    def readers_like(self, text: str) -> list[ReaderChoice]:
        """Readers whose name, initials or class could be meant."""
        from libdesk.domain.names import query_match

        match = query_match(text)
        return queries.readers_like(self.desk.read(Op.SEE_DESK), match) if match else []

    def names_for(self, typed: str) -> list[ReaderChoice]:
        """Readers whom a person may have meant who typed no code at all and pressed Enter at once."""
        scan = read_scan(typed)
        if scan.too_long or any(letter.isdigit() for letter in scan.text):
            return []
        seen = self._recognised(scan)
        return self.readers_like(scan.text) if isinstance(seen, SeenNothing) else []

    # Scans

    def scan(self, raw: str, *, typed: bool = False) -> Told | None:
        """Take a scan to its outcome. None: nothing to tell, as after an empty scan or a card in good order."""
        scan = read_scan(raw)
        if scan.empty:
            return None
        try:
            seen = self._recognised(scan)
        except DeskError as error:
            return self._keep(lending.asides.refused(self.desk, error))
        # Typed text that is no code may be a name, which has no place in a log.
        code = not typed or not isinstance(seen, SeenNothing) or lending.asides.MAY_BE_BARCODE.match(scan.text)
        _log.info("scan %s typed=%d %s", ascii(raw[:LOGGED]) if code else "(text)", typed, type(seen).__name__)
        return self.take(counter.next_step(self.state, seen), typed=typed)

    def _recognised(self, scan: Scan) -> Seen:
        from libdesk.store.queries.scan import recognise  # not while the program starts

        return recognise(self.desk.read(Op.SEE_DESK), scan)

    def take(self, step: Step, *, typed: bool = False) -> Told | None:
        """Do one step and keep its outcome; a refusal leaves the desk's state as it was."""
        try:
            told = lending.steps.do(self.desk, self.state, step, typed=typed)
        except DeskError as error:
            self.state = counter.refused(self.state, step)
            return self._keep(self._refused(step, error))
        before, self.state = self.state, counter.after(self.state, step)
        if self.state.mode is Mode.RUN and not self.state.run and self._run_kept.run:
            self.state = replace(self.state, run=self._run_kept.run)  # what a librarian had begun to collect
            self._run_kept = CounterState()
        if before.run and not self.state.run:
            told = lending.asides.run_left(len(before.run))
        match step:
            case counter.AskHelperCard():  # since this was last read they may have been dismissed, or a day gone by
                self.state = replace(self.state, shift_reader=on_duty(self.desk))
            case counter.CloseReader() | counter.SetMode():
                self._by_hand.clear()
            case counter.PrintSlip():
                self.print_asked = True
            case counter.WaitForCard(copy) if typed:
                self._by_hand.add(copy.id)
            case counter.OpenReader(reader_id, _switched, then_lend, then_hold):
                return self._go_on(told, reader_id, then_lend, then_hold, typed)
        return self._keep(told)

    def _go_on(
        self, told: Told | None, reader_id: int, copies: tuple[int, ...], title_id: int | None, typed: bool
    ) -> Told | None:
        """What waited for this card: copies to be lent, a hold to be placed."""
        marked, self._by_hand = self._by_hand, set()
        if copies:
            tolds = []
            for copy_id in copies:
                step = counter.LendCopy(copy_id, reader_id)
                tolds.append(self.take(step, typed=typed or copy_id in marked))
            self.told = lending.asides.several_lent([one for one in tolds if one is not None])
            return self.told
        if title_id is not None:
            return self.attempt(lambda: lending.gestures.place_hold(self.desk, title_id, reader_id))
        if self.state.mode is Mode.RUN and self.state.run:
            told = lending.asides.run_for(telling.reader_line(self.desk, reader_id), len(self.state.run), told)
        return self._keep(told)

    def _refused(self, step: Step, error: DeskError) -> Told:
        copy_id, reader_id = getattr(step, "copy_id", None), getattr(step, "reader_id", None)
        if isinstance(step, counter.WaitForCard):
            copy_id = step.copy.id
        headline = queries.title_of_copy(self.desk.library, copy_id) if copy_id is not None else ""
        who = telling.reader_line(self.desk, reader_id) if reader_id is not None else ""
        if copy_id is None:
            reader_id = None
        return lending.asides.refused(
            self.desk, error, headline=headline, copy_id=copy_id, who=who, reader_id=reader_id
        )

    def _keep(self, told: Told | None) -> Told | None:
        """Note an outcome for the banner, the list of scans and F7."""
        self.told = None if told is None else replace(told, at=self.desk.now())
        if self.told is not None:
            if self.told.receipt is not None:
                self.slip = self.told
            self.recent.add(self.told)
        return self.told

    # Gestures that are no scan: keys, buttons, the inline forms

    def attempt(self, gesture: Callable[[], Told], *, copy_id: int | None = None) -> Told | None:
        """Run a gesture of `gestures.py`; a DeskError becomes a refusal in the banner."""
        try:
            told = gesture()
        except DeskError as error:
            headline = queries.title_of_copy(self.desk.library, copy_id) if copy_id is not None else ""
            told = lending.asides.refused(self.desk, error, headline=headline, copy_id=copy_id)
            before = self.told
            if before is not None and before.copy_id == copy_id and Offer.GIVE_BACK in before.offers:
                told = replace(told, offers=(Offer.GIVE_BACK, *told.offers))  # refused F4 leaves F3
        return self._keep(told)

    def renew_instead(self, back: Told) -> Told | None:
        """The return is undone and the loan renewed; refused, the book is still lent and F3 brings it back."""
        journal_id, copy_id = back.journal_id, back.copy_id
        if journal_id is None or copy_id is None:
            return None
        if (undone := self.undo(journal_id)) is None or not undone.outcome.done:
            return undone
        told = self.attempt(lambda: lending.gestures.renew(self.desk, copy_id), copy_id=copy_id)
        if told is not None and not told.outcome.done:
            line = _("It is still lent to this reader.")
            told = replace(told, lines=(*told.lines, line), offers=(Offer.GIVE_BACK, *told.offers))
            self.told = told
        return told

    def run_told(self) -> Told:
        """What is collected and for whom, for whoever comes back to it."""
        reader_id = self.state.reader_id
        who = queries.reader_name(self.desk.library, reader_id) if reader_id is not None else _("Several copies")
        return lending.asides.run_for(who, len(self.state.run), None)

    def lend_run(self) -> Told | None:
        """Lend the copies collected for a class or a teacher in one step; then the desk lends one by one again."""
        reader_id, run = self.state.reader_id, self.state.run
        if reader_id is None:
            return self._keep(Told(Outcome.NOTICE, _("Now scan the card of the class or the teacher.")))
        told = self.attempt(lambda: lending.gestures.lend_run(self.desk, run, reader_id))
        if told is not None and told.journal_id is not None:
            self.set_mode(self.HOME)
        return told

    @property
    def run_stands(self) -> bool:
        """Whether copies are collected that one key would lend."""
        return self.state.mode is Mode.RUN and bool(self.state.run)

    def leave_out(self, copy_id: int) -> Told | None:
        """Take a copy out of the run again."""
        self.state = counter.left_out(self.state, copy_id)
        count = telling.books(len(self.state.run))
        line = _("Taken out of the run. {books} are left in it.").format(books=count)
        return self._keep(Told(Outcome.NOTICE, queries.title_of_copy(self.desk.library, copy_id), (line,)))

    def ask_hold(self, title_id: int) -> Told | None:
        """Place a hold for the reader at the desk, or for the one whose card comes next."""
        reader_id = self.state.reader_id
        if reader_id is not None:
            return self.attempt(lambda: lending.gestures.place_hold(self.desk, title_id, reader_id))
        self.state = replace(self.state, hold_title=title_id, waiting=())
        return self._keep(Told(Outcome.NOTICE, _("Whose hold is it?"), (_("Now scan the reader card."),)))

    def ask_who(self) -> Told | None:
        """A name was typed that several bear, or none yet chosen: whoever was open is not who is meant."""
        self.state = counter.who_is_meant(self.state)
        return self._keep(lending.asides.who_is_meant())

    @property
    def may_change_reader(self) -> bool:
        """Whether a card, a seat or a name would open another reader than the one at the desk."""
        return self.state.reader_id is not None

    def lend_uncatalogued(self, code: str, title: str, reader_id: int) -> Told | None:
        """The unknown code was a book's, for this reader: who is at the desk again."""
        told = self.attempt(lambda: lending.gestures.lend_uncatalogued(self.desk, title, code, reader_id))
        if told is not None and told.outcome is Outcome.LENT:
            self.state = replace(self.state, reader_id=reader_id)
        return told

    def open_chosen(self, reader_id: int) -> Told | None:
        """A reader picked by name; signing on for a shift takes the card itself."""
        self.state = replace(self.state, awaiting_helper=False)
        return self.take(counter.next_step(self.state, counter.SeenReader(reader_id)), typed=True)

    def lend_chosen(self, copy_id: int) -> Told | None:
        """A copy chosen in the catalogue is not in hand: another reader's is not taken back by asking for it."""
        copy = queries.copy_in_hand(self.desk.read(Op.SEE_DESK), copy_id)
        if copy is None:
            return None
        if copy.loan is not None and copy.loan.reader_id != self.state.reader_id:
            from libdesk.actions.school import known_as  # not while the program starts

            error = OnLoanAlready(known_as(self.desk, copy.loan.reader_id), copy.loan.due)
            return self._keep(lending.asides.refused(self.desk, error, headline=copy.name, copy_id=copy_id))
        if self.state.mode in (Mode.RETURN, Mode.RENEW):
            self.set_mode(self.HOME)
        return self.take(counter.next_step(self.state, counter.SeenCopy(copy)), typed=True)

    def undo(self, journal_id: int) -> Told | None:
        return self.attempt(lambda: lending.steps.undone(self.desk, journal_id))

    def undo_last(self) -> Told | None:
        return self.attempt(lambda: lending.steps.undo_last(self.desk))

    # Who is at the desk, and what a scan means

    def first_of_day(self) -> str:
        """Before each gesture: the first one of a day ends the shift that somebody left open, and says so."""
        today = self.desk.today
        if self._looked == today:
            return ""
        self._looked = today
        try:
            left = end_forgotten(self.desk)
        except DeskError:  # the gesture itself will say what stops it
            return ""
        if left is None:
            return ""
        self.state = replace(self.state, shift_reader=None)
        day = datetime.fromtimestamp(left.started / 1000, ZoneInfo(self.desk.settings.zone)).date()
        text = _("{name} did not sign off on {day}: the shift ended with that day.")
        return text.format(name=left.name, day=show_day(day))

    def restored(self) -> None:
        """Another file stands in the library's place: its journal, and nothing of what was done since."""
        self.recent = Recent(self.desk)
        self.slip = None
        self.told = None
        self.state = CounterState(self.HOME, shift_reader=on_duty(self.desk))
        self._run_kept = CounterState()

    def role_changed(self) -> None:
        """A librarian who comes takes over the open reader and what was refused; for the next pupil nothing is left."""
        on_shift = on_duty(self.desk)
        if self.desk.actor.role is not Role.LIBRARIAN:
            if self.run_stands:
                self._run_kept = self.state
            self.state = CounterState(self.HOME, shift_reader=on_shift)
            self.told = None
            return
        if self._run_kept.run and self.state.idle:
            self.state, self._run_kept = self._run_kept, CounterState()
            self.told = self.run_told()
        self.state = replace(self.state, shift_reader=on_shift, awaiting_helper=False)
        told = self.told
        if told is not None and told.error is not None:
            self.told = lending.asides.refused(
                self.desk, told.error, headline=told.headline if told.copy_id is not None else "", copy_id=told.copy_id,
                who=told.who, reader_id=told.reader_id,
            )  # fmt: skip

    def set_mode(self, mode: Mode) -> None:
        self.state = counter.after(self.state, counter.SetMode(mode))


def on_duty(desk: Desk) -> int | None:
    """The reader whose shift runs."""
    found = running(desk)
    return found.reader_id if found is not None else None
