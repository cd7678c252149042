"""What readers owe, as a list shows it: suspensions, charges, copies said to be back, money that was received."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.charges import MONEY_BACK
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.rows.reports import OfGroup
from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class OfReader(OfGroup):
    """A line about one reader."""

    reader_id: int
    reader: str
    sort_name: str
    department: str

    @property
    def list_key(self) -> tuple[tuple[bool, tuple[int, int, int], str], str, int]:
        """By class, then by pinyin."""
        return (self.group_key, self.sort_name, self.reader_id)

    def who(self, today: date, system: SchoolSystem) -> str:
        """五(3)班 of a pupil, else the department or the kind of reader."""
        return self.department if self.department and self.class_ref is None else self.group(today, system)


@dataclass(frozen=True, slots=True)
class SuspendedRow(OfReader):
    """A reader who may not borrow today because of a late return; `title` is what came back late, if it is known."""

    until: date
    since: date | None
    late: int
    reckoned: str
    title: str


@dataclass(frozen=True, slots=True)
class ChargeRow(OfReader):
    """One charge; `paid_fen` of its amount was paid. `why`: the reason of a waiver, or a code of domain/charges."""

    id: int
    what: str
    title: str
    barcode: str
    isbn: str
    copy_id: int | None
    volumes: int  # of the title; 0 for one without volumes
    amount_fen: int
    paid_fen: int
    reckoned: str
    since: date
    state: str
    settled: date | None
    why: str
    new_barcode: str

    @property
    def rest_fen(self) -> int:
        return max(0, self.amount_fen - self.paid_fen)

    @property
    def give_back_fen(self) -> int:
        """Paid for a copy that came back or was replaced after all, and not given back yet."""
        return self.paid_fen if self.state in ("cancelled", "replaced") and self.why != MONEY_BACK else 0


@dataclass(frozen=True, slots=True)
class ClaimRow(OfReader):
    """An open loan whose reader says that the copy was returned."""

    loan_id: int
    copy_id: int
    title: str
    barcode: str
    due: date
    since: date


@dataclass(frozen=True, slots=True)
class PaymentRow(OfReader):
    """Money that was received and not yet handed over to finance."""

    id: int
    charge_id: int
    what: str
    title: str
    amount_fen: int
    receipt_no: str
    since: date


@dataclass(frozen=True, slots=True)
class Owing:
    """How many lines each part of the list has."""

    suspended: int
    losses: int
    fines: int
    claims: int
    payments: int


class PaymentReceipt(Value):
    """Money was taken for a charge; `rest_fen` of it is left to pay."""

    journal_id: int
    charge_id: int
    amount_fen: int
    rest_fen: int


class HandedOver(Value):
    """Payments that went to finance together."""

    journal_id: int
    payments: tuple[PaymentRow, ...]
    total_fen: int
    day: date


class Replaced(Value):
    """A copy was brought for a lost one. `hold_for`: who waits for it; `paid_fen` had been paid already."""

    journal_id: int
    charge_id: int
    new_copy_id: int
    barcode: str
    accession_no: str
    hold_for: str | None = None
    paid_fen: int = 0
