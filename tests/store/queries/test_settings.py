"""Lending rules are kept as text, also by versions of the program that know other numbers."""

from fractions import Fraction

from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.store.queries.settings import rule_from_json, rule_to_json


def test_a_rule_reads_back_as_it_was_written() -> None:
    rule = LoanRule(max_loans=None, days=21, overdue=OverduePolicy.BLOCK, suspension_days_per_day=Fraction(1, 2))
    assert rule_from_json(rule_to_json(rule)) == rule


def test_a_number_that_this_version_does_not_know_is_left_out() -> None:
    kept = '{"days": 21, "hold_days": 3, "overdue": "warn", "suspension_days_per_day": "0"}'
    assert rule_from_json(kept) == LoanRule(days=21)
