"""What cards, labels and class sheets show, ready for paper, and the school's choices of how they look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Generic, TypeVar

from libdesk.domain.settings import LibrarySettings
from libdesk.domain.value import Value
from libdesk.i18n import N_

Row = TypeVar("Row")


class Rows(Generic[Row]):
    """So many rows, of which a page's are fetched at a time: the first page is there at once, whatever the number."""

    def __init__(self, count: int, fetch: Callable[[int, int], Sequence[Row]]) -> None:
        self._count, self._fetch = count, fetch

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Rows[Row]":
        """Rows that are all at hand."""
        return cls(len(rows), lambda first, last: rows[first:last])

    def __len__(self) -> int:
        return self._count

    def part(self, first: int, last: int) -> Sequence[Row]:
        """The rows from `first` up to `last`, which is not among them."""
        return self._fetch(first, min(last, self._count))


class Symbology(StrEnum):
    """The bars of readers' and copies' codes; the value is kept in the settings and never changes."""

    CODE128 = "code128"
    CODE39 = "code39"


SYMBOLOGY_NAMES: Final = {Symbology.CODE128: "Code 128", Symbology.CODE39: "Code 39"}


@dataclass(frozen=True, slots=True)
class CardRow:
    """One reader card. `colour`: a number by which readers of one class (or department) have one colour, None: no band.

    `photo`: JPEG of 295 × 413 points as it is kept; None where there is none.
    """

    reader_id: int
    name: str
    group: str  # class or department, "" for neither
    kind: str  # in words
    school_no: str
    code: str  # as it is printed
    valid_until: date | None
    colour: int | None
    photo: bytes | None = None


class CardLayout(Value):
    """Which parts of a card are printed, and what is the same on all of them. `logo`: bytes of a PNG or JPEG."""

    school: str
    line: str = ""  # the school's own, at the foot
    rules: tuple[str, ...] = ()  # of the back, a line each; none: those that libdesk brings
    logo: bytes | None = None
    group: bool = True
    valid: bool = True
    photo: bool = True
    colour: bool = True
    back: bool = False
    long_edge: bool = True  # how the sheet is turned over for the back: about its long edge
    crop_marks: bool = True
    lamination: float = 0.0  # mm that stay white inside each edge of a card, for the film's rim
    symbology: Symbology = Symbology.CODE128


def card_layout(settings: LibrarySettings, logo: bytes | None = None) -> CardLayout:
    """As the school has chosen it."""
    return CardLayout(
        settings.school,
        settings.card_line,
        tuple(line for line in settings.card_rules.splitlines() if line.strip()),
        logo,
        group=settings.card_group,
        valid=settings.card_valid,
        photo=settings.card_photo and settings.photos,
        colour=settings.card_colour,
        back=settings.card_back,
        crop_marks=settings.card_marks,
        lamination=float(settings.card_rim),
        symbology=Symbology(settings.symbology),
    )


class LabelKind(StrEnum):
    """What is stuck on; the value is kept in this PC's settings and never changes."""

    SPINE = "spine"  # class, book number, volume
    BARCODE = "barcode"  # school, title, bars, number
    STRIP = "strip"  # both on one label: the spine's at the left
    ISBN = "isbn"  # title and the EAN-13 of the ISBN, for a book whose own barcode is torn
    CORNER = "corner"  # a class corner: the class's name, large


LABEL_KINDS: Final = {
    LabelKind.SPINE: N_("Spine labels"),
    LabelKind.BARCODE: N_("Barcode labels"),
    LabelKind.STRIP: N_("Spine and barcode on one label"),
    LabelKind.ISBN: N_("ISBN barcodes"),
    LabelKind.CORNER: N_("Labels of class corners"),
}


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One label. `copy_id` is 0 for a code that no copy has yet and for what belongs to no copy.

    `call_no` is the whole number with the marks of volume, edition and copy, "" where none was given.
    """

    copy_id: int
    title: str
    code: str  # as it is printed
    call_no: str = ""
    accession_no: str = ""
    place: str = ""
    isbn: str = ""


class LabelLayout(Value):
    """What is the same on all labels of a run."""

    kind: LabelKind
    school: str = ""
    title: bool = True
    each: int = 1  # so many equal labels a copy: title page, cover
    symbology: Symbology = Symbology.CODE128


@dataclass(frozen=True, slots=True)
class SheetPupil:
    """A line of a class's barcode sheet."""

    seat: int | None
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """A class's page of names and barcodes that lies at the desk, for pupils without a card. `made`: as of when."""

    group: str
    pupils: tuple[SheetPupil, ...]
    made: date
