"""Suppliers' records are taken into the pool, apart from the catalogue, and a file of them is let go again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from libdesk.actions.desk import Desk
from libdesk.actions.imports import texts
from libdesk.actions.imports.records.plans import MOST_REMARKS, SAMPLES, Refused, Stamp
from libdesk.actions.imports.records.source import Chunk, check, chunks, stamp
from libdesk.actions.journal import Action
from libdesk.domain.drafts import BookDraft
from libdesk.domain.errors import DeskError
from libdesk.domain.identifiers import unified_of
from libdesk.domain.matching import text_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import Counts, Fate, ImportReceipt, RowPlan
from libdesk.exchange.marc.read import MarcRow
from libdesk.i18n import _, sentences
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


class PoolFileGone(DeskError):
    def text(self) -> str:
        return _("The records of this file are no longer in the pool.")


class _Known:
    """Which records the pool has byte for byte, or an earlier record of the files is."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._met: set[bytes] = set()  # digests

    def of(self, chunk: Chunk) -> list[bool]:
        drafts = [row.draft for row in chunk.rows if row.draft is not None]
        isbns = set(map(_number, drafts))
        keys = {text_key(draft.title) for draft in drafts if not _number(draft)}
        there = {_digest(data) for data in queries.bytes_of(self._library, isbns - {""}, keys)}
        found = []
        for row in chunk.rows:
            digest = _digest(row.raw)
            found.append(digest in there or digest in self._met)
            if row.draft is not None:
                self._met.add(digest)
        return found


def _number(draft: BookDraft) -> str:
    """By what a record is looked up: its ISBN, of an older book its unified number."""
    return draft.isbn or unified_of(draft.unified_no)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def plan_pool(desk: Desk, paths: Sequence[Path], progress: Progress | None = None) -> PoolPlan:
    """Look at every record; nothing is written. Raises Cancelled and a FileError."""
    library = desk.read(Op.IMPORT_POOL)
    plan = PoolPlan(tuple(map(stamp, paths)))
    fates: Counter[Fate] = Counter()
    known_to = _Known(library)
    for chunk in chunks(plan.files, progress or Progress()):
        for row, known in zip(chunk.rows, known_to.of(chunk), strict=True):
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
        known = _Known(desk.library)
        for chunk in chunks(plan.files, progress or Progress(), records=plan.records):
            if chunk.file not in ids:
                ids[chunk.file] = act.add(PoolFile, name=plan.files[chunk.file].path.name, day=day, records=0)
            counts[chunk.file] += _write(act, known, chunk, ids[chunk.file])
        for number, file_id in ids.items():
            act.change(PoolFile, file_id, records=counts[number])
        check(plan.files)
        added = {"records": counts.total(), "files": len(ids)}
        act.note(read=plan.counts.read, **added)
    return ImportReceipt(act.journal_id, Op.IMPORT_POOL, plan.counts, added)


def remove_pool(desk: Desk, file_id: int, progress: Progress | None = None) -> int:
    """Let a file of suppliers' records go; gives how many there were. Raises Cancelled or PoolFileGone."""
    progress = progress or Progress()
    with desk.action(Op.REMOVE_POOL) as act:
        if all(one.id != file_id for one in queries.files(desk.library)):
            raise PoolFileGone()
        span = queries.record_span(desk.library, file_id)
        for start in range(span.start, span.stop, _AT_ONCE):
            progress.step(start - span.start, len(span))
            act.remove_range(PoolRecord, range(start, min(start + _AT_ONCE, span.stop)))
        act.remove(PoolFile, file_id)
        act.note(pool_file=file_id, records=len(span))
    return len(span)


def _write(act: Action, known_to: _Known, chunk: Chunk, file_id: int) -> int:
    rows = [
        (row, row.draft)
        for row, known in zip(chunk.rows, known_to.of(chunk), strict=True)
        if row.draft is not None and not known
    ]
    kept = kept_records.add(act.connection, [(row.form, row.encoding, row.raw) for row, _draft in rows])
    values = [
        (
            file_id, record_id, _number(draft) or None, draft.title, text_key(draft.title), draft.author or None,
            draft.publisher or None, draft.year, draft.price_fen, draft.class_no or None,
        )
        for record_id, (_row, draft) in zip(kept, rows, strict=True)
    ]  # fmt: skip
    if values:
        act.add_many(PoolRecord, _RECORD, values)
    return len(values)


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
        plan.refused.append(Refused(file, row.number, "", sentences(*reasons)))
    if reasons:
        plan.remarks += 1
        if len(plan.rows) < MOST_REMARKS:
            sheet = plan.files[file].path.name if len(plan.files) > 1 else ""
            plan.rows.append(RowPlan(row.number, draft.title if draft else "", fate, tuple(reasons), sheet))
