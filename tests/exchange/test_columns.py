"""Headers and columns are guessed as schools write them, and every guess can be changed."""

import pytest

from libdesk.exchange.columns import Mapping, guess_columns, guess_header, guess_kind, guess_mapping
from libdesk.exchange.fields import FIELD_LABELS, FIELDS, Field, ListKind
from libdesk.exchange.header_words import WORDS, match_heading, plain_heading
from tests.exchange.made_files import table

SUPPLIER = table(
    "编号|书名|出版社简称|著者|出版日期|定价|空|ISBN|开本|中图大类|类别|备注",
    "643302|六场派对|接力|蔡依林|2006-3-1|33.00||7-80732-139-3|32开|K|英语|",
)
ENGLISH = table(
    "ID,Rating,Title,author,publisher,pub_year,pages,price,binding,isbn,original_title,subtitle,series".replace(
        ",", "|"
    ),
    "1|8.9|追风筝的人|胡赛尼|上海人民出版社|2006-5|362|29.00元|平装|9787208061644|The Kite Runner||",
)


def test_a_suppliers_list_is_understood() -> None:
    assert guess_mapping(SUPPLIER, ListKind.BOOKS).columns == {
        Field.TITLE: 1,
        Field.PUBLISHER: 2,
        Field.AUTHOR: 3,
        Field.YEAR: 4,
        Field.PRICE: 5,
        Field.ISBN: 7,
        Field.SIZE: 8,
        Field.CLASS_NO: 9,
        Field.SUBJECTS: 10,
        Field.NOTE: 11,
    }


@pytest.mark.parametrize("known_first", [True, False])
def test_a_heading_is_seen_among_many_columns_of_other_things(known_first: bool) -> None:
    known = ["书名", "作者", "出版社", "ISBN", "定价", "分类号", "条码", "出版日期"]
    cells = ["六场派对", "蔡依林", "接力出版社", "9787807321392", "33.00", "I287.45", "0010201", "2006-3"]
    others, odd = [f"自定义{letter}" for letter in map(chr, range(0x4E00, 0x4E00 + 90))], ["是"] * 90
    rows = (known + others, cells + odd) if known_first else (others + known, odd + cells)
    mapping = guess_mapping(table(*map("|".join, rows)), ListKind.BOOKS)
    assert mapping.header == 0
    at = 0 if known_first else len(others)
    found = [mapping.columns[name] - at for name in (Field.TITLE, Field.AUTHOR, Field.ISBN, Field.BARCODES)]
    assert found == [0, 1, 3, 6]


def test_an_english_export_is_understood_and_the_original_title_is_not_the_title() -> None:
    columns = guess_mapping(ENGLISH, ListKind.BOOKS).columns
    assert columns[Field.TITLE] == 2
    assert columns[Field.SUBTITLE] == 11
    assert {columns[name] for name in (Field.AUTHOR, Field.PUBLISHER, Field.YEAR, Field.PRICE, Field.ISBN)} == {
        3,
        4,
        5,
        7,
        9,
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("正题名", Field.TITLE),
        ("*书名：", Field.TITLE),
        (" 题 名 ", Field.TITLE),
        ("第一责任者", Field.AUTHOR),
        ("出版者", Field.PUBLISHER),
        ("定价（元）", Field.PRICE),
        ("国际标准书号", Field.ISBN),
        ("ＩＳＢＮ", Field.ISBN),
        ("ISBN13", Field.ISBN),
        ("中图法分类号", Field.CLASS_NO),
        ("复本数", Field.COPIES),
        ("图书条形码", Field.BARCODES),
        ("财产号", Field.ACCESSION_NOS),
        ("馆藏地点", Field.PLACE),
        ("丛书名", Field.SERIES),
        ("出版地", Field.PUB_PLACE),
        ("页数", Field.EXTENT),
        ("original_title", Field.ORIGINAL_TITLE),
        ("主题词", Field.SUBJECTS),
        ("内容简介", Field.SUMMARY),
        ("ISSN", Field.ISSN),
    ],
)
def test_headings_of_book_lists(heading: str, field: Field) -> None:
    assert match_heading(heading, ListKind.BOOKS)[0][1] is field


@pytest.mark.parametrize(
    "heading", ["书名拼音", "作者简介", "出版地图", "页数说明", "original_name_of_it", "", "人民教育出版社出的书"]
)
def test_headings_that_only_sound_like_a_field_mean_none(heading: str) -> None:
    assert match_heading(heading, ListKind.BOOKS) == []


@pytest.mark.parametrize("heading", ["家长姓名", "班主任", "曾用名", "姓名拼音", "联系电话"])
def test_headings_about_other_people_are_not_the_readers(heading: str) -> None:
    assert match_heading(heading, ListKind.READERS) == []


def test_every_word_is_found_by_its_own_field_and_every_field_has_a_label() -> None:
    for kind, fields in WORDS.items():
        assert set(fields) == set(FIELDS[kind])
        for field, words in fields.items():
            for word in words:
                assert plain_heading(word) == word
                assert field in [found for _, found in match_heading(word, kind)], word
    assert set(FIELD_LABELS) == set(Field)


def test_titles_above_the_header_are_passed_over() -> None:
    roster = table("阳光小学|", "三年级一班学生名单|", "序号|姓名|性别", "1|张三|男")
    assert guess_header(roster, ListKind.READERS) == 2


def test_a_header_over_two_rows_ends_with_the_lower_one() -> None:
    assert guess_header(table("姓名|班级|成绩|", "姓名|班级|语文|数学", "张三|三1|9|9"), ListKind.READERS) == 1


def test_a_single_column_of_names_needs_one_heading_only() -> None:
    mapping = guess_mapping(table("姓名", "张三", "李四"), ListKind.READERS)
    assert (mapping.header, mapping.columns) == (0, {Field.NAME: 0})


def test_a_list_without_header_is_told_by_its_content() -> None:
    books = table(
        "1|追风筝的人|胡赛尼|上海人民出版社|2006-5|29.00元|9787208061644",
        "2|解忧杂货店|东野圭吾|南海出版公司|2014-5|39.50元|9787544270878",
    )
    mapping = guess_mapping(books, ListKind.BOOKS)
    assert mapping.header is None
    assert mapping.columns == {
        Field.TITLE: 1,
        Field.AUTHOR: 2,
        Field.PUBLISHER: 3,
        Field.YEAR: 4,
        Field.PRICE: 5,
        Field.ISBN: 6,
    }
    roster = table("1|张小明|男|三(1)班", "2|欧阳娜|女|三(1)班", "3|阿依古丽·买买提|女|三(2)班")
    assert guess_mapping(roster, ListKind.READERS).columns == {Field.NAME: 1, Field.SEX: 2, Field.CLASS: 3}
    loans = table(
        "0010201|A0001|2024-10-1|2024-9-1", "0010202|A0001|2024-10-1|2024-9-1", "0010203|A0002|2024-10-1|2024-9-1"
    )
    assert guess_mapping(loans, ListKind.LOANS).columns == {
        Field.COPY_CODE: 0,
        Field.READER_CODE: 1,
        Field.LENT: 3,
        Field.DUE: 2,
    }


def test_a_column_with_a_blank_heading_is_told_by_its_content() -> None:
    columns = guess_columns(("书名", "", "Unnamed: 2"), [("三国", "9787020008728", "29.00")], ListKind.BOOKS)
    assert columns == {Field.TITLE: 0, Field.ISBN: 1, Field.PRICE: 2}


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("书名|作者|定价", "三国|罗贯中|1.00"), ListKind.BOOKS),
        (("姓名|班级", "张三|三1"), ListKind.READERS),
        (("图书条码|借书证号|姓名|班级|借出日期|应还日期|书名", "1|2|张三|三1|2024-9-1|2024-9-9|三国"), ListKind.LOANS),
        (("条码|题名|读者|借书日期|归还日期", "1|三国|张三|2024-9-1|2024-9-9"), ListKind.LOANS),
        (("你好|世界", "再见|世界"), None),
    ],
)
def test_the_kind_of_list_is_guessed(lines: tuple[str, ...], kind: ListKind | None) -> None:
    assert guess_kind(table(*lines)) is kind


def test_a_day_of_return_alone_is_the_due_date_and_beside_one_it_is_not() -> None:
    alone = guess_columns(("条码", "读者证号", "归还日期"), [], ListKind.LOANS)
    assert alone[Field.DUE] == 2
    beside = guess_columns(("条码", "读者证号", "应还日期", "归还日期"), [], ListKind.LOANS)
    assert (beside[Field.DUE], beside[Field.RETURNED]) == (2, 3)


def test_what_still_needs_a_column_is_named() -> None:
    assert Mapping(ListKind.LOANS, None, {Field.READER_NAME: 0}).missing() == ((Field.COPY_CODE,),)
    assert not Mapping(ListKind.LOANS, None, {Field.READER_NAME: 0, Field.COPY_CODE: 1}).missing()
