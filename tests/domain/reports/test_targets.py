"""The regulation's targets: by stage, editable, with what is missing to reach each."""

import pytest

from libdesk.domain.reports.targets import DEFAULTS, BadTarget, Stock, TargetLine, check_target, target_lines

PRIMARY = Stock({"primary": 400}, {"A": 100, "I": 8_900, "O": 900, "Z": 100}, 10_000, 60, 100, 250, 38 * 60)


def lines(stages: tuple[str, ...], stock: Stock, own: dict[str, int] | None = None) -> dict[str, TargetLine]:
    return {line.code or line.name: line for line in target_lines(stages, own or {}, stock)}


def test_a_primary_school_needs_so_many_books_for_each_pupil() -> None:
    found = lines(("primary",), PRIMARY)
    assert (found["primary.books"].needed, found["primary.books"].missing) == (10_000, 0)
    assert found["primary.serials"].reached
    assert found["primary.reference"].missing == 20
    assert (found["new"].needed, found["new"].missing) == (400, 150)
    assert (found["hours"].have, found["hours"].missing) == (38, 2)


def test_a_share_tells_how_many_more_of_the_class_would_reach_it() -> None:
    found = lines(("primary",), PRIMARY)
    science = found["share.primary.N–X"]
    assert (science.norm, science.have) == (28, 9.0)
    more = int(science.missing)
    assert (900 + more) / (10_000 + more) >= 0.28 > (900 + more - 1) / (10_000 + more - 1)
    assert found["share.primary.C–K"].reached


def test_the_school_s_own_number_counts_in_place_of_the_regulation() -> None:
    assert lines(("primary",), PRIMARY, {"primary.books": 300})["primary.books"].missing == 2_000


def test_a_nine_year_school_counts_each_stage() -> None:
    stock = Stock({"primary": 600, "junior": 300}, {"I": 20_000}, 20_000, 100, 300)
    found = lines(("primary", "junior"), stock)
    assert (found["primary.books"].part, found["junior.books"].needed) == (True, 10_500)
    whole = next(line for line in found.values() if not line.code and line.needed == 25_500)
    assert whole.missing == 5_500
    assert next(line.norm for line in found.values() if line.unit == "%") == pytest.approx((1.5 * 2 + 2) / 3)


def test_a_secondary_school_of_both_stages_has_figures_of_its_own() -> None:
    stock = Stock({"junior": 300, "senior": 200}, {}, 20_000)
    found = lines(("junior", "senior"), stock)
    assert found["complete.books"].needed == 20_000
    assert "senior.books" not in found


def test_a_library_without_books_or_pupils_asks_for_nothing_impossible() -> None:
    found = lines(("primary",), Stock({}, {}))
    assert found["primary.books"].needed == 0
    assert all(line.missing == 0 for line in found.values() if line.unit == "%")


def test_without_pupils_or_books_nothing_that_hangs_on_them_is_reached() -> None:
    found = lines(("primary",), Stock({}, {}, 0, 60, 120, 0, 40 * 60))
    assert {code for code, line in found.items() if line.reached} == {"primary.serials", "primary.reference", "hours"}


def test_numbers_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadTarget):
        check_target("share.primary.A", 1_001)
    with pytest.raises(BadTarget):
        check_target("hours", -1)
    for code, tenths in DEFAULTS.items():
        check_target(code, tenths)
