"""What a lend or a return needs to know of a reader and a copy: read in one query each, shown as they are."""

from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.lending_kinds import lending_kind, only_warned
from libdesk.domain.value import Value

if TYPE_CHECKING:
    from libdesk.domain.rows.aids import BoxPlace


class Borrower(Value):
    """A reader at the desk with the counts that the rules ask for. `out` leaves out copies claimed as returned."""

    id: int
    kind: str
    name: str
    state: str
    stopped_why: str | None = None
    expires: date | None = None
    suspended_until: date | None = None
    stage: str | None = None
    entry_year: int | None = None
    class_no: int | None = None
    department: str | None = None
    out: int = 0
    in_house_out: int = 0
    out_by_kind: dict[str, int] = field(default_factory=dict)
    overdue: int = 0
    oldest_due: date | None = None
    helper: bool = False
    grade: int | None = None  # of 1 to 12, today

    @property
    def lending_kind(self) -> str:
        """The kind by which the rules know this reader; `kind` stays what the statistics count."""
        return lending_kind(self.kind, self.stage, self.grade)

    @property
    def class_ref(self) -> ClassRef | None:
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    def only_warned(self, grades: int) -> bool:
        """Whether this is a pupil of so many lowest grades of the primary school."""
        return only_warned(self.kind, self.stage, self.grade, grades)

    def card_end(self, day: date) -> date | None:
        """What bounds a loan of this day; an expired card bounds none, since a librarian chose to pass over it."""
        return self.expires if self.expires and self.expires >= day else None


class OpenLoan(Value):
    """A loan that has not come back."""

    id: int
    reader_id: int
    reader_name: str
    in_house: bool
    lent_day: date
    due: date
    renewals: int
    claimed: bool = False


class CopyInHand(Value):
    """A copy that was scanned: what it is, where it should be, who has it, who waits for it."""

    id: int
    title_id: int
    volume_id: int | None
    title: str
    volume: str | None
    item_kind: str
    status: str
    barcode: str
    call_no: str | None = None
    damage: str | None = None
    place: str | None = None
    loan: OpenLoan | None = None
    ready_hold_id: int | None = None
    ready_for: int | None = None  # reader id
    ready_for_name: str | None = None
    waiting: int = 0  # waiting holds on this title or volume
    withdrawn_day: date | None = None
    leaves: str = ""  # why it leaves or left by a list of withdrawal: it is lent no more
    left_list: bool = False  # that list is done: the copy leaves as soon as it is back
    bound: str = ""  # the volume that this issue is bound into, with its barcode
    at_bindery: bool = False  # a bound volume that is being made
    repair: str = ""  # how far its repair is, while it is out of use for it
    box: "BoxPlace | None" = None  # the box for a class corner in which it lies

    @property
    def name(self) -> str:
        """The title as a person calls this volume: 西游记(上)."""
        return f"{self.title}({self.volume})" if self.volume else self.title
