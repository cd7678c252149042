"""Copies that arrived and are not on the shelf yet, as the list of what is to be done shows them."""

from libdesk.domain.value import Value


class Wanted(Value):
    """Which copies are shown: those that wait for `step` (a bit, 0: for anything), at a place, of a batch."""

    step: int = 0
    place_id: int | None = None
    batch_id: int | None = None


class Arrival(Value):
    """One line: a copy, or all copies of a title that are shown. `on_loan`: so many are out at this moment."""

    copy_ids: tuple[int, ...]
    title_id: int
    title: str
    barcode: str  # of the first
    last_barcode: str
    call_no: str
    place: str
    batch: str
    waiting: int
    on_loan: int = 0

    @property
    def key(self) -> int:
        return self.copy_ids[0]


class ArrivalsFound(Value):
    """The first lines in shelf order, and how many copies there are in all."""

    rows: tuple[Arrival, ...]
    copies: int


class ForReader(Value):
    """A copy that goes to the hold shelf, and for whom."""

    title: str
    reader: str


class Handled(Value):
    """What a gesture noted: how many copies changed, how many wait for nothing any more, which of them are held."""

    journal_id: int
    copies: int
    done: int
    held: tuple[ForReader, ...] = ()
