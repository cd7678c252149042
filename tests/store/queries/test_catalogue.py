"""The catalogue searched: what a plain look through every title finds, the index finds too, and nothing else."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from libdesk.actions.desk import Desk
from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.catalogue_search import STATUSES, Order, State, Wanted
from libdesk.domain.ops import Op
from libdesk.domain.title_facts import fold_class
from libdesk.domain.title_keys import title_key
from libdesk.store.queries import catalogue, catalogue_order
from libdesk.store.queries.catalogue_plan import plan_for
from libdesk.store.queries.places import named_places
from libdesk.store.tables import Copy, Title, Volume
from tests.builders import make_desk, make_library

WORDS = ("恐龙", "龙", "故事", "机器人", "人", "的", "中国", "国中", "小火车", "Potter", "Brontë", "1984")
CLASSES = ("I287.45", "I247.5", "I28", "Q95-49", "TP3", None)
KINDS = ("book", "book", "periodical", "av")
ALL_STATUSES = ("shelf", "shelf", "shelf", "loan", "hold", "lost", "withdrawn", "repair")


@dataclass(frozen=True)
class Row:
    """A title as the test knows it."""

    id: int
    title: str
    author: str
    series: str
    kind: str
    class_no: str | None
    call_no: str | None
    grades: range
    copies: tuple[tuple[str, int], ...]


class Stock:
    """The library and its titles."""

    def __init__(self, desk: Desk, rows: list[Row]) -> None:
        self.desk, self.rows = desk, rows


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """Two hundred titles made by chance, always the same ones; no test changes them."""
    desk, chance = make_desk(make_library(tmp_path_factory.mktemp("catalogue"))), Random(7)
    rows: list[Row] = []
    with desk.action(Op.ADD_BOOKS) as act:
        for number in range(200):
            title = "".join(chance.sample(WORDS[:9], chance.randrange(1, 4))) + chance.choice(
                ("", "", " Potter", "1984")
            )
            author, series = chance.choice(("李小雨", "Brontë", "单田芳", "")), chance.choice(("", "", "中国故事"))
            kind, class_no = chance.choice(KINDS), chance.choice(CLASSES)
            call_no = f"{class_no}/{number}" if class_no and chance.random() < 0.8 else None
            first = chance.randrange(1, 7) if chance.random() < 0.5 else 0
            title_id = act.add(
                Title, title=title, author=author or None, series=series or None, kind=kind, class_no=class_no,
                call_no=call_no, grade_from=first or None, grade_to=first + 2 if first else None, added=act.at,
            )  # fmt: skip
            copies = tuple((chance.choice(ALL_STATUSES), chance.randrange(1, 4)) for _ in range(chance.randrange(3)))
            for status, place in copies:
                act.add(Copy, title_id=title_id, status=status, place_id=place, call_no=call_no)
            grades = range(first, first + 3) if first else range(0)
            rows.append(Row(title_id, title, author, series, kind, class_no, call_no, grades, copies))
    yield Stock(desk, rows)
    desk.library.close()


def fits(row: Row, wanted: Wanted) -> bool:
    """A look through one title, without any index."""
    texts = [one.casefold().replace("ë", "e") for one in (row.title, row.author, row.series)]
    for word in wanted.text.casefold().replace("ë", "e").split():
        pairs = [a + b for a, b in pairwise(word)] if len(word) > 1 and not word.isascii() else [word]
        if not all(any(pair in text for text in texts) for pair in pairs):
            return False
    classes = [fold_class(one) for one in (row.class_no, (row.call_no or "").partition("/")[0]) if one]
    states = STATUSES.get(wanted.state, ())
    placed = wanted.place is not None or wanted.state is not State.ANY
    here = any(status in states and wanted.place in (None, place) for status, place in row.copies)
    return (
        (not wanted.kind or row.kind == wanted.kind)
        and (not wanted.class_no or any(one.startswith(fold_class(wanted.class_no)) for one in classes))
        and (wanted.grade is None or wanted.grade in row.grades)
        and (not placed or (not row.copies if wanted.state is State.NO_COPY else here))
    )


def in_order(rows: list[Row], order: Order) -> list[int]:
    match order:
        case Order.TITLE:
            rows = sorted(rows, key=lambda row: (title_key(row.title), row.id))
        case Order.SHELF:
            rows = sorted(rows, key=lambda row: (row.call_no is None, shelf_key(row.call_no or ""), row.id))
        case _:
            rows = rows[::-1]
    return [row.id for row in rows]


QUESTIONS = st.builds(
    Wanted, text=st.lists(st.sampled_from((*WORDS, "potter", "bronte", "李小", "雨")), max_size=2).map(" ".join),
    kind=st.sampled_from(("", "", "book", "av", "chart")),
    class_no=st.sampled_from(("", "", "I", "I28", "i287.4", "Q95-", "TP")),
    place=st.sampled_from((None, None, 1, 2)), state=st.sampled_from(State),
    grade=st.sampled_from((None, None, 3, 9)), order=st.sampled_from(Order),
)  # fmt: skip


@given(QUESTIONS)
@settings(max_examples=300)
def test_the_index_finds_what_a_look_through_all_titles_finds(stock: Stock, wanted: Wanted) -> None:
    desk, rows = stock.desk, stock.rows
    expected = in_order([row for row in rows if fits(row, wanted)], wanted.order)
    found = list(catalogue.all_ids(desk.library, wanted))
    assert sorted(found) == sorted(expected)
    if wanted.order is not Order.BEST:
        assert found == expected
    assert catalogue.count(desk.library, wanted) == len(expected)
    page = catalogue.find(desk.library, wanted, limit=5, offset=2)
    assert list(page.ids) == found[2:7]
    assert page.total in (None, len(expected))


@given(QUESTIONS, st.sampled_from((Order.TITLE, Order.SHELF)), st.integers(1, 12))
@settings(max_examples=300)
def test_going_along_the_keys_meets_what_sorting_puts_first(
    stock: Stock, wanted: Wanted, order: Order, limit: int
) -> None:
    """However far it goes: what is met is the beginning of the plain sort, and all of it up to there."""
    desk, rows = stock.desk, stock.rows
    expected = in_order([row for row in rows if fits(row, wanted)], order)
    plan = plan_for(desk.library, wanted)
    if plan.none or plan.match is None:
        return
    for far in (0, 1, 40, len(rows) - 1):
        met = catalogue_order.walk(desk.library, plan, catalogue_order.SORTED[order], limit, far)
        assert met == expected[: len(met)]
        assert len(met) <= limit


@pytest.mark.parametrize("order", [Order.TITLE, Order.SHELF])
def test_where_much_is_found_the_first_are_met_along_the_keys(stock: Stock, order: Order) -> None:
    desk, rows = stock.desk, stock.rows
    wanted = Wanted("龙", order=order)
    expected = in_order([row for row in rows if fits(row, wanted)], order)
    plan = plan_for(desk.library, wanted)
    assert catalogue_order.walk(desk.library, plan, catalogue_order.SORTED[order], 5, 100) == expected[:5]
    assert list(catalogue.find(desk.library, wanted, limit=5).ids) == expected[:5]


SYLLABLES = st.sampled_from(("kon", "kong", "lon", "shi", "xia", "xiao", "guo", "zho", "ren"))


@given(
    QUESTIONS, st.lists(SYLLABLES, min_size=1, max_size=2), st.integers(1, 12), st.sampled_from((0, 7, 90, 2_000)),
)  # fmt: skip
@settings(max_examples=300)
def test_words_that_are_read_find_what_the_index_gathers(
    stock: Stock, wanted: Wanted, typed: list[str], limit: int, read: int
) -> None:
    """Where there are many titles, the first by a syllable are read; how many are read changes nothing."""
    library, wanted = stock.desk.library, replace(wanted, text=" ".join((wanted.text, *typed)))
    gathered = list(catalogue.all_ids(library, replace(wanted, order=Order.NEWEST)))
    first = list(catalogue.find(library, wanted, limit=limit).ids)
    with pytest.MonkeyPatch.context() as many:
        many.setattr(catalogue_order, "GATHERED_SOON", 0)
        many.setattr(catalogue_order, "READ", read)
        plan = plan_for(library, wanted)
        assert plan.none or catalogue_order.gathers(library, plan) or plan.more
        assert list(catalogue.find(library, wanted, limit=limit).ids) == first
        assert list(catalogue.all_ids(library, replace(wanted, order=Order.NEWEST))) == gathered
    if wanted.order is not Order.BEST:
        assert first == list(catalogue.all_ids(library, wanted))[:limit]


def test_the_first_key_of_an_isbn_finds_what_begins_with_it(desk: Desk) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        whole = act.add(Title, title="草房子", isbn="9787020024759", added=act.at)
        year = act.add(Title, title="丰收的1984", added=act.at)
        number = act.add(Title, title="九月的信", series="987", added=act.at)
        alone = act.add(Title, title="第9册", added=act.at)
    assert list(catalogue.all_ids(desk.library, Wanted("9", order=Order.NEWEST))) == [alone, number, whole]
    assert list(catalogue.all_ids(desk.library, Wanted("9 草", order=Order.NEWEST))) == [whole]
    assert list(catalogue.all_ids(desk.library, Wanted("97", order=Order.NEWEST))) == [whole]
    assert list(catalogue.all_ids(desk.library, Wanted("1", order=Order.NEWEST))) == [year]


@pytest.mark.parametrize("order", list(Order))
def test_how_many_there_are_is_known_with_the_first_where_all_are_too_many(
    stock: Stock, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "SORTED_AT_ONCE", 20)
    wanted = Wanted("龙", order=order)
    whole = catalogue.all_ids(stock.desk.library, wanted)
    found, ids = catalogue.at_once(stock.desk.library, wanted, first=10, most=len(whole))
    assert found.total == len(whole) > 20
    assert ids == (whole if order in (Order.BEST, Order.NEWEST) else whole[:10])


@given(
    st.one_of(st.text(), st.text(alphabet='"*()%:-^+{}\0\ud800恐龙aNEARO 1'), st.just("class:"), st.just('"a')),
    st.sampled_from(Order),
)
@settings(max_examples=300)
def test_whatever_is_typed_is_no_error(stock: Stock, typed: str, order: Order) -> None:
    desk = stock.desk
    for wanted in (Wanted(typed, order=order), Wanted("恐龙", class_no=typed, order=order)):
        found = catalogue.all_ids(desk.library, wanted)
        assert catalogue.count(desk.library, wanted) == len(found) == len(set(found))


@pytest.mark.parametrize("typed", ['"', "*", "%", "NEAR(", "a AND", "col:x", "\0", "\ud800", "龙" * 10_000_000, "🐉"])
def test_signs_of_a_query_language_and_a_pasted_page_find_nothing(stock: Stock, typed: str) -> None:
    found = catalogue.suggest(stock.desk.library, typed, limit=10)
    assert (found.rows, found.total) == ((), 0)


def test_a_place_can_be_typed_by_its_name(stock: Stock) -> None:
    desk = stock.desk
    place, name = named_places(desk.library)[0]
    typed = catalogue.all_ids(desk.library, Wanted(f"恐龙 馆藏地:{name}"))
    assert typed == catalogue.all_ids(desk.library, Wanted("恐龙", place=place))
    assert catalogue.count(desk.library, Wanted("恐龙 place:nowhere")) == 0


def test_a_volume_is_found_by_its_own_isbn_and_a_copy_by_its_accession_number(stock: Stock) -> None:
    desk, rows = stock.desk, stock.rows
    title_id = rows[0].id
    with desk.action(Op.ADD_BOOKS) as act:
        act.add(Volume, title_id=title_id, label="上", ordinal=1, isbn="9787020008735")
        act.add(Copy, title_id=title_id, accession_no="A0001", status="lost", place_id=3)
    try:
        for typed in ("9787020008735", "7-02-000873-9", "978-7-02-000873-5", "a0001"):
            assert list(catalogue.all_ids(desk.library, Wanted(typed))) == [title_id]
        other = "av" if rows[0].kind != "av" else "book"
        assert catalogue.count(desk.library, Wanted("9787020008735", kind=other)) == 0
    finally:
        undo_last(desk)


def test_a_periodical_is_found_by_its_issn_however_it_is_written(stock: Stock) -> None:
    desk = stock.desk
    with desk.action(Op.ADD_BOOKS) as act:
        title_id = act.add(Title, title="少年文艺", kind="periodical", issn="0257-5876", added=act.at)
    try:
        for typed in ("0257-5876", "02575876", "９770257587005", "977025758700512", "少年 0257-5876"):
            assert list(catalogue.all_ids(desk.library, Wanted(typed))) == [title_id]
    finally:
        undo_last(desk)


def undo_last(desk: Desk) -> None:
    from libdesk.actions.undo import undo

    undo(desk, desk.library.connection.execute("SELECT max(id) FROM journal").fetchone()[0])


@pytest.mark.parametrize(
    ("typed", "beginnings"),
    [
        ("I287.45/1", "I287.45/1"),
        ("i287", "I287"),
        ("Q95-49/", "Q95-49/"),
        ("I28", "I28"),
        ("I 287.45/1", "I287.45/1"),
        ("i287.45 / 1", "I287.45/1"),
    ],
)
def test_the_beginning_of_a_call_number_finds_it(stock: Stock, typed: str, beginnings: str) -> None:
    desk, rows = stock.desk, stock.rows
    expected = {row.id for row in rows if (row.call_no or "").startswith(beginnings)}
    assert expected <= set(catalogue.all_ids(desk.library, Wanted(typed)))
    if "/" in typed:
        assert expected == set(catalogue.all_ids(desk.library, Wanted(typed)))


@pytest.mark.parametrize("typed", ["Ｑ", "*Q*", "Q\u200b", "Q\x1b", "]C1Q", "Ｉ２８７．４５", "Q 分类:Q95"])
def test_a_call_number_is_read_as_a_scanner_gives_it(stock: Stock, typed: str) -> None:
    plain = typed if " " in typed else "I287.45" if "２" in typed else "Q"
    found = catalogue.all_ids(stock.desk.library, Wanted(typed))
    assert 0 < len(found) == catalogue.count(stock.desk.library, Wanted(typed))
    assert found == catalogue.all_ids(stock.desk.library, Wanted(plain))


def test_what_takes_long_is_stopped_and_the_connection_goes_on(stock: Stock) -> None:
    desk, rows = stock.desk, stock.rows
    with pytest.raises(catalogue.TookTooLong), catalogue.within(desk.library, steps=0):
        desk.library.fetch(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000) SELECT sum(i) FROM n"
        )
    assert catalogue.count(desk.library, Wanted()) == len(rows)


def test_rows_come_in_the_order_of_the_ids_and_without_those_that_are_gone(stock: Stock) -> None:
    desk, rows = stock.desk, stock.rows
    ids = array("q", [rows[3].id, 999_999, rows[1].id])
    assert [row.id for row in catalogue.rows(desk.library, ids)] == [rows[3].id, rows[1].id]


def test_an_order_of_its_own_is_asked_with_any_question(stock: Stock) -> None:
    desk = stock.desk
    wanted = Wanted("恐龙")
    everything = {frozenset(catalogue.all_ids(desk.library, replace(wanted, order=order))) for order in Order}
    assert len(everything) == 1


@pytest.mark.parametrize("typed", ["xyj", "XYJ", "xiyouji"])
def test_a_title_that_is_read_so_stands_before_those_that_hold_it(desk: Desk, typed: str) -> None:
    with desk.action(Op.ADD_BOOKS) as act:
        for title in ("西游记", "地心游记", "月亮的集市", "教学研究通讯", "少儿西游记故事"):
            act.add(Title, title=title, added=act.at)
    found = catalogue.find(desk.library, Wanted(typed)).ids
    assert found[0] == 1
    assert 5 in found
