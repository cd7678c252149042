"""PINs and recovery codes: what is stored tells nobody the secret, and what the eye mistakes is put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.pins import (
    CODE_BYTES,
    BadPin,
    checked_pin,
    fold_code,
    hash_secret,
    recovery_code,
    secret_fits,
)

SALT = b"sixteen bytes ok"


def test_a_pin_fits_its_hash_and_no_other_pin_does() -> None:
    stored = hash_secret("2468", SALT)
    assert secret_fits("2468", stored)
    assert not secret_fits("2469", stored)
    assert not secret_fits("", stored)


def test_the_hash_tells_neither_pin_nor_that_two_pins_are_the_same() -> None:
    stored = hash_secret("24681357", SALT)
    assert "24681357" not in stored
    assert stored != hash_secret("24681357", b"another salt ...")


def test_a_hash_made_at_another_cost_still_fits() -> None:
    import hashlib

    digest = hashlib.scrypt(b"2468", salt=SALT, n=1 << 4, r=8, p=1, dklen=32)
    assert secret_fits("2468", f"scrypt$4$8$1${SALT.hex()}${digest.hex()}")


@pytest.mark.parametrize("typed", ["1234", "12345678", "１２３４", " 1234 "])
def test_four_to_eight_digits_are_a_pin(typed: str) -> None:
    assert checked_pin(typed).isdigit()


@pytest.mark.parametrize("typed", ["", "123", "123456789", "12a4", "١٢٣٤", "12 34", "²³⁴x"])
def test_anything_else_is_no_pin(typed: str) -> None:
    with pytest.raises(BadPin):
        checked_pin(typed)


@given(st.text())
def test_whatever_is_typed_as_a_pin_is_plain_digits_or_refused(typed: str) -> None:
    try:
        pin = checked_pin(typed)
    except BadPin:
        return
    assert pin.isascii()
    assert pin.isdigit()
    assert 4 <= len(pin) <= 8


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_a_code_is_sixteen_characters_in_four_groups(chance: bytes) -> None:
    code = recovery_code(chance)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert fold_code(code) == code.replace("-", "")


def test_a_code_may_be_typed_small_with_spaces_and_with_noughts() -> None:
    assert fold_code("abcd ef0h-1jk8 ＬＭＮＯ") == "ABCDEFOHIJKBLMNO"


@given(st.text())
def test_folding_a_typed_code_never_fails(typed: str) -> None:
    assert "-" not in fold_code(typed)
