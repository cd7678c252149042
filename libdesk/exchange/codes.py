"""Numbers of copies and cards out of one cell: several with separators between, and runs such as 0010201-10."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from libdesk.domain.barcodes import MAX_LENGTH
from libdesk.exchange.cells import is_nothing, is_ruined

MOST: Final = 2_000  # copies in one row; more is a slip
FEW: Final = 500  # copies in one run that two days could as well mean: 20200101-20201231

_BETWEEN: Final = re.compile(r"[,;、|\s]+")
_RUN: Final = re.compile(r"([A-Za-z]*)(\d+)(?:-{1,2}|~|至|到|—+|–)([A-Za-z]*)(\d+)", re.ASCII)
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_LIKE_A_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*", re.ASCII)
_LONGEST: Final = 20  # characters of a code that nobody doubts
_SHORT: Final = 5  # digits up to which 2001-9999 is a year and a number
_LOOSE_DASH: Final = re.compile(r"\s*([-~至—–])\s*")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a cell. `ruined` and `too_long` name the first that cannot be one, `span` a run of too many."""

    codes: tuple[str, ...] = ()
    ruined: str = ""
    too_long: str = ""
    span: str = ""


def is_odd(code: str) -> bool:
    """Whether a code is hardly one: 馆藏号不详, 12:34, sixty digits, or a run that goes backwards, X00079-70."""
    if len(code) > _LONGEST or _LIKE_A_CODE.fullmatch(code) is None:
        return True
    run = _RUN.fullmatch(code)
    return run is not None and bool(run[3] or len(run[4]) < len(run[2]) or len(code) > 12)


def split_codes(text: str, longest: int = MOST) -> Codes:
    """All codes of a cell, in order and once each, runs written out; width folded as a scanner would send them.

    A dash is a run only where the second number is the greater one once it is filled up from the first: 0010201-10 is
    ten codes, 2021-0012 is one. A run of more than `longest` codes is told and not written out.
    """
    if text.isascii() and text.isalnum():
        return Codes((text,)) if len(text) <= MAX_LENGTH else Codes(too_long=text[:MAX_LENGTH])
    if is_nothing(text):
        return Codes()
    if is_ruined(text):
        return Codes(ruined=text)
    codes: dict[str, None] = {}
    folded = _LOOSE_DASH.sub(r"\1", unicodedata.normalize("NFKC", text))
    for part in _BETWEEN.split(folded):
        if is_ruined(part):
            return Codes(ruined=part)
        if len(part) > MAX_LENGTH:
            return Codes(too_long=part[:MAX_LENGTH])
        found = _written_out(part, longest)
        if found is None:
            return Codes(span=part)
        codes.update(dict.fromkeys(found))
    codes.pop("", None)
    return Codes(tuple(codes))


def _written_out(part: str, longest: int) -> list[str] | None:
    found = _RUN.fullmatch(part)
    if found is None:
        return [part]
    letters, first, letters_again, last = found.groups()
    if letters_again not in ("", letters) or len(last) > len(first):
        return [part]
    end = int(first[: len(first) - len(last)] + last)
    start = int(first)
    count = end - start + 1
    if count < 2:
        return [part]
    if count > longest or (count > FEW and _DAY.fullmatch(first) and _DAY.fullmatch(last)):
        return None if letters or len(first) > _SHORT else [part]
    return [f"{letters}{number:0{len(first)}d}" for number in range(start, end + 1)]
