"""ISBN, ISSN and the old unified book numbers, read from what people and spreadsheets make of them."""

import re
from enum import StrEnum
from typing import Final

from libdesk.domain.value import Value
from libdesk.i18n import N_


class IsbnFault(StrEnum):
    """Why a text gives no ISBN. EMPTY and UNIFIED_NUMBER are no mistake: such books simply have none."""

    EMPTY = "empty"
    UNIFIED_NUMBER = "unified_number"  # 统一书号, as on Chinese books before 1987: 10019·1234
    RUINED_BY_SPREADSHEET = "ruined_by_spreadsheet"
    BAD_CHECK = "bad_check"
    BAD_LENGTH = "bad_length"
    BAD_FORMAT = "bad_format"
    NOT_BOOK = "not_book"  # a sound EAN of something else: a periodical, a snack


ISBN_FAULT_LABELS: Final[dict[IsbnFault, str]] = {
    IsbnFault.EMPTY: N_("No ISBN"),
    IsbnFault.UNIFIED_NUMBER: N_("Unified book number, older than ISBN"),
    IsbnFault.RUINED_BY_SPREADSHEET: N_("The spreadsheet has damaged this ISBN"),
    IsbnFault.BAD_CHECK: N_("A digit of this ISBN is wrong"),
    IsbnFault.BAD_LENGTH: N_("This ISBN has too few or too many digits"),
    IsbnFault.BAD_FORMAT: N_("This is not an ISBN"),
    IsbnFault.NOT_BOOK: N_("This barcode does not belong to a book"),
}


class IsbnResult(Value):
    """An ISBN as thirteen digits, or why there is none. `text` is what was given, to be kept as a note."""

    isbn13: str
    fault: IsbnFault | None
    text: str

    @property
    def wrong(self) -> bool:
        """Whether somebody has to look at it."""
        return self.fault is not None and self.fault not in (
            IsbnFault.EMPTY,
            IsbnFault.UNIFIED_NUMBER,
        )


_FOLD: Final = str.maketrans(
    {0xFF10 + n: str(n) for n in range(10)}
    | dict.fromkeys(map(ord, "‐‑‒–—―−－_"), "-")
    | dict.fromkeys(map(ord, "．"), ".")
    | dict.fromkeys(map(ord, "Ｘｘ"), "X")
    | dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), "")
)
_NOTHING: Final = frozenset({"", "-", "--", "/", "0", "无", "暂无", "没有", "NULL", "NONE", "NAN", "N/A"})
_ISBN_WORD: Final = re.compile(r"ISBN(?:-?1[03](?=[:： ]))?[:： ]*", re.IGNORECASE)
_CANDIDATE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-.])(?:97[89][-. ]?)?(?:[0-9][-. ]?){9}[0-9Xx](?![0-9A-Za-z]|[-.][0-9])"
)
_MISPLACED_X: Final = re.compile(r"97[89].{10,}[Xx]\Z")  # only ten-digit numbers end in X
_ADD_ON: Final = re.compile(r"(97[89]\d{10})[ +]?(?:\d{2}|\d{5})\Z", re.ASCII)
_EXPONENT: Final = re.compile(r"\d(?:\.\d*)?E\+?\d{1,2}\Z", re.IGNORECASE | re.ASCII)
_FLOAT: Final = re.compile(r"(\d{8,13})\.0+\Z", re.ASCII)
_ROUNDED: Final = re.compile(r"97[89]\d{4}0{6}\Z", re.ASCII)
_UNIFIED: Final = re.compile(
    r"(?:统一)?(?:书号)?[:： ]*[A-Z]?\d{4,5}[·・•.\-]\d{1,5}\Z",
    re.ASCII | re.IGNORECASE,
)
_SEPARATORS: Final = re.compile(r"[-. ]")


def _fold(text: str) -> str:
    return " ".join(text.translate(_FOLD).split())


def _sound(candidate: str) -> str | None:
    """Return thirteen digits when the check digit is right. python-stdnum costs 50 ms once, so it comes late."""
    from stdnum import isbn

    try:
        return str(isbn.validate(candidate.upper(), convert=True))
    except ValueError:  # stdnum's ValidationError is one
        return None


def isbn13_of(scan: str) -> str | None:
    """Return the ISBN that a whole scan stands for: ISBN-13, ISBN-10, or an EAN with its add-on of 2 or 5 digits.

    Nothing is sought inside other text, and codes of another length cost nothing.
    """
    if not 10 <= len(scan) <= 24:
        return None
    text = _ISBN_WORD.sub("", _fold(scan), count=1).strip()
    if add_on := _ADD_ON.match(text):
        text = add_on[1]
    return _sound(_SEPARATORS.sub("", text)) if _CANDIDATE.fullmatch(text) else None


def unified_of(text: str) -> str:
    """A unified book number (统一书号) as it is compared, 10019.1234; "" if the text is none or is cut by a hyphen."""
    found = _UNIFIED.match(_fold(text)) if len(text) <= 40 else None
    parts = re.findall(r"[0-9]+", found[0]) if found and "-" not in found[0] else []
    return ".".join(parts) if len(parts) == 2 else ""


def normalise_isbn(text: str) -> IsbnResult:
    """Read an ISBN out of a cell, a MARC field or a note; the first sound one wins.

    A number cell such as 9787208061644.0 is accepted when all its digits are there and the check digit is right; one
    that ends in six noughts was rounded by the spreadsheet, even where the check digit happens to agree.
    """
    plain = _fold(text)
    if plain.upper() in _NOTHING:
        return IsbnResult("", IsbnFault.EMPTY, text)
    if _EXPONENT.match(plain) or _ROUNDED.match(plain.removesuffix(".0")):
        return IsbnResult("", IsbnFault.RUINED_BY_SPREADSHEET, text)
    if from_float := _FLOAT.match(plain):
        found = _sound(from_float[1]) if len(from_float[1]) in (10, 13) else None
        return IsbnResult(found or "", None if found else IsbnFault.RUINED_BY_SPREADSHEET, text)
    if any(c.isdigit() and not c.isascii() for c in plain):  # ² is no digit of an ISBN
        return IsbnResult("", IsbnFault.BAD_FORMAT, text)
    if whole := isbn13_of(plain):
        return IsbnResult(whole, None, text)
    candidates = [c for c in _CANDIDATE.findall(_ISBN_WORD.sub(" ", plain)) if not _MISPLACED_X.search(c)]
    for candidate in candidates:
        if found := _sound(_SEPARATORS.sub("", candidate)):
            return IsbnResult(found, None, text)
    return IsbnResult("", IsbnFault.BAD_CHECK if candidates else _fault(plain), text)


def _fault(plain: str) -> IsbnFault:
    from stdnum import ean

    if _UNIFIED.match(plain):
        return IsbnFault.UNIFIED_NUMBER
    bare = _SEPARATORS.sub("", _ISBN_WORD.sub("", plain))
    if not bare.isdigit():
        is_short = bare[:-1].isdigit() and bare[-1] in "Xx" and len(bare) < 10
        return IsbnFault.BAD_LENGTH if is_short else IsbnFault.BAD_FORMAT
    if len(bare) != 13:
        return IsbnFault.BAD_LENGTH
    return IsbnFault.NOT_BOOK if ean.is_valid(bare) else IsbnFault.BAD_CHECK


def to_isbn10(isbn13: str) -> str | None:
    """Return the ten-digit form of an ISBN in any shape; None for 979 (which has none) and for unsound numbers."""
    from stdnum import isbn

    number = normalise_isbn(isbn13).isbn13
    return str(isbn.to_isbn10(number)) if number.startswith("978") else None


def hyphenated(isbn13: str) -> str:
    """Return an ISBN with hyphens by the agency's ranges, for the screen; what cannot be split comes back unchanged."""
    from stdnum import isbn

    try:
        return str(isbn.format(isbn13))
    except ValueError:
        return isbn13


def normalise_issn(text: str) -> str | None:
    """Return an ISSN as 0264-3596, read from eight characters in any shape or from a periodical's EAN (977…)."""
    from stdnum import ean, issn

    bare = _SEPARATORS.sub("", re.sub(r"ISSN[:： ]*", "", _fold(text), flags=re.IGNORECASE)).upper()
    if len(bare) in (13, 15, 18) and bare.startswith("977") and ean.is_valid(bare[:13]):
        bare = bare[3:10] + issn.calc_check_digit(bare[3:10])
    return str(issn.format(bare)) if issn.is_valid(bare) else None


_RESIDENT_ID: Final = re.compile(
    r"[1-9]\d{5}(?:(?:18|19|20)\d\d|\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]?\Z",
    re.ASCII,
)
_MASKED_ID: Final = re.compile(r"[1-9]\d{2,9}\*{4,}[\dX]{0,6}\Z", re.ASCII)
_PUPIL_RECORD: Final = re.compile(r"(?:[GL]?\d{17}[\dX]|\d{16})\Z", re.ASCII)
_PHONE: Final = re.compile(r"(?:(?:\+|00)86)?(?:1[3-9]\d{9}|0[1-9]\d{1,2}\d{7,8})\Z", re.ASCII)


def _bare(text: str) -> str:
    return re.sub(r"[-\s()（）']", "", _fold(text)).upper()


def looks_like_resident_id(text: str) -> bool:
    """Whether a cell looks like an identity-card number (GB 11643), mistyped, masked and old 15-digit ones included."""
    bare = _bare(text)
    return (len(bare) in (15, 18) and bool(_RESIDENT_ID.match(bare))) or bool(_MASKED_ID.match(bare))


def looks_like_pupil_record_number(text: str) -> bool:
    """Whether a cell looks like a 学籍号: identity number with or without G, L and 18 places, or 16 digits."""
    return bool(_PUPIL_RECORD.match(_bare(text)))


def looks_like_phone(text: str) -> bool:
    """Whether a cell looks like a Chinese mobile or landline number (with area code)."""
    return bool(_PHONE.match(_bare(text)))
