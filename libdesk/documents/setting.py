"""Words with little room become smaller, then stand in more lines, then end in an ellipsis: never over their box."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.fonts import draw_text, printable, text_width
from libdesk.documents.lines import fitted, wrapped

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ASCENT: Final = 0.88  # of the size: how far a Chinese letter reaches above its baseline
LEADING: Final = 1.2
LEAST: Final = 5.0  # points; nothing is read that is smaller
PARTED: Final = "·•‧・"  # a name of a minority or from abroad may part after these
_STEP: Final = 0.25  # points: a page has few sizes


class Step(NamedTuple):
    """So many lines may be tried with a size from `largest` down to `least`."""

    lines: int
    largest: float
    least: float


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
        baseline = top - self.size * ASCENT
        for line in self.lines:
            draw_text(canvas, x, baseline, line, self.size, bold=self.bold, align=align)
            baseline -= self.size * LEADING


def one_line(text: str, width: float, largest: float, least: float = 0, *, bold: bool = False) -> Set:
    """The text on one line, as large as it fits."""
    return set_text(text, width, Step(1, largest, least or largest), bold=bold)


def set_text(text: str, width: float, *steps: Step, bold: bool = False) -> Set:
    """The text by the first step at which it fits `width` points; by the last one with an ellipsis."""
    text = printable(text)
    for step in steps:
        largest = max(step.largest, LEAST)
        least = min(max(step.least, LEAST), largest)
        if step.lines == 1:
            wide = text_width(text, largest, bold=bold)
            size = largest if wide <= width else _rounded(largest * width / wide)
            if size >= least:
                return Set((text,), size, bold)
        else:
            found = _parted(text, width, largest, least, bold) if step.lines == 2 else None
            found = found or _broken(text, width, step.lines, largest, least, bold)
            if found is not None:
                return found
    if step.lines == 1:
        return Set((fitted(text, width, least, bold=bold),), least, bold)
    return Set(tuple(wrapped(text, width, least, bold=bold, most=step.lines)), least, bold)


def _parted(text: str, width: float, largest: float, least: float, bold: bool) -> Set | None:
    """Two lines where the text parts by itself, if it does near its middle."""
    best: tuple[float, str, str] | None = None
    for place in range(1, len(text)):
        if text[place - 1] in PARTED or text[place - 1].isspace():
            first, second = text[:place].rstrip(), text[place:].lstrip()
            longer = max(text_width(first, 1, bold=bold), text_width(second, 1, bold=bold))
            if best is None or longer < best[0]:
                best = longer, first, second
    if best is None or best[0] * least > width or best[0] > 0.75 * text_width(text, 1, bold=bold):
        return None
    return Set(best[1:], min(largest, _rounded(width / best[0])), bold)


def _broken(text: str, width: float, most: int, largest: float, least: float, bold: bool) -> Set | None:
    """As many lines as there may be, as large as they fit, of about one length."""
    size = min(largest, _rounded(width * most / text_width(text, 1, bold=bold)))
    while size >= least:
        lines = wrapped(text, width, size, bold=bold)
        if len(lines) <= most:
            return Set(tuple(_even(text, width, size, bold, lines)), size, bold)
        size -= _STEP
    return None


def _even(text: str, width: float, size: float, bold: bool, lines: list[str]) -> list[str]:
    """The same number of lines in a narrower measure, so that the last one does not stand with one letter."""
    for part in (0.6, 0.7, 0.8, 0.9):
        narrower = wrapped(text, width * part, size, bold=bold)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _rounded(size: float) -> float:
    return int(size / _STEP + 1e-6) * _STEP
