"""Which shelf a call number stands on: every shelf holds a stretch of one place."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from libdesk.domain.shelf_ranges import END, Stretch


class ShelfSpot(NamedTuple):
    """A shelf of a place as the rules see it."""

    id: int
    place_id: int
    name: str
    stretch: Stretch


class ShelfMap:
    """Where a call number of a place stands. Of shelves that overlap the one that begins last is named."""

    def __init__(self, spots: Iterable[ShelfSpot]) -> None:
        self._of_place: dict[int, list[ShelfSpot]] = {}
        for spot in sorted(spots, key=lambda spot: (spot.stretch, spot.id)):
            self._of_place.setdefault(spot.place_id, []).append(spot)
        self._lows = {place: [spot.stretch.low for spot in spots] for place, spots in self._of_place.items()}

    def __bool__(self) -> bool:
        return bool(self._of_place)

    def of(self, place_id: int) -> Sequence[ShelfSpot]:
        """The shelves of a place in the order of what they hold."""
        return self._of_place.get(place_id, ())

    def at(self, place_id: int | None, key: bytes | None) -> ShelfSpot | None:
        """The shelf on which this stands, None where none holds it."""
        if key is None or place_id not in self._of_place:
            return None
        spots = self._of_place[place_id]
        for nth in range(bisect_right(self._lows[place_id], key) - 1, -1, -1):
            if spots[nth].stretch.holds(key):
                return spots[nth]
        return None

    def holding(self, stretch: Stretch) -> Iterator[ShelfSpot]:
        """The shelves of every place on which something of this stretch may stand."""
        return (spot for spots in self._of_place.values() for spot in spots if spot.stretch.crosses(stretch))

    def name_at(self, place_id: int | None, key: bytes | None) -> str:
        spot = self.at(place_id, key)
        return spot.name if spot is not None else ""

    def crossings(self) -> Iterator[tuple[ShelfSpot, ShelfSpot]]:
        """Two shelves of one place that both hold a call number: each shelf with the one before that reaches into it.

        There are none if and only if no two shelves of a place cross.
        """
        for spots in self._of_place.values():
            farthest: ShelfSpot | None = None
            for spot in spots:
                if farthest is not None and farthest.stretch.crosses(spot.stretch):
                    yield farthest, spot
                if farthest is None or spot.stretch.high > farthest.stretch.high:
                    farthest = spot

    def gaps(self, place_id: int) -> list[Stretch]:
        """What no shelf of a place holds: before the first, between two of them, behind the last."""
        reached, found = b"", []
        for spot in self.of(place_id):
            if spot.stretch.low > reached:
                found.append(Stretch(reached, spot.stretch.low))
            reached = max(reached, spot.stretch.high)
        return [*found, Stretch(reached, END)]

    def neighbours(self, place_id: int) -> Iterator[tuple[ShelfSpot, ShelfSpot]]:
        """Each shelf of a place with the next one."""
        return pairwise(self.of(place_id))
