"""A long list goes out row by row and comes in again as it was; no cell turns into a formula."""

import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from libdesk.exchange import stream_xlsx
from libdesk.exchange.cells import DANGEROUS, clean
from libdesk.exchange.stream_xlsx import write_xlsx
from libdesk.exchange.tables import read_tables


def written(rows: list[list[str | int | None]], head: tuple[str, ...] = ("书名", "条码")) -> bytes:
    out = io.BytesIO()
    assert write_xlsx(out, "图书/目录", head, rows) == len(rows)
    return out.getvalue()


def cells(data: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_text_stays_text_and_figures_stay_figures() -> None:
    rows = cells(written([['三体 <II> & "III"', "0012"], ["", "9787536692930"], ["活着", 3]]))
    assert rows == [["书名", "条码"], ['三体 <II> & "III"', "0012"], [None, "9787536692930"], ["活着", 3]]


def test_no_cell_becomes_a_formula() -> None:
    rows = cells(written([[f"{sign}1+1", None] for sign in DANGEROUS]))
    assert all(not str(row[0]).startswith(DANGEROUS) for row in rows[1:])


def test_libdesk_reads_its_own_workbook() -> None:
    data = written([["三体", "0012"], ["=cmd", "x_x000D_y"]])
    (table,) = read_tables(data, "books.xlsx").tables
    assert [row[0] for row in table.rows] == ["书名", "三体", "=cmd"]
    assert table.rows[1][1] == "0012"


def test_a_list_too_long_for_a_sheet_goes_on_in_the_next(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(stream_xlsx, "MOST_ROWS", 3)
    book = load_workbook(io.BytesIO(written([[f"第{n}本", None] for n in range(5)])))
    assert [[cell.value for cell in sheet["A"]] for sheet in book] == [
        ["书名", "第0本", "第1本"], ["书名", "第2本", "第3本"], ["书名", "第4本"],
    ]  # fmt: skip


@given(st.lists(st.lists(st.text(max_size=20).map(str.strip), min_size=2, max_size=2), max_size=5))
def test_any_text_can_be_written_and_read_again(rows: list[list[str]]) -> None:
    data = written([[*row] for row in rows])
    found = cells(data)[1:]
    for row, back in zip(rows, found, strict=False):
        for text, value in zip(row, back, strict=False):
            legal = stream_xlsx._ILLEGAL.sub("", text)
            assert clean(str(value or "")).split() == clean(legal.replace("\r\n", "\n").replace("\r", "\n")).split()
