"""Places of a list of the most: equals share a place, and a list is not cut between equals."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def ranked(counts: Sequence[tuple[T, int]], most: int) -> list[tuple[int, T, int]]:
    """(place, what, count) of the first `most`, from the highest count; 1, 2, 2, 4.

    Who has as many as the last one stands there too, as long as that does not double the list; a longer row of equals
    is left out whole, unless it is all there is.
    """
    if len(counts) <= most:
        kept = list(counts)
    else:
        last = counts[most - 1][1]
        kept = [one for one in counts if one[1] >= last]
        if len(kept) > 2 * most:
            kept = [one for one in counts if one[1] > last] or list(counts[:most])
    found = list[tuple[int, T, int]]()
    for nth, (what, count) in enumerate(kept, 1):
        place = found[-1][0] if found and found[-1][2] == count else nth
        found.append((place, what, count))
    return found
