"""What a row of a list says before it is compared with the library: drafts, faults that stop a row, notes beside it.

Every row that was read is a draft, a fault or skipped, so the counts add up to the rows read.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, TypeVar

from libdesk.i18n import N_, _


class ListKind(StrEnum):
    """What a list is a list of."""

    BOOKS = "books"
    READERS = "readers"
    LOANS = "loans"


@dataclass(frozen=True, slots=True)
class BookDraft:
    """One line of a book list. `copies` is at least the number of barcodes; days are ISO, money fen."""

    line: int
    title: str
    sheet: str = ""
    subtitle: str | None = None
    author: str | None = None
    publisher: str | None = None
    year: int | None = None
    isbn: str | None = None
    isbn_ruined: bool = False  # such a row is never merged by ISBN
    price_fen: int | None = None
    class_no: str | None = None
    series: str | None = None
    volume: str | None = None
    kind: str = "book"
    copies: int = 1
    barcodes: tuple[str, ...] = ()
    accession_nos: tuple[str, ...] = ()
    call_no: str | None = None
    place: str | None = None
    entered: str | None = None
    source: str | None = None
    state: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReaderDraft:
    """One line of a roster; the class as the school wrote it, to be read with the school's system and the date."""

    line: int
    name: str
    sheet: str = ""
    sex: str | None = None
    grade_text: str = ""
    class_text: str = ""
    seat: int | None = None
    school_no: str | None = None
    cards: tuple[str, ...] = ()
    kind_text: str = ""
    department: str | None = None
    expires: str | None = None


@dataclass(frozen=True, slots=True)
class LoanDraft:
    """One open loan of an older system; days are ISO."""

    line: int
    copy_code: str
    sheet: str = ""
    reader_code: str = ""
    reader_name: str = ""
    class_text: str = ""
    title: str = ""
    lent: str | None = None
    due: str | None = None


class RowReason(StrEnum):
    """Why a row is a fault, or what is noted beside a row that is taken."""

    NO_TITLE = "no_title"
    NO_NAME = "no_name"
    NO_CODE = "no_code"
    NO_READER = "no_reader"
    BAD_DAY = "bad_day"
    BAD_COPIES = "bad_copies"
    ISBN_RUINED = "isbn_ruined"
    ISBN_WRONG = "isbn_wrong"
    PRICE_UNREAD = "price_unread"
    BARCODE_UNUSABLE = "barcode_unusable"
    CODES_DIFFER = "codes_differ"


REASON_TEXTS: Final[dict[RowReason, str]] = {
    RowReason.NO_TITLE: N_("The title is missing."),
    RowReason.NO_NAME: N_("The name is missing."),
    RowReason.NO_CODE: N_("The barcode of the book is missing."),
    RowReason.NO_READER: N_("Neither card nor name of the reader is there."),
    RowReason.BAD_DAY: N_("“{value}” is not a date."),
    RowReason.BAD_COPIES: N_("“{value}” is not a number of copies."),
    RowReason.ISBN_RUINED: N_("The ISBN {value} was ruined by the spreadsheet program and is left out."),
    RowReason.ISBN_WRONG: N_("{value} is not a right ISBN and is left out; check it with the book."),
    RowReason.PRICE_UNREAD: N_("The price “{value}” could not be read and is left out."),
    RowReason.BARCODE_UNUSABLE: N_("“{value}” cannot be a barcode."),
    RowReason.CODES_DIFFER: N_("{value}: more barcodes than copies; each barcode counts as a copy."),
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is not taken, or a note beside one that is; `line` is its number in the spreadsheet program."""

    line: int
    reason: RowReason
    value: str = ""
    sheet: str = ""

    def text(self) -> str:
        return _(REASON_TEXTS[self.reason]).format(value=self.value)


RowNote = RowFault
D = TypeVar("D", BookDraft, ReaderDraft, LoanDraft)


@dataclass(frozen=True, slots=True)
class ParsedList(Generic[D]):
    """A whole list, read: drafts + faults + skipped == rows_read, notes on top. `dropped` names columns left out."""

    drafts: tuple[D, ...]
    faults: tuple[RowFault, ...]
    notes: tuple[RowNote, ...]
    skipped: int  # blank rows, repeated headers, sums
    rows_read: int
    dropped: tuple[str, ...] = ()
