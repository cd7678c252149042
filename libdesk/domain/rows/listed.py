"""Rows of printed lists: books that are out, pupils of a class, copies as they stand on the shelf, new books."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class OutLine:
    """A loan that has not ended, with its reader. `late` of a day is reckoned by whoever shows it."""

    reader: str
    title: str
    barcode: str
    lent: date
    due: date
    in_house: bool


@dataclass(frozen=True, slots=True)
class Pupil:
    """A line of a class's roster. `card`: the number that is scanned, "" for none."""

    seat: int | None
    name: str
    school_no: str
    card: str


@dataclass(frozen=True, slots=True)
class ShelfCopy:
    """A line of the shelf list."""

    call_no: str
    title: str
    author: str
    publisher: str
    year: int | None
    price_fen: int | None
    accession_no: str
    barcode: str
    place: str
    status: str


@dataclass(frozen=True, slots=True)
class NewTitle:
    """A title that came lately."""

    call_no: str
    title: str
    author: str
    publisher: str
    copies: int
    place: str


class Shelf(Value):
    """Which copies a shelf list shows: of a place, of a class (I24) or a stretch of the shelf (I24~I26)."""

    place_id: int | None = None
    stretch: str = ""
