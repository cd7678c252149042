"""The ledger of teaching aids: what follows from it, and that nothing goes that is not there."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libdesk.domain.aids import Balance, Move, MoveKind, Stock, TooFew, balances, card

DAY = date(2026, 9, 1)
moves = st.lists(
    st.builds(
        lambda day, kind, quantity, who: Move(
            DAY + timedelta(days=day), kind, quantity,
            who if kind in (MoveKind.ISSUED, MoveKind.RETURNED) or (who > 2 and kind in (
                MoveKind.MISSING, MoveKind.DAMAGED)) else None,
        ),
        st.integers(0, 20), st.sampled_from(MoveKind), st.integers(1, 9), st.integers(1, 4),
    ),
    max_size=30,
)  # fmt: skip


def possible(wanted: list[Move]) -> list[Move]:
    """The longest ledger that these movements make if what cannot be is left out, as the desk refuses it."""
    kept: list[Move] = []
    for move in wanted:
        try:
            balances([*kept, move])
        except TooFew:
            continue
        kept.append(move)
    return kept


def left_by(kept: list[Move]) -> Stock:
    lines = balances(kept)
    return lines[-1].after if lines else Stock()


@given(moves)
def test_whatever_is_written_nothing_is_ever_less_than_nothing(wanted: list[Move]) -> None:
    for line in balances(possible(wanted)):
        assert min(line.after) >= 0


@given(moves)
def test_what_came_in_is_in_stock_or_with_somebody_or_set_aside_or_missing_or_scrapped(wanted: list[Move]) -> None:
    kept = possible(wanted)
    came = sum(move.quantity for move in kept if move.kind in (MoveKind.OPENING, MoveKind.RECEIVED))
    scrapped = sum(move.quantity for move in kept if move.kind is MoveKind.SCRAPPED)
    assert sum(left_by(kept)) + scrapped == came


@given(moves, st.integers(0, 21))
def test_a_new_term_begins_with_what_the_old_one_left(wanted: list[Move], days: int) -> None:
    lines, first = balances(possible(wanted)), DAY + timedelta(days=days)
    opening, later = card(lines, first, date.max)
    assert opening == left_by([line.move for line in lines if line.move.day < first])
    assert (later[-1].after if later else opening) == (lines[-1].after if lines else Stock())


def test_a_card_runs_with_its_balance() -> None:
    lines = balances(
        [
            Move(DAY, MoveKind.OPENING, 40), Move(DAY, MoveKind.ISSUED, 30, 7),
            Move(DAY + timedelta(days=9), MoveKind.RETURNED, 26, 7),
            Move(DAY + timedelta(days=9), MoveKind.MISSING, 3, 7),
            Move(DAY + timedelta(days=9), MoveKind.DAMAGED, 1, 7),
            Move(DAY + timedelta(days=20), MoveKind.FOUND, 1, 7), Move(DAY + timedelta(days=21), MoveKind.SCRAPPED, 1),
        ]
    )  # fmt: skip
    assert [line.after for line in lines] == [
        Stock(40), Stock(10, 30), Stock(36, 4), Stock(36, 1, 0, 3), Stock(36, 0, 1, 3), Stock(37, 0, 1, 2),
        Stock(37, 0, 0, 2),
    ]  # fmt: skip
    assert lines[0] == Balance(Move(DAY, MoveKind.OPENING, 40), Stock(40))


def test_an_earlier_day_may_not_take_what_came_later() -> None:
    received = Move(DAY + timedelta(days=5), MoveKind.RECEIVED, 10)
    with pytest.raises(TooFew, match="0"):
        balances([received, Move(DAY, MoveKind.ISSUED, 4, 7)], "挂图")


def test_nobody_gives_back_what_another_has() -> None:
    with pytest.raises(TooFew):
        balances([Move(DAY, MoveKind.OPENING, 9), Move(DAY, MoveKind.ISSUED, 9, 1), Move(DAY, MoveKind.RETURNED, 1, 2)])
