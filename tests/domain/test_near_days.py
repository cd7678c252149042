"""What the next days are against the week, for today's page."""

from datetime import date

from libdesk.domain.calendar import Calendar, DayException
from libdesk.domain.near_days import NearDays, days_ahead

MONDAY = date(2026, 3, 9)


def day(number: int) -> date:
    return date(2026, 3, number)


def test_an_ordinary_week_has_nothing_to_tell() -> None:
    assert days_ahead(Calendar(), MONDAY, 7) == ()


def test_a_closing_takes_the_weekend_after_it_along() -> None:
    calendar = Calendar(exceptions={day(n): DayException(False, "运动会") for n in (12, 13)})
    assert days_ahead(calendar, MONDAY, 7) == (NearDays(day(12), day(15), False, "运动会"),)


def test_a_sunday_that_is_a_school_day_is_told_by_itself() -> None:
    calendar = Calendar(exceptions={day(15): DayException(True, "补课")})
    assert days_ahead(calendar, MONDAY, 7) == (NearDays(day(15), day(15), True, "补课"),)


def test_two_closings_with_other_names_are_two_lines() -> None:
    calendar = Calendar(exceptions={day(10): DayException(False, "运动会"), day(11): DayException(False, "春游")})
    assert [(one.first.day, one.name) for one in days_ahead(calendar, MONDAY, 7)] == [(10, "运动会"), (11, "春游")]


def test_what_comes_after_the_days_looked_at_is_left_out() -> None:
    calendar = Calendar(exceptions={day(17): DayException(False, "运动会")})
    assert days_ahead(calendar, MONDAY, 7) == ()
