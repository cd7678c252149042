"""What is wrong with what was typed about a title: each thing told in a sentence, nothing guessed.

Nothing is refused that a book may truly bear: class numbers are never judged, and old books have no ISBN.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from libdesk.domain.callnumbers import book_class
from libdesk.domain.errors import DeskError
from libdesk.domain.identifiers import IsbnFault, normalise_isbn, normalise_issn
from libdesk.domain.money import AmountTooLarge, AmountUnread, read_amount, year_of
from libdesk.domain.title_kinds import LABELS, asked_for
from libdesk.domain.titles import FIELD_NAMES, TitleFields
from libdesk.domain.value import Value
from libdesk.domain.volumes import LONGEST_LABEL, VolumeFields
from libdesk.i18n import N_, _, sentences

LONGEST: Final = 300
LONGEST_TEXT: Final = 4000
FIRST_YEAR: Final = 1500
GRADES: Final = range(1, 13)
LONG_TEXTS: Final = ("summary", "note", "subjects")


class Why(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    ISBN_CHECK = "isbn_check"
    ISBN_LENGTH = "isbn_length"
    ISBN_FORMAT = "isbn_format"
    ISBN_SERIAL = "isbn_serial"
    ISBN_UNIFIED = "isbn_unified"
    NOT_BOOK = "not_book"
    ISSN = "issn"
    PRICE = "price"
    PRICE_LARGE = "price_large"
    YEAR = "year"
    GRADE_ORDER = "grade_order"
    LABEL_MISSING = "label_missing"
    LABEL_TWICE = "label_twice"


_SENTENCES: Final[dict[Why, str]] = {
    Why.MISSING: N_("Type the title."),
    Why.TOO_LONG: N_("{field}: this is too long to be kept. Use at most {most} characters."),
    Why.ISBN_CHECK: N_(
        "A digit of the ISBN {value} is wrong. Compare it with the book; where the book itself is misprinted, leave it "
        "empty and write it into the note."
    ),
    Why.ISBN_LENGTH: N_("An ISBN has 10 or 13 digits; {value} has not. Type it again or leave it empty."),
    Why.ISBN_FORMAT: N_("“{value}” is not read as an ISBN. Type its digits, or leave it empty."),
    Why.ISBN_SERIAL: N_("{value} is the number of a periodical. Choose that kind, or leave the ISBN empty."),
    Why.ISBN_UNIFIED: N_("{value} is a unified book number, older than ISBN. It has a field of its own below."),
    Why.NOT_BOOK: N_("The barcode {value} belongs to no book. Leave the ISBN empty."),
    Why.ISSN: N_("“{value}” is not a right ISSN. It has eight places, such as 0257-5876; or leave it empty."),
    Why.PRICE: N_("“{value}” is not read as an amount. Write it as 12.5 or 1,200.00, in yuan."),
    Why.PRICE_LARGE: N_("This is more than a million yuan. Look at the amount again."),
    Why.YEAR: N_("“{value}” is no year of publication. Write it as 2018, or leave it empty."),
    Why.GRADE_ORDER: N_("The grades stand the wrong way round: from the lower to the higher one."),
    Why.LABEL_MISSING: N_("Each volume needs a label, such as 上 or 2."),
    Why.LABEL_TWICE: N_("Two volumes are called {value}. Give each a label of its own."),
}
_OF_ISBN: Final = {
    IsbnFault.BAD_CHECK: Why.ISBN_CHECK, IsbnFault.BAD_LENGTH: Why.ISBN_LENGTH, IsbnFault.NOT_BOOK: Why.NOT_BOOK,
    IsbnFault.UNIFIED_NUMBER: Why.ISBN_UNIFIED,
}  # fmt: skip


class TitleFault(Value):
    """One thing that is wrong. `field` is a field of the title, or "volumes" with the place of the volume."""

    field: str
    why: Why
    value: str = ""
    volume: int | None = None

    def text(self) -> str:
        most = LONGEST_TEXT if self.field in LONG_TEXTS else LONGEST
        return _(_SENTENCES[self.why]).format(field=_(LABELS[self.field]), value=self.value, most=most)


class TypedVolume(NamedTuple):
    """One volume as it was typed."""

    label: str
    isbn: str = ""
    price: str = ""
    id: int | None = None
    copies: int = 0


def read(typed: Mapping[str, str], this_year: int) -> tuple[TitleFields, list[TitleFault]]:
    """A title from the texts of its form, by field, and what is wrong with them; a text that is faulty is left out."""
    kind = typed.get("kind") or "book"
    asked = asked_for(kind).all
    faults: list[TitleFault] = []
    kept: dict[str, object] = {"kind": kind, "title": ""}
    for name in FIELD_NAMES:
        if name == "kind" or (name not in asked and name != "shelving") or name not in typed:
            continue
        text = tidy(typed[name])
        value, why = _read(name, text, this_year)
        if why is not None:
            faults.append(TitleFault(name, why, text[:40]))
        else:
            kept[name] = value
    fields = TitleFields(**kept)  # type: ignore[arg-type]  # by name, each read as its field wants it
    return fields, [*faults, *_across(fields, faults)]


def check(fields: TitleFields, *known: TitleFields) -> list[TitleFault]:
    """What is wrong with a title that was not typed into the form: the same rules.

    `known`: titles that it is made of; what it has from them came with a list and is not held against it.
    """
    faults: list[TitleFault] = []
    asked = asked_for(fields.kind).all
    for name in FIELD_NAMES:
        value = getattr(fields, name)
        if isinstance(value, str) and name in asked and not (value and value in (getattr(one, name) for one in known)):
            _value, why = _read(name, value, 9999)
            if why is not None:
                faults.append(TitleFault(name, why, value[:40]))
    return [*faults, *_across(fields, faults)]


def read_volumes(typed: Sequence[TypedVolume]) -> tuple[list[VolumeFields], list[TitleFault]]:
    """The volumes of a set and what is wrong with them; a row in which nothing stands is none."""
    faults: list[TitleFault] = []
    found: list[VolumeFields] = []
    seen: set[str] = set()
    for place, row in enumerate(typed):
        label = tidy(row.label)
        if not label and not row.isbn.strip() and not row.price.strip() and row.id is None:
            continue
        if not label:
            faults.append(TitleFault("volumes", Why.LABEL_MISSING, volume=place))
        elif label in seen:
            faults.append(TitleFault("volumes", Why.LABEL_TWICE, label, place))
        seen.add(label)
        isbn, isbn_why = _read("isbn", row.isbn.strip(), 9999)
        price, price_why = _read("price_fen", row.price.strip(), 9999)
        for why, value in ((isbn_why, row.isbn), (price_why, row.price)):
            if why is not None:
                faults.append(TitleFault("volumes", why, value.strip()[:40], place))
        found.append(
            VolumeFields(
                label[:LONGEST_LABEL], str(isbn or ""), price if isinstance(price, int) else None, row.id, row.copies
            )
        )
    return found, faults


def check_volumes(volumes: Sequence[VolumeFields]) -> list[TitleFault]:
    """What is wrong with volumes that were not typed into the form."""
    rows = [TypedVolume(one.label, one.isbn, money_text(one.price_fen), one.id or 0, one.copies) for one in volumes]
    return read_volumes(rows)[1]


def tidy(typed: str) -> str:
    """Text without what cannot be seen and with single spaces, otherwise as typed."""
    seen = "".join(" " if char.isspace() else char for char in typed if char.isspace() or char.isprintable())
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _read(name: str, text: str, this_year: int) -> tuple[object, Why | None]:
    if name == "title" and not any(char.isalnum() for char in text):
        return "", Why.MISSING
    if len(text) > (LONGEST_TEXT if name in LONG_TEXTS else LONGEST):
        return "", Why.TOO_LONG
    match name:
        case "class_no":
            return book_class(text), None
        case "isbn":
            return _isbn(text)
        case "issn":
            issn = normalise_issn(text) if text else ""
            return (issn, None) if issn is not None else ("", Why.ISSN)
        case "price_fen":
            return _price(text)
        case "year":
            return _year(text, this_year)
        case "grade_from" | "grade_to":
            return (int(text) if text.isascii() and text.isdigit() and int(text) in GRADES else None), None
    return text, None


def _isbn(text: str) -> tuple[object, Why | None]:
    found = normalise_isbn(text)
    if found.isbn13 or found.fault is IsbnFault.EMPTY:
        return found.isbn13, None
    if normalise_issn(text) is not None:
        return "", Why.ISBN_SERIAL
    return "", _OF_ISBN.get(found.fault, Why.ISBN_FORMAT) if found.fault else Why.ISBN_FORMAT


def _price(text: str) -> tuple[object, Why | None]:
    try:
        return (read_amount(text) if text else None), None
    except AmountTooLarge:
        return None, Why.PRICE_LARGE
    except AmountUnread:
        return None, Why.PRICE


def _year(text: str, this_year: int) -> tuple[object, Why | None]:
    if not text:
        return None, None
    year = year_of(text)
    return (year, None) if year is not None and FIRST_YEAR <= year <= this_year + 1 else (None, Why.YEAR)


def _across(fields: TitleFields, faults: list[TitleFault]) -> list[TitleFault]:
    """What is wrong between fields."""
    if not fields.title and not any(fault.field == "title" for fault in faults):
        return [TitleFault("title", Why.MISSING)]
    if fields.grade_from and fields.grade_to and fields.grade_from > fields.grade_to:
        return [TitleFault("grade_to", Why.GRADE_ORDER)]
    return []


class TitleFaulty(DeskError):
    """Something stands in the form that cannot be kept."""

    faults: tuple[TitleFault, ...]

    def text(self) -> str:
        return sentences(*dict.fromkeys(fault.text() for fault in self.faults))


def texts_of(fields: TitleFields) -> dict[str, str]:
    """The fields as a form shows them: amounts in yuan, numbers as digits."""
    found: dict[str, str] = {}
    for name in FIELD_NAMES:
        value = getattr(fields, name)
        if name == "price_fen":
            found[name] = money_text(value)
        else:
            found[name] = "" if value is None else str(value)
    return found


def money_text(fen: int | None) -> str:
    """12.50 in a field; "" where no price is known."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"
