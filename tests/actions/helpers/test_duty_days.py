"""One day: closures, odd weeks, sign-ons, swaps, notes by hand."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.helpers import duties, duty_days
from libdesk.actions.helpers.errors import DayBefore, NotAppointed, NotOnDuty, OnDutyThere, SwapWithSelf
from libdesk.actions.lending import lend
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.schedule.special_days import set_special_day
from libdesk.actions.shifts import dismiss, start_shift
from libdesk.actions.undo import undo
from libdesk.domain.duties import DutyState, Weeks
from libdesk.domain.ops import Role
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.roster import Presence, SlotOnDay
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.store.queries import helper_records
from libdesk.store.queries import roster as queries
from libdesk.store.queries.helpers import people
from tests.builders import TODAY, Clock, add_book, add_reader, close_days, count, make_desk
from tests.helpers_made import add_shift, make_helpers, make_slots, make_term
from tests.invariants import rows_of

MINUTE = 60_000
WEDNESDAY = TODAY + timedelta(days=2)


@pytest.fixture
def term(desk: Desk) -> TermRow:
    return make_term(desk)


def slot_of(desk: Desk, day: date = TODAY) -> SlotOnDay:
    (slot,) = queries.on_duty_day(desk.library, day).slots
    return slot


def there(slot: SlotOnDay) -> list[tuple[str, str]]:
    return [(one.person.name, one.instead_of.name if one.instead_of else "") for one in slot.people]


def undone(desk: Desk, act: Callable[[], int]) -> None:
    before = rows_of(desk.library.connection)
    undo(desk, act())
    assert rows_of(desk.library.connection) == before


def test_closed_days_odd_weeks_and_days_outside_the_term(desk: Desk, term: TermRow) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    one, other = make_helpers(desk, term, 2)
    duties.put_on_duty(desk, slot_id, one, Weeks.ODD)
    duties.put_on_duty(desk, slot_id, other, Weeks.EVEN)
    assert [there(slot_of(desk, TODAY + timedelta(weeks=n)))[0][0] for n in range(3)] == ["李小雨", "王一", "李小雨"]
    close_days(desk, TODAY, name="运动会")
    day = queries.on_duty_day(desk.library, TODAY)
    assert (day.closed, day.why, day.slots, day.week) == (True, "运动会", (), 3)
    assert queries.on_duty_day(desk.library, date(2026, 7, 6)).slots == ()
    assert queries.on_duty_day(desk.library, WEDNESDAY).slots == ()


def test_a_day_like_another_has_the_duty_of_that_one_and_a_short_day_what_is_left(desk: Desk, term: TermRow) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    duties.put_on_duty(desk, slot_id, *make_helpers(desk, term, 1))
    set_special_day(desk, SpecialDay(TODAY, first=8 * 60, last=12 * 60))
    set_special_day(desk, SpecialDay(WEDNESDAY, as_weekday=0))
    assert queries.on_duty_day(desk.library, TODAY).slots == ()
    assert there(slot_of(desk, WEDNESDAY))[0][0] == "李小雨"


@pytest.mark.parametrize(("minutes", "kept"), [(-16, False), (-15, True), (0, True), (80, True), (81, False)])
def test_both_of_a_pair_who_sign_on_in_time_were_there(desk: Desk, term: TermRow, minutes: int, kept: bool) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    ids = make_helpers(desk, term, 2)
    for reader_id in ids:
        duties.put_on_duty(desk, slot_id, reader_id)
    slot = slot_of(desk)
    add_shift(desk, ids[0], slot.begins + minutes * MINUTE, minutes=1)
    add_shift(desk, ids[1], slot.begins + minutes * MINUTE)
    slot = slot_of(desk)
    wanted = Presence.KEPT if kept else Presence.UNSIGNED
    assert [one.presence(slot.begins, slot.ends, slot.ends + 1) for one in slot.people] == [wanted] * 2


def test_what_is_to_come_runs_and_is_over(desk: Desk, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    (reader_id,) = make_helpers(desk, term, 1)
    duties.put_on_duty(desk, slot_id, reader_id)

    def presence() -> Presence:
        slot = slot_of(desk)
        return slot.people[0].presence(slot.begins, slot.ends, desk.now())

    assert presence() is Presence.AHEAD
    assert queries.on_duty_day(desk.library, TODAY).now(desk.now()) == ()
    clock.advance(seconds=3 * 3600)
    assert presence() is Presence.NOW
    assert len(queries.on_duty_day(desk.library, TODAY).now(desk.now())) == 1
    start_shift(desk, reader_id)
    assert presence() is Presence.KEPT


def test_what_is_noted_by_hand_counts_before_the_sign_on(desk: Desk, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    (reader_id,) = make_helpers(desk, term, 1)
    duties.put_on_duty(desk, slot_id, reader_id)
    with pytest.raises(DayBefore):
        duty_days.note_duty(desk, slot_id, TODAY, reader_id, DutyState.KEPT)
    duty_days.note_duty(desk, slot_id, TODAY, reader_id, DutyState.EXCUSED)  # that one can know before
    assert slot_of(desk).open_places == 2
    clock.advance(seconds=6 * 3600)
    for state in (DutyState.KEPT, DutyState.MISSED, None):
        undone(desk, lambda state=state: duty_days.note_duty(desk, slot_id, TODAY, reader_id, state))
        duty_days.note_duty(desk, slot_id, TODAY, reader_id, state)
        assert slot_of(desk).people[0].noted is state
    assert duty_days.note_duty(desk, slot_id, TODAY, reader_id, None) == 0
    with pytest.raises(NotOnDuty):
        duty_days.note_duty(desk, slot_id, WEDNESDAY, reader_id, DutyState.KEPT)


def test_two_swap_their_days(desk: Desk, term: TermRow) -> None:
    monday, wednesday = make_slots(desk, term, 0, 2)
    one, other, third = make_helpers(desk, term, 3)
    duties.put_on_duty(desk, monday, one)
    duties.put_on_duty(desk, wednesday, other)
    undone(desk, lambda: duty_days.swap(desk, monday, TODAY, one, other, back=(wednesday, WEDNESDAY)))
    duty_days.swap(desk, monday, TODAY, one, other, back=(wednesday, WEDNESDAY))
    assert there(slot_of(desk)) == [("王一", "李小雨")]
    assert there(slot_of(desk, WEDNESDAY)) == [("李小雨", "王一")]
    assert there(slot_of(desk, TODAY + timedelta(weeks=1))) == [("李小雨", "")]
    duty_days.swap(desk, monday, TODAY, other, third)  # and once more
    assert there(slot_of(desk)) == [("赵二", "李小雨")]
    undone(desk, lambda: duty_days.as_on_roster(desk, monday, TODAY, third))
    undone(desk, lambda: duty_days.swap(desk, monday, TODAY, third, one))
    duty_days.swap(desk, monday, TODAY, third, one)
    assert there(slot_of(desk)) == [("李小雨", "")]
    with pytest.raises(NotOnDuty):
        duty_days.as_on_roster(desk, monday, TODAY, one)


def test_a_swap_that_cannot_be_is_told(desk: Desk, term: TermRow) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    one, other = make_helpers(desk, term, 2)
    for reader_id in (one, other):
        duties.put_on_duty(desk, slot_id, reader_id)
    stranger = add_reader(desk, "冯八").id
    before = rows_of(desk.library.connection)
    for kind, whom, instead in (
        (SwapWithSelf, one, one), (OnDutyThere, one, other), (NotAppointed, one, stranger), (NotOnDuty, stranger, one),
    ):  # fmt: skip
        with pytest.raises(kind) as caught:
            duty_days.swap(desk, slot_id, TODAY, whom, instead)
        assert caught.value.text().endswith("。")
    assert rows_of(desk.library.connection) == before


def test_one_more_is_there_besides(desk: Desk, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(desk, term, 0, wanted=1)
    one, other, third = make_helpers(desk, term, 3)
    duties.put_on_duty(desk, slot_id, one)
    undone(desk, lambda: duty_days.add_extra(desk, slot_id, TODAY, other))
    duty_days.add_extra(desk, slot_id, TODAY, other)
    assert [one.extra for one in slot_of(desk).people] == [False, True]
    clock.advance(seconds=6 * 3600)
    duty_days.note_duty(desk, slot_id, TODAY, other, DutyState.KEPT)
    duty_days.note_duty(desk, slot_id, TODAY, other, None)
    assert len(slot_of(desk).people) == 2
    duty_days.swap(desk, slot_id, TODAY, other, third)
    assert there(slot_of(desk)) == [("李小雨", ""), ("赵二", "")]
    duty_days.as_on_roster(desk, slot_id, TODAY, third)
    assert there(slot_of(desk)) == [("李小雨", "")]


def test_the_record_counts_duties_shifts_and_hours(desk: Desk, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    one, other = make_helpers(desk, term, 2)
    for reader_id in (one, other):
        duties.put_on_duty(desk, slot_id, reader_id)
    add_shift(desk, one, slot_of(desk).begins)
    add_shift(desk, other, slot_of(desk).begins - 120 * MINUTE, minutes=900)  # nobody signed off
    clock.advance(days=7, seconds=6 * 3600)
    duty_days.note_duty(desk, slot_id, desk.today, one, DutyState.MISSED)
    persons = [people(desk.library, [one], TODAY)[one], people(desk.library, [other], TODAY)[other]]
    first, second = helper_records.records(desk.library, persons, term.first, desk.today, desk.now())
    assert (first.kept, first.missed, first.unsigned, first.besides, first.minutes) == (1, 1, 0, 0, 80)
    assert (second.kept, second.missed, second.unsigned, second.besides, second.minutes) == (0, 0, 2, 1, 180)


def test_what_went_over_the_desk_is_theirs_and_what_others_took_back(desk: Desk, term: TermRow, clock: Clock) -> None:
    (one,) = make_helpers(desk, term, 1)
    reader = add_reader(desk, "冯八")
    copies = [add_book(desk, title).copy_id for title in ("草房子", "昆虫记", "城南旧事")]
    at_desk = make_desk(desk.library.path, Role.HELPER, clock=clock)
    start_shift(at_desk, one)
    first, second, _third = (lend(at_desk, copy_id=copy_id, reader_id=reader.id) for copy_id in copies)
    undo(at_desk, second.journal_id)
    undo(desk, first.journal_id)
    person = people(desk.library, [one], TODAY)[one]
    (found,) = helper_records.records(desk.library, [person], term.first, desk.today, desk.now())
    assert (found.transactions, found.corrections, found.own_undos, found.besides) == (3, 1, 1, 1)
    at_desk.library.close()


def test_an_erased_helper_leaves_figures_but_no_place_and_no_praise(desk: Desk, term: TermRow) -> None:
    from libdesk.actions.helpers.best import choose_best

    (slot_id,) = make_slots(desk, term, 0)
    one, other = make_helpers(desk, term, 2)
    duties.put_on_duty(desk, slot_id, one)
    duties.set_busy(desk, term, {other: [slot_id]})
    duty_days.swap(desk, slot_id, TODAY, one, other)
    choose_best(desk, term.id, {other: "王一最认真"})
    leave_readers(desk, reader_ids=[other])
    erase_readers(desk, reader_ids=[other])
    assert count(desk, "SELECT count(*) FROM busy_slot") == 0
    assert count(desk, "SELECT count(*) FROM best_helper WHERE why IS NULL") == 1
    assert count(desk, "SELECT count(*) FROM duty_day") == 1
    assert count(desk, "SELECT count(*) FROM journal_image WHERE before LIKE ?", "%最认真%") == 0
    slot = slot_of(desk)
    assert [(person.person.name, person.gone) for person in slot.people] == [("", True)]


def test_a_roster_filled_anew_leaves_no_half_of_an_exchange(desk: Desk, term: TermRow) -> None:
    monday, wednesday = make_slots(desk, term, 0, 2)
    one, other, *_rest = make_helpers(desk, term, 5)
    duties.put_on_duty(desk, monday, one)
    duties.put_on_duty(desk, wednesday, other)
    week = TODAY + timedelta(weeks=1)
    duty_days.swap(desk, monday, week, one, other, back=(wednesday, week + timedelta(days=2)))
    before = rows_of(desk.library.connection)
    done = duties.fill_roster(desk, term, anew=True)
    assert done.dropped == 2
    for day in (week, week + timedelta(days=2)):
        assert all(seat.instead_of is None for seat in slot_of(desk, day).people)
    undo(desk, done.journal_id)
    assert rows_of(desk.library.connection) == before


@pytest.mark.parametrize("leaves", [False, True])
def test_a_duty_kept_on_the_day_on_which_one_is_dismissed_or_leaves_stays_kept(
    desk: Desk, term: TermRow, clock: Clock, *, leaves: bool
) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    one, other, third = make_helpers(desk, term, 3)
    for reader_id in (one, other, third):
        duties.put_on_duty(desk, slot_id, reader_id)
    clock.advance(seconds=3 * 3600)  # 13:00, within the slot
    add_shift(desk, one, desk.now())
    duty_days.note_duty(desk, slot_id, TODAY, other, DutyState.KEPT)
    clock.advance(seconds=3600)
    for reader_id in (one, other, third):
        leave_readers(desk, reader_ids=[reader_id]) if leaves else dismiss(desk, reader_id)
    assert [one.gone for one in slot_of(desk).people] == [False, False, True]
    assert slot_of(desk).open_places == 0
    persons = list(people(desk.library, (one, other, third), TODAY).values())
    records = helper_records.records(desk.library, persons, term.first, TODAY, desk.now())
    assert [(one.kept, one.besides) for one in records] == [(1, 0), (1, 0), (0, 0)]
    assert all(one.gone for one in slot_of(desk, TODAY + timedelta(weeks=1)).people)


def test_who_comes_late_was_there_though_it_was_noted_otherwise_before(desk: Desk, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    one, other, third = make_helpers(desk, term, 3)
    duties.put_on_duty(desk, slot_id, one)
    duties.put_on_duty(desk, slot_id, other)
    duty_days.add_extra(desk, slot_id, TODAY, third)
    clock.advance(seconds=3 * 3600)  # 13:00, within the slot
    duty_days.note_duty(desk, slot_id, TODAY, one, DutyState.MISSED)
    duty_days.note_duty(desk, slot_id, TODAY, other, DutyState.EXCUSED)
    duty_days.note_duty(desk, slot_id, TODAY, third, DutyState.MISSED)
    clock.advance(seconds=300)
    pupil = make_desk(desk.library.path, Role.HELPER, clock=clock)
    for reader_id in (one, other, third):
        start_shift(pupil, reader_id)
    pupil.close()
    slot = slot_of(desk)
    assert [(one.extra, one.presence(slot.begins, slot.ends, desk.now())) for one in slot.people] == [
        (False, Presence.KEPT), (False, Presence.KEPT), (True, Presence.KEPT),
    ]  # fmt: skip
    duty_days.note_duty(desk, slot_id, TODAY, one, DutyState.MISSED)  # who left again at once, as the librarian saw
    assert slot_of(desk).people[0].presence(slot.begins, slot.ends, desk.now()) is Presence.MISSED


def test_a_sign_on_after_the_slot_changes_no_note(desk: Desk, term: TermRow, clock: Clock) -> None:
    (slot_id,) = make_slots(desk, term, 0)
    (one,) = make_helpers(desk, term, 1)
    duties.put_on_duty(desk, slot_id, one)
    clock.advance(seconds=4 * 3600)
    duty_days.note_duty(desk, slot_id, TODAY, one, DutyState.MISSED)
    start_shift(desk, one)
    assert slot_of(desk).people[0].noted is DutyState.MISSED
