"""A mark tells a library that went back in time, or another one, from the one that was marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.marks import Mark, Standing, Verdict, entries_lacking, judge, mark_text, read_mark

MARK = Mark("abc", "阳光小学", "/d/library.libdesk", 10, 1_000, 2_000)


def standing(newest: int, at_mark: int | None, own: str = "abc") -> Standing:
    return Standing(own, newest, 1_500, at_mark)


def test_a_library_that_went_on_is_the_same() -> None:
    assert judge(MARK, standing(10, 1_000)) is Verdict.SAME
    assert judge(MARK, standing(500, 1_000)) is Verdict.SAME


def test_an_entry_that_is_not_there_any_more_tells_of_an_older_state() -> None:
    assert judge(MARK, standing(9, None)) is Verdict.BACK


def test_a_library_that_was_used_after_it_went_back_is_still_told_from_the_marked_one() -> None:
    assert judge(MARK, standing(10, 1_001)) is Verdict.BACK
    assert judge(MARK, standing(80, 1_001)) is Verdict.BACK


def test_entries_that_were_let_go_are_no_reason_to_worry() -> None:
    assert judge(MARK, standing(80, None)) is Verdict.SAME


def test_another_library_is_told_whatever_its_journal_holds() -> None:
    assert judge(MARK, standing(10, 1_000, "other")) is Verdict.OTHER


def test_a_library_of_before_there_were_numbers_is_judged_by_its_journal() -> None:
    assert judge(MARK, standing(10, 1_000, "")) is Verdict.SAME
    assert judge(MARK, standing(3, None, "")) is Verdict.BACK


@given(st.builds(Mark, *[st.text(), st.text(), st.text(), st.integers(), st.integers(), st.integers(), st.text()]))
def test_a_mark_is_read_as_it_was_written(mark: Mark) -> None:
    assert read_mark(mark_text(mark)) == mark


@given(st.text() | st.sampled_from(["[]", "{}", "null", '{"id": 1}', mark_text(MARK).replace("10", '"x"')]))
def test_what_is_no_mark_is_none(text: str) -> None:
    assert read_mark(text) is None


@pytest.mark.parametrize(
    ("newest", "made", "expected"),
    [
        (10, 0, 0),
        (12, 0, 0),
        (8, 900, 0),  # the entries that tell of the backup itself, one for each place
        (7, 900, 3),
        (9, 1_000 - 61_000, 1),  # a minute before: that entry was work
        (9, 1_000 + 61_000, 1),  # of a library that had gone back already
    ],
)
def test_what_a_backup_lacks_is_counted_without_the_entries_about_itself(newest: int, made: int, expected: int) -> None:
    assert entries_lacking(MARK, newest, made=made) == expected
