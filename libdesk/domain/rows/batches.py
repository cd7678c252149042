"""Rows of what came in: batches with their figures and checks, and the books of one."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.batches import Differs, differences


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch. `outcome` is of its last content check, "" while it waits for one.

    `copies_fen` is what the copies with a price cost together; `unpriced` says how many have none.
    """

    id: int
    no: str
    day: date
    kind: str
    source: str
    voucher: str
    list_fen: int | None
    discount_permille: int | None
    paid_fen: int | None
    note: str
    purchase_id: int | None
    titles: int
    copies: int
    copies_fen: int
    unpriced: int
    outcome: str
    checked: date | None

    @property
    def differs(self) -> tuple[Differs, ...]:
        return differences(
            list_fen=self.list_fen, discount_permille=self.discount_permille, paid_fen=self.paid_fen,
            copies_fen=self.copies_fen, priced=self.copies - self.unpriced, unpriced=self.unpriced,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One content check of a batch."""

    id: int
    day: date
    by_whom: str
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class BatchBook:
    """One title of a batch with how many copies of it came and what they cost together (None: no price known)."""

    title_id: int
    title: str
    author: str
    publisher: str
    isbn: str
    copies: int
    price_fen: int | None
    first_no: str
    last_no: str
