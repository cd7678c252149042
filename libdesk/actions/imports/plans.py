"""What a list would do to the library, worked out before anything is written."""

from dataclasses import dataclass, field
from typing import Any

from libdesk.actions.imports.known_titles import Fields
from libdesk.domain.barcodes import Numbering
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.drafts import BookDraft, LoanDraft, ParsedList, ReaderDraft, VolumeDraft
from libdesk.domain.rows.imports import Counts, Held, KnownReader, RowPlan


@dataclass(frozen=True, slots=True)
class BookChoices:
    """What the librarian chose before a book list is written."""

    add_copies: bool = True  # to titles that the library has; else they get none
    fields: Fields = Fields.FILL  # of titles that the library has
    numbering: Numbering = field(default_factory=Numbering)
    give_accession: bool = True  # to copies without a number


@dataclass(slots=True, eq=False)
class TitleEntry:
    """A title of the library or of the list. `id` is None until it is written."""

    id: int | None
    title: str
    name_key: str
    isbn: str | None
    draft: BookDraft | None = None
    missing: frozenset[str] = frozenset()  # columns of a known title that are empty
    fill: dict[str, Any] = field(default_factory=dict)
    line: int = 0


@dataclass(slots=True, eq=False)
class NewCopy:
    """A copy that the list brings; barcode and accession number may be given last."""

    title: TitleEntry
    draft: BookDraft
    status: str
    barcode: str = ""
    accession: str | None = None


@dataclass(slots=True, eq=False)
class BookPlan:
    """What a book list would do, from the library as it was at journal entry `as_of`."""

    parsed: ParsedList[BookDraft]
    choices: BookChoices
    as_of: int
    rows: tuple[RowPlan, ...] = ()
    counts: Counts = field(default_factory=Counts)
    titles: list[TitleEntry] = field(default_factory=list)
    fills: list[TitleEntry] = field(default_factory=list)
    copies: list[NewCopy] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    volumes: list[tuple[TitleEntry, VolumeDraft]] = field(default_factory=list)
    accession_next: int = 0
    card_clashes: int = 0  # rows that stop at a reader's card number
    same_numbers: int = 0  # titles that bring a call number which another has
    unmarked: int = 0  # copies for known titles that no number tells from those the library has
    given: tuple[str, str] | None = None  # first and last of the barcodes that libdesk gives

    @property
    def looks_repeated(self) -> bool:
        """Whether it may be a list that was brought in before: most of its copies could be those already there."""
        return 2 * self.unmarked > len(self.copies)


@dataclass(frozen=True, slots=True)
class ReaderChoices:
    """What the librarian chose before a roster is written. `kind`: of rows that name neither a kind nor a class."""

    kind: str = "pupil"
    left: frozenset[int] = frozenset()  # ids of missing readers to be marked as left; of all others nobody is touched
    stage: Stage | None = None  # of classes that do not say theirs, where the school has several
    school_year: int | None = None  # by which the list calls its classes, where that is asked
    namesakes: bool = False  # rows of one name and class between which nothing decides are several readers


@dataclass(slots=True, eq=False)
class Card:
    """A card number that a row brings: its key, and as it is printed."""

    key: str
    printed: str


@dataclass(slots=True, eq=False)
class Person:
    """One row of a roster, read: who it is, and the reader of the library that it was found to be."""

    draft: ReaderDraft
    kind: str
    class_ref: ClassRef | None
    name_key: str
    cards: list[Card]
    notes: list[str]
    seat: int | None = None
    known: KnownReader | None = None
    by_name: bool = False  # known by name and year alone, in another class
    repeats: bool = False  # found in the year above: repeats the year
    doubts: list[KnownReader] = field(default_factory=list)  # readers of this name between whom nothing decides
    against: str = ""  # why the row is not taken, once its reader was looked for
    namesake_above: KnownReader | None = None  # of the same name, one year above: repeating, or another pupil
    values: dict[str, Any] = field(default_factory=dict)  # columns of the known reader that change
    moves: bool = False
    new_seat: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """An active reader who is not on the list, and what they still hold."""

    reader: KnownReader
    place: str  # the class or department as it is called today
    holds: tuple[Held, ...] = ()


@dataclass(slots=True, eq=False)
class ClassMoves:
    """Where the pupils of one class of the list come from."""

    ref: ClassRef
    name: str  # as the class is called today
    stay: int = 0
    came: int = 0  # from another class of the library
    new: int = 0
    repeat: int = 0
    unclear: int = 0

    @property
    def total(self) -> int:
        return self.stay + self.came + self.new + self.repeat + self.unclear


@dataclass(slots=True, eq=False)
class ReaderPlan:
    """What a roster would do, from the library as it was at journal entry `as_of`. `missing` are never removed."""

    parsed: ParsedList[ReaderDraft]
    choices: ReaderChoices
    as_of: int
    rows: tuple[RowPlan, ...] = ()
    counts: Counts = field(default_factory=Counts)
    new: list[Person] = field(default_factory=list)
    changed: list[Person] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    classes: list[ClassMoves] = field(default_factory=list)  # of pupils, in the order of the classes
    staff: int = 0  # rows taken as teachers or other staff
    emptied: tuple[str, ...] = ()  # classes of which the list leaves nobody, though it brings their pupils
    seats_of_numbers: bool = False  # school numbers that every class has were taken as seats
    sex_passed_over: bool = False  # the list has it and the school does not keep it
    stages_asked: tuple[Stage, ...] = ()  # between which some classes of the list do not decide
    years_asked: tuple[int, ...] = ()  # school years by which its classes may be called, in the summer holidays
    school_year: int = 0  # the one by which they were read
    namesakes: int = 0  # rows of the name and class of another that nothing tells from it
    card_clashes: int = 0  # rows that stop at a book's barcode
    given: tuple[str, str] | None = None  # first and last of the card numbers that libdesk gives

    @property
    def leaving(self) -> list[Missing]:
        """Those missing who are marked as left by the librarian's own tick."""
        return [one for one in self.missing if one.reader.id in self.choices.left]


@dataclass(frozen=True, slots=True)
class NewLoan:
    """An open loan that a list brings."""

    draft: LoanDraft
    copy_id: int
    reader: KnownReader
    lent: str
    due: str


@dataclass(slots=True, eq=False)
class LoanPlan:
    """What a list of open loans would do, from the library as it was at journal entry `as_of`."""

    parsed: ParsedList[LoanDraft]
    as_of: int
    rows: tuple[RowPlan, ...] = ()
    counts: Counts = field(default_factory=Counts)
    loans: list[NewLoan] = field(default_factory=list)


Plan = BookPlan | ReaderPlan | LoanPlan
