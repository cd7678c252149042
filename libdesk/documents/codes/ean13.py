"""EAN-13, the bars of an ISBN (ISO/IEC 15420): twelve digits in sevens of modules between longer guard bars."""

from functools import lru_cache
from typing import Final

from libdesk.documents.codes.faults import BarcodeUnprintable

MODULES: Final = 95
GUARDS: Final = frozenset({0, 2, 46, 48, 92, 94})  # the modules of the bars that reach down between the digits

_LEFT: Final = ((3, 2, 1, 1), (2, 2, 2, 1), (2, 1, 2, 2), (1, 4, 1, 1), (1, 1, 3, 2), (1, 2, 3, 1), (1, 1, 1, 4),
                (1, 3, 1, 2), (1, 2, 1, 3), (3, 1, 1, 2))  # fmt: skip
# The first digit stands in which of the left ones are turned about.
_TURNED: Final = ("nnnnnn", "nntntt", "nnttnt", "nntttn", "ntnntt", "nttnnt", "ntttnn", "ntntnt", "ntnttn", "nttntn")


def ean13_check(digits: str) -> str:
    """The check digit of twelve digits."""
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)


@lru_cache(1 << 10)
def ean13_widths(content: str) -> tuple[int, ...]:
    """How many modules each bar and each gap is wide, a bar first and last; thirteen digits with a right check digit.

    Raises BarcodeUnprintable.
    """
    if not content:
        raise BarcodeUnprintable(content, "empty")
    if len(content) != 13 or not (content.isascii() and content.isdigit()) or ean13_check(content[:12]) != content[12]:
        raise BarcodeUnprintable(content, "isbn")
    widths = [1, 1, 1]
    for turned, digit in zip(_TURNED[int(content[0])], content[1:7], strict=True):
        widths += reversed(_LEFT[int(digit)]) if turned == "t" else _LEFT[int(digit)]
    widths += [1, 1, 1, 1, 1]
    for digit in content[7:]:
        widths += _LEFT[int(digit)]
    return (*widths, 1, 1, 1)
