"""Wishes, orders and their lines, as the page of orders shows them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.deliveries import Claim, Counts, State
from libdesk.domain.holdings_check import discounted
from libdesk.domain.rows.holds import Waiter
from libdesk.domain.same_books import BookKey, book_key
from libdesk.i18n import N_


class WishState(StrEnum):
    """What became of a wish; the values are those of the table."""

    OPEN = "open"
    ORDERED = "ordered"
    HERE = "here"
    DECLINED = "declined"


WISH_STATES: Final = {
    WishState.OPEN: N_("wished for"),
    WishState.ORDERED: N_("ordered"),
    WishState.HERE: N_("here"),
    WishState.DECLINED: N_("declined"),
}


@dataclass(frozen=True, slots=True)
class WishRow:
    """One wish. `alike`: how many wish for the same book and wait, this one included.

    `copies` and `on_shelf` are what the library has of it already, of whatever edition; `library_title` is which.
    """

    id: int
    title: str
    author: str
    publisher: str
    isbn: str
    note: str
    made: date
    state: WishState
    answer: str
    answered: date | None
    reader: Waiter | None
    title_id: int | None
    alike: int = 1
    copies: int = 0
    on_shelf: int = 0
    library_title: int | None = None
    waits: bool = False  # the reader has a hold on it already

    @property
    def key(self) -> BookKey:
        return book_key(self.title, self.author, self.isbn)


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an order; `wanted` 0: it came without having been ordered."""

    id: int
    purchase_id: int
    seq: int
    title: str
    author: str
    publisher: str
    year: int | None
    isbn: str
    price_fen: int | None
    class_no: str
    counts: Counts
    note: str
    wish_id: int | None
    title_id: int | None

    @property
    def key(self) -> BookKey:
        return book_key(self.title, self.author, self.isbn)

    @property
    def nameless(self) -> bool:
        """It was counted before anybody had typed its title."""
        return bool(self.isbn) and self.title == self.isbn

    @property
    def list_fen(self) -> int:
        return (self.price_fen or 0) * self.counts.wanted

    def claims(self) -> tuple[tuple[Claim, int], ...]:
        return tuple((claim, count) for claim in Claim if (count := self.counts.claimed(claim)))


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One order with what its lines come to at list price; `priceless`: copies whose price is not known."""

    id: int
    name: str
    supplier: str
    made: date
    state: State
    discount_permille: int | None
    budget_fen: int | None
    note: str
    titles: int
    wanted: int
    delivered: int
    damaged: int
    list_fen: int
    priceless: int
    batches: int = 0  # deliveries that were booked

    @property
    def paid_fen(self) -> int:
        """The list price after the discount."""
        return discounted(self.list_fen, self.discount_permille)


@dataclass(frozen=True, slots=True)
class DeliveryReceipt:
    """What became of a delivery: its batch (None when nothing of it was kept), and what is to be catalogued."""

    journal_id: int
    batch_id: int | None
    batch_no: str
    copies: int
    list_fen: int
    arrived: tuple[tuple[str, str, int], ...]  # (ISBN, title, copies)
    closed: bool
    wishes: int  # that are here now


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one scan of a delivery counted: the line as it stands now."""

    journal_id: int
    line_id: int
    title: str
    counts: Counts
    new_line: bool = False
