"""What stands in the cell of a name beside the name is told from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import NoteKind, ParsedList, ReaderDraft
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.fields import ListKind
from libdesk.exchange.name_cells import class_and_name, read_name
from libdesk.exchange.person_names import several_names
from libdesk.exchange.readers import parse_readers
from libdesk.exchange.tables import Table
from tests.exchange.made_files import table


def parse(one: Table) -> ParsedList[ReaderDraft]:
    return parse_readers(one, guess_mapping(one, ListKind.READERS))


@pytest.mark.parametrize(
    ("cell", "name", "remark", "sex"),
    [
        ("李明（转学）", "李明", "转学", ""),
        ("陈杰 (借读", "陈杰", "借读", ""),
        ("李娜(曾用名:李丽)", "李娜", "曾用名:李丽", ""),
        ("王芳*", "王芳", "", ""),
        ("*杨磊", "杨磊", "", ""),
        ("赵静▲", "赵静", "", ""),
        ("黄丽①", "黄丽", "", ""),
        ("张敏(女)", "张敏", "", "女"),
        ("1.李明", "李明", "", ""),
        ("3、张敏", "张敏", "", ""),
        ("05陈杰", "陈杰", "", ""),
        ("(6)杨磊", "杨磊", "", ""),
        ("⑦赵静", "赵静", "", ""),
        ("李明(大)", "李明(大)", "", ""),
        ("王伟2", "王伟2", "", ""),
        ("王伟A", "王伟A", "", ""),
        ("李 明", "李 明", "", ""),
        ("Tom(Li)", "Tom(Li)", "", ""),
        ("20240301 张三", "20240301 张三", "", ""),
        ("***", "***", "", ""),
    ],
)
def test_a_name_is_freed_of_what_stands_beside_it(cell: str, name: str, remark: str, sex: str) -> None:
    found = read_name(cell)
    assert (found.name, found.remark, found.sex) == (name, remark, sex)


def test_a_remark_beside_a_name_is_told_and_a_personal_number_in_it_is_not_repeated() -> None:
    parsed = parse(table("姓名|班级", "李明（转学）|四1", "王芳（电话13800138000）|四1"))
    assert [one.name for one in parsed.drafts] == ["李明", "王芳"]
    assert [note.kind for note in parsed.notes] == [NoteKind.NAME_REMARK, NoteKind.PERSONAL_NUMBER]
    assert "转学" in parsed.notes[0].text()
    assert "13800138000" not in repr(parsed)


def test_pupils_whose_class_stands_in_the_cell_of_the_name_are_pupils_and_no_titles() -> None:
    rows = ("四1 李明", "四(1)班 王芳", "四年级1班张敏", "四2李娜", "四（2）班古丽·阿依")
    for heading in ("姓名", "班级姓名"):
        found = parse(table(heading, *rows))
        assert [(one.class_text, one.name) for one in found.drafts] == [
            ("四1", "李明"), ("四(1)班", "王芳"), ("四年级1班", "张敏"), ("四2", "李娜"), ("四（2）班", "古丽·阿依"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    "title", ["四年级1班名单", "四(1)班花名册", "四(1)班全体学生", "三(1)", "301 王芳", "四(1)班班主任"]
)
def test_a_title_is_no_class_with_a_name(title: str) -> None:
    assert class_and_name(title) == ("", "")


@pytest.mark.parametrize(
    ("cell", "several"),
    [
        ("李明、王芳", True),
        ("李明\n王芳", True),
        ("四(1)班：李明、王芳、张敏", True),
        ("李明 王芳 张敏", True),
        ("1.李明 2.王芳 3.张三", True),
        ("刘\n洋", False),
        ("王 小 明", False),
        ("欧阳 娜娜", False),
        ("阿依 古丽", False),
        ("阿依古丽\n·买买提", False),
        ("五(2)班 班主任 李强", False),
        ("姓名/学号", False),
    ],
)
def test_several_names_in_a_cell_are_told_from_one_set_apart(cell: str, several: bool) -> None:
    assert several_names(cell) is several


def test_a_name_broken_over_two_lines_is_whole() -> None:
    parsed = parse(table("姓名|班级", "刘\n洋|四1", "阿依古丽\n·买买提|四1", "张敏\n20240301|四1"))
    assert [(one.name, one.school_no) for one in parsed.drafts] == [
        ("刘洋", ""), ("阿依古丽·买买提", ""), ("张敏", "20240301"),
    ]  # fmt: skip


@given(st.text(max_size=12))
def test_whatever_stands_in_the_cell_a_name_with_a_letter_is_never_emptied(text: str) -> None:
    several_names(text)
    class_and_name(text)
    found = read_name(text)
    assert any(map(str.isalpha, found.name)) or not any(map(str.isalpha, text))
