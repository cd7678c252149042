"""What a case of repair goes by: the worse degree, the next steps, a check, the times of the register."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.care_checks import CareCheck
from libdesk.domain.repair_periods import register_periods
from libdesk.domain.repairs import (
    CAUSE_NAMES,
    DEGREES,
    KIND_NAMES,
    OPEN,
    STATE_NAMES,
    CaseState,
    better_known,
    check_range,
    steps_from,
    where_text,
    worse,
)
from libdesk.domain.rows.repairs import CheckedCopy
from libdesk.domain.shelf_ranges import RangeWrong

DEGREE = st.sampled_from(DEGREES)


@given(DEGREE, DEGREE, DEGREE)
def test_the_worse_of_two_degrees_counts_whichever_is_said_first(one: str, two: str, three: str) -> None:
    assert worse(one, two) == worse(two, one)
    assert worse(worse(one, two), three) == worse(one, worse(two, three))
    assert worse(one, "severe") == "severe"
    assert worse(one, "slight") == one


def test_a_report_that_says_nothing_of_what_leaves_what_was_said() -> None:
    assert better_known("other", "spine") == "spine"
    assert better_known("water", "other") == "water"
    assert better_known("water", "spine") == "water"


@pytest.mark.parametrize("state", CaseState)
def test_a_case_goes_on_until_it_is_closed_and_never_to_where_it_is(state: CaseState) -> None:
    assert bool(steps_from(state)) == (state in OPEN)
    assert state not in steps_from(state)
    assert CaseState.WITHDRAWN not in steps_from(state)  # a list of withdrawal ends it


def test_every_code_has_words() -> None:
    assert set(STATE_NAMES) == set(CaseState)
    assert all(KIND_NAMES.values())
    assert all(CAUSE_NAMES.values())
    assert len({where_text(state) for state in ("", "in_repair", "bindery", "proposed")}) == 4


@pytest.mark.parametrize("ends", [("I3", "I2"), ("I2", ""), ("", "I2")])
def test_a_stretch_that_is_none_is_told(ends: tuple[str, str]) -> None:
    with pytest.raises(RangeWrong):
        check_range(*ends)


def copy(number: int, call_no: str = "I247.5/3", place: int = 1, case: str = "") -> CheckedCopy:
    return CheckedCopy(number, "草房子", f"{number}", call_no, place, "书库", "shelf", case, "slight" if case else "")


def test_a_book_of_a_check_counts_once_and_what_stands_wrong_is_seen() -> None:
    check = CareCheck(1, check_range("I2", "I3"))
    assert check.look_at(copy(1))
    assert not check.look_at(copy(1))
    assert not check.outside(copy(1))
    assert check.outside(copy(2, "J2/1"))
    assert check.elsewhere(copy(3, place=2))
    assert not CareCheck().elsewhere(copy(3, place=2))
    assert len(check.rows) == 1


def test_a_mark_goes_with_its_case() -> None:
    check = CareCheck()
    check.look_at(copy(1))
    check.mark(1, 77)
    check.renew(copy(1, case="reported"))
    assert check.marked == 1
    check.renew(copy(1))  # undone elsewhere
    assert check.marked == 0
    check.leave_out(1)
    assert check.rows == []


def test_the_register_is_asked_by_term_month_and_year_the_latest_first() -> None:
    autumn = Term(date(2025, 9, 1), date(2026, 1, 20), "第一学期")
    terms = (autumn, Term(date(2026, 2, 20), date(2026, 7, 5), "第二学期"))
    found = register_periods(date(2026, 3, 9), Calendar(terms=terms), date(2025, 11, 3))
    names = [period.name for period in found]
    assert names[0] == "第二学期"
    assert names[1:6] == ["2026年3月", "2026年2月", "2026年1月", "2025年12月", "2025年11月"]
    assert names[6:] == ["第一学期", "2025—2026学年", "全部"]
    assert found[1].last == date(2026, 3, 9)
    assert found[-1].first == date(2025, 11, 3)


def test_a_library_without_reports_and_terms_still_has_times_to_ask_for() -> None:
    found = register_periods(date(2026, 3, 9), Calendar(), None)
    assert [period.last for period in found] == [date(2026, 3, 9)] * len(found)
