"""Rows of what leaves the library: lists of withdrawal, their copies, candidates, and what went on which day."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.rows.holds import Waiter
from libdesk.domain.withdrawals import OUT, Looking, is_called_in


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """One list. `out`: how many of its copies are with readers."""

    id: int
    name: str
    made: date
    state: str
    approved_by: str
    approved: date | None
    approval_no: str
    disposal: str
    done: date | None
    note: str
    notice_id: int | None
    copies: int
    titles: int
    amount_fen: int
    out: int
    approved_copies: int | None = None

    @property
    def is_done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """One copy on a list. `status` is where it is now; `price_fen` its own price or that of its title."""

    copy_id: int
    title_id: int
    title: str
    author: str
    publisher: str
    accession_no: str
    barcode: str
    class_no: str
    call_no: str
    place: str
    price_fen: int | None
    reason: str
    status: str
    holder: Waiter | None
    due: date | None
    owed_by: str = ""  # who has to make a lost copy good

    @property
    def is_out(self) -> bool:
        """With a reader, or lost by one who owes it: it can leave only when it is back or settled."""
        return self.status in OUT or bool(self.owed_by)


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a copy stands: the line, its list and why."""

    line_id: int
    withdrawal_id: int
    name: str
    state: str
    reason: str

    @property
    def called_in(self) -> bool:
        """It is lent no more."""
        return is_called_in(self.reason, self.state)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A copy that might leave, with what speaks for it. `last_lent`: None when it was never lent."""

    copy_id: int
    title: str
    author: str
    year: int | None
    accession_no: str
    barcode: str
    call_no: str
    place: str
    copies: int
    loans: int
    last_lent: date | None
    damage: str
    status: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the finder is asked: `years` of not being lent or since publication, `keep` copies of each title."""

    looking: Looking
    years: int = 5
    keep: int = 3
    class_no: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What came onto a list, and how many were passed over since they left already or stand on another list."""

    withdrawal_id: int
    added: int
    passed_over: int


@dataclass(frozen=True, slots=True)
class Done:
    """A list is done. Holds of a title that has no copy any more end; those of others go on waiting."""

    journal_id: int
    withdrawn: int
    still_out: int
    holds_back: int
    holds_ended: int


@dataclass(frozen=True, slots=True)
class WithdrawnLine:
    """What left on one day by one list, of one class and for one reason; `withdrawal_id` None: without a list."""

    day: date
    withdrawal_id: int | None
    name: str
    approval_no: str
    disposal: str
    reason: str
    class_letter: str
    titles: int
    copies: int
    amount_fen: int
