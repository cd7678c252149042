"""Rosters with everything that goes wrong with them at once, in every kind of file that a school saves."""

import html
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from libdesk.domain.drafts import NoteKind, ReaderDraft
from libdesk.exchange.columns import guess_mapping
from libdesk.exchange.errors import EmptyFile, FileBusy, NoRows
from libdesk.exchange.fields import ListKind
from libdesk.exchange.people import name_and_number
from libdesk.exchange.readers import parse_readers
from libdesk.exchange.rosters import logical_tables
from libdesk.exchange.tables import Table, read_file, read_tables
from tests.exchange.made_files import xls, xlsx

Rows = Sequence[Sequence[Any]]

# Title, heading over two rows, a class merged beside its pupils, numbers as floats and in full width, a name with a
# space, a blank name, a page's end and its heading once more, sums.
HARD: Rows = [
    ["阳光小学2025—2026学年学生名册", "", "", "", ""],
    ["班级", "学生信息", "", "", "家庭"],
    ["班级", "座号", "姓名", "学号", "联系电话"],
    ["四（1）班", 1, "李 明", 20220301.0, "13800138000"],
    ["四（1）班", "２", "阿依古丽·买买提", "２０２２０３０２", "13800138001"],
    ["四（1）班", 3, "", "", ""],
    ["合计：2人", "", "", "", ""],
    ["班级", "座号", "姓名", "学号", "联系电话"],
    ["四（2）班", "1.0", "张\u00a0三", "20220303 ", "13800138002"],
    ["四（2）班", 2, "张三", "20220304.0", ""],
    ["", "", "", "", ""],
    ["班主任：王芳", "", "", "", "第1页 共1页"],
]
PEOPLE = [
    ("李明", "四（1）班", "1", "20220301"),
    ("阿依古丽·买买提", "四（1）班", "2", "20220302"),
    ("张三", "四（2）班", "1", "20220303"),
    ("张三", "四（2）班", "2", "20220304"),
]


def as_csv(rows: Rows, encoding: str) -> bytes:
    return "\r\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


def as_web_page(rows: Rows) -> bytes:
    lines = ["<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows]
    return ("<html><meta charset=gbk><table>" + "".join(lines) + "</table></html>").encode("gb18030")


def merged_xlsx(rows: Rows) -> bytes:
    """As a person lays it out: the class stands once beside its pupils, the heading goes over two rows."""
    bare = [list(row) for row in rows]
    bare[2][0] = bare[4][0] = bare[5][0] = bare[9][0] = ""
    return xlsx(("名册", bare), merged=["A1:E1", "A2:A3", "B2:D2", "A4:A6", "A9:A10"])


def merged_xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    over = {(0, 0): (0, 4), (1, 0): (2, 0), (1, 1): (1, 3), (3, 0): (5, 0), (8, 0): (9, 0)}
    hidden = {
        (row, column)
        for (top, left), (bottom, right) in over.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for (top, left), (bottom, right) in over.items():
        sheet.write_merge(top, bottom, left, right, rows[top][left])
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            if (i, j) not in hidden and cell != "":
                sheet.write(i, j, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drafts_of(data: bytes, name: str = "名册.xls") -> list[ReaderDraft]:
    parts = logical_tables(read_tables(data, name).tables)
    lists = [parse_readers(part, guess_mapping(part, ListKind.READERS)) for part in parts]
    assert all(one.adds_up for one in lists)
    return [draft for one in lists for draft in one.drafts]


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.xls", "名册.csv"])
@pytest.mark.parametrize(
    "make",
    [
        lambda rows: xlsx(("名册", rows)),
        lambda rows: xls(("名册", rows)),
        merged_xlsx,
        merged_xls,
        lambda rows: as_csv(rows, "gb18030"),
        lambda rows: as_csv(rows, "utf-8-sig"),
        lambda rows: as_csv(rows, "utf-16"),
        as_web_page,
    ],
    ids=["xlsx", "xls", "xlsx merged", "xls merged", "csv gbk", "csv utf-8", "csv utf-16", "web page"],
)
def test_one_roster_says_the_same_in_every_kind_of_file_whatever_it_is_called(
    make: Callable[[Rows], bytes], name: str
) -> None:
    found = drafts_of(make(HARD), name)
    assert [(one.name, one.class_text, one.seat, one.school_no) for one in found] == PEOPLE


def test_a_column_for_each_class_is_taken_apart() -> None:
    found = drafts_of(xlsx(("x", [["四年级名单"], ["四(1)班", "四(2)班"], ["张三", "李四"], ["王五", None]])))
    assert [(one.name, one.class_text) for one in found] == [
        ("张三", "四(1)班"), ("王五", "四(1)班"), ("李四", "四(2)班"),
    ]  # fmt: skip


def test_each_block_beside_another_has_the_class_that_stands_above_it() -> None:
    rows = [["四(1)班", None, "四(2)班", None], ["座号", "姓名", "座号", "姓名"], [1, "张三", 1, "王五"]]
    found = drafts_of(xlsx(("x", rows), merged=["A1:B1", "C1:D1"]))
    assert [(one.name, one.class_text) for one in found] == [("张三", "四(1)班"), ("王五", "四(2)班")]


def test_sheets_that_are_hidden_are_not_brought_in() -> None:
    book = load_workbook(io.BytesIO(xlsx(("四(1)班", [["姓名"], ["张三"]]), ("去年", [["姓名"], ["走了"]]))))
    book["去年"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [one.name for one in drafts_of(out.getvalue())] == ["张三"]


@pytest.mark.parametrize(
    ("cell", "name", "number"),
    [
        ("张三 20240301", "张三", "20240301"),
        ("张三20240301", "张三", "20240301"),
        ("张三/20240301", "张三", "20240301"),
        ("张 三（20240301）", "张 三", "20240301"),
        ("20240301 张三", "张三", "20240301"),
        ("阿依古丽·买买提 S0012", "阿依古丽·买买提", "S0012"),
        ("张三", "", ""),
        ("张三2", "", ""),
        ("Anna 1234", "", ""),
        ("20240301", "", ""),
    ],
)
def test_a_number_in_the_cell_of_the_name_is_told_from_it(cell: str, name: str, number: str) -> None:
    assert name_and_number(cell) == (name, number)


def test_a_name_and_number_in_one_column_become_two() -> None:
    found = drafts_of(xlsx(("x", [["班级", "姓名/学号"], ["四1", "张三 20240301"], ["四1", "李四(20240302)"]])))
    assert [(one.name, one.school_no) for one in found] == [("张三", "20240301"), ("李四", "20240302")]


@pytest.mark.parametrize("number", ["110105201601011234", "G110105201601011234", "13800138000"])
def test_a_personal_number_beside_a_name_is_left_out_and_told(number: str) -> None:
    table = Table("x", (("姓名", "班级"), (f"张三 {number}", "四1")))
    parsed = parse_readers(table, guess_mapping(table, ListKind.READERS))
    assert (parsed.drafts[0].name, parsed.drafts[0].school_no) == ("张三", "")
    assert [note.kind for note in parsed.notes] == [NoteKind.PERSONAL_NUMBER]


@pytest.mark.parametrize(
    "footer",
    [
        "合计：2人",
        "总计",
        "全班共2人",
        "男生：1人",
        "女生 1 人",
        "班主任：王芳",
        "第1页 共2页",
        "填表日期：2026年3月1日",
        "备注：",
    ],
)
def test_what_stands_below_a_roster_is_no_pupil(footer: str) -> None:
    for row in ([footer, ""], ["", footer]):
        assert [one.name for one in drafts_of(xlsx(("四1", [["座号", "姓名"], [1, "张三"], row])))] == ["张三"]


def test_a_file_that_the_spreadsheet_has_open_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(xlsx(("x", HARD)))

    def refuse(_self: Path) -> bytes:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # as Windows answers while Excel has the file
    with pytest.raises(FileBusy) as caught:
        read_file(path)
    assert "名册.xlsx" in caught.value.text()


@pytest.mark.parametrize(("data", "fault"), [(b"", EmptyFile), (xlsx(("x", [])), NoRows), (b"\r\n,,\r\n", NoRows)])
def test_a_file_without_anything_is_told_as_such(tmp_path: Path, data: bytes, fault: type[Exception]) -> None:
    path = tmp_path / "名册.csv"
    path.write_bytes(data)
    with pytest.raises(fault):
        read_tables(read_file(path), os.fspath(path.name))


WORDS = st.sampled_from(
    ["", "姓名", "班级", "学号", "姓名/学号", "张三", "李 四", "张三 20240301", "四(1)班", "四（2）班", "7.3",
     "合计：3人", "1", "20240301.0", "２", "男", "班主任：王芳", "第1页", "-", "110105201601011234", "教师"]
)  # fmt: skip
CELLS = st.one_of(WORDS, st.text(max_size=5), st.floats(allow_nan=False, allow_infinity=False).map(str))


@given(
    st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=14), st.sampled_from(["", "四(1)班", "教师", "Sheet1"])
)
def test_whatever_stands_in_a_table_no_row_is_lost_and_no_identity_number_kept(
    rows: list[list[str]], name: str
) -> None:
    for part in logical_tables([Table(name, tuple(map(tuple, rows)))]):
        parsed = parse_readers(part, guess_mapping(part, ListKind.READERS))
        assert parsed.adds_up
        assert parsed.rows_read == len(rows)
        assert "110105201601011234" not in repr(parsed.drafts)
