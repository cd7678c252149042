"""Numbers of copies and cards out of one cell: several with separators between, and runs such as 0010201-10."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from libdesk.domain.barcodes import MAX_LENGTH
from libdesk.exchange.cells import is_nothing, is_ruined

MOST: Final = 2_000  # copies in one row; more is a slip

_BETWEEN: Final = re.compile(r"[,;、|\s]+")
_RUN: Final = re.compile(r"([A-Za-z]*)(\d+)(?:-{1,2}|~|至|到|—+|–)([A-Za-z]*)(\d+)", re.ASCII)
_LOOSE_DASH: Final = re.compile(r"\s*([-~至—–])\s*")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a cell. `ruined` and `too_long` name the first that cannot be one."""

    codes: tuple[str, ...] = ()
    ruined: str = ""
    too_long: str = ""


def split_codes(text: str) -> Codes:
    """All codes of a cell, in order and once each, runs written out; width folded as a scanner would send them.

    A dash is a run only where the second number is the greater one once it is filled up from the first: 0010201-10 is
    ten codes, 2021-0012 is one.
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
        codes.update(dict.fromkeys(_written_out(part)))
    codes.pop("", None)
    return Codes(tuple(codes))


def _written_out(part: str) -> list[str]:
    found = _RUN.fullmatch(part)
    if found is None:
        return [part]
    letters, first, letters_again, last = found.groups()
    if letters_again not in ("", letters) or len(last) > len(first):
        return [part]
    end = int(first[: len(first) - len(last)] + last)
    start = int(first)
    if not start < end < start + MOST:
        return [part]
    return [f"{letters}{number:0{len(first)}d}" for number in range(start, end + 1)]
