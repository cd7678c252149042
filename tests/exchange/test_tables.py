"""Any list becomes tables of text, or an error that says what to do."""

import errno
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from libdesk.exchange.errors import (
    EmptyFile,
    FileBusy,
    FileError,
    FileGone,
    FileUnreadable,
    Foreign,
    NoRows,
    NotAList,
    TooLarge,
)
from libdesk.exchange.sniff import FileKind
from libdesk.exchange.tables import read_file, read_tables
from tests.exchange.made_files import tables_or_sentence, xls, xlsx


def rows(data: bytes, **choices: str) -> tuple[tuple[str, ...], ...]:
    (only,) = read_tables(data, "list", **choices).tables
    return only.rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(line) for line in (["书名", "作者"], ["三国", "罗贯中"], ["红楼梦", "曹雪芹"]))
    file = read_tables(text.encode(), "a.txt")
    assert file.delimiter == delimiter
    assert file.tables[0].rows[1] == ("三国", "罗贯中")


def test_a_list_of_one_column_is_not_cut_at_a_comma_in_a_title() -> None:
    assert rows("书名\n你好\n再见, 孩子们\n活着".encode())[2] == ("再见, 孩子们",)


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks() -> None:
    assert rows('书名,备注\n"三国,演义","第一行\n""第二""行"\n'.encode())[1] == ("三国,演义", '第一行\n"第二"行')


def test_a_stray_quote_spoils_its_own_line_only() -> None:
    lines = ["书名,作者", '"三国,罗贯中', *(f"书{i},人{i}" for i in range(200))]
    found = rows("\n".join(lines).encode())
    assert len(found) == 202
    assert found[1] == ('"三国', "罗贯中")
    assert found[201] == ("书199", "人199")


def test_quotes_inside_a_cell_stay_in_the_row() -> None:
    assert rows('a,b\n1,"飘"和她\n2,x'.encode())[1:] == (("1", "飘和她"), ("2", "x"))


def test_blank_lines_keep_their_places_so_that_line_numbers_are_right() -> None:
    found = rows("书名,作者\n\n三国,罗贯中\n\n\n".encode())
    assert found[1] == ()
    assert found[2] == ("三国", "罗贯中")
    assert len(found) == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    assert rows(f"书名,作者{end}三国,罗贯中{end}".encode()) == (("书名", "作者"), ("三国", "罗贯中"))


def test_what_exports_put_around_numbers_is_taken_off() -> None:
    found = rows('条码,书号\n="0012",\'9787020002207\n\t0013\t,\0 7\n'.encode(), delimiter=",")
    assert found[1:] == (("0012", "9787020002207"), ("0013", "7"))


def test_a_word_to_excel_about_the_delimiter_is_no_row() -> None:
    assert rows("sep=;\n书名;作者\n三国;罗贯中".encode())[0] == ("书名", "作者")


def test_the_person_may_choose_encoding_and_delimiter() -> None:
    data = "书名,作者;x".encode("gbk")
    file = read_tables(data, "a.csv", encoding="big5", delimiter=";")
    assert (file.encoding, file.delimiter) == ("big5", ";")
    assert file.tables[0].rows[0][1] == "x"


@pytest.mark.parametrize("name", ["list.xls", "list.xlsx", "list.csv"])
def test_the_content_tells_the_kind_and_never_the_name(name: str) -> None:
    sheet = ("Sheet1", [["书名", "作者"], ["三国", "罗贯中"]])
    assert read_tables(xlsx(sheet), name).kind is FileKind.XLSX
    assert read_tables(xls(sheet), name).kind is FileKind.XLS
    assert read_tables("书名,作者".encode("gbk"), name).kind is FileKind.TEXT
    page = read_tables("<table><tr><td>书名<td>作者</table>".encode(), name)
    assert page.kind is FileKind.WEB
    assert page.tables[0].rows == (("书名", "作者"),)


def test_a_web_page_named_xls_keeps_its_columns_where_cells_span() -> None:
    page = """<html><meta charset=gb2312><body><table>
    <tr><th>班级</th><th>姓名</th><th>备注</th></tr>
    <tr><td rowspan="2">三(1)班</td><td>张&nbsp;三</td><td>a<br>b</td></tr>
    <tr><td>李四</td><td></td></tr>
    <tr><td colspan="2">三(2)班</td><td>x &amp; y</td></tr>
    </table></body></html>"""
    file = read_tables(page.encode("gbk"), "名单.xls")
    assert file.encoding == "gb18030"
    assert file.tables[0].rows == (
        ("班级", "姓名", "备注"),
        ("三(1)班", "张\xa0三", "a\nb"),
        ("三(1)班", "李四", ""),
        ("三(2)班", "", "x & y"),
    )


def test_an_xml_spreadsheet_named_xls_is_read_sheet_by_sheet() -> None:
    text = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Worksheet ss:Name="三(1)班"><Table><Row><Cell><Data ss:Type="String">姓名</Data></Cell></Row>
    <Row ss:Index="3"><Cell ss:Index="2"><Data>张三</Data></Cell></Row></Table></Worksheet>
    <Worksheet ss:Name="空"><Table></Table></Worksheet></Workbook>"""
    (sheet,) = read_tables(text.encode(), "名单.xls").tables
    assert sheet.name == "三(1)班"
    assert sheet.rows == (("姓名",), (), ("", "张三"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", Foreign.PDF),
        (b"\x89PNG\r\n\x1a\n....", Foreign.PICTURE),
        (b"\xff\xd8\xff\xe0....", Foreign.PICTURE),
        (b"{\\rtf1 x}", Foreign.DOCUMENT),
        (b"Rar!\x1a\x07....", Foreign.ARCHIVE),
        (b"MIME-Version: 1.0\r\n", Foreign.OTHER_SHEET),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", Foreign.OTHER_SHEET),
        (b"00100nam0 2200073   450 \x1e010  \x1fa7-5\x1e\x1d", Foreign.MARC),
        (Random(1).randbytes(500), Foreign.UNKNOWN),
        (b"\x01\x02\x03\x04\x05abc", Foreign.UNKNOWN),
    ],
)
def test_what_is_no_list_is_called_by_its_name(data: bytes, what: Foreign) -> None:
    with pytest.raises(NotAList) as caught:
        read_tables(data, "文件.xls")
    assert caught.value.what is what
    assert "文件.xls" in caught.value.text()


def test_barcodes_that_begin_like_a_program_or_an_archive_are_a_list() -> None:
    assert rows(b"MZ0001,1\nMZ0002,2")[0] == ("MZ0001", "1")
    assert rows(b"PK0001,1\nPK0002,2")[0] == ("PK0001", "1")


def test_nothing_at_all_and_nothing_written_are_told_apart() -> None:
    with pytest.raises(EmptyFile):
        read_tables(b"", "a.csv")
    for blank in (b"\n \n,,\n", "\ufeff".encode(), xlsx(("Sheet1", [])), b"<table><tr><td></table>"):
        with pytest.raises(NoRows):
            read_tables(blank, "a.csv")


def test_faults_of_the_disk_become_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileGone):
        read_file(tmp_path / "none.csv")
    with pytest.raises(FileUnreadable):
        read_file(tmp_path)
    (tmp_path / "empty.csv").touch()
    with pytest.raises(EmptyFile):
        read_file(tmp_path / "empty.csv")
    path = tmp_path / "open.xlsx"
    path.write_bytes(b"x")
    assert read_file(path) == b"x"

    def refuse(_path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # as Windows answers while Excel has the file
    with pytest.raises(FileBusy) as caught:
        read_file(path)
    assert "open.xlsx" in str(caught.value)


def test_a_file_far_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.truncate(300 * 1024 * 1024)  # takes no room on the disk
    with pytest.raises(TooLarge):
        read_file(path)


@given(st.binary(max_size=300))
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"PK\x03\x04")
@example(b"<table>")
@example(b'"')
def test_random_bytes_are_tables_or_a_sentence(data: bytes) -> None:
    assert tables_or_sentence(data)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8), min_size=2)))
def test_what_a_csv_holds_comes_back(cells: list[list[str]]) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows(cells)
    data = out.getvalue().encode("utf-8-sig")
    try:
        found = read_tables(data, "x", encoding="utf-8", delimiter=",").tables[0].rows
    except FileError:
        return  # nothing in it, or it happens to look like another kind of file
    assert len(found) <= len(cells)
