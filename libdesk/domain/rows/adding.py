"""What the adding of books deals with: titles that may be meant, copies to be made, and what was made of them."""

from enum import StrEnum

from libdesk.domain.arrivals import ALL
from libdesk.domain.value import Value


class Where(StrEnum):
    """Where a title that may be meant is known."""

    OURS = "ours"
    POOL = "pool"  # among suppliers' records


class VolumeHere(Value):
    """One volume of a title. `isbn`: its own, which says by itself which volume is in hand."""

    id: int
    label: str
    isbn: str = ""


class Candidate(Value):
    """A title that may be the book in hand; `id` is a title's or, in the pool, a record's."""

    where: Where
    id: int
    title: str
    author: str = ""
    publisher: str = ""
    year: int | None = None
    call_no: str = ""
    price_fen: int | None = None
    copies: int = 0
    queued: bool = False  # lent before it was catalogued: it is completed first
    volumes: tuple[VolumeHere, ...] = ()
    holds: int = 0  # readers who wait for it
    perhaps: bool = False  # the same title, author and publisher, but not the ISBN that was asked for

    @property
    def detail(self) -> str:
        """Author, publisher and year in one line."""
        parts = (self.author, self.publisher, str(self.year) if self.year else "")
        return " · ".join(part for part in parts if part)


class NewVolume(Value):
    """A volume that is made with its title."""

    label: str
    isbn: str = ""
    price_fen: int | None = None
    extent: str = ""


class NewCopy(Value):
    """One copy to be made. "" and None are taken from its title; without a barcode it gets the next free number.

    `volume` is the label of a volume of the title, `volume_id` one that is there already.
    """

    barcode: str = ""
    volume: str = ""
    volume_id: int | None = None
    place_id: int | None = None
    item_kind: str = ""
    price_fen: int | None = None
    source: str = ""
    condition: str = ""
    note: str = ""
    waiting: int = int(ALL)  # a new copy waits for stamp, label and shelf


class CopyMade(Value):
    """A copy that stands in the catalogue now."""

    id: int
    barcode: str
    accession_no: str
    call_no: str
    volume: str = ""


class AddReceipt(Value):
    """What one gesture added. `new`: the title came with it; `holds`: readers who wait for it."""

    journal_id: int
    title_id: int
    title: str
    call_no: str
    copies: tuple[CopyMade, ...] = ()
    new: bool = False
    holds: int = 0

    @property
    def name(self) -> str:
        """The title as a person calls what was added."""
        labels = {copy.volume for copy in self.copies if copy.volume}
        return f"{self.title}({labels.pop()})" if len(labels) == 1 else self.title


class QueuedTitle(Value):
    """A title lent at the desk before it was catalogued."""

    id: int
    title: str
    barcode: str
    reader: str  # who has it out, "" when it is back
    added: int  # UTC milliseconds


class Standing(Value):
    """What stays from book to book until somebody changes it."""

    place_id: int | None = None
    batch_id: int | None = None
    source: str = ""
    condition: str = ""

    def copy(self, *, label: str = "", volume_id: int | None = None, volume: str = "") -> NewCopy:
        """A copy as these say; without a label it gets the next number."""
        return NewCopy(
            label, volume, volume_id, place_id=self.place_id, source=self.source, condition=self.condition,
        )  # fmt: skip


class AddedLine(Value):
    """One gesture of today in the list of what was added. `label` is of a single copy; `undone`: taken back since."""

    journal_id: int
    at: int  # UTC milliseconds
    title_id: int
    title: str
    count: int
    label: str
    accession_no: str
    call_no: str
    undone: bool = False
