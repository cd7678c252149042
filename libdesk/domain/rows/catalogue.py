"""A title and its copies as the librarian keeps them: every field, with what hangs on each."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.copy_rules import show_condition
from libdesk.domain.rows.books import CopyFound, show_place
from libdesk.domain.titles import TitleFields
from libdesk.domain.value import Value
from libdesk.domain.volumes import VolumeFields


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy with everything that is known of it."""

    id: int
    title_id: int
    volume_id: int | None
    volume: str
    barcode: str
    accession_no: str
    item_kind: str
    place_id: int | None
    place: str
    call_no: str
    price_fen: int | None
    source: str
    condition: str
    note: str
    entered: str
    status: str
    due: date | None
    waiting: int
    loans: int
    owed: bool  # a reader owes it as lost
    bound: str = ""  # the label of the volume that this issue is bound into
    at_bindery: bool = False  # a bound volume that is being made

    @property
    def name(self) -> str:
        """As it is called in a list of reasons: its barcode, else its accession number."""
        return self.barcode or self.accession_no or f"#{self.id}"

    def place_name(self) -> str:
        return show_place(self.place)

    def condition_name(self) -> str:
        return show_condition(self.condition)

    def state(self, today: date) -> str:
        found = CopyFound(
            self.id,
            self.volume,
            self.barcode,
            self.call_no,
            self.place,
            self.status,
            self.due,
            preparing=self.waiting > 0,
            bound=self.bound,
            at_bindery=self.at_bindery,
        )  # the words of the Find page
        return found.state(today)


@dataclass(frozen=True, slots=True)
class BarcodeLine:
    """A number that a copy bears or bore; `state` is active, replaced or lost."""

    printed: str
    state: str
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place where copies stand. `shelving`: the group of places that share their book numbers."""

    id: int
    name: str
    reading_room: bool
    shelving: str
    copies: int

    def shown(self) -> str:
        return show_place(self.name)


class TitleNow(Value):
    """A title as it is now, with what hangs on it."""

    id: int
    fields: TitleFields
    volumes: tuple[VolumeFields, ...]
    queued: bool
    added: int
    cover: str
    record_id: int | None
    copies: int
    loans: int
    holds: int  # open ones
    past_holds: int


@dataclass(frozen=True, slots=True)
class CopiesDone:
    """What one action did to several; who was left out stands in `not_done` by name, with the reason."""

    journal_id: int
    done: int
    not_done: tuple[tuple[str, str], ...] = ()
