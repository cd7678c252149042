"""Chinese numerals in prices, class names and years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.numerals import chinese_number, small_numeral


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一万零一百元", 10100),
        ("共一万零一百", 10100),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零二", 102),
        ("一百二", 120),
        ("一万二", 12000),
        ("两千零八", 2008),
        ("三亿五千万", 350_000_000),
        ("贰拾叁", 23),
        ("二〇一八年", 2018),
        ("第三册", 3),
        ("零", 0),
        ("三体", 3),
        ("", None),
        ("12", None),
    ],
)
def test_a_numeral_is_read_where_it_stands(text: str, number: int | None) -> None:
    assert chinese_number(text) == number


@given(st.integers(0, 99))
def test_a_class_number_in_words_reads_back(number: int) -> None:
    assert chinese_number(small_numeral(number)) == number


@given(st.text(alphabet="零〇一二两九十百千万亿壹拾元 ", max_size=6000))
def test_reading_a_numeral_never_fails(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0
