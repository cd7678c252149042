"""The adding of books between two scans: reads a scan, asks the rules for the step, runs the action, says the outcome.

No widget and no Qt: the page shows what `scan` and the other gestures return.
"""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from libdesk.actions.cataloguing import adding as actions
from libdesk.actions.desk import Desk
from libdesk.actions.undo import undo
from libdesk.domain import adding as rules
from libdesk.domain.adding import AddingState, Book, Form
from libdesk.domain.adding_scans import Code
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.adding import (
    AddedLine,
    AddReceipt,
    Candidate,
    NewCopy,
    NewVolume,
    Standing,
    VolumeHere,
    Where,
)
from libdesk.domain.rows.orders import LineRow
from libdesk.domain.titles import TitleFields
from libdesk.i18n import _
from libdesk.store.queries import adding as queries
from libdesk.store.queries import bureau
from libdesk.store.queries.journal_page import undone_among
from libdesk.ui.cataloguing.adding import seeing, telling
from libdesk.ui.cataloguing.adding.telling import Said

OTHER_VOLUME = 0  # the id of a volume that is not there yet and is named by its label
MOST_LEFT = 50


class AddingSession:
    """What is at hand, what stays between books, and which books were left without a copy."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.state = AddingState()
        self.standing = Standing()
        self.said: Said | None = None
        self.left: list[Book] = []
        self._turn: list[AddReceipt] = []  # what the book at hand got since its ISBN was read
        self._record: int | None = None  # the supplier's record that the form was filled from
        self._label = ""  # scanned for a title whose volume is asked for first

    # Scans

    def scan(self, raw: str, *, typed: bool = False) -> Said | None:
        """Take a scan to its outcome; None after an empty one."""
        scan = read_scan(raw)
        if scan.empty:
            return None
        self._label = ""
        try:
            due = self.state.book is not None or self.state.form is not None
            seen = seeing.see(self.desk, raw, typed=typed, due=due)
        except DeskError as error:
            return self._keep(telling.refused(error))
        return self.take(rules.next_step(self.state, seen), typed=typed)

    def found(self, code: Code, text: str) -> list[Candidate]:
        """All that this may be."""
        return seeing.found(self.desk, code, text)

    def take(self, step: rules.Step, *, typed: bool = False) -> Said | None:
        """Do one step; what is refused leaves the state as it was."""
        try:
            said, step = self._do(step, typed=typed)
        except DeskError as error:
            return self._keep(telling.refused(error))
        left = getattr(step, "left", None)
        if left is not None:
            self._leave(left)
        self.state = rules.after(self.state, step)
        if isinstance(step, rules.Take):
            self.left = [one for one in self.left if one.of != step.book.of]
        return self._keep(said)

    def _do(self, step: rules.Step, *, typed: bool) -> tuple[Said, rules.Step]:
        """The outcome, and the step as it was done: a supplier's record is a title of ours afterwards."""
        match step:
            case rules.Tell():
                return telling.problem(step), step
            case rules.Take(book, left, give):
                self._turn = []
                if give:
                    said, book = self._add(book, [""] * give, typed=typed)
                    return said, replace(step, book=book)
                state = self.state
                return telling.at_hand(book, left, several=state.several, given=state.given), step
            case rules.Choose(text, found, left):
                return telling.which(text, len(found), left), step
            case rules.ChooseVolume(_text, of, left):
                return telling.which_volume(of, left), step
            case rules.Write(form, left):
                return telling.not_known(form.code, form.text, left), step
            case rules.Fill(isbn, of):
                fields, self._record = TitleFields("", isbn=isbn), None
                if of is not None:
                    fields, self._record, _volume = actions.described(self.desk, of.id)
                return Said(Outcome.RETURNED, of.title if of else isbn, fill=fields), step
            case rules.AddCopy(book, label):
                said, book = self._add(book, [label], typed=typed)
                return said, replace(step, book=book)
            case rules.AddGiven(book, count):
                said, book = self._add(book, [""] * count, typed=typed)
                return said, replace(step, book=book)
            case rules.SaveForm(label):
                return Said(Outcome.NOTICE, "", save=label), step

    def _add(self, book: Book, labels: list[str], *, typed: bool) -> tuple[Said, Book]:
        volume = book.volume
        copies = [
            self.standing.copy(
                label=label,
                volume_id=volume.id if volume and volume.id != OTHER_VOLUME else None,
                volume=volume.label if volume and volume.id == OTHER_VOLUME else "",
            )
            for label in labels
        ]
        batch = self.standing.batch_id
        if book.of.where is Where.POOL:
            receipt = actions.take_over(self.desk, book.of.id, copies, batch_id=batch, typed=typed)
        else:
            isbn = (read_scan(book.code).isbn or "") if book.of.perhaps else ""
            receipt = actions.add_copies(self.desk, book.of.id, copies, batch_id=batch, isbn=isbn, typed=typed)
        self._turn.append(receipt)
        return self._told(receipt), self._ours(book, receipt.title_id)

    def _told(self, receipt: AddReceipt) -> Said:
        """What was added; whether the bureau names it is said and stops nothing."""
        return telling.added(receipt, bureau.naming(self.desk.library, receipt.title_id))

    def _ours(self, book: Book, title_id: int) -> Book:
        """The book as it stands in the catalogue now."""
        of = queries.candidate(self.desk.library, title_id)
        if of is None:
            return book
        volume = book.volume
        if volume is not None and volume.id == OTHER_VOLUME:
            volume = next((one for one in of.volumes if one.label == volume.label), volume)
        return replace(book, of=of, volume=volume)

    # Choices

    def choose(self, of: Candidate) -> Said | None:
        """One of the titles that fit."""
        return self.take(rules.take(self.state, of, self.state.asked, rules.left_over(self.state)))

    def asked_for(self, text: str) -> tuple[Code, str]:
        """By what the book was asked for, when none of the titles that fit is it."""
        isbn = read_scan(text).isbn
        return (Code.ISBN, isbn) if isbn else (Code.WORDS, text)

    def choose_volume(self, of: Candidate, volume: VolumeHere) -> Said | None:
        """The volume in hand; a label that was scanned before it was asked for is its label."""
        label, self._label = self._label, ""
        said = self.take(rules.take_volume(self.state, of, volume, self.state.asked))
        book = self.state.book
        return self.take(rules.AddCopy(book, label)) if label and book is not None and not book.copies else said

    def take_book(self, of: Candidate, text: str = "") -> Said | None:
        """A title that was picked by hand, as if its ISBN had been scanned."""
        return self.take(rules.take(self.state, of, text or of.title, rules.left_over(self.state)))

    def take_left(self, book: Book) -> Said | None:
        """A book that was left without a copy is in hand again."""
        of = book.of
        if of.where is Where.OURS and queries.candidate(self.desk.library, of.id) is None:
            self.left.remove(book)
            return self._keep(None)
        return self.take(rules.Take(replace(book, copies=0), rules.left_over(self.state)))

    def take_ordered(self, line: LineRow) -> Said | None:
        """A book of the order is in hand, as if its ISBN had been scanned; one without is looked for by its title."""
        code, text = (Code.ISBN, line.isbn) if line.isbn else (Code.WORDS, line.title)
        return self.take(
            rules.next_step(self.state, rules.SeenBook(code, text, tuple(seeing.found(self.desk, code, text))))
        )

    def ordered_as(self, form: Form) -> TitleFields | None:
        """What an order says of the title that is written."""
        return seeing.ordered_as(self.desk, form, self.standing.batch_id)

    def write(self, code: Code, text: str, title_id: int | None = None) -> Said | None:
        """A title is written by hand."""
        self._record = None
        return self.take(rules.Write(Form(code, text, title_id), rules.left_over(self.state)))

    def clear(self) -> Said | None:
        """Esc: nothing is at hand any more; a book without a copy stays in sight."""
        left = rules.left_over(self.state)
        if left is not None:
            self._leave(left)
        self.state = rules.cleared(self.state)
        return self._keep(None)

    def touch(self) -> None:
        """Something was written in the form."""
        if self.state.form is not None and not self.state.touched:
            self.state = replace(self.state, touched=True)

    def set_ways(self, *, given: bool, several: bool) -> None:
        self.state = replace(self.state, given=given, several=several)

    # The form

    def save(
        self, fields: TitleFields, volumes: list[NewVolume], label: str = "", *, typed: bool = False
    ) -> Said | None:
        """Save the title in the form, with a label with its first copy; refused, the form stays as it is."""
        form, state = self.state.form, self.state
        if form is None:
            return None
        batch = self.standing.batch_id
        wanted = [self._first_copy(volumes, label)] if label or (state.given and not state.several) else []
        if len(volumes) > 1:
            wanted = []  # which volume is in hand is asked once the title is there
        try:
            if form.title_id is not None:
                receipt = actions.complete_title(
                    self.desk,
                    form.title_id,
                    fields,
                    volumes=volumes,
                    extra=self.standing.copy(),
                    batch_id=batch,
                    record_id=self._record,
                )
            else:
                receipt = actions.add_title(
                    self.desk, fields, volumes=volumes, copies=wanted, batch_id=batch, typed=typed
                )  # fmt: skip
        except DeskError as error:
            return self._keep(telling.refused(error))
        return self._saved(receipt, form, label, wanted, asks=len(volumes) > 1)

    def _first_copy(self, volumes: list[NewVolume], label: str) -> NewCopy:
        return self.standing.copy(label=label, volume=volumes[0].label if len(volumes) == 1 else "")

    def _saved(self, receipt: AddReceipt, form: Form, label: str, wanted: list[NewCopy], *, asks: bool) -> Said | None:
        of = queries.candidate(self.desk.library, receipt.title_id)
        self._turn = [receipt]
        self.state = rules.cleared(self.state)
        if of is None:
            return self._keep(self._told(receipt))
        if form.title_id is not None:
            self.state = replace(self.state, book=Book(of, form.text, copies=len(receipt.copies)))
            return self._keep(self._told(receipt))
        if asks:
            self._label = label
            return self.take(rules.ChooseVolume(form.text, of))
        self.state = replace(self.state, book=Book(of, form.text, copies=len(wanted)))
        return self._keep(self._told(receipt))

    def add_to(self, title_id: int, label: str) -> Said | None:
        """What was being written is here already: its copy goes to that title."""
        self.state = rules.cleared(self.state)
        of = queries.candidate(self.desk.library, title_id)
        if of is None:
            return None
        said = self.take_book(of)
        if label and self.state.book is not None and not self.state.book.copies:
            return self.take(rules.AddCopy(self.state.book, label))
        self._label = label if self.state.choices else ""
        return said

    # The list of today

    def lines(self) -> list[AddedLine]:
        """What was added today, the newest first."""
        midnight = datetime.combine(self.desk.today, time(), ZoneInfo(self.desk.settings.zone))
        return queries.added_since(self.desk.read(Op.SEE_CATALOGUE), int(midnight.timestamp() * 1000))

    def undo(self, line: AddedLine) -> Said | None:
        """Take one row of the list back."""
        if queries.is_lent(self.desk.read(Op.SEE_CATALOGUE), line.journal_id):
            return self._keep(telling.still_lent(line.title))
        try:
            undo(self.desk, line.journal_id)
        except DeskError as error:
            return self._keep(telling.refused(error))
        self.catch_up()
        words = (_("Taken back; its label is free again."),)
        return self._keep(Said(Outcome.NOTICE, line.title, words, _("Undone")))

    def catch_up(self) -> None:
        """Something was changed elsewhere: what is gone is not at hand any more."""
        book = self.state.book
        if book is not None and book.of.where is Where.OURS and not queries.candidate(self.desk.library, book.of.id):
            self.state = rules.cleared(self.state)
        gone = undone_among(self.desk.library, [receipt.journal_id for receipt in self._turn])
        if gone:
            self._turn = [receipt for receipt in self._turn if receipt.journal_id not in gone]
            self.state = rules.with_copies(self.state, sum(len(receipt.copies) for receipt in self._turn))

    def _leave(self, book: Book) -> None:
        self.left = [book, *(one for one in self.left if one.of != book.of)][:MOST_LEFT]

    def _keep(self, said: Said | None) -> Said | None:
        self.said = said
        return said
