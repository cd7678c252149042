"""Contests in rounds: score and place of how it ended, never of two rounds; headings over two rows are read as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.result_columns import What, headed
from libdesk.exchange.result_heads import joined_heads
from libdesk.exchange.result_lines import ReadColumn, ResultSheet
from libdesk.exchange.result_rounds import is_round, round_of, round_said
from libdesk.exchange.result_sheets import read_results
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile, read_tables
from tests.exchange.made_files import xlsx


def read(*rows: tuple[str, ...]) -> ResultSheet:
    return read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table("Sheet1", rows),)))


@pytest.mark.parametrize(
    ("heads", "score", "place"),
    [
        ("姓名 初赛成绩 初赛名次 决赛成绩 决赛名次 总成绩 总名次", "总成绩", "总名次"),
        ("姓名 初赛成绩 初赛名次 决赛成绩 决赛名次", "决赛成绩", "决赛名次"),
        ("姓名 初赛得分 复赛得分 半决赛得分 总决赛得分 名次", "总决赛得分", "名次"),
        ("姓名 决赛名次 初赛名次 复赛成绩 初赛成绩", "", "决赛名次"),
        ("姓名 初赛成绩 决赛成绩 决赛名次 总成绩", "总成绩", ""),
        ("姓名 决赛得分 最终名次 初赛名次", "决赛得分", "最终名次"),
        ("姓名 最后得分 初赛得分 初赛名次", "最后得分", ""),
        ("姓名 第一轮得分 第二轮得分 第三轮得分 排名", "第三轮得分", "排名"),
        ("姓名 初赛 决赛 名次", "决赛", "名次"),
        ("姓名 笔试成绩 面试成绩 名次", "", "名次"),
        ("姓名 笔试成绩 面试成绩 总成绩 排名", "总成绩", "排名"),
        ("姓名 班名次 级名次 总分", "总分", "级名次"),
        ("姓名 初赛(50分) 决赛（50分） 总评(100分)", "总评(100分)", ""),
        ("姓名 初赛（50%） 决赛（50％） 名次", "决赛（50％）", "名次"),
        ("姓名 初赛40% 决赛占60% 综合成绩（满分100分）", "综合成绩（满分100分）", ""),
    ],
)
def test_what_is_taken_is_of_how_it_ended(heads: str, score: str, place: str) -> None:
    row = heads.split()
    found = headed(row)
    said = [row[found[what]] if what in found else "" for what in (What.SCORE, What.PLACE)]
    assert said == [score, place]


def test_a_work_or_a_day_is_no_prize() -> None:
    found = headed(("姓名", "获奖作品", "获奖时间", "名次"))
    assert What.PRIZE not in found
    assert found[What.WORK] == 1


def test_a_level_is_read_below_each_word_for_it() -> None:
    assert headed(("姓名", "总评", "等第")) == {What.NAME: 0, What.SCORE: 1, What.LEVEL: 2}


ROUNDS = ["初赛", "复赛", "半决赛", "决赛", "总"]  # in their order
COLUMNS = st.lists(st.tuples(st.sampled_from(ROUNDS), st.sampled_from(["成绩", "名次"])), min_size=1, unique=True)


@given(COLUMNS, st.data())
def test_score_and_place_are_never_of_two_rounds(columns: list[tuple[str, str]], data: st.DataObject) -> None:
    heads = data.draw(st.permutations(["姓名", *("".join(one) for one in columns)]))
    found = headed(heads)
    taken = [heads[found[what]] for what in (What.SCORE, What.PLACE) if what in found]
    last = max((one for one, _what in columns), key=ROUNDS.index)
    assert {head[:-2] for head in taken} == {last}
    assert len(taken) == sum(one == last for one, _what in columns)
    sheet = read(tuple(heads), tuple("李明" if head == "姓名" else "1" for head in heads))
    assert {head for _what, head in sheet.columns} | set(sheet.left) == set(heads)


@given(COLUMNS, st.booleans(), st.booleans())
def test_headings_over_two_rows_say_what_they_say_in_one(
    columns: list[tuple[str, str]], filled: bool, names_below: bool
) -> None:
    columns = sorted(columns)  # a group stands over its columns once
    whole = [f"{one}{what}" for one, what in columns]
    groups = [one if filled or at == 0 or columns[at - 1][0] != one else "" for at, (one, _what) in enumerate(columns)]
    below = ("姓名", "班级") if names_below else ("", "")
    upper = ("", "") if names_below and len(set(groups)) > 1 else ("姓名", "班级")
    made = joined_heads([("比赛",), (*upper, *groups), (*below, *(what for _one, what in columns)), ("李明", "三1")])
    assert made == [("比赛",), (), ("姓名", "班级", *whole), ("李明", "三1")]


@pytest.mark.parametrize("merged", [("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"), ()])
def test_a_workbook_with_merged_headings_is_read_by_its_final(merged: tuple[str, ...]) -> None:
    rows = [
        ("班级", "姓名", "初赛", "", "决赛", "", "奖项"), ("", "", "得分", "名次", "得分", "名次", ""),
        ("三1", "王芳", 45, 2, 48, 1, "一等奖"), ("三2", "孙一", 46, 1, 44, 2, "二等奖"),
    ]  # fmt: skip
    sheet = read_results(read_tables(xlsx(("决赛", rows), merged=merged), "结果.xlsx"))
    found = [(one.line, one.name, one.score, one.place, one.prize) for one in sheet.lines]
    assert found == [(3, "王芳", "48", 1, "一等奖"), (4, "孙一", "44", 2, "二等奖")]
    assert ReadColumn(What.SCORE, "决赛得分") in sheet.columns
    assert sheet.left == ("初赛得分", "初赛名次")


HEAD = ("姓名", "班级", "得分", "名次", "奖项")
FIRST = (("李明", "三1", "80", "2", ""), ("孙一", "三2", "85", "1", "一等奖"), ("王芳", "三1", "60", "3", "三等奖"))
LAST = (("李明", "三(1)班", "95", "1", "一等奖"), ("孙一", "三2", "90", "2", "二等奖"))


def ended(*tables: Table) -> list[tuple[str, str, int | None, str]]:
    """What came out for each who is named, as the first line of them says."""
    sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, tables))
    found = {one.name: one for one in reversed(sheet.lines)}
    return [(name, found[name].score, found[name].place, found[name].prize) for name in sorted(found)]


THE_END = [("孙一", "90", 2, "二等奖"), ("李明", "95", 1, "一等奖"), ("王芳", "", None, "")]


@pytest.mark.parametrize(
    ("first", "last"),
    [("初赛", "决赛"), ("初赛成绩", "决赛成绩"), ("三年级朗诵初赛", "三年级朗诵决赛"), ("第一轮", "第二轮"),
     ("半决赛", "总决赛"),
     ("复赛", "最终成绩"), ("初赛总成绩", "决赛总成绩")],
)  # fmt: skip
def test_of_rounds_on_two_sheets_or_below_titles_the_last_counts(first: str, last: str) -> None:
    one, other = (HEAD, *FIRST), (HEAD, *LAST)
    assert ended(Table(first, one), Table(last, other)) == THE_END
    assert ended(Table(last, other), Table(first, one)) == THE_END
    assert ended(Table("Sheet1", ((first,), *one, (last,), *other))) == THE_END
    assert ended(Table("Sheet1", ((last,), *other, (first,), *one))) == THE_END
    sheet = read_results(TableFile("结果.xlsx", FileKind.XLSX, (Table(first, one), Table(last, other))))
    assert (sheet.earlier, sheet.rows) == (3, 7)


def test_rounds_that_the_headings_of_two_sheets_name_are_rounds_too() -> None:
    one = Table("一", (("姓名", "初赛得分"), ("李明", "80"), ("孙一", "70")))
    other = Table("二", (("姓名", "决赛得分"), ("李明", "75")))
    assert ended(one, other) == [("孙一", "", None, ""), ("李明", "75", None, "")]


@pytest.mark.parametrize(
    ("one", "other"), [("三年级初赛", "四年级决赛"), ("第一轮", "第二轮"), ("第一场", "第二场"), ("三年级", "决赛")]
)
def test_sheets_that_share_nobody_or_name_no_round_are_no_rounds(one: str, other: str) -> None:
    tables = (Table(one, (HEAD, FIRST[2])), Table(other, (HEAD, *LAST)))
    assert ("王芳", "60", 3, "三等奖") in ended(*tables)


def test_a_list_of_those_who_may_go_on_ends_nothing() -> None:
    named = Table("决赛名单", (("姓名", "班级"), ("李明", "三1"), ("孙一", "三2")))
    found = {line.name: line.score for line in reversed(read_results(
        TableFile("结果.xlsx", FileKind.XLSX, (Table("初赛", (HEAD, *FIRST)), named))).lines)}  # fmt: skip
    assert found == {"李明": "80", "孙一": "85", "王芳": "60"}


def test_a_grade_that_has_not_come_to_its_final_keeps_its_results() -> None:
    fourth = Table("四年级初赛", (HEAD, ("周六", "四2", "75", "1", "")))
    assert ended(Table("三年级初赛", (HEAD, *FIRST)), Table("三年级决赛", (HEAD, *LAST)), fourth) == [
        ("周六", "75", 1, ""), *THE_END,
    ]  # fmt: skip


def test_a_row_of_data_is_never_joined_to_the_heading() -> None:
    for rows in (
        [("姓名", "成绩"), ("", "95")], [("姓名", "班级", "奖项"), ("", "三1", "优秀作品")],
        [("姓名", "班级", "名次"), ("李明", "决赛", "1")], [("决赛成绩表", "", ""), ("姓名", "班级", "名次")],
    ):  # fmt: skip
        assert joined_heads(rows) == rows


def test_a_title_names_a_round_or_none() -> None:
    titles = ("初赛", "决赛总成绩", "半决赛", "初赛、决赛成绩表", "第一场", "三年级成绩", "第2轮")
    assert [round_said(title) for title in titles] == [60, 90, 80, None, None, None, 2]


def test_rounds_are_told_by_their_words() -> None:
    assert [round_of(head) for head in ("名次", "成绩", "第二轮得分", "3轮成绩")] == [None, None, 2, 3]
    ordered = ["海选成绩", "预赛名次", "复赛", "半决赛得分", "总决赛", "综合得分"]
    assert sorted(ordered, key=lambda head: round_of(head) or 0) == ordered
    assert all(map(is_round, ("初赛", "决赛阶段", "总评", "第一轮")))
    assert not any(map(is_round, ("决赛名单", "三年级决赛成绩表", "姓名", "")))
