"""Who knows the work: by an earlier term, by a training, or by ten duties kept, and by nothing else."""

from datetime import date, timedelta

import pytest

from libdesk.actions.desk import Desk
from libdesk.actions.helpers import duties
from libdesk.actions.helpers.appointing import appoint_for
from libdesk.actions.helpers.training import TrainingFields, add_training, note_attendance
from libdesk.actions.lending import lend
from libdesk.actions.practice.record import note_drill
from libdesk.actions.shifts import start_shift
from libdesk.actions.undo import undo
from libdesk.domain.experience import ENOUGH, is_experienced
from libdesk.domain.ops import Role
from libdesk.domain.rows.helpers import Attendance
from libdesk.store.queries import helper_records
from libdesk.store.queries import roster as queries
from libdesk.store.queries.calendar import terms
from libdesk.store.queries.helpers import people
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian, make_desk
from tests.helpers_made import add_shift, make_helpers, make_slots, make_term


@pytest.mark.parametrize(
    ("before", "trained", "kept", "knows"),
    [(False, False, 9, False), (False, False, 10, True), (True, False, 0, True), (False, True, 0, True)],
)
def test_any_one_of_three_is_enough(before: bool, trained: bool, kept: int, knows: bool) -> None:
    assert is_experienced(before=before, trained=trained, kept=kept) is knows


def experienced(desk: Desk) -> set[str]:
    term = next(term for term in terms(desk.library) if term.first <= desk.today <= term.last)
    return {one.name for one in queries.candidates(desk.library, term, desk.today) if one.experienced}


def test_ten_duties_kept_make_one_experienced(desk: Desk, clock: Clock) -> None:
    term = make_term(desk)
    slots = make_slots(desk, term, 0, 2, wanted=1)
    one, other = make_helpers(desk, term, 2)
    duties.put_on_duty(desk, slots[0], one)
    duties.put_on_duty(desk, slots[1], other)
    for week in range(ENOUGH + 1):
        assert experienced(desk) == set()
        clock.advance(days=7)
        day = TODAY + timedelta(weeks=week)
        for slot in queries.on_duty_day(desk.library, day).slots:
            add_shift(desk, one, slot.begins)  # the other never signs on
        if week + 1 == ENOUGH:
            break
    assert experienced(desk) == {"李小雨"}


def test_a_training_that_one_took_part_in_counts_and_one_that_is_missed_or_to_come_does_not(desk: Desk) -> None:
    term = make_term(desk)
    one, other, third = make_helpers(desk, term, 3)
    was = add_training(desk, TrainingFields(TODAY, "上架"))
    note_attendance(desk, was, {one: Attendance.THERE, other: Attendance.MISSED})
    comes = add_training(desk, TrainingFields(TODAY + timedelta(days=3), "索书号"))
    note_attendance(desk, comes, {third: Attendance.THERE})
    assert experienced(desk) == {"李小雨"}


def test_whoever_was_a_helper_in_an_earlier_term_is_experienced(desk: Desk, clock: Clock) -> None:
    make_helpers(desk, make_term(desk), 1)
    following = make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "2026—2027学年第一学期")
    clock.advance(days=190)
    new = add_reader(desk, "王一").id
    first = desk.library.fetch("SELECT reader_id FROM appointment")[0][0]
    appoint_for(as_librarian(desk), [first, new], following)
    assert experienced(desk) == {"李小雨"}


def test_what_is_taken_back_beside_the_desk_is_no_correction_of_a_loan(desk: Desk, clock: Clock) -> None:
    (one,) = make_helpers(desk, make_term(desk), 1)
    at_desk = make_desk(desk.library.path, Role.HELPER, clock=clock)
    start_shift(at_desk, one)
    lend(at_desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=add_reader(desk, "冯八").id)
    undo(desk, note_drill(at_desk, reader_id=one, code="lend", passed=False, seconds=9, slips=()))
    person = people(desk.library, [one], desk.today)[one]
    (found,) = helper_records.records(desk.library, [person], TODAY, TODAY, desk.now())
    assert (found.transactions, found.corrections, found.own_undos) == (1, 0, 0)
    at_desk.library.close()
