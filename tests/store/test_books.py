"""Finding books: by any part of what is known, in a sensible order, and never an error whatever is typed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.domain.catalogue_search import Wanted, clean
from libdesk.domain.ops import Op
from libdesk.domain.rows.books import TitlesFound
from libdesk.store.database import Library
from libdesk.store.queries import books, catalogue
from libdesk.store.tables import Title
from tests.builders import add_book, add_reader, make_desk, make_library


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A library that no test of this module changes."""
    desk = make_desk(make_library(tmp_path_factory.mktemp("books")))
    add_book(desk, "西游记", volume="上", author="吴承恩", isbn="9787020008735", call_no="I242.4/W1", copies=2)
    add_book(desk, "少年读西游记", author="李某", call_no="I287.4/L2")
    add_book(desk, "城南旧事", author="林海音", call_no="I287.45/L5", barcodes=["TS00123"])
    add_book(desk, "Harry Potter", author="J. K. Rowling", call_no="I561.84/R1")
    add_book(desk, "计算机的故事", call_no="TP3-49/Z1")
    yield desk
    desk.library.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path))
    yield made
    made.library.close()


def found_for(library: Library, text: str, limit: int = 200) -> TitlesFound:
    return catalogue.suggest(library, text, limit=limit)


def titles(desk: Desk, text: str, limit: int = 200) -> list[str]:
    found = found_for(desk.library, text, limit=limit)
    assert catalogue.count(desk.library, Wanted(text)) == len(found.rows) or found.total is None
    return [row.title for row in found.rows]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("西游", "西游记"),
        ("吴承恩", "西游记"),
        ("xyj", "西游记"),
        ("9787020008735", "西游记"),
        ("978-7-02-000873-5", "西游记"),
        ("7-02-000873-9", "西游记"),
        ("I242", "西游记"),
        ("i242.4/w", "西游记"),
        ("TS00123", "城南旧事"),
        ("ts00123 ", "城南旧事"),
        ("ＴＳ００１２３", "城南旧事"),
        ("cnjs", "城南旧事"),
        ("旧事", "城南旧事"),
        ("potter har", "Harry Potter"),
        ("TP", "计算机的故事"),
    ],
)
def test_a_book_is_found_by_what_is_known_of_it(shelf: Desk, typed: str, first: str) -> None:
    assert first in titles(shelf, typed)


TOLD = {
    "title": "重返狼群",
    "author": "单田芳",
    "publisher": "朝华出版社",
    "series": "绿野丛书",
    "subjects": "传说；长篇",
}
WAYS = {
    "title": ("狼", "重返", "chongfan", "zhongfan", "cflq", "zflq", "langqun", "lq"),
    "author": ("田", "田芳", "shantianfang", "dantianfang", "stf", "dtf", "ctf"),
    "publisher": ("朝", "朝华", "zhaohua", "chaohua", "zhcbs", "chcbs"),
    "series": ("绿", "丛书", "lvye", "congshu", "lycs"),
    "subjects": ("篇", "传说", "chuanshuo", "zhuanshuo", "cs", "zs", "长篇", "changpian", "zhangpian", "cp", "zp"),
}


@pytest.mark.parametrize(("field", "typed"), [(field, typed) for field, ways in WAYS.items() for typed in ways])
def test_each_field_is_found_by_a_sign_by_pinyin_and_by_initials_in_every_reading(
    desk: Desk, field: str, typed: str
) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        act.add(Title, **{"title": "〇", field: TOLD[field]}, added=act.at)
        act.add(Title, title="一", added=act.at)
    assert titles(desk, typed) == [TOLD["title"] if field == "title" else "〇"]


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("番茄", "fanqie"), ("番茄", "fq"), ("雕琢", "diaozhuo"), ("傀儡", "kuilei"), ("脊椎", "jizhui"),
        ("辗转", "zhanzhuan"), ("卜劳恩", "bulaoen"), ("卜劳恩", "ble"), ("萝卜", "luobo"), ("牛仔", "niuzai"),
        ("仔细", "zixi"), ("给予", "jiyu"), ("给妈妈", "geimama"), ("呼吁", "huyu"), ("畜牧", "xumu"),
        ("星宿", "xingxiu"), ("哪吒", "nezha"), ("谁", "shei"),
        ("战略", "zhanlue"), ("战略", "zhanlve"), ("女儿", "nver"), ("旅行", "lvxing"),
    ],
)  # fmt: skip
def test_words_are_found_as_they_are_spoken(desk: Desk, title: str, typed: str) -> None:
    add_book(desk, title)
    assert titles(desk, typed) == [title]


def test_a_title_that_begins_with_the_words_comes_before_one_that_holds_them(shelf: Desk) -> None:
    assert titles(shelf, "西游记") == ["西游记", "少年读西游记"]


def test_each_title_comes_once_however_many_ways_it_is_found(shelf: Desk) -> None:
    assert titles(shelf, "I287") == ["少年读西游记", "城南旧事"]
    assert len(titles(shelf, "西游记")) == 2


def test_a_barcode_finds_the_very_copy(shelf: Desk) -> None:
    found = found_for(shelf.library, "TS00123")
    assert found.total == 1
    copies = books.copies_of(shelf.library, found.rows[0].id)
    assert [copy.id for copy in copies] == [found.copy_id]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "《》", "。"])
def test_nothing_typed_finds_nothing(shelf: Desk, typed: str) -> None:
    found = found_for(shelf.library, typed)
    assert (found.rows, found.total) == ((), 0)


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_no_error(shelf: Desk, typed: str) -> None:
    found = found_for(shelf.library, typed)
    if clean(typed).strip():
        assert catalogue.count(shelf.library, Wanted(typed)) == len(found.rows)


@pytest.mark.parametrize(
    "typed", ['"', "' OR 1=1 --", "NEAR(", "a AND", "*", "-", "col:x", "(", "\0", "%_", "西" * 5000]
)
def test_signs_of_a_query_language_are_just_signs(shelf: Desk, typed: str) -> None:
    assert found_for(shelf.library, typed).rows == ()
    assert catalogue.count(shelf.library, Wanted(typed)) == (0 if clean(typed).strip() else 5), "nothing typed: all"


def test_more_than_the_limit_is_cut_and_counted_exactly(desk: Desk) -> None:
    for number in range(12):
        add_book(desk, f"昆虫记{number}", call_no=f"Q96/{number}")
    for typed in ("昆虫", "Q96", "kcj"):
        found = found_for(desk.library, typed, limit=5)
        assert (len(found.rows), found.total) == (5, None)
        assert catalogue.count(desk.library, Wanted(typed)) == 12


def test_a_row_tells_how_many_stand_on_the_shelf_and_else_the_next_day_back(desk: Desk) -> None:
    made = add_book(desk, "草房子", copies=2)
    reader, other = add_reader(desk, "张三"), add_reader(desk, "李四")
    lend(desk, copy_id=made.copy_ids[0], reader_id=reader.id)
    row = found_for(desk.library, "草房子").rows[0]
    assert (row.copies, row.on_shelf) == (2, 1)
    lend(desk, copy_id=made.copy_ids[1], reader_id=other.id)
    row = found_for(desk.library, "草房子").rows[0]
    assert (row.on_shelf, row.next_due) == (0, date(2026, 3, 23))


def test_copies_name_nobody_and_holders_do(desk: Desk) -> None:
    made = add_book(desk, "草房子", volume="上")
    lend(desk, copy_id=made.copy_id, reader_id=add_reader(desk, "张三").id)
    copy = books.copies_of(desk.library, made.title_id)[0]
    assert (copy.volume, copy.status, copy.due) == ("上", "loan", date(2026, 3, 23))
    assert "张三" not in repr(copy)
    assert books.holders(desk.library, made.title_id) == {made.copy_id: "张三"}


def test_holdings_count_titles_and_copies(shelf: Desk) -> None:
    assert books.holdings(shelf.library) == (5, 6)


def test_capitals_mean_a_call_number_before_pinyin(desk: Desk) -> None:
    add_book(desk, "天平", call_no="O3/1")  # tp
    add_book(desk, "电脑", call_no="TP3/1")
    assert titles(desk, "TP") == ["电脑", "天平"]
    assert titles(desk, "tp") == ["天平"]
