"""Lending for the holidays: a day of return for each class, shared out evenly, whatever rule and term say."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar, DayException, Term
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.duedates import LoanRule, RenewalFault, RenewalRefused, due_date, due_steps, moved_due, renewed_due
from libdesk.domain.duesteps import DueWhy
from libdesk.domain.holiday_lending import (
    BadHolidayLending,
    HolidayFault,
    HolidayLending,
    check_holiday,
    part_classes,
)
from libdesk.domain.rulebook import ANY, RuleBook

D = date.fromisoformat
TERM = Term(D("2026-09-01"), D("2027-01-22"), "秋季")
NEXT = Term(D("2027-02-22"), D("2027-07-09"), "春季")
CALENDAR = Calendar(terms=(TERM, NEXT), closed_between_terms=True)
SCHOOL = tuple(sorted(ClassRef(Stage.PRIMARY, 2021 + grade, number) for grade in range(6) for number in range(1, 5)))
WINTER = HolidayLending(
    "寒假借阅", D("2027-01-11"), D("2027-01-22"), D("2027-02-22"), D("2027-03-05"), {"pupil": 6, "pupil_low": 4},
    SCHOOL,
)  # fmt: skip
RULE = LoanRule(max_loans=3, days=14)


def test_what_is_lent_for_the_holidays_is_due_after_them_and_the_term_does_not_cut_it() -> None:
    due = due_date(RULE, D("2027-01-18"), CALENDAR, holiday=WINTER, class_ref=SCHOOL[0])
    assert due == D("2027-02-22")
    assert due_date(RULE, D("2027-01-18"), CALENDAR, class_ref=SCHOOL[0]) == TERM.last


def test_every_class_has_one_day_and_no_day_gets_more_than_its_share() -> None:
    days = {ref: due_date(RULE, WINTER.last, CALENDAR, holiday=WINTER, class_ref=ref) for ref in SCHOOL}
    counts = Counter(days.values())
    assert len(counts) == 10, "every open day of the two weeks is used"
    assert max(counts.values()) - min(counts.values()) <= 1
    assert list(days.values()) == sorted(days.values()), "in the order of the classes"


@given(
    st.sets(st.builds(ClassRef, st.sampled_from(Stage), st.integers(2020, 2026), st.integers(1, 20)), max_size=60),
    st.integers(0, 40),
    st.frozensets(st.integers(0, 6), max_size=5),
)
def test_days_of_return_are_open_days_of_the_window_shared_out_evenly(
    refs: set[ClassRef], length: int, closed: frozenset[int]
) -> None:
    calendar = Calendar(closed_weekdays=closed)
    last = WINTER.due_first + timedelta(days=length)
    plan = replace(WINTER, due_last=last, classes=tuple(sorted(refs)))
    open_days = plan.due_days(calendar)
    found = Counter(plan.due_day(ref, calendar) for ref in refs)
    if open_days:
        assert set(found) <= set(open_days)
        shares = [found[day] for day in open_days]
        assert max(shares) - min(shares) <= 1
        assert plan.due_day(None, calendar) == open_days[-1]
    else:
        assert all(calendar.is_open(day) and day >= last for day in found)


def test_a_reader_without_a_class_has_time_until_the_last_day() -> None:
    assert due_date(RULE, D("2027-01-18"), CALENDAR, holiday=WINTER, seed=7) == WINTER.due_last


def test_a_card_that_ends_before_gets_the_last_open_day_before() -> None:
    end = D("2027-01-17")  # a Sunday
    steps = due_steps(RULE, D("2027-01-12"), CALENDAR, holiday=WINTER, class_ref=SCHOOL[0], card_expires=end)
    assert [step.why for step in steps] == [DueWhy.HOLIDAY, DueWhy.CARD]
    assert steps[-1].day == D("2027-01-15")


def test_a_renewal_in_that_time_runs_through_the_holidays_once() -> None:
    today = D("2027-01-18")
    due = renewed_due(RULE, today, D("2027-01-20"), CALENDAR, renewed=0, holiday=WINTER, class_ref=SCHOOL[-1])
    assert due == D("2027-03-05")
    again = replace(RULE, renewals=2)
    with pytest.raises(RenewalRefused) as refused:
        renewed_due(again, today, due, CALENDAR, renewed=1, holiday=WINTER, class_ref=SCHOOL[-1])
    assert refused.value.fault is RenewalFault.NO_CHANGE


def test_a_closure_in_the_window_does_not_bring_the_loan_back_into_the_old_term() -> None:
    day = D("2027-02-22")
    closed = replace(CALENDAR, exceptions={day: DayException(open=False, name="装修")})
    assert moved_due(day, D("2027-01-18"), closed) == D("2027-02-23")


def test_the_quota_of_the_holidays_takes_the_place_of_the_ordinary_one() -> None:
    book = RuleBook({("pupil", ANY): RULE, ("teacher", ANY): LoanRule(max_loans=10)}, (WINTER,))
    day = WINTER.first
    limits = [book.limit(kind, day) for kind in ("pupil_low", "pupil_high", "pupil", "teacher")]
    assert limits == [4, 6, 6, 10]
    assert book.limit("pupil_low", day - timedelta(days=1)) == 3
    assert book.limit("pupil_low", WINTER.last + timedelta(days=1)) == 3


def test_for_a_class_that_leaves_before_it_is_an_ordinary_day() -> None:
    leaver, stayer = ClassRef(Stage.PRIMARY, 2021, 1), ClassRef(Stage.PRIMARY, 2022, 1)
    staying, leaving = part_classes([leaver, stayer], D("2027-09-01"), SchoolSystem.SIX_THREE, ("primary",))
    assert (staying, leaving) == ((stayer,), frozenset({leaver}))
    book = RuleBook({}, (replace(WINTER, classes=staying, leaving=leaving),))
    assert book.holiday(WINTER.first, leaver) is None
    assert book.holiday(WINTER.first, stayer) is not None
    goes_on, _none = part_classes([leaver], D("2027-09-01"), SchoolSystem.SIX_THREE, ("primary", "junior"))
    assert goes_on == (leaver,)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": ""}, HolidayFault.NAME),
        ({"first": D("2027-01-23")}, HolidayFault.ORDER),
        ({"due_last": D("2027-02-21")}, HolidayFault.ORDER),
        ({"due_first": D("2027-01-22")}, HolidayFault.DUE),
        ({"due_last": D("2028-02-21")}, HolidayFault.LONG),
        ({"first": D("2025-02-21")}, HolidayFault.LONG),
        ({"due_first": D("2027-02-27"), "due_last": D("2027-02-28")}, HolidayFault.CLOSED),
        ({"first": D("2027-01-22"), "last": D("2027-01-22")}, HolidayFault.OVERLAP),
    ],
)
def test_days_that_do_not_fit_are_told_in_words(changes: dict[str, object], fault: HolidayFault) -> None:
    plan = replace(WINTER, **changes)  # type: ignore[arg-type]
    with pytest.raises(BadHolidayLending) as told:
        check_holiday(plan, [WINTER], CALENDAR)
    assert told.value.fault is fault
    assert told.value.text()


def test_a_plan_that_fits_is_let_through() -> None:
    check_holiday(WINTER, [], CALENDAR)
    summer = replace(WINTER, first=D("2027-06-28"), last=D("2027-07-09"), due_first=D("2027-09-01"))
    check_holiday(replace(summer, due_last=D("2027-09-10")), [WINTER], CALENDAR)
