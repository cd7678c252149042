"""Withdrawal (剔旧): why copies leave, how far a list is, and what becomes of the books.

A list is a draft, then approved, then done. While the bureau names a copy it is not lent, from the draft on.
"""

from enum import StrEnum
from typing import Final

from libdesk.i18n import N_

REASON_NAMES: Final[dict[str, str]] = {
    "outdated": N_("content out of date"),
    "unused": N_("not lent for long"),
    "surplus": N_("too many copies"),
    "duplicate": N_("same content twice"),
    "notice": N_("order from above"),
    "damaged": N_("damaged beyond repair"),
    "lost": N_("lost, not found in stocktakes"),
}
NOTICE: Final = "notice"
DISPOSAL_NAMES: Final[dict[str, str]] = {
    "transfer": N_("given to another library"),
    "exchange": N_("exchanged"),
    "sale": N_("sold at a reduced price"),
    "scrap": N_("scrapped"),
}
STATE_NAMES: Final[dict[str, str]] = {
    "draft": N_("being prepared"),
    "approved": N_("approved"),
    "done": N_("taken out"),
}
OUT: Final = ("loan", "in_house")
"""A copy in one of these states is with a reader."""


class Looking(StrEnum):
    """What the finder of candidates looks for."""

    UNUSED = "unused"
    SURPLUS = "surplus"
    DAMAGED = "damaged"
    OUTDATED = "outdated"
    DUPLICATE = "duplicate"


LOOKING_NAMES: Final[dict[Looking, str]] = {
    Looking.UNUSED: N_("Not lent for long"),
    Looking.SURPLUS: N_("More copies than needed"),
    Looking.DAMAGED: N_("Badly damaged"),
    Looking.OUTDATED: N_("Published long ago"),
    Looking.DUPLICATE: N_("Older editions of the same work"),
}


def can_stay_out(reason: str) -> bool:
    """Whether a list is done although this copy is with a reader: what the bureau names leaves when it comes back."""
    return reason == NOTICE


def is_called_in(reason: str, state: str) -> bool:
    """Whether a copy on such a list is lent and renewed no more."""
    return state == "done" or reason == NOTICE


def class_letter(class_no: str | None) -> str:
    """The class of the registers: the first letter of the class number; "" without one."""
    first = (class_no or "").strip()[:1].upper()
    return first if first.isascii() and first.isalpha() else ""
