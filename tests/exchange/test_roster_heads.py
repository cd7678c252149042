"""What stands above a roster and in its columns: who teaches a class, numbers that are seats, odd headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import ParsedList, ReaderDraft, joined
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import ListKind
from libdesk.exchange.readers import parse_readers, whole_roster
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.seat_numbers import seats_for_numbers
from libdesk.exchange.tables import Table
from libdesk.exchange.titles import Heading, staff_in
from tests.exchange.made_files import table


def roster(*lines: str, name: str = "Sheet1") -> ParsedList[ReaderDraft]:
    return whole(table(*lines, name=name))


def whole(*tables: Table) -> ParsedList[ReaderDraft]:
    parts = logical_tables(tables)
    return whole_roster(joined([parse_readers(part, guess_mapping(part, ListKind.READERS)) for part in parts]))


@pytest.mark.parametrize(
    "above",
    [
        "班主任：王老师", "班主任 王老师", "任课教师：李明", "语文老师：张敏", "年级组长：陈老师", "三年级组长：陈杰",
        "2026年9月，班主任 王老师，语文教师 李", "指导教师", "教师：王芳", "辅导员：刘洋老师", "三年级",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["above", "below"])
def test_who_teaches_a_class_makes_no_teachers_of_its_pupils(above: str, place: str) -> None:
    title, header = f"{above}|", "座号|姓名"
    head = ["三(1)班学生名单|", title, header] if place == "above" else ["三(1)班学生名单|", header, title]
    parsed = roster(*head, "1|李明", "2|王芳")
    assert [(one.name, one.class_text, one.kind_text) for one in parsed.drafts] == [
        ("李明", "三(1)班", ""), ("王芳", "三(1)班", ""),
    ]  # fmt: skip
    assert not parsed.faults


@pytest.mark.parametrize("row", ["教师：王老师|", "班主任|王老师", "班主任：|王芳", "|班主任：王芳"])
def test_a_teacher_named_among_the_pupils_is_none_of_them(row: str) -> None:
    parsed = roster("三(2)班|", "学号|姓名", "1|李明", row, "2|张敏")
    assert [(one.name, one.class_text, one.kind_text) for one in parsed.drafts] == [
        ("李明", "三(2)班", ""), ("张敏", "三(2)班", ""),
    ]  # fmt: skip
    assert not parsed.faults


@pytest.mark.parametrize(
    ("title", "staff"),
    [
        ("教师", True), ("老师", True), ("教职工", True), ("教师1", True), ("阳光小学教师花名册", True),
        ("教职工花名册", True), ("2026学年教师名册", True), ("全体教师", True), ("教师基本信息表", True),
        ("阳光小学教师", True), ("王老师", False), ("班主任：王老师", False), ("任课教师名单", True),
        ("三(1)班教师名单", False), ("班主任 王老师", False), ("语文教师", False), ("教师节活动学生名单", False),
    ],
)  # fmt: skip
def test_only_a_list_that_calls_itself_one_of_teachers_is_one(title: str, staff: bool) -> None:
    assert bool(staff_in(title)) is staff


def test_a_class_stays_until_another_is_named() -> None:
    above = Heading("Sheet1")
    seen = []
    for title in ("三(1)班", "班主任：王老师", "三年级组长：李明", "三年级", "四年级", "四(2)班", "全校名单"):
        above.read(title)
        seen.append((above.class_text, above.kind_text))
    assert seen == [("三(1)班", "")] * 4 + [("", "")] + [("四(2)班", "")] * 2


def test_numbers_that_every_class_has_are_seats() -> None:
    rows = ["班级|学号|姓名", "三1|1|李明", "三1|02|王芳", "三2|1|张敏", "三2|2|刘洋"]
    assert [(one.seat, one.school_no) for one in roster(*rows).drafts] == [("1", ""), ("2", ""), ("1", ""), ("2", "")]
    sheets = [table("学号|姓名", f"1|{name}", name=f"三({n})班") for n, name in ((1, "李明"), (2, "王芳"))]
    assert [(one.seat, one.school_no) for one in whole(*sheets).drafts] == [("1", ""), ("1", "")]
    single = roster("三(1)班名单|", "学号|姓名", "1|李明", "2|王芳").drafts
    assert [(one.seat, one.school_no, one.seat_of_number) for one in single] == [("1", "", True), ("2", "", True)]


def test_a_column_of_seats_goes_before_such_numbers_and_longer_ones_stay_what_they_are() -> None:
    both = roster("班级|座号|学号|姓名", "三1|5|1|李明", "三2|6|1|王芳").drafts
    assert [(one.seat, one.school_no) for one in both] == [("5", ""), ("6", "")]
    longer = roster("班级|学号|姓名", "三1|101|李明", "三1|102|王芳", "三2|201|张敏").drafts
    assert [one.school_no for one in longer] == ["101", "102", "201"]
    staff = roster("部门|工号|姓名", "语文组|1|李明", "数学组|1|王芳").drafts
    assert [one.school_no for one in staff] == ["1", "1"]


@given(
    st.lists(st.tuples(st.sampled_from(["三1", "三2", "", "语文组"]), st.text("0123456789A", max_size=5)), max_size=9)
)
def test_whatever_the_numbers_nobody_loses_one_of_more_than_three_places(found: list[tuple[str, str]]) -> None:
    drafts = [ReaderDraft(n, "", "李明", class_text=text, school_no=number) for n, (text, number) in enumerate(found)]
    for before, after in zip(drafts, seats_for_numbers(drafts), strict=True):
        assert after.line == before.line
        if len(before.school_no) > 3 or not before.class_text.startswith("三"):
            assert after == before
        else:
            assert after.school_no == before.school_no or int(after.seat) == int(before.school_no)


@pytest.mark.parametrize("heading", ["部门/班级", "班级/部门", "部门（班级）", "所在班级", "行政班"])
def test_a_column_of_classes_by_any_name(heading: str) -> None:
    (draft,) = roster(f"姓名|类别|{heading}", "李明|学生|三(1)班").drafts
    assert (draft.class_text, draft.department) == ("三(1)班", "")


def test_a_grade_written_once_is_carried_down_to_classes_that_need_it() -> None:
    rows = ["年级|班级|姓名", "三年级|1班|李明", "三年级|1班|王芳", "|2班|张敏", "四年级|1班|刘洋", "|2班|赵静"]
    rows += ["四年级|2班|周强", "|四(2)班|陈杰", "||杨磊"]
    (part,) = logical_tables([table(*rows)])
    assert part.carried == 2
    assert [(one.grade_text, one.class_text) for one in whole(table(*rows)).drafts] == [
        ("三年级", "1班"), ("三年级", "1班"), ("三年级", "2班"), ("四年级", "1班"), ("四年级", "2班"),
        ("四年级", "2班"), ("", "四(2)班"), ("", ""),
    ]  # fmt: skip
    (none,) = logical_tables([table("年级|班级|姓名", "|1班|李明", "三年级|1班|王芳")])
    assert none.carried == 0
