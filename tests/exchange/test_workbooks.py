"""Workbooks as they look on the screen; bombs and wrecks are refused."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.exchange import ole
from libdesk.exchange.errors import DamagedWorkbook, Foreign, NotAList, PasswordProtected, TooLarge
from libdesk.exchange.tables import read_tables
from tests.exchange.made_files import repacked, tables_or_sentence, xls, xlsx

ROW = ["三国", 9787020008728, 29.8, dt.datetime(2024, 9, 1), True, 12.0]
SHOWN = ("三国", "9787020008728", "29.8", "2024-09-01", "TRUE", "12")
ROSTER = [["班级", "姓名"], ["三(1)班", "张三"], ["", "李四"], ["", ""], ["三(2)班", "王五"]]


def first(data: bytes) -> tuple[tuple[str, ...], ...]:
    return read_tables(data, "x").tables[0].rows


def test_values_are_the_text_that_a_person_sees() -> None:
    assert first(xlsx(("a", [ROW])))[0] == SHOWN
    old = first(xls(("a", [ROW]), formats={(0, 3): "yyyy-mm-dd"}))[0]
    assert old == SHOWN


def test_a_number_longer_than_a_spreadsheet_keeps_is_shown_as_ruined() -> None:
    assert first(xlsx(("a", [[370102201601011234, 123456789012345]])))[0] == ("3.70102E+17", "123456789012345")


def test_a_text_stays_as_it_is_even_if_it_looks_like_a_number() -> None:
    assert first(xlsx(("a", [["0012", "9.787E+12", " 7 "]])))[0] == ("0012", "9.787E+12", "7")


def test_cells_in_error_are_blank() -> None:
    def break_it(sheet: Any) -> None:
        sheet["B1"] = "#DIV/0!"
        sheet["B1"].data_type = "e"

    assert first(xlsx(("a", [["x", "", "y"]]), change=break_it))[0] == ("x", "", "y")


def test_leading_zeros_and_letters_that_only_the_format_shows_are_kept() -> None:
    def pad(sheet: Any) -> None:
        sheet["A1"].number_format = "0000000"
        sheet["B1"].number_format = '"T"00000'
        sheet["C1"].number_format = "0.00"

    assert first(xlsx(("a", [[12, 13, 14]]), change=pad))[0] == ("0000012", "T00013", "14")
    old = xls(
        ("leer", []), ("a", [[12, 13, 14.5, 15]]), formats={(0, 0): "0000000", (0, 1): '"T"00000', (0, 2): "0.00"}
    )
    assert first(old)[0] == ("0000012", "T00013", "14.5", "15")


def test_rows_and_columns_keep_their_places_under_a_blank_margin() -> None:
    assert first(xlsx(("a", [[], [], [None, "x"]])))[2] == ("", "x")
    assert first(xls(("a", [[], [], ["", "x"]])))[2] == ("", "x")


def test_a_class_merged_over_its_pupils_is_theirs_and_a_row_without_pupil_stays_blank() -> None:
    found = first(xlsx(("a", ROSTER), merged=["A2:A4"]))
    assert [row[0] for row in found] == ["班级", "三(1)班", "三(1)班", "", "三(2)班"]


def test_a_title_merged_over_columns_is_said_once() -> None:
    assert first(xlsx(("a", [["名单"], ["姓名", "班级"]]), merged=["A1:B1"]))[0] == ("名单", "")


def test_hidden_sheets_are_left_out() -> None:
    data = xlsx(("a", [["x"]]), ("b", [["y"]]), change=lambda sheet: setattr(sheet, "sheet_state", "hidden"))
    assert [table.name for table in read_tables(data, "x").tables] == ["b"]


def test_a_password_is_asked_to_be_taken_off() -> None:
    book = xls(("a", [["x"]]))
    stream = ole.streams(book)["Workbook"]
    with pytest.raises(PasswordProtected):
        read_tables(ole.packed("EncryptedPackage", stream), "x.xlsx")
    at = stream.index(b"\xe1\x00\x02\x00")  # turn a record that nobody needs into FILEPASS
    with pytest.raises(PasswordProtected):
        read_tables(ole.packed("Workbook", stream[:at] + b"\x2f\x00" + stream[at + 2 :]), "x.xls")


def test_documents_in_the_same_wrappings_are_told_apart() -> None:
    for what, data in (
        (Foreign.DOCUMENT, ole.packed("WordDocument", b"x" * 5000)),
        (Foreign.UNKNOWN, ole.packed("Something", b"x" * 5000)),
        (Foreign.DOCUMENT, _zipped({"word/document.xml": b"<x/>"})),
        (Foreign.OTHER_SHEET, _zipped({"content.xml": b"<x/>"})),
        (Foreign.ARCHIVE, _zipped({"books.csv": b"a,b"})),
    ):
        with pytest.raises(NotAList) as caught:
            read_tables(data, "x.xls")
        assert caught.value.what is what


def test_a_stream_comes_out_of_the_wrapping_as_it_went_in() -> None:
    for length in (0, 1, 4095, 4096, 4097, 5_000_000):
        assert ole.streams(ole.packed("Workbook", b"x" * length))["Workbook"].rstrip(b"\0") == b"x" * length


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_workbook_that_is_cut_off_is_called_damaged(share: float) -> None:
    whole = xlsx(("a", [["x"] * 5] * 50))
    with pytest.raises(DamagedWorkbook):
        read_tables(whole[: int(len(whole) * share)], "x.xlsx")
    old = xls(("a", [["x" * 50] * 5] * 500))
    with pytest.raises(DamagedWorkbook):
        read_tables(old[: int(len(old) * share)], "x.xls")


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    def swell(name: str, part: bytes) -> bytes:
        return part + b" " * 30_000_000 if name.endswith("sheet1.xml") else part

    with pytest.raises(TooLarge):
        read_tables(repacked(xlsx(("a", [["x"]])), swell), "x.xlsx")


def test_a_stray_cell_at_the_far_corner_is_refused_and_a_formatted_blank_one_is_not() -> None:
    def corner(text: bytes) -> bytes:
        def change(name: str, part: bytes) -> bytes:
            return part.replace(b"</sheetData>", text + b"</sheetData>") if name.endswith("sheet1.xml") else part

        return repacked(xlsx(("a", [["x"]])), change)

    for far in (
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="2"><c r="B800000000"><v>1</v></c></row>',  # beyond any sheet: the memory for it would end the program
        b'<row r="800000000"><c><v>1</v></c><c><v>1</v></c></row>',
    ):
        with pytest.raises(TooLarge):
            read_tables(corner(far), "x.xlsx")
    assert first(corner(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>')) == (("x",),)


def test_an_old_workbook_that_claims_a_far_column_is_damaged() -> None:
    stream = bytearray(ole.streams(xls(("a", [[1.23456789]])))["Workbook"])
    at = stream.index(b"\x03\x02\x0e\x00")  # NUMBER, 14 bytes
    stream[at + 4 : at + 8] = b"\xff\xff\xff\xff"
    with pytest.raises(DamagedWorkbook):
        read_tables(ole.packed("Workbook", bytes(stream)), "x.xls")


SAMPLES = [
    xlsx(("a", [ROW, ["x", 1]]), ("b", ROSTER), merged=["A1:A2"]),
    xls(("a", [ROW, ["x", 1]]), ("b", ROSTER), formats={(0, 1): "00000000000000"}),
]


@settings(max_examples=300)
@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from([0, 1, 0x7F, 0x80, 0xFE, 0xFF]), st.integers(1, 4)), max_size=8
    ),
)
def test_a_spoilt_workbook_is_read_or_told_in_a_sentence(sample: bytes, spots: list[tuple[float, int, int]]) -> None:
    data = bytearray(sample)
    for place, value, length in spots:
        at = int(place * (len(data) - length))
        data[at : at + length] = bytes([value]) * length
    assert tables_or_sentence(bytes(data))


@settings(max_examples=150)
@given(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]), st.data())
def test_a_workbook_with_a_spoilt_part_is_read_or_told_in_a_sentence(part: str, draw: st.DataObject) -> None:
    def spoil(name: str, text: bytes) -> bytes:
        if name != part:
            return text
        at = draw.draw(st.integers(0, len(text) - 1))
        put = draw.draw(st.sampled_from([b"", b"<", b'"', b"9999999", b"-1", b"&#0;", b"\xff", b"</c>"]))
        return text[:at] + put + text[at + draw.draw(st.integers(0, 5)) :]

    assert tables_or_sentence(repacked(SAMPLES[0], spoil))


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
