"""Prices in fen, and years of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.money import MOST_FEN, AmountTooLarge, AmountUnread, parse_price, read_amount, year_of
from libdesk.domain.show import show_money


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("CNY18.00", 1800),
        ("cny 18", 1800),
        ("￥0.40", 40),
        ("¥ 25", 2500),
        ("0.38元", 38),
        ("0.17", 17),
        ("CNY赠90.00", 9000),
        ("29.00元", 2900),
        ("58.80 ", 5880),
        ("定价：35.00元", 3500),
        ("人民币29元", 2900),
        ("RMB 29", 2900),
        ("￥１８．００", 1800),
        ("1,280.00", 128000),
        ("CNY60.00 (全3册)", 6000),
        ("25.00元/套", 2500),
        ("CNY35.00, USD5.00", 3500),
        ("18.00 (pbk.)", 1800),
        ("29.799999999999997", 2980),  # a spreadsheet's 29.80
        ("3角5分", 35),
        ("12元5角", 1250),
        ("一百元", 10000),
        ("0", 0),
        ("NT$280", None),
        ("NT380", None),
        ("US$9.99", None),
        ("HK$100", None),
        ("$5", None),
        ("TWD 300", None),
        ("18.00美元", None),
        ("1300日元", None),
        ("€12", None),
        ("9787208061644", None),
        ("9.79E+12", None),
        ("JPY 1890", None),
        ("日元1500", None),
        ("美元5", None),
        ("欧元20", None),
        ("韩元5000", None),
        ("加元 9.99", None),
        ("新台币元220", None),
        ("MYR20", None),
        ("20 MYR", None),
        ("18.00CNY", 1800),
        ("18.00 RMB", 1800),
        ("人民币元29", 2900),
        ("Y29.00", 2900),
        ("价Y29.00", 2900),
        ("12,50", None),
        ("12,50元", None),
        ("1.280,00", None),
        ("12.5.6", None),
        ("18.00,20.00", 1800),
        ("-5", None),
        ("赠阅", None),
        ("", None),
    ],
)
def test_a_price_is_fen_and_other_money_stays_text(text: str, fen: int | None) -> None:
    price = parse_price(text)
    assert price.fen == fen
    assert price.text == text.strip()


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("12.5", 1250), ("12.50", 1250), ("12", 1200), ("￥12.5", 1250), ("¥ 12.5", 1250), ("12元", 1200),
        ("12.5元", 1250), ("1,200.00", 120000), ("1,200", 120000), ("12，345，678.90", None), ("0", 0), ("0.05", 5),
        ("１２．５", 1250), ("12．5", 1250), (" 12.5 ", 1250), ("1，200", 120000), ("1000000", MOST_FEN),
    ],
)  # fmt: skip
def test_an_amount_is_typed_as_people_write_it(typed: str, fen: int | None) -> None:
    if fen is None:
        with pytest.raises(AmountTooLarge):
            read_amount(typed)
    else:
        assert read_amount(typed) == fen


@pytest.mark.parametrize(
    "typed",
    [
        "12,5", "12.5.6", "12.555", "1,20", "1,2000", "12,50,0", "1200,000", "-5", "+5", "12.", ".5", "12元5角",
        "十二元", "$12", "12美元", "1e3", "abc", "12 元 整", "12。5", "", " ", "元", "￥", "12/5", "٣", "1" * 100,
    ],
)  # fmt: skip
def test_what_could_mean_another_amount_is_told_and_not_guessed(typed: str) -> None:
    with pytest.raises(AmountUnread) as told:
        read_amount(typed)
    assert typed.strip()[:20] in told.value.text()


@given(st.integers(0, MOST_FEN), st.sampled_from(["", "¥", "￥"]), st.sampled_from(["", "元"]), st.booleans())
def test_an_amount_that_is_shown_is_read_as_it_was(fen: int, before: str, after: str, grouped: bool) -> None:
    whole = f"{fen // 100:,}" if grouped else str(fen // 100)
    assert read_amount(f"{before}{whole}.{fen % 100:02d}{after}") == fen
    assert read_amount(show_money(fen)) == fen


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,，．。元¥￥- ", max_size=200))
def test_a_typed_amount_is_read_whole_or_told(typed: str) -> None:
    try:
        fen = read_amount(typed)
    except (AmountUnread, AmountTooLarge):
        return
    assert 0 <= fen <= MOST_FEN
    assert parse_price(typed).fen == fen, "a field reads nothing otherwise than a list does"


@given(st.integers(0, MOST_FEN))
def test_a_shown_price_reads_back(fen: int) -> None:
    assert parse_price(f"¥{fen // 100}.{fen % 100:02d}").fen == fen


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,元角分CNY￥-E", max_size=6000))
def test_reading_a_price_never_fails(text: str) -> None:
    fen = parse_price(text).fen
    assert fen is None or 0 <= fen <= MOST_FEN


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2005", 2005),
        ("2005-5-1", 2005),
        ("1999.1", 1999),
        ("2018.10", 2018),
        ("2018.0", 2018),
        ("2018年10月第1版", 2018),
        ("[2005]", 2005),
        ("c2005", 2005),
        ("20180501", 2018),
        ("201805", 2018),
        ("1987, 1990重印", 1987),
        ("２０１８", 2018),
        ("二〇一八年", 2018),
        ("民国24年", 1935),
        ("民国二十四年", 1935),
        ("民国元年", 1912),
        ("民82", 1993),
        ("民國101年3月", 2012),
        ("民2005", 2005),
        ("民999", None),
        ("43221", None),  # a spreadsheet's day number
        ("18.10", None),
        ("none", None),
        ("", None),
        (None, None),
    ],
)
def test_a_year_is_found_in_any_date(text: str | None, year: int | None) -> None:
    assert year_of(text) == year


@given(st.text(max_size=40))
def test_reading_a_year_never_fails(text: str) -> None:
    year = year_of(text)
    assert year is None or 1500 <= year <= 2099
