"""Code 128: the symbols are chosen here (ISO/IEC 15417, annex E), only their bars come from python-barcode.

Its own choice drops a leading "99" and differs from call to call on one object.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Final

from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.domain.barcodes import MAX_LENGTH

_PRINTABLE: Final = re.compile(r"[\x20-\x7e]+\Z")
_DIGITS: Final = re.compile(r"[0-9]+")
_TO_B: Final = 100
_TO_C: Final = 99


def code128_symbols(content: str) -> list[int]:
    """The symbol values from the start to the check symbol, without the stop. Raises BarcodeUnprintable."""
    if not content:
        raise BarcodeUnprintable(content, "empty")
    if len(content) > MAX_LENGTH:
        raise BarcodeUnprintable(content, "long")
    if not _PRINTABLE.match(content):
        raise BarcodeUnprintable(content, "letters")
    symbols: list[int] = []
    in_c = None
    for digits, piece in _pieces(content):
        if digits != in_c:
            symbols.append((105 if digits else 104) if in_c is None else (_TO_C if digits else _TO_B))
            in_c = digits
        symbols += [int(piece[i : i + 2]) for i in range(0, len(piece), 2)] if digits else [ord(c) - 32 for c in piece]
    check = (symbols[0] + sum(place * value for place, value in enumerate(symbols))) % 103
    return [*symbols, check]


def _pieces(content: str) -> Iterator[tuple[bool, str]]:
    """The content in pieces for code set C (True: digits in pairs) and code set B, as annex E advises.

    Pairs are worth their switch from four digits at an end of the content and from six inside it; two digits alone too.
    """
    begun = 0
    for run in _DIGITS.finditer(content):
        first, last = run.span()
        at_end = first == 0 or last == len(content)
        least = 2 if len(content) == 2 else 4 if at_end else 6
        if last - first < least:
            continue
        odd = (last - first) % 2
        # The digit too many goes to the side where code set B is met anyway.
        first, last = (first, last - odd) if first == 0 and last != len(content) else (first + odd, last)
        if begun < first:
            yield False, content[begun:first]
        yield True, content[first:last]
        begun = last
    if begun < len(content):
        yield False, content[begun:]


@cache
def _bars() -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """The widths of bars and gaps of each symbol, and of the stop with its last bar."""
    from barcode.charsets import code128

    symbols = tuple(_widths(code128.CODES[value]) for value in range(106))
    return symbols, _widths(f"{code128.STOP}11")


def _widths(modules: str) -> tuple[int, ...]:
    return tuple(len(list(group)) for _bar, group in groupby(modules))


@lru_cache(1 << 13)
def code128_widths(content: str) -> tuple[int, ...]:
    """How many modules each bar and each gap is wide, a bar first and last. Raises BarcodeUnprintable."""
    symbols, stop = _bars()
    return (*(width for value in code128_symbols(content) for width in symbols[value]), *stop)
