"""A shelf read from left to right tells each book where it belongs, and lists what puts the shelf right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelf_ranges import stretch_of
from libdesk.domain.shelving.reading import STAYING, OfShelf, Reading, Remark

STACKS, ROOM = 1, 2


def book(number: int, call_no: str = "I247.5/1", *, place: int = STACKS, status: str = "shelf") -> ShelfItem:
    key = shelf_key(call_no) if call_no else None
    return ShelfItem(number, f"书{number}", f"T{number}", call_no, key, place, "书库", status, None, 0)


def reading(*call_nos: str) -> Reading:
    return Reading(OfShelf(STACKS), (book(nth, call_no) for nth, call_no in enumerate(call_nos, start=1)))


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (book(1), Remark.BELONGS),
        (book(1, status="loan"), Remark.OUT),
        (book(1, status="in_house"), Remark.OUT),
        (book(1, status="missing"), Remark.FOUND),
        (book(1, status="lost"), Remark.FOUND),
        (book(1, status="hold"), Remark.HELD),
        (book(1, status="repair"), Remark.REPAIR),
        (book(1, status="withdrawn"), Remark.WITHDRAWN),
        (book(1, status="bound"), Remark.BOUND),
        (book(1, place=ROOM), Remark.OTHER_PLACE),
        (book(1, place=ROOM, status="loan"), Remark.OTHER_PLACE),
        (book(1, "K1/1"), Remark.OTHER_SHELF),
        (book(1, ""), Remark.NO_NUMBER),
    ],
)
def test_what_is_said_of_a_book(item: ShelfItem, says: Remark) -> None:
    assert Reading(OfShelf(STACKS, stretch_of("I", "I"))).add(item).scanned.remark is says


def test_a_book_out_of_order_is_told_between_which_two_it_belongs() -> None:
    shelf = reading("I1/1", "I3/1", "I5/1")
    added = shelf.add(book(9, "I2/1"))
    assert not added.in_order
    assert (added.left, added.right) == (shelf.rows()[0], shelf.rows()[1])
    first = shelf.add(book(10, "A1/1"))
    assert (first.in_order, first.left) == (False, None)
    assert shelf.add(book(11, "K1/1")).in_order


def test_a_book_far_too_early_is_the_one_to_move_once_the_others_show_it() -> None:
    shelf = reading("I1/1", "Z1/1", "I2/1", "I3/1", "I4/1")
    assert [row.number for row in shelf.rows() if row.moves] == [2]
    assert [(move.taken.number, move.after and move.after.number) for move in shelf.moves()] == [(2, 5)]
    assert [item.copy_id for item in shelf.put_right().items] == [1, 3, 4, 5, 2]
    assert shelf.put_right().moves() == []


def test_what_belongs_elsewhere_is_taken_off_and_moves_nothing() -> None:
    shelf = Reading(OfShelf(STACKS), [book(1, "I1/1"), book(2, "A1/1", place=ROOM), book(3, "I2/1")])
    assert [row.item.copy_id for row in shelf.off()] == [2]
    assert shelf.moves() == []
    assert [item.copy_id for item in shelf.put_right().items] == [1, 3]


def test_one_scanned_by_mistake_can_go() -> None:
    shelf = reading("I1/1", "Z1/1", "I2/1").without([2])
    assert [(row.number, row.item.copy_id) for row in shelf.rows()] == [(1, 1), (2, 3)]


def test_the_catalogue_is_asked_from_the_first_to_the_last() -> None:
    stretch = reading("I1/1", "I5/1", "I9/1", "I2/1").stretch()
    assert stretch is not None
    assert [stretch.holds(shelf_key(one)) for one in ("H1/1", "I1/1", "I5/2", "I9/1", "I9/2")] == [
        False, True, True, True, False,
    ]  # fmt: skip
    assert reading().stretch() is None


def test_a_book_that_strayed_to_the_shelf_does_not_have_half_the_library_looked_for() -> None:
    assert reading("A1/1", "I1/1", "Z1/1", "I2/1").stretch() == reading("A1/1", "I1/1", "I2/1").stretch()
    assert reading("Z1/1", "I1/1", "I2/1").stretch() == reading("I1/1", "I2/1").stretch()


BOOKS = st.lists(
    st.builds(
        lambda number, place, status: (number, place, status),
        st.integers(1, 9), st.sampled_from([STACKS, STACKS, STACKS, ROOM]),
        st.sampled_from(["shelf", "shelf", "shelf", "loan", "hold"]),
    ),
    max_size=10,
)  # fmt: skip


@given(BOOKS)
def test_read_again_after_the_moves_nothing_is_to_be_moved(drawn: list[tuple[int, int, str]]) -> None:
    items = [book(nth, f"I{number}/1", place=place, status=status) for nth, (number, place, status) in enumerate(drawn)]
    shelf = Reading(OfShelf(STACKS), items)
    assert len(shelf.moves()) == sum(row.moves for row in shelf.rows())
    right = shelf.put_right()
    assert (right.moves(), right.off()) == ([], [])
    assert {item.copy_id for item in right.items} == {row.item.copy_id for row in shelf.rows() if row.remark in STAYING}
