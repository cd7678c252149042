"""A cell becomes the text that a person sees in it, and nothing that the spreadsheet made up around it."""

import datetime as dt
import math
import re
import unicodedata
from typing import Final

Value = int | float | str | bool | dt.date | dt.time | dt.timedelta

# A spreadsheet keeps 15 digits: in a longer number the last ones have become zeros, and no code may be made of it.
_LAST_EXACT: Final = 10**15
_RUINED: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_GUARDED: Final = re.compile(r'="([^"]*)"', re.DOTALL)  # ="0012": how an export keeps the zeros in a csv
_TURNING: Final = "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # what follows around
_INVISIBLE: Final = dict.fromkeys(map(ord, "\x00\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad" + _TURNING))
_SPACES: Final = " \t\r\n\x0b\x0c\xa0\u2002\u2003\u2009\u202f\u3000"
_ERRORS: Final = frozenset({"#n/a", "#ref!", "#name?", "#value!", "#div/0!", "#null!", "#num!"})
_NOTHING: Final = _ERRORS | {"-", "--", "—", "——", "－", "/", "\\", "null", "none", "nan", "n/a", "(null)"}
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell_text(value: Value) -> str:
    """The text of a workbook's cell: whole numbers without ".0", dates in ISO, long ruined numbers in 1.2E+17 form."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.timedelta):
        return str(value)
    return value.isoformat()


def number_text(value: int | float) -> str:
    """A number as the spreadsheet shows it; one of 16 digits or more was rounded when it was typed, and looks so."""
    if not math.isfinite(value):
        return ""
    if abs(value) >= _LAST_EXACT:
        return f"{float(value):.5E}"
    if value == int(value):
        return str(int(value))
    return f"{value:.15g}"


def is_ruined(text: str) -> bool:
    """Whether a code was turned into a number and rounded, so that its last digits are lost: 9.787E+12."""
    return _RUINED.fullmatch(text) is not None


def clean(text: str) -> str:
    """Trim a text cell, compose it (NFC), and take away what exports put around numbers: ="…", a leading '."""
    if text.isascii() and text.isalnum():
        return text
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).strip(_SPACES)
    guarded = _GUARDED.fullmatch(text)
    if guarded:
        text = guarded[1].strip(_SPACES)
    if text[:1] == "'" and (text[1:].isdigit() or text[1:].startswith(DANGEROUS)):
        text = text[1:].strip(_SPACES)
    return text


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing to say: blank, a dash, NULL."""
    return not text or text.lower() in _NOTHING


def is_error(text: str) -> bool:
    """Whether a formula found nothing to show: something was meant to stand there."""
    return text.startswith("#") and text.lower() in _ERRORS


def neutral(text: str) -> str:
    """The text as a spreadsheet may hold it without taking it for a formula; `clean` takes the mark off again."""
    return "'" + text if text.startswith(DANGEROUS) else text
