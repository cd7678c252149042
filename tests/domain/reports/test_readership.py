"""Who counts as a reader of a period."""

from datetime import date

from libdesk.domain.classes import Stage
from libdesk.domain.reports.readership import Group, readership
from libdesk.domain.school import School

SCHOOL = School(stages=(Stage.PRIMARY,))
AUTUMN = (date(2026, 9, 1), date(2027, 1, 20))
YEAR = (date(2025, 9, 1), date(2026, 8, 31))


def pupil(entry_year: int, class_no: int = 1) -> Group:
    return ("pupil", "primary", entry_year, class_no)


def test_who_changed_class_counts_once_in_the_later_one() -> None:
    were = readership([(7, pupil(2024, 1)), (8, pupil(2024, 1)), (7, pupil(2024, 2))], SCHOOL, *AUTUMN)
    assert were.counts == {pupil(2024, 1): 1, pupil(2024, 2): 1}
    assert were.among({7}) == {pupil(2024, 2): 1}


def test_a_final_class_that_is_taken_out_late_belongs_to_no_later_term() -> None:
    assert readership([(1, pupil(2020))], SCHOOL, *AUTUMN).groups == {}
    assert readership([(1, pupil(2020))], SCHOOL, *YEAR).counts == {pupil(2020): 1}


def test_a_class_that_is_entered_in_summer_begins_in_september() -> None:
    assert readership([(1, pupil(2026))], SCHOOL, date(2026, 8, 1), date(2026, 8, 31)).groups == {}
    assert readership([(1, pupil(2026))], SCHOOL, date(2026, 8, 1), date(2026, 9, 1)).counts == {pupil(2026): 1}


def test_since_the_beginning_everybody_counts_who_ever_was_here() -> None:
    rows = [(1, pupil(2014)), (2, pupil(2026)), (3, ("teacher", None, None, None))]
    were = readership(rows, SCHOOL, date(1900, 1, 1), date(2026, 9, 30))
    assert were.of_kind("pupil") == {1, 2}
    assert were.of_kind("pupil", "teacher") == {1, 2, 3}
