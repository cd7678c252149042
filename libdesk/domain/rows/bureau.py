"""Rows of the bureau's lists: the lists themselves, and what of the holdings or of a batch they name."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.bureau import ORDER, SURE, Fit, Named
from libdesk.domain.rows.holds import Waiter
from libdesk.domain.withdrawals import OUT


@dataclass(frozen=True, slots=True)
class ReadList:
    """What was read of a file or of pasted text. Lines, those that were passed over and repeats add up to the rows."""

    lines: tuple[Named, ...]
    rows: int
    skipped: int  # blank ones, headings, sums
    repeated: int
    unread: tuple[int, ...] = ()  # numbers of rows that name neither a title nor an ISBN
    bad_isbns: int = 0

    @property
    def adds_up(self) -> bool:
        return len(self.lines) + self.skipped + self.repeated + len(self.unread) == self.rows


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One list of the bureau. `taken`: how many copies were put on lists of withdrawal by it."""

    id: int
    name: str
    day: date
    note: str
    lines: int
    taken: int


@dataclass(frozen=True, slots=True)
class NamedCopy:
    """A copy that a line may mean: where it is now, and who has it.

    `on_list`: the withdrawal it stands on already; `called_in`: by that it is lent no more.
    """

    copy_id: int
    title_id: int
    title: str
    author: str
    isbn: str
    accession_no: str
    barcode: str
    call_no: str
    place: str
    status: str
    holder: Waiter | None
    due: date | None
    on_list: str
    called_in: bool
    fit: Fit
    line: Named

    @property
    def is_out(self) -> bool:
        return self.status in OUT

    @property
    def sure(self) -> bool:
        return self.fit in SURE

    @property
    def rank(self) -> tuple[int, str, int]:
        return (ORDER[self.fit], self.title, self.copy_id)


@dataclass(frozen=True, slots=True)
class NamedTitle:
    """A title of a batch that a list of the bureau may mean."""

    title_id: int
    title: str
    author: str
    copies: int
    notice: str
    fit: Fit
    line: Named
