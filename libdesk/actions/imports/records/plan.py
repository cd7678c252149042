"""A file of records is looked at: what it would bring, record by record, before anything is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from libdesk.actions.cataloguing.accessions import WIDTH
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.findings import Finding, finding
from libdesk.actions.imports.records.judge import Judge
from libdesk.actions.imports.records.known import Known
from libdesk.actions.imports.records.plans import MOST_REMARKS, SAMPLES, RecordChoices, RecordPlan, Refused
from libdesk.actions.imports.records.source import Chunk, chunks, stamp
from libdesk.actions.imports.records.verdict import Verdict
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.drafts import BookDraft
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.imports import Counts, Fate, RowPlan
from libdesk.exchange.marc.read import MarcRow
from libdesk.store.database import Library
from libdesk.store.queries import imports as queries
from libdesk.store.queries import records as record_queries

NOT_TAKEN = (Fate.FAULTY, Fate.DOUBLE)


def plan_records(
    desk: Desk, paths: Sequence[Path], choices: RecordChoices, progress: Progress | None = None
) -> RecordPlan:
    """Look at every record and compare it with the library; nothing is written.

    Raises Cancelled, and a FileError where a file cannot be read or holds no records.
    """
    library = desk.read(Op.IMPORT_BOOKS)
    plan = RecordPlan(tuple(map(stamp, paths)), choices, queries.newest_entry(library))
    _Planner(library, plan).run(progress or Progress())
    return plan


class _Planner:
    def __init__(self, library: Library, plan: RecordPlan) -> None:
        self._library, self._plan = library, plan
        self._fates: Counter[Fate] = Counter()
        self._places = {show_place(name) for name in queries.places(library)} | set(queries.places(library))
        self._accession = 0  # the highest plain number of the files
        self._width = 0
        self._without = 0  # copies that get an accession number

    def run(self, progress: Progress) -> None:
        plan = self._plan
        judge = Judge(Known(self._library, progress), plan.choices)
        number = plan.choices.numbering.number
        highest = max(
            (n for key in record_queries.code_keys(self._library) if (n := number(key)) is not None), default=0
        )
        for chunk, verdicts in judged(plan, judge, progress):
            for row, verdict in zip(chunk.rows, verdicts, strict=True):
                self._count(row, verdict, chunk.file)
                for copy in verdict.copies:
                    if not copy.barcode:
                        plan.count_given += 1
                    elif (found := number(fold_barcode(copy.barcode))) is not None and found > highest:
                        highest = found
            plan.findings.add(len(verdicts), brought(chunk, verdicts))
        plan.first_given = highest + 1
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
        if verdict.fate in NOT_TAKEN:
            title = draft.title if draft else ""
            plan.refused.append(Refused(file, row.number, title, " ".join(verdict.reasons)))
        reasons = (*verdict.reasons, *(note.text() for note in row.notes))
        if reasons:
            plan.remarks += 1
            if len(plan.rows) < MOST_REMARKS or (verdict.fate in NOT_TAKEN and len(plan.rows) < 2 * MOST_REMARKS):
                sheet = plan.files[file].path.name if len(plan.files) > 1 else ""
                plan.rows.append(RowPlan(row.number, draft.title if draft else "", verdict.fate, reasons, sheet))

    def _note_place(self, place: str) -> None:
        if place and place not in self._places:
            self._places.add(place)
            self._plan.places.append(place)

    def _note_accession(self, number: str) -> None:
        if not number:
            self._without += 1
        elif number.isascii() and number.isdigit() and len(number) < 10:
            self._accession = max(self._accession, int(number))
            self._width = max(self._width, len(number))

    def _end_accession(self) -> None:
        """Where the counter begins for the copies without a number: after all that there are."""
        plan = self._plan
        last, width = record_queries.accession_end(self._library)
        if plan.choices.give_accession and self._without:
            plan.accession_width = max(width, self._width) or WIDTH
            plan.accession_next = max(queries.accession_next(self._library), max(last, self._accession) + 1)


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
