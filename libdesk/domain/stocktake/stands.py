"""Where each copy of a snapshot stands in the count, and the figures that follow: by place, by class, in all.

A loan that began meanwhile or a return counts as seen: somebody had the copy in the hand. What is on loan, set aside,
in repair or not yet on the shelf is expected elsewhere and is not missing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from libdesk.domain.registers.sums import LETTERS, OTHER
from libdesk.i18n import N_


class Stand(StrEnum):
    """The values stand in the figures of finished stocktakes and never change."""

    SEEN = "seen"
    DESK = "desk"  # lent, returned, used or found at the desk since it began
    LEFT = "left"  # on the shelf by the catalogue, not seen yet
    LOAN = "loan"
    HELD = "held"
    REPAIR = "repair"
    IN_HAND = "in_hand"  # waits for stamp, label or shelf
    MISSING = "missing"  # was missing before, and is not found
    LOST = "lost"
    GONE = "gone"  # withdrawn since it began


STAND_NAMES: Final[dict[Stand, str]] = {
    Stand.SEEN: N_("seen"),
    Stand.DESK: N_("seen at the desk"),
    Stand.LEFT: N_("not seen"),
    Stand.LOAN: N_("on loan"),
    Stand.HELD: N_("set aside for a hold"),
    Stand.REPAIR: N_("in repair"),
    Stand.IN_HAND: N_("not yet on the shelf"),
    Stand.MISSING: N_("missing before"),
    Stand.LOST: N_("lost"),
    Stand.GONE: N_("withdrawn since"),
}
THERE: Final = (Stand.SEEN, Stand.DESK)
ELSEWHERE: Final = (Stand.LOAN, Stand.HELD, Stand.REPAIR, Stand.IN_HAND)
"""Not on the shelf, and it is known where."""
LIVING: Final = (*THERE, Stand.LEFT, *ELSEWHERE, Stand.MISSING, Stand.LOST)
"""All that a register has as there: what is lost stays a line until it is withdrawn."""

Cell = tuple[int, str, Stand]


class Tally:
    """Copies by (place, class letter, stand); place 0 is none. It is changed by what is scanned."""

    def __init__(self, cells: Mapping[Cell, int] | Iterable[tuple[Cell, int]] = ()) -> None:
        self._cells: Counter[Cell] = Counter()
        for cell, count in cells.items() if isinstance(cells, Mapping) else cells:
            self._cells[cell] += count

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and +self._cells == +other._cells

    __hash__ = None  # type: ignore[assignment]  # it changes

    def move(self, place_id: int | None, letter: str, before: Stand, after: Stand) -> None:
        """One copy stands elsewhere in the count now."""
        self._cells[place_id or 0, letter, before] -= 1
        self._cells[place_id or 0, letter, after] += 1

    def of(self, *stands: Stand) -> int:
        """Copies that stand so."""
        return sum(count for (_place, _letter, stand), count in self._cells.items() if stand in stands)

    @property
    def seen(self) -> int:
        return self.of(*THERE)

    @property
    def left(self) -> int:
        return self.of(Stand.LEFT)

    @property
    def to_see(self) -> int:
        """What is seen or is still to be seen: the m of n of m."""
        return self.seen + self.left

    def by_class(self) -> list[tuple[str, Counter[Stand]]]:
        """The basic classes in their order, with how many copies stand how."""
        found: dict[str, Counter[Stand]] = {}
        for (_place, letter, stand), count in self._cells.items():
            found.setdefault(letter, Counter())[stand] += count
        return [(letter, found[letter]) for letter in (*LETTERS, OTHER) if letter in found]

    def by_place(self) -> list[tuple[int, Counter[Stand]]]:
        """The places by their numbers, 0 last."""
        found: dict[int, Counter[Stand]] = {}
        for (place, _letter, stand), count in self._cells.items():
            found.setdefault(place, Counter())[stand] += count
        return sorted(found.items(), key=lambda item: (item[0] == 0, item[0]))

    def as_values(self) -> list[Any]:
        """For JSON; a reader of later years makes a Tally of it again."""
        return [
            [place, letter, stand.value, count]
            for (place, letter, stand), count in sorted(self._cells.items())
            if count
        ]

    @classmethod
    def of_values(cls, values: Iterable[Any]) -> "Tally":
        return cls(((place, letter, Stand(stand)), count) for place, letter, stand, count in values)
