"""A list against the holdings: every row has one answer, and no row asks for more than it should."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.holdings_check import Checked, Fate, Held, Holdings, Offer, check, discounted, total
from libdesk.domain.same_books import Known, book_key, same_book

A, B = "9787020008728", "9787544270878"


def held(title: str, copies: int, *, isbn: str = "", author: str = "", number: int = 1) -> Held:
    return Held(number, title, author, isbn, copies, copies)


def one(offer: Offer, *here: Held, enough: int = 3, **more: object) -> Checked:
    (row,) = check([offer], Holdings(tuple(here), **more), enough=enough)  # type: ignore[arg-type]
    return row


@pytest.mark.parametrize(
    ("offer", "here", "fate", "need"),
    [
        (Offer(1, "草房子", isbn=A), (), Fate.LACK, 3),
        (Offer(1, "草房子", isbn=A), (held("草房子", 3, isbn=A),), Fate.HAVE, 0),
        (Offer(1, "草房子", isbn=A), (held("草房子", 1, isbn=A),), Fate.TOO_FEW, 2),
        (Offer(1, "草房子", isbn=A, asked=1), (held("草房子", 1, isbn=A),), Fate.HAVE, 0),
        (Offer(1, "草房子", isbn=A, asked=0), (), Fate.HAVE, 0),
        (Offer(1, "草房子", isbn=A), (held("草房子", 2, isbn=B),), Fate.OTHER, 3),
        (Offer(1, "草房子", isbn=A), (held("草房子", 2),), Fate.TOO_FEW, 1),  # catalogued without its ISBN
        (Offer(1, "《草房子》"), (held("草房子", 3, isbn=B),), Fate.HAVE, 0),
        (Offer(1, "论语", author="孔子"), (held("论语", 3, author="[春秋] 孔丘 著"),), Fate.LACK, 3),
        (Offer(1, "论语", author="孔子"), (held("论语", 3, author="孔子及其弟子著"),), Fate.HAVE, 0),
        (Offer(1, "西游记(上)", isbn=A), (held("西游记", 2),), Fate.OTHER, 3),
        (Offer(1, "草房子", isbn=A), (held("草房子", 0, isbn=A),), Fate.LACK, 3),
        (Offer(1, "西游记", isbn=A), (held("西游记：少年版", 2),), Fate.OTHER, 3),
        (Offer(1, "动画丛书:守护精灵", isbn=A), (held("动画丛书:小飞侠", 2),), Fate.LACK, 3),
    ],
)
def test_what_a_row_is_to_the_library(offer: Offer, here: tuple[Held, ...], fate: Fate, need: int) -> None:
    row = one(offer, *here)
    assert (row.fate, row.need) == (fate, need)


def test_what_is_ordered_is_not_ordered_again_and_wishes_are_shown() -> None:
    ordered = ((book_key("草房子", isbn=A), 2),)
    wished = ((book_key("《草房子》"), 11), (book_key("草房子"), 12))
    row = one(Offer(1, "草房子", isbn=A), ordered=ordered, wished=wished)
    assert (row.ordered, row.need, row.wished) == (2, 1, (11, 12))


def test_two_orders_of_the_same_number_both_count() -> None:
    ordered = ((book_key("草房子", isbn=A), 1), (book_key("草房子", isbn=A), 1))
    assert one(Offer(1, "草房子", isbn=A), ordered=ordered).ordered == 2


def test_a_book_that_stands_twice_is_ticked_once_and_sets_under_one_isbn_are_not_one() -> None:
    offers = [Offer(1, "草房子", isbn=A), Offer(2, "草房子", isbn=A), Offer(3, "另一本", isbn=A)]
    rows = check(offers, Holdings(), enough=1)
    assert [(row.fate, row.ticked, row.other_line) for row in rows] == [
        (Fate.LACK, True, 0), (Fate.REPEATED, False, 1), (Fate.LACK, True, 0),
    ]  # fmt: skip


def test_the_lists_own_numbers_count_only_where_they_are_meant() -> None:
    offers = [Offer(1, "草房子", asked=40)]
    assert check(offers, Holdings(), enough=2)[0].need == 40
    assert check(offers, Holdings(), enough=2, by_list=False)[0].need == 2


def test_a_sum_says_what_has_no_price() -> None:
    summed = total([(Offer(1, "甲", price_fen=1999), 3), (Offer(2, "乙"), 2)], 685)
    assert (summed.titles, summed.copies, summed.list_fen, summed.paid_fen, summed.priceless) == (2, 5, 5997, 4108, 2)
    assert discounted(5997, None) == 5997


WORDS = st.sampled_from(["草房子", "三体", "西游记(上)", "西游记", "论语", "", "《》", "a b"])
ISBNS = st.sampled_from(["", A, B])


@given(
    st.lists(st.tuples(WORDS, WORDS, ISBNS, st.none() | st.integers(0, 5)), max_size=12),
    st.lists(st.tuples(WORDS, WORDS, ISBNS, st.integers(0, 4)), max_size=8), st.integers(1, 5),
)  # fmt: skip
def test_every_row_has_one_answer_and_nothing_is_asked_for_twice(
    rows: list[tuple[str, str, str, int | None]], here: list[tuple[str, str, str, int]], enough: int
) -> None:
    offers = [Offer(n, title, author, isbn=isbn, asked=asked) for n, (title, author, isbn, asked) in enumerate(rows)]
    stock = tuple(Held(n, title, author, isbn, copies, 0) for n, (title, author, isbn, copies) in enumerate(here))
    found = check(offers, Holdings(stock), enough=enough)
    assert [row.offer for row in found] == offers
    assert [row.number for row in found] == list(range(1, len(offers) + 1))
    for row in found:
        assert row.need <= row.target
        assert not (row.ticked and row.have >= row.target)
        assert row.fate is Fate.REPEATED or (row.have == 0) == (row.fate in (Fate.LACK, Fate.OTHER)) or not row.target


@given(st.lists(st.tuples(WORDS, WORDS, ISBNS), max_size=10), st.tuples(WORDS, WORDS, ISBNS))
def test_what_is_found_by_its_keys_is_what_comparing_each_would_find(
    entries: list[tuple[str, str, str]], wanted: tuple[str, str, str]
) -> None:
    keys = [book_key(*entry) for entry in entries]
    key = book_key(*wanted)
    known = Known.of((other, number) for number, other in enumerate(keys))
    assert set(known.find(key)) == {number for number, other in enumerate(keys) if same_book(key, other)}
