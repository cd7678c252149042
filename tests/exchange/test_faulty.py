"""Refused rows go back to the person in a workbook, harmless and whole."""

import os
from pathlib import Path

import pytest

from libdesk.exchange.errors import FileBusy, FileNotWritten
from libdesk.exchange.faulty import write_faulty
from libdesk.exchange.tables import read_file, read_tables
from libdesk.i18n import _

HEADER = ("书名", "条码")
ROWS = [(("三国", "0012"), "没有书名"), (("=1+1", "+86", "@x", "-1", "＝A1"), "原因"), (("a\x01b", ""), "x")]


def test_rows_come_back_as_they_were_with_the_reason_last(tmp_path: Path) -> None:
    path = tmp_path / "refused.xlsx"
    write_faulty(path, HEADER, ROWS)
    rows = read_tables(read_file(path), path.name).tables[0].rows
    assert rows == (
        ("书名", "条码", "", "", "", _("Reason")),
        ("三国", "0012", "", "", "", "没有书名"),
        ("=1+1", "+86", "@x", "-1", "＝A1", "原因"),
        ("ab", "", "", "", "", "x"),
    )


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "refused.xlsx"
    write_faulty(path, (), ROWS)
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]


def test_a_folder_that_is_gone_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten) as caught:
        write_faulty(tmp_path / "none" / "x.xlsx", HEADER, ROWS)
    assert "x.xlsx" in caught.value.text()


def test_a_workbook_that_excel_has_open_stays_and_no_part_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"old")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "replace", refuse)  # as Windows answers while Excel has the file
    with pytest.raises(FileBusy):
        write_faulty(path, HEADER, ROWS)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["x.xlsx"]
