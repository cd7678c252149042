"""Numbers, prices and years of records, read as everywhere in libdesk, with a short way for the plain ones."""

import re
from functools import lru_cache
from operator import mul
from typing import Final

from libdesk.domain.identifiers import IsbnFault, normalise_isbn, normalise_issn
from libdesk.domain.money import parse_price, year_of

_CN: Final = re.compile(r"(?:CN\s*)?\d{2}-\d{4,5}(?:/[A-Z0-9].*)?", re.ASCII | re.IGNORECASE)
_POST: Final = re.compile(r"\d{1,2}-\d{1,3}", re.ASCII)

_WEIGHTS: Final = range(10, 1, -1)
_REST: Final = 48 * sum(_WEIGHTS) % 11  # the digits are summed as characters


def isbn_of(text: str) -> tuple[str, bool]:
    """(thirteen digits or "", whether the number is a wrong one). Old unified numbers are not wrong."""
    bare = text.replace("-", "")
    # What ends in six noughts may have been rounded by a spreadsheet: that is asked below.
    if len(bare) == 13 and bare.isdigit() and bare.isascii() and bare[:3] in ("978", "979") and text[-6:] != "000000":
        digits = bare.encode()
        if (sum(digits[::2]) + 3 * sum(digits[1::2]) - 48 * 25) % 10 == 0:
            return bare, False
    if len(bare) == 10 and bare[:9].isdigit() and bare.isascii() and _sums_up(bare):
        body = b"978" + bare[:9].encode()
        return body.decode() + str((48 * 24 - sum(body[::2]) - 3 * sum(body[1::2])) % 10), False
    read = normalise_isbn(text[:200])
    return read.isbn13, read.wrong


def _sums_up(ten: str) -> bool:
    """Whether the check digit of an ISBN-10 is right."""
    last = 10 if ten[9] in "Xx" else ord(ten[9]) - 48
    return 0 <= last <= 10 and (sum(map(mul, ten[:9].encode(), _WEIGHTS)) + last) % 11 == _REST


def is_unified(text: str) -> bool:
    return normalise_isbn(text[:200]).fault is IsbnFault.UNIFIED_NUMBER


@lru_cache(maxsize=4096)  # a file has many records and few prices
def price_of(text: str) -> int | None:
    return parse_price(text).fen


@lru_cache(maxsize=1024)
def year_in(text: str) -> int | None:
    return year_of(text[:200])


def issn_of(text: str) -> str:
    return normalise_issn(text[:200]) or ""


def number_kind(text: str) -> str:
    """What a national number is by its shape: `cn_no`, `post_code`, `unified_no`, or "" when its field must tell."""
    if _CN.fullmatch(text):
        return "cn_no"
    if _POST.fullmatch(text):
        return "post_code"
    return "unified_no" if is_unified(text) else ""
