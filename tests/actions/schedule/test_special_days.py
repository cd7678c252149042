"""Days that go otherwise than their weekday: hours and lessons follow, and each step is undone to the letter."""

from datetime import date

import pytest

from libdesk.actions import hours
from libdesk.actions.calendar import set_days
from libdesk.actions.desk import Desk
from libdesk.actions.schedule.special_days import remove_special_day, set_special_day
from libdesk.actions.undo import undo
from libdesk.domain.hours import Span
from libdesk.domain.rows.schedule import SpecialDay
from libdesk.domain.special_days import NothingSpecial, ShortDayBackwards
from libdesk.store.queries import day_hours
from tests.builders import close_days

MONDAY, SUNDAY = date(2026, 3, 9), date(2026, 3, 15)


@pytest.fixture
def week(desk: Desk) -> Desk:
    hours.set_span(desk, 1, Span(0, 480, 720, "上午"))
    hours.set_span(desk, 1, Span(0, 730, 810, "中午"))
    hours.set_span(desk, 2, Span(0, 970, 1080, "第七节课后"))
    hours.set_span(desk, 1, Span(4, 500, 700, "周五"))
    return desk


def open_on(desk: Desk, day: date) -> list[tuple[int, int, int]]:
    rooms = day_hours.hours_on(desk.library, desk.calendar, day)
    return [(room.place_id, span.first, span.last) for room in rooms for span in room.spans]


def test_a_day_has_the_hours_of_its_weekday_unless_it_is_closed(week: Desk) -> None:
    assert open_on(week, MONDAY) == [(1, 480, 720), (1, 730, 810), (2, 970, 1080)]
    close_days(week, MONDAY)
    assert open_on(week, MONDAY) == []


def test_a_day_that_ends_at_noon_ends_in_every_room(week: Desk) -> None:
    entry = set_special_day(week, SpecialDay(MONDAY, first=0, last=740, name=" 教研 活动 "))
    assert open_on(week, MONDAY) == [(1, 480, 720), (1, 730, 740)]
    special = day_hours.special_day(week.library, MONDAY)
    assert special is not None
    assert special.name == "教研 活动"
    undo(week, entry)
    assert len(open_on(week, MONDAY)) == 3


def test_a_make_up_sunday_goes_like_the_weekday_that_is_said(week: Desk) -> None:
    set_days(week, SUNDAY, SUNDAY, open=True, name="调休")
    assert open_on(week, SUNDAY) == []
    set_special_day(week, SpecialDay(SUNDAY, as_weekday=0))
    set_special_day(week, SpecialDay(SUNDAY, as_weekday=4))
    assert open_on(week, SUNDAY) == [(1, 500, 700)]
    undo(week, remove_special_day(week, SpecialDay(SUNDAY)))
    assert open_on(week, SUNDAY) == [(1, 500, 700)]


def test_a_special_day_that_says_nothing_is_refused(week: Desk) -> None:
    with pytest.raises(NothingSpecial):
        set_special_day(week, SpecialDay(MONDAY, name="x"))
    with pytest.raises(ShortDayBackwards):
        set_special_day(week, SpecialDay(MONDAY, first=700, last=600))
    assert remove_special_day(week, SpecialDay(MONDAY)) == 0
