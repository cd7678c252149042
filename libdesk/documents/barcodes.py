"""Bars that scan: every bar is whole dots of the printer and lies on them, a quiet zone of ten modules on either side.

A bar loses a tenth of a dot at either side, so that a printer which fills each dot that is touched makes it no wider;
without that, or beside the dots, most codes at two or three dots were not read. Bars are drawn where they are asked
for on the page: offset and scale of a printer move the labels, never the bars of one.
"""

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.codes.code39 import WIDE, code39_widths
from libdesk.documents.codes.code128 import code128_widths
from libdesk.documents.codes.ean13 import GUARDS, MODULES, ean13_widths
from libdesk.documents.codes.faults import BarcodeUnprintable as BarcodeUnprintable
from libdesk.documents.fonts import draw_text
from libdesk.domain.press import DPI
from libdesk.domain.rows.prints import Symbology

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET: Final = 10  # modules left white on either side; at seven some scanners read nothing
LEAST_MM: Final = 0.25  # narrower modules are not read by every scanner
USUAL_MM: Final = 0.34  # 3 dots at 203 dpi, 4 at 300, 8 at 600
INSET: Final = 0.1  # of a dot
_LEAST_RATIO: Final = 2.2  # of a wide bar of Code 39 to a narrow one
_GUARD: Final = 5  # modules by which the guard bars of an EAN-13 reach below the others
_SLACK: Final = 1e-6


class Bars(NamedTuple):
    """A code as it is printed: the dots of a module, and those of each bar and gap in turn."""

    module: int
    widths: tuple[int, ...]

    @property
    def dots(self) -> int:
        """The bars' own width, without the quiet zones."""
        return sum(self.widths)


def least_dots(dpi: int) -> int:
    """The fewest dots of a module: 2 at 203 dpi, 3 at 300, 6 at 600."""
    return ceil(LEAST_MM * dpi / 25.4 - 0.003)


def usual_dots(dpi: int) -> int:
    """The dots of a module where there is room: 3 at 203 dpi, 4 at 300, 8 at 600."""
    return max(least_dots(dpi), round(USUAL_MM * dpi / 25.4))


def bars(
    content: str, room: float, *, symbology: Symbology = Symbology.CODE128, dpi: int = DPI, most: int | None = None
) -> Bars:
    """The bars for a room of so many points, quiet zones inside it, a module of `most` dots if there is room.

    Raises BarcodeUnprintable when the content cannot be carried or the narrowest bars are too wide.
    """
    width = int(room * dpi / 72 + _SLACK)
    most = usual_dots(dpi) if most is None else most
    if symbology is Symbology.CODE39:
        return _code39(content, code39_widths(content), width, dpi, most)
    return _even(content, code128_widths(content), width, dpi, most)


def room_needed(content: str, *, symbology: Symbology = Symbology.CODE128, dpi: int = DPI) -> float:
    """The points that the narrowest bars take with their quiet zones. Raises BarcodeUnprintable."""
    least = least_dots(dpi)
    if symbology is Symbology.CODE39:
        widths = code39_widths(content)
        wides = widths.count(WIDE)
        dots = wides * _wides(least)[-1] + (len(widths) - wides) * least
    else:
        dots = sum(code128_widths(content)) * least
    return (dots + 2 * QUIET * least) * 72 / dpi


def _even(content: str, widths: tuple[int, ...], room: int, dpi: int, most: int) -> Bars:
    module = min(most, room // (sum(widths) + 2 * QUIET))
    if module < least_dots(dpi):
        raise BarcodeUnprintable(content, "wide")
    return Bars(module, tuple([module * width for width in widths]))


def _wides(narrow: int) -> range:
    """The widths of wide bars that may stand beside a narrow one, from the best to the least."""
    return range(3 * narrow, ceil(_LEAST_RATIO * narrow - _SLACK) - 1, -1)


def _code39(content: str, widths: tuple[int, ...], room: int, dpi: int, most: int) -> Bars:
    wides = widths.count(WIDE)
    narrows = len(widths) - wides + 2 * QUIET
    for narrow in range(most, least_dots(dpi) - 1, -1):
        for wide in _wides(narrow):
            if narrows * narrow + wides * wide <= room:
                return Bars(narrow, tuple([wide if width == WIDE else narrow for width in widths]))
    raise BarcodeUnprintable(content, "wide")


def draw_code(
    canvas: "Canvas", content: str, x: float, y: float, width: float, height: float, *,
    symbology: Symbology = Symbology.CODE128, dpi: int = DPI, most_dots: int | None = None,
) -> float:  # fmt: skip
    """Draw the bars in the middle of a box of points, quiet zones inside it; returns the module's width in points.

    Raises BarcodeUnprintable, with nothing drawn. Not inside a form or a turned canvas: there no dots are known.
    """
    made = bars(content, width, symbology=symbology, dpi=dpi, most=most_dots)
    draw_bars(canvas, made, x + (width - made.dots * 72 / dpi) / 2, y, height, dpi=dpi)
    return made.module * 72 / dpi


def draw_code128(
    canvas: "Canvas", content: str, x: float, y: float, width: float, height: float, *,
    dpi: int = DPI, most_dots: int | None = None,
) -> float:  # fmt: skip
    """`draw_code` for Code 128."""
    return draw_code(canvas, content, x, y, width, height, dpi=dpi, most_dots=most_dots)


def draw_bars(
    canvas: "Canvas", made: Bars, left: float, bottom: float, height: float, *, dpi: int = DPI, guards: float = 0
) -> float:
    """Draw bars from the dot next to `left`, as one path; returns where they begin. `guards`: what an EAN-13's
    guard bars are longer."""
    dot = 72 / dpi
    over_x, _over_y = canvas.absolutePosition(0, 0)
    at = round((left + over_x) / dot)
    begun: float = at * dot - over_x
    shift, less = INSET * dot - over_x, 2 * INSET * dot
    low, tail = f"{bottom:.3f}", f"{height:.3f} re"
    path = ["q 0 g"]
    add = path.append
    widths, first = made.widths, at
    long = f"{bottom - guards:.3f}", f"{height + guards:.3f} re"
    for place in range(0, len(widths), 2):
        bar = widths[place]
        if guards and (at - first) // made.module in GUARDS:
            add(f"{at * dot + shift:.3f} {long[0]} {bar * dot - less:.3f} {long[1]}")
        else:
            add(f"{at * dot + shift:.3f} {low} {bar * dot - less:.3f} {tail}")
        at += bar + (widths[place + 1] if place + 1 < len(widths) else 0)
    add("f Q")
    canvas._code.append("\n".join(path))  # one operator a bar; the canvas's own rect costs three times as much
    return begun


def ean13_bars(content: str, room: float, *, dpi: int = DPI, most: int | None = None) -> Bars:
    """`bars` for an ISBN, whose left quiet zone is eleven modules wide. Raises BarcodeUnprintable."""
    inside = int(room * dpi / 72 + _SLACK) * (MODULES + 2 * QUIET) // (MODULES + 2 * (QUIET + 1))
    return _even(content, ean13_widths(content), inside, dpi, most or usual_dots(dpi))


def draw_ean13(
    canvas: "Canvas", content: str, x: float, y: float, width: float, height: float, *,
    dpi: int = DPI, most_dots: int | None = None,
) -> float:  # fmt: skip
    """Draw an ISBN with its digits below in a box of points; returns the module's width in points.

    The quiet zones (eleven modules at the left, where the first digit stands) lie inside it. Raises
    BarcodeUnprintable, with nothing drawn.
    """
    made = ean13_bars(content, width, dpi=dpi, most=most_dots)
    module = made.module * 72 / dpi
    size = 7 * module / 0.6  # a digit is half as wide as high, and a little air
    foot = size * 0.9
    left = x + (width - MODULES * module) / 2
    left = draw_bars(canvas, made, left, y + foot, height - foot, dpi=dpi, guards=min(foot, _GUARD * module))
    for place, digit in enumerate(content):
        middle = -5.5 if place == 0 else 3 + 7 * (place - 1) + 3.5 if place <= 6 else 50 + 7 * (place - 7) + 3.5
        draw_text(canvas, left + middle * module, y + size * 0.05, digit, size, align="center")
    return module
