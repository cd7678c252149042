"""A frozen value behaves as a frozen dataclass does, from its first instance on."""

from dataclasses import FrozenInstanceError, field, replace

import pytest

from libdesk.domain.value import Value


class Slip(Value):
    number: int
    words: str = ""
    seen: dict[str, int] = field(default_factory=dict)


class DatedSlip(Slip):
    day: str = "today"


class OtherSlip(Value):
    number: int


def test_a_value_equals_one_of_its_kind_with_the_same_fields() -> None:
    assert Slip(1, "a") == Slip(number=1, words="a")
    assert Slip(1) != Slip(2)
    assert Slip(1) != OtherSlip(1)
    assert len({OtherSlip(1), OtherSlip(1)}) == 1


def test_a_value_cannot_be_changed_but_replaced() -> None:
    slip = Slip(1)
    with pytest.raises(FrozenInstanceError):
        slip.number = 2  # type: ignore[misc]  # that it cannot is what is tested
    assert replace(slip, number=2) == Slip(2)


def test_a_value_of_a_kind_that_was_derived_has_all_the_fields() -> None:
    assert DatedSlip(1, day="tomorrow") == DatedSlip(1, "", {}, "tomorrow")
    assert repr(DatedSlip(1)) == "DatedSlip(number=1, words='', seen={}, day='today')"


def test_a_value_is_taken_apart_by_its_place_in_a_match() -> None:
    match OtherSlip(7):
        case Slip():
            pytest.fail("another kind")
        case OtherSlip(number):
            assert number == 7


def test_defaults_are_not_shared() -> None:
    first = Slip(1)
    first.seen["a"] = 1
    assert Slip(1).seen == {}


def test_a_missing_field_is_told() -> None:
    with pytest.raises(TypeError, match="number"):
        Slip()  # type: ignore[call-arg]  # that it cannot is what is tested
