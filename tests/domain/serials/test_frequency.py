"""A frequency tells the days of appearance; what can never appear is told in words."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.serials.foretelling import foretell, next_span, next_start
from libdesk.domain.serials.frequency import (
    FAULTS,
    MOST_ISSUES,
    Frequency,
    FrequencyWrong,
    Unit,
    frequency_named,
    read_frequency,
    show_frequency,
)
from libdesk.domain.serials.numbering import Numbering
from libdesk.i18n import set_language

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NEW_YEAR = date(1970, 1, 1)


def days(frequency: Frequency, first: date, count: int) -> list[str]:
    """The first days of appearance."""
    found = [day.isoformat() for day in frequency.dates(first, first + timedelta(days=12 * 366))]
    return found[:count]


@pytest.mark.parametrize(
    ("frequency", "first", "skipped", "expected"),
    [
        (Frequency(Unit.DAY), NEW_YEAR, (), ["01-02", "01-03", "01-04"]),
        (Frequency(Unit.DAY), NEW_YEAR, (2, 4), ["01-03", "01-05", "01-06"]),
        (Frequency(Unit.DAY, 2), NEW_YEAR, (), ["01-01", "01-02", "01-02", "01-03"]),
        (Frequency(Unit.DAY, every=2), NEW_YEAR, (), ["01-03", "01-05"]),
        (Frequency(Unit.WEEK), NEW_YEAR, (), ["01-08", "01-15"]),
        (Frequency(Unit.WEEK, every=2), NEW_YEAR, (3,), ["01-15", "02-12", "02-26"]),
        (Frequency(Unit.WEEK, 6), date(1970, 1, 6), (), ["01-07", "01-08", "01-09", "01-10", "01-11", "01-13"]),
        (Frequency(Unit.WEEK, 6), date(1970, 1, 6), (3, 5, 6), ["01-07", "01-09", "01-13", "01-14"]),
        (Frequency(Unit.MONTH, every=2), NEW_YEAR, (), ["03-01", "05-01", "07-01"]),
        (Frequency(Unit.MONTH, 2), NEW_YEAR, (), ["01-16", "02-01", "02-15", "03-01"]),
    ],
)
def test_issues_follow_the_first_one(
    frequency: Frequency, first: date, skipped: tuple[int, ...], expected: list[str]
) -> None:
    found = days(frequency, first, len(expected) + 1 + len(skipped))
    kept = [day[5:] for nth, day in enumerate(found, 1) if nth not in skipped]
    assert kept[1:] == expected


@pytest.mark.parametrize(
    ("frequency", "first", "skipped", "expected"),
    [
        (Frequency(Unit.YEAR), NEW_YEAR, (2, 4), ["1972-01-01", "1974-01-01", "1975-01-01"]),
        (Frequency(Unit.YEAR, 2), NEW_YEAR, (), ["1970-07-02", "1971-01-01", "1971-07-02", "1972-01-01"]),
        (
            Frequency(Unit.YEAR, 2),
            NEW_YEAR,
            (3, 5, 6),
            ["1970-07-02", "1971-07-02", "1973-01-01", "1973-07-02", "1974-01-01"],
        ),
        (Frequency(Unit.WEEK, every=2), date(2024, 1, 31), (), ["2024-02-14", "2024-02-28"]),
        (Frequency(Unit.YEAR), date(2024, 1, 31), (), ["2025-01-31", "2026-01-31"]),
        (Frequency(Unit.WEEK, every=2), date(2010, 1, 1), (), ["2010-01-15"]),
        (Frequency(Unit.MONTH), date(2026, 1, 31), (), ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (Frequency(Unit.YEAR), date(2024, 2, 29), (), ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        (Frequency(Unit.MONTH, 3, days=(5, 15, 31)), date(2026, 2, 5), (), ["2026-02-15", "2026-02-28", "2026-03-05"]),
        (Frequency(Unit.WEEK, weekdays=(0, 3)), date(2026, 1, 1), (), ["2026-01-05", "2026-01-08", "2026-01-12"]),
        (Frequency(Unit.WEEK, every=2, weekdays=(4,)), date(2026, 1, 2), (), ["2026-01-16", "2026-01-30"]),
    ],
)
def test_issues_do_not_drift(frequency: Frequency, first: date, skipped: tuple[int, ...], expected: list[str]) -> None:
    found = days(frequency, first, len(expected) + 1 + len(skipped))
    assert [day for nth, day in enumerate(found, 1) if nth not in skipped][1:] == expected


@pytest.mark.parametrize(
    ("frequency", "gaps"),
    [
        (Frequency(Unit.DAY), (1, 1)), (Frequency(Unit.WEEK, 3), (2, 3)), (Frequency(Unit.WEEK), (7, 7)),
        (Frequency(Unit.WEEK, 2), (3, 4)), (Frequency(Unit.MONTH, 3), (9, 11)), (Frequency(Unit.MONTH, 2), (14, 16)),
        (Frequency(Unit.MONTH, every=2), (59, 62)), (Frequency(Unit.MONTH, every=3), (90, 92)),
    ],
)  # fmt: skip
def test_issues_stand_evenly(frequency: Frequency, gaps: tuple[int, int]) -> None:
    """The fewest and the most days between thirteen issues, as the unit has 28 to 31 days or 7."""
    found = list(frequency.dates(date(2020, 1, 5), date(2024, 1, 5)))[:13]
    between = [(after - before).days for before, after in pairwise(found)]
    assert (min(between), max(between)) == gaps


def test_a_paper_without_holiday_issues_passes_over_them() -> None:
    closed = {date(2026, 10, day) for day in range(1, 8)}
    paper = Frequency(Unit.DAY, holidays=False)
    found = list(paper.dates(date(2026, 9, 29), date(2026, 10, 9), closed.__contains__))
    assert [day.day for day in found] == [29, 30, 8, 9]
    always = Frequency(Unit.DAY)
    assert len(list(always.dates(date(2026, 9, 29), date(2026, 10, 9), closed.__contains__))) == 11


@pytest.mark.parametrize(
    ("frequency", "span", "fault"),
    [
        (Frequency(Unit.MONTH, 0), YEAR, "count"),
        (Frequency(Unit.MONTH, every=0), YEAR, "count"),
        (Frequency(Unit.WEEK, weekdays=(7,)), YEAR, "weekdays"),
        (Frequency(Unit.MONTH, days=(0,)), YEAR, "days"),
        (Frequency(Unit.MONTH, days=(32,)), YEAR, "days"),
        (Frequency(Unit.MONTH, days=(5, 5)), YEAR, "days"),
        (Frequency(Unit.DAY), (YEAR[1], YEAR[0]), "span"),
        (Frequency(Unit.YEAR, start=date(2027, 3, 1)), YEAR, "start"),
        (Frequency(Unit.WEEK, weekdays=(5,)), (date(2026, 1, 5), date(2026, 1, 9)), "never"),
        (Frequency(Unit.DAY, 9), YEAR, "many"),
    ],
)
def test_what_can_never_appear_is_told(frequency: Frequency, span: tuple[date, date], fault: str) -> None:
    with pytest.raises(FrequencyWrong) as caught:
        foretell(*span, frequency, Numbering())
    assert caught.value.fault == fault
    assert caught.value.text()


def test_a_paper_that_appears_on_holidays_alone_never_appears() -> None:
    with pytest.raises(FrequencyWrong):
        foretell(*YEAR, Frequency(Unit.DAY, holidays=False), Numbering(), lambda _day: True)


def test_every_fault_has_its_words() -> None:
    assert all(FrequencyWrong(fault).text() for fault in FAULTS)


frequencies = st.one_of(
    st.builds(Frequency, st.sampled_from([Unit.DAY]), st.integers(1, 2), st.integers(1, 9)),
    st.builds(Frequency, st.just(Unit.WEEK), st.integers(1, 7), st.integers(1, 6)),
    st.builds(
        lambda every, weekdays: Frequency(Unit.WEEK, every=every, weekdays=tuple(sorted(weekdays))),
        st.integers(1, 4), st.sets(st.integers(0, 6), min_size=1),
    ),
    st.builds(Frequency, st.just(Unit.MONTH), st.integers(1, 4), st.integers(1, 12)),
    st.builds(
        lambda every, named: Frequency(Unit.MONTH, every=every, days=tuple(named)),
        st.integers(1, 3), st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True),
    ),
    st.builds(Frequency, st.just(Unit.YEAR), st.integers(1, 6), st.integers(1, 2)),
)  # fmt: skip
some_days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@given(frequencies, some_days, st.integers(0, 800))
def test_days_ascend_and_stay_within_the_subscription(frequency: Frequency, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(frequency.dates(first, last))
    assert found == sorted(found)
    assert all(first <= day <= last for day in found)


@given(frequencies, some_days, st.integers(0, 366))
def test_there_are_as_many_numbers_as_days(frequency: Frequency, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = list(frequency.dates(first, last))
    if 0 < len(found) <= MOST_ISSUES:
        issues = foretell(first, last, frequency, Numbering(total=7))
        assert [issue.expected for issue in issues] == found
        assert [issue.numbers.total for issue in issues] == list(range(7, 7 + len(found)))


@given(frequencies, some_days, st.booleans(), st.one_of(st.none(), some_days))
def test_a_frequency_comes_back_from_the_library_as_it_was(
    frequency: Frequency, day: date, holidays: bool, start: date | None
) -> None:
    kept = Frequency(
        frequency.unit, frequency.per, frequency.every, frequency.weekdays, frequency.days, start, holidays
    )
    assert read_frequency(kept.text) == kept


@given(frequencies.filter(lambda one: one.per == 1 or one.unit is not Unit.WEEK), st.integers(2000, 2050))
def test_two_years_in_a_row_are_one_series(frequency: Frequency, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    begin, end = next_span(first, last)
    assert (begin, end) == (date(year + 1, 1, 1), date(year + 1, 12, 31))
    start = next_start(frequency, first, last)
    following = Frequency(frequency.unit, frequency.per, frequency.every, frequency.weekdays, frequency.days, start)
    whole = [day for day in frequency.dates(first, end) if day >= begin]
    if len(set(whole)) == len(whole) and frequency.per == 1:
        assert list(following.dates(begin, end))[:3] == whole[:3]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("日刊", "日刊"), ("周刊", "周刊"), ("周五刊", "周五刊"), ("旬刊", "旬刊"), ("半月刊", "半月刊"),
        ("月刊", "月刊"), ("双月刊", "双月刊"), ("季刊", "季刊"), ("半年刊", "半年刊"), ("年刊", "年刊"),
        ("不定期", "不定期"), ("双周刊", "双周刊"),
    ],
)  # fmt: skip
def test_a_frequency_is_called_as_the_catalogue_calls_it(words: str, shown: str) -> None:
    found = frequency_named(words)
    assert found is not None
    assert show_frequency(found).split()[0] == shown


@pytest.mark.parametrize("words", ["", "有时候", "周九刊", "周刊刊"])
def test_words_that_are_no_frequency_are_passed_over(words: str) -> None:
    assert frequency_named(words) is None


@pytest.mark.parametrize(
    ("first", "last", "following"),
    [
        (date(2026, 7, 1), date(2026, 12, 31), (date(2027, 1, 1), date(2027, 6, 30))),
        (date(2025, 9, 1), date(2026, 8, 31), (date(2026, 9, 1), date(2027, 8, 31))),
        (date(2026, 1, 5), date(2026, 1, 11), (date(2026, 1, 12), date(2026, 1, 18))),
    ],
)
def test_the_next_subscription_is_as_long(first: date, last: date, following: tuple[date, date]) -> None:
    assert next_span(first, last) == following


def test_a_frequency_without_a_name_is_told() -> None:
    assert show_frequency(Frequency(Unit.WEEK, 2, 3)) == "每3周2期"
    assert show_frequency(Frequency(Unit.DAY, 2)) == "每天2期"


def test_a_frequency_is_whole_in_words_also_without_its_weekdays() -> None:
    assert show_frequency(Frequency(Unit.WEEK, weekdays=(0, 2, 4))).split()[0] == "周三刊"
    assert show_frequency(Frequency(Unit.WEEK, weekdays=(0, 2, 4)), weekdays=False) == "周三刊"
    set_language("en")
    assert show_frequency(Frequency(Unit.MONTH, 2), weekdays=False) == "twice a month"
    assert show_frequency(Frequency(Unit.WEEK, weekdays=(0, 2, 4)), weekdays=False) == "3 a week"
