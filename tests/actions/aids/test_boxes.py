"""Boxes for class corners; the cases of class reserves where they apply to a school with such boxes."""

from typing import Any

import pytest

from libdesk.actions.aids import boxes
from libdesk.actions.aids.errors import BoxInBox, BoxNotOut, NoBox, NotInBox, NotToBeBoxed, SameHolder
from libdesk.actions.desk import Desk
from libdesk.actions.errors import RunRefused
from libdesk.actions.holds import place_hold
from libdesk.actions.lending import lend, lend_run
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.reasons import CopyInBox
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries.aids import boxes as queries
from tests.builders import add_book, add_reader, change_copy, count, refusal, status

TABLES = ("box_copy", "copy", "loan", "hold")


def rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    return {name: desk.library.fetch(f"SELECT * FROM {name} ORDER BY id") for name in TABLES}


def last(desk: Desk) -> int:
    return int(desk.library.fetch("SELECT max(id) FROM journal")[0][0])


def a_box(desk: Desk, name: str = "书箱 3") -> int:
    return add_book(desk, name, item_kind="box").copy_id


def a_class(desk: Desk, number: int = 1) -> int:
    return add_reader(desk, f"2022级{number}班", kind="class", class_no=number).id


# Of the cases of class reserves: a course is a box, its teacher the class account.


def test_two_copies_put_on_reserve_are_two_books_in_the_box(desk: Desk) -> None:
    box, books = a_box(desk), add_book(desk, "草房子", copies=2)
    boxes.fill(desk, box, books.copy_ids)
    lend(desk, copy_id=box, reader_id=a_class(desk))
    row = queries.box(desk.library, box)
    assert row is not None
    assert row.holder is not None
    assert (row.books, row.holder.name) == (2, "2022级1班")


def test_a_book_taken_off_the_reserve_stands_where_it_stood_and_is_of_the_kind_it_was(desk: Desk) -> None:
    box, books = a_box(desk), add_book(desk, "草房子", copies=2, call_no="I287/1")
    before = desk.library.fetch("SELECT * FROM copy ORDER BY id")
    boxes.fill(desk, box, books.copy_ids)
    boxes.take_out(desk, box, books.copy_ids[:1])
    assert [book.copy_id for book in queries.books(desk.library, box)] == [books.copy_ids[1]]
    assert desk.library.fetch("SELECT * FROM copy ORDER BY id") == before


def test_an_emptied_box_leaves_every_book_in_the_library(desk: Desk) -> None:
    box, books = a_box(desk), add_book(desk, "草房子", copies=2)
    boxes.fill(desk, box, books.copy_ids)
    boxes.take_out(desk, box, books.copy_ids)
    assert queries.books(desk.library, box) == []
    assert count(desk, "SELECT count(*) FROM copy WHERE status = 'shelf'") == 3


def test_each_copy_has_one_holder_and_the_count_tells_what_is_missing(desk: Desk) -> None:
    box, books, klass = a_box(desk), add_book(desk, "草房子", copies=40), a_class(desk)
    boxes.fill(desk, box, books.copy_ids)
    lend_run(desk, copy_ids=[box], reader_id=klass)
    assert count(desk, "SELECT count(DISTINCT copy_id) FROM box_copy WHERE out_day IS NULL") == 40
    counted = boxes.compare(desk, box, books.copy_ids[:38])
    assert [book.copy_id for book in counted.missing] == list(books.copy_ids[38:])


# What the desk says of a book that lies in a box.


def test_a_book_in_a_box_is_not_lent_by_itself_and_says_where_it_belongs(desk: Desk) -> None:
    box, book, pupil = a_box(desk), add_book(desk, "草房子"), add_reader(desk, "张小明")
    boxes.fill(desk, box, book.copy_ids)
    lend(desk, copy_id=box, reader_id=add_reader(desk, "2024级1班", kind="class", entry_year=2024, class_no=1).id)
    (reason,) = refusal(desk, book.copy_id, pupil.id)
    assert isinstance(reason, CopyInBox)
    assert "书箱 3" in reason.text()
    assert "二(1)班" in reason.text()


def test_lent_with_a_reason_all_the_same_it_leaves_the_box(desk: Desk) -> None:
    box, book, pupil = a_box(desk), add_book(desk, "草房子"), add_reader(desk, "张小明")
    boxes.fill(desk, box, book.copy_ids)
    before = rows(desk)
    receipt = lend(desk, copy_id=book.copy_id, reader_id=pupil.id, override="老师同意")
    assert queries.lying(desk.library, book.copy_id) is None
    undo(desk, receipt.journal_id)
    assert rows(desk) == before


def test_returned_without_a_loan_it_stays_in_its_box(desk: Desk) -> None:
    box, book = a_box(desk), add_book(desk, "草房子")
    boxes.fill(desk, box, book.copy_ids)
    receipt = give_back(desk, copy_id=book.copy_id)
    assert receipt.copy.box is not None
    assert receipt.copy.box.name == "书箱 3"
    assert len(queries.books(desk.library, box)) == 1


def test_returned_while_somebody_waits_it_leaves_the_box_for_the_hold_shelf(desk: Desk) -> None:
    box, book, pupil = a_box(desk), add_book(desk, "草房子"), add_reader(desk, "张小明")
    boxes.fill(desk, box, book.copy_ids)
    place_hold(desk, title_id=book.title_id, reader_id=pupil.id)  # it stands on no shelf
    assert give_back(desk, copy_id=book.copy_id).hold_for == "张小明"
    assert queries.books(desk.library, box) == []


def test_a_pupil_borrows_no_box(desk: Desk) -> None:
    assert refusal(desk, a_box(desk), add_reader(desk, "张小明").id)


# Filling, exchanging, counting.


def test_a_book_goes_from_one_box_into_another(desk: Desk) -> None:
    one, other, book = a_box(desk), a_box(desk, "书箱 4"), add_book(desk, "草房子")
    boxes.fill(desk, one, book.copy_ids)
    before = rows(desk)
    entry = boxes.fill(desk, other, book.copy_ids)
    assert boxes.fill(desk, other, book.copy_ids) == 0
    assert [len(queries.books(desk.library, box)) for box in (one, other)] == [0, 1]
    undo(desk, entry)
    assert rows(desk) == before


@pytest.mark.parametrize("state", ["loan", "hold", "repair", "withdrawn", "lost", "missing"])
def test_what_does_not_stand_in_the_library_goes_into_no_box(desk: Desk, state: str) -> None:
    box, book = a_box(desk), add_book(desk, "草房子")
    change_copy(desk, book.copy_id, status=state)
    with pytest.raises(NotToBeBoxed, match="草房子"):
        boxes.fill(desk, box, book.copy_ids)
    assert count(desk, "SELECT count(*) FROM box_copy") == 0


def test_neither_a_box_in_a_box_nor_a_book_in_a_book(desk: Desk) -> None:
    box, other, book = a_box(desk), a_box(desk, "书箱 4"), add_book(desk, "草房子")
    with pytest.raises(BoxInBox):
        boxes.fill(desk, box, [other])
    with pytest.raises(NoBox):
        boxes.fill(desk, book.copy_id, [other])
    with pytest.raises(NotInBox, match="草房子"):
        boxes.take_out(desk, box, book.copy_ids)


def test_two_classes_exchange_their_boxes_in_one_step(desk: Desk) -> None:
    one, other = a_box(desk), a_box(desk, "书箱 4")
    first, second = a_class(desk, 1), a_class(desk, 2)
    lend(desk, copy_id=one, reader_id=first)
    lend(desk, copy_id=other, reader_id=second)
    before = rows(desk)
    entry = boxes.exchange(desk, one, other)
    holders = {row.copy_id: row.holder.id for row in queries.boxes(desk.library) if row.holder}
    assert holders == {one: second, other: first}
    assert count(desk, "SELECT count(*) FROM loan WHERE returned IS NULL") == 2
    undo(desk, entry)
    assert rows(desk) == before


def test_boxes_that_are_not_with_two_classes_are_not_exchanged(desk: Desk) -> None:
    one, other, klass = a_box(desk), a_box(desk, "书箱 4"), a_class(desk)
    lend(desk, copy_id=one, reader_id=klass)
    with pytest.raises(BoxNotOut, match="书箱 4"):
        boxes.exchange(desk, one, other)
    lend(desk, copy_id=other, reader_id=klass)
    with pytest.raises(SameHolder):
        boxes.exchange(desk, one, other)


def test_an_exchange_that_the_rules_refuse_changes_nothing(desk: Desk) -> None:
    from tests.builders import change_reader

    one, other = a_box(desk), a_box(desk, "书箱 4")
    first, second = add_reader(desk, "2022级1班", kind="class", class_no=1), a_class(desk, 2)
    lend(desk, copy_id=one, reader_id=first.id)
    lend(desk, copy_id=other, reader_id=second)
    change_reader(desk, first, state="stopped")
    before = rows(desk)
    with pytest.raises(RunRefused, match="书箱 4"):
        boxes.exchange(desk, one, other)
    assert rows(desk) == before


def test_a_count_notes_what_is_missing_and_what_is_in_it_besides(desk: Desk) -> None:
    box, books, extra = a_box(desk), add_book(desk, "草房子", copies=3), add_book(desk, "青铜葵花")
    boxes.fill(desk, box, books.copy_ids)
    before = rows(desk)
    seen = [*books.copy_ids[:2], extra.copy_id]
    told = boxes.finish_count(desk, box, seen, put_extra=False, missing_gone=False)
    assert (len(told.missing), told.extra) == (1, (extra.copy_id,))
    assert rows(desk) == before
    boxes.finish_count(desk, box, seen, put_extra=True, missing_gone=True)
    assert status(desk, books.copy_ids[2]) == "missing"
    assert {book.copy_id for book in queries.books(desk.library, box)} == set(seen)
    undo(desk, last(desk))
    assert rows(desk) == before


def test_a_withdrawn_box_holds_its_books_no_more(desk: Desk) -> None:
    box, book = a_box(desk), add_book(desk, "草房子")
    boxes.fill(desk, box, book.copy_ids)
    change_copy(desk, box, status="withdrawn")
    copy = desk_queries.copy_in_hand(desk.library, book.copy_id)
    assert copy is not None
    assert copy.box is None
