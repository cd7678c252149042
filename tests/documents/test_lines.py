"""Lines on paper: nothing is lost, nothing sticks out, no line begins with a full stop."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from libdesk.documents.fonts import printable, text_width
from libdesk.documents.lines import ELLIPSIS, NOT_FIRST, NOT_LAST, fitted, wrapped

CHINESE = st.text(st.sampled_from("城南旧事西游记（上）《》，。、“”—… 12AbcHarry-"), max_size=60)


def test_chinese_breaks_between_any_two_characters() -> None:
    assert wrapped("一二三四五六七八", 40, 10) == ["一二三四", "五六七八"]


def test_no_line_begins_with_a_closing_sign_or_ends_with_an_opening_one() -> None:
    assert wrapped("一二三四，五六", 40, 10) == ["一二三", "四，五六"]
    assert wrapped("一二三《四五》", 40, 10) == ["一二三", "《四五》"]


def test_words_and_numbers_stay_whole_where_they_can() -> None:
    assert wrapped("城南 Harry Potter", 50, 10) == ["城南 Harry", "Potter"]
    assert wrapped("2018年版", 30, 10) == ["2018", "年版"]
    assert len(wrapped("Pneumonoultramicroscopic", 50, 10)) > 1


def test_times_and_dates_stay_whole_where_they_can() -> None:
    lines = wrapped("书库 上午 08:00–12:00，中午 12:10–13:30", 90, 10)
    assert lines == ["书库 上午", "08:00–12:00，中午", "12:10–13:30"]


def test_a_long_title_ends_in_an_ellipsis_in_the_last_line_it_is_given() -> None:
    assert wrapped("一二三四五六七八九十", 40, 10, most=2) == ["一二三四", f"五六七{ELLIPSIS}"]
    assert fitted("一二三四五", 40, 10) == f"一二三{ELLIPSIS}"
    assert fitted("一二三四", 40, 10) == "一二三四"


def test_nothing_is_one_empty_line() -> None:
    assert wrapped("", 40, 10) == [""]
    assert fitted(" \n ", 40, 10) == ""


@given(st.one_of(CHINESE, st.text(max_size=60)), st.integers(30, 200))
def test_nothing_is_lost_and_nothing_sticks_out(text: str, width: int) -> None:
    lines = wrapped(text, width, 10)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    assert all(text_width(line, 10) <= width or len(line) == 1 for line in lines)


@given(CHINESE, st.integers(80, 200))
def test_lines_begin_and_end_with_what_may_stand_there(text: str, width: int) -> None:
    """Unless signs alone are as wide as the line."""
    lines = wrapped(text, width, 10)
    for line, following in pairwise(lines):
        plain = [c for c in line + following[:1] if c not in NOT_FIRST | NOT_LAST]
        if len(plain) > 4:
            assert following[0] not in NOT_FIRST
            assert line[-1] not in NOT_LAST


@given(st.text(max_size=60), st.integers(1, 3))
def test_no_more_lines_than_asked_for(text: str, most: int) -> None:
    lines = wrapped(text, 50, 10, most=most)
    assert len(lines) <= most
    assert all(text_width(line, 10) <= 50 or len(line) == 1 for line in lines)
