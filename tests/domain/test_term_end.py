"""The recall: its day, and how far each class is."""

from datetime import date

from libdesk.domain.calendar import Calendar, DayException, Term
from libdesk.domain.rows.reports import OverdueLoan
from libdesk.domain.term_end import progress, recall_day, recall_groups, term_for

SPRING = Term(date(2026, 2, 25), date(2026, 7, 5), "下学期")
TODAY = date(2026, 6, 25)


def loan(number: int, reader: int, class_no: int, due: date) -> OverdueLoan:
    return OverdueLoan("pupil", "primary", 2022, class_no, number, f"读者{reader}", "d", "书", "1", due, reader)


def test_everything_is_asked_back_on_an_open_day_before_the_end() -> None:
    assert recall_day(SPRING, 14, Calendar()) == date(2026, 6, 19)  # the 21st is a Sunday
    closed = Calendar(exceptions={date(2026, 6, 19): DayException(False, "端午节")})
    assert recall_day(SPRING, 14, closed) == date(2026, 6, 18)
    assert recall_day(SPRING, 500, Calendar()) == SPRING.first


def test_a_library_that_never_opens_is_asked_back_all_the_same() -> None:
    assert recall_day(SPRING, 14, Calendar(frozenset(range(7)))) == date(2026, 6, 21)


def test_between_terms_the_one_that_ended_is_meant() -> None:
    earlier = Term(date(2025, 9, 1), date(2026, 1, 23), "上学期")
    later = Term(date(2026, 9, 1), date(2027, 1, 22), "上学期")
    assert term_for((SPRING, earlier, later), date(2026, 7, 20)) == SPRING
    assert term_for((later, SPRING), date(2026, 1, 1)) == SPRING
    assert term_for((), TODAY) is None


def test_each_class_tells_what_is_out_and_what_came_back() -> None:
    loans = [loan(1, 1, 3, date(2026, 6, 1)), loan(2, 1, 3, date(2026, 6, 30)), loan(3, 2, 4, date(2026, 6, 30))]
    third, other = ("pupil", "primary", 2022, 3), ("pupil", "primary", 2022, 7)
    rows = recall_groups(loans, {third: 30}, {third: 6, other: 5}, TODAY)
    assert [(row.class_no, row.readers, row.with_books, row.copies, row.overdue, row.back) for row in rows] == [
        (3, 30, 1, 2, 1, 6), (4, 0, 1, 1, 0, 0), (7, 0, 0, 0, 0, 5),
    ]  # fmt: skip
    assert [row.done for row in rows] == [0.75, 0.0, 1.0]
    assert progress(rows) == (11, 14)
    assert progress([]) == (0, 0)
