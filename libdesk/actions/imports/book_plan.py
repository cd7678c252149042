"""The plan of a book list: which titles and copies it would add, which it knows, and what stands against a row.

Titles are one when their ISBN is one and their names agree, or else by title, author and publisher. A row is taken
whole or not at all.
"""

from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, Final

from libdesk.actions.cataloguing.accessions import WIDTH
from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.codes import CodeSpace
from libdesk.actions.imports.known_titles import Fields, changed_by
from libdesk.actions.imports.plans import BookChoices, BookPlan, NewCopy, TitleEntry
from libdesk.actions.imports.runs import numbers_of, run_after
from libdesk.actions.imports.said_otherwise import said_otherwise
from libdesk.actions.imports.states import copy_status
from libdesk.actions.imports.title_rows import FIELDS
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.callnumbers import book_part
from libdesk.domain.drafts import BookDraft, ParsedList
from libdesk.domain.matching import author_key, same_work, text_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.imports import Counts, Fate, RowPlan
from libdesk.store.database import Library
from libdesk.store.queries import imports as queries
from libdesk.store.queries import records
from libdesk.store.queries.accessions import own_end

STEP: Final = 500  # rows between two looks at the stop button


def plan_books(
    desk: Desk, parsed: ParsedList[BookDraft], choices: BookChoices, progress: Progress | None = None
) -> BookPlan:
    """Compare a book list with the library; nothing is written. Raises Cancelled."""
    library = desk.read(Op.IMPORT_BOOKS)
    planner = _Planner(library, parsed, choices, desk.today.isoformat())
    planner.run(progress or Progress())
    return planner.plan


@dataclass(slots=True)
class _Checked:
    """What the codes of a row say: why it cannot be taken, which row says the same, what is free, what is known."""

    fault: str = ""
    again: int = 0
    fresh: list[tuple[str | None, str | None]] = field(default_factory=list)
    known: int = 0
    repeated: int = 0  # within the row itself


class _Planner:
    def __init__(self, library: Library, parsed: ParsedList[BookDraft], choices: BookChoices, today: str) -> None:
        self._today = today
        self.plan = BookPlan(parsed, choices, queries.newest_entry(library))
        self._codes = CodeSpace(library)
        self._library = library
        self._copies = queries.copy_titles(library)
        # Whose an accession number is: (0, title id) in the library, (line, entry) in the list.
        self._accessions: dict[str | None, tuple[int, object]] = {
            number: (0, title_id) for title_id, number in self._copies.values() if number
        }
        self._replaced: set[int] = set()  # titles of which a row has told what they are from now on
        self._titles_of_codes: dict[str, TitleEntry] = {}
        self._by_isbn: dict[str, list[TitleEntry]] = {}
        self._by_key: dict[tuple[str, str, str], list[TitleEntry]] = {}
        self._numbers: dict[str, str] | None = None  # titles of the library by the call numbers of the list
        self._call_nos: dict[str, int] = {}  # the line of the list that brings each
        self._notes: dict[tuple[str, int], list[str]] = {}
        self._places = {show_place(name) for name in queries.places(library)} | set(queries.places(library))
        for note in parsed.notes:
            self._notes.setdefault((note.sheet, note.line), []).append(note.text())

    def run(self, progress: Progress) -> None:
        for number, known in enumerate(queries.titles(self._library, FIELDS)):
            if number % (10 * STEP) == 0:
                progress.step(0, len(self.plan.parsed.drafts))
            entry = TitleEntry(known.id, known.title, text_key(known.title), known.isbn, missing=known.missing)
            self._enter(entry, known.author, known.publisher)
        drafts = self.plan.parsed.drafts
        rows = []
        for number, draft in enumerate(drafts):
            if number % STEP == 0:
                progress.step(number, len(drafts))
            rows.append(self._row(draft))
        rows += [RowPlan(f.line, "", Fate.FAULTY, (f.text(),), f.sheet) for f in self.plan.parsed.faults]
        self.plan.rows = tuple(rows)
        self.plan.counts = Counts.of(rows, self.plan.parsed.skipped.total)
        self._give_numbers()
        progress.step(len(drafts), len(drafts))

    def _enter(self, entry: TitleEntry, author: str | None, publisher: str | None) -> None:
        if entry.isbn:
            self._by_isbn.setdefault(entry.isbn, []).append(entry)
        self._by_key.setdefault((entry.name_key, author_key(author), text_key(publisher)), []).append(entry)

    def _row(self, draft: BookDraft) -> RowPlan:
        notes = self._notes.get((draft.sheet, draft.line), [])
        if draft.entered > self._today:
            notes = [*notes, texts.day_ahead(draft.entered)]
            draft = replace(draft, entered="")
        entry, isbn_note = self._find(draft)
        found = self._check(draft, entry)
        if found.fault:
            return RowPlan(draft.line, draft.title, Fate.FAULTY, (found.fault, *notes), draft.sheet)
        if found.again:
            return RowPlan(draft.line, draft.title, Fate.DOUBLE, (texts.row_again(found.again), *notes), draft.sheet)
        if isbn_note and (entry is None or not found.known):
            notes = [*notes, isbn_note]
        return self._take(draft, entry, found, notes)

    def _take(self, draft: BookDraft, entry: TitleEntry | None, found: _Checked, notes: list[str]) -> RowPlan:
        """Plan what a sound row brings: its copies that nobody has yet, and its title if it is new."""
        bare = 0 if found.known else max(0, draft.copies - found.repeated - len(found.fresh))
        copies = [*found.fresh, *[(None, None)] * bare]
        known = entry is not None and entry.id is not None
        fate = Fate.NEW
        if entry is None:
            entry = self._new_title(draft)
            notes = [*notes, *self._same_number(draft)]
        elif known:
            fate, reasons = self._known(draft, entry, len(copies))
            notes = [*reasons, *notes]
        elif entry.draft is not None:
            notes = [*notes, *said_otherwise(entry.draft, draft)]
        if draft.isbn and entry.isbn is None:
            entry.isbn = draft.isbn
            self._by_isbn.setdefault(draft.isbn, []).append(entry)
        if not known or (copies and self.plan.choices.add_copies):
            self.plan.volumes += [(entry, volume) for volume in draft.volumes]
        if copies and (not known or self.plan.choices.add_copies):
            self.plan.unmarked += bare if known else 0
            status, note = copy_status(draft.state)
            notes = [*notes, note] if note else notes
            for code, number in copies:
                self.plan.copies.append(NewCopy(entry, draft, status, code or "", number))
                if code:
                    self._titles_of_codes[self._codes.take(code, draft.line)] = entry
                if number:
                    self._accessions[number] = (draft.line, entry)
            self._note_place(draft.place)
        return RowPlan(draft.line, draft.title, fate, tuple(notes), draft.sheet)

    def _known(self, draft: BookDraft, entry: TitleEntry, count: int) -> tuple[Fate, list[str]]:
        """A row about a title of the library that brings `count` copies: its fate, and what is said beside it."""
        reasons = []
        fill = self._fill(draft, entry)
        if fill:
            if not entry.fill:
                self.plan.fills.append(entry)
            entry.fill |= fill
            over = self.plan.choices.fields is Fields.REPLACE
            reasons.append(texts.replaced() if over else texts.filled())
            if "call_no" in fill:
                reasons += self._same_number(draft)
        if count:
            reasons.append(texts.copies_added(count) if self.plan.choices.add_copies else texts.known_left())
        changed = fill or (count and self.plan.choices.add_copies)
        return (Fate.CHANGED if changed else Fate.UNCHANGED), reasons

    def _fill(self, draft: BookDraft, entry: TitleEntry) -> dict[str, Any]:
        """The columns of a title of the library that a row changes; what an earlier row said of them counts."""
        if self.plan.choices.fields is Fields.LEAVE or entry.id is None:
            return {}
        if self.plan.choices.fields is Fields.FILL:
            fill = {name: getattr(draft, name) for name in entry.missing if getattr(draft, name) not in (None, "")}
            return {name: value for name, value in fill.items() if name not in entry.fill}
        if entry.id in self._replaced:
            return {}
        self._replaced.add(entry.id)
        return changed_by(draft, records.titles(self._library, [entry.id], FIELDS)[entry.id], Fields.REPLACE)

    def _same_number(self, draft: BookDraft) -> list[str]:
        """A call number that another title has is taken, since old libraries have such; but it is told."""
        call_no = draft.call_no or ""
        if not book_part(call_no):
            return []
        if self._numbers is None:
            wanted = {one.call_no for one in self.plan.parsed.drafts if one.call_no}
            self._numbers = records.titles_of_call_nos(self._library, wanted)
        if call_no in self._numbers:
            said = texts.same_call_no(call_no, self._numbers[call_no])
        elif call_no in self._call_nos:
            said = texts.call_no_in_line(call_no, self._call_nos[call_no])
        else:
            self._call_nos[call_no] = draft.line
            return []
        self.plan.same_numbers += 1
        return [said]

    def _new_title(self, draft: BookDraft) -> TitleEntry:
        entry = TitleEntry(None, draft.title, text_key(draft.title), draft.isbn or None, draft=draft, line=draft.line)
        self._enter(entry, draft.author, draft.publisher)
        self.plan.titles.append(entry)
        return entry

    def _find(self, draft: BookDraft) -> tuple[TitleEntry | None, str]:
        """The title a row is about, if it is known, and a note where another title has the same ISBN."""
        name_key, note = text_key(draft.title), ""
        if draft.isbn:
            others = self._by_isbn.get(draft.isbn, ())
            for entry in others:
                if same_work(entry.name_key, name_key):
                    return entry, ""
            if others:
                note = texts.same_isbn(others[0].title)
        for entry in self._by_key.get((name_key, author_key(draft.author), text_key(draft.publisher)), ()):
            if not draft.isbn or entry.isbn is None:
                return entry, note
        return None, note

    def _check(self, draft: BookDraft, entry: TitleEntry | None) -> _Checked:
        """Hold the barcodes and accession numbers of a row against the library and the rows before it."""
        found = _Checked()
        here: set[str | None] = set()
        for code, number in zip_longest(draft.barcodes, draft.accession_nos):
            key = fold_barcode(code) if code else ""
            if (key and key in here) or (number and number in here):
                found.repeated += 1
                continue
            here |= {key, number}
            if code and (why := self._codes.unusable(code)):
                return _Checked(why)
            if key in self._codes.owners:
                if why := self._not_ours(code, entry):
                    return _Checked(why)
                found.known += 1
            elif key in self._titles_of_codes:
                if self._titles_of_codes[key] is not entry:
                    return _Checked(texts.taken_by_line(code, self._codes.lines[key]))
                found.again = self._codes.lines[key]
            elif number in self._accessions:
                line, owner = self._accessions[number]
                if owner != (entry.id if entry and not line else entry) or key:
                    return _Checked(texts.accession_in_line(number, line) if line else texts.accession_taken(number))
                found.known += not line
                found.again = line
            else:
                found.fresh.append((code, number))
        if found.again and (found.fresh or found.known):
            return _Checked(texts.partly_in_line(found.again))
        return found

    def _not_ours(self, code: str, entry: TitleEntry | None) -> str:
        """What is said when a barcode of the library is not that of a copy of this title."""
        owner = self._codes.owners[fold_barcode(code)]
        if owner.copy_id is not None and entry is not None and self._copies[owner.copy_id][0] == entry.id:
            return ""
        self.plan.card_clashes += owner.reader_id is not None
        return self._codes.whose(code, owner)

    def _note_place(self, place: str | None) -> None:
        if place and place not in self._places:
            self._places.add(place)
            self.plan.places.append(place)

    def _give_numbers(self) -> None:
        """Barcodes and accession numbers for the copies that brought none: the school's own go on."""
        without = [copy for copy in self.plan.copies if not copy.barcode]
        scheme = self.plan.choices.numbering
        listed = {code for draft in self.plan.parsed.drafts for code in draft.barcodes}
        own, longer = numbers_of(scheme, self._codes.owners)
        brought, more = numbers_of(scheme, listed)
        codes = run_after(max(own, default=0), brought, len(without), there=(*longer, *more))
        for copy, number in zip(without, codes or (), strict=True):
            copy.barcode = scheme.code(number)
        if without:
            self.plan.given = (without[0].barcode, without[-1].barcode)
        if self.plan.choices.give_accession:
            self._give_accessions()

    def _give_accessions(self) -> None:
        without = [copy for copy in self.plan.copies if copy.accession is None]
        plain = [
            number
            for number in self._accessions
            if number and number.isascii() and number.isdigit() and len(number) < 10
        ]
        own, width = own_end(self._library.connection)
        width = width or max(map(len, plain), default=WIDTH)
        run = run_after(own, map(int, plain), len(without))
        for copy, figure in zip(without, run or (), strict=True):
            copy.accession = f"{figure:0{width}d}"
        self.plan.accession_next = run.last + 1 if run else 0
