"""The figures of a delivery: short, surplus and damaged never say more than what was counted."""

from hypothesis import assume, given
from hypothesis import strategies as st

from libdesk.domain.deliveries import Claim, Counts, to_pay

FIGURE = st.integers(0, 30)


def test_a_damaged_copy_is_claimed_and_not_booked() -> None:
    counts = Counts(wanted=3, delivered=3, damaged=1)
    assert (counts.short, counts.surplus, counts.claimed(Claim.DAMAGED)) == (0, 0, 1)
    assert counts.pending(keep_surplus=False) == 2


def test_what_was_not_ordered_is_the_schools_only_where_it_says_so() -> None:
    counts = Counts(wanted=0, delivered=2)
    assert counts.pending(keep_surplus=False) == 0
    assert counts.pending(keep_surplus=True) == 2


def test_what_a_batch_has_already_is_not_booked_again() -> None:
    assert Counts(wanted=5, delivered=5, booked=3).pending(keep_surplus=False) == 2
    assert Counts(wanted=2, delivered=5, booked=5).pending(keep_surplus=False) == 0


def test_the_invoice_counts_where_it_was_typed() -> None:
    assert to_pay(10_000, 680) == 6_800
    assert to_pay(10_000, 680, 6_750) == 6_750


@given(FIGURE, FIGURE, FIGURE, FIGURE, st.booleans())
def test_figures_agree(wanted: int, delivered: int, damaged: int, booked: int, keep: bool) -> None:
    assume(damaged + booked <= delivered)
    counts = Counts(wanted, delivered, damaged, booked)
    assert counts.delivered + counts.short == counts.wanted + counts.surplus
    assert 0 <= counts.pending(keep_surplus=keep) <= delivered - damaged
    assert counts.pending(keep_surplus=False) <= counts.pending(keep_surplus=True)
