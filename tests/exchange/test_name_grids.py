"""Lists of bare names, several in a row: every name becomes a reader of its class, or nobody is taken unasked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.drafts import FaultKind, ParsedList, ReaderDraft
from libdesk.domain.rows.imports import Fate, RowPlan
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.name_grids import name_grid
from libdesk.exchange.tables import Table
from libdesk.ui.imports.reading import Reading, read
from tests.exchange.made_files import xlsx

Rows = Sequence[Sequence[Any]]
N = [
    *("王伟", "李娜", "张敏", "刘洋", "陈杰", "杨磊", "赵静", "黄丽", "周强", "吴军"),
    *("单雄信", "仇英", "曾国藩", "欧阳娜娜", "古丽·阿依"),
]


def reading_of(folder: Path, rows: Rows, sheet: str = "Sheet1", name: str = "名册.xlsx", **more: Any) -> Reading:
    path = folder / name
    path.write_bytes(xlsx((sheet, rows), **more))
    return read(path)


def people(reading: Reading) -> set[tuple[str, str]]:
    assert reading.kind is ListKind.READERS
    assert reading.ready
    parsed: ParsedList[ReaderDraft] = reading.parse()
    assert parsed.adds_up
    assert not parsed.faults
    return {(one.name, f"{one.grade_text}{one.class_text}") for one in parsed.drafts}


def members(class_text: str, *names: str) -> set[tuple[str, str]]:
    return {(name, class_text) for name in names}


TWO = members("五(1)班", *N[:10]) | members("五(2)班", *N[10:])


@pytest.mark.parametrize(
    "rows",
    [
        [["五(1)班名单"], N[:5], N[5:10], ["五(2)班名单"], N[10:]],
        [["阳光小学"], ["五年级"], ["五(1)班 班主任：王芳"], N[:5], N[5:10], ["五(2)班 班主任 李强"], N[10:]],
        [["五(1)班"], N[:7], N[7:10], ["五(2)班"], N[10:14], N[14:]],
        [["五年级各班名单"], ["五(1)班", *N[:5]], ["", *N[5:10]], ["五(2)班", *N[10:]]],
        [["五(1)班"], *([1, a, 2, b] for a, b in zip(N[:5], N[5:10], strict=True)), ["五(2)班"],
         [1, N[10], 2, N[11]], [3, N[12], 4, N[13]], [5, N[14]]],
        [["五(1)班"], [N[0], "", N[1], "", N[2]], [N[3], None, N[4], None, N[5]], [N[6], "", N[7], "", N[8]], [N[9]],
         ["五(2)班"], [N[10], "", N[11], "", N[12]], [N[13], "", N[14]]],
        [["五(1)班"], [f"{n}.{name}" for n, name in enumerate(N[:5], 1)],
         [f"{n}、{name}" for n, name in enumerate(N[5:10], 6)],
         ["五(2)班"], N[10:]],
        [["五(1)班"], ["讲台"], ["第一组", "第二组", "第三组"], N[:3], N[3:6], N[6:9], [N[9], "空", ""],
         ["五(2)班"], N[10:13], N[13:]],
        [["五(1)班"], ["姓名", "", "", "", ""], N[:5], N[5:10], ["五(2)班"], N[10:]],
    ],
    ids=["titles", "teacher", "ragged", "class beside", "numbered pairs", "gaps", "counted", "seats", "headed"],
)  # fmt: skip
def test_every_name_of_a_grid_is_a_reader_of_its_class(tmp_path: Path, rows: Rows) -> None:
    assert people(reading_of(tmp_path, rows)) == TWO


@pytest.mark.parametrize(
    "rows",
    [
        [["班级", "姓名", "", ""], ["五1", *N[:3]], ["五2", *N[3:6]]],
        [["班级", "姓名1", "姓名2", "姓名3"], ["五1", *N[:3]], ["五2", *N[3:6]]],
        [["五1", "五2"], [N[0], N[3]], [N[1], N[4]], [N[2], N[5]]],
        [["五1（3人）", "五2 共3人"], [N[0], N[3]], [N[1], N[4]], [N[2], N[5]]],
        [["序号", "五1", "五2"], [1, N[0], N[3]], [2, N[1], N[4]], [3, N[2], N[5]]],
        [["五1", "", "五2", ""], [1, N[0], 1, N[3]], [2, N[1], 2, N[4]], [3, N[2], 3, N[5]]],
        [["五1", "", "五2", ""], ["序号", "姓名"] * 2, [1, N[0], 1, N[3]], [2, N[1], 2, N[4]], [3, N[2], 3, N[5]]],
    ],
)  # fmt: skip
def test_names_side_by_side_have_the_class_beside_or_above_them(tmp_path: Path, rows: Rows) -> None:
    found = people(reading_of(tmp_path, rows))
    assert {(name, text.split("（")[0].split(" ")[0]) for name, text in found} == (
        members("五1", *N[:3]) | members("五2", *N[3:6])
    )


def test_blocks_below_blocks_side_by_side_each_have_their_class(tmp_path: Path) -> None:
    head = ["序号", "姓名", "序号", "姓名"]
    rows = [["四1", "", "四2", ""], head, [1, N[0], 1, N[1]], ["四3", "", "四4", ""], head, [1, N[2], 1, N[3]]]
    assert people(reading_of(tmp_path, rows)) == {(N[n], f"四{n + 1}") for n in range(4)}


def test_boys_and_girls_may_stand_apart(tmp_path: Path) -> None:
    for rows in (
        [["五(1)班"], ["男生", "女生"], [N[0], N[1]], [N[3], N[2]]],
        [["五(1)班"], ["男生：", ""], [N[0], N[3]], ["女生（2人）", ""], [N[1], N[2]]],
        [["五(1)班"], ["男", N[0], N[3]], ["女", N[1], N[2]]],
    ):
        reading = reading_of(tmp_path, rows)
        assert people(reading) == members("五(1)班", *N[:4])
        assert {(one.name, one.sex) for one in reading.parse().drafts} == {
            (N[0], "男"), (N[3], "男"), (N[1], "女"), (N[2], "女"),
        }  # fmt: skip


def test_pupils_as_they_sit_are_read_and_the_words_of_the_plan_are_not(tmp_path: Path) -> None:
    rows = [
        ["四(1)班座位表"],
        ["讲台"],
        [N[0], N[1], "", N[2], N[3]],
        [N[4], N[5], "", N[6], "空位"],
        ["第一组", "第二组", "", "第三组", "第四组"],
    ]
    assert people(reading_of(tmp_path, rows)) == members("四(1)班", *N[:7])


def test_a_single_row_of_names_under_the_sheets_class_is_whole(tmp_path: Path) -> None:
    assert people(reading_of(tmp_path, [N[:8]], sheet="五1")) == members("五1", *N[:8])


def test_long_names_and_rare_surnames_in_a_grid_are_names(tmp_path: Path) -> None:
    rows = [["买买提江·阿卜杜拉", "古丽巴哈尔·买买提", "阿卜杜外力"], N[:3], ["努尔艾合买提", N[3], "𠮷田"]]
    rows.append(["努尔江艾山"])
    names = [name for row in rows for name in row]
    assert people(reading_of(tmp_path, rows, sheet="五1")) == members("五1", *names)


def test_where_too_few_surnames_are_known_nobody_is_taken_unasked(tmp_path: Path) -> None:
    rows = [["努尔艾合买提", "王伟", "𠮷田"], ["努尔江艾山", "古丽·阿依", "㐂多"]]
    assert not reading_of(tmp_path, rows, sheet="五1").of_kind(ListKind.READERS).ready


def test_a_column_of_teachers_beside_the_pupils_is_no_column_of_pupils(tmp_path: Path) -> None:
    rows = [["四1", name, "王大" if n < 3 else "李强"] for n, name in enumerate(N[:6])]
    reading = reading_of(tmp_path, rows)
    assert people(reading) == members("四1", *N[:6])
    assert [at for at, _heading in reading.unread] == [2], "and it is told that nobody reads it"


def test_a_column_full_of_names_under_another_heading_is_told(tmp_path: Path) -> None:
    rows = [["班级", "姓名", "性别", "组长"], ["五1", N[0], "男", N[5]], ["五1", N[1], "女", N[6]]]
    reading = reading_of(tmp_path, rows)
    assert reading.unread == ((3, "组长"),)
    assert not reading_of(tmp_path, [row[:3] for row in rows]).unread
    assert not reading_of(tmp_path, [["五(1)班名单"], N[:5], N[5:10]]).unread


def test_of_several_columns_of_names_that_are_not_understood_nobody_is_taken_unasked(tmp_path: Path) -> None:
    rows = [[N[n], f"语文{n}.5分以上者", N[n + 5]] for n in range(5)]
    reading = reading_of(tmp_path, rows).of_kind(ListKind.READERS)
    assert not reading.ready
    assert len(reading.unread) == 2
    by_hand = reading.with_column(0, Field.NAME)
    assert by_hand.ready
    assert [at for at, _heading in by_hand.unread] == [2]


@pytest.mark.parametrize(
    "rows",
    [
        [["五1班名单"], ["、".join(N[:5])], ["五2班"], [" ".join(N[5:9])]],
        [["班级", "姓名"], ["五1", "、".join(N[:5])], ["五2", "\n".join(N[5:9])]],
        [[f"五(1)班：{'、'.join(N[:5])}"], [f"五(2)班：{'，'.join(N[5:9])}"]],
    ],
)
def test_several_names_in_one_cell_are_refused_with_the_reason(tmp_path: Path, rows: Rows) -> None:
    parsed = reading_of(tmp_path, rows).parse()
    assert not parsed.drafts
    assert [fault.reason for fault in parsed.faults] == [FaultKind.SEVERAL_NAMES] * 2


def test_names_under_the_parents_heading_are_no_readers(tmp_path: Path) -> None:
    rows = [
        ["学生信息", "", "", "家长信息", ""],
        ["姓名", "班级", "学号", "姓名", "单位"],
        [N[0], "四1", "01", "王大", "电力公司"],
        [N[1], "四1", "02", "李大", "第一医院"],
    ]
    reading = reading_of(tmp_path, rows)
    assert people(reading) == members("四1", *N[:2])
    assert [column.heading for column in reading.mapping.sensitive] == ["家长信息姓名", "家长信息单位"]


def test_rows_of_a_grid_that_are_not_taken_are_saved_with_headings_and_their_class(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [["五(1)班"], N[:3], N[3:6]])
    (sheet,) = reading.refused([RowPlan(2, N[1], Fate.DOUBLE, ("Why.",), "Sheet1")])
    assert (sheet.header, sheet.rows) == (("姓名", "班级"), [((N[1], "五(1)班"), "Why.")])


CELLS = st.sampled_from(["", *N, "五(1)班", "五(2)班名单", "男生", "空", "1", "第一组", "讲台", "努尔艾合买提"])


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=8))
def test_a_grid_that_is_taken_apart_keeps_every_name(rows: list[list[str]]) -> None:
    parts = name_grid(Table("五1", tuple(map(tuple, rows))))
    if parts:
        kept = sorted(cell for part in parts for row in part.rows for cell in row if cell in N)
        assert kept == sorted(cell for row in rows for cell in row if cell in N)
