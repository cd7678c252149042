"""Classes: as rosters write them, as they are stored, as they are shown."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.classes import (
    STAGE_LABELS,
    ClassName,
    ClassRef,
    SchoolSystem,
    Stage,
    class_ref,
    entry_year,
    grade_of,
    grades_of,
    parse_class,
    school_year_of,
    show_class,
    stage_of,
)
from libdesk.i18n import language, set_language

P, J, S = Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR
SIX, FIVE = SchoolSystem.SIX_THREE, SchoolSystem.FIVE_FOUR
AUTUMN = date(2024, 10, 8)


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = language()
    set_language("zh_CN")
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("text", "stage", "grade", "class_no"),
    [
        ("四1", P, 4, 1),
        ("三(1)", P, 3, 1),
        ("三（1）", P, 3, 1),
        ("三（１）班", P, 3, 1),
        ("三【1】班", P, 3, 1),
        ("三 ( 1 ) 班", P, 3, 1),
        ("五3班", P, 5, 3),
        ("三二班", P, 3, 2),
        ("一年级一班", P, 1, 1),
        ("五年级(3)班", P, 5, 3),
        ("小学三年级2班", P, 3, 2),
        ("七年级2班", J, 7, 2),
        ("九(10)", J, 9, 10),
        ("初二(3)班", J, 8, 3),
        ("初中一年级2班", J, 7, 2),
        ("高一12班", S, 10, 12),
        ("高一十二班", S, 10, 12),
        ("高三（12）班", S, 12, 12),
        ("高中二年级3班", S, 11, 3),
        ("十一(3)班", S, 11, 3),
        ("10(2)", S, 10, 2),
        ("1.3", P, 1, 3),
        ("1-3", P, 1, 3),
        ("0301", P, 3, 1),
        ("301", P, 3, 1),
        ("1012", S, 10, 12),
        ("三、1", P, 3, 1),
        ("三甲", P, 3, 1),
        ("三乙班", P, 3, 2),
        ("三年级丙班", P, 3, 3),
        ("三(丁)班", P, 3, 4),
        ("高一甲班", S, 10, 1),
        ("三年级一班（实验班）", P, 3, 1),
    ],
)
def test_a_class_named_by_its_grade(text: str, stage: Stage, grade: int, class_no: int) -> None:
    assert parse_class(text) == ClassName(stage, grade, None, class_no)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2018级初中一班", ClassName(J, None, 2018, 1)),
        ("初中2018级3班", ClassName(J, None, 2018, 3)),
        ("2018级1班", ClassName(None, None, 2018, 1)),
        ("18级3班", ClassName(None, None, 2018, 3)),
        ("2018级高中(2)班", ClassName(S, None, 2018, 2)),
        ("2024届初中3班", ClassName(J, None, None, 3, 2024)),
    ],
)
def test_a_class_named_by_its_year(text: str, name: ClassName) -> None:
    assert parse_class(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2班",
        "教师",
        "三年级",
        "三年级向日葵班",
        "2018",
        "13(1)",
        "0班",
        "三(0)班",
        "四十二班",
        "二十班",
        "31",
        "1",
        "高一丁",
        "丁一",
        "甲",
    ],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert parse_class(text) is None


@pytest.mark.parametrize(
    ("text", "beside", "name"),
    [
        ("2班", "三年级", ClassName(P, 3, None, 2)),
        ("二", "三", ClassName(P, 3, None, 2)),
        ("(2)", "3", ClassName(P, 3, None, 2)),
        ("2", "2018级", ClassName(None, None, 2018, 2)),
        ("2", "2018", ClassName(None, None, 2018, 2)),
        ("1班", "初中2018级", ClassName(J, None, 2018, 1)),
        ("3班", "初二", ClassName(J, 8, None, 3)),
        ("乙班", "三年级", ClassName(P, 3, None, 2)),
        ("二十班", "高一", ClassName(S, 10, None, 20)),
        ("三(1)", "三年级", ClassName(P, 3, None, 1)),
        ("301", "三年级", ClassName(P, 3, None, 1)),
        ("三(1)", "", ClassName(P, 3, None, 1)),
        ("三(1)", "走读", ClassName(P, 3, None, 1)),
        ("四(1)", "三年级", None),  # they contradict each other
        ("2班", "", None),
    ],
)
def test_a_grade_column_beside_the_class(text: str, beside: str, name: ClassName | None) -> None:
    assert parse_class(text, grade_text=beside) == name


def test_a_school_of_one_stage_counts_its_own_years() -> None:
    assert parse_class("一(3)", school_stage=S) == ClassName(S, 10, None, 3)
    assert parse_class("一(3)", school_stage=J) == ClassName(J, 7, None, 3)
    assert parse_class("七(3)", school_stage=J) == ClassName(J, 7, None, 3)
    assert parse_class("2018级3班", school_stage=J) == ClassName(J, None, 2018, 3)


def test_the_sixth_grade_is_junior_in_a_five_four_school() -> None:
    assert parse_class("六(1)班", system=SIX) == ClassName(P, 6, None, 1)
    assert parse_class("六(1)班", system=FIVE) == ClassName(J, 6, None, 1)
    assert parse_class("初一(1)班", system=FIVE) == ClassName(J, 6, None, 1)
    assert parse_class("初四(1)班", system=FIVE) == ClassName(J, 9, None, 1)
    assert parse_class("初四(1)班", system=SIX) is None
    assert stage_of(6, FIVE) is J
    assert list(grades_of(P, FIVE)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("day", "year"), [("2024-08-31", 2023), ("2024-09-01", 2024), ("2024-12-31", 2024), ("2025-01-01", 2024)]
)
def test_the_school_year_begins_in_september(day: str, year: int) -> None:
    assert school_year_of(date.fromisoformat(day)) == year
    assert school_year_of(date.fromisoformat("2024-08-01"), first_month=8) == 2024


def test_a_class_is_promoted_by_the_date_alone() -> None:
    names = [
        show_class(ClassRef(P, 2019, 3), date.fromisoformat(day))
        for day in ("2019-09-01", "2020-08-31", "2020-09-01", "2025-08-31", "2025-09-01")
    ]
    assert names == ["一(3)班", "一(3)班", "二(3)班", "六(3)班", "2019级小学3班"]


def test_a_class_is_shown_as_its_school_says_it() -> None:
    assert show_class(ClassRef(S, 2024, 12), AUTUMN) == "高一(12)班"
    assert show_class(ClassRef(J, 2023, 2), AUTUMN) == "八(2)班"
    assert show_class(ClassRef(P, 2018, 1), AUTUMN, school_stage=P) == "2018级1班"
    set_language("en")
    assert show_class(ClassRef(P, 2020, 3), AUTUMN) == "5(3)"
    assert show_class(ClassRef(J, 2018, 3), AUTUMN) == "2018 junior (3)"


def test_class_seven_comes_before_class_ten() -> None:
    refs = [ClassRef(J, 2023, 1), ClassRef(P, 2020, 10), ClassRef(P, 2020, 7), ClassRef(P, 2023, 9)]
    assert [show_class(ref, AUTUMN) for ref in sorted(refs)] == ["二(9)班", "五(7)班", "五(10)班", "八(1)班"]


def test_a_roster_in_summer_still_means_the_year_that_ends() -> None:
    name = parse_class("五(3)班")
    assert name is not None
    assert class_ref(name, date(2024, 7, 15)) == ClassRef(P, 2019, 3)
    assert class_ref(name, date(2024, 9, 1)) == ClassRef(P, 2020, 3)


def test_a_year_without_a_stage_is_asked_for_unless_the_school_has_one() -> None:
    name = ClassName(None, None, 2018, 1)
    assert class_ref(name, AUTUMN) is None
    assert class_ref(name, AUTUMN, school_stage=J) == ClassRef(J, 2018, 1)
    assert class_ref(ClassName(J, None, None, 3, 2024), AUTUMN) == ClassRef(J, 2021, 3)


refs = st.builds(ClassRef, st.sampled_from(Stage), st.integers(2000, 2040), st.integers(1, 30))
days = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@given(refs, days, st.sampled_from(SchoolSystem), st.booleans(), st.sampled_from(["zh_CN", "en"]))
def test_a_shown_class_reads_back(ref: ClassRef, day: date, system: SchoolSystem, one_stage: bool, words: str) -> None:
    set_language(words)
    school_stage = ref.stage if one_stage else None
    shown = show_class(ref, day, system, school_stage=school_stage)
    name = parse_class(shown, system=system, school_stage=school_stage)
    assert name is not None
    assert class_ref(name, day, system, school_stage=school_stage) == ref


@given(refs, days, st.sampled_from(SchoolSystem))
def test_grade_and_year_of_entry_agree(ref: ClassRef, day: date, system: SchoolSystem) -> None:
    grade = grade_of(ref.entry_year, ref.stage, day, system)
    if grade is not None:
        assert entry_year(grade, ref.stage, school_year_of(day), system) == ref.entry_year
        assert stage_of(grade, system) is ref.stage


@given(
    st.text(max_size=12) | st.text(alphabet="一二三十年级班()初高中小学0123456789届.-", max_size=10),
    st.text(max_size=6),
)
def test_reading_a_class_never_fails(text: str, beside: str) -> None:
    name = parse_class(text, grade_text=beside)
    assert name is None or name.class_no > 0


def test_every_stage_has_words() -> None:
    assert set(STAGE_LABELS) == set(Stage)
