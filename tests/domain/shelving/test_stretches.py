"""What a shelf holds, which shelves overlap, and what stands on none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.shelf_ranges import RangeWrong, stretch_of
from libdesk.domain.shelving.stretches import ShelfMap, ShelfSpot

CALL_NOS = st.from_regex(r"[ABT][0-9]{1,2}(/[0-9]{1,2})?", fullmatch=True)
STACKS, ROOM = 1, 2


@pytest.mark.parametrize(
    ("from_no", "to_no", "call_no", "holds"),
    [
        ("A", "H", "H319/2", True),  # an end that is a class alone takes in what is below it
        ("A", "H", "I1/1", False),
        ("TP311", "TP312", "TP312/7", True),
        ("TP311", "TP312", "TP312.8/1", True),
        ("TP311", "TP312", "TP313", False),
        ("TP312", "TP315", "TP311/9", False),
        ("I247.5/2", "I247.5/10", "I247.5/9(3)", True),
        ("I247.5/2", "I247.5/10", "I247.5/10(3)", True),  # its own volumes and copies
        ("I247.5/2", "I247.5/10", "I247.5/10#2", True),
        ("I247.5/2", "I247.5/10", "I247.5/100", False),
        ("I247.5/2", "I247.5/10", "I247.5/11", False),
        ("I287/J52", "I287/J52", "I287/J52-2", True),
        ("I287/J52", "I287/J52", "I287/J521", False),
        ("K1", "K1", "K1/5", True),
    ],
)
def test_a_call_number_stands_there_or_not(from_no: str, to_no: str, call_no: str, holds: bool) -> None:
    assert stretch_of(from_no, to_no).holds(shelf_key(call_no)) is holds


@pytest.mark.parametrize(
    ("from_no", "to_no"), [("TP312", "TP311"), ("", "K1"), ("K1", ""), ("I1/2", "I1/1"), ("B", "A")]
)
def test_a_shelf_that_ends_before_it_begins_is_told(from_no: str, to_no: str) -> None:
    with pytest.raises(RangeWrong) as caught:
        stretch_of(from_no, to_no)
    assert "K1~K9" in caught.value.text()


def spots(*ends: tuple[str, str], place: int = STACKS) -> list[ShelfSpot]:
    return [ShelfSpot(nth, place, f"{nth}架", stretch_of(*both)) for nth, both in enumerate(ends, start=1)]


def test_a_call_number_is_named_its_shelf() -> None:
    shelves = ShelfMap([*spots(("A", "H"), ("I", "I247.5/99"), ("I247.5/100", "K")), *spots(("A", "Z"), place=ROOM)])
    assert shelves.name_at(STACKS, shelf_key("I247.5/12")) == "2架"
    assert shelves.name_at(STACKS, shelf_key("I247.5/101")) == "3架"
    assert shelves.name_at(STACKS, shelf_key("Z1/1")) == ""
    assert shelves.name_at(ROOM, shelf_key("Z1/1")) == "1架"
    assert shelves.name_at(None, shelf_key("Z1/1")) == shelves.name_at(STACKS, None) == ""


@given(st.lists(st.tuples(CALL_NOS, CALL_NOS), max_size=5), CALL_NOS)
def test_what_is_on_no_shelf_is_in_a_gap_and_what_is_on_two_is_told(ends: list[tuple[str, str]], call_no: str) -> None:
    made = spots(*((min(both, key=shelf_key), max(both, key=shelf_key)) for both in ends))
    shelves, key = ShelfMap(made), shelf_key(call_no)
    holding = [spot for spot in made if spot.stretch.holds(key)]
    assert (shelves.at(STACKS, key) in holding) if holding else shelves.at(STACKS, key) is None
    assert sum(gap.holds(key) for gap in shelves.gaps(STACKS)) == (0 if holding else 1)
    assert not (len(holding) > 1 and not list(shelves.crossings()))


@given(st.lists(st.tuples(CALL_NOS, CALL_NOS), max_size=5))
def test_shelves_that_overlap_are_told_and_no_others(ends: list[tuple[str, str]]) -> None:
    made = spots(*((min(both, key=shelf_key), max(both, key=shelf_key)) for both in ends))
    crossing = any(one.stretch.crosses(other.stretch) for one in made for other in made if one.id < other.id)
    told = list(ShelfMap(made).crossings())
    assert bool(told) is crossing
    assert all(one.stretch.crosses(other.stretch) for one, other in told)
