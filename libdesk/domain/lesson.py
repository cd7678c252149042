"""Seat numbers in a reading lesson: which number a pupil answers to, and what was typed for one.

A seat is a number of one or two digits. Pupils whose seat the school did not note are numbered on from the highest, in
the order of the list, so that every pupil on the screen has a number and the same one until the list changes.
"""

import re
from collections.abc import Sequence
from typing import Final

HIGHEST: Final = 99
_SEAT: Final = re.compile(r"0?[1-9]|[1-9][0-9]")


def seat_typed(text: str) -> int | None:
    """The seat number that a folded code means, None for anything else: 7, 07 and 45, not 0, 007 or 7a."""
    return int(text) if _SEAT.fullmatch(text) else None


def seat_numbers(seats: Sequence[int | None]) -> list[int]:
    """The number of each pupil of a list; where two were given one seat both keep it, and choosing asks by name."""
    last = max((seat for seat in seats if seat is not None), default=0)
    numbers: list[int] = []
    for seat in seats:
        if seat is None:
            last += 1
        numbers.append(last if seat is None else seat)
    return numbers
