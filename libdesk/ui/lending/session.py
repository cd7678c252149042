"""The desk between two scans: recognises a scan, asks the counter for the step, runs the action, tells the outcome.

No widget and no Qt: the lending tab shows what `scan` and the other gestures return.
"""

from collections import deque
from datetime import date
from typing import Final

from libdesk.actions import holds, house_use, lending, returning, shifts, uncatalogued, undo
from libdesk.actions.desk import Desk
from libdesk.domain import counter
from libdesk.domain.barcodes import Scan, read_scan
from libdesk.domain.counter import CounterState, Mode, Step
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import OP_LABELS, Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.desk import Borrower
from libdesk.domain.rows.shelf import LoanOut, ReaderChoice
from libdesk.i18n import _
from libdesk.store.queries import desk as queries
from libdesk.store.queries import scan as scan_queries
from libdesk.store.queries import shifts as shift_queries
from libdesk.ui.lending import telling
from libdesk.ui.lending.telling import Offer, Told

RECENT: Final = 20


class DeskSession:
    """One desk's state with the last outcomes, newest first."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.state = CounterState()
        self.told: Told | None = None
        self.recent: deque[Told] = deque(maxlen=RECENT)
        self.slip: Told | None = None  # what F7 prints
        self.print_asked = False  # the card 打印 was scanned; the tab prints and takes this back

    @property
    def reader(self) -> Borrower | None:
        """The reader at the desk, with the counts of this moment."""
        if self.state.reader_id is None:
            return None
        return queries.borrower(self.desk.read(Op.SEE_DESK), self.state.reader_id, self.desk.today)

    def loans(self) -> list[LoanOut]:
        if self.state.reader_id is None:
            return []
        return queries.loans_out(self.desk.read(Op.SEE_DESK), self.state.reader_id, self.desk.today)

    def scan(self, raw: str, *, typed: bool = False) -> Told | None:
        """Take a scan to its outcome. None: nothing to tell, such as an empty scan or a card without anything to note."""
        scan = read_scan(raw)
        if scan.empty:
            return None
        seen = scan_queries.recognise(self.desk.read(Op.SEE_DESK), scan)
        return self.take(counter.next_step(self.state, seen), scan=scan, typed=typed)

    def take(self, step: Step, *, scan: Scan | None = None, typed: bool = False) -> Told | None:
        """Do one step and keep its outcome; a refusal leaves the desk's state as it was."""
        try:
            told = self._do(step, scan, typed)
        except DeskError as error:
            return self._keep(self._refused(step, error))
        self.state = counter.after(self.state, step)
        if isinstance(step, counter.OpenReader) and step.then_lend is not None:
            return self.take(counter.LendCopy(step.then_lend, step.reader_id), typed=typed)
        return self._keep(told)

    def _do(self, step: Step, scan: Scan | None, typed: bool) -> Told | None:
        desk = self.desk
        match step:
            case counter.LendCopy(copy_id, reader_id, in_house):
                receipt = lending.lend(desk, copy_id=copy_id, reader_id=reader_id, in_house=in_house, typed=typed)
                return telling.lent(desk, receipt)
            case counter.TakeBack(copy_id, of_other):
                return telling.returned(desk, returning.give_back(desk, copy_id=copy_id, typed=typed), of_other=of_other)
            case counter.RenewCopy(copy_id):
                return telling.renewed(returning.renew(desk, copy_id=copy_id, typed=typed))
            case counter.CountUse(copy_id, reader_id):
                return telling.used(house_use.count_use(desk, copy_id=copy_id, reader_id=reader_id, typed=typed))
            case counter.OpenReader(reader_id, switched, then_lend):
                return self._opened(reader_id, switched) if then_lend is None else None
            case counter.OfferOwn(copy):
                return telling.own_copy(copy)
            case counter.WaitForCard(copy):
                return telling.waiting(copy)
            case counter.CollectForRun(copy, again):
                count = len(self.state.run) + (0 if again else 1)
                return telling.collected(copy, count, again=again)
            case counter.AskHelperCard():
                return Told(Outcome.NOTICE, _("Shift"), (_("Now scan your own reader card."),))
            case counter.SignOn(reader_id):
                actor = shifts.start_shift(desk, reader_id)
                return Told(Outcome.NOTICE, _("On duty: {name}").format(name=actor.name), (), actor.name)
            case counter.SignOff():
                shifts.end_shift(desk)
                return Told(Outcome.NOTICE, _("The shift has ended"))
            case counter.LookAtIsbn(isbn):
                return telling.isbn_seen(isbn, scan_queries.copies_of_isbn(desk.read(Op.SEE_DESK), isbn))
            case counter.OldCard(state):
                return self._old_card(state)
            case counter.TellUnknown(text, too_long):
                return telling.not_found(text, too_long=too_long, reader_open=self.state.reader_id is not None)
            case counter.UndoLast():
                return self._undo_last()
            case counter.PrintSlip():
                self.print_asked = True
        return None  # a mode or the end of a reader's turn is seen by itself

    def _opened(self, reader_id: int, switched: bool) -> Told | None:
        library = self.desk.read(Op.SEE_DESK)
        reader = queries.borrower(library, reader_id, self.desk.today)
        assert reader is not None  # a barcode's reader is never removed
        return telling.reader_opened(
            self.desk, reader, queries.ready_for_reader(library, reader_id), switched=switched
        )

    def _old_card(self, state: str) -> Told:
        lost = _("This card was reported lost. Keep it and tell the librarian.")
        replaced = _("This card was replaced by a newer one. Scan the new card.")
        return Told(Outcome.REFUSED, _("Old card"), (lost if state == "lost" else replaced,))

    def _refused(self, step: Step, error: DeskError) -> Told:
        copy_id = getattr(step, "copy_id", None)
        reader_id = getattr(step, "reader_id", None)
        headline = queries.title_of_copy(self.desk.library, copy_id) if copy_id is not None else ""
        who = ""
        if reader_id is not None:
            reader = queries.borrower(self.desk.library, reader_id, self.desk.today)
            who = telling.name_and_class(self.desk, reader) if reader else ""
        return telling.refused(self.desk, error, headline=headline, copy_id=copy_id, who=who, reader_id=reader_id)

    def _keep(self, told: Told | None) -> Told | None:
        """Note an outcome for the banner, the list of scans and F7."""
        if told is None:
            return None
        told = Told(
            told.outcome, told.headline, told.lines, told.who, told.journal_id, told.offers, told.copy_id,
            told.reader_id, told.choices, told.receipt, at=self.desk.now(),
        )  # fmt: skip
        self.told = told
        if told.receipt is not None:
            self.slip = told
        self.recent.appendleft(told)
        return told

    # Gestures that are no scan: keys, buttons, the inline forms.

    def attempt(self, gesture: "object", *, copy_id: int | None = None) -> Told:
        """Run a gesture that returns a Told; a DeskError becomes a refusal in the banner."""
        assert callable(gesture)
        try:
            told = gesture()
        except DeskError as error:
            headline = queries.title_of_copy(self.desk.library, copy_id) if copy_id is not None else ""
            told = telling.refused(self.desk, error, headline=headline, copy_id=copy_id)
        kept = self._keep(told)
        assert kept is not None
        return kept

    def override(self, told: Told, reason: str) -> Told:
        """Lend, or renew, in spite of the rules: a librarian's reason is kept with the loan."""
        copy_id, reader_id = told.copy_id, told.reader_id
        assert copy_id is not None

        def gesture() -> Told:
            if reader_id is None:
                return telling.renewed(returning.renew(self.desk, copy_id=copy_id, override=reason))
            receipt = lending.lend(self.desk, copy_id=copy_id, reader_id=reader_id, override=reason)
            return telling.lent(self.desk, receipt)

        return self.attempt(gesture, copy_id=copy_id)

    def give_back(self, copy_id: int, *, on: date | None = None, damage: str | None = None) -> Told:
        return self.attempt(
            lambda: telling.returned(self.desk, returning.give_back(self.desk, copy_id=copy_id, on=on, damage=damage)),
            copy_id=copy_id,
        )

    def renew(self, copy_id: int) -> Told:
        return self.attempt(lambda: telling.renewed(returning.renew(self.desk, copy_id=copy_id)), copy_id=copy_id)

    def change_due(self, copy_id: int, due: date) -> Told:
        return self.attempt(
            lambda: telling.renewed(returning.change_due(self.desk, copy_id=copy_id, due=due)), copy_id=copy_id
        )

    def damage(self, copy_id: int, degree: str, note: str = "") -> Told:
        def gesture() -> Told:
            journal_id = returning.report_damage(self.desk, copy_id=copy_id, degree=degree, note=note)
            return self._noted(copy_id, _("The damage is noted."), journal_id)

        return self.attempt(gesture, copy_id=copy_id)

    def mark_lost(self, copy_id: int) -> Told:
        return self.attempt(
            lambda: self._noted(copy_id, _("Marked as lost."), returning.mark_lost(self.desk, copy_id=copy_id)),
            copy_id=copy_id,
        )

    def claim_returned(self, copy_id: int) -> Told:
        text = _("Noted: the reader says that it was returned. Look for it on the shelf.")
        return self.attempt(
            lambda: self._noted(copy_id, text, returning.claim_returned(self.desk, copy_id=copy_id)), copy_id=copy_id
        )

    def lend_uncatalogued(self, title: str, barcode: str) -> Told:
        reader_id = self.state.reader_id
        assert reader_id is not None

        def gesture() -> Told:
            return telling.lent(
                self.desk,
                uncatalogued.lend_uncatalogued(self.desk, title=title, barcode=barcode, reader_id=reader_id),
            )

        return self.attempt(gesture)

    def place_hold(self, title_id: int, reader_id: int) -> Told:
        return self.attempt(
            lambda: telling.held(holds.place_hold(self.desk, title_id=title_id, reader_id=reader_id))
        )

    def lend_run(self, due: date | None = None) -> Told:
        """Lend the copies collected for a class or a teacher in one step."""
        reader_id, run = self.state.reader_id, self.state.run
        if reader_id is None:
            return self.attempt(lambda: Told(Outcome.NOTICE, _("Scan the card of the class or teacher first.")))
        told = self.attempt(
            lambda: telling.run_lent(self.desk, lending.lend_run(self.desk, copy_ids=run, reader_id=reader_id, due=due))
        )
        if told.outcome is Outcome.LENT:
            self.state = counter.after(self.state, counter.SetMode(Mode.LEND))
        return told

    def undo(self, journal_id: int) -> Told:
        return self.attempt(lambda: self._undone(journal_id))

    def undo_last(self) -> Told:
        return self.attempt(self._undo_last)

    def undo_label(self) -> str:
        """What F8 would undo, in words; '' when there is nothing."""
        entry = undo.last_undoable(self.desk)
        if entry is None:
            return ""
        label = _(OP_LABELS[Op(entry.op)])
        copy_id = entry.args.get("copy")
        title = queries.title_of_copy(self.desk.library, copy_id) if isinstance(copy_id, int) else ""
        return _("{op} “{title}”").format(op=label, title=title) if title else label

    def _undo_last(self) -> Told:
        entry = undo.last_undoable(self.desk)
        if entry is None:
            raise undo.NothingToUndo()
        return self._undone(entry.id)

    def _undone(self, journal_id: int) -> Told:
        receipt = undo.undo(self.desk, journal_id)
        copy_id = receipt.args.get("copy")
        title = queries.title_of_copy(self.desk.library, copy_id) if isinstance(copy_id, int) else ""
        told = telling.undone(receipt.op, title)
        return Told(told.outcome, told.headline, told.lines, journal_id=receipt.journal_id, copy_id=None)

    def _noted(self, copy_id: int, text: str, journal_id: int) -> Told:
        title = queries.title_of_copy(self.desk.library, copy_id)
        return Told(Outcome.NOTICE, title, (text,), journal_id=journal_id, copy_id=copy_id)

    def can_undo(self, journal_id: int) -> str:
        """Why a row of the list cannot be undone, '' when it can."""
        return undo.why_row(self.desk, journal_id)

    def readers_like(self, text: str) -> list[ReaderChoice]:
        """Readers whose name, initials or class could be meant."""
        from libdesk.domain.names import query_match

        match = query_match(text)
        return queries.readers_like(self.desk.read(Op.SEE_DESK), match) if match else []

    def role_changed(self) -> None:
        """Somebody else is at the desk: the reader's turn ends, the shift is the one that runs."""
        running = shift_queries.on_duty_reader(self.desk.library)
        self.state = CounterState(shift_reader=running)
        self.told = None

    def close_reader(self) -> None:
        self.state = counter.after(self.state, counter.CloseReader())

    def set_mode(self, mode: Mode) -> None:
        self.state = counter.after(self.state, counter.SetMode(mode))


__all__ = ["DeskSession", "Offer", "Told"]
