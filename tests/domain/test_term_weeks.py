"""A term at a glance: whole weeks from Monday, each day as what it is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar, DayException, Term
from libdesk.domain.term_weeks import DayKind, open_days_in, term_weeks

D = date.fromisoformat
TERM = Term(D("2026-02-25"), D("2026-03-13"), "spring")  # a Wednesday, a Friday
CALENDAR = Calendar(
    exceptions={
        D("2026-02-28"): DayException(open=True, name="春节"),
        D("2026-03-05"): DayException(open=False, name="运动会"),
        D("2026-03-07"): DayException(open=False, name="校庆"),
        D("2026-03-09"): DayException(open=True, name="x"),
    },
    terms=(TERM,),
)


def test_a_term_is_shown_in_weeks_from_monday_to_sunday() -> None:
    weeks = term_weeks(CALENDAR, TERM)
    assert [week[0].day for week in weeks] == [D("2026-02-23"), D("2026-03-02"), D("2026-03-09")]
    kinds = {day.day: day.kind for week in weeks for day in week}
    assert kinds[D("2026-02-24")] is DayKind.OUTSIDE
    assert kinds[D("2026-02-25")] is DayKind.OPEN
    assert kinds[D("2026-02-28")] is DayKind.MADE_UP
    assert kinds[D("2026-03-01")] is DayKind.OFF
    assert kinds[D("2026-03-05")] is DayKind.CLOSED
    assert kinds[D("2026-03-07")] is DayKind.OFF  # a Saturday that is closed in any case
    assert kinds[D("2026-03-09")] is DayKind.OPEN
    assert kinds[D("2026-03-14")] is DayKind.OUTSIDE


def test_the_open_days_of_a_term_include_its_first_and_last() -> None:
    assert open_days_in(CALENDAR, TERM) == 13


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(days, st.integers(0, 200), st.dictionaries(days, st.builds(DayException, open=st.booleans()), max_size=20))
def test_the_overview_and_the_calendar_agree_on_each_day(
    first: date, length: int, exceptions: dict[date, DayException]
) -> None:
    term = Term(first, date.fromordinal(first.toordinal() + length))
    calendar = Calendar(exceptions=exceptions, terms=(term,))
    shown = [day for week in term_weeks(calendar, term) for day in week]
    assert len(shown) % 7 == 0
    inside = [day for day in shown if day.kind is not DayKind.OUTSIDE]
    assert (inside[0].day, inside[-1].day) == (term.first, term.last)
    assert sum(day.kind in (DayKind.OPEN, DayKind.MADE_UP) for day in inside) == open_days_in(calendar, term)
    assert all(calendar.is_open(day.day) == (day.kind in (DayKind.OPEN, DayKind.MADE_UP)) for day in inside)
