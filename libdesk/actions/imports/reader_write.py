"""A planned roster is written: new readers with class and card, changes of known ones; those missing are left alone."""

from collections.abc import Sequence
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.actions.imports.chunks import Steps, add_in_chunks
from libdesk.actions.imports.plans import Card, Person, ReaderPlan
from libdesk.actions.imports.reader_plan import plan_readers
from libdesk.actions.journal import Action
from libdesk.actions.readers.enrolments import enrol
from libdesk.actions.readers.leaving import mark_left
from libdesk.domain.names import sort_key
from libdesk.domain.ops import Op
from libdesk.domain.progress import Progress
from libdesk.domain.rows.imports import ImportReceipt
from libdesk.store.queries import imports as queries
from libdesk.store.tables import Barcode, Enrolment, Reader

_READER: Final = ("kind", "name", "sort_name", "sex", "school_no", "department", "expires", "joined")
_ENROLMENT: Final = ("reader_id", "stage", "entry_year", "class_no", "seat", "from_day")
_BARCODE: Final = ("code_key", "printed", "reader_id", "since")


def write_readers(desk: Desk, plan: ReaderPlan, progress: Progress | None = None) -> ImportReceipt:
    """Write a planned roster. If the library has changed since the plan, it is planned anew first.

    Raises Cancelled, after which nothing of it is left.
    """
    with desk.action(Op.IMPORT_READERS) as act:
        if queries.newest_entry(desk.library) != plan.as_of:
            plan = plan_readers(desk, plan.parsed, plan.choices, progress)
        left = plan.leaving
        steps = Steps(progress, len(plan.new) + len(plan.changed) + len(left))
        today = desk.today.isoformat()
        cards = _write_new(act, plan.new, today, steps, keep_sex=desk.settings.keep_sex)
        for person in plan.changed:
            cards += _write_changes(act, person, today)
            steps()
        for one in left:
            mark_left(desk, act, one.reader.id)
            steps()
        added = {"readers": len(plan.new), "cards": cards, "left": len(left)}
        act.note(read=plan.counts.read, new=plan.counts.new, changed=plan.counts.changed, **added)
    return ImportReceipt(act.journal_id, Op.IMPORT_READERS, plan.counts, added)


def _write_new(act: Action, persons: Sequence[Person], today: str, steps: Steps, *, keep_sex: bool) -> int:
    """Add new readers with their classes and cards; gives the number of cards."""

    def reader(person: Person) -> Sequence[Any]:
        draft = person.draft
        return (
            person.kind, draft.name, sort_key(draft.name), (keep_sex and draft.sex) or None, draft.school_no or None,
            draft.department or None, draft.expires or None, today,
        )  # fmt: skip

    ids = list(add_in_chunks(act, Reader, _READER, persons, reader, steps))
    both = list(zip(persons, ids, strict=True))
    classes = [
        (reader_id, ref.stage.value, ref.entry_year, ref.class_no, person.seat, today)
        for person, reader_id in both
        if (ref := person.class_ref)
    ]
    cards = [(card.key, card.printed, reader_id, act.at) for person, reader_id in both for card in person.cards]
    act.add_many(Enrolment, _ENROLMENT, classes)
    act.add_many(Barcode, _BARCODE, cards)
    return len(cards)


def _write_changes(act: Action, person: Person, today: str) -> int:
    """Change a known reader; gives the number of cards added."""
    known, ref = person.known, person.class_ref
    assert known is not None
    values = dict(person.values)
    if "name" in values:
        values["sort_name"] = sort_key(values["name"])
    if values:
        act.change(Reader, known.id, **values)
    back = known.state == "left"  # the class they left has ended
    if back:
        ref = ref or known.class_ref
    if (person.moves or back) and ref is not None:
        enrol(
            act, known.id, ref, seat=person.seat, today=today, now=known.enrolment_id, since=known.enrolled, ended=back
        )
    elif person.new_seat and known.enrolment_id is not None:
        act.change(Enrolment, known.enrolment_id, seat=person.seat)
    for card in person.cards:
        _add_card(act, known.id, card)
    return len(person.cards)


def _add_card(act: Action, reader_id: int, card: Card) -> None:
    act.add(Barcode, code_key=card.key, printed=card.printed, reader_id=reader_id, since=act.at)
