"""Code 39 without a check character (ISO/IEC 16388): each sign is nine bars and gaps, of which three are wide."""

import re
from functools import lru_cache
from typing import Final

from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.domain.barcodes import MAX_LENGTH

NARROW: Final = 1
WIDE: Final = 2  # only a mark: how wide it is depends on the room

_PRINTABLE: Final = re.compile(r"[0-9A-Z .$/+%-]+\Z")
# Bars and gaps in turn, w for a wide one.
_SIGNS: Final = {
    sign: tuple(WIDE if letter == "w" else NARROW for letter in pattern)
    for sign, pattern in {
        "0": "nnnwwnwnn", "1": "wnnwnnnnw", "2": "nnwwnnnnw", "3": "wnwwnnnnn", "4": "nnnwwnnnw", "5": "wnnwwnnnn",
        "6": "nnwwwnnnn", "7": "nnnwnnwnw", "8": "wnnwnnwnn", "9": "nnwwnnwnn", "A": "wnnnnwnnw", "B": "nnwnnwnnw",
        "C": "wnwnnwnnn", "D": "nnnnwwnnw", "E": "wnnnwwnnn", "F": "nnwnwwnnn", "G": "nnnnnwwnw", "H": "wnnnnwwnn",
        "I": "nnwnnwwnn", "J": "nnnnwwwnn", "K": "wnnnnnnww", "L": "nnwnnnnww", "M": "wnwnnnnwn", "N": "nnnnwnnww",
        "O": "wnnnwnnwn", "P": "nnwnwnnwn", "Q": "nnnnnnwww", "R": "wnnnnnwwn", "S": "nnwnnnwwn", "T": "nnnnwnwwn",
        "U": "wwnnnnnnw", "V": "nwwnnnnnw", "W": "wwwnnnnnn", "X": "nwnnwnnnw", "Y": "wwnnwnnnn", "Z": "nwwnwnnnn",
        "-": "nwnnnnwnw", ".": "wwnnnnwnn", " ": "nwwnnnwnn", "$": "nwnwnwnnn", "/": "nwnwnnnwn", "+": "nwnnnwnwn",
        "%": "nnnwnwnwn", "*": "nwnnwnwnn",
    }.items()
}  # fmt: skip


@lru_cache(1 << 13)
def code39_widths(content: str) -> tuple[int, ...]:
    """NARROW or WIDE for each bar and each gap, a bar first and last. Raises BarcodeUnprintable."""
    if not content:
        raise BarcodeUnprintable(content, "empty")
    if len(content) > MAX_LENGTH:
        raise BarcodeUnprintable(content, "long")
    if not _PRINTABLE.match(content):
        raise BarcodeUnprintable(content, "code39")
    widths: list[int] = []
    for sign in f"*{content}*":
        widths += (*_SIGNS[sign], NARROW)
    return tuple(widths[:-1])
