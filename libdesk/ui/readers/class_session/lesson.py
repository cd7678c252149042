"""The desk in a reading lesson: the same machine as everywhere, with seat numbers for cards and a class for its frame.

Nothing of a lesson is stored: who borrowed today follows from the loans, so that a lesson left in the middle, by
another page, by the fall-back to student mode or by a crash, goes on where it was.
"""

from dataclasses import replace
from typing import ClassVar

from libdesk.actions.desk import Desk
from libdesk.domain import counter
from libdesk.domain.barcodes import read_scan
from libdesk.domain.classes import ClassRef, SchoolSystem, class_ref, parse_class, show_class
from libdesk.domain.counter import CounterState, Looks, Mode, Step
from libdesk.domain.lesson import seat_typed
from libdesk.domain.names import query_match
from libdesk.domain.ops import Op, Role
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.lessons import ClassNow, RollRow
from libdesk.domain.rows.receipts import ReturnReceipt
from libdesk.domain.rows.shelf import ReaderChoice
from libdesk.i18n import _, listed
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import lessons as queries
from libdesk.ui.lending import asides, telling
from libdesk.ui.lending.session import DeskSession
from libdesk.ui.lending.telling import Offer, Told


class LessonSession(DeskSession):
    """One class at the desk; without a class the first card that is scanned says which it is."""

    HOME: ClassVar[Mode] = Mode.LESSON

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ref: ClassRef | None = None
        self.roll: list[RollRow] = []
        self._classes: list[ClassNow] | None = None

    # The class

    @property
    def class_name(self) -> str:
        return show_class(self.ref, self.desk.today, self._system) if self.ref else ""

    @property
    def _system(self) -> SchoolSystem:
        return SchoolSystem(self.desk.settings.school_system)

    def classes(self) -> list[ClassNow]:
        """The classes of today: read once, and again after `forget_classes`."""
        if self._classes is None:
            self._classes = queries.classes_today(self.desk.read(Op.FIND_READERS), self.desk.today, self._system)
        return self._classes

    def forget_classes(self) -> None:
        self._classes = None

    def read_roll(self) -> None:
        """The roll as the library has it now; asked after every gesture."""
        library = self.desk.read(Op.FIND_READERS)
        self.roll = queries.roll(library, self.ref, self.desk.today) if self.ref else []

    def choose(self, ref: ClassRef) -> Told | None:
        """Another class sits down: nobody is open, nothing waits. Not while books are collected for the one before."""
        if self.run_stands and ref != self.ref:
            return self._collecting()
        self.ref = ref
        self.state = CounterState(self.HOME, shift_reader=self.state.shift_reader)
        self.told = None
        self.read_roll()
        return None

    def class_called(self, text: str) -> ClassRef | None:
        """The class at school that is meant by 四1, 四(1)班 or 401; None for any other word."""
        name = parse_class(text, system=self._system)
        if name is None:
            return None
        for one in self.classes():
            if class_ref(name, self.desk.today, self._system, school_stage=one.ref.stage) == one.ref:
                return one.ref
        return None

    # Scans

    def scan(self, raw: str, *, typed: bool = False) -> Told | None:
        """A seat number, if no label of the library bears it; else whatever the desk takes, and the name of a class."""
        scan = read_scan(raw)
        seat = seat_typed(scan.code_key)
        if seat is not None and desk_queries.owner_of(self.desk.library, scan.code_key) is None:
            return self.take_seat(seat)
        if typed and not scan.text.isdecimal() and (ref := self.class_called(scan.text)) is not None:
            return self.choose(ref)
        return super().scan(raw, typed=typed)

    def take_seat(self, seat: int) -> Told | None:
        """Open the pupil of this number; what waits is lent to them."""
        found = [row for row in self.roll if row.seat == seat]
        if len(found) == 1:
            return self.open_chosen(found[0].reader_id)
        if found:
            names = listed(row.name for row in found)
            line = _("Type the name or choose in the list.")
            told = Told(Outcome.NOTICE, _("Seat {seat}: {names}").format(seat=seat, names=names), (line,))
        elif self.ref is None:
            line = _("Choose the class first, or scan any card of it.")
            told = Told(Outcome.NOT_FOUND, _("Seat {seat}").format(seat=seat), (line,))
        else:
            line = _("Nobody in {group} has this seat number.").format(group=self.class_name)
            told = Told(Outcome.NOT_FOUND, _("Seat {seat}").format(seat=seat), (line,))
        if self.may_change_reader and self.state.reader_id is not None:
            told = asides.turn_ended(told, desk_queries.reader_name(self.desk.library, self.state.reader_id))
            self.state = counter.who_is_meant(self.state)
        return self._keep(told)

    @property
    def may_change_reader(self) -> bool:
        """While books are collected for the class, the class they are for stays."""
        return super().may_change_reader and self.state.mode is not Mode.RUN

    def point_at(self, reader_id: int) -> None:
        """The arrow keys go from pupil to pupil without a sound and without a word."""
        self.state = replace(self.state, reader_id=reader_id, awaiting_helper=False)
        self.told = None

    def readers_like(self, text: str) -> list[ReaderChoice]:
        """Pupils of this class first: that is who is meant."""
        match = query_match(text)
        if match is None:
            return []
        first = (self.ref.stage.value, self.ref.entry_year, self.ref.class_no) if self.ref else desk_queries.NO_CLASS
        return desk_queries.readers_like(self.desk.read(Op.SEE_DESK), match, first=first)

    def take(self, step: Step, *, typed: bool = False) -> Told | None:
        if isinstance(step, counter.SetMode) and step.mode is Mode.LEND:
            step = counter.SetMode(self.HOME)
        if self.state.mode is not Mode.RUN:
            return super().take(step, typed=typed)
        match step:
            case counter.OpenReader(reader_id) if reader_id != self.state.reader_id:
                return self._collecting()
            case counter.SetMode(mode) if mode is not self.HOME and self.run_stands:
                return self._collecting()  # what is on loan comes back in a run as well
            case counter.CloseReader() | counter.SetMode(self.HOME):
                return self.end_run()  # what is lent from now on is not the class's
            case counter.SetMode():
                self.end_run()
            case counter.TellUnknown():
                looks = step.looks if step.looks is Looks.KEPT else Looks.BOOK
                step = replace(step, looks=looks)  # no card changes whose books these are
        account = self.state.reader_id
        told = super().take(step, typed=typed)
        if self.state.mode is Mode.RUN:
            self.state = replace(self.state, reader_id=account)
        return told

    def _go_on(
        self, told: Told | None, reader_id: int, copies: tuple[int, ...], title_id: int | None, typed: bool
    ) -> Told | None:
        ref = queries.class_of_reader(self.desk.library, reader_id)
        if self.ref is None and ref is not None:
            self.ref = ref
        elif ref != self.ref:
            told = self._guest(told, reader_id)
        return super()._go_on(told, reader_id, copies, title_id, typed)

    def _guest(self, told: Told | None, reader_id: int) -> Told:
        """Somebody of another class is served all the same."""
        who = telling.reader_line(self.desk, reader_id)
        line = _("Not in {group}, and open all the same.").format(group=self.class_name)
        if told is None:
            return Told(Outcome.NOTICE, who, (line,), who, reader_id=reader_id)
        return replace(told, lines=(line, *told.lines))

    def _keep(self, told: Told | None) -> Told | None:
        """What the open pupil brought back may be meant to be kept: F4 renews it instead."""
        if told is not None and isinstance(told.receipt, ReturnReceipt) and told.journal_id is not None:
            loan = told.receipt.copy.loan
            others_wait = Offer.SLIP in told.offers  # then it is not renewed
            if loan is not None and loan.reader_id == self.state.reader_id and not others_wait:
                told = replace(told, offers=(Offer.KEEP,))
        return super()._keep(told)

    # Books for the class as a whole

    def _collecting(self) -> Told | None:
        """A seat number, a card or another class while a run stands."""
        words = _("Books for the class are being collected")
        line = _("F12 lends them to the class, Esc leaves them. Then type the seat number.")
        if not self.run_stands:
            line = _("Scan the books, or Esc. Then type the seat number.")
        return self._keep(Told(Outcome.NOTICE, words, (line,)))

    def come_back(self) -> None:
        """Whoever comes back to the page says again whose books these are; what is collected for the class stays."""
        if self.run_stands:
            self.told = self.run_told()
        else:
            self.end_run()

    def begin_run(self, account: int) -> None:
        """Collect books for the account of the class; F12 lends them in one step."""
        self.state = CounterState(Mode.RUN, account, shift_reader=self.state.shift_reader)
        self.told = None

    def take_up_run(self, account: int, run: tuple[int, ...]) -> None:
        """Go on collecting where it was left."""
        self.state = CounterState(Mode.RUN, account, shift_reader=self.state.shift_reader, run=run)
        self.told = self.run_told()

    def end_run(self) -> Told | None:
        """Back to the pupils; what was collected is told, since it is not lent."""
        count = len(self.state.run)
        self.state = CounterState(self.HOME, shift_reader=self.state.shift_reader)
        self.told = None
        return self._keep(asides.run_left(count)) if count else None

    def lend_run(self) -> Told | None:
        told = super().lend_run()
        if told is not None and told.journal_id is not None:
            self.state = counter.after(self.state, counter.CloseReader())
        return told

    def role_changed(self) -> None:
        """Whoever comes back after student mode finds the class, and nobody open."""
        super().role_changed()
        if self.desk.actor.role is not Role.LIBRARIAN:
            self.roll = []
