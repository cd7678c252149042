"""A file of records is looked at: what it would bring, record by record, before anything is written."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from libdesk.actions.cataloguing.accessions import WIDTH
from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.records.facts import Taken
from libdesk.actions.imports.records.findings import Finding, finding
from libdesk.actions.imports.records.judge import Judge
from libdesk.actions.imports.records.known import Known
from libdesk.actions.imports.records.plans import MOST_REMARKS, SAMPLES, RecordChoices, RecordPlan, Refused
from libdesk.actions.imports.records.source import Chunk, chunks, stamp
from libdesk.actions.imports.records.verdict import Verdict
from libdesk.actions.imports.runs import numbers_of, run_after
from libdesk.domain.callnumbers import book_part
from libdesk.domain.drafts import BookDraft
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.imports import Counts, Fate, RowPlan
from libdesk.exchange.marc.read import MarcRow
from libdesk.i18n import sentences
from libdesk.store.database import Library
from libdesk.store.queries import code_runs
from libdesk.store.queries import imports as queries
from libdesk.store.queries import records as record_queries
from libdesk.store.queries.accessions import numbers_after, own_end

NOT_TAKEN = (Fate.FAULTY, Fate.DOUBLE)


def plan_records(
    desk: Desk, paths: Sequence[Path], choices: RecordChoices, progress: Progress | None = None
) -> RecordPlan:
    """Look at every record and compare it with the library; nothing is written.

    Raises Cancelled, and a FileError where a file cannot be read or holds no records.
    """
    library = desk.read(Op.IMPORT_BOOKS)
    plan = RecordPlan(tuple(map(stamp, paths)), choices, queries.newest_entry(library))
    _Planner(library, plan, desk.today.isoformat()).run(progress or Progress())
    return plan


class _Planner:
    def __init__(self, library: Library, plan: RecordPlan, today: str) -> None:
        self._library, self._plan, self._today = library, plan, today
        self._fates: Counter[Fate] = Counter()
        self._places = {show_place(name) for name in queries.places(library)} | set(queries.places(library))
        self._call_nos = Taken()  # by the record that brings each
        self._codes = array("q")  # numbers of the scheme that stand on the files' own barcodes
        self._unmarked = 0  # copies that get a barcode
        self._accessions = array("q")  # plain accession numbers of the files
        self._width = 0
        self._without = 0  # copies that get an accession number

    def run(self, progress: Progress) -> None:
        plan = self._plan
        judge = Judge(Known(self._library, progress), plan.choices)
        scheme = plan.choices.numbering
        kept = code_runs.kept_codes(self._library).every()
        own, longer = numbers_of(scheme, chain(record_queries.code_keys(self._library), kept))
        for chunk, verdicts in judged(plan, judge, progress):
            self._tell_same_numbers(chunk, verdicts, judge)
            for row, verdict in zip(chunk.rows, verdicts, strict=True):
                self._count(row, verdict, chunk.file)
                self._unmarked += sum(not copy.barcode for copy in verdict.copies)
                if row.draft is not None:
                    codes = [item.barcode for item in row.draft.items] or row.draft.barcodes
                    for numbers, more in zip((self._codes, longer), numbers_of(scheme, codes), strict=True):
                        numbers.extend(more)
            plan.findings.add(len(verdicts), brought(chunk, verdicts))
        plan.barcodes = run_after(max(own, default=0), self._codes, self._unmarked, there=longer)
        self._end_accession()
        plan.counts = Counts(**{fate.value: self._fates[fate] for fate in Fate})

    def _count(self, row: MarcRow, verdict: Verdict, file: int) -> None:
        plan, draft = self._plan, row.draft
        plan.records += 1
        plan.encodings[row.encoding] += 1
        plan.forms[row.form] += 1
        self._fates[verdict.fate] += 1
        plan.titles += verdict.made
        plan.copies += len(verdict.copies)
        plan.copies_known += len(verdict.copies) if verdict.title > 0 else 0
        plan.unmarked += verdict.unmarked
        plan.card_clashes += verdict.card_clash
        if draft is not None:
            if len(plan.samples) < SAMPLES:
                plan.samples.append(draft)
            if verdict.made and draft.call_no:
                plan.brought.add(draft.call_no)
            for copy in verdict.copies:
                self._note_place(copy.place or draft.place or plan.choices.place)
                self._note_accession(copy.accession_no)
                if copy.entered > self._today:
                    verdict.reasons.append(texts.day_ahead(copy.entered))
        if verdict.fate in NOT_TAKEN:
            title = draft.title if draft else ""
            plan.refused.append(Refused(file, row.number, title, sentences(*verdict.reasons)))
        reasons = (*verdict.reasons, *(note.text() for note in row.notes))
        if reasons:
            plan.remarks += 1
            if len(plan.rows) < MOST_REMARKS or (verdict.fate in NOT_TAKEN and len(plan.rows) < 2 * MOST_REMARKS):
                sheet = plan.files[file].path.name if len(plan.files) > 1 else ""
                plan.rows.append(RowPlan(row.number, draft.title if draft else "", verdict.fate, reasons, sheet))

    def _tell_same_numbers(self, chunk: Chunk, verdicts: Sequence[Verdict], judge: Judge) -> None:
        """A call number that another title has is taken, since old libraries have such; but it is told."""
        told: list[tuple[int, Verdict, str]] = []
        for number, (row, verdict) in enumerate(zip(chunk.rows, verdicts, strict=True), chunk.first):
            call_no = row.draft.call_no if verdict.made and row.draft else verdict.fill.get("call_no", "")
            if book_part(call_no):
                told.append((number, verdict, call_no))
        theirs = record_queries.titles_of_call_nos(self._library, {call_no for _number, _verdict, call_no in told})
        for number, verdict, call_no in told:
            earlier = self._call_nos.get(call_no)
            if call_no in theirs:
                verdict.reasons.append(texts.same_call_no(call_no, theirs[call_no]))
            elif earlier is not None:
                verdict.reasons.append(texts.call_no_in_record(call_no, judge.place(earlier)))
            else:
                self._call_nos.add(call_no, number)
                continue
            self._plan.same_numbers += 1

    def _note_place(self, place: str) -> None:
        if place and place not in self._places:
            self._places.add(place)
            self._plan.places.append(place)

    def _note_accession(self, number: str) -> None:
        if not number:
            self._without += 1
        elif number.isascii() and number.isdigit() and len(number) < 10:
            self._accessions.append(int(number))
            self._width = max(self._width, len(number))

    def _end_accession(self) -> None:
        """The numbers of the copies without one: the counter goes on."""
        plan = self._plan
        own, width = own_end(self._library.connection)
        if plan.choices.give_accession:
            plan.accession_width = width or self._width or WIDTH
            if own:  # what came with others before stands where it stands
                self._accessions.extend(numbers_after(self._library.connection, own))
            plan.accessions = run_after(own, self._accessions, self._without)


def judged(plan: RecordPlan, judge: Judge, progress: Progress) -> Iterator[tuple[Chunk, list[Verdict]]]:
    """All records with their verdicts, in chunks."""
    file = -1
    for chunk in chunks(plan.files, progress, records=plan.records):
        if chunk.file != file:
            file = chunk.file
            judge.begin_file(plan.files[file].path.name, chunk.first - 1)
        drafts: list[BookDraft] = []
        numbers: list[int] = []
        for number, row in enumerate(chunk.rows, chunk.first):
            if row.draft is not None:
                drafts.append(row.draft)
                numbers.append(number)
        found = iter(judge.judge(drafts, numbers))
        yield chunk, [next(found) if row.draft is not None else _fault(row) for row in chunk.rows]


def brought(chunk: Chunk, verdicts: Sequence[Verdict]) -> list[Finding]:
    """What the records of a chunk bring."""
    found = map(finding, chunk.rows, verdicts)
    return [one for one in found if one is not None]


def _fault(row: MarcRow) -> Verdict:
    return Verdict(Fate.FAULTY, reasons=[row.why()] if row.fault is not None else [])
