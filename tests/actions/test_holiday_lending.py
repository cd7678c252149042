"""Lending for the holidays at the desk: quota, day of return, renewal, and the lowest grades that are only warned."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from libdesk.actions.clock import accept_clock
from libdesk.actions.desk import Desk
from libdesk.actions.holiday_lending import remove_holiday, set_holiday
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, renew
from libdesk.actions.undo import undo
from libdesk.domain.duedates import BadLoanRule, OverduePolicy
from libdesk.domain.errors import NotAllowed
from libdesk.domain.holiday_lending import BadHolidayLending, HolidayLending
from libdesk.domain.reasons import HasOverdue, LimitReached, NoHolidayLoans
from libdesk.store.queries import holiday_lending as queries
from libdesk.store.queries.desk import borrower
from tests.builders import Clock, add_book, add_reader, add_term, count, make_desk, make_library, refusal, set_rule

D = date.fromisoformat
WINTER = HolidayLending(
    "寒假借阅", D("2027-01-11"), D("2027-01-22"), D("2027-02-22"), D("2027-03-05"), {"pupil": 2, "pupil_low": 0}
)


@pytest.fixture
def clock() -> Clock:
    return Clock(D("2027-01-18"))


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    add_term(made, D("2026-09-01"), D("2027-01-22"))
    yield made
    made.library.close()


def due_of(desk: Desk, reader_id: int) -> date:
    return lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=reader_id).due


def test_two_classes_bring_their_books_back_on_days_of_their_own(desk: Desk) -> None:
    set_holiday(desk, WINTER)
    younger = [add_reader(desk, name, entry_year=2023, class_no=1).id for name in ("张三", "李四")]
    older = add_reader(desk, "王五", entry_year=2021, class_no=1).id
    desk.forget()
    assert {due_of(desk, reader) for reader in younger} == {D("2027-02-22")}
    assert due_of(desk, older) == D("2027-03-01")


def test_the_quota_counts_instead_of_the_rule_and_none_is_told_as_such(desk: Desk) -> None:
    set_holiday(desk, WINTER)
    pupil, small = add_reader(desk, "张三", entry_year=2022).id, add_reader(desk, "小小", entry_year=2026).id
    for _nth in range(2):
        due_of(desk, pupil)
    copy = add_book(desk, "昆虫记").copy_id
    assert refusal(desk, copy, pupil) == (LimitReached(2, 2),)
    assert refusal(desk, copy, small) == (NoHolidayLoans("寒假借阅"),)
    assert lend(desk, copy_id=copy, reader_id=small, in_house=True).due == desk.today


def test_a_renewal_carries_a_loan_through_the_holidays(desk: Desk, clock: Clock) -> None:
    clock.advance(days=-10)
    accept_clock(desk)
    reader, copy = add_reader(desk, "张三", entry_year=2022).id, add_book(desk, "草房子").copy_id
    assert lend(desk, copy_id=copy, reader_id=reader).due == D("2027-01-22")
    clock.advance(days=10)
    set_holiday(desk, WINTER)
    assert renew(desk, copy_id=copy).due == D("2027-02-22")


def test_a_plan_is_changed_removed_and_undone(desk: Desk) -> None:
    set_holiday(desk, WINTER)
    row = queries.holidays(desk.library)[0]
    assert row.plan == WINTER
    set_holiday(desk, replace(WINTER, name="寒假"), holiday_id=row.id)
    assert [holiday.name for holiday in desk.rules.holidays] == ["寒假"]
    removed = remove_holiday(desk, holiday_id=row.id)
    assert desk.rules.holidays == ()
    undo(desk, removed)
    assert [holiday.name for holiday in desk.rules.holidays] == ["寒假"]


def test_two_plans_of_the_same_days_are_refused_and_nothing_is_written(desk: Desk) -> None:
    set_holiday(desk, WINTER)
    with pytest.raises(BadHolidayLending):
        set_holiday(desk, replace(WINTER, name="又一个"))
    with pytest.raises(BadLoanRule):
        set_holiday(desk, replace(WINTER, quotas={"pupil": -1}))
    assert len(queries.holidays(desk.library)) == 1


def test_a_pupil_enters_no_holidays(desk: Desk) -> None:
    pupil = Desk(desk.library, clock=desk._clock)
    with pytest.raises(NotAllowed):
        set_holiday(pupil, WINTER)


@pytest.mark.parametrize(("entered", "warned"), [(2026, True), (2025, True), (2024, False)])
def test_the_lowest_grades_are_neither_blocked_nor_suspended(
    desk: Desk, clock: Clock, entered: int, warned: bool
) -> None:
    set_rule(desk, overdue=OverduePolicy.BLOCK, suspension_days_per_day=1)
    clock.advance(days=-80)
    accept_clock(desk)
    reader, copy = add_reader(desk, "张三", entry_year=entered).id, add_book(desk, "草房子").copy_id
    due = lend(desk, copy_id=copy, reader_id=reader).due
    clock.advance(days=30)
    assert due < desk.today
    other = add_book(desk, "昆虫记").copy_id
    if warned:
        lend(desk, copy_id=other, reader_id=reader)
    else:
        assert [type(reason) for reason in refusal(desk, other, reader)] == [HasOverdue]
    assert (give_back(desk, copy_id=copy).suspended_until is None) is warned
    assert count(desk, "SELECT count(*) FROM suspension") == (0 if warned else 1)


def test_a_loan_keeps_the_plain_kind_for_the_statistics(desk: Desk) -> None:
    reader = add_reader(desk, "张三", entry_year=2026).id
    set_rule(desk, "pupil_low", max_loans=1, days=2)
    assert due_of(desk, reader) == D("2027-01-20")
    assert count(desk, "SELECT count(*) FROM loan WHERE reader_kind = 'pupil'") == 1
    known = borrower(desk.library, reader, desk.today, desk.settings.school_system)
    assert known is not None
    assert (known.lending_kind, known.grade) == ("pupil_low", 1)


def statements_of_a_loan(desk: Desk, copy_id: int, reader_id: int) -> list[str]:
    seen: list[str] = []
    desk.library.connection.set_trace_callback(seen.append)
    try:
        lend(desk, copy_id=copy_id, reader_id=reader_id)
    finally:
        desk.library.connection.set_trace_callback(None)
    return [" ".join(statement.split()[:3]) for statement in seen]


def test_a_loan_asks_no_more_of_the_file_while_it_lends_for_the_holidays(desk: Desk) -> None:
    readers = [add_reader(desk, name, entry_year=2022).id for name in ("张三", "李四", "王五")]
    copies = [add_book(desk, title).copy_id for title in ("草房子", "昆虫记", "西游记")]
    lend(desk, copy_id=copies[0], reader_id=readers[0])
    before = statements_of_a_loan(desk, copies[1], readers[1])
    set_holiday(desk, WINTER)
    assert desk.rules.holidays
    assert desk.calendar.terms, "read once, as the rules are"
    assert statements_of_a_loan(desk, copies[2], readers[2]) == before
