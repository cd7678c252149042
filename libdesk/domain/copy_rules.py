"""What may be done to a copy by hand, and why not: loans, holds and withdrawals have gestures of their own."""

from enum import StrEnum
from typing import Final

from libdesk.i18n import N_, _

CONDITIONS: Final[dict[str, str]] = {
    "new": N_("new"),
    "good": N_("good"),
    "worn": N_("worn"),
    "damaged": N_("damaged"),
}
BY_HAND: Final = ("shelf", "missing", "lost", "repair")
"""States that a librarian may give to a copy; the others come of loans, holds and withdrawals."""
ITEM_OF_TITLE: Final = {"set": "book"}


class WhyNot(StrEnum):
    """Why a copy is left as it is."""

    GONE = "gone"
    SAME = "same"
    ON_LOAN = "on_loan"
    IN_HOUSE = "in_house"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"
    OWED = "owed"
    LOANED_BEFORE = "loaned_before"
    NAMED = "named"
    STANDS_IN = "stands_in"
    BOUND = "bound"
    IS_VOLUME = "is_volume"
    ISSUE = "issue"


WHY_NOT: Final[dict[WhyNot, str]] = {
    WhyNot.GONE: N_("is no longer in the library"),
    WhyNot.SAME: N_("is so already"),
    WhyNot.ON_LOAN: N_("is on loan; take it back at the desk first, or mark it as lost there"),
    WhyNot.IN_HOUSE: N_("is in use in the reading room; take it back at the desk first"),
    WhyNot.SET_ASIDE: N_("is set aside for a reader"),
    WhyNot.WITHDRAWN: N_("was withdrawn; take it out of its withdrawal first"),
    WhyNot.OWED: N_("a reader owes it as lost; scan it at the desk when it is there again"),
    WhyNot.LOANED_BEFORE: N_("was lent before, so it stays for the statistics; withdraw it instead"),
    WhyNot.NAMED: N_("a hold, a withdrawal or a compensation names it"),
    WhyNot.BOUND: N_("is bound into a volume; take that apart on the Bookbinding page first"),
    WhyNot.IS_VOLUME: N_("is a bound volume; it is taken apart on the Bookbinding page"),
    WhyNot.ISSUE: N_("is an issue that was checked in; take its arrival back on the page of periodicals"),
    WhyNot.STANDS_IN: N_("came in place of a lost copy of this title, or was replaced by one"),
}
_BUSY: Final = {
    "loan": WhyNot.ON_LOAN, "in_house": WhyNot.IN_HOUSE, "hold": WhyNot.SET_ASIDE, "withdrawn": WhyNot.WITHDRAWN,
}  # fmt: skip


def why_no_state(now: str, wanted: str, *, owed: bool) -> WhyNot | None:
    """Why a copy cannot be put into this state by hand; None where it can."""
    if now == wanted:
        return WhyNot.SAME
    if now in _BUSY:
        return _BUSY[now]
    return WhyNot.OWED if owed else None


def item_kind_of(title_kind: str) -> str:
    """The kind of a title's copies, by which the lending rules go."""
    return ITEM_OF_TITLE.get(title_kind, title_kind)


def show_condition(code: str) -> str:
    """The name of a seeded condition; what the school wrote itself is shown as it is."""
    return _(CONDITIONS.get(code, code))
