"""What came with an order and is not in the catalogue yet, purely.

Deliveries are booked by the line, copies are entered by the batch: where an order came in several deliveries its
batches count together. A copy counts for the line of its ISBN, else for one of its title; for each line it counts once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from libdesk.domain.rows.orders import LineRow
from libdesk.domain.same_books import BookKey, Known


@dataclass(frozen=True, slots=True)
class Entered:
    """How many copies came and how many of them are in the catalogue."""

    came: int
    entered: int

    @property
    def left(self) -> int:
        return max(0, self.came - self.entered)


@dataclass(frozen=True, slots=True)
class ToEnter:
    """A line of which copies are still to be entered."""

    line: LineRow
    left: int


def to_enter(lines: Sequence[LineRow], entered: Iterable[tuple[BookKey, int]]) -> list[ToEnter]:
    """The lines of which copies stand in a batch and are not in the catalogue, in the order of the lines."""
    came = [line for line in lines if line.counts.booked]
    known = Known.of((line.key, line.id) for line in came)
    left = {line.id: line.counts.booked for line in came}
    for key, copies in entered:
        for line_id in known.find(key):
            taken = min(copies, left[line_id])
            left[line_id] -= taken
            copies -= taken
    return [ToEnter(line, left[line.id]) for line in came if left[line.id]]
