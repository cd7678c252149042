"""Contests in rounds: score and place of how it ended, never of two rounds; headings over two rows are read as one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.result_columns import What, headed
from libdesk.exchange.result_heads import joined_heads
from libdesk.exchange.result_lines import ReadColumn, ResultSheet
from libdesk.exchange.result_rounds import is_round, round_of
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


def test_a_row_of_data_is_never_joined_to_the_heading() -> None:
    for rows in (
        [("姓名", "成绩"), ("", "95")], [("姓名", "班级", "奖项"), ("", "三1", "优秀作品")],
        [("姓名", "班级", "名次"), ("李明", "决赛", "1")], [("决赛成绩表", "", ""), ("姓名", "班级", "名次")],
    ):  # fmt: skip
        assert joined_heads(rows) == rows


def test_rounds_are_told_by_their_words() -> None:
    assert [round_of(head) for head in ("名次", "成绩", "第二轮得分", "3轮成绩")] == [None, None, 2, 3]
    ordered = ["海选成绩", "预赛名次", "复赛", "半决赛得分", "总决赛", "综合得分"]
    assert sorted(ordered, key=lambda head: round_of(head) or 0) == ordered
    assert all(map(is_round, ("初赛", "决赛阶段", "总评", "第一轮")))
    assert not any(map(is_round, ("决赛名单", "三年级决赛成绩表", "姓名", "")))
