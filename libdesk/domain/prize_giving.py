"""Prizes by place: how many are proposed, and what giving them would change, known before anything is written.

A prize counts as given by place where its holder has a place and it is one of `BY_PLACE`. Every other one (of the
school's own word, of somebody without a place) stays, unless it is said that a prize by place may stand instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic

from libdesk.domain.activities import BY_PLACE, K, PrizeCount, prizes_by_place
from libdesk.domain.value import Value

SHARES: Final = (("first", 10), ("second", 20), ("third", 30))
"""Per cent of those who have a place: 一、二、三等奖 as 1 : 2 : 3, the usual measure of contests at schools."""


class Placed(Value):
    """The place and the prize that somebody has; "" for none."""

    rank: int | None
    prize: str

    @property
    def by_place(self) -> bool:
        return self.rank is not None and self.prize in BY_PLACE


@dataclass(frozen=True, slots=True)
class PrizeChanges(Generic[K]):
    """What giving prizes would change: who gets one, who another one, who none any more, and whose stays untouched."""

    new: dict[K, str]
    other: dict[K, str]
    gone: tuple[K, ...]
    kept: tuple[K, ...]  # prizes that were not given by place

    @property
    def written(self) -> dict[K, str]:
        """The prize of everybody whose prize changes."""
        return {**self.new, **self.other, **dict.fromkeys(self.gone, "")}


def changes(rows: Mapping[K, Placed], counts: Sequence[PrizeCount], *, others: bool = False) -> PrizeChanges[K]:
    """What so many prizes by place would change. `others`: one by place stands instead of one that was not."""
    wanted = prizes_by_place({key: row.rank for key, row in rows.items() if row.rank is not None}, counts)
    new: dict[K, str] = {}
    other: dict[K, str] = {}
    gone: list[K] = []
    kept: list[K] = []
    for key, row in rows.items():
        prize = wanted.get(key, "")
        if row.prize and not row.by_place and not (others and prize):
            kept.append(key)
        elif prize and not row.prize:
            new[key] = prize
        elif prize and prize != row.prize:
            other[key] = prize
        elif row.prize and not prize:
            gone.append(key)
    return PrizeChanges(new, other, tuple(gone), tuple(kept))


def proposed(rows: Mapping[K, Placed]) -> list[PrizeCount]:
    """How many of each: as they are given already, so that nothing would change, else by `SHARES`."""
    return _given(rows) or _shares(sum(row.rank is not None for row in rows.values()))


def _given(rows: Mapping[K, Placed]) -> list[PrizeCount]:
    """The counts by which the prizes of now would come about; none where no counts do that."""
    ranks = {key: row.rank for key, row in rows.items() if row.rank is not None}
    found: list[PrizeCount] = []
    end = 0
    for prize in BY_PLACE:
        last = max((row.rank or 0 for row in rows.values() if row.by_place and row.prize == prize), default=0)
        reaches = sum(rank <= last for rank in ranks.values())
        if reaches > end:
            found.append(PrizeCount(prize, reaches - end))
            end = reaches
    return [] if changes(rows, found).written else found


def _shares(placed: int) -> list[PrizeCount]:
    """At least one of each while there is somebody left."""
    found: list[PrizeCount] = []
    left = placed
    for prize, per_cent in SHARES:
        count = min(max((placed * per_cent + 50) // 100, 1), left)
        if count:
            found.append(PrizeCount(prize, count))
        left -= count
    return found
