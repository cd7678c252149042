"""The fewest books to take out and put elsewhere, so that a shelf is in order.

What may stay is a longest run of books, from left to right, whose keys never fall; every other book must be moved, and
each is moved once. Books of one key may stand in any order among themselves.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Move(NamedTuple):
    """Take the book `taken` and put it after the book `after`, None: at the very left. Numbers as scanned, from 0."""

    taken: int
    after: int | None


class Piles:
    """The shelf as it is scanned: whether each further book can stay, in a step of its own however long the shelf."""

    def __init__(self) -> None:
        self._ends: list[bytes] = []  # the lowest key with which a run of each length can end
        self._tops: list[int] = []  # the book that bears it
        self._before: list[int | None] = []  # of each book the one before it in the longest run that it ends

    def add(self, key: bytes) -> bool:
        """Put a book at the right end; False where it stands out of order to what was scanned before it."""
        number, place = len(self._before), bisect_right(self._ends, key)
        self._before.append(self._tops[place - 1] if place else None)
        longer = place == len(self._ends)
        if longer:
            self._ends.append(key)
            self._tops.append(number)
        else:
            self._ends[place], self._tops[place] = key, number
        return longer

    def stay(self) -> list[int]:
        """The books of a longest run, from left to right."""
        found: list[int] = []
        number = self._tops[-1] if self._tops else None
        while number is not None:
            found.append(number)
            number = self._before[number]
        return found[::-1]


def staying(keys: Sequence[bytes]) -> list[int]:
    """Which of the books, as they stand from left to right, stay where they are."""
    piles = Piles()
    for key in keys:
        piles.add(key)
    return piles.stay()


def moves(keys: Sequence[bytes]) -> list[Move]:
    """The fewest moves that put a shelf right, to be done one after the other."""
    stay = frozenset(staying(keys))
    order = sorted(range(len(keys)), key=lambda number: (keys[number], number not in stay, number))
    return [
        Move(number, order[place - 1] if place else None) for place, number in enumerate(order) if number not in stay
    ]


def after_moves(count: int, done: Sequence[Move]) -> list[int]:
    """The books in the order in which they stand after these moves."""
    shelf = list(range(count))
    for move in done:
        shelf.remove(move.taken)
        shelf.insert(0 if move.after is None else shelf.index(move.after) + 1, move.taken)
    return shelf


def between(keys: Sequence[bytes], key: bytes) -> tuple[int | None, int | None]:
    """Between which two of the books that stay a further one belongs; None at an end of the shelf."""
    stay = staying(keys)
    place = bisect_right([keys[number] for number in stay], key)
    return (stay[place - 1] if place else None, stay[place] if place < len(stay) else None)
