"""A planned book list is written: places, titles, volumes, copies, barcodes, in this order and in one transaction."""

from collections.abc import Sequence
from typing import Any, Final

from libdesk.actions.cataloguing.accessions import keep_counter, pin_counter
from libdesk.actions.desk import Desk
from libdesk.actions.imports.book_plan import plan_books
from libdesk.actions.imports.chunks import Steps, add_in_chunks
from libdesk.actions.imports.known_titles import change_title
from libdesk.actions.imports.plans import BookPlan, NewCopy, TitleEntry
from libdesk.actions.imports.title_rows import COLUMNS, copy_kind, title_row
from libdesk.actions.imports.volume_rows import VOLUME, volume_number, volume_row
from libdesk.actions.journal import Action
from libdesk.actions.repairs.cases import IMPORTED, open_many
from libdesk.domain.barcodes import fold_barcode
from libdesk.domain.drafts import CopyDraft, VolumeDraft
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.imports import ImportReceipt
from libdesk.store.queries import imports as queries
from libdesk.store.tables import Barcode, Copy, Place, Title, Volume

_COPY: Final = (
    "title_id", "volume_id", "item_kind", "accession_no", "place_id", "call_no", "price_fen", "source", "entered",
    "status", "condition", "note", "damage",
)  # fmt: skip
_PLAIN: Final = CopyDraft()
_BARCODE: Final = ("code_key", "printed", "copy_id", "since")


def write_books(desk: Desk, plan: BookPlan, progress: Progress | None = None) -> ImportReceipt:
    """Write a planned book list. If the library has changed since the plan, it is planned anew first.

    Raises Cancelled, after which nothing of it is left.
    """
    with desk.action(Op.IMPORT_BOOKS) as act:
        if queries.newest_entry(desk.library) != plan.as_of:
            plan = plan_books(desk, plan.parsed, plan.choices, progress)
        added = _Writer(desk, act, plan, progress).write()
        counts = plan.counts
        act.note(read=counts.read, new=counts.new, changed=counts.changed, **added)
    return ImportReceipt(act.journal_id, Op.IMPORT_BOOKS, counts, added)


class _Writer:
    def __init__(self, desk: Desk, act: Action, plan: BookPlan, progress: Progress | None) -> None:
        self._desk, self._act, self._plan = desk, act, plan
        self._today = desk.today.isoformat()
        self._library = desk.library
        self._steps = Steps(progress, len(plan.titles) + len(plan.fills) + 2 * len(plan.copies))

    def write(self) -> dict[str, int]:
        plan, act = self._plan, self._act
        pin_counter(act)
        places = self._write_places()
        ids = add_in_chunks(act, Title, COLUMNS, plan.titles, self._title, self._steps)
        for entry, title_id in zip(plan.titles, ids, strict=True):
            entry.id = title_id
        for entry in plan.fills:
            assert entry.id is not None
            change_title(act, self._desk, entry.id, entry.fill)
            self._steps()
        volumes = self._write_volumes()

        def copy(new: NewCopy) -> Sequence[Any]:
            draft, own = new.draft, new.draft.each or _PLAIN
            volume = volumes[new.title.id or 0, draft.volume][0] if draft.volume else None
            return (
                new.title.id, volume, copy_kind(own.kind or draft.kind), new.accession, places.get(draft.place),
                (own.call_no if own.whole else draft.call_no) or None,
                own.price_fen if own.whole else draft.price_fen, draft.source or None,
                draft.entered or (None if own.whole else self._today), new.status, draft.condition or None,
                own.note or None, IMPORTED if new.status == "repair" else None,
            )  # fmt: skip

        copy_ids = list(add_in_chunks(act, Copy, _COPY, plan.copies, copy, self._steps))
        coded = list(zip(plan.copies, copy_ids, strict=True))
        open_many(act, [copy_id for new, copy_id in coded if new.status == "repair"])
        list(add_in_chunks(act, Barcode, _BARCODE, coded, self._barcode, self._steps))
        if plan.accession_next:
            keep_counter(act, plan.accession_next)
        return {"titles": len(plan.titles), "copies": len(plan.copies)}

    def _write_places(self) -> dict[str, int]:
        """The id of every place by its name and, for the seeded ones, by the name that the screens show."""
        places = queries.places(self._library)
        places |= {show_place(name): place_id for name, place_id in places.items()}
        for name in self._plan.places:
            places[name] = self._act.add(Place, name=name, reading_room=0)
        return places

    def _title(self, entry: TitleEntry) -> Sequence[Any]:
        draft = entry.draft
        assert draft is not None
        return title_row(draft, self._act.at, isbn=entry.isbn)

    def _write_volumes(self) -> dict[tuple[int, str], tuple[int, int]]:
        """Volumes that the library has not; their place in the row is the number that their label says."""
        known = queries.volumes(self._library)
        wanted: dict[tuple[int, str], VolumeDraft] = {}
        for entry, volume in self._plan.volumes:
            wanted.setdefault((entry.id or 0, volume.label), volume)
        for copy in self._plan.copies:
            if copy.draft.volume:
                wanted.setdefault((copy.title.id or 0, copy.draft.volume), VolumeDraft(copy.draft.volume))
        new = [(title_id, volume) for (title_id, _label), volume in wanted.items() if (title_id, _label) not in known]
        last: dict[int, int] = {}
        for (title_id, _label), (_id, ordinal) in known.items():
            last[title_id] = max(last.get(title_id, 0), ordinal)
        rows = []
        for title_id, volume in new:
            ordinal = volume.ordinal or volume_number(volume.label) or last.get(title_id, 0) + 1
            last[title_id] = max(last.get(title_id, 0), ordinal)
            rows.append(volume_row(title_id, volume, ordinal))
        ids = self._act.add_many(Volume, VOLUME, rows) if rows else range(0)
        return known | {(row[0], row[1]): (volume_id, 0) for row, volume_id in zip(rows, ids, strict=True)}

    def _barcode(self, coded: tuple[NewCopy, int]) -> Sequence[Any]:
        copy, copy_id = coded
        return (fold_barcode(copy.barcode), copy.barcode, copy_id, self._act.at)
