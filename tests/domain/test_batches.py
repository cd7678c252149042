"""Batches: their numbers, discounts as people write them, and which figures agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.batches import (
    BadDiscount,
    Differs,
    differences,
    expected_fen,
    next_no,
    read_discount,
    show_discount,
)


def test_numbers_run_within_a_year_and_other_forms_are_passed_over() -> None:
    assert next_no(2026, []) == "2026-001"
    assert next_no(2026, ["2026-001", "2025-099", "甲-7", "2026-x", "2026-010"]) == "2026-011"
    assert next_no(2026, ["2026-999"]) == "2026-1000"


@pytest.mark.parametrize(
    ("typed", "permille"),
    [
        ("78", 780),
        ("78.5%", 785),
        ("７８％", 780),
        ("7.8折", 780),
        ("7.85折", 785),
        ("7.8", 780),
        ("10", 1000),
        ("0.78", 780),
        ("0.785", 785),
        ("78.55", 786),
        ("100", 1000),
        ("", None),
        (" ", None),
    ],
)
def test_a_discount_is_read(typed: str, permille: int | None) -> None:
    assert read_discount(typed) == permille


@pytest.mark.parametrize("typed", ["0", "101", "七八", "-5", "78.5555", "7 8x"])
def test_what_is_no_discount_is_told(typed: str) -> None:
    with pytest.raises(BadDiscount) as caught:
        read_discount(typed)
    assert typed.strip() in caught.value.text()


@given(st.integers(1, 1000))
def test_a_discount_that_is_shown_is_read_again(permille: int) -> None:
    assert read_discount(show_discount(permille)) == permille


@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_told(typed: str) -> None:
    try:
        permille = read_discount(typed)
    except BadDiscount:
        return
    assert permille is None or 0 < permille <= 1000


@given(st.integers(0, 10_000_000), st.integers(1, 1000))
def test_an_invoice_that_is_reckoned_agrees(list_fen: int, permille: int) -> None:
    paid = expected_fen(list_fen, permille)
    assert differences(list_fen=list_fen, discount_permille=permille, paid_fen=paid) == ()
    assert differences(list_fen=list_fen, discount_permille=permille, paid_fen=paid + 100) == ()


def test_what_differs_is_named_and_what_is_not_known_differs_from_nothing() -> None:
    known = {"list_fen": 100_000, "discount_permille": 780}
    assert differences(**known, paid_fen=90_000) == (Differs.PAID,)
    assert differences(**known, paid_fen=None, copies_fen=90_000, priced=9) == (Differs.COPIES,)
    assert differences(**known, paid_fen=None, copies_fen=90_000, priced=9, unpriced=1) == ()
    assert differences(**known, paid_fen=None, copies_fen=110_000, priced=9, unpriced=1) == (Differs.COPIES,)
    assert differences(list_fen=None, discount_permille=780, paid_fen=1, copies_fen=5, priced=1) == ()
