"""The roster in the library: slots, filling, changes by hand; refused without harm, undone exactly, nobody lost."""

from collections.abc import Callable
from datetime import date

import pytest

from libdesk.actions.cataloguing.errors import PlaceNamed
from libdesk.actions.cataloguing.places import add_place, remove_place
from libdesk.actions.desk import Desk
from libdesk.actions.helpers import duties, slots
from libdesk.actions.helpers.errors import (
    NobodyAppointed,
    NoNewSlots,
    NoOpeningHours,
    NoRosterBefore,
    NotAppointed,
    NothingToFill,
    OnDutyThere,
    RosterThere,
    SlotGone,
    SlotTwice,
)
from libdesk.actions.hours import set_span
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.shifts import dismiss
from libdesk.actions.undo import undo
from libdesk.domain.duties import Slot, SlotBackwards, Weeks
from libdesk.domain.errors import DeskError
from libdesk.domain.hours import Span
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import hours
from libdesk.store.queries import roster as queries
from tests.builders import add_reader
from tests.helpers_made import NOON, make_helpers, make_slots, make_term
from tests.invariants import rows_of


@pytest.fixture
def term(desk: Desk) -> TermRow:
    return make_term(desk)


def on_roster(desk: Desk, term: TermRow) -> list[tuple[int, int, str]]:
    return [tuple(row.entry) for row in queries.entries(desk.library, term.id)]


def undone(desk: Desk, act: Callable[[], int]) -> None:
    """Do it, and see that undo brings everything back."""
    before = rows_of(desk.library.connection)
    entry = act()
    assert rows_of(desk.library.connection) != before
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def refused(desk: Desk, kind: type[DeskError], act: Callable[[], object]) -> None:
    """It says why in a sentence and leaves nothing behind."""
    before = rows_of(desk.library.connection)
    with pytest.raises(kind) as caught:
        act()
    assert caught.value.text().endswith("。")
    assert rows_of(desk.library.connection) == before


def test_opening_hours_become_slots_once(desk: Desk, term: TermRow) -> None:
    refused(desk, NoOpeningHours, lambda: slots.slots_from_hours(desk, term, [1]))
    for weekday in range(5):
        set_span(desk, 1, Span(weekday, *NOON, "中午"))
    ids = [row.id for row in hours.openings(desk.library)]
    undone(desk, lambda: slots.slots_from_hours(desk, term, ids[:2]))
    slots.slots_from_hours(desk, term, ids[:2], wanted=3)
    slots.slots_from_hours(desk, term, ids)
    made = queries.slots(desk.library, term.id)
    assert [(slot.weekday, slot.wanted, slot.name) for slot in made] == [
        (0, 3, "中午"), (1, 3, "中午"), (2, 2, "中午"), (3, 2, "中午"), (4, 2, "中午"),
    ]  # fmt: skip
    refused(desk, NoNewSlots, lambda: slots.slots_from_hours(desk, term, ids))


def test_slots_by_hand_are_checked(desk: Desk, term: TermRow) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    refused(desk, SlotTwice, lambda: slots.add_slot(desk, term, Slot(0, 0, *NOON)))
    refused(desk, SlotBackwards, lambda: slots.add_slot(desk, term, Slot(0, 1, 800, 700)))
    undone(desk, lambda: slots.edit_slot(desk, Slot(slot_id, 3, *NOON, name="新", wanted=4)))
    assert slots.edit_slot(desk, Slot(slot_id, 0, *NOON, name="中午", wanted=2)) == 0
    refused(desk, SlotGone, lambda: slots.edit_slot(desk, Slot(99, 3, *NOON)))
    refused(desk, SlotGone, lambda: slots.remove_slots(desk, [99]))


def test_a_slot_goes_with_who_is_on_duty_in_it_and_comes_back_whole(desk: Desk, term: TermRow) -> None:
    ids = make_slots(desk, term, 0, 2)
    helpers = make_helpers(desk, term)
    duties.set_busy(desk, term, {helpers[0]: [ids[0]]})
    duties.fill_roster(desk, term)
    undone(desk, lambda: slots.remove_slots(desk, ids))
    slots.remove_slots(desk, ids[:1])
    assert {slot_id for slot_id, _reader, _weeks in on_roster(desk, term)} == {ids[1]}


def test_slots_are_copied_into_a_term_without_any(desk: Desk, term: TermRow) -> None:
    following = make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "秋")
    refused(desk, NoRosterBefore, lambda: slots.copy_slots(desk, following))
    make_slots(desk, term, 0, 2, wanted=3)
    undone(desk, lambda: slots.copy_slots(desk, following))
    slots.copy_slots(desk, following)
    assert [slot.wanted for slot in queries.slots(desk.library, following.id)] == [3, 3]
    refused(desk, RosterThere, lambda: slots.copy_slots(desk, following))


def test_a_room_on_the_roster_is_not_removed(desk: Desk, term: TermRow) -> None:
    place_id = add_place(desk, "绘本角")
    slots.add_slot(desk, term, Slot(0, 0, *NOON, place_id=place_id))
    refused(desk, PlaceNamed, lambda: remove_place(desk, place_id))


def test_it_is_filled_kept_and_filled_anew(desk: Desk, term: TermRow) -> None:
    refused(desk, SlotGone, lambda: duties.fill_roster(desk, term))
    ids = make_slots(desk, term, 0, 2, 4)
    refused(desk, NobodyAppointed, lambda: duties.fill_roster(desk, term))
    helpers = make_helpers(desk, term, 6)
    duties.put_on_duty(desk, ids[0], helpers[5])
    undone(desk, lambda: duties.fill_roster(desk, term).journal_id)
    done = duties.fill_roster(desk, term)
    assert (done.added, done.filled.unmet) == (5, ())
    assert (ids[0], helpers[5], Weeks.ALL) in on_roster(desk, term)
    refused(desk, NothingToFill, lambda: duties.fill_roster(desk, term))
    undone(desk, lambda: duties.fill_roster(desk, term, anew=True, alternating=True).journal_id)
    duties.fill_roster(desk, term, anew=True, alternating=True)
    assert {weeks for _slot, _reader, weeks in on_roster(desk, term)} == {"odd", "even"}


def test_whoever_is_not_free_is_not_put_there(desk: Desk, term: TermRow) -> None:
    ids = make_slots(desk, term, 0, 2, wanted=1)
    helpers = make_helpers(desk, term, 2)
    undone(desk, lambda: duties.set_busy(desk, term, {helpers[0]: [ids[0]]}))
    duties.set_busy(desk, term, {helpers[0]: [ids[0], 999]})
    assert duties.set_busy(desk, term, {helpers[0]: [ids[0]]}) == 0
    duties.fill_roster(desk, term)
    assert (ids[0], helpers[0], "all") not in on_roster(desk, term)


@pytest.mark.parametrize("leave", [True, False])
def test_a_helper_who_is_gone_stays_on_the_roster_until_the_place_is_filled(
    desk: Desk, term: TermRow, leave: bool
) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    helpers = make_helpers(desk, term, 3)
    for reader_id in helpers[:2]:
        duties.put_on_duty(desk, slot_id, reader_id)
    if leave:
        leave_readers(desk, reader_ids=helpers[:1])
    else:
        dismiss(desk, helpers[0])
    monday = queries.on_duty_day(desk.library, date(2026, 3, 16)).slots[0]
    assert [one.gone for one in monday.people] == [True, False]
    assert monday.open_places == 1
    done = duties.fill_roster(desk, term)
    assert done.added == 1
    assert {reader for _slot, reader, _weeks in on_roster(desk, term)} == set(helpers[1:])


def test_by_hand_somebody_is_put_in_moved_and_taken_off(desk: Desk, term: TermRow) -> None:
    monday, tuesday = make_slots(desk, term, 0, 1)
    one, other = make_helpers(desk, term, 2)
    undone(desk, lambda: duties.put_on_duty(desk, monday, one))
    duties.put_on_duty(desk, monday, one)
    duties.put_on_duty(desk, tuesday, other, Weeks.ODD)
    refused(desk, OnDutyThere, lambda: duties.put_on_duty(desk, monday, one, Weeks.EVEN))
    stranger = add_reader(desk, "冯八").id
    refused(desk, NotAppointed, lambda: duties.put_on_duty(desk, monday, stranger))
    refused(desk, SlotGone, lambda: duties.put_on_duty(desk, 99, one))
    first, second = (row.id for row in queries.entries(desk.library, term.id))
    undone(desk, lambda: duties.move(desk, first, tuesday))
    undone(desk, lambda: duties.move(desk, first, tuesday, exchange=second))
    duties.move(desk, first, tuesday, exchange=second)
    assert on_roster(desk, term) == [(monday, other, "all"), (tuesday, one, "odd")]
    assert duties.move(desk, first, monday) == 0
    duties.set_weeks(desk, first, Weeks.EVEN)
    undone(desk, lambda: duties.set_weeks(desk, first, Weeks.ALL))
    undone(desk, lambda: duties.give_place(desk, first, one))
    undone(desk, lambda: duties.take_off(desk, [first, second]))
    duties.put_on_duty(desk, monday, one, Weeks.ODD)
    duties.give_place(desk, queries.entries(desk.library, term.id)[0].id, other)  # odd weeks too
    refused(desk, OnDutyThere, lambda: duties.set_weeks(desk, first, Weeks.ALL))


def test_who_comes_into_the_place_of_somebody_gone_takes_it_over(desk: Desk, term: TermRow) -> None:
    monday, wednesday = make_slots(desk, term, 0, 2, wanted=1)
    one, other = make_helpers(desk, term, 2)
    duties.put_on_duty(desk, monday, one)
    duties.put_on_duty(desk, wednesday, other)
    dismiss(desk, other)
    first, gone = (row.id for row in queries.entries(desk.library, term.id))
    undone(desk, lambda: duties.move(desk, first, wednesday, over=gone))
    duties.move(desk, first, wednesday, over=gone)
    assert on_roster(desk, term) == [(wednesday, one, "all")]
