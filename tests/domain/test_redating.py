"""Open loans under a changed calendar: what was due on a day that closes moves, what is not touched stays."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.calendar import Calendar, DayException, Term
from libdesk.domain.redating import OpenLoan, redated

D = date.fromisoformat
TODAY = D("2026-03-09")
SPRING = Term(D("2026-03-02"), D("2026-07-03"), "spring")
WEEK = Calendar(terms=(SPRING,))


def closed(first: str, last: str = "", *, terms: tuple[Term, ...] = (SPRING,)) -> Calendar:
    start, end = D(first), D(last or first)
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return Calendar(exceptions={day: DayException(open=False) for day in days}, terms=terms)


def new_dues(after: Calendar, *dues: str, before: Calendar = WEEK, **how: object) -> list[str]:
    """The days on which loans of readers 0, 1, 2 … are due afterwards."""
    loans = [OpenLoan(n, n, D(due)) for n, due in enumerate(dues)]
    moved = {move.loan_id: move.new for move in redated(loans, TODAY, before, after, **how)}  # type: ignore[arg-type]
    return [moved.get(loan.id, loan.due).isoformat() for loan in loans]


def test_a_closed_day_moves_its_loans_to_the_next_open_one() -> None:
    assert new_dues(closed("2026-03-20"), "2026-03-19", "2026-03-20", "2026-03-23") == [
        "2026-03-19", "2026-03-23", "2026-03-23",
    ]  # fmt: skip


def test_what_is_overdue_keeps_its_date() -> None:
    assert new_dues(closed("2026-03-06"), "2026-03-06") == ["2026-03-06"]


def test_what_was_due_on_a_closed_day_before_is_not_this_changes_business() -> None:
    before = closed("2026-03-20")
    assert new_dues(closed("2026-03-19", "2026-03-20"), "2026-03-19", "2026-03-20", before=before) == [
        "2026-03-23", "2026-03-20",
    ]  # fmt: skip


def test_an_opened_day_moves_nothing() -> None:
    assert new_dues(WEEK, "2026-03-20", before=closed("2026-03-20")) == ["2026-03-20"]


def test_after_a_long_closure_the_readers_come_back_on_several_days() -> None:
    after = closed("2026-03-16", "2026-03-27")
    spread = Counter(new_dues(after, *["2026-03-18"] * 50, spread=5))
    assert set(spread) == {"2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-03"}
    assert set(spread.values()) == {10}
    assert set(new_dues(after, *["2026-03-18"] * 3)) == {"2026-03-30"}


def test_after_a_short_closure_nobody_waits_longer_than_need_be() -> None:
    assert set(new_dues(closed("2026-03-18"), *["2026-03-18"] * 8, spread=5)) == {"2026-03-19"}


def test_the_end_of_term_and_of_the_card_cap_what_moves() -> None:
    at_the_end = closed("2026-07-02", "2026-07-03")
    assert new_dues(at_the_end, "2026-07-02") == ["2026-07-01"]
    assert new_dues(at_the_end, "2026-07-02", cap_to_term=False) == ["2026-07-06"]
    loans = [OpenLoan(1, 1, D("2026-03-20"), card_expires=D("2026-03-21"))]
    assert [move.new for move in redated(loans, TODAY, WEEK, closed("2026-03-20"))] == [D("2026-03-19")]


def test_a_term_that_ends_sooner_brings_its_loans_back() -> None:
    shorter = Calendar(terms=(SPRING._replace(last=D("2026-06-26")),))
    assert new_dues(shorter, "2026-06-26", "2026-06-29", "2026-07-03") == ["2026-06-26"] * 3
    assert new_dues(shorter, "2026-06-29", cap_to_term=False) == ["2026-06-29"]


def test_a_holiday_loan_due_next_term_stays_one_whatever_happens_to_this_term() -> None:
    autumn = Term(D("2026-09-01"), D("2027-01-22"), "autumn")
    before = Calendar(terms=(SPRING, autumn))
    shorter = Calendar(terms=(SPRING._replace(last=D("2026-06-26")), autumn))
    assert new_dues(shorter, "2026-09-07", before=before) == ["2026-09-07"]
    closed_then = closed("2026-09-07", terms=(SPRING, autumn))
    assert new_dues(closed_then, "2026-09-07", before=before) == ["2026-09-08"]


def test_a_removed_or_longer_term_moves_nothing() -> None:
    assert new_dues(Calendar(), "2026-06-29") == ["2026-06-29"]
    assert new_dues(Calendar(terms=(SPRING._replace(last=D("2026-07-10")),)), "2026-06-29") == ["2026-06-29"]


def test_a_weekday_that_closes_moves_its_loans() -> None:
    after = Calendar(closed_weekdays=frozenset({0, 5, 6}), terms=(SPRING,))
    assert new_dues(after, "2026-03-23", "2026-03-24") == ["2026-03-24", "2026-03-24"]


days = st.dates(date(2026, 3, 1), date(2026, 12, 31))
changes = st.dictionaries(days, st.builds(DayException, open=st.booleans()), max_size=40)


@given(changes, changes, st.lists(days, max_size=20), st.integers(0, 8), st.booleans())
def test_whatever_moves_goes_to_an_open_day_not_before_today(
    old: dict[date, DayException], new: dict[date, DayException], dues: list[date], spread: int, cap: bool
) -> None:
    before, after = Calendar(exceptions=old, terms=(SPRING,)), Calendar(exceptions={**old, **new}, terms=(SPRING,))
    loans = [OpenLoan(n, n, due) for n, due in enumerate(dues)]
    for move in redated(loans, TODAY, before, after, spread=spread, cap_to_term=cap):
        assert before.is_open(move.old)
        assert not after.is_open(move.old)
        assert move.old >= TODAY
        assert move.new == TODAY or after.is_open(move.new)
        assert not cap or SPRING.last < move.old or move.new <= SPRING.last
    assert redated(loans, TODAY, after, after, spread=spread, cap_to_term=cap) == []


@pytest.mark.parametrize("seed", range(7))
def test_the_same_reader_is_always_given_the_same_day(seed: int) -> None:
    after = closed("2026-03-16", "2026-03-27")
    loans = [OpenLoan(1, seed, D("2026-03-16")), OpenLoan(2, seed, D("2026-03-27"))]
    assert len({move.new for move in redated(loans, TODAY, WEEK, after, spread=5)}) == 1
