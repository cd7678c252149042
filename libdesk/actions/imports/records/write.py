"""A file of records is written: kept records, titles, volumes, copies, barcodes, chunk by chunk in one transaction."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Final

from libdesk.actions.cataloguing.accessions import keep_counter, pin_counter
from libdesk.actions.desk import Desk
from libdesk.actions.imports.known_titles import change_title
from libdesk.actions.imports.records.batch import add_batch
from libdesk.actions.imports.records.call_numbers import CallNumbers
from libdesk.actions.imports.records.findings import Finding
from libdesk.actions.imports.records.judge import Judge
from libdesk.actions.imports.records.known import Known
from libdesk.actions.imports.records.plan import brought, judged, plan_records
from libdesk.actions.imports.records.plans import RecordPlan
from libdesk.actions.imports.records.source import check
from libdesk.actions.imports.records.volumes import Volumes
from libdesk.actions.imports.states import copy_status
from libdesk.actions.imports.title_rows import COLUMNS, copy_kind, title_row
from libdesk.actions.journal import Action
from libdesk.actions.repairs.cases import IMPORTED, open_many
from libdesk.domain.arrivals import ALL
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.drafts import BookDraft, CopyDraft
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.imports import ImportReceipt
from libdesk.store import kept_records
from libdesk.store.queries import imports as queries
from libdesk.store.queries import records as record_queries
from libdesk.store.tables import Barcode, Copy, Place, Title

_COPY: Final = (
    "title_id", "volume_id", "item_kind", "accession_no", "place_id", "call_no", "price_fen", "source", "entered",
    "status", "condition", "note", "waiting", "batch_id", "damage",
)  # fmt: skip
_DAMAGE: Final = _COPY.index("damage")
_CALL_NO: Final = COLUMNS.index("call_no")
_BARCODE: Final = ("code_key", "printed", "copy_id", "since")


def write_records(desk: Desk, plan: RecordPlan, progress: Progress | None = None) -> ImportReceipt:
    """Write planned files. If the library has changed since the plan, they are planned anew first.

    Raises Cancelled or FileChanged, after which nothing of it is left.
    """
    progress = progress or Progress()
    with desk.action(Op.IMPORT_BOOKS) as act:
        check(plan.files)
        if queries.newest_entry(desk.library) != plan.as_of:
            plan = plan_records(desk, [one.path for one in plan.files], plan.choices, progress)
        added = _Writer(desk, act, plan, progress).write()
        check(plan.files)
        act.note(read=plan.counts.read, new=plan.counts.new, changed=plan.counts.changed, **added)
    plan.findings.close()
    return ImportReceipt(act.journal_id, Op.IMPORT_BOOKS, plan.counts, added)


class _Writer:
    def __init__(self, desk: Desk, act: Action, plan: RecordPlan, progress: Progress) -> None:
        self._desk, self._act, self._plan, self._progress = desk, act, plan, progress
        self._library = desk.library
        self._today = desk.today.isoformat()
        self._ids = array("q")  # of the titles that the files bring, by their number
        self._codes = iter(plan.barcodes or ())
        self._accessions = iter(plan.accessions or ())
        self._call_numbers = CallNumbers(act, desk.settings, plan.brought)
        self._volumes = Volumes(act, desk.library)
        self._statuses: dict[str, str] = {}
        self._stems: dict[int, str | None] = {}  # the call numbers of the titles of one chunk
        self._count = 0

    def write(self) -> dict[str, int]:
        plan, act, choices = self._plan, self._act, self._plan.choices
        pin_counter(act)
        self._places = self._write_places()
        self._batch = add_batch(act, choices.batch, self._today) if choices.batch and plan.copies else None
        for found in self._findings():
            self._write(found)
        if plan.accessions:
            keep_counter(act, plan.accessions.last + 1)
        added = {"titles": len(self._ids), "copies": self._count}
        return added | ({"batch": self._batch} if self._batch else {})

    def _findings(self) -> Iterator[list[Finding]]:
        """What the look found, or, where there was no room to keep it, what another one finds."""
        plan, done = self._plan, 0
        if plan.findings.whole:
            for read, found in plan.findings.chunks():
                self._progress.step(done, plan.records)
                yield found
                done += read
            self._progress.step(done, plan.records)
            return
        judge = Judge(Known(self._library, self._progress), plan.choices)
        for chunk, verdicts in judged(plan, judge, self._progress):
            yield brought(chunk, verdicts)

    def _write_places(self) -> dict[str, int]:
        """The id of every place by its name and, for the seeded ones, by the name that the screens show."""
        places = queries.places(self._library)
        places |= {show_place(name): place_id for name, place_id in places.items()}
        for name in self._plan.places:
            places[name] = self._act.add(Place, name=name, reading_room=0)
        return places

    def _write(self, found: Sequence[Finding]) -> None:
        """One chunk: what others point at comes first."""
        self._stems = {}
        made = [one for one in found if one.made]
        kept = kept_records.add(self._act.connection, [one[:3] for one in made])
        if made:
            titles = [self._title(one.draft, record) for one, record in zip(made, kept, strict=True)]
            ids = self._act.add_many(Title, COLUMNS, titles)
            self._ids.extend(ids)
            self._stems = {title_id: row[_CALL_NO] for title_id, row in zip(ids, titles, strict=True)}
        for one in found:
            if one.draft.volumes and (one.made or one.copies):
                self._volumes.bring(self._id_of(one), one.draft.volumes)
            if one.title > 0 and one.fill:
                self._fill(one)
        copies: list[tuple[int, BookDraft, CopyDraft]] = []
        for one in found:
            title_id = self._id_of(one)
            copies += [(title_id, one.draft, copy) for copy in one.copies]
        if copies:
            self._write_copies(copies)

    def _id_of(self, one: Finding) -> int:
        return one.title if one.title > 0 else self._ids[-1 - one.title]

    def _title(self, draft: BookDraft, record: int) -> Sequence[Any]:
        if not draft.call_no and draft.class_no and self._plan.choices.give_call_no:
            call_no = self._call_numbers.give(draft.class_no, draft.author, draft.title, draft.edition)
            return title_row(draft, self._act.at, record, call_no=call_no)
        return title_row(draft, self._act.at, record)

    def _fill(self, one: Finding) -> None:
        values = dict(one.fill)
        if record_queries.titles(self._library, [one.title], ["record_id"])[one.title]["record_id"] is None:
            values["record_id"] = kept_records.add(self._act.connection, [one[:3]])[0]
        change_title(self._act, self._desk, one.title, values)

    def _write_copies(self, copies: Sequence[tuple[int, BookDraft, CopyDraft]]) -> None:
        self._volumes.make((title_id, _label(draft, copy)) for title_id, draft, copy in copies)
        if met := {title_id for title_id, _draft, _copy in copies} - self._stems.keys():  # else nothing is waited for
            self._stems |= record_queries.call_nos(self._library, met)
        rows = [self._copy(*one) for one in copies]
        ids = self._act.add_many(Copy, _COPY, rows)
        open_many(self._act, [copy_id for copy_id, row in zip(ids, rows, strict=True) if row[_DAMAGE]])
        at, codes = self._act.at, []
        for copy_id, (_title, _draft, copy) in zip(ids, copies, strict=True):
            printed = copy.barcode
            if not printed:
                printed = self._plan.choices.numbering.code(next(self._codes))
            codes.append((fold_barcode(printed), printed, copy_id, at))
        self._act.add_many(Barcode, _BARCODE, codes)
        self._count += len(codes)

    def _copy(self, title_id: int, draft: BookDraft, copy: CopyDraft) -> Sequence[Any]:
        choices = self._plan.choices
        accession: str | None = copy.accession_no or None
        if accession is None and self._plan.accessions:
            accession = f"{next(self._accessions):0{self._plan.accession_width}d}"
        label = _label(draft, copy)
        given = not copy.whole  # by its title, as far as the record does not say it of the copy
        place = copy.place or draft.place or choices.place
        source = copy.source or draft.source or (choices.batch.source if choices.batch else "")
        status = self._status(copy.state or draft.state)
        return (
            title_id, self._volumes.id_of(title_id, label) if label else None, copy_kind(copy.kind or draft.kind),
            accession, self._places.get(place), copy.call_no or (self._stems.get(title_id) if given else None) or None,
            draft.price_fen if given and copy.price_fen is None else copy.price_fen,
            source or None, self._past(copy.entered or draft.entered) or (self._today if given else None),
            status,
            copy.condition or draft.condition or None, copy.note or None, int(ALL) if choices.waiting else 0,
            self._batch, IMPORTED if status == "repair" else None,
        )  # fmt: skip

    def _past(self, day: str) -> str:
        return day if day <= self._today else ""

    def _status(self, state: str) -> str:
        if state not in self._statuses:
            self._statuses[state] = copy_status(state)[0]
        return self._statuses[state]


def _label(draft: BookDraft, copy: CopyDraft) -> str:
    """The volume that a copy belongs to, or ""."""
    return copy.volume or ("" if copy.whole else draft.volume)
