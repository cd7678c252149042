"""A school's own class table is read from any list; what is not taken is named, and the counts add up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.class_tables import ClassFaultKind, ClassTable, NoClasses, read_classes
from libdesk.exchange.errors import FileError
from libdesk.exchange.export import write_table
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import Table, TableFile, read_tables


def read(*rows: tuple[str, ...]) -> ClassTable:
    return read_classes(TableFile("类表.xlsx", FileKind.XLSX, (Table("", rows),)))


def adds_up(table: ClassTable) -> bool:
    return len(table.entries) + len(table.faults) + table.doubles + table.passed_over == table.rows


def test_headings_say_which_column_is_which() -> None:
    table = read(("我校分类表",), ("序号", "类名", "分类号"), ("1", "小说", "I24"), ("2", "诗歌", "I22"))
    assert table.entries == (("I24", "小说"), ("I22", "诗歌"))
    assert adds_up(table)


def test_without_headings_the_column_of_codes_is_known_by_its_looks() -> None:
    table = read(("1", "A", "马列主义"), ("2", "A1", "马恩著作"), ("3", "[A11]", "选集"), ("4", "E3/7", "各国军事"))
    assert table.entries[2:] == (("[A11]", "选集"), ("E3/7", "各国军事"))


def test_code_and_name_may_share_a_cell() -> None:
    table = read(("I24 小说",), ("I247.5  新体长篇小说",), ("",))
    assert table.entries == (("I24", "小说"), ("I247.5", "新体长篇小说"))
    assert adds_up(table)


def test_doubles_and_faults_are_told_apart_and_named() -> None:
    table = read(
        ("分类号", "类名"), ("I24", "小说"), ("i24", "小说"), ("I24", "别的"), ("", "无号"), ("I25", ""),
        ("", ""), ("I" * 61, "太长"),
    )  # fmt: skip
    assert [(fault.line, fault.kind) for fault in table.faults] == [
        (4, ClassFaultKind.REPEATED), (5, ClassFaultKind.NO_CODE), (6, ClassFaultKind.NO_NAME),
        (8, ClassFaultKind.TOO_LONG),
    ]  # fmt: skip
    assert (table.entries, table.doubles, table.passed_over) == ((("I24", "小说"),), 1, 2)
    assert adds_up(table)
    assert all(str(fault.line) in fault.text() for fault in table.faults)


@pytest.mark.parametrize("rows", [(("姓名", "班级"), ("张三", "五(3)班")), (("只有一列",),)])
def test_a_list_of_something_else_is_told(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(NoClasses):
        read(*rows)


@pytest.mark.parametrize("name", ["表.xlsx", "表.csv"])
def test_a_table_goes_through_a_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_table(path, "类表", ("分类号", "类名"), [("I24", "小说"), ("TP3-49", "计算机普及读物")])
    table = read_classes(read_tables(path.read_bytes(), name))
    assert table.entries == (("I24", "小说"), ("TP3-49", "计算机普及读物"))


CELLS = st.one_of(
    st.sampled_from(["分类号", "类名", "I24", "i24", "小说", "", " ", "[X]", "1", "I24 小说"]), st.text(max_size=6)
)


@given(st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=12))
def test_whatever_a_list_holds_it_is_read_or_told(rows: list[tuple[str, ...]]) -> None:
    try:
        table = read(*rows)
    except FileError:
        return
    assert adds_up(table)
    assert all(code.strip() and name.strip() for code, name in table.entries)
