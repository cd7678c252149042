"""Lists for a spreadsheet: nothing becomes a formula, and reading the file gives back what was written."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from libdesk.domain.reports.tables import Percent
from libdesk.exchange.cells import DANGEROUS, clean
from libdesk.exchange.export import KINDS, table_bytes, write_table

HEAD = ("班级", "借书册数", "日期")
ROWS = (("五(3)班", 42, date(2026, 3, 9)), ("=1+1", 0, None), ("＝cmd|' /C calc'!A0", 1.5, None), ("𠮷田", 3, None))


def read(kind: str, data: bytes) -> list[list[object]]:
    if kind == ".csv":
        return [list(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_can_be_read_again(kind: str) -> None:
    rows = read(kind, table_bytes(kind, "各班借阅", HEAD, ROWS))
    assert rows[0] == list(HEAD)
    assert [clean(str(row[0])) for row in rows[1:]] == [row[0] for row in ROWS]
    assert str(rows[1][1]) == "42"


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_becomes_a_formula(kind: str) -> None:
    texts = [f"{sign}1+1" for sign in DANGEROUS]
    rows = read(kind, table_bytes(kind, "x", ("a",), [(text,) for text in texts]))
    assert all(not str(row[0]).startswith(DANGEROUS) for row in rows[1:])


def test_excel_is_told_that_a_csv_is_utf_8() -> None:
    assert table_bytes(".csv", "x", HEAD, ROWS).startswith(b"\xef\xbb\xbf")


@given(st.lists(st.tuples(st.text(), st.integers(-10, 10**6)), max_size=5))
def test_any_text_can_be_exported(rows: list[tuple[str, int]]) -> None:
    clean_rows = [(text.encode("utf-8", "ignore").decode(), number) for text, number in rows]
    for kind in KINDS:
        assert len(table_bytes(kind, "x", ("a", "b"), clean_rows)) > 0


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    write_table(path, "各班/借阅:*", HEAD, ROWS)
    assert [entry.name for entry in tmp_path.iterdir()] == ["list.xlsx"]
    with pytest.raises(OSError):
        write_table(tmp_path / "missing" / "list.csv", "x", HEAD, ROWS)
    with pytest.raises(ValueError):
        write_table(tmp_path / "list.doc", "x", HEAD, ROWS)


def test_a_share_is_shown_with_its_sign_and_reckoned_with_as_a_number() -> None:
    data = table_bytes(".xlsx", "x", ("借书率",), [(Percent(0.853),)])
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].number_format) == (0.853, "0.0%")
    assert read(".csv", table_bytes(".csv", "x", ("借书率",), [(Percent(0.853),)]))[1] == ["85.3%"]
