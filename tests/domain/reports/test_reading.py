"""The reading profile: shares of what was read, the rhythm, new among old, and who reads little."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.reports.reading import BookRead, Reading, added_up, little_below, read_little

MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)
NOVEL = BookRead("I", date(2026, 1, 5), 3, 4)
INSECTS = BookRead("Q", date(2019, 9, 1))


def test_a_book_is_new_for_a_year_after_it_came() -> None:
    assert NOVEL.new_on(date(2026, 1, 5))
    assert NOVEL.new_on(date(2027, 1, 4))
    assert not NOVEL.new_on(date(2027, 1, 5))
    assert not NOVEL.new_on(date(2026, 1, 4)), "lent before it was booked in"
    assert not BookRead("I").new_on(MONDAY)


def test_the_grades_of_a_book_are_told_by_its_record_alone() -> None:
    assert [NOVEL.meant_for(grade) for grade in (2, 3, 4, 5)] == [False, True, True, False]
    assert BookRead("I", grade_from=3).meant_for(6) is True
    assert INSECTS.meant_for(3) is None


def test_subjects_weekdays_and_months_are_shares_of_all_loans() -> None:
    read = Reading()
    for book, day in ((NOVEL, MONDAY), (NOVEL, TUESDAY), (INSECTS, TUESDAY), (BookRead("–"), date(2026, 4, 14))):
        read.add(book, day, 3)
    assert read.best_subjects(3) == [("I", 50.0), ("Q", 25.0)]
    assert read.best_weekday == (1, 75.0)
    assert read.best_month == (3, 75.0)
    assert (read.new, read.levelled, read.own_level) == (2, 2, 2)


def test_of_nothing_there_is_no_best() -> None:
    assert (Reading().best_subjects(3), Reading().best_weekday, Reading().best_month) == ([], None, None)


@given(st.lists(st.tuples(st.sampled_from([NOVEL, INSECTS]), st.dates(date(2020, 1, 1), date(2027, 1, 1)),
                          st.integers(0, 3))))  # fmt: skip
def test_a_grade_is_the_sum_of_its_classes(loans: list[tuple[BookRead, date, int]]) -> None:
    whole, classes = Reading(), [Reading() for _n in range(4)]
    for book, day, number in loans:
        whole.add(book, day, 3)
        classes[number].add(book, day, 3)
    assert added_up(classes) == whole


def test_little_is_less_than_a_book_a_month_and_ten_in_a_year() -> None:
    assert little_below(date(2026, 3, 9), date(2026, 3, 9)) == 1
    assert little_below(date(2026, 9, 1), date(2026, 11, 30)) == 3
    assert little_below(date(1900, 1, 1), date(2026, 11, 30)) == 10
    assert read_little([1, 2, 3], Counter({1: 3, 2: 2}), 3) == 2
