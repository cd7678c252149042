"""Lists of the education bureau are read from spreadsheets and from pasted text; every row is accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.bureau import Named
from libdesk.exchange.bureau import read_line, read_list, read_pasted
from libdesk.exchange.errors import EmptyFile
from libdesk.exchange.export import table_bytes

ISBN = "9787208061644"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "《小王子》 圣埃克苏佩里 人民文学出版社 ISBN 978-7-208-06164-4",
            Named("小王子", "圣埃克苏佩里", "人民文学出版社", ISBN),
        ),
        ("12. 《小王子》，上海人民出版社", Named("小王子", "", "上海人民出版社")),
        ("（3）小王子  圣埃克苏佩里", Named("小王子", "圣埃克苏佩里")),
        ("3 小王子", Named("小王子")),
        ("7208061645 小王子", Named("小王子", isbn=ISBN)),
        ("978-7-208-06164-4", Named("", isbn=ISBN)),
        ("1984", Named("1984")),
        ("1984 奥威尔", Named("1984", "奥威尔")),
        ("100个科学小实验", Named("100个科学小实验")),
    ],
)
def test_a_line_of_text_is_read(text: str, expected: Named) -> None:
    assert read_line(text) == (expected, False)


OTHER, THIRD = "9787506365437", "9787020002207"
PRINCE, CASTLE = Named("甲", isbn=ISBN), Named("乙", isbn=OTHER)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        *(
            (sep.join((ISBN, OTHER, THIRD)), [Named("", isbn=one) for one in (ISBN, OTHER, THIRD)])
            for sep in ",，、 \t;"
        ),
        (f"978-7-208-06164-4 {OTHER}", [Named("", isbn=ISBN), Named("", isbn=OTHER)]),
        ("《甲》、《乙》", [Named("甲"), Named("乙")]),
        ("《甲》《乙》", [Named("甲"), Named("乙")]),
        (f"1、《甲》({ISBN})；2、《乙》({OTHER})", [PRINCE, CASTLE]),
        (f"1.《甲》（ISBN {ISBN}）2.《乙》（ISBN {OTHER}）", [PRINCE, CASTLE]),
        (f"（1）《甲》{ISBN}（2）《乙》{OTHER}", [PRINCE, CASTLE]),
        ("曹文轩《草房子》、余华《活着》", [Named("草房子", "曹文轩"), Named("活着", "余华")]),
        ("《草房子》曹文轩；《活着》余华", [Named("草房子", "曹文轩"), Named("活着", "余华")]),
        (f"{ISBN} 甲 {OTHER} 乙", [PRINCE, CASTLE]),
        (f"甲 {ISBN} 乙 {OTHER}", [PRINCE, CASTLE]),
        (f"《甲》 {ISBN}", [PRINCE]),
        (f"甲 2018-09-01 {ISBN}", [Named("甲", "2018-09-01", isbn=ISBN)]),
        (f"《甲》\t{ISBN} {OTHER}", [PRINCE, Named("甲", isbn=OTHER)]),
    ],
)
def test_a_line_may_name_several_books(text: str, lines: list[Named]) -> None:
    read = read_pasted(text)
    assert list(read.lines) == lines
    assert read.adds_up


def test_a_wrong_isbn_is_counted_and_the_title_taken() -> None:
    read = read_pasted("《小王子》 978-7-208-06164-5")
    assert (read.lines, read.bad_isbns) == ((Named("小王子"),), 1)


def test_a_workbook_with_titles_above_its_heading_and_a_sum_below() -> None:
    rows = [
        ["", "", "", "", ""],
        ["序号", "书名", "作者", "出版社", "ISBN"],
        ["1", "《小王子》", "圣埃克苏佩里", "上海人民出版社", "978-7-208-06164-4"],
        ["2", "昆虫记", "法布尔", "", ""],
        ["2", "昆虫记", "法布尔", "", ""],
        ["3", "", "佚名", "", ""],
        ["合计", "3", "", "", ""],
    ]
    read = read_list(table_bytes(".xlsx", "清单", ["附件1：清理图书清单", "", "", "", ""], rows), "清单.xlsx")
    assert read.lines == (
        Named("小王子", "圣埃克苏佩里", "上海人民出版社", ISBN),
        Named("昆虫记", "法布尔"),
    )
    assert (read.repeated, len(read.unread), read.adds_up) == (1, 1, True)


def test_a_list_of_one_column_and_cells_pasted_from_a_spreadsheet() -> None:
    assert [line.title for line in read_list("书名\n小王子\n昆虫记\n".encode(), "清单.csv").lines] == [
        "小王子",
        "昆虫记",
    ]
    pasted = read_pasted(f"书名\t作者\tISBN\n小王子\t圣埃克苏佩里\t{ISBN}\n\n")
    assert pasted.lines == (Named("小王子", "圣埃克苏佩里", "", ISBN),)
    assert pasted.adds_up


def test_nothing_pasted_is_an_empty_list_and_an_empty_file_is_told() -> None:
    assert read_pasted("  \n ").lines == ()
    with pytest.raises(EmptyFile):
        read_list(b"", "清单.xlsx")


@given(st.text(max_size=300))
def test_whatever_is_pasted_every_row_is_accounted_for(text: str) -> None:
    assert read_pasted(text).adds_up


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), max_size=12))
def test_whatever_cells_are_pasted_every_row_is_accounted_for(cells: list[list[str]]) -> None:
    assert read_pasted("\n".join("\t".join(row) for row in cells)).adds_up
