"""Which lending rule speaks: that for the pupil's grades and this kind of item, else that for all pupils, and so on.

A pupil's lending kind follows from the grade, so that nothing is edited when a school year begins. A rule is looked for
by (lending kind, item), (kind of reader, item), (lending kind, any), (kind of reader, any): a school that sets only
`pupil` needs nothing more.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef
from libdesk.domain.duedates import LoanRule, OverduePolicy
from libdesk.domain.holiday_lending import HolidayLending
from libdesk.domain.lending_kinds import LENDING_KINDS, PUPIL_KINDS, READER_KINDS, plain_kind
from libdesk.domain.value import Value

__all__ = ["ANY", "DEFAULT_RULES", "ITEM_KINDS", "LENDING_KINDS", "NOT_LENT", "READER_KINDS", "Key", "RuleBook"]

ANY: Final = "*"

ITEM_KINDS: Final = ("book", "periodical", "newspaper", "reference", "aid", "chart", "av")

Key = tuple[str, str]
"""(lending kind, kind of item or ANY)."""

NOT_LENT: Final = LoanRule(max_loans=0, days=1, renewals=0)

# What nine schools' published rules have in common; every number is the school's to change.
DEFAULT_RULES: Final[Mapping[Key, LoanRule]] = {
    ("pupil", ANY): LoanRule(max_loans=3, days=14, renewals=1, overdue=OverduePolicy.WARN),
    ("pupil", "periodical"): LoanRule(max_loans=1, days=7, renewals=0, overdue=OverduePolicy.WARN),
    ("teacher", ANY): LoanRule(max_loans=10, days=60, renewals=2, overdue=OverduePolicy.WARN),
    ("staff", ANY): LoanRule(max_loans=5, days=30, renewals=1, overdue=OverduePolicy.WARN),
    ("class", ANY): LoanRule(max_loans=60, days=60, renewals=1, overdue=OverduePolicy.WARN),
    ("department", ANY): LoanRule(max_loans=60, days=120, renewals=2, overdue=OverduePolicy.WARN),
    # Aids and wall charts go to classes through their account, never to pupils.
    **{("pupil", item): NOT_LENT for item in ("newspaper", "reference", "aid", "chart")},
    **{("class", item): NOT_LENT for item in ("newspaper", "reference")},
    ("teacher", "newspaper"): NOT_LENT,
    ("teacher", "reference"): LoanRule(max_loans=2, days=7, renewals=0, overdue=OverduePolicy.WARN),
}


def keys_for(kind: str, item_kind: str) -> Iterator[Key]:
    """Where a rule is looked for, the first that is there speaking."""
    kinds = dict.fromkeys((kind, plain_kind(kind)))
    for item in dict.fromkeys((item_kind, ANY)):
        for each in kinds:
            yield each, item


class RuleBook(Value):
    """All lending rules of the library by (lending kind, kind of item), and when it lends for the holidays."""

    rules: Mapping[Key, LoanRule]
    holidays: tuple[HolidayLending, ...] = ()

    def key(self, kind: str, item_kind: str) -> Key | None:
        """Which row and column of the table speaks for this loan; None where there is no rule at all."""
        return next((key for key in keys_for(kind, item_kind) if key in self.rules), None)

    def rule(self, kind: str, item_kind: str) -> LoanRule:
        """The rule for one loan; a kind of reader without any rule may borrow nothing."""
        key = self.key(kind, item_kind)
        return self.rules[key] if key else NOT_LENT

    def total(self, kind: str) -> LoanRule:
        """The rule whose max_loans bounds all items of a reader together."""
        return self.rule(kind, ANY)

    def item_limit(self, kind: str, item_kind: str) -> int | None:
        """How many of just this kind of item, or None where only the total counts."""
        key = self.key(kind, item_kind)
        return self.rules[key].max_loans if key and key[1] != ANY else None

    def kept_from_pupils(self) -> tuple[str, ...]:
        """The kinds of item that no pupil of any grade may borrow."""
        kinds = ("pupil", *PUPIL_KINDS)
        return tuple(item for item in ITEM_KINDS if all(self.rule(kind, item).max_loans == 0 for kind in kinds))

    def inherited(self, key: Key) -> Key | None:
        """What would speak if this row and column of the table had no rule of its own."""
        return next((other for other in keys_for(*key) if other != key and other in self.rules), None)

    def holiday(self, day: date, ref: ClassRef | None = None) -> HolidayLending | None:
        """The holidays that are lent for on this day; for a class that will have left by then it is an ordinary day."""
        found = next((holiday for holiday in self.holidays if holiday.first <= day <= holiday.last), None)
        return None if found is None or ref in found.leaving else found

    def limit(self, kind: str, day: date, ref: ClassRef | None = None) -> int | None:
        """How many items in all this reader may have when borrowing on this day; None: any number."""
        holiday = self.holiday(day, ref)
        quota = holiday.quota(kind) if holiday else None
        return self.total(kind).max_loans if quota is None else quota
