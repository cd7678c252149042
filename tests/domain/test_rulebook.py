"""Which rule speaks: a pupil's kind follows from the grade, and what is not set is taken from the rule above."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grades_of
from libdesk.domain.duedates import LoanRule
from libdesk.domain.lending_kinds import (
    LENDING_KINDS,
    PUPIL_KINDS,
    READER_KINDS,
    kind_on,
    kinds_of,
    lending_kind,
    only_warned,
    plain_kind,
)
from libdesk.domain.rulebook import ANY, ITEM_KINDS, NOT_LENT, RuleBook, keys_for

SIX_THREE, FIVE_FOUR = SchoolSystem


@pytest.mark.parametrize(
    ("stage", "system", "kinds"),
    [
        (Stage.PRIMARY, SIX_THREE, ["pupil_low"] * 2 + ["pupil_mid"] * 2 + ["pupil_high"] * 2),
        (Stage.PRIMARY, FIVE_FOUR, ["pupil_low"] * 2 + ["pupil_mid"] * 2 + ["pupil_high"]),
        (Stage.JUNIOR, SIX_THREE, ["pupil_junior"] * 3),
        (Stage.JUNIOR, FIVE_FOUR, ["pupil_junior"] * 4),
        (Stage.SENIOR, SIX_THREE, ["pupil_senior"] * 3),
    ],
)
def test_a_pupils_kind_follows_from_the_grade(stage: Stage, system: SchoolSystem, kinds: list[str]) -> None:
    grades = grades_of(stage, system)
    assert [lending_kind("pupil", stage, grade, system) for grade in grades] == kinds
    assert [lending_kind("pupil", None, grade, system) for grade in grades] == kinds


def test_a_new_school_year_moves_a_class_up_without_an_edit() -> None:
    ref = ClassRef(Stage.PRIMARY, 2024, 1)
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2028, 9, 1), date(2030, 9, 1)]
    assert [kind_on("pupil", ref, day, SIX_THREE) for day in days] == ["pupil_low", "pupil_mid", "pupil_high", "pupil"]


@given(st.sampled_from(READER_KINDS), st.sampled_from([None, *Stage]), st.none() | st.integers(1, 12))
def test_every_reader_has_a_kind_that_rules_can_be_made_for(kind: str, stage: Stage | None, grade: int | None) -> None:
    found = lending_kind(kind, stage, grade)
    assert found in LENDING_KINDS
    assert plain_kind(found) == kind


def test_a_school_sees_only_the_kinds_of_its_stages() -> None:
    assert "pupil_senior" not in kinds_of(("primary", "junior"))
    assert kinds_of(()) == LENDING_KINDS
    assert set(kinds_of(("senior",))) == {*READER_KINDS, "pupil_senior"}


@pytest.mark.parametrize(
    ("kind", "stage", "grade", "warned"),
    [
        ("pupil", "primary", 2, True),
        ("pupil", "primary", 3, False),
        ("pupil", "junior", 1, False),
        ("pupil", "primary", None, False),
        ("class", "primary", 1, False),
    ],
)
def test_only_pupils_of_the_lowest_grades_are_just_warned(
    kind: str, stage: str, grade: int | None, warned: bool
) -> None:
    assert only_warned(kind, stage, grade, 2) is warned
    assert not only_warned(kind, stage, grade, 0)


keys = st.tuples(st.sampled_from(LENDING_KINDS), st.sampled_from((ANY, *ITEM_KINDS)))
books = st.dictionaries(keys, st.builds(LoanRule, max_loans=st.integers(0, 9), days=st.integers(1, 60))).map(RuleBook)


@given(books, st.sampled_from(LENDING_KINDS), st.sampled_from(ITEM_KINDS))
def test_the_rule_is_the_first_of_the_four_that_is_set(book: RuleBook, kind: str, item: str) -> None:
    plain = "pupil" if kind in PUPIL_KINDS else kind
    four = [(kind, item), (plain, item), (kind, ANY), (plain, ANY)]
    found = next((book.rules[key] for key in four if key in book.rules), NOT_LENT)
    assert book.rule(kind, item) == found
    assert book.total(kind) == next((book.rules[key] for key in four[2:] if key in book.rules), NOT_LENT)
    own = next((book.rules[key].max_loans for key in four[:2] if key in book.rules), None)
    assert book.item_limit(kind, item) == own


@given(books, keys)
def test_taking_a_rule_out_lets_the_rule_speak_that_is_named_as_inherited(book: RuleBook, key: tuple[str, str]) -> None:
    without = RuleBook({other: rule for other, rule in book.rules.items() if other != key})
    assert without.key(*key) == book.inherited(key)
    assert key not in keys_for(*key) or next(iter(keys_for(*key))) == key


def test_a_school_that_sets_only_pupils_needs_nothing_more() -> None:
    rule = LoanRule(max_loans=7, days=10)
    book = RuleBook({("pupil", ANY): rule})
    assert {book.rule(kind, item) for kind in ("pupil", *PUPIL_KINDS) for item in ITEM_KINDS} == {rule}
