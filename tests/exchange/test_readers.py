"""Rosters in the shapes that schools keep them in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import FaultKind, NoteKind, ParsedList, ReaderDraft, Skipped
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import ListKind
from libdesk.exchange.readers import parse_readers
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.tables import Table, read_tables
from libdesk.exchange.titles import class_in, class_of_sheet, grade_in
from tests.exchange.made_files import table, xlsx


def parse(one: Table) -> ParsedList[ReaderDraft]:
    return parse_readers(one, guess_mapping(one, ListKind.READERS))


def roster(*lines: str, name: str = "Sheet1") -> ParsedList[ReaderDraft]:
    return parse(table(*lines, name=name))


def test_a_whole_row_becomes_a_reader() -> None:
    parsed = roster(
        "姓名|性别|年级|班级|座号|学号|卡号|读者类型|部门|有效期",
        "张　三|男生|三年级|1班|5号|20210101|0001234567、ABCD1234|学生||2027-7-1",
    )
    assert parsed.notes == ()
    assert parsed.drafts == (
        ReaderDraft(
            line=2,
            sheet="Sheet1",
            name="张三",
            sex="男",
            grade_text="三年级",
            class_text="1班",
            seat="5",
            school_no="20210101",
            cards=("0001234567", "ABCD1234"),
            kind_text="学生",
            expires="2027-07-01",
        ),
    )


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("阳光小学三年级(1)班学生名单", "小学三年级(1)班"),
        ("2024-2025学年 三（1）班 名单", "三（1）班"),
        ("班级：初二3班 班主任：王老师", "初二3班"),
        ("2018级初中一班", "2018级初中一班"),
        ("三(1)", "三(1)"),
        ("全校学生名单", ""),
        ("2024年9月", ""),
    ],
)
def test_a_title_tells_the_class(title: str, found: str) -> None:
    assert class_in(title) == found


def test_a_sheet_may_be_named_by_a_bare_number() -> None:
    assert class_of_sheet("301") == "301"
    assert class_of_sheet("Sheet1") == ""
    assert class_in("301") == ""
    assert grade_in("三年级学生") == "三年级"


def test_one_sheet_a_class_is_told_by_the_sheets_name() -> None:
    data = xlsx(("301", [["姓名"], ["张三"]]), ("三(2)班", [["姓名"], ["李四"]]), ("教师", [["姓名"], ["王芳"]]))
    drafts = [parse(one).drafts[0] for one in read_tables(data, "x").tables]
    assert [(draft.class_text, draft.kind_text) for draft in drafts] == [("301", ""), ("三(2)班", ""), ("", "教师")]


def test_a_bare_class_number_is_completed_by_the_grade_of_the_title() -> None:
    (draft,) = roster("三年级学生名单", "姓名|班级", "张三|2班").drafts
    assert (draft.grade_text, draft.class_text) == ("三年级", "2班")


def test_classes_one_below_the_other_each_have_their_own_title() -> None:
    parsed = roster(
        "一年级1班",
        "座号|姓名",
        "1|张三",
        "2|李四",
        "共2人|",
        "",
        "一年级2班|班主任：王芳",
        "座号|姓名",
        "1|王五",
        "3|",
        "合计|1",
    )
    assert [(draft.name, draft.class_text) for draft in parsed.drafts] == [
        ("张三", "一年级1班"),
        ("李四", "一年级1班"),
        ("王五", "一年级2班"),
    ]
    assert parsed.skipped == Skipped(blank=2, headers=4, sums=2)
    assert parsed.adds_up


def test_a_title_in_the_column_of_names_is_no_pupil() -> None:
    parsed = roster("姓名|学号", "三年级二班|", "张三|1", "三年级三班|", "李四|2")
    assert [(draft.name, draft.class_text) for draft in parsed.drafts] == [
        ("张三", "三年级二班"),
        ("李四", "三年级三班"),
    ]


def test_tables_side_by_side_are_taken_apart_and_share_the_title() -> None:
    sheet = table(
        "三年级(1)班|||||",
        "序号|姓名|性别||序号|姓名|性别",
        "1|张三|男||3|王五|女",
        "2|李四|女||4||",
    )
    left, right = logical_tables([sheet])
    assert [(draft.line, draft.name, draft.class_text) for draft in parse(left).drafts] == [
        (3, "张三", "三年级(1)班"),
        (4, "李四", "三年级(1)班"),
    ]
    parsed = parse(right)
    assert [(draft.line, draft.name, draft.sex, draft.class_text) for draft in parsed.drafts] == [
        (3, "王五", "女", "三年级(1)班")
    ]
    assert parsed.skipped.blank == 1
    assert parsed.adds_up


def test_a_class_merged_on_the_left_is_said_of_every_block() -> None:
    data = xlsx(
        (
            "x",
            [["班级", "座号", "姓名", "座号", "姓名"], ["三(1)班", 1, "张三", 3, "王五"], ["", 2, "李四", 4, "赵六"]],
        ),
        merged=["A2:A3"],
    )
    parts = logical_tables(read_tables(data, "x").tables)
    drafts = [draft for part in parts for draft in parse(part).drafts]
    assert [(draft.name, draft.seat) for draft in drafts] == [
        ("张三", "1"),
        ("李四", "2"),
        ("王五", "3"),
        ("赵六", "4"),
    ]
    assert {draft.class_text for draft in drafts} == {"三(1)班"}


def test_a_roster_with_one_name_column_stays_one_table() -> None:
    sheet = table("姓名|家长姓名|教师姓名", "张三|张大|王芳")
    assert logical_tables([sheet]) == (sheet,)


def test_rows_without_a_name_and_cards_that_repeat_are_refused() -> None:
    parsed = roster("姓名|卡号|班级", "张三|001|三(1)班", "|002|三(1)班", "12345|003|三(1)班", "李四|001|三(1)班")
    assert [(fault.line, fault.reason) for fault in parsed.faults] == [
        (3, FaultKind.NO_NAME),
        (4, FaultKind.NO_NAME),
        (5, FaultKind.CODE_REPEATED),
    ]
    assert parsed.adds_up


@pytest.mark.parametrize(
    ("header", "cell", "note"),
    [
        ("卡号", "6.21E+18", NoteKind.NUMBER_RUINED),
        ("学号", "2.02E+15", NoteKind.NUMBER_RUINED),
        ("班级", "哈哈", NoteKind.CLASS_UNCLEAR),
        ("有效期", "毕业", NoteKind.DATE_UNCLEAR),
    ],
)
def test_a_reader_is_taken_without_what_cannot_be_read(header: str, cell: str, note: NoteKind) -> None:
    parsed = roster(f"姓名|{header}", f"张三|{cell}")
    assert [found.kind for found in parsed.notes] == [note]
    assert (parsed.drafts[0].cards, parsed.drafts[0].school_no) == ((), "")


def test_names_keep_their_dots_and_rare_characters() -> None:
    drafts = roster("姓名|班级", "阿依古丽·买买提|三1", "𠮷 野|三1", "Anna Smith|三1").drafts
    assert [draft.name for draft in drafts] == ["阿依古丽·买买提", "𠮷野", "Anna Smith"]


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "张三",
            "姓名",
            "班级",
            "三(1)班",
            "一年级1班",
            "合计",
            "共2人",
            "男",
            "1",
            "0012",
            "-",
            "370102201601011234",
        ]
    ),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELLS, max_size=8), min_size=1, max_size=12))
def test_no_row_is_ever_lost(rows: list[list[str]]) -> None:
    for one in logical_tables([replace(table(name="三(1)班"), rows=tuple(map(tuple, rows)))]):
        parsed = parse(one)
        assert parsed.rows_read == len(rows)
        assert parsed.adds_up
