"""Which agreed exchanges the weekly roster no longer bears out, once it was changed."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import NamedTuple


class Exchange(NamedTuple):
    """On this day `instead_id` is in the slot for `owner_id`; `id` is the note's."""

    id: int
    slot_id: int
    day: date
    owner_id: int
    instead_id: int | None


def halves(exchanges: Iterable[Exchange]) -> dict[int, int]:
    """By note: the note of the same two the other way round, agreed with it; each has one other half at most.

    Both halves are noted at once, so the other half is the nearest one before that has none yet.
    """
    found: dict[int, int] = {}
    alone: dict[tuple[int, int | None], list[int]] = {}
    for one in sorted(exchanges):
        waiting = alone.get((one.instead_id or 0, one.owner_id))
        if waiting:
            other = waiting.pop()
            found |= {one.id: other, other: one.id}
        else:
            alone.setdefault((one.owner_id, one.instead_id), []).append(one.id)
    return found


def unborne(
    exchanges: Iterable[Exchange], pairs: dict[int, int], removed: Iterable[int],
    here: Callable[[int, date], Collection[int]], *, is_to_come: Callable[[Exchange], bool],
) -> set[int]:  # fmt: skip
    """The notes that go, of those to come: an owner who is not in the slot on that day, a stand-in who is.

    Whoever is in the slot and has handed on their own place may stand in for another there. With a note, or with one
    of those `removed` already, goes its other half. `here`: who is in a slot on a day by the roster.
    """
    left = {one.id: one for one in exchanges}
    gone: set[int] = set()
    lost = set(removed)
    while True:
        away = {(one.slot_id, one.day, one.owner_id) for one in left.values()}
        halved = {pairs[note] for note in lost if note in pairs}
        lost = {
            one.id for one in left.values()
            if is_to_come(one) and (one.id in halved or not _borne(one, here(one.slot_id, one.day), away))
        }  # fmt: skip
        if not lost:
            return gone
        gone |= lost
        for note in lost:
            del left[note]


def _borne(one: Exchange, here: Collection[int], away: Collection[tuple[int, date, int]]) -> bool:
    if one.owner_id not in here:
        return False
    return one.instead_id not in here or (one.slot_id, one.day, one.instead_id) in away
