"""The order in which readers wait for a title: by the instant they are placed at, which a librarian may deal anew."""

from collections.abc import Sequence
from enum import StrEnum


class Move(StrEnum):
    UP = "up"
    DOWN = "down"
    TOP = "top"
    BOTTOM = "bottom"


def moved(queue: Sequence[int], hold_id: int, move: Move) -> list[int]:
    """The queue with one hold moved; at its end already it stays. `hold_id` must be in the queue."""
    rest = [other for other in queue if other != hold_id]
    place = list(queue).index(hold_id)
    target = {Move.UP: max(0, place - 1), Move.DOWN: place + 1, Move.TOP: 0, Move.BOTTOM: len(rest)}[move]
    return [*rest[:target], hold_id, *rest[target:]]


def dealt(placed: Sequence[int]) -> list[int]:
    """The instants of a queue dealt anew in their order, each later than the one before, also where two were equal."""
    found: list[int] = []
    for instant in sorted(placed):
        found.append(instant if not found else max(instant, found[-1] + 1))
    return found


def same_queue(queue: Sequence[int], order: Sequence[int]) -> bool:
    """Whether an order names exactly the holds that wait, each once."""
    return len(order) == len(queue) and set(order) == set(queue)
