"""Every record has one fate, told from what the library has and from the records before it.

Titles are one when their ISBN is one and their names agree, or else by title, author and publisher. A record is taken
whole or not at all.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from libdesk.actions.imports import texts
from libdesk.actions.imports.known_titles import Fields, changed_by
from libdesk.actions.imports.records.facts import Taken, Titles
from libdesk.actions.imports.records.known import Known, copies_of, work_number
from libdesk.actions.imports.records.plans import RecordChoices
from libdesk.actions.imports.records.verdict import Verdict
from libdesk.domain.barcodes import MAX_LENGTH, fold_barcode, is_reserved
from libdesk.domain.drafts import BookDraft, CopyDraft
from libdesk.domain.matching import same_work, text_key
from libdesk.domain.rows.imports import Fate
from libdesk.store.queries import imports as names


@dataclass(slots=True)
class _Copies:
    """What the codes of a record say."""

    fault: str = ""
    again: int = 0  # the record that bears them already
    fresh: list[CopyDraft] = field(default_factory=list)
    known: int = 0
    clash: bool = False


class Judge:
    """Judges records in their order, a chunk at a time."""

    def __init__(self, known: Known, choices: RecordChoices) -> None:
        self.known, self.choices = known, choices
        self.titles = Titles()
        self.codes = Taken()
        self._accessions = Taken()
        self._title_of = array("q")  # by the number of the record; 0: it bears no code
        self._filled: set[int] = set()
        self._files: list[tuple[int, str]] = []
        self._readers: dict[int, str] | None = None

    def begin_file(self, name: str, before: int) -> None:
        """The next records are of this file; `before`: how many were read of the files before it."""
        self._files.append((before, name))

    def place(self, number: int) -> str:
        """A record that came before, with its file where there are several."""
        before, name = next(one for one in reversed(self._files) if one[0] < number)
        return texts.record_name(number - before, name if len(self._files) > 1 else "")

    def judge(self, drafts: Sequence[BookDraft], numbers: Sequence[int]) -> list[Verdict]:
        """The verdicts on a chunk; `numbers` are those of its records, counted over all files."""
        name_keys = [text_key(draft.title) for draft in drafts]
        keys = [work_number(name, draft.author, draft.publisher) for name, draft in zip(name_keys, drafts, strict=True)]
        self.known.look(drafts, keys)
        return [
            self._one(draft, name, key, number)
            for draft, name, key, number in zip(drafts, name_keys, keys, numbers, strict=True)
        ]

    def _one(self, draft: BookDraft, name_key: str, key: int, number: int) -> Verdict:
        title, note = self._find(draft, name_key, key)
        copies, named = copies_of(draft, self.choices.bare_copies)
        found = self._check(copies, title) if named else _Copies()
        if found.fault:
            return Verdict(Fate.FAULTY, reasons=[found.fault], card_clash=found.clash)
        if found.again:
            return Verdict(Fate.DOUBLE, reasons=[texts.record_again(self.place(found.again))])
        if title is None:
            made = self.titles.add(name_key, draft.isbn, key)
            self._take(found.fresh, number, -1 - made)
            verdict = Verdict(Fate.NEW, -1 - made, True, found.fresh if named else copies)
        elif title < 0:
            if not named:
                return Verdict(Fate.DOUBLE, reasons=[texts.title_again(draft.title)])
            if draft.isbn and not self.titles.isbns[-1 - title]:
                self.titles.give_isbn(-1 - title, draft.isbn)
            self._take(found.fresh, number, title)
            verdict = Verdict(Fate.NEW, title, False, found.fresh)
        else:
            verdict = self._known_title(draft, title, found, number)
        if note and (title is None or not found.known):
            verdict.reasons.append(note)
        return verdict

    def _known_title(self, draft: BookDraft, title: int, found: _Copies, number: int) -> Verdict:
        fill = self._fill(draft, title)
        verdict = Verdict(Fate.UNCHANGED, title, fill=fill)
        if fill:
            self._filled.add(title)
            verdict.reasons.append(texts.filled() if self.choices.fields is Fields.FILL else texts.replaced())
        if found.fresh:
            if self.choices.add_copies:
                verdict.copies = found.fresh
                verdict.unmarked = sum(not (copy.barcode or copy.accession_no) for copy in found.fresh)
                verdict.reasons.append(texts.copies_added(len(found.fresh)))
                self._take(found.fresh, number, title)
            else:
                verdict.reasons.append(texts.known_left())
        if fill or verdict.copies:
            verdict.fate = Fate.CHANGED
        return verdict

    def _fill(self, draft: BookDraft, title: int) -> dict[str, Any]:
        """The columns of a title of the library that the record would change, once for each title."""
        return {} if title in self._filled else changed_by(draft, self.known.title(title), self.choices.fields)

    def _find(self, draft: BookDraft, name_key: str, key: int) -> tuple[int | None, str]:
        """The title that a record is about, and a note where another title has the same ISBN."""
        note = ""
        if draft.isbn:
            others = self.known.by_isbn(draft.isbn)
            for row_id in others:
                if same_work(text_key(self.known.title(row_id)["title"]), name_key):
                    return row_id, ""
            if others:
                note = texts.same_isbn(self.known.title(others[0])["title"])
            for number in self.titles.by_isbn(draft.isbn):
                other = self.titles.names[number]
                if same_work(other, name_key):
                    return -1 - number, ""
                note = note or texts.same_isbn(other)
        for row_id in self.known.by_key(key):
            if not draft.isbn or not self.known.title(row_id)["isbn"]:
                return row_id, note
        for number in self.titles.by_key(key):
            if not draft.isbn or not self.titles.isbns[number]:
                return -1 - number, note
        return None, note

    def _check(self, copies: Sequence[CopyDraft], title: int | None) -> _Copies:
        """Hold barcodes and accession numbers against the library and the records before."""
        found = _Copies()
        here: set[str] = set()
        for copy in copies:
            key = fold_barcode(copy.barcode) if copy.barcode else ""
            number = copy.accession_no
            if (key and key in here) or (number and f"\0{number}" in here):
                continue
            here |= {key, f"\0{number}"} if number else {key}
            if copy.barcode and (not key or len(key) > MAX_LENGTH or is_reserved(key)):
                why = texts.is_reserved if key and is_reserved(key) else texts.not_a_barcode
                return _Copies(why(copy.barcode))
            earlier = self.codes.get(key) if key else None
            if earlier is not None:
                if self._title_of[earlier] != title:
                    return _Copies(texts.taken_by_record(copy.barcode, self.place(earlier)))
                found.again = earlier
            elif key and (owner := self.known.owners.get(key)) is not None:
                if owner.title_id is None or owner.title_id != title:
                    return _Copies(
                        self._whose(copy.barcode, owner.copy_id, owner.reader_id), clash=bool(owner.reader_id)
                    )
                found.known += 1
            elif number and (earlier := self._accessions.get(number)) is not None:
                if self._title_of[earlier] != title or key:
                    return _Copies(texts.accession_in_record(number, self.place(earlier)))
                found.again = earlier
            elif number and (holder := self.known.accessions.get(number)) is not None:
                if holder != title or key:
                    return _Copies(texts.accession_taken(number))
                found.known += 1
            else:
                found.fresh.append(copy)
        if found.again and (found.fresh or found.known):
            return _Copies(texts.partly_in_record(self.place(found.again)))
        return found

    def _take(self, copies: Sequence[CopyDraft], number: int, title: int) -> None:
        if copies:
            self._title_of.extend([0] * (number + 1 - len(self._title_of)))
            self._title_of[number] = title
        for copy in copies:
            if copy.barcode:
                self.codes.add(fold_barcode(copy.barcode), number)
            if copy.accession_no:
                self._accessions.add(copy.accession_no, number)

    def _whose(self, code: str, copy_id: int | None, reader_id: int | None) -> str:
        """The sentence that names the owner of a code."""
        library = self.known.library
        if copy_id is not None:
            return texts.belongs_to_book(code, names.title_names(library, [copy_id])[copy_id])
        if reader_id is None:
            return texts.is_reserved(code)
        if self._readers is None:
            self._readers = names.reader_names(library)
        return texts.belongs_to_reader(code, self._readers[reader_id])
