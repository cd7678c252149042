"""Sheets of results as schools keep them: who, place, prize and result are told apart; whoever stands there is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.errors import FileError
from libdesk.exchange.export import write_table
from libdesk.exchange.result_cells import is_level, is_prize, place_of, title_prize
from libdesk.exchange.result_columns import What, guessed, headed, name_columns
from libdesk.exchange.result_lines import NobodyInSheet, NoResults, ResultSheet, TextNamedWorkbook, WhyUnread
from libdesk.exchange.result_sheets import read_results
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile, read_tables

Rows = tuple[tuple[str, ...], ...]


def read(*rows: tuple[str, ...], sheet: str = "Sheet1", name: str = "结果.xlsx") -> ResultSheet:
    return read_results(TableFile(name, FileKind.XLSX, (Table(sheet, rows),)))


def said(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Name, class, result, place and prize of each, as far as they are given."""
    lines = read(*rows).lines
    return [
        tuple(filter(None, (one.name, one.class_text, one.work, one.score, str(one.place or ""), one.prize)))
        for one in lines
    ]


SHEETS: dict[str, tuple[Rows, list[tuple[str, ...]]]] = {
    "a place is no prize": (
        (("名次", "姓名", "班级"), ("1", "李明", "三1"), ("第二名", "王芳", "三1"), ("并列第3", "赵静", "三2")),
        [("李明", "三1", "1"), ("王芳", "三1", "2"), ("赵静", "三2", "3")],
    ),
    "place and prize are both taken": (
        (("排名", "姓名", "获奖等级"), ("1", "李明", "一等奖"), ("2", "王芳", "鼓励奖")),
        [("李明", "1", "一等奖"), ("王芳", "2", "鼓励奖")],
    ),
    "a prize in the column of places": (
        (("名次", "姓名"), ("一等奖", "李明"), ("二等奖", "王芳")), [("李明", "一等奖"), ("王芳", "二等奖")],
    ),
    "a level is a result": (
        (("姓名", "等级"), ("李明", "A"), ("王芳", "合格"), ("赵静", "优秀")),
        [("李明", "A"), ("王芳", "合格"), ("赵静", "优秀")],
    ),
    "a level that names a prize": ((("姓名", "等级"), ("李明", "一等奖")), [("李明", "一等奖")]),
    "an order that the scores confirm": (
        (("序", "姓名", "得分"), ("1", "李明", "99"), ("2", "王芳", "97"), ("2", "赵静", "97")),
        [("李明", "99", "1"), ("王芳", "97", "2"), ("赵静", "97", "2")],
    ),
    "an order that only counts": (
        (("序", "姓名", "得分"), ("1", "李明", "80"), ("2", "王芳", "97")), [("李明", "80"), ("王芳", "97")],
    ),
    "blocks side by side": (
        (("姓名", "成绩", "", "姓名", "成绩"), ("李明", "95", "", "王芳", "88"), ("赵静", "90", "", "", "")),
        [("李明", "95"), ("赵静", "90"), ("王芳", "88")],
    ),
    "blocks with numbered rows": (
        (("序号", "选手", "得分", "序号", "选手", "得分"), ("1", "李明", "95", "3", "王芳", "88")),
        [("李明", "95"), ("王芳", "88")],
    ),
    "blocks without a heading": (
        (("李明", "95", "", "王芳", "88"), ("赵静", "90", "", "孙一", "70")),
        [("李明", "95"), ("赵静", "90"), ("王芳", "88"), ("孙一", "70")],
    ),
    "a heading once more": (
        (("姓名", "成绩"), ("李明", "95"), ("姓名", "奖项"), ("王芳", "金奖")), [("李明", "95"), ("王芳", "金奖")],
    ),
    "prizes as titles": (
        (("一等奖（1名）：",), ("姓名", "班级"), ("李明", "三1"), ("二等奖",), ("王芳", "三1"), ("最佳创意奖",),
         ("赵静", "三2")),
        [("李明", "三1", "一等奖"), ("王芳", "三1", "二等奖"), ("赵静", "三2", "最佳创意奖")],
    ),
    "names alone below prizes": (
        (("一等奖", "", ""), ("李明", "王芳", "赵静"), ("二等奖", "", ""), ("孙一", "周六", "")),
        [("李明", "一等奖"), ("孙一", "二等奖"), ("王芳", "一等奖"), ("周六", "二等奖"), ("赵静", "一等奖")],
    ),
    "prizes over blocks side by side": (
        (("一等奖", "", "二等奖", ""), ("姓名", "班级", "姓名", "班级"), ("李明", "三1", "孙一", "三2"),
         ("王芳", "三1", "", "")),
        [("李明", "三1", "一等奖"), ("王芳", "三1", "一等奖"), ("孙一", "三2", "二等奖")],
    ),
    "prizes over numbered blocks": (
        (("", "一等奖", "", "二等奖"), ("序号", "姓名", "序号", "姓名"), ("1", "李明", "1", "孙一")),
        [("李明", "一等奖"), ("孙一", "二等奖")],
    ),
    "prizes over columns of names": (
        (("一等奖", "二等奖", "三等奖"), ("李明", "孙一", "周六"), ("王芳", "", "张三")),
        [("李明", "一等奖"), ("王芳", "一等奖"), ("孙一", "二等奖"), ("周六", "三等奖"), ("张三", "三等奖")],
    ),
    "prizes over names with their classes, and other prizes below": (
        (("一等奖", "二等奖"), ("三(1)班 李明", "三(2)班 孙一"), ("", "三(3)班 张三"), ("三等奖", "优秀奖"),
         ("三(1)班 王芳", "三(3)班 周六")),
        [("李明", "三(1)班", "一等奖"), ("王芳", "三(1)班", "三等奖"), ("孙一", "三(2)班", "二等奖"),
         ("张三", "三(3)班", "二等奖"), ("周六", "三(3)班", "优秀奖")],
    ),
    "prizes beside the class": (
        (("班级", "一等奖", "二等奖"), ("三1", "李明", ""), ("三2", "", "孙一"), ("合计", "1", "1")),
        [("李明", "三1", "一等奖"), ("孙一", "三2", "二等奖")],
    ),
    "no heading": (
        (("1", "李明", "三(1)班", "95", "一等奖"), ("2", "王芳", "三(1)班", "90", "二等奖")),
        [("李明", "三(1)班", "95", "1", "一等奖"), ("王芳", "三(1)班", "90", "2", "二等奖")],
    ),
    "a teacher beside without a heading is no entrant": (
        (("李明", "三(1)班", "95", "张敏"), ("王芳", "三(1)班", "90", "孙丽")),
        [("李明", "三(1)班", "95"), ("王芳", "三(1)班", "90")],
    ),
    "the class of a title": (
        (("三(1)班朗诵比赛",), ("姓名", "成绩"), ("李明", "95")), [("李明", "三(1)班", "95")],
    ),
    "grade and class apart": (
        (("年级", "班级", "选手", "作品"), ("三年级", "1班", "李明", "春")), [("李明", "三年级1班", "春")],
    ),
    "the author of a book is no entrant": (
        (("书名", "作者", "姓名"), ("西游记", "吴承恩", "李明")), [("李明", "西游记")],
    ),
    "sums and dashes": (
        (("姓名", "得分"), ("李明", "95"), ("—", "—"), ("合计", "1"), ("平均分", "95")), [("李明", "95")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("heading", ["等次", "获奖等级"])
def test_one_column_is_read_as_one_thing(heading: str) -> None:
    cells = ("一等", "二等", "优秀", "良好", "缺考")
    lines = read(("姓名", heading), *zip(("李明", "王芳", "赵静", "孙一", "周六"), cells, strict=True)).lines
    assert [(one.score, one.prize) for one in lines] == [
        ("", "一等"), ("", "二等"), ("", "优秀"), ("", "良好"), ("缺考", "")
    ]  # fmt: skip
    graded = read(("姓名", "等次"), ("李明", "优秀"), ("王芳", "良好"), ("赵静", "合格")).lines
    assert [(one.score, one.prize) for one in graded] == [("优秀", ""), ("良好", ""), ("合格", "")]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_as_it_is_meant(name: str) -> None:
    rows, expected = SHEETS[name]
    assert said(*rows) == expected


def test_the_rows_add_up_and_lines_are_those_of_the_sheet() -> None:
    sheet = read(("比赛",), ("姓名", "成绩", "姓名", "成绩"), ("李明", "95", "王芳", "88"), ("", "", "", ""))
    assert [(one.line, one.name) for one in sheet.lines] == [(3, "李明"), (3, "王芳")]
    assert (sheet.passed_over, sheet.rows) == (3, 5)


def test_a_bare_class_has_the_grade_of_the_title_the_sheet_or_the_file() -> None:
    head, body = ("班级", "姓名", "成绩"), (("1班", "王芳", "90"), ("2", "李明", "88"), ("四(3)班", "赵静", "80"))
    expected = ["三年级1班", "三年级2", "四(3)班"]
    for sheet in (
        read(("三年级讲故事比赛成绩表",), head, *body), read(head, *body, sheet="三年级"),
        read(head, *body, name="三年级成绩.xlsx"),
    ):  # fmt: skip
        assert [one.class_text for one in sheet.lines] == expected
    for title in ("三、四年级讲故事比赛", "1-3年级朗诵", "三年级和四年级书法"):  # several grades say none
        assert [one.class_text for one in read((title,), head, *body).lines] == ["1班", "2", "四(3)班"]


def test_a_row_that_says_something_of_nobody_is_told_and_a_prepared_one_is_not() -> None:
    sheet = read(
        ("序号", "班级", "姓名", "作品", "成绩"), ("1", "三1", "李明", "春", "90"), ("2", "三1", "", "夏", "85"),
        ("3", "三1", "", "", ""), ("4", "", "—", "", "0"), ("5", "三2", "", "", ""), ("", "", "", "", "77"),
    )  # fmt: skip
    assert [one.line for one in sheet.unread] == [3, 6, 7]
    assert {one.why for one in sheet.unread} == {WhyUnread.NO_NAME}
    assert sheet.unread[0].text == "2 三1 夏 85"
    assert (len(sheet.lines), sheet.passed_over, sheet.rows) == (1, 3, 7)


def test_below_a_prize_that_heads_the_names_a_blank_cell_is_nobodys() -> None:
    sheet = read(("班级", "一等奖", "二等奖"), ("三1", "李明", ""), ("三2", "", "孙一"))
    assert (sheet.unread, sheet.left) == ((), ())
    with pytest.raises(FileError):
        read(("班级", "一等奖", "二等奖"), ("三1", "1", "2"), ("三2", "3", "4"))  # how many, and of nobody


def test_a_sheet_without_names_beside_one_with_them_is_told_row_by_row() -> None:
    tables = (Table("一", (("姓名", "成绩"), ("李明", "95"))), Table("二", (("名次", "班级"), ("1", "三1"), ("", ""))))
    sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, tables))
    assert [(one.line, one.why) for one in sheet.unread] == [(1, WhyUnread.NO_NAMES), (2, WhyUnread.NO_NAMES)]
    assert (sheet.passed_over, sheet.rows) == (2, 5)


@pytest.mark.parametrize("cell", ["李明、王芳", "李明/王芳", "周梓涵 张三", "李明(三1) 王芳(三2)", "李明\n王芳\n赵静"])
def test_a_cell_of_several_people_is_marked(cell: str) -> None:
    assert [one.several for one in read(("姓名", "成绩"), (cell, "90"), ("赵静", "80")).lines] == [True, False]


@pytest.mark.parametrize("cell", ["张 三", "欧阳 明哲", "司马 相如", "买买提·艾力", "李明（转学）", "赵静(女)"])
def test_one_person_is_not_taken_for_several(cell: str) -> None:
    assert not read(("姓名", "成绩"), (cell, "90")).lines[0].several


def test_the_school_number_is_read_and_other_numbers_are_not() -> None:
    assert read(("学号", "姓名", "成绩"), ("2024001", "李明", "90")).lines[0].number == "2024001"
    assert read(("编号", "姓名", "成绩"), ("2024001", "李明", "90")).lines[0].number == ""


def test_a_heading_alone_a_list_of_something_else_and_a_text_called_xlsx_are_told(tmp_path: Path) -> None:
    with pytest.raises(NobodyInSheet) as caught:
        read(("比赛成绩",), ("姓名", "班级", "得分"))
    assert "结果.xlsx" in caught.value.text()
    with pytest.raises(NoResults):
        read(("数量", "单价"), ("1", "2"), ("3", "4"))
    with pytest.raises(TextNamedWorkbook):
        read_results(read_tables("数量,单价\n1,2\n".encode(), "结果.xlsx"))
    assert read_results(read_tables("姓名,得分\n李明,95\n".encode(), "结果.xlsx")).lines[0].name == "李明"
    path = tmp_path / "结果.xlsx"
    write_table(path, "表", ["姓名", "名次"], [["李明", "1"]])
    assert read_results(read_tables(path.read_bytes(), path.name)).lines[0].place == 1


@pytest.mark.parametrize(
    ("cell", "place"),
    [("1", 1), ("第2名", 2), ("第十二名", 12), ("３", 3), ("并列第2", 2), ("亚军", 2), ("一等奖", None), ("0", None),
     ("95.5", None), ("", None), ("A", None)],
)  # fmt: skip
def test_a_place_is_read_as_schools_write_it(cell: str, place: int | None) -> None:
    assert place_of(cell) == place


def test_prizes_levels_and_titles_are_told_apart() -> None:
    assert all(map(is_prize, ("一等奖", "壹等", "最佳创意奖", "阅读之星", "First prize")))
    assert not any(map(is_prize, ("A", "合格", "95", "优秀", "三(1)班")))
    assert all(map(is_level, ("A", "B+", "甲等", "良好", "不合格", "缺考")))
    titles = ("★一等奖★", "二等奖（3名）：", "阅读之星", "获奖", "李明", "三年级获奖")
    assert list(map(title_prize, titles)) == ["一等奖", "二等奖", "阅读之星", "", "", ""]


def test_a_row_of_data_is_no_heading() -> None:
    assert name_columns(("李明", "学生", "95")) == []
    assert name_columns(("作者",)) == []
    assert headed(("姓名", "班级", "总分", "平均分")) == {What.NAME: 0, What.CLASS: 1, What.SCORE: 2}
    assert guessed((("a", "b"),), ()) == []


WORDS = (
    "姓名|班级|名次|序|成绩|奖项|等级|作品|学生|李明|王芳|赵静|欧阳明哲|三(1)班|三1|95|90.5|1|2|第一名|一等奖|二等奖（2名）|鼓励奖|"
    "A|合格|合计|《春》|13812345678|𠮷祥瑞|| "
)
CELLS = st.one_of(
    st.sampled_from(WORDS.split("|")),
    st.text(max_size=6),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=7).map(tuple), max_size=12))
def test_whatever_a_sheet_holds_it_is_read_or_told(rows: list[tuple[str, ...]]) -> None:
    try:
        sheet = read(*rows)
    except FileError:
        return
    assert sheet.rows == len(sheet.lines) + len(sheet.unread) + sheet.passed_over
    said = [*sheet.lines, *sheet.unread]
    assert sheet.passed_over == len(rows) - len({one.line for one in said})
    assert all(1 <= one.line <= len(rows) for one in said)
    assert len(sheet.columns) > 0
    for one in sheet.lines:
        assert 1 <= one.line <= len(rows)
        assert one.name not in ("姓名", "学生", "一等奖", "合计", "")
        assert one.place is None or one.place > 0
        assert not one.prize.isdecimal()


NAMES = st.lists(st.sampled_from(["李明", "王芳", "赵静", "孙丽", "周杰", "吴敏"]), min_size=1, max_size=6, unique=True)


@given(NAMES, st.permutations(["姓名", "班级", "名次", "成绩", "奖项"]), st.booleans())
def test_columns_may_stand_in_any_order_and_a_title_above(names: list[str], heads: list[str], titled: bool) -> None:
    values = [
        {"姓名": name, "班级": f"三({n})班", "名次": str(n), "成绩": str(100 - n), "奖项": "优胜奖"}
        for n, name in enumerate(names, start=1)
    ]
    rows = [tuple(value[head] for head in heads) for value in values]
    sheet = read(*([("古诗词大赛",)] if titled else []), tuple(heads), *rows)
    found = [(one.name, one.class_text, one.place, one.score, one.prize) for one in sheet.lines]
    assert found == [(name, f"三({n})班", n, str(100 - n), "优胜奖") for n, name in enumerate(names, start=1)]


@given(NAMES, NAMES)
def test_whoever_stands_in_either_of_two_blocks_is_read(left: list[str], right: list[str]) -> None:
    rows = [
        (left[at] if at < len(left) else "", "90" if at < len(left) else "", "",
         right[at] if at < len(right) else "", "80" if at < len(right) else "")
        for at in range(max(len(left), len(right)))
    ]  # fmt: skip
    sheet = read(("姓名", "成绩", "", "姓名", "成绩"), *rows)
    assert [(one.name, one.score) for one in sheet.lines] == [(n, "90") for n in left] + [(n, "80") for n in right]
