"""Lists on A4: every row stands on some page under its heads, cells stay in their columns, classes have own pages."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.documents.tables import WIDTH, column_widths, table_list
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.i18n import set_language
from tests.documents.pdf import ink_beyond, pictures, texts

COLUMNS = (TableColumn("Name"), TableColumn("Title", share=1), TableColumn("Days", right=True))
LONG = "中国少年儿童百科全书：自然与科学技术（彩图精装典藏版全四册）" * 3


def rows(count: int, title: str = "草房子") -> tuple[tuple[str, ...], ...]:
    return tuple((f"张{number}", title, str(number)) for number in range(count))


def paper(*parts: TablePart, own_pages: bool = False) -> TablePaper:
    return TablePaper("阳光小学", "超期图书", "截至 10:00", COLUMNS, parts, "合计 3", own_pages, ("交款人", "收款人"))


@pytest.mark.parametrize("count", [0, 1, 30, 38, 39, 40, 41, 200])
def test_every_row_is_printed_once(count: int) -> None:
    pages = texts(table_list(paper(TablePart("四(3)班", rows(count)))))
    whole = "\n".join(pages)
    assert all(f"张{number}" in whole for number in range(count))
    assert whole.count("草房子") == count
    assert "合计 3" in pages[-1]
    assert "收款人" in pages[-1]
    for number, page in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in page


def test_each_class_may_have_a_page_of_its_own() -> None:
    parts = (TablePart("四(3)班", rows(2)), TablePart("四(4)班", rows(2)))
    assert len(texts(table_list(paper(*parts, own_pages=True)))) == 2
    assert len(texts(table_list(paper(*parts)))) == 1


def test_a_long_list_repeats_the_name_of_its_class() -> None:
    pages = texts(table_list(paper(TablePart("四(3)班", rows(90)))))
    assert len(pages) == 3
    assert all("四(3)班" in page for page in pages)


def test_nothing_is_printed_into_the_margin() -> None:
    for picture in pictures(table_list(paper(TablePart("四(3)班", rows(60, LONG)))), dpi=100):
        assert not ink_beyond(picture, 15, dpi=100)


@settings(max_examples=30)
@given(st.lists(st.tuples(*[st.text("张三李四abc 12", max_size=60)] * 3), max_size=5))
def test_columns_fill_the_width_and_no_more(cells: list[tuple[str, ...]]) -> None:
    assert sum(column_widths(paper(TablePart("", tuple(cells))))) <= WIDTH + 0.01


def test_long_heads_stand_in_two_lines_before_titles_are_cut() -> None:
    set_language("en")
    heads = (TableColumn("Year of publication"), TableColumn("Accession number"), TableColumn("Withdrawn on")) * 3
    columns = (TableColumn("Title", share=1), *heads)
    title = "画给孩子的古埃及"
    paper = TablePaper("阳光小学", "登录账", "", columns, (TablePart("", ((title, *("1",) * 9),)),), wide=True)
    (page,) = texts(table_list(paper))
    assert title in page
    assert page.split().count("Withdrawn") == page.split().count("on") == 3
    assert not ink_beyond(pictures(table_list(paper))[0], 15)


def test_titles_keep_room_beside_columns_that_have_much_to_say() -> None:
    columns = (TableColumn("Title", share=1), *(TableColumn(f"Place {number}") for number in range(5)))
    row = ("城南旧事", "四十八个字也写得下", *("学校东校区教学楼二层阅览室和书库" for _number in range(4)))
    crowded = TablePaper("阳光小学", "清单", "", columns, (TablePart("", (row,)),))
    widths = column_widths(crowded)
    assert min(widths) > 0
    assert sum(widths) <= WIDTH
    (page,) = texts(table_list(crowded))
    assert "城南旧事" in page
    assert not ink_beyond(pictures(table_list(crowded))[0], 15)


@pytest.mark.parametrize("count", range(30, 80))
def test_what_ends_a_list_stands_below_its_last_rows_and_not_alone(count: int) -> None:
    made = paper(TablePart("四(3)班", rows(count - 1)), TablePart("四(4)班", rows(1)))
    last = texts(table_list(replace(made, formulas="借阅率＝借书人数÷在校人数。" * 9)))[-1]
    assert "草房子" in last
    assert all(word in last for word in ("四(4)班", "合计 3", "借阅率", "收款人"))
