"""The number of an edition is read as it stands in the book; what tells none is the first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.editions import MOST, edition_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第3版", 3), ("3版", 3), ("第三版", 3), ("第十二版", 12), ("第２版", 2), ("第2版第5次印刷", 2), ("2版3印", 2),
        ("3rd ed.", 3), ("2nd edition", 2), ("修订本第2版", 2), ("4", 4), ("", 1), ("第1版", 1), ("修订版", 1),
        ("1998年版", 1), ("1998版", 1), ("三年级版", 1), ("国际版", 1), ("第5次印刷", 1),
    ],
)  # fmt: skip
def test_the_edition_that_a_book_tells(text: str, number: int) -> None:
    assert edition_number(text) == number


@given(st.text("第0123456789三十版edst ", max_size=12) | st.text(max_size=12))
def test_no_text_is_too_strange(text: str) -> None:
    assert 1 <= edition_number(text) < MOST
