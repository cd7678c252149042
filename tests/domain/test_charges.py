"""How suspensions, fines and losses are reckoned, and that the sentence about each tells the numbers it came from."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain import charges
from libdesk.domain.calendar import Calendar, Term
from libdesk.domain.charges import ChargeKind, fine_for, loss_for, set_loss_for, suspension_for
from libdesk.domain.duedates import LoanRule, overdue_days, suspended_until
from libdesk.domain.show import show_money

D = date.fromisoformat
ALWAYS = Calendar(closed_weekdays=frozenset())
SUNDAYS_OFF = Calendar(closed_weekdays=frozenset({6}))
FEN = st.integers(0, 100_000)


@pytest.mark.parametrize(
    ("factor", "most", "due", "returned", "until"),
    [
        (2, 99, "2024-02-13", "2024-03-04", "2024-04-13"),  # 20 days late × 2
        (2, 10, "2024-02-13", "2024-03-04", "2024-03-14"),  # no longer than ten
        (1, 14, "2024-03-01", "2024-03-05", "2024-03-09"),  # four days late, four without borrowing
        (0, 14, "2024-03-01", "2024-03-05", None),
    ],
)
def test_days_late_become_days_without_borrowing(
    factor: int, most: int, due: str, returned: str, until: str | None
) -> None:
    rule = LoanRule(suspension_days_per_day=factor, max_suspension_days=most)
    found = suspension_for(rule, D(due), D(returned), ALWAYS)
    assert (found.until if found else None) == (D(until) if until else None)


def test_the_sentence_about_a_suspension_tells_how_it_came_about() -> None:
    rule = LoanRule(suspension_days_per_day=Fraction(3, 2), max_suspension_days=14)
    found = suspension_for(rule, D("2024-03-01"), D("2024-03-07"), ALWAYS)
    assert found is not None
    text = charges.suspension_text(found.kept(), found.until, 6)
    assert text == found.text()
    for number in ("6", "1.5", "9", "14"):
        assert number in text
    assert not found.by_term


def test_a_suspension_that_ends_with_the_term_says_so() -> None:
    calendar = Calendar(frozenset(), {}, (Term(D("2024-02-19"), D("2024-06-28")),))
    rule = LoanRule(suspension_days_per_day=1)
    found = suspension_for(rule, D("2024-06-03"), D("2024-06-21"), calendar)
    assert found is not None
    assert (found.by_term, found.until) == (True, D("2024-06-28"))


def test_a_suspension_of_an_older_version_has_a_sentence_too() -> None:
    assert "4" in charges.suspension_text("{}", D("2024-03-08"), 4)
    assert charges.suspension_text("{}", D("2024-03-08"), 0)


@given(
    late=st.integers(0, 60),
    factor=st.fractions(0, 4, max_denominator=4),
    most=st.integers(0, 20),
    weekday=st.booleans(),
)
def test_what_is_told_of_a_suspension_is_what_the_rule_gives(
    late: int, factor: Fraction, most: int, weekday: bool
) -> None:
    calendar = SUNDAYS_OFF if weekday else ALWAYS
    rule = LoanRule(suspension_days_per_day=factor, max_suspension_days=most)
    due = D("2024-03-04")
    back = due + timedelta(days=late)
    found = suspension_for(rule, due, back, calendar)
    assert (found.until if found else None) == suspended_until(rule, due, back, calendar)
    if found is not None:
        assert found.until == calendar.add_open_days(back, min(found.days, most))
        assert charges.suspension_text(found.kept(), found.until, late) == found.text()


def late_days(due: str, returned: str, calendar: Calendar = ALWAYS) -> int:
    return overdue_days(D(due), D(returned), calendar).open_days


@pytest.mark.parametrize(
    ("each", "due", "returned", "most", "price", "amount"),
    [
        (100, "2000-01-01", "2000-01-30", None, 500, 500),  # never above the price
        (100, "2000-01-01", "2000-01-30", 300, 500, 300),  # the lower of two caps
        (100, "2000-01-01", "2000-01-30", None, None, 2900),
        (100, "2000-01-01", "2000-01-30", None, 0, 2900),  # a price of nothing is not known
        (100, "2024-02-23", "2024-03-04", None, None, 1000),
        (100, "2024-02-23", "2024-02-28", None, None, 500),  # found in the book drop and dated back
        (100, "2024-03-03", "2024-03-03", None, None, None),  # dated back to the due day: nothing
        (0, "2020-01-22", "2020-01-25", None, None, None),
        (100, "2024-01-01", "2024-01-16", 1000, None, 1000),
    ],
)
def test_a_fine_counts_days_late_up_to_its_caps(
    each: int, due: str, returned: str, most: int | None, price: int | None, amount: int | None
) -> None:
    found = fine_for(late_days(due, returned), each, most_fen=most, price_fen=price)
    assert (found.amount_fen if found else None) == amount


def test_closed_days_cost_nothing() -> None:
    assert late_days("2024-03-08", "2024-03-11", SUNDAYS_OFF) == 2


@given(late=st.integers(0, 400), each=FEN, most=st.none() | FEN, price=st.none() | FEN)
def test_a_fine_is_bounded_and_its_sentence_tells_the_amount(
    late: int, each: int, most: int | None, price: int | None
) -> None:
    found = fine_for(late, each, most_fen=most, price_fen=price)
    if found is None:
        assert late * each == 0 or most == 0
        return
    assert 0 < found.amount_fen <= late * each
    assert most is None or found.amount_fen <= most
    assert not price or found.amount_fen <= price
    assert show_money(found.amount_fen) in charges.charge_text(ChargeKind.FINE, found.amount_fen, found.kept)


@pytest.mark.parametrize(
    ("price", "percent", "amount"),
    [(2500, 100, 2500), (2500, 300, 7500), (1999, 150, 2999), (1, 50, 1), (None, 200, 0)],
)
def test_a_loss_costs_its_price_by_the_factor_of_the_school(price: int | None, percent: int, amount: int) -> None:
    found = loss_for(price, percent)
    assert found.amount_fen == amount
    text = charges.charge_text(ChargeKind.LOSS, amount, found.kept)
    assert (show_money(amount) in text) == (price is not None)


def test_a_lost_part_may_stand_for_its_set() -> None:
    found = set_loss_for([1500, None, 1700], 200)
    assert found.amount_fen == 6400
    assert charges.is_whole_set(found.kept)
    text = charges.charge_text(ChargeKind.LOSS, found.amount_fen, found.kept)
    assert "3" in text
    assert "1" in text
    assert show_money(6400) in text


def test_what_the_reader_had_said_is_kept_with_the_loss() -> None:
    found = loss_for(2500, 100, claimed=D("2024-03-02"))
    assert charges.claimed_day(found.kept) == D("2024-03-02")
    assert charges.claim_text(found.kept)
    assert charges.claim_text(loss_for(2500, 100).kept) == ""


def test_an_amount_set_by_hand_says_so() -> None:
    found = charges.entered(1800, loss_for(None, 100).kept)
    assert show_money(1800) in charges.charge_text(ChargeKind.LOSS, 1800, found.kept)
    assert show_money(900) in charges.charge_text(ChargeKind.DAMAGE, 900, charges.damage_for("slight", 900).kept)


@pytest.mark.parametrize(("fen", "text"), [(0, "¥0.00"), (5, "¥0.05"), (2500, "¥25.00"), (123456, "¥1,234.56")])
def test_money_is_shown_in_yuan(fen: int, text: str) -> None:
    assert show_money(fen) == text
