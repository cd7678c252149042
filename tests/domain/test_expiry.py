"""Until when a card is valid: the school systems' own cases for renewal and for telling in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.expiry import expires_soon, months_later, renewed

TODAY = date(2024, 3, 4)


def test_a_card_is_renewed_from_the_day_it_ends() -> None:
    assert renewed(date(2016, 10, 30), date(2016, 11, 30)) == date(2017, 10, 30)


def test_a_card_that_never_had_a_day_is_renewed_from_today() -> None:
    assert renewed(None, TODAY) == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 12, 31), 2, date(2025, 2, 28)),
    ],
)
def test_month_ends_are_limited(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_later_is_in_that_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("left", "warn_days", "told"),
    [(11, 10, False), (10, 0, False), (10, 10, False), (20, 10, False), (9, 10, True), (0, 10, True), (-1, 10, False)],
)
def test_a_card_that_ends_soon_is_told_in_time(left: int, warn_days: int, told: bool) -> None:
    assert expires_soon(TODAY + timedelta(days=left), TODAY, warn_days) is told


def test_a_card_without_a_day_never_ends() -> None:
    assert not expires_soon(None, TODAY)
