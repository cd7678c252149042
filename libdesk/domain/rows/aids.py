"""Teaching aids as lists and forms show them: an aid with its stock, a receiver with what is there, a box."""

from datetime import date
from typing import NamedTuple

from libdesk.domain.aids import MoveKind, Stock
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.show import show_reader_kind
from libdesk.domain.value import Value
from libdesk.i18n import _


class AidFields(Value):
    """An aid as it is entered. "" and None mean: not known."""

    name: str
    kind: str = "book"
    unit: str = ""
    grade_from: int | None = None
    grade_to: int | None = None
    subject: str = ""
    price_fen: int | None = None
    place_id: int | None = None
    title_id: int | None = None
    note: str = ""


class AidRow(NamedTuple):
    """An aid with what follows from its ledger."""

    id: int
    fields: AidFields
    title: str
    place: str
    gone: date | None
    stock: Stock


class Receiver(NamedTuple):
    """Who may be given aids: a teacher, a member of staff, a class account or a department."""

    id: int
    name: str
    kind: str
    stage: str | None
    entry_year: int | None
    class_no: int | None
    department: str
    state: str = "active"

    @property
    def class_ref(self) -> ClassRef | None:
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    def shown(self, today: date, system: SchoolSystem) -> str:
        """三(1)班 of a class account, else the name with the department."""
        if self.kind == "class" and self.class_ref is not None:
            return show_class(self.class_ref, today, system)
        if self.kind == "department":
            return self.name
        return f"{self.name}  {self.department or show_reader_kind(self.kind)}"

    @property
    def sort_key(self) -> tuple[int, tuple[int, int, int], str, int]:
        ref = self.class_ref
        order = {"class": 0, "department": 1, "teacher": 2}.get(self.kind, 3)
        return (order, ref.sort_key if ref is not None else (0, 0, 0), self.name, self.id)


class HeldAid(NamedTuple):
    """So many of an aid that a receiver has, with the day of the last issue."""

    reader_id: int
    aid_id: int
    name: str
    unit: str
    quantity: int
    since: date
    missing: int = 0  # were missing or damaged there since a day that was asked for
    damaged: int = 0


class HeldPiece(NamedTuple):
    """A wall chart, an aid or a box with a barcode that is lent to a receiver."""

    reader_id: int
    copy_id: int
    name: str
    item_kind: str
    barcode: str
    lent: date
    due: date


class MoveRow(NamedTuple):
    """A movement as the stock card shows it."""

    id: int
    aid_id: int
    day: date
    kind: MoveKind
    quantity: int
    reader_id: int | None
    voucher: str
    note: str


class IssueLine(NamedTuple):
    """What was issued to whom, for the register."""

    day: date
    receiver: Receiver
    aid: str
    unit: str
    quantity: int
    voucher: str
    aid_id: int


class BoxRow(NamedTuple):
    """A box for a class corner: what lies in it, and who has it."""

    copy_id: int
    title_id: int
    name: str
    barcode: str
    status: str
    books: int
    holder: Receiver | None
    due: date | None
    lent: date | None


class BoxedBook(NamedTuple):
    """A book that lies in a box."""

    copy_id: int
    name: str
    call_no: str
    barcode: str
    put: date
    status: str
    price_fen: int | None


class Settled(NamedTuple):
    """What became of an aid that was with a receiver."""

    aid_id: int
    returned: int = 0
    missing: int = 0
    damaged: int = 0

    @property
    def any(self) -> bool:
        return bool(self.returned or self.missing or self.damaged)


class Counted(NamedTuple):
    """A box as it was counted: what belongs in it and was not seen, and what was seen and does not belong in it."""

    missing: tuple[BoxedBook, ...]
    extra: tuple[int, ...]


class BoxPlace(Value):
    """Where a boxed book stands: the box, and the class that has it."""

    box_id: int
    name: str
    holder: Receiver | None
    system: SchoolSystem

    def shown(self, today: date) -> str:
        """书箱 3（三(1)班）."""
        if self.holder is None:
            return self.name
        return _("{box} ({holder})").format(box=self.name, holder=self.holder.shown(today, self.system))
