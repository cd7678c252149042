"""What should stand on the shelf that is read and was not scanned: read beside the desk, as it may be much."""

from typing import NamedTuple

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.shelf_ranges import Stretch
from libdesk.domain.shelving.reading import Reading
from libdesk.store.queries import shelves as queries


class Sought(NamedTuple):
    """Between the first and the last book of a place, all but the copies that were scanned."""

    place_id: int | None
    stretch: Stretch | None
    seen: frozenset[int]


def sought(reading: Reading) -> Sought:
    """As the shelf is read at this moment."""
    return Sought(reading.shelf.place_id, reading.stretch(), frozenset(item.copy_id for item in reading.items))


def not_found(desk: Desk, at: Sought) -> list[int]:
    """Each copy that should stand there and was not scanned, in order."""
    if at.stretch is None:
        return []
    standing = queries.standing(desk.read(Op.SEE_SHELVING), at.place_id, at.stretch)
    return [copy_id for copy_id in standing if copy_id not in at.seen]
