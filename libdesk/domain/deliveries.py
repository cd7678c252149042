"""A delivery held against its order: what came, what is short, what came too many or unasked, what is damaged.

A damaged copy goes back: it is claimed and stands in no batch until a sound one comes for it. Copies that were not
ordered are the school's only where it says so.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from libdesk.domain.holdings_check import discounted
from libdesk.i18n import N_

MOST_COPIES: Final = 9_999  # of one line; above it stands a price or an ISBN in the wrong field


class State(StrEnum):
    """How far an order has come."""

    DRAFT = "draft"
    ORDERED = "ordered"
    CLOSED = "closed"


STATE_NAMES: Final = {
    State.DRAFT: N_("being prepared"),
    State.ORDERED: N_("ordered"),
    State.CLOSED: N_("order closed"),
}


class Claim(StrEnum):
    """What a supplier is told of a line."""

    SHORT = "short"
    SURPLUS = "surplus"
    DAMAGED = "damaged"


CLAIM_NAMES: Final = {
    Claim.SHORT: N_("short"),
    Claim.SURPLUS: N_("too many"),
    Claim.DAMAGED: N_("damaged"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of one line of an order. `booked`: sound copies that stand in a batch already."""

    wanted: int
    delivered: int = 0
    damaged: int = 0
    booked: int = 0

    @property
    def short(self) -> int:
        return max(0, self.wanted - self.delivered)

    @property
    def surplus(self) -> int:
        return max(0, self.delivered - self.wanted)

    def claimed(self, claim: Claim) -> int:
        return {Claim.SHORT: self.short, Claim.SURPLUS: self.surplus, Claim.DAMAGED: self.damaged}[claim]

    def kept(self, *, keep_surplus: bool) -> int:
        """The sound copies that are the school's: of what was ordered, or all of them."""
        sound = self.delivered - self.damaged
        return sound if keep_surplus else min(sound, self.wanted)

    def pending(self, *, keep_surplus: bool) -> int:
        """How many of them no batch has yet: what this delivery adds."""
        return max(0, self.kept(keep_surplus=keep_surplus) - self.booked)


def to_pay(list_fen: int, discount_permille: int | None, typed_fen: int | None = None) -> int:
    """What the invoice should come to; what stands on it counts where somebody typed it."""
    return discounted(list_fen, discount_permille) if typed_fen is None else typed_fen
