"""Cells, dates and codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.exchange.cells import DANGEROUS, cell_text, clean, is_nothing, is_ruined, neutral
from libdesk.exchange.codes import Codes, split_codes
from libdesk.exchange.dates import entry_day, parse_day


@pytest.mark.parametrize("text", ["9.787E+12", "9.79e12", "2.0102E+10", "9,78E+12"])
def test_a_number_in_powers_of_ten_is_ruined(text: str) -> None:
    assert is_ruined(text)


@pytest.mark.parametrize("text", ["E12", "1E", "TE+12", "12", "9.5", "I247.5"])
def test_other_codes_are_not_ruined(text: str) -> None:
    assert not is_ruined(text)


def test_numbers_that_are_no_numbers_are_blank() -> None:
    assert cell_text(float("nan")) == cell_text(float("inf")) == ""


def test_what_would_turn_a_sentence_around_is_taken_out() -> None:
    assert clean("草\u202e房\u2066子\u061c\u202c") == "草房子"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once or once.startswith("'") or '="' in once


@given(st.sampled_from(DANGEROUS), st.text(st.characters(exclude_categories=["C", "Z"]), max_size=10))
def test_a_cell_made_harmless_is_no_formula_and_comes_back_as_it_was(sign: str, rest: str) -> None:
    assert not neutral(sign + rest).startswith(DANGEROUS)
    if '"' not in rest and "'" not in rest:
        assert clean(neutral(clean(sign + rest))) == clean(sign + rest)


def test_dashes_and_null_say_nothing() -> None:
    assert all(map(is_nothing, ("", "-", "—", "NULL", "nan", "#N/A")))
    assert not is_nothing("无")


@pytest.mark.parametrize(
    "text",
    [
        "2024-9-1",
        "2024/9/1",
        "2024.9.1",
        "2024年9月1日",
        "2024 年 9 月 1 日",
        "20240901",
        "2024-09-01 10:20:30",
        "2024-09-01T00:00:00",
        "２０２４－９－１",
        "45536",
        "45536.5",
        "20240901102030",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert parse_day(text) == date(2024, 9, 1)


@pytest.mark.parametrize(
    "text", ["", "2024-9", "2024", "24-9-1", "9/1/2024", "2024-13-1", "2024-2-30", "明年", "20241301", "0-0-0"]
)
def test_what_is_not_surely_a_day_is_none(text: str) -> None:
    assert parse_day(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018年10月", date(2018, 10, 1)), ("1999.1", date(1999, 1, 1)), ("2018-10", date(2018, 10, 1)),
        ("2018 年", date(2018, 1, 1)), ("2018/9/3", date(2018, 9, 3)), ("2018.13", None), ("2018", None), ("", None),
    ],
)  # fmt: skip
def test_the_day_of_entry_may_be_a_month(text: str, day: date | None) -> None:
    assert entry_day(text) == day


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("0010201", ("0010201",)),
        ("0010201-10", tuple(f"00102{n:02d}" for n in range(1, 11))),
        ("20295403-5408", tuple(f"2029{n}" for n in range(5403, 5409))),
        ("T002267-T002269", ("T002267", "T002268", "T002269")),
        ("T002267～9", ("T002267", "T002268", "T002269")),
        ("0010201 - 0010203", ("0010201", "0010202", "0010203")),
        ("001,002；003、004 005|006\n007，008", tuple(f"00{n}" for n in range(1, 9))),
        ("００１２", ("0012",)),
        ("2021-0012", ("2021-0012",)),
        ("A-12", ("A-12",)),
        ("001,001", ("001",)),
        ("1-9999999", ("1-9999999",)),
        ("-", ()),
        ("", ()),
        ("，、", ()),
    ],
)
def test_a_cell_may_hold_several_codes_and_runs(text: str, codes: tuple[str, ...]) -> None:
    assert split_codes(text) == Codes(codes)


def test_a_ruined_or_endless_code_is_named() -> None:
    assert split_codes("0012,2.01E+10").ruined == "2.01E+10"
    assert split_codes("9" * 70).too_long
    assert split_codes("号" * 70).too_long


@given(st.text(max_size=60))
def test_any_cell_can_be_split(text: str) -> None:
    found = split_codes(text)
    assert all(found.codes)
    assert len(set(found.codes)) == len(found.codes)
    parse_day(text)
