"""Tasks of one term once more in another: months stay months, what is repeated is worked out anew, days move on."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import YEAR, Calendar, DayException
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import TaskRow
from libdesk.domain.tasks.again import days_again, series_of
from libdesk.domain.tasks.repeats import Repeat, days_of
from libdesk.domain.tasks.spans import closing, month_span, opening

OLD = TermRow(1, "old", date(2026, 2, 25), date(2026, 7, 5))
NEW = TermRow(2, "new", date(2027, 3, 1), date(2027, 7, 9))
OPEN = Calendar()


def row(first: date, last: date, number: int = 1, series: int | None = None) -> TaskRow:
    return TaskRow(number, "care", "事", first, last, "", "", None, "", series, "done", None, first)


def repeated(repeat: Repeat, first: date, last: date) -> list[TaskRow]:
    spans = days_of(repeat, first, last, calendar=OPEN, term_last=OLD.last)
    return [row(*span, number, 1 if number > 1 else None) for number, span in enumerate(spans, start=1)]


@pytest.mark.parametrize("months", [(3, 3), (3, 4), (2, 2), (7, 7), (6, 7)])
def test_what_is_of_months_keeps_its_months(months: tuple[int, int]) -> None:
    task = row(*month_span(OLD, months))
    assert days_again([task], OLD, NEW, OPEN) == (month_span(NEW, months),)


def test_what_is_done_at_each_months_end_is_done_on_the_last_open_days_of_the_new_months() -> None:
    holiday = {date(2027, 4, 30): DayException(False, "假")}
    found = days_again(repeated(Repeat.MONTH_END, OLD.first, OLD.last), OLD, NEW, Calendar(exceptions=holiday))
    assert [first.isoformat()[5:] for first, _last in found] == ["03-31", "04-29", "05-31", "06-30", "07-09"]


def test_what_is_done_each_week_goes_through_the_weeks_of_the_new_term() -> None:
    found = days_again(repeated(Repeat.WEEKLY, date(2026, 2, 27), OLD.last), OLD, NEW, OPEN)
    assert found[0][0] == date(2027, 3, 5)
    assert {first.weekday() for first, _last in found} == {4}
    assert found[-1][0] == date(2027, 7, 9)


def test_some_weeks_of_a_term_are_the_same_weeks_a_year_later() -> None:
    found = days_again(repeated(Repeat.WEEKLY, date(2026, 4, 6), date(2026, 4, 30)), OLD, NEW, OPEN)
    assert [first.isoformat() for first, _last in found] == ["2027-04-05", "2027-04-12", "2027-04-19", "2027-04-26"]


def test_what_ends_the_term_ends_the_new_one() -> None:
    found = days_again(repeated(Repeat.TERM_END, OLD.first, OLD.last), OLD, NEW, OPEN)
    assert found == ((NEW.last, NEW.last),)


def test_other_days_go_on_by_52_weeks_and_then_to_an_open_day() -> None:
    closed = Calendar(exceptions={date(2027, 4, 22): DayException(False, "运动会")})
    days = date(2026, 4, 23), date(2026, 4, 23)
    assert days_again([row(*days)], OLD, NEW, closed) == ((date(2027, 4, 23), date(2027, 4, 23)),)


@pytest.mark.parametrize("part", [opening, closing])
def test_what_is_of_the_first_or_the_last_weeks_is_so_again(part: Callable[[TermRow], tuple[date, date]]) -> None:
    assert days_again([row(*part(OLD))], OLD, NEW, OPEN) == (part(NEW),)


def test_what_goes_through_a_term_goes_through_one_that_begins_a_month_earlier() -> None:
    early = TermRow(3, "early", date(2027, 1, 25), date(2027, 8, 3))
    found = days_again(repeated(Repeat.MONTH_END, OLD.first, OLD.last), OLD, early, OPEN)
    assert [first.month for first, _last in found] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_some_months_ends_are_those_of_the_same_months() -> None:
    found = days_again(repeated(Repeat.MONTH_END, date(2026, 4, 1), date(2026, 5, 31)), OLD, NEW, OPEN)
    assert [first.month for first, _last in found] == [4, 5]


def test_what_lay_in_the_holidays_lies_as_long_before_the_new_term() -> None:
    reading = row(date(2026, 1, 24), date(2026, 2, 20))
    assert days_again([reading], OLD, NEW, OPEN) == ((date(2027, 1, 28), date(2027, 2, 24)),)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 40))
def test_what_began_in_the_holidays_belongs_to_the_plan_of_the_new_term(ahead: int, days: int, holidays: int) -> None:
    since = NEW.first - timedelta(days=holidays)
    first = OLD.first - timedelta(days=ahead)
    ((begin, end),) = days_again([row(first, first + timedelta(days=days))], OLD, NEW, OPEN, since=since)
    assert since <= begin <= end <= NEW.last


@pytest.mark.parametrize("day", [OLD.first, OLD.first + timedelta(days=1), OLD.last])
def test_nothing_lies_outside_the_new_term(day: date) -> None:
    short = TermRow(3, "short", NEW.first + timedelta(days=20), NEW.last - timedelta(days=20))
    ((first, last),) = days_again([row(day, day + timedelta(days=1))], OLD, short, OPEN)
    assert short.first <= first <= last <= short.last
    assert OPEN.is_open(first)
    assert day + YEAR not in (first, last)


def test_a_series_is_what_is_known_by_its_first_task() -> None:
    rows = [*repeated(Repeat.WEEKLY, date(2026, 4, 6), date(2026, 4, 20)), row(date(2026, 4, 1), date(2026, 4, 2), 9)]
    assert [[one.id for one in series] for series in series_of(rows)] == [[9], [1, 2, 3]]
