"""How long what came back waits on the trolley."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar
from libdesk.domain.shelving.trolley import first_day_waiting, since

MONDAY = date(2026, 3, 9)
CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("today", "days", "first"),
    [
        (MONDAY, 3, date(2026, 3, 5)),  # Thursday, Friday and today
        (MONDAY, 1, MONDAY),
        (date(2026, 3, 8), 3, date(2026, 3, 4)),  # a Sunday: as on the Friday before it
        (MONDAY, 0, None),
    ],
)
def test_the_first_day_on_which_it_still_waits(today: date, days: int, first: date | None) -> None:
    assert first_day_waiting(today, CALENDAR, days) == first


@given(st.integers(0, 60), st.integers(1, 10), st.integers(0, 30))
def test_it_waits_while_fewer_open_days_have_passed(after: int, days: int, ago: int) -> None:
    today = MONDAY + timedelta(days=after)
    came = today - timedelta(days=ago)
    first = first_day_waiting(today, CALENDAR, days)
    assert first is not None
    assert (came >= first) is (CALENDAR.open_days_between(came, today) < days)


def test_a_library_that_never_opens_keeps_everything_waiting() -> None:
    never = Calendar(closed_weekdays=frozenset(range(7)))
    assert first_day_waiting(MONDAY, never, 3) is None
    assert since(MONDAY, never, 3, "Asia/Shanghai") == 0


def test_the_instant_is_midnight_in_the_zone_of_the_library() -> None:
    assert since(MONDAY, CALENDAR, 1, "Asia/Shanghai") == 1_772_985_600_000
