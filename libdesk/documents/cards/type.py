"""Words on a card become smaller, then stand in two lines, then end in an ellipsis: never over their box."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import MM, draw_text, printable, text_width
from libdesk.documents.lines import fitted, wrapped

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ASCENT: Final = 0.88  # of the size: how far a Chinese letter reaches above its baseline
LEADING: Final = 1.2
LEAST: Final = 5.0  # points; nothing is read that is smaller
DOTS: Final = "·•‧・"  # between the parts of a name of a minority or from abroad


@dataclass(frozen=True, slots=True)
class Set:
    """Text that has found its size."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False

    @property
    def height(self) -> float:
        return self.size * (1 + (len(self.lines) - 1) * LEADING)

    def draw(self, canvas: "Canvas", x: float, top: float, *, align: str = "left") -> None:
        """Below a height in points; `align` as draw_text has it."""
        for place, line in enumerate(self.lines):
            baseline = top - self.size * (ASCENT + place * LEADING)
            draw_text(canvas, x, baseline, line, self.size, bold=self.bold, align=align)


def set_text(
    text: str, width: float, size: float, *, least: float = LEAST, two: float = 0, bold: bool = False
) -> Set:
    """The text on one line of at most `size` points, of at least `least`; else on two lines from `two` points down.

    Without `two` it stays on one line and ends in an ellipsis.
    """
    text = printable(text)
    size = max(size, LEAST)
    least = min(max(least, LEAST), size)
    wide = text_width(text, size, bold=bold)
    one = size * width / wide if wide > width else size
    if one >= least:
        return Set((text,), _rounded(one), bold)
    if not two:
        return Set((fitted(text, width, least, bold=bold),), least, bold)
    return _on_two(text, width, min(max(two, LEAST), size), least, bold)


def _on_two(text: str, width: float, size: float, least: float, bold: bool) -> Set:
    """Two lines of about one length, parted where the text parts by itself if it does near its middle."""
    whole = text_width(text, 1, bold=bold)
    best: tuple[float, str, str] | None = None
    for place in range(1, len(text)):
        if text[place - 1] in DOTS or text[place - 1].isspace():
            first, second = text[:place].rstrip(), text[place:].lstrip()
            longer = max(text_width(first, 1, bold=bold), text_width(second, 1, bold=bold))
            if longer <= whole * 0.7 and (best is None or longer < best[0]):
                best = longer, first, second
    if best is not None and best[0] * least <= width:
        return Set(best[1:], _rounded(min(size, width / best[0])), bold)
    size = min(size, max(least, width / (whole * 0.52)))
    while size > least and len(wrapped(text, width, size, bold=bold)) > 2:
        size = max(least, size - 0.5)
    return Set(tuple(wrapped(text, width, size, bold=bold, most=2)), size, bold)


def _rounded(size: float) -> float:
    """Down to quarters of a point, so that a page has few sizes."""
    return int(size * 4 + 1e-6) / 4


def mm(points: float) -> float:
    return points / MM
