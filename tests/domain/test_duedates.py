"""Due dates, renewals, lateness and suspension."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar, DayException, DaysMode, Term
from libdesk.domain.duedates import (
    BadLoanRule,
    LoanRule,
    Overdue,
    RenewalFault,
    RenewalRefused,
    due_date,
    due_steps,
    moved_due,
    overdue_days,
    renewed_due,
    suspended_until,
)
from libdesk.domain.duesteps import DueWhy
from libdesk.domain.holiday_lending import HolidayLending
from libdesk.domain.show import show_day

D = date.fromisoformat
ALWAYS = Calendar(closed_weekdays=frozenset())


def closed_on(*days: str, terms: tuple[Term, ...] = ()) -> Calendar:
    return Calendar(frozenset(), {D(day): DayException(open=False) for day in days}, terms)


def a_term(first: str, last: str) -> Term:
    return Term(D(first), D(last))


@pytest.mark.parametrize(
    ("days", "lent", "due"),
    [
        (10, "2013-02-09", "2013-02-19"),
        (28, "2018-03-14", "2018-04-11"),
        (12, "2018-03-14", "2018-03-26"),
        (30, "2018-03-14", "2018-04-13"),
        (14, "2024-02-15", "2024-02-29"),  # a leap year
        (1, "2024-12-31", "2025-01-01"),
    ],
)
def test_a_loan_lasts_its_days(days: int, lent: str, due: str) -> None:
    assert due_date(LoanRule(days=days), D(lent), ALWAYS) == D(due)


@pytest.mark.parametrize(
    ("closed", "mode", "days", "due"),
    [
        (["2013-02-19"], DaysMode.SAME_WEEKDAY, 10, "2013-02-20"),  # no whole weeks: the next day
        (["2013-02-16"], DaysMode.SAME_WEEKDAY, 7, "2013-02-23"),
        (["2013-02-16", "2013-02-23", "2013-03-02"], DaysMode.SAME_WEEKDAY, 14, "2013-03-09"),
        (["2013-02-19"], DaysMode.ROLL, 10, "2013-02-20"),
        (["2013-02-12"], DaysMode.OPEN_DAYS, 10, "2013-02-20"),
        (["2013-02-19"], DaysMode.PLAIN, 10, "2013-02-19"),
    ],
)
def test_a_due_date_moves_off_a_closed_day(closed: list[str], mode: DaysMode, days: int, due: str) -> None:
    assert due_date(LoanRule(days=days), D("2013-02-09"), closed_on(*closed), days_mode=mode) == D(due)


@pytest.mark.parametrize(
    ("closed", "due"),
    [([], "2013-01-01"), (["2013-01-01"], "2012-12-31"), (["2013-01-01", "2012-12-31"], "2012-12-30")],
)
def test_the_end_of_a_card_caps_and_rolls_back(closed: list[str], due: str) -> None:
    calendar = closed_on(*closed)
    assert due_date(LoanRule(days=10), D("2012-12-25"), calendar, card_expires=D("2013-01-01")) == D(due)


def test_the_cap_comes_after_the_roll() -> None:
    sundays = Calendar(closed_weekdays=frozenset({6}))
    assert due_date(LoanRule(days=7), D("2024-03-03"), sundays, card_expires=D("2024-03-08")) == D("2024-03-08")


def test_a_card_that_ends_today_makes_a_loan_due_today() -> None:
    assert due_date(LoanRule(days=14), D("2024-03-04"), ALWAYS, card_expires=D("2024-03-04")) == D("2024-03-04")


def test_nothing_is_due_before_the_day_it_was_lent() -> None:
    assert due_date(LoanRule(days=10), D("2013-02-09"), ALWAYS, card_expires=D("2013-01-01")) == D("2013-02-09")


@pytest.mark.parametrize(
    ("lent", "due"),
    [
        ("2018-03-14", "2018-03-31"),
        ("2018-03-31", "2018-03-31"),
        ("2018-04-10", "2018-05-10"),  # in the holidays: over when they are
        ("2018-05-20", "2018-05-31"),
    ],
)
def test_a_loan_ends_with_the_term_it_was_made_in(lent: str, due: str) -> None:
    terms = (a_term("2018-05-01", "2018-05-31"), a_term("2018-03-01", "2018-03-31"))
    assert due_date(LoanRule(days=30), D(lent), closed_on(terms=terms)) == D(due)


def test_a_term_that_ends_on_a_closed_day_rolls_back() -> None:
    calendar = Calendar(terms=(a_term("2024-02-26", "2024-06-30"),))  # a Sunday
    assert due_date(LoanRule(days=14), D("2024-06-20"), calendar) == D("2024-06-28")
    assert due_date(LoanRule(days=30), D("2024-06-20"), calendar, cap_to_term=False) == D("2024-07-22")


def test_a_last_day_set_by_hand_caps_earlier_than_the_term() -> None:
    calendar = Calendar(terms=(a_term("2024-02-26", "2024-06-30"),))
    assert due_date(LoanRule(days=14), D("2024-06-14"), calendar, not_after=D("2024-06-21")) == D("2024-06-21")


def a_long_holiday() -> Calendar:
    terms = (a_term("2025-09-01", "2026-01-23"), a_term("2026-03-02", "2026-07-03"))
    return Calendar(terms=terms, closed_between_terms=True)


def test_after_a_long_holiday_the_school_does_not_return_all_on_one_day() -> None:
    calendar = a_long_holiday()
    due = Counter(
        due_date(LoanRule(days=30), D("2026-01-20"), calendar, cap_to_term=False, spread=5, seed=reader)
        for reader in range(100)
    )
    assert due == {D(f"2026-03-0{n}"): 20 for n in range(2, 7)}


def test_a_weekend_spreads_nothing() -> None:
    calendar = a_long_holiday()
    for reader in range(7):
        assert due_date(LoanRule(days=5), D("2025-10-13"), calendar, spread=5, seed=reader) == D("2025-10-20")


@pytest.mark.parametrize(
    "rule",
    [
        LoanRule(days=0),
        LoanRule(days=-1),
        LoanRule(days=100_000),
        LoanRule(renewals=-1),
        LoanRule(renewal_days=-5),
        LoanRule(max_loans=-1),
        LoanRule(no_renewal_before_days=-1),
        LoanRule(suspension_days_per_day=Fraction(-1, 2)),
        LoanRule(max_suspension_days=-14),
        LoanRule(max_in_house=-1),
        LoanRule(max_holds=-1),
    ],
)
def test_a_rule_with_an_impossible_number_is_refused_in_words(rule: LoanRule) -> None:
    with pytest.raises(BadLoanRule) as refused:
        rule.check()
    assert str(refused.value.value) in refused.value.text()


def test_nothing_is_lent_by_a_rule_of_no_days() -> None:
    with pytest.raises(BadLoanRule):
        due_date(LoanRule(days=0), D("2018-03-14"), ALWAYS)


def test_limits_of_none_and_nought_are_sound() -> None:
    LoanRule(max_loans=None, renewal_days=0, max_in_house=0, renewals=0).check()


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
some_calendars = st.builds(
    Calendar,
    closed_weekdays=st.frozensets(st.integers(0, 6), max_size=5),
    exceptions=st.dictionaries(days, st.builds(DayException, open=st.booleans()), max_size=30),
    terms=st.just((a_term("2024-02-26", "2024-06-30"), a_term("2024-09-01", "2025-01-17"))),
    closed_between_terms=st.booleans(),
)


@given(some_calendars, days, st.integers(1, 90), st.none() | days, st.booleans(), st.integers(0, 8), st.integers(0, 50))
def test_a_due_date_is_an_open_day_within_all_caps(
    calendar: Calendar, lent: date, length: int, expires: date | None, cap_to_term: bool, spread: int, seed: int
) -> None:
    rule = LoanRule(days=length)
    due = due_date(rule, lent, calendar, card_expires=expires, cap_to_term=cap_to_term, spread=spread, seed=seed)
    assert due >= lent
    if due > lent:
        assert calendar.is_open(due)
        assert expires is None or due <= expires
        term = calendar.term_of(lent)
        assert not (cap_to_term and term) or due <= term.last


@given(some_calendars, days, days)
def test_when_the_calendar_changes_only_due_dates_on_closed_days_move(
    calendar: Calendar, due: date, today: date
) -> None:
    assume(due >= today)
    moved = moved_due(due, today, calendar)
    assert moved == due if calendar.is_open(due) else (moved == today or calendar.is_open(moved))


def test_a_new_closure_moves_an_open_loan_and_leaves_an_overdue_one() -> None:
    calendar = closed_on("2024-03-08")
    assert moved_due(D("2024-03-08"), D("2024-03-04"), calendar) == D("2024-03-09")
    assert moved_due(D("2024-03-08"), D("2024-03-11"), calendar) == D("2024-03-08")
    at_term_end = closed_on("2024-06-30", terms=(a_term("2024-02-26", "2024-06-30"),))
    assert moved_due(D("2024-06-30"), D("2024-06-20"), at_term_end) == D("2024-06-29")


@pytest.mark.parametrize(
    ("rule", "today", "due", "new"),
    [
        (LoanRule(days=7), "2018-06-01", "2018-06-02", "2018-06-08"),
        (LoanRule(days=7, renewal_days=35), "2018-06-01", "2018-06-02", "2018-07-06"),
        (LoanRule(days=60, renew_from="due"), "2018-05-01", "2018-05-12", "2018-07-11"),
        (LoanRule(days=6, renew_from="due"), "2018-03-12", "2018-03-17", "2018-03-23"),
        (LoanRule(days=6, renew_from="due"), "2018-03-20", "2018-03-17", "2018-03-26"),  # late: from today
        (LoanRule(days=7, renewal_days=None), "2013-02-09", "2013-02-10", "2013-02-16"),
    ],
)
def test_a_renewal_counts_from_today_or_from_the_due_date(rule: LoanRule, today: str, due: str, new: str) -> None:
    assert renewed_due(rule, D(today), D(due), ALWAYS, renewed=0) == D(new)


def test_three_renewals_are_three_and_no_more() -> None:
    rule = LoanRule(days=2, renewals=3, renew_from="due")
    due = D("2018-04-23")
    for renewed in range(3):
        due = renewed_due(rule, D("2018-04-21"), due, ALWAYS, renewed=renewed)
    assert due == D("2018-04-29")
    with pytest.raises(RenewalRefused) as refused:
        renewed_due(rule, D("2018-04-21"), due, ALWAYS, renewed=3)
    assert (refused.value.fault, refused.value.renewals) == (RenewalFault.TOO_MANY, 3)


@pytest.mark.parametrize(
    ("due", "days", "term_end", "new"),
    [("2018-03-21", 14, "2018-03-31", "2018-03-31"), ("2018-03-29", 15, "2018-04-10", "2018-04-10")],
)
def test_a_renewal_ends_with_the_term(due: str, days: int, term_end: str, new: str) -> None:
    calendar = closed_on(terms=(a_term("2018-03-01", term_end),))
    rule = LoanRule(days=days, renew_from="due")
    assert renewed_due(rule, D("2018-03-20"), D(due), calendar, renewed=0) == D(new)


@pytest.mark.parametrize(
    ("rule", "today", "due", "fault", "first_day"),
    [
        (LoanRule(no_renewal_before_days=0), "2024-03-10", "2024-03-29", RenewalFault.TOO_SOON, "2024-03-29"),
        (LoanRule(no_renewal_before_days=3), "2024-03-10", "2024-03-29", RenewalFault.TOO_SOON, "2024-03-26"),
        (LoanRule(renewal_days=3), "2018-01-14", "2018-01-17", RenewalFault.NO_CHANGE, None),
        (LoanRule(renewal_days=0), "2013-02-09", "2013-02-09", RenewalFault.NO_CHANGE, None),  # 0 is a value
        (LoanRule(renewals=0), "2024-03-10", "2024-03-29", RenewalFault.TOO_MANY, None),
    ],
)
def test_a_renewal_that_cannot_be_says_why(
    rule: LoanRule, today: str, due: str, fault: RenewalFault, first_day: str | None
) -> None:
    with pytest.raises(RenewalRefused) as refused:
        renewed_due(rule, D(today), D(due), ALWAYS, renewed=0)
    assert refused.value.fault is fault
    assert refused.value.first_day == (D(first_day) if first_day else None)
    assert show_day(D(first_day or due)) in refused.value.text()


@given(some_calendars, days, st.integers(-30, 60), st.integers(0, 60), st.sampled_from(["today", "due"]))
def test_a_renewal_always_gives_more_time(calendar: Calendar, today: date, left: int, length: int, start: str) -> None:
    due = today + timedelta(days=left)
    rule = LoanRule(renewal_days=length, renew_from="due" if start == "due" else "today")
    try:
        new = renewed_due(rule, today, due, calendar, renewed=0)
    except RenewalRefused:
        return
    assert new > due
    assert new >= today


@pytest.mark.parametrize(
    ("calendar", "due", "today", "late"),
    [
        (ALWAYS, "2024-02-23", "2024-03-04", Overdue(10, 10)),
        (ALWAYS, "2024-02-23", "2024-02-28", Overdue(5, 5)),
        (ALWAYS, "2024-02-23", "2024-02-23", Overdue(0, 0)),
        (ALWAYS, "2024-02-23", "2024-02-01", Overdue(0, 0)),
        (Calendar(closed_weekdays=frozenset({6})), "2024-03-08", "2024-03-11", Overdue(3, 2)),
        (closed_on("2024-05-01", "2024-05-02", "2024-05-03"), "2024-05-01", "2024-05-04", Overdue(0, 0)),
        (closed_on("2024-05-01", "2024-05-02", "2024-05-03"), "2024-05-01", "2024-05-05", Overdue(1, 1)),
    ],
)
def test_lateness_counts_days_and_open_days(calendar: Calendar, due: str, today: str, late: Overdue) -> None:
    assert overdue_days(D(due), D(today), calendar) == late


@pytest.mark.parametrize(
    ("factor", "most", "due", "returned", "until"),
    [
        (Fraction(2), 100, "2024-02-13", "2024-03-04", "2024-04-13"),
        (Fraction(2), 10, "2024-02-13", "2024-03-04", "2024-03-14"),
        (Fraction(1), 14, "2024-03-01", "2024-03-05", "2024-03-09"),
        (Fraction(1, 2), 14, "2024-03-01", "2024-03-06", "2024-03-08"),  # two and a half days: two
        (Fraction(1, 2), 14, "2024-03-01", "2024-03-02", None),
        (Fraction(0), 14, "2024-03-01", "2024-03-05", None),
        (Fraction(1), 14, "2024-03-05", "2024-03-05", None),
    ],
)
def test_a_suspension_follows_the_lateness(
    factor: Fraction, most: int, due: str, returned: str, until: str | None
) -> None:
    rule = LoanRule(suspension_days_per_day=factor, max_suspension_days=most)
    assert suspended_until(rule, D(due), D(returned), ALWAYS) == (D(until) if until else None)


def test_a_suspension_counts_open_days_and_ends_with_the_term() -> None:
    rule = LoanRule(suspension_days_per_day=Fraction(1))
    calendar = Calendar(terms=(a_term("2024-02-26", "2024-06-28"),))
    assert suspended_until(rule, D("2024-03-06"), D("2024-03-08"), calendar) == D("2024-03-12")
    assert suspended_until(rule, D("2024-06-03"), D("2024-06-21"), calendar) == D("2024-06-28")


@given(some_calendars, days, st.integers(1, 90), st.none() | days, st.booleans(), st.integers(0, 8), st.integers(0, 50))
def test_the_steps_lead_from_the_loan_to_the_due_date_without_a_gap(
    calendar: Calendar, lent: date, length: int, expires: date | None, cap_to_term: bool, spread: int, seed: int
) -> None:
    rule = LoanRule(days=length)
    steps = due_steps(rule, lent, calendar, card_expires=expires, cap_to_term=cap_to_term, spread=spread, seed=seed)
    assert steps[0].why is DueWhy.RULE
    assert (steps[0].was, steps[0].day) == (lent, lent + timedelta(days=length))
    assert all(one.day == other.was != other.day for one, other in pairwise(steps))
    due = due_date(rule, lent, calendar, card_expires=expires, cap_to_term=cap_to_term, spread=spread, seed=seed)
    assert steps[-1].day == due
    assert all(step.text() for step in steps)


def test_each_step_says_why_the_day_was_moved() -> None:
    holidays = {date(2026, 10, 1) + timedelta(days=n): DayException(open=False, name="国庆节") for n in range(8)}
    calendar = Calendar(frozenset(), holidays, (a_term("2026-09-01", "2026-10-10"),))
    steps = due_steps(LoanRule(days=14), D("2026-09-20"), calendar, spread=5, seed=4)
    assert [step.why for step in steps] == [DueWhy.RULE, DueWhy.CLOSED, DueWhy.SPREAD, DueWhy.TERM]
    assert [step.day for step in steps] == [D("2026-10-04"), D("2026-10-09"), D("2026-10-13"), D("2026-10-10")]
    assert "国庆节" in steps[1].text()


def test_a_floor_of_the_holidays_raises_what_would_be_due_before() -> None:
    """The summer's loan is due in the autumn, however short its rule is, and the card alone still caps it."""
    summer = HolidayLending("暑假", D("2024-06-01"), D("2024-06-28"), D("2024-09-02"), D("2024-09-02"))
    rule = LoanRule(days=30)
    assert due_date(rule, D("2024-06-04"), ALWAYS, holiday=summer) == D("2024-09-02")
    assert due_date(rule, D("2024-06-04"), ALWAYS, holiday=summer, card_expires=D("2024-07-10")) == D("2024-07-10")
