"""Prizes by place: what is proposed, and what giving them would change before anything is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.activities import BY_PLACE, PrizeCount, places, prize_name, prize_order, read_prize
from libdesk.domain.prize_giving import Placed, changes, proposed
from libdesk.i18n import set_language


def rows(*prizes: str) -> dict[int, Placed]:
    """Somebody on each place, the first one first."""
    return {n: Placed(n, prize) for n, prize in enumerate(prizes, start=1)}


@pytest.mark.parametrize(
    ("placed", "counts"),
    [(0, []), (1, [1]), (2, [1, 1]), (3, [1, 1, 1]), (10, [1, 2, 3]), (28, [3, 6, 8]), (200, [20, 40, 60])],
)
def test_prizes_are_proposed_as_one_to_two_to_three(placed: int, counts: list[int]) -> None:
    found = proposed(rows(*[""] * placed))
    assert [step.prize for step in found] == list(BY_PLACE[1 : 1 + len(counts)])
    assert [step.count for step in found] == counts


def test_prizes_that_are_given_already_are_proposed_as_they_are() -> None:
    given_ones = rows("first", "second", "second", "最佳创意奖", "merit", "")
    assert proposed(given_ones) == [PrizeCount("first", 1), PrizeCount("second", 2), PrizeCount("merit", 2)]
    assert changes(given_ones, proposed(given_ones)).written == {}
    by_hand = rows("", "first", "")  # no counts give the first prize to the second place alone
    assert proposed(by_hand) == [PrizeCount("first", 1), PrizeCount("second", 1), PrizeCount("third", 1)]


def test_a_prize_that_was_not_given_by_place_stays_unless_it_is_asked_for() -> None:
    now = {
        1: Placed(1, "最佳创意奖"),
        2: Placed(2, ""),
        3: Placed(3, "third"),
        4: Placed(None, "first"),
        5: Placed(5, "merit"),
    }
    counts = [PrizeCount("first", 1), PrizeCount("second", 2)]
    found = changes(now, counts)
    assert (found.new, found.other, found.gone, found.kept) == ({2: "second"}, {3: "second"}, (5,), (1, 4))
    asked = changes(now, counts, others=True)
    assert (asked.other, asked.kept) == ({1: "first", 3: "second"}, (4,))
    assert changes(now, []).kept == (1, 4)


PLACED = st.dictionaries(
    st.integers(0, 40),
    st.builds(
        Placed, st.none() | st.integers(1, 9), st.sampled_from(["", "", *BY_PLACE, "star", "taken_part", "鼓励奖"])
    ),
    max_size=30,
)
COUNTS = st.lists(st.integers(0, 4), max_size=5).map(
    lambda counts: [PrizeCount(prize, count) for prize, count in zip(BY_PLACE, counts, strict=False)]
)


@given(PLACED, COUNTS, st.booleans())
def test_nobody_loses_a_prize_that_was_not_given_by_place(
    now: dict[int, Placed], counts: list[PrizeCount], others: bool
) -> None:
    found = changes(now, counts, others=others)
    after = {key: Placed(row.rank, found.written.get(key, row.prize)) for key, row in now.items()}
    for key, row in now.items():
        if row.prize and not row.by_place:
            assert after[key].prize == row.prize or (others and after[key].by_place)
    assert changes(after, counts, others=others).written == {}  # twice is once


@given(st.dictionaries(st.integers(), st.integers(0, 30), min_size=1, max_size=40))
def test_what_is_proposed_can_be_given_and_is_then_proposed_again(scores: dict[int, int]) -> None:
    now = {key: Placed(rank, "") for key, rank in places(scores).items()}
    counts = proposed(now)
    assert 0 < sum(step.count for step in counts) <= len(now)
    found = changes(now, counts)
    assert found.new
    after = {key: Placed(row.rank, found.new.get(key, "")) for key, row in now.items()}
    assert changes(after, proposed(after)).written == {}


def test_prize_words_of_the_school_stay_as_they_are_written() -> None:
    set_language("zh_CN")
    for own in ("金奖", "银奖", "铜奖", "优胜奖", "鼓励奖", "最佳创意奖"):
        assert prize_name(read_prize(own)) == own
    assert [read_prize(text) for text in ("一等", "1等奖", "１等", "壹等奖", "二 等 奖", "特等")] == [
        "first", "first", "first", "first", "second", "special",
    ]  # fmt: skip
    order = ["special", "first", "taken_part", "金奖", "银奖", "铜奖", "优胜奖", "鼓励奖", "最佳创意奖", ""]
    assert sorted(set(order), key=prize_order) == order
