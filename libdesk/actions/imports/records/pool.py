"""Suppliers' records are taken into the pool, apart from the catalogue, and a file of them is let go again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.records.plans import MOST_REMARKS, SAMPLES, Refused, Stamp
from libdesk.actions.imports.records.source import Chunk, check, chunks, stamp
from libdesk.actions.journal import Action
from libdesk.domain.drafts import BookDraft
from libdesk.domain.matching import text_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Counts, Fate, ImportReceipt, RowPlan
from libdesk.exchange.marc.read import MarcRow
from libdesk.store import kept_records
from libdesk.store.database import Library
from libdesk.store.queries import pool as queries
from libdesk.store.tables import PoolFile, PoolRecord

_RECORD: Final = (
    "file_id", "record_id", "isbn", "title", "title_key", "author", "publisher", "year", "price_fen", "class_no",
)  # fmt: skip
_AT_ONCE: Final = 2_000  # rows that are removed between two looks at the stop button


@dataclass(slots=True, eq=False)
class PoolPlan:
    """What files of suppliers' records would bring; `counts` says what becomes of each record."""

    files: tuple[Stamp, ...]
    counts: Counts = field(default_factory=Counts)
    records: int = 0
    samples: list[BookDraft] = field(default_factory=list)
    encodings: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    rows: list[RowPlan] = field(default_factory=list)
    remarks: int = 0
    refused: list[Refused] = field(default_factory=list)


def plan_pool(desk: Desk, paths: Sequence[Path], progress: Progress | None = None) -> PoolPlan:
    """Look at every record; nothing is written. Raises Cancelled and a FileError."""
    library = desk.read(Op.IMPORT_POOL)
    plan = PoolPlan(tuple(map(stamp, paths)))
    fates: Counter[Fate] = Counter()
    for chunk in chunks(plan.files, progress or Progress()):
        for row, known in zip(chunk.rows, _known(library, chunk), strict=True):
            fate = Fate.FAULTY if row.draft is None else Fate.UNCHANGED if known else Fate.NEW
            fates[fate] += 1
            _count(plan, row, fate, chunk.file)
    plan.counts = Counts(**{fate.value: fates[fate] for fate in Fate})
    return plan


def write_pool(desk: Desk, plan: PoolPlan, progress: Progress | None = None) -> ImportReceipt:
    """Take the records in, a file of the pool for each file. Those that the pool has byte for byte are passed over.

    Raises Cancelled or FileChanged, after which nothing of it is left.
    """
    with desk.action(Op.IMPORT_POOL) as act:
        check(plan.files)
        day = desk.today.isoformat()
        counts: Counter[int] = Counter()
        ids: dict[int, int] = {}
        for chunk in chunks(plan.files, progress or Progress(), records=plan.records):
            if chunk.file not in ids:
                ids[chunk.file] = act.add(PoolFile, name=plan.files[chunk.file].path.name, day=day, records=0)
            counts[chunk.file] += _write(act, desk.library, chunk, ids[chunk.file])
        for number, file_id in ids.items():
            act.change(PoolFile, file_id, records=counts[number])
        check(plan.files)
        added = {"records": counts.total(), "files": len(ids)}
        act.note(read=plan.counts.read, **added)
    return ImportReceipt(act.journal_id, Op.IMPORT_POOL, plan.counts, added)


def remove_pool(desk: Desk, file_id: int, progress: Progress | None = None) -> int:
    """Let a file of suppliers' records go; gives how many there were. Raises Cancelled."""
    progress = progress or Progress()
    with desk.action(Op.REMOVE_POOL) as act:
        span = queries.record_span(desk.library, file_id)
        for start in range(span.start, span.stop, _AT_ONCE):
            progress.step(start - span.start, len(span))
            act.remove_range(PoolRecord, range(start, min(start + _AT_ONCE, span.stop)))
        act.remove(PoolFile, file_id)
        act.note(pool_file=file_id, records=len(span))
    return len(span)


def _write(act: Action, library: Library, chunk: Chunk, file_id: int) -> int:
    rows = [
        (row, row.draft)
        for row, known in zip(chunk.rows, _known(library, chunk), strict=True)
        if row.draft is not None and not known
    ]
    kept = kept_records.add(act.connection, [(row.form, row.encoding, row.raw) for row, _draft in rows])
    values = [
        (
            file_id, record_id, draft.isbn or None, draft.title, text_key(draft.title), draft.author or None,
            draft.publisher or None, draft.year, draft.price_fen, draft.class_no or None,
        )
        for record_id, (_row, draft) in zip(kept, rows, strict=True)
    ]  # fmt: skip
    if values:
        act.add_many(PoolRecord, _RECORD, values)
    return len(values)


def _known(library: Library, chunk: Chunk) -> list[bool]:
    """Which records the pool has byte for byte."""
    isbns = {row.draft.isbn for row in chunk.rows if row.draft is not None}
    keys = {text_key(row.draft.title) for row in chunk.rows if row.draft is not None and not row.draft.isbn}
    there = set(queries.bytes_of(library, isbns - {""}, keys))
    return [row.raw in there for row in chunk.rows]


def _count(plan: PoolPlan, row: MarcRow, fate: Fate, file: int) -> None:
    plan.records += 1
    plan.encodings[row.encoding] += 1
    plan.forms[row.form] += 1
    draft = row.draft
    if draft is not None and len(plan.samples) < SAMPLES:
        plan.samples.append(draft)
    reasons = [note.text() for note in row.notes]
    if fate is Fate.UNCHANGED:
        reasons.insert(0, texts.pool_has_it())
    if row.fault is not None:
        reasons.insert(0, row.why())
        plan.refused.append(Refused(file, row.number, "", " ".join(reasons)))
    if reasons:
        plan.remarks += 1
        if len(plan.rows) < MOST_REMARKS:
            sheet = plan.files[file].path.name if len(plan.files) > 1 else ""
            plan.rows.append(RowPlan(row.number, draft.title if draft else "", fate, tuple(reasons), sheet))
