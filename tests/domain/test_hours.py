"""Opening hours: spans of a room, checked, summed and copied through the week."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.errors import DeskError
from libdesk.domain.hours import (
    HoursAWeek,
    HoursBackwards,
    HoursOverlap,
    NoHoursToCopy,
    Span,
    check_spans,
    copied_to,
    minutes_of,
    read_time,
    show_hours,
    show_span,
    show_time,
)

NOON = Span(0, read_time("12:10"), read_time("13:30"), "中午")
AFTER = Span(0, read_time("16:10"), read_time("18:00"), "第七节课后")


def test_several_spans_a_day_stand_in_order() -> None:
    assert check_spans((AFTER, NOON)) == (NOON, AFTER)
    assert check_spans((NOON, NOON._replace(first=NOON.last, last=NOON.last + 10)))  # one after the other


@pytest.mark.parametrize(
    ("span", "fault"),
    [
        (Span(0, 810, 730), HoursBackwards),
        (Span(0, 730, 730), HoursBackwards),
        (Span(0, 730, 1500), HoursBackwards),
        (Span(7, 100, 200), HoursBackwards),
        (Span(0, read_time("13:00"), read_time("14:00"), "课间"), HoursOverlap),
        (Span(0, read_time("12:00"), read_time("12:11")), HoursOverlap),
    ],
)
def test_spans_that_cannot_be_are_told_with_their_times(span: Span, fault: type[DeskError]) -> None:
    with pytest.raises(fault) as told:
        check_spans((NOON, span))
    assert ":" in told.value.text()


def test_the_same_time_on_another_day_is_no_overlap() -> None:
    assert len(check_spans((NOON, NOON._replace(weekday=1)))) == 2


def test_monday_is_copied_to_friday_in_place_of_what_stood_there() -> None:
    other = Span(2, 480, 500, "早上")
    saturday = Span(5, 540, 660)
    copied = copied_to((NOON, AFTER, other, saturday), 0, range(5))
    assert [span for span in copied if span.weekday == 2] == [NOON._replace(weekday=2), AFTER._replace(weekday=2)]
    assert saturday in copied
    assert len(copied) == 11
    with pytest.raises(NoHoursToCopy):
        copied_to((other,), 0, range(5))


def test_what_two_rooms_share_counts_once() -> None:
    assert minutes_of((NOON, AFTER)) == 80 + 110
    assert minutes_of((NOON, NOON._replace(first=NOON.first + 30, last=NOON.last + 30))) == 110
    assert minutes_of((NOON, NOON._replace(weekday=1))) == 160


def test_a_week_is_enough_from_forty_hours_on() -> None:
    assert HoursAWeek(room=0, all_rooms=2400).enough
    assert not HoursAWeek(room=0, all_rooms=2399).enough


def test_times_and_hours_are_written_as_people_do() -> None:
    assert show_span(NOON) == "中午 12:10–13:30"
    assert show_time(read_time("08:05")) == "08:05"
    assert [show_hours(minutes) for minutes in (0, 2400, 190)] == ["0", "40", "3.2"]


spans = st.lists(st.builds(Span, st.integers(0, 6), st.integers(0, 1440), st.integers(0, 1440)), max_size=12)


@given(spans)
def test_the_time_covered_is_what_a_count_of_minutes_gives(some: list[Span]) -> None:
    assert minutes_of(some) == len({(span.weekday, minute) for span in some for minute in range(span.first, span.last)})


@given(spans)
def test_spans_that_pass_share_no_minute(some: list[Span]) -> None:
    try:
        kept = check_spans(some)
    except DeskError:
        return
    assert minutes_of(kept) == sum(span.last - span.first for span in kept)
