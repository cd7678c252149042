"""The calendar: closed weekdays, holidays, make-up days, terms."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import (
    Calendar,
    DayException,
    DaysMode,
    NeverOpen,
    Term,
    YearlyClosure,
    holiday_exceptions,
)
from libdesk.domain.show import show_day

HOLIDAYS = Path(__file__).parents[2] / "resources" / "holidays"
D = date.fromisoformat

# closed at weekends, on two feasts each year, on two single days; one Sunday open
ORDINARY = Calendar(
    exceptions={
        D("2012-11-11"): DayException(open=True, name="make-up day"),
        D("2011-06-01"): DayException(open=False, name="sports day"),
        D("2012-07-04"): DayException(open=False),
    },
    yearly=(YearlyClosure((1, 1), (1, 1)), YearlyClosure((12, 25), (12, 25))),
)
WINTER = Calendar(
    exceptions={D("2018-12-15"): DayException(open=True)},
    yearly=(YearlyClosure((8, 1), (8, 1), since=2019), YearlyClosure((12, 22), (1, 6), "winter", since=2018)),
)
ALWAYS = Calendar(closed_weekdays=frozenset())

days = st.dates(date(2000, 1, 1), date(2050, 12, 31))
calendars = st.builds(
    Calendar,
    closed_weekdays=st.frozensets(st.integers(0, 6), max_size=6),
    exceptions=st.dictionaries(days, st.builds(DayException, open=st.booleans()), max_size=20),
)


@pytest.mark.parametrize(
    ("calendar", "day", "is_open"),
    [
        (ORDINARY, "2012-11-24", False),  # Saturday
        (ORDINARY, "2012-11-26", True),  # Monday
        (ORDINARY, "2011-06-01", False),  # a single closed day
        (ORDINARY, "2012-11-11", True),  # a Sunday made open
        (ORDINARY, "2013-12-25", False),  # each year
        (WINTER, "2018-12-15", True),  # a Saturday made open
        (WINTER, "2018-12-08", False),
        (WINTER, "2018-08-01", True),  # the closure begins a year later
        (WINTER, "2019-08-01", False),
        (WINTER, "2022-08-01", False),
        (WINTER, "2018-01-03", True),  # before the first winter
        (WINTER, "2019-01-03", False),
        (WINTER, "2020-12-29", False),
        (ALWAYS, "2012-11-24", True),
    ],
)
def test_a_day_is_open_unless_the_calendar_closes_it(calendar: Calendar, day: str, is_open: bool) -> None:
    assert calendar.is_open(D(day)) is is_open


def test_the_next_open_day_is_the_day_itself_when_open() -> None:
    assert WINTER.next_open(D("2018-12-15")) == D("2018-12-15")
    assert WINTER.next_open(D("2018-12-16")) == D("2018-12-17")
    assert WINTER.previous_open(D("2019-01-06")) == D("2018-12-21")


@pytest.mark.parametrize(
    ("calendar", "one", "other", "count"),
    [
        (ORDINARY, "2012-09-17", "2012-07-23", 40),
        (ORDINARY, "2012-07-23", "2012-09-17", 40),
        (Calendar(closed_weekdays=frozenset({2})), "2019-11-05", "2019-11-15", 8),
        (ALWAYS, "2019-11-05", "2019-11-06", 1),
        (ALWAYS, "2019-11-05", "2019-11-07", 2),
        (ALWAYS, "2019-11-05", "2019-11-15", 10),
        (ALWAYS, "2019-11-05", "2019-11-05", 0),
    ],
)
def test_open_days_are_counted_between_two_days(calendar: Calendar, one: str, other: str, count: int) -> None:
    assert calendar.open_days_between(D(one), D(other)) == count


@pytest.mark.parametrize(
    ("mode", "start", "count", "there"),
    [
        (DaysMode.ROLL, "2012-07-03", 2, "2012-07-05"),
        (DaysMode.ROLL, "2012-11-24", 1, "2012-11-26"),
        (DaysMode.OPEN_DAYS, "2012-07-03", 1, "2012-07-05"),
        (DaysMode.OPEN_DAYS, "2012-07-23", 7, "2012-08-01"),
        (DaysMode.OPEN_DAYS, "2012-11-24", 1, "2012-11-26"),
        (DaysMode.OPEN_DAYS, "2012-12-26", -1, "2012-12-24"),
        (DaysMode.OPEN_DAYS, "2012-11-24", 0, "2012-11-24"),
        (DaysMode.PLAIN, "2012-07-23", 7, "2012-07-30"),
        (DaysMode.PLAIN, "2012-11-24", 1, "2012-11-25"),
    ],
)
def test_days_are_counted_in_four_ways(mode: DaysMode, start: str, count: int, there: str) -> None:
    assert ORDINARY.add_days(D(start), count, mode) == D(there)


def test_a_count_of_open_days_includes_an_opened_saturday() -> None:
    assert WINTER.add_open_days(D("2018-12-10"), 6) == D("2018-12-17")


def test_a_calendar_without_any_open_day_says_so_and_ends() -> None:
    shut = Calendar(closed_weekdays=frozenset(range(7)))
    for ask in (shut.next_open, shut.previous_open):
        with pytest.raises(NeverOpen) as never:
            ask(D("2024-03-04"))
        assert show_day(D("2024-03-04"), year=True) in never.value.text()


@given(calendars, days)
def test_the_next_open_day_is_open_and_nothing_before_it_is(calendar: Calendar, day: date) -> None:
    there = calendar.next_open(day)
    assert calendar.is_open(there)
    assert not any(calendar.is_open(day + timedelta(days=n)) for n in range((there - day).days))


@given(calendars, days, st.integers(0, 40))
def test_adding_open_days_and_counting_them_agree(calendar: Calendar, day: date, count: int) -> None:
    assert calendar.open_days_between(day, calendar.add_open_days(day, count)) == count


AUTUMN, SPRING = Term(D("2025-09-01"), D("2026-01-23"), "autumn"), Term(D("2026-03-02"), D("2026-07-03"), "spring")


def test_terms_may_stand_in_any_order() -> None:
    calendar = Calendar(terms=(SPRING, AUTUMN))
    assert calendar.term_of(D("2025-09-01")) == AUTUMN
    assert calendar.term_of(D("2026-07-03")) == SPRING
    assert calendar.term_of(D("2026-02-10")) is None


def test_holidays_between_terms_close_only_where_the_school_says_so() -> None:
    calendar = Calendar(terms=(AUTUMN, SPRING), closed_between_terms=True)
    assert calendar.next_open(D("2026-01-24")) == D("2026-03-02")
    assert calendar.is_open(D("2026-07-06"))  # the next term is not entered yet
    assert Calendar(terms=(AUTUMN, SPRING)).is_open(D("2026-02-10"))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_published_holidays_are_there(year: int) -> None:
    exceptions = holiday_exceptions(json.loads((HOLIDAYS / f"{year}.json").read_text(encoding="utf-8")))
    assert not exceptions[date(year, 10, 1)].open
    assert "国庆节" in exceptions[date(year, 10, 1)].name
    assert sum(not e.open for e in exceptions.values()) >= 28
    assert all(e.name for e in exceptions.values())


def test_a_make_up_sunday_is_a_school_day() -> None:
    exceptions = holiday_exceptions(json.loads((HOLIDAYS / "2026.json").read_text(encoding="utf-8")))
    calendar = Calendar(exceptions=exceptions)
    made_up = [d for d, e in exceptions.items() if e.open]
    assert made_up == [D(f"2026-{d}") for d in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")]
    assert D("2026-01-04").weekday() == 6
    assert all(calendar.is_open(d) for d in made_up)
    assert calendar.exceptions[D("2026-05-01")].name == "劳动节"


@pytest.mark.parametrize("wrong", [{}, {"days": [{"date": "2026-01-01"}]}, {"days": None}, {"days": ["x"]}])
def test_a_file_of_another_shape_is_no_holiday_list(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="holidays"):
        holiday_exceptions(wrong)
