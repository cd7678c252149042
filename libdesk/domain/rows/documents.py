"""What the papers of the desk show: slips for a reader's loans and for the hold shelf, ready to be printed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from libdesk.domain.rows.prints import Rows


class SlipPaper(StrEnum):
    """What slips are printed on; the value is kept in this PC's settings and never changes."""

    A6 = "a6"
    RECEIPT = "receipt"  # a roll of 80 mm, of which 72 mm are printed


class SlipKind(StrEnum):
    LENT = "lent"  # what was lent or renewed today
    OUT = "out"  # everything the reader still has


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One book. `due`: None when it is for the reading room today; `late`: days overdue, 0 when not."""

    title: str
    due: date | None
    late: int = 0


@dataclass(frozen=True, slots=True)
class LoanSlip:
    """A reader's books with the days they are due. `printed`: the moment in the library's own zone."""

    school: str
    reader: str
    group: str  # class, department or kind of reader; "" when the name says it already
    kind: SlipKind
    lines: tuple[SlipLine, ...]
    printed: datetime


@dataclass(frozen=True, slots=True)
class HoldSlip:
    """Who waits for the copy on the hold shelf, and until when it is kept. `printed` as in LoanSlip."""

    school: str
    reader: str
    group: str
    title: str
    barcode: str
    call_no: str
    until: date | None
    printed: datetime


@dataclass(frozen=True, slots=True)
class ReplacementSlip:
    """A reader brought a copy for a lost one: the slip that says that nothing is owed any more. `printed` as above."""

    school: str
    reader: str
    group: str
    title: str
    old_barcode: str
    new_barcode: str
    isbn: str  # of another edition; "" for the same
    day: date
    printed: datetime


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a list on paper; `share` of the width that is left to those with one, 0: as wide as its contents.

    A column with a share is cut where its words are too long, unless they are needed `whole`: those become smaller.
    """

    title: str
    share: int = 0
    right: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """Rows under a heading of their own, "" for none."""

    heading: str
    rows: tuple[tuple[str, ...], ...] | Rows[tuple[str, ...]]

    @property
    def lines(self) -> Rows[tuple[str, ...]]:
        """The rows, of which a page's are fetched at a time."""
        return self.rows if isinstance(self.rows, Rows) else Rows.of(self.rows)


@dataclass(frozen=True, slots=True)
class TablePaper:
    """A list on A4: what it is, a line about it, columns, parts, a last line such as a sum, and who signs below.

    `at`: the moment at which it was true, in the library's own zone.
    """

    school: str
    heading: str
    note: str
    columns: tuple[TableColumn, ...]
    parts: tuple[TablePart, ...]
    foot: str = ""
    own_pages: bool = False  # each part begins a page: one for every class teacher
    signed: tuple[str, ...] = ()
    wide: bool = False  # across the page in a smaller size, for a register with many columns
    copies: tuple[str, ...] = ()  # printed so often, each with its name at the foot: one to keep, one to hand in
    at: datetime | None = None
    ruled: bool = False  # with upright lines beside the columns that are left free, to be filled in by hand
    formulas: str = ""  # below the last line, in as many lines as it takes: how the figures were reckoned


@dataclass(frozen=True, slots=True)
class ReaderSlip:
    """What a pupil takes home: the overdue books of one reader. `lines` may be more than one slip holds."""

    reader: str
    group: str
    lines: tuple[SlipLine, ...]


@dataclass(frozen=True, slots=True)
class DonationPaper:
    """The certificate for a donor; `amount_fen` None where not every book has a price."""

    school: str
    donor: str
    no: str
    titles: int
    copies: int
    amount_fen: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Certificate:
    """A sheet across for one person: what it is, to whom, for what (paragraphs apart by line ends), who signs.

    `prize` stands large below the text, `signed` before a line to sign on; `no` small at the foot.
    """

    school: str
    heading: str
    name: str
    body: str
    day: date
    prize: str = ""
    signed: str = ""
    no: str = ""
