"""A stretch of the shelf holds what stands between its ends, in the order of the shelf."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.callnumbers import shelf_key
from libdesk.domain.shelf_ranges import RangeWrong, read_stretch


@pytest.mark.parametrize(
    ("written", "call_no", "holds"),
    [
        ("TP311~TP312", "TP311", True),
        ("TP311~TP311", "TP311", True),
        ("`TP311~TP312", "TP311", False),
        ("`TP311~TP312", "TP312", True),
        ("`TP311~TP312", "TP313", False),
        ("TP311~TP312`", "TP313", False),
        ("TP311~TP312`", "TP312", False),
        ("`TP311~TP312`", "TP311", False),
        ("`TP311~TP312`", "TP311/1", True),
        ("TP311~TP312", "TP312/7", True),
        ("TP311~TP312", "TP312.1/7", True),  # a sign that ends in a class takes in what is below it
        ("A~H", "H319/2", True),
        ("A~H", "I1/1", False),
        ("I247.5/2~I247.5/10", "I247.5/9(3)", True),
        ("I247.5/2~I247.5/10", "I247.5/11", False),
    ],
)
def test_a_call_number_stands_there_or_not(written: str, call_no: str, holds: bool) -> None:
    assert read_stretch(written).holds(shelf_key(call_no)) is holds


@pytest.mark.parametrize("written", ["TP312~TP311", "TP311~TP311`", "`TP311~TP311", "TP311", "~TP311", "TP311~", ""])
def test_a_stretch_that_ends_before_it_begins_is_told(written: str) -> None:
    with pytest.raises(RangeWrong) as caught:
        read_stretch(written)
    assert "K1~K9" in caught.value.text()


@pytest.mark.parametrize(
    ("one", "two", "cross"),
    [
        ("A1~A2", "A3~A4", False),
        ("TP312~TP315", "TP31~TP312", True),
        ("A1~A5", "A2~A4", True),
        ("A1~A2`", "`A3~A4", False),
        ("A1~A2`", "A2~A4", False),
        ("A1~A2", "A2/5~A4", True),
    ],
)
def test_two_stretches_cross_whichever_is_asked(one: str, two: str, cross: bool) -> None:
    assert read_stretch(one).crosses(read_stretch(two)) is cross
    assert read_stretch(two).crosses(read_stretch(one)) is cross


CALL_NOS = st.from_regex(r"[ABT][0-9]{1,2}(/[0-9]{1,2})?", fullmatch=True)


@given(CALL_NOS, CALL_NOS, CALL_NOS, CALL_NOS, CALL_NOS)
def test_what_stands_in_two_stretches_makes_them_cross(a: str, b: str, c: str, d: str, call_no: str) -> None:
    try:
        one, two = read_stretch(f"{a}~{b}"), read_stretch(f"{c}~{d}")
    except RangeWrong:
        return
    if one.holds(shelf_key(call_no)) and two.holds(shelf_key(call_no)):
        assert one.crosses(two)
