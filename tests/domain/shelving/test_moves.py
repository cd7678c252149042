"""The moves that put a shelf right are the fewest there are, and the shelf is in order after them."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.shelving.moves import Move, Piles, after_moves, between, moves, staying

KEYS = st.lists(st.integers(0, 9).map(lambda number: bytes((number,))), max_size=9)


def rises(keys: list[bytes]) -> bool:
    return all(one <= other for one, other in pairwise(keys))


def shelf(*call_nos: str) -> list[bytes]:
    return [shelf_key(call_no) for call_no in call_nos]


@given(KEYS)
def test_the_shelf_is_in_order_after_the_moves(keys: list[bytes]) -> None:
    done = after_moves(len(keys), moves(keys))
    assert sorted(done) == list(range(len(keys)))
    assert rises([keys[number] for number in done])


@given(KEYS)
def test_no_fewer_moves_would_do(keys: list[bytes]) -> None:
    """What is not moved keeps its order, so the fewest moves leave the most books that can stay."""
    most = max(size for size in range(len(keys) + 1) if any(rises(list(some)) for some in combinations(keys, size)))
    assert len(moves(keys)) == len(keys) - most


@given(KEYS)
def test_each_book_is_moved_once_and_what_stays_keeps_its_order(keys: list[bytes]) -> None:
    taken = [move.taken for move in moves(keys)]
    assert len(set(taken)) == len(taken)
    done = [number for number in after_moves(len(keys), moves(keys)) if number not in taken]
    assert done == staying(keys) == sorted(done)


@given(KEYS)
def test_a_book_is_in_order_if_the_longest_run_grows_by_it(keys: list[bytes]) -> None:
    piles = Piles()
    for nth, key in enumerate(keys):
        assert piles.add(key) is (len(staying(keys[: nth + 1])) > len(staying(keys[:nth])))
    assert piles.stay() == staying(keys)


def test_one_book_at_the_wrong_end_is_one_move() -> None:
    keys = shelf("K9/1", "I247.5/2", "I247.5/12", "I287/3")
    assert moves(keys) == [Move(0, 3)]
    keys = shelf("I247.5/2", "I247.5/12", "I287/3", "B2/1")
    assert moves(keys) == [Move(3, None)]


def test_copies_of_one_title_may_stand_in_any_order() -> None:
    assert moves(shelf("I247.5/2", "I247.5/2", "I247.5/2")) == []


def test_figures_are_read_as_the_shelf_reads_them() -> None:
    assert moves(shelf("TP311/2", "TP311/12", "TP32/1")) == []
    assert moves(shelf("TP32/1", "TP311/2")) != []


def test_a_book_belongs_between_two_that_stay() -> None:
    keys = shelf("I1/1", "I3/1", "I5/1")
    assert between(keys, shelf_key("I2/1")) == (0, 1)
    assert between(keys, shelf_key("A1/1")) == (None, 0)
    assert between(keys, shelf_key("K1/1")) == (2, None)
    assert between([], shelf_key("K1/1")) == (None, None)
