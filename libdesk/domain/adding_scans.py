"""What a scan may be where books are added, by its shape alone, before the library is asked."""

import re
from enum import StrEnum
from typing import Final

from libdesk.domain.barcodes import TEN, Scan, command_of, is_reserved
from libdesk.domain.identifiers import IsbnFault, normalise_isbn, normalise_issn, unified_of
from libdesk.domain.value import Value

# Typed with a digit too few or too many, or with its hyphens: no label looks so.
_MEANT_AS_ISBN: Final = re.compile(
    r"97[89][0-9]{8,9}|97[89][0-9]{11}|(?=.{12,14}$)[0-9]+-[0-9]+-[0-9]+-[0-9Xx]|97[89]-[-0-9]+"
)
LABEL_TYPED: Final = 6  # so many digits typed by hand are a label; fewer may be a title, such as 1984


class Code(StrEnum):
    """What a book was asked for by."""

    ISBN = "isbn"
    ISSN = "issn"
    UNIFIED = "unified"  # 统一书号, of a book older than ISBN
    WORDS = "words"


class Unfit(StrEnum):
    """Why a scan is neither a book nor a label."""

    ADD_ON = "add_on"  # the small code beside an ISBN
    OTHER_GOODS = "other_goods"  # an EAN of no book: a price label, a toy
    BAD_ISBN = "bad_isbn"
    TOO_LONG = "too_long"
    COMMAND = "command"


class Read(Value):
    """`code` with `text`: a book is asked for. `label`: it may be a label. `count`: so many copies. Else `unfit`."""

    text: str
    code: Code | None = None
    label: str = ""
    count: int = 0
    unfit: Unfit | None = None


def read(scan: Scan, *, typed: bool, at_hand: bool, five_digits: bool = False) -> Read:
    """What was scanned or typed, by its shape alone; a label of the library comes before, which its owner tells.

    `at_hand`: a book waits for its label. `five_digits`: labels of this library may have five digits.
    """
    text, key = scan.text, scan.code_key
    if scan.too_long:
        return Read(text, unfit=Unfit.TOO_LONG)
    if command_of(key) or is_reserved(key):
        return Read(text, unfit=Unfit.COMMAND)
    if scan.isbn and (typed or len(key) > TEN):  # what a scanner reads in ten places is a label; no ISBN is printed so
        return Read(scan.isbn, Code.ISBN)
    if len(key) >= 13 and (issn := normalise_issn(text)):
        return Read(issn, Code.ISSN)
    if typed and (issn := normalise_issn(text)) and ("-" in text or not at_hand):
        return Read(issn, Code.ISSN)
    if unified := unified_of(text):
        return Read(unified, Code.UNIFIED)
    if typed and at_hand and key.isdecimal() and 0 < len(key) <= 2 and int(key) > 0:
        return Read(text, count=int(key))
    if key.isdecimal() and not typed and (len(key) == 2 or (len(key) == 5 and not five_digits)):
        return Read(text, unfit=Unfit.ADD_ON)
    bare = key.replace("-", "").replace(" ", "")
    if bare.isdecimal() and len(bare) == 13:
        fault = normalise_isbn(bare).fault
        if bare.startswith(("978", "979")):
            return Read(text, unfit=Unfit.BAD_ISBN)
        if fault is IsbnFault.NOT_BOOK and not (typed and at_hand):
            return Read(text, unfit=Unfit.OTHER_GOODS)
    if typed and _MEANT_AS_ISBN.fullmatch(text):
        return Read(text, unfit=Unfit.BAD_ISBN)
    if typed and not at_hand and not _looks_like_label(text):
        return Read(text, Code.WORDS)
    if typed and (not text.isascii() or not any(map(str.isdigit, text))):  # no label: the next title was typed
        return Read(text, Code.WORDS)
    return Read(text, label=key)


def _looks_like_label(text: str) -> bool:
    """Typed where a book is due: a run of digits, with a few letters at most before them, is a label and no title."""
    return bool(re.fullmatch(rf"[A-Za-z]{{0,4}}[0-9]{{{LABEL_TYPED},}}[A-Za-z]?", text))
