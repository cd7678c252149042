"""Equals share a place, and no list is cut between them."""

from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.reports.ranking import ranked


def test_equals_share_a_place_and_the_next_one_counts_them() -> None:
    assert [one[0] for one in ranked([("甲", 9), ("乙", 5), ("丙", 5), ("丁", 1)], 10)] == [1, 2, 2, 4]


def test_a_list_is_not_cut_between_equals() -> None:
    counts = [("甲", 9), ("乙", 5), ("丙", 5), ("丁", 1)]
    assert [one[1] for one in ranked(counts, 2)] == ["甲", "乙", "丙"]


def test_a_long_row_of_equals_is_left_out_whole_unless_it_is_all() -> None:
    tail = [(str(n), 1) for n in range(50)]
    assert [one[1] for one in ranked([("甲", 9), *tail], 5)] == ["甲"]
    assert len(ranked(tail, 5)) == 5


@given(st.lists(st.integers(1, 6), max_size=60), st.integers(1, 12))
def test_it_is_never_twice_as_long_and_nobody_with_more_is_left_out(numbers: list[int], most: int) -> None:
    counts = sorted(enumerate(numbers), key=lambda one: -one[1])
    found = ranked(counts, most)
    assert len(found) <= 2 * most
    left = {what for what, _count in counts} - {what for _place, what, _count in found}
    assert all(numbers[what] <= min(count for _p, _w, count in found) for what in left)
    assert all(place == 1 + sum(number > count for number in numbers) for place, _what, count in found)
