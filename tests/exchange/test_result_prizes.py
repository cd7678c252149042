"""Prizes written short: numerals below 奖次, and a prize that stands only where it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.result_lines import ResultSheet
from libdesk.exchange.result_prizes import Given, carried_prizes, whole_prizes
from libdesk.exchange.result_sheets import read_results
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile


def read(*rows: tuple[str, ...]) -> ResultSheet:
    return read_results(TableFile("结果.csv", FileKind.TEXT, (Table("", rows),)))


def prizes(*rows: tuple[str, ...]) -> list[str]:
    return [one.prize for one in read(*rows).lines]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("奖次", "一 二 三 优", ["一等奖", "二等奖", "三等奖", "优秀奖"]),
        ("获奖等级", "特 一 二 一等奖", ["特等奖", "一等奖", "二等奖", "一等奖"]),
        ("获奖等级", "1 ２ 3 3", ["一等奖", "二等奖", "三等奖", "三等奖"]),
        ("奖项", "一 二 鼓励奖 —", ["一等奖", "二等奖", "鼓励奖", "—"]),
        ("奖项", "1 2 3 4", ["", "", "", ""]),  # a figure says no prize there
        ("获奖等级", "1 2 3 95", ["", "", "", ""]),
        ("等级", "一 二 三 二", ["", "", "", ""]),  # a level is a result
    ],
)
def test_numerals_below_a_word_of_prizes_are_prizes(head: str, cells: str, expected: list[str]) -> None:
    names = ("王芳", "孙一", "赵静", "张三")
    assert prizes(("姓名", head), *zip(names, cells.split(), strict=True)) == expected


def test_a_prize_that_leads_the_row_is_that_of_the_rows_below() -> None:
    sheet = read(("奖项", "姓名"), ("一等奖", "王芳"), ("", "赵静"), ("二等奖", "孙一"), ("", "周六"), ("", "李明"))
    assert [one.prize for one in sheet.lines] == ["一等奖", "一等奖", "二等奖", "二等奖", "二等奖"]
    assert (sheet.carried, sheet.open) == (3, 0)


def test_a_prize_behind_the_names_is_carried_where_the_scores_say_the_same() -> None:
    head = ("姓名", "得分", "奖项")
    sheet = read(head, ("王芳", "99", "一等奖"), ("赵静", "98", ""), ("孙一", "97", "二等奖"), ("周六", "60", ""))
    assert [one.prize for one in sheet.lines] == ["一等奖", "一等奖", "二等奖", ""]  # the last one may have none
    assert (sheet.carried, sheet.open) == (1, 1)
    mixed = read(head, ("王芳", "99", "一等奖"), ("赵静", "60", ""), ("孙一", "97", "二等奖"), ("周六", "96", ""))
    assert [one.prize for one in mixed.lines] == ["一等奖", "", "二等奖", ""]
    assert (mixed.carried, mixed.open) == (0, 2)


@pytest.mark.parametrize(
    "cells",
    [
        "一等奖 二等奖 三等奖 . . . .",  # one each, and the others none
        "一等奖 一等奖 . 二等奖 . .",  # a list that repeats a prize
        "二等奖 . 一等奖 .",  # not by prizes
        ". 一等奖 . 二等奖 .",
        "一等奖 . 二等奖 . 一等奖 .",
    ],
)
def test_where_a_blank_cell_may_mean_none_no_prize_is_given(cells: str) -> None:
    said = [cell.strip(".") for cell in cells.split()]
    found = carried_prizes([Given(cell, not cell) for cell in said], leads=True)
    assert found.prizes == said
    assert not found.carried


def test_whoever_did_not_come_and_a_dash_get_no_prize() -> None:
    rows = [
        ("奖项", "姓名", "得分"),
        ("一等奖", "王芳", ""),
        ("", "赵静", "缺考"),
        ("—", "孙一", ""),
        ("二等奖", "周六", ""),
    ]
    assert prizes(*rows) == ["一等奖", "", "—", "二等奖"]


ORDER = ["特等奖", "一等奖", "二等奖", "三等奖", "优秀奖"]
GROUPS = st.lists(st.integers(1, 4), min_size=2, max_size=5).filter(lambda sizes: any(size > 1 for size in sizes[:-1]))


@given(GROUPS, st.booleans())
def test_a_list_by_prizes_says_the_same_written_in_full_and_where_they_change(sizes: list[int], scored: bool) -> None:
    full = [prize for prize, size in zip(ORDER, sizes, strict=False) for _n in range(size)]
    rows = [
        Given("" if at and full[at - 1] == prize else prize, bool(at) and full[at - 1] == prize,
              str(100 - at) if scored else "")
        for at, prize in enumerate(full)
    ]  # fmt: skip
    found = carried_prizes(rows, leads=True)
    assert found.prizes == full
    assert not found.open
    behind = carried_prizes(rows, leads=False)  # nothing is ever given that would not be so in full
    assert all(prize in ("", whole) for prize, whole in zip(behind.prizes, full, strict=True))
    assert len(behind.carried) + len(behind.open) == sum(row.blank for row in rows)


@given(st.lists(st.sampled_from(["", "一等奖", "二等奖", "鼓励奖"]), max_size=12), st.booleans())
def test_a_prize_that_is_written_stays_and_every_blank_is_told(cells: list[str], leads: bool) -> None:
    found = carried_prizes([Given(cell, not cell) for cell in cells], leads=leads)
    assert all(prize == cell for prize, cell in zip(found.prizes, cells, strict=True) if cell)
    changed = [at for at, cell in enumerate(cells) if found.prizes[at] != cell]
    assert changed == found.carried
    assert not set(found.carried) & set(found.open)


def test_a_column_without_numerals_stays_as_it_is() -> None:
    assert whole_prizes("奖次", ["一等奖", "优秀", ""]) == {}
    assert whole_prizes("获奖等级", []) == {}
