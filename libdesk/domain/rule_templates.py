"""Whole tables of lending rules to begin with, for a primary, a middle or a high school; every number can be changed.

The numbers are those that most of nine schools' published rules agree on.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Final

from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.rulebook import ANY, DEFAULT_RULES, NOT_LENT, Key
from libdesk.i18n import N_


class Template(StrEnum):
    PRIMARY = "primary"
    MIDDLE = "middle"
    HIGH = "high"


TEMPLATE_LABELS: Final[dict[Template, str]] = {
    Template.PRIMARY: N_("Primary school"),
    Template.MIDDLE: N_("Junior secondary school"),
    Template.HIGH: N_("Senior secondary school"),
}
TEMPLATE_NOTES: Final[dict[Template, str]] = {
    Template.PRIMARY: N_(
        "Grades 1–2: 1 book, 7 days, only reminded. Grades 3–4: 2 books, 14 days. Above: 3 books, 14 days."
        " From grade 3 on, for each two days late one day without borrowing, at most 14."
    ),
    Template.MIDDLE: N_(
        "Pupils: 3 books, 21 days. While one is overdue no other is lent;"
        " afterwards, for each two days late one day without borrowing, at most 14."
    ),
    Template.HIGH: N_(
        "Pupils: 5 books, 30 days. While one is overdue no other is lent;"
        " afterwards, for each two days late one day without borrowing, at most 14."
    ),
}

# An open day without borrowing for each two open days late, never more than 14; the lowest grades are only warned.
_SLOWER: Final = Fraction(1, 2)
_PERIODICAL: Final = LoanRule(max_loans=1, days=7, renewals=0, suspension_days_per_day=_SLOWER)
_BLOCK: Final = OverduePolicy.BLOCK
_ADULTS: Final = {key: rule for key, rule in DEFAULT_RULES.items() if key[0] != "pupil"}
_PUPILS: Final[dict[Template, dict[Key, LoanRule]]] = {
    Template.PRIMARY: {
        ("pupil", ANY): LoanRule(max_loans=3, days=14, renewals=1, suspension_days_per_day=_SLOWER),
        ("pupil_low", ANY): LoanRule(max_loans=1, days=7, renewals=1),
        ("pupil_mid", ANY): LoanRule(max_loans=2, days=14, renewals=1, suspension_days_per_day=_SLOWER),
        ("pupil_high", ANY): LoanRule(max_loans=3, days=14, renewals=1, suspension_days_per_day=_SLOWER),
        ("pupil", "periodical"): _PERIODICAL,
    },
    Template.MIDDLE: {
        ("pupil", ANY): LoanRule(max_loans=3, days=21, overdue=_BLOCK, suspension_days_per_day=_SLOWER),
        ("pupil_junior", ANY): LoanRule(max_loans=3, days=21, overdue=_BLOCK, suspension_days_per_day=_SLOWER),
        ("pupil", "periodical"): _PERIODICAL,
    },
    Template.HIGH: {
        ("pupil", ANY): LoanRule(max_loans=5, days=30, max_holds=2, overdue=_BLOCK, suspension_days_per_day=_SLOWER),
        ("pupil_senior", ANY): LoanRule(
            max_loans=5, days=30, max_holds=2, overdue=_BLOCK, suspension_days_per_day=_SLOWER
        ),
        ("pupil", "periodical"): LoanRule(max_loans=2, days=7, renewals=0, suspension_days_per_day=_SLOWER),
        ("pupil", "reference"): LoanRule(max_loans=1, days=3, renewals=0, suspension_days_per_day=_SLOWER),
    },
}


def rules_of(template: Template) -> Mapping[Key, LoanRule]:
    """The whole table; what pupils are not lent by any template is named too."""
    not_lent = {("pupil", item): NOT_LENT for item in ("newspaper", "reference", "aid", "chart")}
    return {**not_lent, **_PUPILS[template], **_ADULTS}
