"""Which lending rule speaks: the one for this kind of reader and of item, else the one for this kind of reader."""

from collections.abc import Mapping
from typing import Final

from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.value import Value

ANY: Final = "*"

READER_KINDS: Final = ("pupil", "teacher", "staff", "class", "department")
ITEM_KINDS: Final = ("book", "periodical", "newspaper", "reference", "aid", "chart", "av")

NOT_LENT: Final = LoanRule(max_loans=0, days=1, renewals=0)

# What nine schools' published rules have in common; every number is the school's to change.
DEFAULT_RULES: Final[Mapping[tuple[str, str], LoanRule]] = {
    ("pupil", ANY): LoanRule(max_loans=3, days=14, renewals=1, overdue=OverduePolicy.WARN),
    ("pupil", "periodical"): LoanRule(max_loans=1, days=7, renewals=0, overdue=OverduePolicy.WARN),
    ("teacher", ANY): LoanRule(max_loans=10, days=60, renewals=2, overdue=OverduePolicy.WARN),
    ("staff", ANY): LoanRule(max_loans=5, days=30, renewals=1, overdue=OverduePolicy.WARN),
    ("class", ANY): LoanRule(max_loans=60, days=60, renewals=1, overdue=OverduePolicy.WARN),
    ("department", ANY): LoanRule(max_loans=60, days=120, renewals=2, overdue=OverduePolicy.WARN),
    **{(kind, item): NOT_LENT for kind in ("pupil", "class") for item in ("newspaper", "reference", "aid", "chart")},
    ("teacher", "newspaper"): NOT_LENT,
    ("teacher", "reference"): LoanRule(max_loans=2, days=7, renewals=0, overdue=OverduePolicy.WARN),
}


class RuleBook(Value):
    """All lending rules of the library by (kind of reader, kind of item)."""

    rules: Mapping[tuple[str, str], LoanRule]

    def rule(self, reader_kind: str, item_kind: str) -> LoanRule:
        """The rule for one loan; a kind of reader without any rule may borrow nothing."""
        return self.rules.get((reader_kind, item_kind)) or self.total(reader_kind)

    def total(self, reader_kind: str) -> LoanRule:
        """The rule whose max_loans bounds all items of a reader together."""
        return self.rules.get((reader_kind, ANY), NOT_LENT)

    def item_limit(self, reader_kind: str, item_kind: str) -> int | None:
        """How many of just this kind of item, or None where only the total counts."""
        own = self.rules.get((reader_kind, item_kind))
        return own.max_loans if own else None
