"""What a list says before anything is written: drafts, and for every row that gives none the reason why.

No row is lost: drafts, faults and skipped rows add up to the rows read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Generic, TypeVar

from libdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class CopyDraft:
    """One copy that a record describes by itself; "" and None are taken from its title."""

    barcode: str = ""
    accession_no: str = ""
    volume: str = ""
    place: str = ""
    call_no: str = ""
    price_fen: int | None = None
    entered: str = ""  # ISO day
    source: str = ""
    state: str = ""
    note: str = ""
    condition: str = ""
    kind: str = ""  # what it is lent as, where that is not its title's kind: a reference book
    whole: bool = field(default=False, compare=False)  # libdesk wrote it, so that what is empty is empty


@dataclass(frozen=True, slots=True)
class VolumeDraft:
    """One volume of a title, with what it has of its own. `ordinal` 0: where its label puts it."""

    label: str
    ordinal: int = 0
    isbn: str = ""
    price_fen: int | None = None
    extent: str = ""


@dataclass(frozen=True, slots=True)
class BookDraft:
    """One row of a book list: a title with `copies` copies, whose barcodes and numbers may be fewer.

    `items`, where a record has them, say what each copy is; `copies`, `barcodes` and `accession_nos` then stay behind.
    """

    line: int  # as the spreadsheet counts, from 1
    title: str
    author: str = ""
    publisher: str = ""
    year: int | None = None
    isbn: str = ""  # thirteen digits
    price_fen: int | None = None
    price_text: str = ""
    class_no: str = ""
    call_no: str = ""
    copies: int = 1
    barcodes: tuple[str, ...] = ()
    accession_nos: tuple[str, ...] = ()
    place: str = ""
    entered: str = ""  # ISO day
    source: str = ""
    state: str = ""
    series: str = ""
    subtitle: str = ""
    volume: str = ""
    kind: str = ""
    note: str = ""
    sheet: str = ""
    contributors: str = ""
    original_title: str = ""
    edition: str = ""
    pub_place: str = ""
    pub_date: str = ""
    extent: str = ""
    size: str = ""
    binding: str = ""
    accompanying: str = ""
    series_no: str = ""
    issn: str = ""
    unified_no: str = ""
    cn_no: str = ""
    post_code: str = ""
    frequency: str = ""
    language: str = ""
    audience: str = ""
    subjects: str = ""  # separated by ；
    summary: str = ""
    grade_from: int | None = None
    grade_to: int | None = None
    shelving: str = ""
    condition: str = ""
    items: tuple[CopyDraft, ...] = ()
    volumes: tuple[VolumeDraft, ...] = ()
    each: CopyDraft | None = None  # what a row says of its copies apart from their title


@dataclass(frozen=True, slots=True)
class ReaderDraft:
    """One row of a roster. The class stays the roster's text: what it means depends on the school and the day."""

    line: int
    sheet: str
    name: str
    sex: str = ""
    grade_text: str = ""
    class_text: str = ""
    seat: str = ""
    school_no: str = ""
    cards: tuple[str, ...] = ()
    kind_text: str = ""
    department: str = ""
    expires: str = ""  # ISO day
    seat_of_number: bool = False  # the column of school numbers held one that every class has


@dataclass(frozen=True, slots=True)
class LoanDraft:
    """One open loan of an older system; the reader is found by the code or else by name and class."""

    line: int
    copy_code: str
    reader_code: str = ""
    reader_name: str = ""
    class_text: str = ""
    title: str = ""
    lent: str = ""  # ISO day
    due: str = ""  # ISO day
    sheet: str = ""


class FaultKind(StrEnum):
    """Why a row cannot be taken."""

    NO_TITLE = "no_title"
    NO_NAME = "no_name"
    SEVERAL_NAMES = "several_names"
    NO_COPY_CODE = "no_copy_code"
    NO_READER = "no_reader"
    BARCODE_RUINED = "barcode_ruined"
    READER_CODE_RUINED = "reader_code_ruined"
    CODE_TOO_LONG = "code_too_long"
    TOO_MANY_COPIES = "too_many_copies"
    CODE_REPEATED = "code_repeated"
    RETURNED = "returned"


FAULT_LABELS: Final[dict[FaultKind, str]] = {
    FaultKind.NO_TITLE: N_("The title is missing."),
    FaultKind.NO_NAME: N_("The name is missing."),
    FaultKind.SEVERAL_NAMES: N_("Several names stand in one cell. Give each reader a row of their own."),
    FaultKind.NO_COPY_CODE: N_("The book's barcode is missing."),
    FaultKind.NO_READER: N_("The row does not say who has the book."),
    FaultKind.BARCODE_RUINED: N_(
        "The spreadsheet has damaged the barcode {value}: its last digits are lost. Set the column to text and fill it "
        "in again."
    ),
    FaultKind.READER_CODE_RUINED: N_(
        "The spreadsheet has damaged the card number {value}: its last digits are lost. Set the column to text and "
        "fill it in again."
    ),
    FaultKind.CODE_TOO_LONG: N_("“{value}” is too long for a barcode. See whether the column is the right one."),
    FaultKind.TOO_MANY_COPIES: N_("{value} copies are more than one row can bring. See whether the column is right."),
    FaultKind.CODE_REPEATED: N_("The number {value} stands in line {line} already."),
    FaultKind.RETURNED: N_("The book came back on {value}; only open loans are brought in."),
}
FAULT_ON_SHEET: Final = N_("The number {value} stands in line {line} of sheet “{sheet}” already.")


class NoteKind(StrEnum):
    """What was left out of a row that was taken."""

    ISBN_RUINED = "isbn_ruined"
    ISBN_WRONG = "isbn_wrong"
    PRICE_UNCLEAR = "price_unclear"
    YEAR_UNCLEAR = "year_unclear"
    DATE_UNCLEAR = "date_unclear"
    COPIES_UNCLEAR = "copies_unclear"
    COPIES_DIFFER = "copies_differ"
    ACCESSION_UNCLEAR = "accession_unclear"
    NUMBER_RUINED = "number_ruined"
    CLASS_UNCLEAR = "class_unclear"
    NAME_REMARK = "name_remark"
    CARD_LENGTH = "card_length"
    PERSONAL_NUMBER = "personal_number"
    DUE_BEFORE_LENT = "due_before_lent"
    BROKEN_CHARACTERS = "broken_characters"
    RECORD_DAMAGED = "record_damaged"
    COPY_CODE_UNCLEAR = "copy_code_unclear"
    COPY_CODE_ISBN = "copy_code_isbn"
    COPY_OUT = "copy_out"


NOTE_LABELS: Final[dict[NoteKind, str]] = {
    NoteKind.ISBN_RUINED: N_("The spreadsheet has damaged the ISBN {value}. The book is taken without it."),
    NoteKind.ISBN_WRONG: N_("{value} is not a right ISBN. The book is taken without it; the number stays as a note."),
    NoteKind.PRICE_UNCLEAR: N_("The price “{value}” is not read as yuan; it stays as a note."),
    NoteKind.YEAR_UNCLEAR: N_("No year could be read from “{value}”; it stays as the date of publication."),
    NoteKind.DATE_UNCLEAR: N_("The date “{value}” could not be read and is left out."),
    NoteKind.COPIES_UNCLEAR: N_(
        "The number of copies “{value}” could not be read. The barcodes count, or else one copy."
    ),
    NoteKind.COPIES_DIFFER: N_("The row names {value} copies, but another number of barcodes. The barcodes count."),
    NoteKind.ACCESSION_UNCLEAR: N_(
        "The accession number “{value}” could not be read. The copy gets the next free one."
    ),
    NoteKind.NUMBER_RUINED: N_("The spreadsheet has damaged the number {value}. The reader is taken without it."),
    NoteKind.CLASS_UNCLEAR: N_("The class “{value}” could not be read. See whether the column is the right one."),
    NoteKind.NAME_REMARK: N_("“{value}” beside the name is left out. See whether this reader is at the school."),
    NoteKind.CARD_LENGTH: N_(
        "The card number {value} has not as many digits as the others: zeros may have been lost at its front. It is "
        "taken as it stands; try whether the card can be read."
    ),
    NoteKind.PERSONAL_NUMBER: N_("An identity or telephone number was left out."),
    NoteKind.DUE_BEFORE_LENT: N_("The due date {value} lies before the day of the loan and is left out."),
    NoteKind.BROKEN_CHARACTERS: N_("Some characters of this row could not be read. Try another encoding."),
    NoteKind.RECORD_DAMAGED: N_(
        "The record is damaged: some of its fields are missing or may be mixed up. Look at it."
    ),
    NoteKind.COPY_CODE_UNCLEAR: N_("“{value}” among the copies does not look like a barcode. Look at the copies."),
    NoteKind.COPY_CODE_ISBN: N_(
        "{value} is the ISBN, which every copy bears: it is no barcode. The copy gets the next free number."
    ),
    NoteKind.COPY_OUT: N_(
        "The copy {value} was on loan in the older system. It is taken as on the shelf; bring in the open loans next."
    ),
}


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was not taken. `value` is the cell at fault, `other_line` and `other_sheet` where it stood first."""

    line: int
    sheet: str
    reason: FaultKind
    value: str = ""
    other_line: int = 0
    other_sheet: str = ""

    def text(self) -> str:
        elsewhere = self.reason is FaultKind.CODE_REPEATED and self.other_sheet != self.sheet
        template = FAULT_ON_SHEET if elsewhere else FAULT_LABELS[self.reason]
        return _(template).format(value=self.value, line=self.other_line, sheet=self.other_sheet)


@dataclass(frozen=True, slots=True)
class RowNote:
    """A warning about a row that was taken all the same. `value` is what was left out, never a personal number."""

    line: int
    sheet: str
    kind: NoteKind
    value: str = ""

    def text(self) -> str:
        return _(NOTE_LABELS[self.kind]).format(value=self.value)


@dataclass(frozen=True, slots=True)
class Skipped:
    """How many rows say nothing of a book or a reader: blank ones, titles and headings, sums and closing words."""

    blank: int = 0
    headers: int = 0
    sums: int = 0

    @property
    def total(self) -> int:
        return self.blank + self.headers + self.sums

    def __add__(self, other: "Skipped") -> "Skipped":
        return Skipped(self.blank + other.blank, self.headers + other.headers, self.sums + other.sums)


Draft = TypeVar("Draft", bound=BookDraft | ReaderDraft | LoanDraft)


@dataclass(frozen=True, slots=True)
class ParsedList(Generic[Draft]):
    """A whole list, read and judged; `adds_up` holds for every list."""

    drafts: tuple[Draft, ...] = ()
    faults: tuple[RowFault, ...] = ()
    notes: tuple[RowNote, ...] = ()
    skipped: Skipped = field(default_factory=Skipped)
    rows_read: int = 0

    @property
    def adds_up(self) -> bool:
        return len(self.drafts) + len(self.faults) + self.skipped.total == self.rows_read


def joined(lists: Iterable[ParsedList[Draft]]) -> ParsedList[Draft]:
    """Several sheets as one list, in their order."""
    parts = list(lists)
    return ParsedList(
        tuple(draft for part in parts for draft in part.drafts),
        tuple(fault for part in parts for fault in part.faults),
        tuple(note for part in parts for note in part.notes),
        sum((part.skipped for part in parts), Skipped()),
        sum(part.rows_read for part in parts),
    )
