"""Wishes, orders and deliveries: what is refused leaves nothing behind, and what is done can be undone."""

from collections.abc import Callable

import pytest

from libdesk.actions.acquisition import deliveries, purchases, wishes
from libdesk.actions.acquisition import order_errors as errors
from libdesk.actions.acquisition.deliveries import DeliveryForm
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.actions.acquisition.wishes import WishForm
from libdesk.actions.desk import Desk
from libdesk.actions.errors import CannotUndo, HoldExists, NoCopyComes, ReaderUnknown
from libdesk.actions.readers.erase import erase_readers
from libdesk.actions.readers.leaving import leave_readers
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.deliveries import State
from libdesk.domain.errors import DeskError, NotAllowed
from libdesk.domain.rows.orders import WishState
from libdesk.domain.same_books import book_key
from libdesk.store.queries import orders
from libdesk.store.queries import wishes as wish_queries
from tests.builders import add_book, add_reader, change_copy, count, status
from tests.made_books import isbn


def order(desk: Desk, *lines: NewLine, sent: bool = True) -> int:
    made = purchases.make_purchase(desk, OrderForm("春季"), lines)
    if sent and lines:
        purchases.send_order(desk, made)
    return made


def rows(desk: Desk) -> list[list[tuple[object, ...]]]:
    tables = ("wish", "purchase", "purchase_line", "batch", "hold", "journal")
    return [desk.library.fetch(f"SELECT * FROM {table}") for table in tables]


def closed(desk: Desk) -> int:
    made = order(desk, NewLine("草房子"))
    purchases.close_purchase(desk, made)
    return made


REFUSED: dict[str, tuple[type[DeskError], Callable[[Desk], object]]] = {
    "a wish of nothing": (errors.WishNameless, lambda desk: wishes.add_wish(desk, WishForm(note="好看的"))),
    "a wish with a wrong ISBN": (errors.IsbnWrong, lambda desk: wishes.add_wish(desk, WishForm("三体", isbn="97875"))),
    "a wish of nobody here": (ReaderUnknown, lambda desk: wishes.add_wish(desk, WishForm("三体", reader_id=99))),
    "a wish that is gone": (errors.WishGone, lambda desk: wishes.wish_is_here(desk, 99)),
    "no without a reason": (errors.AnswerMissing, lambda desk: wishes.decline_wishes(desk, [1], "  ")),
    "an order without a name": (errors.OrderNameless, lambda desk: purchases.make_purchase(desk, OrderForm(" "))),
    "a line without a title": (errors.LineNameless, lambda desk: order(desk, NewLine(" "))),
    "ten thousand copies": (errors.TooManyCopies, lambda desk: order(desk, NewLine("三体", 10_000))),
    "sending nothing": (errors.OrderEmpty, lambda desk: purchases.send_order(desk, order(desk))),
    "an order that is gone": (errors.OrderGone, lambda desk: purchases.add_lines(desk, 99, [])),
    "a line that is gone": (errors.LineGone, lambda desk: purchases.set_wanted(desk, [99], 1)),
    "a delivery that was never ordered": (
        errors.NotOrderedYet,
        lambda desk: deliveries.count_arrival(desk, order(desk, NewLine("三体"), sent=False), title="三体"),
    ),
    "a delivery of a closed order": (
        errors.OrderClosed,
        lambda desk: deliveries.count_arrival(desk, closed(desk), title="三体"),
    ),
    "the end of nothing": (
        errors.NothingDelivered,
        lambda desk: deliveries.finish_delivery(desk, order(desk, NewLine("三体")), DeliveryForm(close=False)),
    ),
    "an order that was sent": (
        errors.OrderInUse,
        lambda desk: purchases.remove_purchase(desk, order(desk, NewLine("三体"))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_refusal_says_what_to_do_in_a_sentence(desk: Desk, what: str) -> None:
    kind, act = REFUSED[what]
    with pytest.raises(kind) as caught:
        act(desk)
    assert caught.value.text().endswith(("。", "？"))


def test_a_refused_order_leaves_nothing_behind(desk: Desk) -> None:
    before = rows(desk)
    with pytest.raises(errors.LineNameless):
        purchases.make_purchase(desk, OrderForm("春季"), [NewLine("三体"), NewLine(" ")])
    assert rows(desk) == before


def test_a_helper_neither_orders_nor_notes_wishes(helper_desk: Desk) -> None:
    for act in (
        lambda: wishes.add_wish(helper_desk, WishForm("三体")),
        lambda: purchases.make_purchase(helper_desk, OrderForm("春季")),
        lambda: deliveries.all_arrived(helper_desk, 1),
    ):
        with pytest.raises(NotAllowed):
            act()


# Wishes


def test_an_isbn_alone_is_a_wish_and_takes_its_words_from_the_catalogue(desk: Desk) -> None:
    add_book(desk, "草房子", isbn=isbn(1), author="曹文轩")
    known, unknown = (wishes.add_wish(desk, WishForm(isbn=isbn(n))) for n in (1, 2))
    found = {row.id: (row.title, row.author) for row in wish_queries.wishes(desk.library)}
    assert found == {known: ("草房子", "曹文轩"), unknown: (f"ISBN {isbn(2)}", "")}


def test_a_book_that_is_out_puts_the_reader_in_line(desk: Desk) -> None:
    book = add_book(desk, "草房子")
    change_copy(desk, book.copy_id, status="loan")
    reader = add_reader(desk, "张小明")
    wish_id = wishes.add_wish(desk, WishForm("草房子", reader_id=reader.id))
    assert wishes.wish_is_here(desk, wish_id, keep_copy=True) is False
    assert count(desk, "SELECT count(*) FROM hold WHERE state = 'waiting' AND reader_id = ?", reader.id) == 1


def test_two_readers_get_the_two_copies_and_the_third_waits(desk: Desk) -> None:
    book = add_book(desk, "草房子", copies=2)
    kept = []
    for name in ("甲", "乙", "丙"):
        reader = add_reader(desk, name)
        wish_id = wishes.add_wish(desk, WishForm("草房子", reader_id=reader.id))
        kept.append(wishes.wish_is_here(desk, wish_id, keep_copy=True))
    assert kept == [True, True, False]
    assert [status(desk, copy_id) for copy_id in book.copy_ids] == ["hold", "hold"]


def test_a_copy_is_kept_only_where_there_is_one_and_somebody_for_it(desk: Desk) -> None:
    nobody = wishes.add_wish(desk, WishForm("三体"))
    somebody = wishes.add_wish(desk, WishForm("三体", reader_id=add_reader(desk, "张小明").id))
    with pytest.raises(errors.NobodyNamed):
        wishes.wish_is_here(desk, nobody, keep_copy=True)
    with pytest.raises(errors.WishNotHere):
        wishes.wish_is_here(desk, somebody, keep_copy=True)
    book = add_book(desk, "三体")
    change_copy(desk, book.copy_id, status="repair")
    with pytest.raises(NoCopyComes):
        wishes.wish_is_here(desk, somebody, keep_copy=True)
    change_copy(desk, book.copy_id, status="shelf")
    wishes.wish_is_here(desk, somebody, keep_copy=True)
    with pytest.raises(HoldExists):
        wishes.wish_is_here(desk, somebody, keep_copy=True)


def test_a_wish_removed_leaves_the_order_and_comes_back_by_undo(desk: Desk) -> None:
    wish_id = wishes.add_wish(desk, WishForm("三体"))
    made = order(desk, NewLine("三体", wish_id=wish_id))
    entry = wishes.remove_wishes(desk, [wish_id])
    (line,) = orders.lines(desk.library, made)
    assert line.wish_id is None
    undo(desk, entry)
    (line,) = orders.lines(desk.library, made)
    assert line.wish_id == wish_id


def test_an_erased_readers_wish_stays_without_reader_and_words(desk: Desk) -> None:
    reader = add_reader(desk, "张小明")
    wish_id = wishes.add_wish(desk, WishForm("三体", note="妈妈说可以", reader_id=reader.id))
    wishes.decline_wishes(desk, [wish_id], "张小明已经有了")
    wishes.reopen_wishes(desk, [wish_id])
    wishes.edit_wish(desk, wish_id, WishForm("三体", note="爸爸说可以", reader_id=reader.id))
    leave_readers(desk, reader_ids=[reader.id])
    erase_readers(desk, reader_ids=[reader.id])
    row = wish_queries.wish(desk.library, wish_id)
    assert row is not None
    assert (row.title, row.reader, row.note, row.answer, row.state) == ("三体", None, "", "", WishState.OPEN)
    kept = "".join(str(image) for image in desk.library.fetch("SELECT before FROM journal_image"))
    assert not [word for word in ("妈妈说可以", "爸爸说可以", "张小明") if word in kept]
    row_of = desk.library.fetch("SELECT reader_id, note, answer FROM wish")
    assert row_of == [(None, None, None)]


# Orders


def test_the_same_book_is_one_line_and_another_edition_another(desk: Desk) -> None:
    made = order(desk, NewLine("三体", 1, isbn=isbn(1)), NewLine("《三体》", 2), NewLine("三体", 1, isbn=isbn(2)))
    assert [(line.isbn, line.counts.wanted) for line in orders.lines(desk.library, made)] == [
        (isbn(1), 3), (isbn(2), 1),
    ]  # fmt: skip
    purchases.add_lines(desk, made, [NewLine("三体", 4, isbn=isbn(2))])
    assert [line.counts.wanted for line in orders.lines(desk.library, made)] == [3, 5]


def test_a_wish_is_told_ordered_when_its_book_joins_an_order_that_was_sent(desk: Desk) -> None:
    made = order(desk, NewLine("草房子"))
    wish_id = wishes.add_wish(desk, WishForm("三体"))
    purchases.add_lines(desk, made, [NewLine("三体", wish_id=wish_id)])
    assert wish_queries.state_of(desk.library, wish_id) == WishState.ORDERED


def test_a_closed_order_opens_wishes_again_unless_another_order_brings_them(desk: Desk) -> None:
    first, second = (wishes.add_wish(desk, WishForm(title)) for title in ("三体", "狼王梦"))
    made = order(desk, NewLine("三体"), NewLine("狼王梦"))
    order(desk, NewLine("狼王梦"))
    purchases.close_purchase(desk, made)
    assert wish_queries.state_of(desk.library, first) == WishState.OPEN
    assert wish_queries.state_of(desk.library, second) == WishState.ORDERED


def test_a_line_of_which_copies_came_is_not_taken_out(desk: Desk) -> None:
    made = order(desk, NewLine("三体"))
    line = deliveries.count_arrival(desk, made, title="三体")
    with pytest.raises(errors.LineDelivered):
        purchases.remove_lines(desk, [line.line_id])


def test_an_order_with_its_lines_is_undone_in_one_step(desk: Desk) -> None:
    order(desk, *(NewLine(f"书{n}") for n in range(20)), sent=False)
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert count(desk, "SELECT count(*) FROM purchase_line") == 0
    assert orders.purchases(desk.library) == []


# Deliveries


def test_a_book_ordered_by_its_title_alone_is_counted_by_its_isbn(desk: Desk) -> None:
    add_book(desk, "草房子", isbn=isbn(1), author="曹文轩")
    made = order(desk, NewLine("草房子", 2))
    assert not deliveries.count_arrival(desk, made, isbn=isbn(1)).new_line
    assert orders.lines(desk.library, made)[0].counts.delivered == 1


def test_a_damaged_copy_that_was_replaced_goes_into_the_next_batch(desk: Desk) -> None:
    made = order(desk, NewLine("三体", 2, price_fen=1000))
    (line,) = orders.lines(desk.library, made)
    deliveries.set_delivered(desk, line.id, 2)
    deliveries.set_damaged(desk, line.id, 1)
    first = deliveries.finish_delivery(desk, made, DeliveryForm(close=False))
    deliveries.set_damaged(desk, line.id, 0)
    second = deliveries.finish_delivery(desk, made, DeliveryForm())
    assert (first.copies, second.copies) == (1, 1)


def test_what_stands_in_a_batch_is_not_counted_away(desk: Desk) -> None:
    made = order(desk, NewLine("三体", 2))
    (line,) = orders.lines(desk.library, made)
    deliveries.all_arrived(desk, made)
    deliveries.finish_delivery(desk, made, DeliveryForm(close=False))
    for act in (lambda: deliveries.set_delivered(desk, line.id, 1), lambda: deliveries.set_damaged(desk, line.id, 1)):
        with pytest.raises(errors.CountsDoNotFit):
            act()


def test_surplus_is_kept_where_the_school_says_so(desk: Desk) -> None:
    add_book(desk, "狼王梦", isbn=isbn(2))
    made = order(desk, NewLine("三体", 1))
    deliveries.all_arrived(desk, made)
    deliveries.count_arrival(desk, made, isbn=isbn(2))
    receipt = deliveries.finish_delivery(desk, made, DeliveryForm(keep_surplus=True))
    assert {title for _isbn, title, _n in receipt.arrived} == {"三体", "狼王梦"}


def test_a_scan_is_undone_by_itself_until_the_batch_is_made(desk: Desk) -> None:
    made = order(desk, NewLine("三体", 2))
    scan = deliveries.count_arrival(desk, made, title="三体")
    undo(desk, scan.journal_id)
    assert orders.lines(desk.library, made)[0].counts.delivered == 0
    scan = deliveries.count_arrival(desk, made, title="三体")
    deliveries.finish_delivery(desk, made, DeliveryForm())
    with pytest.raises(CannotUndo):
        undo(desk, scan.journal_id)


def test_on_order_is_what_has_not_come_yet(desk: Desk) -> None:
    made = order(desk, NewLine("三体", 3), NewLine("狼王梦", 1))
    deliveries.count_arrival(desk, made, title="三体", copies=2)
    assert sorted(orders.on_order(desk.library), key=lambda row: row[0].title) == [
        (book_key("三体"), 1), (book_key("狼王梦"), 1),
    ]  # fmt: skip
    purchases.close_purchase(desk, made)
    assert orders.on_order(desk.library) == []
    order_row = orders.purchase(desk.library, made)
    assert order_row is not None
    assert order_row.state is State.CLOSED
