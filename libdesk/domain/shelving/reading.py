"""A shelf read from left to right: what each book on it is told, and what puts the shelf right."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from libdesk.domain.rows.shelving import ShelfItem
from libdesk.domain.shelf_ranges import Stretch
from libdesk.domain.shelving.moves import Piles, between, moves


class Remark(StrEnum):
    """What is to be said of a book that stands on the shelf, beside its place among the others."""

    BELONGS = "belongs"
    OUT = "out"  # on loan, as far as the library knows
    FOUND = "found"  # lost, as far as the library knows
    HELD = "held"
    REPAIR = "repair"
    WITHDRAWN = "withdrawn"
    BOUND = "bound"
    OTHER_PLACE = "other_place"
    OTHER_SHELF = "other_shelf"
    NO_NUMBER = "no_number"


_BY_STATUS: Final = {
    "loan": Remark.OUT, "in_house": Remark.OUT, "lost": Remark.FOUND, "missing": Remark.FOUND, "hold": Remark.HELD,
    "repair": Remark.REPAIR, "withdrawn": Remark.WITHDRAWN,
}  # fmt: skip
STAYING: Final = (Remark.BELONGS, Remark.OUT, Remark.FOUND)
"""What is put in order; every other book is taken off the shelf."""


class OfShelf(NamedTuple):
    """Which books belong here: those of a place, of one shelf where its stretch is told; None: of any."""

    place_id: int | None = None
    stretch: Stretch | None = None


def remark(item: ShelfItem, shelf: OfShelf) -> Remark:
    """Where it belongs comes before what the library believes of it: both are told, the place decides."""
    if item.status not in ("shelf", *_BY_STATUS):
        return Remark.BOUND
    by_status = _BY_STATUS.get(item.status, Remark.BELONGS)
    if by_status not in STAYING:
        return by_status
    if shelf.place_id is not None and item.place_id != shelf.place_id:
        return Remark.OTHER_PLACE
    if item.key is None:
        return Remark.NO_NUMBER
    if shelf.stretch is not None and not shelf.stretch.holds(item.key):
        return Remark.OTHER_SHELF
    return by_status


class Scanned(NamedTuple):
    """A book as it stands on the shelf, counted from 1. `moves`: it has to be moved to put the shelf right."""

    number: int
    item: ShelfItem
    remark: Remark
    moves: bool = False


class Added(NamedTuple):
    """What a scan said; `left` and `right`: between which two a book belongs that is out of order."""

    scanned: Scanned
    in_order: bool = True
    left: Scanned | None = None
    right: Scanned | None = None


class MoveTold(NamedTuple):
    """Take this book and put it after that one; None: at the very left."""

    taken: Scanned
    after: Scanned | None


class Reading:
    """The books of one shelf as they were scanned, from left to right; each stands in it once."""

    def __init__(self, shelf: OfShelf, items: Iterable[ShelfItem] = ()) -> None:
        self.shelf = shelf
        self._all: list[Scanned] = []
        self._piles = Piles()
        self._ordered: list[Scanned] = []  # those that are put in order
        self._keys: list[bytes] = []
        for item in items:
            self.add(item)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def items(self) -> list[ShelfItem]:
        return [scanned.item for scanned in self._all]

    def find(self, copy_id: int) -> Scanned | None:
        return next((scanned for scanned in self._all if scanned.item.copy_id == copy_id), None)

    def add(self, item: ShelfItem) -> Added:
        """Put a further book at the right end."""
        scanned = Scanned(len(self._all) + 1, item, remark(item, self.shelf))
        self._all.append(scanned)
        if scanned.remark not in STAYING or item.key is None:
            return Added(scanned)
        ends = between(self._keys, item.key) if self._keys and item.key < max(self._keys) else (None, None)
        self._ordered.append(scanned)
        self._keys.append(item.key)
        if self._piles.add(item.key):
            return Added(scanned)
        left, right = (None if number is None else self._ordered[number] for number in ends)
        return Added(scanned, False, left, right)

    def told(self, copy_id: int) -> Added:
        """What is said of a book that stands in the list: of those before and behind it."""
        scanned = next(row for row in self.rows() if row.item.copy_id == copy_id)
        if not scanned.moves or scanned.item.key is None:
            return Added(scanned)
        left, right = between(self._keys, scanned.item.key)
        return Added(
            scanned, False, None if left is None else self._ordered[left],
            None if right is None else self._ordered[right],
        )  # fmt: skip

    def rows(self) -> list[Scanned]:
        """All of them, each with whether it has to be moved."""
        stay = {self._ordered[number].number for number in self._piles.stay()}
        moved = {scanned.number for scanned in self._ordered} - stay
        return [scanned._replace(moves=scanned.number in moved) for scanned in self._all]

    def moves(self) -> list[MoveTold]:
        """The fewest moves, to be done one after the other."""
        return [
            MoveTold(self._ordered[move.taken], None if move.after is None else self._ordered[move.after])
            for move in moves(self._keys)
        ]

    def off(self) -> list[Scanned]:
        """What is to be taken off this shelf."""
        return [scanned for scanned in self._all if scanned.remark not in STAYING]

    def put_right(self) -> "Reading":
        """The shelf after all moves, without what was taken off."""
        order = sorted(self._ordered, key=lambda scanned: (scanned.item.key or b"", scanned.number))
        return Reading(self.shelf, (scanned.item for scanned in order))

    def without(self, copy_ids: Sequence[int]) -> "Reading":
        """The shelf without these books, which were scanned by mistake."""
        return Reading(self.shelf, (item for item in self.items if item.copy_id not in copy_ids))

    def stretch(self) -> Stretch | None:
        """What is compared with the catalogue: the whole shelf where it is told, else what was scanned.

        A book that strayed there from far away does not lengthen it.
        """
        if self.shelf.stretch is not None:
            return self.shelf.stretch
        stay = self._piles.stay()
        if not stay:
            return None
        return Stretch(self._keys[stay[0]], self._keys[stay[-1]] + b"\x00")
