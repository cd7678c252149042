"""Seat numbers: what is one, which number a pupil answers to, and what a lesson came to in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.lesson import HIGHEST, seat_numbers, seat_typed
from libdesk.domain.lesson_report import lesson_text
from libdesk.domain.rows.lessons import Book, RollRow, Score, score
from libdesk.i18n import set_language

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("text", "seat"),
    [("7", 7), ("07", 7), ("45", 45), ("60", 60), ("0", None), ("00", None), ("007", None), ("7a", None), ("", None)],
)
def test_a_seat_is_one_or_two_digits(text: str, seat: int | None) -> None:
    assert seat_typed(text) == seat


@given(st.text(max_size=4))
def test_whatever_is_typed_a_seat_is_a_number_in_range_or_none(text: str) -> None:
    seat = seat_typed(text)
    assert seat is None or 1 <= seat <= HIGHEST


def test_who_has_no_seat_is_numbered_on_from_the_highest() -> None:
    assert seat_numbers([1, 3, None, None]) == [1, 3, 4, 5]
    assert seat_numbers([None, None]) == [1, 2]
    assert seat_numbers([7, 7, None]) == [7, 7, 8]


ROLL = (
    RollRow(1, 1, "李小雨", lent_today=("城南旧事",), back_today=2),
    RollRow(2, 2, "王一", (Book("活着", date(2026, 3, 1), 8), Book("草房子", date(2026, 3, 20)))),
)


def test_a_lesson_counts_who_borrowed_and_who_still_owes() -> None:
    assert score(ROLL) == Score(2, 1, 1)


def test_a_lesson_in_words_has_a_paragraph_for_each_question_and_none_for_nobody() -> None:
    set_language("zh_CN")
    assert lesson_text("四(3)班", DAY, ROLL).split("\n") == [
        "四(3)班 3月9日 周一 整班借阅",
        "2 人中 1 人已借，今天还回 2 册。",
        "已借（1 人）：1 李小雨《城南旧事》",
        "没有借（1 人）：2 王一",
        "超期未还（1 人）：2 王一《活着》超期 8 天",
    ]
    assert len(lesson_text("四(3)班", DAY, ROLL[:1]).split("\n")) == 3
