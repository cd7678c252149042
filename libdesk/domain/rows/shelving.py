"""What stands on the trolley and on the shelves, as the pages of shelving show it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from libdesk.domain.rows.arrivals import ForReader
from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class ShelfItem:
    """A copy as it is told from the others on a shelf. `key`: its place in the order, None without a call number.

    `trolley`: the instant since which it waits on the trolley; `waiting`: what it waits for as an arrival.
    """

    copy_id: int
    title: str
    barcode: str
    call_no: str
    key: bytes | None
    place_id: int | None
    place: str
    status: str
    trolley: int | None
    waiting: int
    shelf: str = ""
    since: date | None = None  # the day on which it came back

    @property
    def where(self) -> str:
        """The place and the shelf: stacks 3架B面."""
        return f"{self.place} {self.shelf}".strip()


class TrolleyFound(Value):
    """What waits on the trolley, in the order of the shelves, and how many there are in all."""

    rows: tuple[ShelfItem, ...]
    copies: int


class Shelved(Value):
    """How many copies were put on the shelf, and which go to the hold shelf instead."""

    journal_id: int
    copies: int
    held: tuple[ForReader, ...] = ()


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """A shelf with what stands on it now: `copies` are all that belong there, `present` those that are in.

    None: not counted.
    """

    id: int
    place_id: int
    place: str
    name: str
    from_no: str
    to_no: str
    room: int | None
    note: str
    copies: int | None = None
    present: int | None = None

    @property
    def range(self) -> str:
        """I247.5 – I287; one end alone where both are the same."""
        return self.from_no if self.from_no == self.to_no else f"{self.from_no} – {self.to_no}"

    @property
    def free(self) -> int | None:
        """How many more books find room, as all that belong there are in; None where that is not known."""
        return None if self.room is None or self.copies is None else self.room - self.copies


@dataclass(frozen=True, slots=True)
class Loose:
    """Copies of a place that no shelf holds: how many, the first and the last call number, between which shelves."""

    place_id: int
    place: str
    copies: int
    first: str
    last: str
    after: str
    before: str


class ShelfCounts(Value):
    """The books on each shelf by its id, all and those that are in, and what stands on none."""

    by_shelf: dict[int, tuple[int, int]]
    loose: tuple[Loose, ...]

    def of(self, rows: Iterable[ShelfRow]) -> list[ShelfRow]:
        """These shelves with their counts."""
        known = self.by_shelf
        return [replace(row, copies=known[row.id][0], present=known[row.id][1]) if row.id in known else row
                for row in rows]  # fmt: skip


class RangeOutlook(Value):
    """What a move to another place takes along: `out` are on loan, in use, set aside or in repair; `there` is there."""

    copies: int
    out: int
    there: int
    shelves: int
    first: str
    last: str


class RangeMoved(Value):
    journal_id: int
    copies: int
    shelves: int
