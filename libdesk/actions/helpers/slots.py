"""The slots of a term's duty roster: taken from the opening hours or from the last term, added and changed by hand.

As with who is on duty in them, a change holds from a day on (`changing`). All of it raises TermOver where the term is
over.
"""

from collections.abc import Iterable

from libdesk.actions.desk import Desk
from libdesk.actions.helpers.changing import Changing
from libdesk.actions.helpers.errors import (
    NoNewSlots,
    NoOpeningHours,
    NoRosterBefore,
    RosterThere,
    SlotGone,
    SlotTwice,
)
from libdesk.domain.duties import MOST_WANTED, Slot, SlotBackwards, show_slot
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import hours
from libdesk.store.queries import roster as queries
from libdesk.store.tables import DutySlot


def slots_from_hours(desk: Desk, term: TermRow, openings: Iterable[int], *, wanted: int = 2) -> int:
    """A slot for each of these opening hours that is none yet; gives the journal entry.

    Raises NoOpeningHours, NoNewSlots.
    """
    library = desk.read(Op.EDIT_ROSTER)
    known = {row.id: row for row in hours.openings(library)}
    if not known:
        raise NoOpeningHours()
    chosen = [known[opening_id] for opening_id in dict.fromkeys(openings) if opening_id in known]
    there = {_key(slot) for slot in queries.slots(library, term.id)}
    made = [
        Slot(0, row.span.weekday, row.span.first, row.span.last, row.span.name, wanted, row.place_id) for row in chosen
    ]
    made = [slot for slot in made if _key(slot) not in there]
    if not made:
        raise NoNewSlots()
    with desk.action(Op.EDIT_ROSTER) as act:
        changing = Changing(desk, act, term)
        for slot in made:
            changing.begin_slot(slot, _values(slot))
        act.note(term=term.id, slots=len(made))
    return act.journal_id


def copy_slots(desk: Desk, term: TermRow) -> int:
    """The slots of the latest earlier term that has any; nobody is on duty in them yet. Gives the journal entry.

    Raises NoRosterBefore, RosterThere.
    """
    with desk.action(Op.EDIT_ROSTER) as act:
        if queries.has_roster(desk.library, term.id):
            raise RosterThere()
        before = queries.slots_of_term_before(desk.library, term)
        if not before:
            raise NoRosterBefore()
        changing = Changing(desk, act, term)
        for slot in before:
            changing.begin_slot(slot, _values(slot))
        act.note(term=term.id, slots=len(before))
    return act.journal_id


def add_slot(desk: Desk, term: TermRow, slot: Slot) -> int:
    """A slot by hand; gives its id. Raises SlotBackwards, SlotTwice."""
    with desk.action(Op.EDIT_ROSTER) as act:
        _check(desk, term.id, slot)
        slot_id = Changing(desk, act, term).begin_slot(slot, _values(slot))
        act.note(term=term.id, slots=1)
    return slot_id


def edit_slot(desk: Desk, slot: Slot) -> int:
    """Change the slot with this id; who is on duty in it stays. Gives the journal entry, 0 where nothing differs.

    What it is called is a word, and changes for the weeks that are over as well.
    Raises SlotGone, SlotBackwards, SlotTwice.
    """
    library = desk.read(Op.EDIT_ROSTER)
    now, term = queries.slot(library, slot.id), queries.term_of_slot(library, slot.id)
    if now is None or now.to_day is not None or term is None:
        raise SlotGone()
    before, after = _values(now), _values(slot)
    if before == after:
        return 0
    with desk.action(Op.EDIT_ROSTER) as act:
        _check(desk, term.id, slot)
        if {**before, "name": after["name"]} == after:
            act.change(DutySlot, slot.id, name=after["name"])
        else:
            changing = Changing(desk, act, term)
            changing.alter_slot(now, slot, after)
            changing.settle()
        act.note(term=term.id, slot=slot.id)
    return act.journal_id


def remove_slots(desk: Desk, slot_ids: Iterable[int]) -> int:
    """Take slots out, with who is on duty in them; gives the journal entry. Raises SlotGone."""
    wanted = list(dict.fromkeys(slot_ids))
    with desk.action(Op.EDIT_ROSTER) as act:
        term = queries.term_of_slot(desk.library, wanted[0]) if wanted else None
        there = [slot for slot in queries.slots(desk.library, term.id) if slot.id in wanted] if term is not None else []
        if term is None or len(there) < len(wanted):
            raise SlotGone()
        changing = Changing(desk, act, term)
        for slot in there:
            changing.end_slot(slot)
        changing.settle()
        act.note(term=term.id, slots=len(there), did="remove")
    return act.journal_id


def _values(slot: Slot) -> dict[str, object]:
    return {
        "place_id": slot.place_id, "weekday": slot.weekday, "from_time": show_time(slot.first),
        "to_time": show_time(slot.last), "name": " ".join(slot.name.split())[:40],
        "wanted": min(max(1, slot.wanted), MOST_WANTED),
    }  # fmt: skip


def _check(desk: Desk, term_id: int, slot: Slot) -> None:
    if not 0 <= slot.first < slot.last <= 24 * 60:
        raise SlotBackwards(slot.first, slot.last)
    check_once(slot, (other for other in queries.slots(desk.library, term_id) if other.id != slot.id))


def check_once(slot: Slot, others: Iterable[Slot]) -> None:
    """Raises SlotTwice where the time and room of a slot is one of these already."""
    for other in others:
        if _key(other) == _key(slot):
            raise SlotTwice(show_slot(other, place=True))


def _key(slot: Slot) -> tuple[int, int, int, int]:
    return (slot.weekday, slot.first, slot.last, slot.place_id or 0)
