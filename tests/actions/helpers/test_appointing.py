"""Appointed for a term: it runs until its last day, is renewed in one action, ends with a dismissal or a leaving."""

from datetime import date

import pytest

from libdesk.actions.calendar import carry_out
from libdesk.actions.desk import Desk
from libdesk.actions.helpers.appointing import appoint_for, renew
from libdesk.actions.helpers.errors import NobodyToRenew, TermOver
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.shifts import NotAHelper, appoint, dismiss, start_shift
from libdesk.actions.undo import undo
from libdesk.domain import yearplan
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.reader_groups import HELPERS
from libdesk.domain.school import School
from libdesk.store.queries.desk import borrower
from libdesk.store.queries.helpers import classes_without_helper, helpers_of, next_term
from libdesk.store.queries.readers import find_readers
from libdesk.store.queries.shifts import appointment
from tests.builders import Clock, add_reader, make_desk
from tests.helpers_made import LAST, make_helpers, make_term
from tests.invariants import rows_of


def listed(desk: Desk) -> list[str]:
    return [row.name for row in find_readers(desk.library, "", desk.today, SchoolSystem.SIX_THREE, group=HELPERS).rows]


def test_it_runs_until_the_last_day_wherever_one_asks(desk: Desk, clock: Clock) -> None:
    (reader_id,) = make_helpers(desk, make_term(desk), 1)
    for day, runs in ((desk.today, True), (LAST, True), (date(2026, 7, 4), False)):
        clock.advance(days=(day - desk.today).days)
        assert (appointment(desk.library, reader_id, desk.today) is not None) == runs
        assert (listed(desk) == ["李小雨"]) == runs
        reader = borrower(desk.library, reader_id, desk.today)
        assert reader is not None
        assert reader.helper == runs
        found = find_readers(desk.library, "李小雨", desk.today, SchoolSystem.SIX_THREE).rows
        assert [row.helper for row in found] == [runs]
    with pytest.raises(NotAHelper):
        start_shift(desk, reader_id)


def test_an_appointment_without_a_last_day_runs_on(desk: Desk, clock: Clock) -> None:
    reader = add_reader(desk, "李小雨", helper=True)
    clock.advance(days=1000)
    assert appointment(desk.library, reader.id, desk.today) is not None


def test_one_appointed_for_the_next_term_begins_with_it(desk: Desk, clock: Clock) -> None:
    term = make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "秋")
    (reader_id,) = make_helpers(desk, term, 1)
    assert listed(desk) == []
    clock.advance(days=(date(2026, 9, 1) - desk.today).days)
    assert listed(desk) == ["李小雨"]
    start_shift(desk, reader_id)


def test_all_are_renewed_in_one_action_and_undone_in_one(desk: Desk) -> None:
    term, following = make_term(desk), make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "秋")
    ids = [*make_helpers(desk, term, 3), add_reader(desk, "郑七", helper=True).id]
    gone = add_reader(desk, "冯八", helper=True).id
    leave_readers(desk, reader_ids=[gone])
    before = rows_of(desk.library.connection)
    assert next_term(desk.library, term) == following
    done = renew(desk, [*ids, gone], following)
    assert (set(done.reader_ids), done.already) == (set(ids), 0)
    assert {one.person.reader_id for one in helpers_of(desk.library, following)} == set(ids)
    assert all(appointment(desk.library, one, desk.today) for one in ids)
    assert all(one.before for one in helpers_of(desk.library, following))
    assert renew(desk, ids, following).already == 4
    undo(desk, done.journal_id)
    assert rows_of(desk.library.connection) == before


def test_a_term_that_is_over_takes_nobody(desk: Desk) -> None:
    term = make_term(desk, date(2025, 9, 1), date(2026, 1, 20), "旧")
    reader = add_reader(desk, "李小雨")
    with pytest.raises(TermOver) as caught:
        appoint_for(desk, [reader.id], term)
    assert "旧" in caught.value.text()
    with pytest.raises(TermOver):
        renew(desk, [reader.id], term)
    with pytest.raises(NobodyToRenew):
        renew(desk, [], term)


def test_a_dismissal_ends_what_runs_and_what_was_to_come(desk: Desk) -> None:
    term, following = make_term(desk), make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "秋")
    (reader_id,) = make_helpers(desk, term, 1)
    renew(desk, [reader_id], following)
    before = rows_of(desk.library.connection)
    entry = dismiss(desk, reader_id)
    assert listed(desk) == []
    assert helpers_of(desk.library, following) == []
    undo(desk, entry)
    assert rows_of(desk.library.connection) == before


def test_who_leaves_is_no_helper_any_more(desk: Desk) -> None:
    (reader_id,) = make_helpers(desk, make_term(desk), 1)
    leave_readers(desk, reader_ids=[reader_id])
    assert appointment(desk.library, reader_id, desk.today) is None


def test_one_who_was_dismissed_can_be_appointed_again_on_the_same_day(desk: Desk) -> None:
    (reader_id,) = make_helpers(desk, make_term(desk), 1)
    dismiss(desk, reader_id)
    appoint(desk, reader_id)
    assert listed(desk) == ["李小雨"]
    dismiss(desk, reader_id)
    assert listed(desk) == []


def test_classes_without_a_helper_are_named(desk: Desk, clock: Clock) -> None:
    term = make_term(desk)
    make_helpers(desk, term, 2, class_no=3)
    add_reader(desk, "王五", class_no=10)
    add_reader(desk, "赵六", class_no=7)
    assert [ref.class_no for ref in classes_without_helper(desk.library, term, desk.today, School())] == [7, 10]
    clock.advance(days=200)
    late = make_desk(desk.library.path, today=clock.today)
    following = make_term(late, date(2026, 9, 1), date(2027, 1, 20), "秋")
    assert [ref.class_no for ref in classes_without_helper(late.library, following, late.today, School())] == [3, 7, 10]
    late.library.close()


def test_appointments_go_with_the_days_of_their_term(desk: Desk) -> None:
    term, following = make_term(desk), make_term(desk, date(2026, 9, 1), date(2027, 1, 20), "秋")
    here, dismissed = make_helpers(desk, term, 2)
    dismiss(desk, dismissed)
    renew(desk, [here], following)
    own = add_reader(desk, "郑七", helper=True).id  # until dismissed

    def days() -> list[tuple[object, ...]]:
        return desk.library.fetch("SELECT reader_id, from_day, until FROM appointment ORDER BY id")

    assert days() == [
        (here, "2026-03-09", "2026-07-03"), (dismissed, "2026-03-09", "2026-07-03"),
        (here, "2026-09-01", "2027-01-20"), (own, "2026-03-09", None),
    ]  # fmt: skip
    before = rows_of(desk.library.connection)
    longer = carry_out(desk, yearplan.set_term(term.name, term.first, date(2026, 7, 10), term_id=term.id))
    assert (longer.helpers, days()[0][2], days()[1][2]) == (1, "2026-07-10", "2026-07-03")
    undo(desk, longer.journal_id)
    assert rows_of(desk.library.connection) == before
    moved = carry_out(desk, yearplan.set_term("秋", date(2026, 8, 31), date(2027, 1, 15), term_id=following.id))
    assert (moved.helpers, days()[2]) == (1, (here, "2026-08-31", "2027-01-15"))
    named = carry_out(desk, yearplan.set_term("春", term.first, term.last, term_id=term.id))
    assert named.helpers == 0
