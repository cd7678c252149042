"""Who is on duty in which slot of a term: filled by the program, changed by hand, each as one undoable entry.

A change holds from a day on (`changing`): the roster of the weeks that are over stays as it was. All of it raises
TermOver where the term is over.
"""

from collections.abc import Iterable, Mapping

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.changing import Changing
from libdesk.actions.helpers.errors import (
    NobodyAppointed,
    NotAppointed,
    NothingToFill,
    OnDutyThere,
    SlotGone,
)
from libdesk.domain import duty_roster
from libdesk.domain.duties import DutyEntry, Slot, Weeks, show_slot
from libdesk.domain.duty_roster import Candidate, Filled
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.value import Value
from libdesk.store.queries import helpers as helper_queries
from libdesk.store.queries import roster as queries
from libdesk.store.queries.roster import EntryRow
from libdesk.store.tables import BusySlot


class FillReceipt(Value):
    """The roster as it is filled now, with what could not be met; so many notes of days to come were `dropped`."""

    journal_id: int
    filled: Filled
    added: int
    dropped: int = 0


def fill_roster(desk: Desk, term: TermRow, *, anew: bool = False, alternating: bool = False) -> FillReceipt:
    """Fill the open places of a term; `anew`: everything that stands there goes first. See domain/duty_roster.py.

    Places of helpers who left or were dismissed are filled too. Raises NobodyAppointed, NothingToFill, SlotGone.
    """
    library = desk.read(Op.EDIT_ROSTER)
    slots, helpers = queries.slots(library, term.id), queries.candidates(library, term, desk.today)
    rows = queries.entries(library, term.id)
    if not slots:
        raise SlotGone()
    if not helpers:
        raise NobodyAppointed()
    known = {one.reader_id for one in helpers}
    kept = [] if anew else [row for row in rows if row.entry.reader_id in known]
    filled = duty_roster.fill(slots, helpers, (row.entry for row in kept), alternating=alternating)
    before = {row.entry for row in rows}
    gone = [row for row in rows if row.entry not in filled.entries]
    added = [entry for entry in filled.entries if entry not in before]
    if not gone and not added:
        raise NothingToFill()
    with desk.action(Op.EDIT_ROSTER) as act:
        changing = Changing(desk, act, term)
        for row in gone:
            changing.end(row)
        for entry in added:
            changing.begin(entry)
        if anew:
            changing.drop_notes(filled.entries)
        dropped = changing.settle()
        act.note(term=term.id, filled=len(added))
    return FillReceipt(act.journal_id, filled, len(added), dropped)


def put_on_duty(desk: Desk, slot_id: int, reader_id: int, weeks: Weeks = Weeks.ALL) -> int:
    """Put a helper into a slot by hand, whatever the rules of filling say; gives the journal entry.

    Raises SlotGone, NotAppointed, OnDutyThere.
    """
    with desk.action(Op.EDIT_ROSTER) as act:
        slot, term = _slot(desk, slot_id)
        _check(desk, term, slot, reader_id, weeks, queries.entries(desk.library, term.id))
        changing = Changing(desk, act, term)
        changing.begin(DutyEntry(slot_id, reader_id, weeks))
        changing.settle()
        act.note(slot=slot_id, reader=reader_id)
    return act.journal_id


def take_off(desk: Desk, duty_ids: Iterable[int]) -> int:
    """Take entries off the roster; gives the journal entry. Raises SlotGone."""
    rows = [_entry(desk, duty_id) for duty_id in dict.fromkeys(duty_ids)]
    with desk.action(Op.EDIT_ROSTER) as act:
        terms = {row.id: _slot(desk, row.entry.slot_id)[1] for row in rows}
        changing = {term.id: Changing(desk, act, term) for term in terms.values()}
        for row in rows:
            changing[terms[row.id].id].end(row)
        for one in changing.values():
            one.settle()
        act.note(entries=len(rows), did="remove")
    return act.journal_id


def set_weeks(desk: Desk, duty_id: int, weeks: Weeks) -> int:
    """Every week, odd or even ones; gives the journal entry, 0 where it stood so. Raises SlotGone, OnDutyThere."""
    row = _entry(desk, duty_id)
    if row.entry.weeks is weeks:
        return 0
    with desk.action(Op.EDIT_ROSTER) as act:
        slot, term = _slot(desk, row.entry.slot_id)
        others = [other for other in queries.entries(desk.library, term.id) if other.id != duty_id]
        _check_twice(desk, slot, row.entry.reader_id, weeks, others)
        changing = Changing(desk, act, term)
        changing.alter(row, row.entry._replace(weeks=weeks))
        changing.settle()
        act.note(slot=slot.id, reader=row.entry.reader_id)
    return act.journal_id


def move(desk: Desk, duty_id: int, slot_id: int, *, exchange: int | None = None, over: int | None = None) -> int:
    """Put an entry into another slot; `exchange`: the entry there comes into the first slot in return.

    `over`: the entry there of somebody who is no helper any more, whose place is taken.

    Gives the journal entry, 0 where it stays where it is. Raises SlotGone, also for entries of another term, and
    OnDutyThere.
    """
    row = _entry(desk, duty_id)
    back = _entry(desk, exchange) if exchange is not None else None
    if row.entry.slot_id == slot_id and (back is None or back.entry.slot_id == slot_id):
        return 0
    with desk.action(Op.EDIT_ROSTER) as act:
        slot, term = _slot(desk, slot_id)
        moving = {duty_id, exchange, over}
        known = queries.entries(desk.library, term.id)
        others = [other for other in known if other.id not in moving]
        if not {one.id for one in (row, back) if one is not None} <= {one.id for one in known}:
            raise SlotGone()
        changing = Changing(desk, act, term)
        if back is None:
            _check_twice(desk, slot, row.entry.reader_id, row.entry.weeks, others)
            for gone in (other for other in known if other.id == over):
                changing.end(gone)
            changing.alter(row, row.entry._replace(slot_id=slot_id))
        else:  # each takes over the place of the other, with its weeks
            first, _term = _slot(desk, row.entry.slot_id)
            _check_twice(desk, slot, row.entry.reader_id, back.entry.weeks, others)
            _check_twice(desk, first, back.entry.reader_id, row.entry.weeks, others)
            changing.alter(row, row.entry._replace(reader_id=back.entry.reader_id))
            changing.alter(back, back.entry._replace(reader_id=row.entry.reader_id))
        changing.settle()
        act.note(slot=slot_id, reader=row.entry.reader_id)
    return act.journal_id


def give_place(desk: Desk, duty_id: int, reader_id: int) -> int:
    """Somebody else takes this place on the roster; gives the journal entry.

    Raises SlotGone, NotAppointed, OnDutyThere.
    """
    row = _entry(desk, duty_id)
    with desk.action(Op.EDIT_ROSTER) as act:
        slot, term = _slot(desk, row.entry.slot_id)
        others = [other for other in queries.entries(desk.library, term.id) if other.id != duty_id]
        _check(desk, term, slot, reader_id, row.entry.weeks, others)
        changing = Changing(desk, act, term)
        changing.alter(row, row.entry._replace(reader_id=reader_id))
        changing.settle()
        act.note(slot=slot.id, reader=reader_id)
    return act.journal_id


def set_busy(desk: Desk, term: TermRow, busy: Mapping[int, Iterable[int]]) -> int:
    """By reader: the slots that they cannot take, all of them. Gives the journal entry, 0 where it stood so."""
    now = queries.busy(desk.read(Op.EDIT_ROSTER), term.id)
    known = {slot.id for slot in queries.slots(desk.library, term.id)}
    wanted = {reader_id: set(slots) & known for reader_id, slots in busy.items()}
    gone = [
        row_id for reader_id, slots in wanted.items() for slot_id, row_id in now.get(reader_id, {}).items()
        if slot_id not in slots
    ]  # fmt: skip
    new = [
        (reader_id, slot_id) for reader_id, slots in wanted.items()
        for slot_id in sorted(slots - now.get(reader_id, {}).keys())
    ]  # fmt: skip
    if not gone and not new:
        return 0
    with desk.action(Op.EDIT_ROSTER) as act:
        for row_id in gone:
            act.remove(BusySlot, row_id)
        for reader_id, slot_id in new:
            act.add(BusySlot, reader_id=reader_id, slot_id=slot_id)
        act.note(term=term.id, busy=len(gone) + len(new))
    return act.journal_id


def _slot(desk: Desk, slot_id: int) -> tuple[Slot, TermRow]:
    slot, term = queries.slot(desk.library, slot_id), queries.term_of_slot(desk.library, slot_id)
    if slot is None or slot.to_day is not None or term is None:
        raise SlotGone()
    return slot, term


def _entry(desk: Desk, duty_id: int) -> EntryRow:
    row = queries.entry(desk.read(Op.EDIT_ROSTER), duty_id)
    if row is None:
        raise SlotGone()
    return row


def _check(desk: Desk, term: TermRow, slot: Slot, reader_id: int, weeks: Weeks, others: Iterable[EntryRow]) -> None:
    helpers: list[Candidate] = queries.candidates(desk.library, term, desk.today)
    if not any(one.reader_id == reader_id for one in helpers):
        raise NotAppointed(_name(desk, reader_id))
    _check_twice(desk, slot, reader_id, weeks, others)


def _check_twice(desk: Desk, slot: Slot, reader_id: int, weeks: Weeks, others: Iterable[EntryRow]) -> None:
    for row in others:
        same = (row.entry.slot_id, row.entry.reader_id) == (slot.id, reader_id)
        if same and set(row.entry.weeks.parities) & set(weeks.parities):
            raise OnDutyThere(_name(desk, reader_id), show_slot(slot))


def _name(desk: Desk, reader_id: int) -> str:
    person = helper_queries.people(desk.library, [reader_id], desk.today).get(reader_id)
    return person.name if person else ""
