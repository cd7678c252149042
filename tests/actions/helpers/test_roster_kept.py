"""Whatever is changed on the weekly roster, the weeks that are over stay as they were: who had duty, and who came."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo
from libdesk.actions.helpers import duties, slots
from libdesk.actions.helpers.appointing import appoint_for
from libdesk.actions.helpers.duty_days import note_duty, swap
from libdesk.actions.helpers.errors import SlotGone, TermOver
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.shifts import dismiss
from libdesk.actions.undo import undo
from libdesk.domain.duties import DutyState, Slot, Weeks
from libdesk.domain.rows.calendar import TermRow
from libdesk.store.queries import helper_records
from libdesk.store.queries import roster as queries
from libdesk.store.queries.helpers import people
from tests.builders import TODAY, Clock, add_reader, as_librarian, count
from tests.helpers_made import AFTER, add_shift, make_helpers, make_slots, make_term
from tests.invariants import broken, rows_of

WEEKDAYS = (0, 2, 4)  # today, 9 March, is a Monday, and noon is still to come


class School(NamedTuple):
    """A roster that was kept for two weeks, and two helpers who are not on it."""

    desk: Desk
    term: TermRow
    slots: list[int]
    helpers: list[int]
    others: list[int]


@pytest.fixture
def school(desk: Desk, clock: Clock) -> School:
    term = make_term(desk)
    ids = make_slots(desk, term, *WEEKDAYS)
    helpers = make_helpers(desk, term, 4)
    duties.fill_roster(desk, term)
    for day in queries.duty_days(desk.library, TODAY, TODAY + timedelta(days=13)):
        for slot in day.slots:
            for one in slot.people[: 1 + day.day.day % 2]:
                add_shift(desk, one.person.reader_id, slot.begins)
    clock.advance(days=14)
    first, second = queries.on_duty_day(desk.library, TODAY + timedelta(days=2)).slots[0].people
    note_duty(desk, ids[1], TODAY + timedelta(days=2), first.person.reader_id, DutyState.MISSED)
    free = next(one for one in helpers if one not in (first.person.reader_id, second.person.reader_id))
    swap(desk, ids[1], TODAY + timedelta(days=9), second.person.reader_id, free)
    others = [add_reader(desk, name, class_no=5).id for name in ("冯八", "陈九")]
    appoint_for(as_librarian(desk), others, term)
    return School(desk, term, ids, helpers, others)


def past(school: School) -> tuple[list[object], list[tuple[object, ...]]]:
    """Every duty of the days that are over as a screen, a report or a paper reads it, and the records."""
    desk = school.desk
    days = queries.duty_days(desk.library, school.term.first, desk.today - timedelta(days=1))
    shown: list[object] = []
    for day in days:
        for slot in day.slots:
            here = [
                (one.person.reader_id, one.instead_of and one.instead_of.reader_id, one.gone, one.extra,
                 one.presence(slot.begins, slot.ends, desk.now()))
                for one in slot.people
            ]  # fmt: skip
            shown.append(
                (day.day, slot.slot.weekday, slot.begins, slot.ends, slot.slot.place_id, slot.open_places, here)
            )
    persons = list(people(desk.library, school.helpers + school.others, desk.today).values())
    last = desk.today - timedelta(days=1)
    records = helper_records.records(desk.library, persons, school.term.first, last, desk.now(), days)
    figures = [
        (one.person.reader_id, one.kept, one.missed, one.excused, one.unsigned, one.stood_in, one.besides, one.minutes)
        for one in records
    ]
    assert sum(one.kept for one in records) > 5
    assert sum(one.unsigned for one in records) > 2
    return shown, sorted(figures)


def here_on(school: School, day: date) -> set[int]:
    """Who is to be in the first slot of a day."""
    return {one.person.reader_id for one in queries.on_duty_day(school.desk.library, day).slots[0].people}


def row_of(school: School, weekday: int, place: int = 0) -> Any:
    slot_id = school.slots[WEEKDAYS.index(weekday)]
    rows = [row for row in queries.entries(school.desk.library, school.term.id) if row.entry.slot_id == slot_id]
    return rows[place]


def slot_of(school: School, place: int) -> Slot:
    found = queries.slot(school.desk.library, school.slots[place])
    assert found is not None
    return found


def alone(school: School) -> Any:
    """A row of Wednesday of somebody who is not on duty on Monday."""
    monday = {row_of(school, 0, place).entry.reader_id for place in (0, 1)}
    return next(row for row in (row_of(school, 2, 0), row_of(school, 2, 1)) if row.entry.reader_id not in monday)


def refill(school: School, *, alternating: bool) -> int:
    for reader_id in school.helpers[:2]:
        dismiss(as_librarian(school.desk), reader_id)
    return duties.fill_roster(school.desk, school.term, anew=True, alternating=alternating).journal_id


def exchange(school: School) -> int:
    one = alone(school)
    inside = {row_of(school, 2, place).entry.reader_id for place in (0, 1)}
    back = next(row for row in (row_of(school, 0, 0), row_of(school, 0, 1)) if row.entry.reader_id not in inside)
    return duties.move(school.desk, one.id, school.slots[0], exchange=back.id)


def over_gone(school: School) -> int:
    gone = row_of(school, 0)
    dismiss(as_librarian(school.desk), gone.entry.reader_id)
    return duties.move(school.desk, alone(school).id, school.slots[0], over=gone.id)


DEEDS: dict[str, Callable[[School], int]] = {
    "filled anew": lambda it: refill(it, alternating=False),
    "filled anew by weeks": lambda it: refill(it, alternating=True),
    "put in": lambda it: duties.put_on_duty(it.desk, it.slots[0], it.others[0]),
    "taken off": lambda it: duties.take_off(it.desk, [row_of(it, 0).id, row_of(it, 2).id]),
    "other weeks": lambda it: duties.set_weeks(it.desk, row_of(it, 0).id, Weeks.ODD),
    "moved": lambda it: duties.move(it.desk, alone(it).id, it.slots[0]),
    "changed places": exchange,
    "moved over one who is gone": over_gone,
    "given to another": lambda it: duties.give_place(it.desk, row_of(it, 0).id, it.others[1]),
    "slot removed": lambda it: slots.remove_slots(it.desk, it.slots[:2]),
    "slot later": lambda it: slots.edit_slot(it.desk, slot_of(it, 0)._replace(first=AFTER[0], last=AFTER[1])),
    "slot on another day": lambda it: slots.edit_slot(it.desk, slot_of(it, 1)._replace(weekday=1)),
    "slot for more": lambda it: slots.edit_slot(it.desk, slot_of(it, 2)._replace(wanted=3)),
    "dismissed": lambda it: dismiss(it.desk, it.helpers[0]),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_weeks_that_are_over_stay_as_they_were(school: School, deed: str) -> None:
    before = past(school)
    DEEDS[deed](school)
    assert past(school) == before
    assert broken(school.desk.library.connection) == []


@pytest.mark.parametrize("deed", [name for name in DEEDS if name not in ("filled anew", "filled anew by weeks")])
def test_and_an_undo_brings_every_row_back(school: School, deed: str) -> None:
    if deed == "moved over one who is gone":
        dismiss(school.desk, row_of(school, 0).entry.reader_id)
    before = rows_of(school.desk.library.connection)
    undo(school.desk, DEEDS[deed](school) if deed != "moved over one who is gone" else duties.move(
        school.desk, alone(school).id, school.slots[0], over=row_of(school, 0).id))  # fmt: skip
    assert rows_of(school.desk.library.connection) == before


@pytest.mark.parametrize("deed", [name for name in DEEDS if name != "dismissed"])
def test_once_there_was_duty_by_a_change_it_is_not_undone(school: School, clock: Clock, deed: str) -> None:
    entry = DEEDS[deed](school)
    clock.advance(days=8)
    before = rows_of(school.desk.library.connection)
    with pytest.raises(CannotUndo) as caught:
        undo(school.desk, entry)
    assert "已经过去的日子保持不变" in caught.value.text()
    assert rows_of(school.desk.library.connection) == before


def test_a_change_of_a_slot_that_has_not_come_round_yet_is_undone_on_a_later_day(school: School, clock: Clock) -> None:
    friday = row_of(school, 4)
    before = rows_of(school.desk.library.connection)
    entry = duties.give_place(school.desk, friday.id, school.others[1])
    clock.advance(days=4)  # it is Friday, and nobody has signed on
    undone = undo(school.desk, entry)
    assert rows_of(school.desk.library.connection) == before
    redone = undo(school.desk, undone.journal_id)
    undone = undo(school.desk, redone.journal_id)
    clock.advance(days=1)
    with pytest.raises(CannotUndo):
        undo(school.desk, undone.journal_id)


def test_a_roster_of_a_term_to_come_is_undone_on_a_later_day(desk: Desk, clock: Clock) -> None:
    term = make_term(desk, date(2026, 9, 1), date(2027, 1, 22), "2026—2027学年第一学期")
    make_slots(desk, term, *WEEKDAYS)
    make_helpers(desk, term, 4)
    before = rows_of(desk.library.connection)
    done = duties.fill_roster(desk, term)
    clock.advance(days=20)
    undo(desk, done.journal_id)
    assert rows_of(desk.library.connection) == before


def test_filled_anew_holds_from_today_and_an_undo_brings_every_row_back(school: School) -> None:
    for reader_id in school.helpers[:2]:
        dismiss(school.desk, reader_id)
    before = rows_of(school.desk.library.connection)
    done = duties.fill_roster(school.desk, school.term, anew=True)
    assert here_on(school, school.desk.today) <= {*school.helpers[2:], *school.others}
    undo(school.desk, done.journal_id)
    assert rows_of(school.desk.library.connection) == before


def test_what_is_changed_twice_on_a_day_leaves_no_trace_of_between(school: School) -> None:
    before = count(school.desk, "SELECT count(*) FROM duty")
    duties.put_on_duty(school.desk, school.slots[0], school.others[0])
    (new,) = (row for row in queries.entries(school.desk.library, school.term.id)
              if row.entry.reader_id == school.others[0])  # fmt: skip
    duties.set_weeks(school.desk, new.id, Weeks.EVEN)
    duties.give_place(school.desk, new.id, school.others[1])
    duties.take_off(school.desk, [new.id])
    assert count(school.desk, "SELECT count(*) FROM duty") == before


def test_whoever_comes_back_into_a_slot_has_both_times(school: School, clock: Clock) -> None:
    row = row_of(school, 0)
    duties.take_off(school.desk, [row.id])
    clock.advance(days=7)
    duties.put_on_duty(school.desk, school.slots[0], row.entry.reader_id)
    mondays = [TODAY + timedelta(weeks=n) for n in range(5)]
    there = [row.entry.reader_id in here_on(school, day) for day in mondays]
    assert there == [True, True, False, True, True]
    assert broken(school.desk.library.connection) == []


@pytest.mark.parametrize(("seconds", "today_too"), [(0, True), (114 * 60, True), (115 * 60, False)])
def test_a_change_holds_from_tomorrow_once_one_could_sign_on_today(
    school: School, clock: Clock, seconds: int, today_too: bool
) -> None:
    """The clock stands at ten; one signs on for noon, 12:10, from 11:55 on."""
    clock.advance(seconds=seconds)
    row = row_of(school, 0)
    duties.take_off(school.desk, [row.id])
    duties.put_on_duty(school.desk, school.slots[0], school.others[0])
    here = here_on(school, school.desk.today)
    assert (row.entry.reader_id in here, school.others[0] in here) == (not today_too, today_too)
    following = school.desk.today + timedelta(weeks=1)
    here = here_on(school, following)
    assert (row.entry.reader_id in here, school.others[0] in here) == (False, True)


def test_an_erased_helper_stays_in_the_weeks_that_are_over_and_has_no_place_any_more(school: School) -> None:
    gone = row_of(school, 0).entry.reader_id
    duties.put_on_duty(school.desk, school.slots[2], school.others[0])
    leave_readers(school.desk, reader_ids=[gone, school.others[0]])
    before = past(school)
    erase_readers(school.desk, reader_ids=[gone, school.others[0]])
    assert past(school) == before
    assert {row.entry.reader_id for row in queries.entries(school.desk.library, school.term.id)}.isdisjoint(
        {gone, school.others[0]}
    )
    assert count(school.desk, f"SELECT count(*) FROM duty WHERE reader_id = {school.others[0]}") == 0
    assert broken(school.desk.library.connection) == []


def test_a_slot_that_is_moved_keeps_its_people_their_free_times_and_what_is_noted_of_days_to_come(
    school: School,
) -> None:
    desk, ahead = school.desk, school.desk.today + timedelta(days=7)
    here = [row_of(school, 0, place).entry.reader_id for place in (0, 1)]
    duties.set_busy(desk, school.term, {school.others[0]: [school.slots[0]]})
    note_duty(desk, school.slots[0], ahead, here[0], DutyState.EXCUSED)
    slots.edit_slot(desk, slot_of(school, 0)._replace(first=AFTER[0], last=AFTER[1]))
    (new,) = (slot for slot in queries.slots(desk.library, school.term.id) if slot.weekday == 0)
    assert (new.first, new.id != school.slots[0]) == (AFTER[0], True)
    assert queries.busy(desk.library, school.term.id).keys() == {school.others[0]}
    (on_day,) = queries.on_duty_day(desk.library, ahead).slots
    assert [(one.person.reader_id, one.noted) for one in on_day.people] == [
        (here[0], DutyState.EXCUSED), (here[1], None),
    ]  # fmt: skip
    with pytest.raises(SlotGone):
        duties.put_on_duty(desk, school.slots[0], school.others[0])
    with pytest.raises(SlotGone):
        slots.remove_slots(desk, [school.slots[0]])
    with pytest.raises(SlotGone):
        slots.edit_slot(desk, slot_of(school, 0)._replace(wanted=5))


def test_what_a_slot_is_called_is_a_word_and_changes_nothing_else(school: School) -> None:
    before = past(school)
    slots.edit_slot(school.desk, slot_of(school, 0)._replace(name="午间"))
    assert slot_of(school, 0).name == "午间"
    assert past(school) == before
    assert len(queries.slots(school.desk.library, school.term.id)) == len(WEEKDAYS)


def test_the_roster_of_a_term_to_come_holds_from_its_first_day_and_takes_the_slots_of_now(school: School) -> None:
    desk = school.desk
    slots.remove_slots(desk, school.slots[:1])
    following = make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "2026—2027学年第一学期")
    slots.copy_slots(desk, following)
    assert [slot.weekday for slot in queries.slots(desk.library, following.id)] == [2, 4]
    appoint_for(desk, school.others, following)
    duties.fill_roster(desk, following)
    assert count(desk, "SELECT count(*) FROM duty WHERE from_day IS NOT NULL OR to_day IS NOT NULL") == len(
        [row for row in queries.all_entries(desk.library, school.term.id) if row.from_day or row.to_day]
    )
    assert len(queries.on_duty_day(desk.library, date(2026, 9, 2)).slots[0].people) == 2


def test_the_roster_of_a_term_that_is_over_is_left_alone(school: School, clock: Clock) -> None:
    row = row_of(school, 0)
    clock.advance(days=200)
    before = rows_of(school.desk.library.connection)
    for act in (
        lambda: duties.take_off(school.desk, [row.id]), lambda: slots.remove_slots(school.desk, school.slots),
        lambda: slots.edit_slot(school.desk, slot_of(school, 0)._replace(wanted=5)),
    ):  # fmt: skip
        with pytest.raises(TermOver) as caught:
            act()
        assert caught.value.text().endswith("。")
    assert rows_of(school.desk.library.connection) == before
