"""A printed barcode is Code 128 in bars of whole modules with a quiet zone of ten modules on either side.

The symbols are chosen here (ISO/IEC 15417, annex E) and only their bars come from python-barcode: its own choice drops
a leading "99" and differs from call to call on one object.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from libdesk.domain.barcodes import MAX_LENGTH
from libdesk.domain.errors import DeskError
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DOT: Final = 72 / 300  # points: one dot of a printer of 300 dpi, two of one of 600
LEAST_DOTS: Final = 3  # 0.254 mm; narrower bars are not read by every scanner
MOST_DOTS: Final = 6
QUIET: Final = 10  # modules left white on either side

_PRINTABLE: Final = re.compile(r"[\x20-\x7e]+\Z")
_DIGITS: Final = re.compile(r"[0-9]+")
_TO_B: Final = 100
_TO_C: Final = 99


class BarcodeUnprintable(DeskError):
    """A code that no Code 128 can carry; `fault` is "empty", "long", "letters" or "wide"."""

    content: str
    fault: str

    def text(self) -> str:
        if self.fault == "empty":
            return _("There is no code to print as a barcode. Enter one first.")
        if self.fault == "letters":
            return _(
                "{content} cannot be printed as a barcode: only English letters, digits and simple signs can."
            ).format(content=self.content)
        return _("{content} is too long for a barcode here. Choose a shorter code.").format(
            content=self.content if len(self.content) <= MAX_LENGTH else f"{self.content[:20]}…"
        )


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


def code128_modules(content: str) -> str:
    """The bars (1) and gaps (0), one letter a module, without the quiet zones. Raises BarcodeUnprintable."""
    from barcode.charsets import code128

    return "".join([*(code128.CODES[value] for value in code128_symbols(content)), code128.STOP, "11"])


def draw_code128(
    canvas: "Canvas", content: str, x: float, y: float, width: float, height: float, *, most_dots: int = MOST_DOTS
) -> float:
    """Draw the barcode in the middle of a box of points, quiet zones inside it; returns the module's width in points.

    The module is as many whole dots of 300 dpi, from three to `most_dots`, as the box allows. Raises
    BarcodeUnprintable, with nothing drawn, when three are too wide for it.
    """
    modules = code128_modules(content)
    dots = min(most_dots, int((width + 1e-6) / (len(modules) + 2 * QUIET) / DOT))
    if dots < LEAST_DOTS:
        raise BarcodeUnprintable(content, "wide")
    module = dots * DOT
    left = x + (width - len(modules) * module) / 2
    canvas.saveState()
    canvas.setFillGray(0)
    at = 0
    for bar, group in groupby(modules):
        wide = len(list(group))
        if bar == "1":
            canvas.rect(left + at * module, y, wide * module, height, stroke=0, fill=1)
        at += wide
    canvas.restoreState()
    return module
