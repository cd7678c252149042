"""A queue dealt anew: one reader moves, everybody else keeps the order, and nobody is lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.queues import Move, dealt, moved, same_queue

SIX = [1, 2, 3, 4, 5, 6]
QUEUES = st.lists(st.integers(1, 99), min_size=1, max_size=12, unique=True)


@pytest.mark.parametrize(
    ("hold", "move", "place"),
    [
        (4, Move.TOP, 1), (2, Move.UP, 1), (5, Move.UP, 4), (2, Move.DOWN, 3), (1, Move.BOTTOM, 6),
        (1, Move.UP, 1), (1, Move.TOP, 1), (6, Move.DOWN, 6), (6, Move.BOTTOM, 6),
    ],
)  # fmt: skip
def test_a_reader_is_moved_to_a_place(hold: int, move: Move, place: int) -> None:
    assert moved(SIX, hold, move).index(hold) + 1 == place


@given(QUEUES, st.data(), st.sampled_from(Move))
def test_whoever_is_moved_the_others_keep_their_order(queue: list[int], data: st.DataObject, move: Move) -> None:
    hold = data.draw(st.sampled_from(queue))
    found = moved(queue, hold, move)
    assert [other for other in found if other != hold] == [other for other in queue if other != hold]
    assert same_queue(queue, found)


@given(st.lists(st.integers(0, 5), max_size=12))
def test_instants_dealt_anew_differ_and_begin_where_they_did(placed: list[int]) -> None:
    found = dealt(placed)
    assert all(one < other for one, other in itertools.pairwise(found))
    assert found[:1] == sorted(placed)[:1]


@pytest.mark.parametrize("order", [[1, 2, 3], [1, 2, 3, 4, 4], [1, 2, 3, 4, 9], [], [1, 1, 2, 3]])
def test_an_order_with_doubles_strangers_or_gaps_is_another_queue(order: list[int]) -> None:
    assert not same_queue([1, 2, 3, 4], order)
