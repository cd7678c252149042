"""What an action at the desk gives back: what was done, for the banner, the sound and the slip."""

from datetime import date

from libdesk.domain.rows.desk import Borrower, CopyInHand
from libdesk.domain.value import Value


class LossOver(Value):
    """A lost copy came back: its charge is cancelled; `paid_fen` had been paid and is to be given back."""

    charge_id: int
    reader_name: str
    paid_fen: int = 0


class LoanReceipt(Value):
    """A copy was lent. `was_missing`: the library believed it lost; the book in hand beats the file."""

    journal_id: int
    loan_id: int
    reader: Borrower  # as before the loan
    copy: CopyInHand  # as before the loan
    due: date
    in_house: bool = False
    was_missing: bool = False
    overridden: bool = False
    switched: bool = False  # a reading-room copy is taken home
    loss: LossOver | None = None


class ReturnReceipt(Value):
    """A copy came back. `loan` is None when it was not on loan; then nothing but its place may have changed."""

    journal_id: int
    copy: CopyInHand  # as before the return
    overdue_days: int = 0
    suspended_until: date | None = None
    hold_for: str | None = None  # who waits for it: to the hold shelf
    hold_until: date | None = None
    was_missing: bool = False
    damaged: bool = False
    on_day: date | None = None
    fine_fen: int = 0
    loss: LossOver | None = None


class RenewalReceipt(Value):
    journal_id: int
    loan_id: int
    copy: CopyInHand
    old_due: date
    due: date


class HoldReceipt(Value):
    journal_id: int
    hold_id: int
    title: str
    reader_name: str
    ahead: int  # how many wait before this reader


class RunReceipt(Value):
    """A run of copies was lent to one reader in one step."""

    journal_id: int
    reader: Borrower
    loan_ids: tuple[int, ...]
    due: date


class UndoReceipt(Value):
    journal_id: int
    op: str  # what was undone
    args: dict[str, object]
