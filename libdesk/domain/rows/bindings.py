"""Rows of binding: the lists for the bindery, the volumes on them with their issues, and books that go along."""

from datetime import date

from libdesk.domain.serials.binding import Gap
from libdesk.domain.serials.names import IssueName
from libdesk.domain.value import Value


class BindingRow(Value):
    """One list. `books`: copies in repair that go to the bindery too; `shelved`: volumes that stand on the shelf."""

    id: int
    name: str
    made: date
    state: str
    bindery: str
    sent: date | None
    back: date | None
    note: str
    volumes: int
    books: int
    shelved: int
    amount_fen: int
    cost_fen: int

    @property
    def is_draft(self) -> bool:
        return self.state == "draft"


class BoundLine(Value):
    """What goes to the bindery: a bound volume with its issues, or a book in repair (`damage_id`)."""

    id: int  # of the bound volume, 0 for a book
    copy_id: int
    title_id: int
    title: str
    label: str
    issn: str
    call_no: str
    barcode: str
    accession_no: str
    place_id: int | None
    place: str
    price_fen: int | None
    cost_fen: int | None
    year: int = 0
    issues: tuple[tuple[IssueName, date | None], ...] = ()
    gaps: tuple[Gap, ...] = ()
    status: str = ""
    waiting: int = 0
    shelved: date | None = None
    list_state: str = ""  # of a volume
    damage_id: int = 0
    degree: str = ""
    damage_state: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return (self.id, self.damage_id)

    @property
    def name(self) -> str:
        return f"{self.title}({self.label})" if self.label else self.title


class SerialYear(Value):
    """A title of which issues were expected in a year. `free`: pieces that could be bound."""

    title_id: int
    title: str
    year: int
    issues: int
    free: int
    issn: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return (self.title_id, self.year)


class NewBound(Value):
    """A volume to be made. "" and None: the next barcode, the sum of the issues' prices, the place of the title."""

    label: str
    piece_ids: tuple[int, ...]
    gaps: tuple[Gap, ...] = ()
    barcode: str = ""
    place_id: int | None = None
    price_fen: int | None = None


class VolumeMade(Value):
    """A bound volume that stands on a list now."""

    id: int
    copy_id: int
    barcode: str
    call_no: str


class BoundWhere(Value):
    """In which volume a copy is bound, or which volume a copy is, and on which list."""

    volume_id: int
    binding_id: int
    name: str
    barcode: str
    is_member: bool
