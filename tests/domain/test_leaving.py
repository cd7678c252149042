"""Which classes leave next, in both systems and at all stages."""

from datetime import date

import pytest

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.leaving import is_last_grade, is_over, leaving_order

JUNE, SEPTEMBER = date(2026, 6, 20), date(2026, 9, 3)
SIX, FIVE = SchoolSystem.SIX_THREE, SchoolSystem.FIVE_FOUR


def ref(year: int, stage: Stage = Stage.PRIMARY, number: int = 1) -> ClassRef:
    return ClassRef(stage, year, number)


@pytest.mark.parametrize(
    ("one", "day", "system", "last", "over"),
    [
        (ref(2020), JUNE, SIX, True, False),
        (ref(2020), SEPTEMBER, SIX, False, True),
        (ref(2021), JUNE, SIX, False, False),
        (ref(2021), JUNE, FIVE, True, False),
        (ref(2023, Stage.JUNIOR), JUNE, SIX, True, False),
        (ref(2023, Stage.JUNIOR), JUNE, FIVE, False, False),
        (ref(2023, Stage.SENIOR), JUNE, SIX, True, False),
        (ref(2027), JUNE, SIX, False, False),  # entered before its time
    ],
)
def test_a_class_is_in_its_last_grade_or_past_it(
    one: ClassRef, day: date, system: SchoolSystem, last: bool, over: bool
) -> None:
    assert is_last_grade(one, day, system) is last
    assert is_over(one, day, system) is over


def test_who_should_be_gone_stands_before_the_last_grade_and_that_before_all_others() -> None:
    refs = [ref(2024), ref(2021), ref(2020), ref(2020, number=10), ref(2020, number=7), ref(2024, Stage.JUNIOR)]
    ordered = sorted(refs, key=lambda one: leaving_order(one, SEPTEMBER, SIX))
    assert [(one.entry_year, one.stage, one.class_no) for one in ordered] == [
        (2020, "primary", 1), (2020, "primary", 7), (2020, "primary", 10), (2021, "primary", 1),
        (2024, "junior", 1), (2024, "primary", 1),
    ]  # fmt: skip
