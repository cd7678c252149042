"""Classes as one school means them: its system, its stages, what is asked and what is understood."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage
from libdesk.domain.school import ClassAway, ClassUnclear, ClassUnread, School, account_name
from libdesk.domain.settings import LibrarySettings
from libdesk.i18n import language, set_language

P, J, S = Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR
SPRING = date(2026, 3, 9)  # of the school year that began in 2025
PRIMARY, JUNIOR, SENIOR = (School(stages=(stage,)) for stage in Stage)
NINE_YEARS = School(stages=(P, J))
SECONDARY = School(stages=(J, S))
ANY = School()
FIVE_FOUR = School(SchoolSystem.FIVE_FOUR, (P, J))


@pytest.mark.parametrize(
    ("school", "example"),
    [
        (PRIMARY, "三(1)班"), (JUNIOR, "2024级初中1班"), (SENIOR, "2024级高中1班"), (NINE_YEARS, "2024级初中1班"),
        (SECONDARY, "2024级初中1班"), (ANY, "2024级初中1班"), (FIVE_FOUR, "2024级初中1班"),
        (School(stages=(P, S)), "2024级高中1班"),
    ],
)  # fmt: skip
def test_the_example_of_a_class_is_one_that_this_school_takes(school: School, example: str) -> None:
    assert school.example(SPRING) == example
    for day in (SPRING, date(2026, 8, 31), date(2026, 9, 1)):
        ref = school.one_meant(school.example(day), day)
        assert school.at_school(ref, day)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = language()
    set_language("zh_CN")
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("school", "typed", "ref"),
    [
        (PRIMARY, "四1", ClassRef(P, 2022, 1)),
        (PRIMARY, "三(1)班", ClassRef(P, 2023, 1)),
        (PRIMARY, "2022级3班", ClassRef(P, 2022, 3)),
        (SENIOR, "一(3)班", ClassRef(S, 2025, 3)),
        (SENIOR, "高三（12）班", ClassRef(S, 2023, 12)),
        (JUNIOR, "二2", ClassRef(J, 2024, 2)),
        (JUNIOR, "七年级2班", ClassRef(J, 2025, 2)),
        (JUNIOR, "2024级初中一班", ClassRef(J, 2024, 1)),
        (NINE_YEARS, "一(3)班", ClassRef(P, 2025, 3)),
        (NINE_YEARS, "初一(3)班", ClassRef(J, 2025, 3)),
        (SECONDARY, "高一(3)班", ClassRef(S, 2025, 3)),
        (SECONDARY, "八3", ClassRef(J, 2024, 3)),
        (ANY, "四1", ClassRef(P, 2022, 1)),
        (FIVE_FOUR, "六1", ClassRef(J, 2025, 1)),
        (FIVE_FOUR, "五1", ClassRef(P, 2021, 1)),
    ],
)
def test_a_class_is_what_this_school_means_by_it(school: School, typed: str, ref: ClassRef) -> None:
    assert school.one_meant(typed, SPRING) == ref


def test_where_two_stages_have_such_a_class_it_is_asked_which() -> None:
    with pytest.raises(ClassUnclear) as asked:
        SECONDARY.one_meant("一(3)班", SPRING)
    assert asked.value.meanings == ("七(3)班", "高一(3)班")


def test_a_year_of_entry_that_two_stages_have_is_asked_for_too() -> None:
    with pytest.raises(ClassUnclear):
        SECONDARY.one_meant("2024级1班", SPRING)


def test_a_year_that_only_one_stage_can_have_is_clear() -> None:
    assert NINE_YEARS.one_meant("2021级1班", SPRING) == ClassRef(P, 2021, 1)


@pytest.mark.parametrize("typed", ["", "三班", "王小雨", "0", "三年级"])
def test_what_is_no_class_is_told(typed: str) -> None:
    with pytest.raises(ClassUnread):
        PRIMARY.one_meant(typed, SPRING)


def test_a_stage_that_the_school_does_not_have_is_no_class_of_it() -> None:
    with pytest.raises(ClassUnread):
        PRIMARY.one_meant("高一(3)班", SPRING)


def test_a_class_long_gone_is_told_and_next_autumns_is_taken() -> None:
    with pytest.raises(ClassAway):
        PRIMARY.one_meant("2010级1班", SPRING)
    assert PRIMARY.one_meant("2026级1班", SPRING) == ClassRef(P, 2026, 1)


@pytest.mark.parametrize("school", [PRIMARY, JUNIOR, SENIOR, NINE_YEARS, SECONDARY, FIVE_FOUR])
@given(data=st.data())
def test_every_class_is_read_back_from_what_it_is_called(school: School, data: st.DataObject) -> None:
    stage = data.draw(st.sampled_from(school.stages))
    years = [year for year in range(2018, 2027) if school.at_school(ClassRef(stage, year, 1), SPRING)]
    ref = ClassRef(stage, data.draw(st.sampled_from(years)), data.draw(st.integers(1, 30)))
    assert school.one_meant(school.show(ref, SPRING), SPRING) == ref
    assert school.one_meant(account_name(ref, school), SPRING) == ref


@given(st.text())
def test_whatever_is_typed_is_read_or_told(typed: str) -> None:
    for school in (ANY, SENIOR, SECONDARY):
        for ref in school.meant(typed, SPRING):
            assert ref.stage in (school.stages or tuple(Stage))


def test_settings_name_the_stages_and_else_the_classes_speak() -> None:
    settings = LibrarySettings(stages=("senior", "junior"))
    assert School.of(settings, ["primary"]).stages == (J, S)
    assert School.of(LibrarySettings(), ["senior"]).only_stage is S
    assert School.of(LibrarySettings(school_system="54")).system is SchoolSystem.FIVE_FOUR


def test_a_grade_is_called_by_its_year() -> None:
    assert PRIMARY.show_year(ClassRef(P, 2022, 0), SPRING) == "四年级"
    assert SENIOR.show_year(ClassRef(S, 2025, 0), SPRING) == "高一"
    assert SENIOR.show_year(ClassRef(S, 2015, 0), SPRING) == "2015级"
    assert SECONDARY.show_year(ClassRef(J, 2015, 0), SPRING) == "2015级初中"
