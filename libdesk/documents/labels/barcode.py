"""The barcode label: school, title, bars, number. On a low label the school goes first, then the title; bars stay."""

from typing import TYPE_CHECKING, Final

from libdesk.documents.barcodes import Bars, bars, draw_bars
from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.labels.boxes import Box
from libdesk.documents.lines import fitted, wrapped
from libdesk.domain.rows.prints import LabelLayout, LabelRow

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEAST_BARS: Final = 6.5 * MM  # lower bars are missed by a hand that does not aim
MOST_BARS: Final = 13 * MM
LEAST_SIZE: Final = 6.0  # of type; smaller is not read on a thermal printer
LARGEST: Final = 10.0  # of the sentence in place of bars
LEADING: Final = 1.25
ASCENT: Final = 0.88  # of the size, from a line's top to its baseline
QUIET: Final = 2.5 * MM  # the narrowest quiet zone: bars are at least so far inside their room
GAP: Final = 1.5


class BarcodeFace:
    """`over`: points at the label's left that belong to something else."""

    def __init__(self, box: Box, layout: LabelLayout, dpi: int, over: float = 0) -> None:
        self._box, self._layout, self._dpi, self._over = box, layout, dpi, over
        scale = min(1.35, box.height / (25 * MM))
        self._gap = GAP * max(1.0, scale * 1.3)
        self._number = max(LEAST_SIZE, 8 * scale)
        self._title = max(LEAST_SIZE, 7.5 * scale)
        self._school = max(LEAST_SIZE, 6.5 * scale)
        self._left = over + (GAP if over else box.left)
        self._width = box.width - box.left - self._left
        # Quiet zones may lie in the label's margin, bars may not.
        self._room = box.width - over - max(0.0, box.left - QUIET) * (1 if over else 2)
        self._room_left = over + (0.0 if over else max(0.0, box.left - QUIET))
        self._plan()

    def _plan(self) -> None:
        """Which lines find room above the least bars, and how high the bars are."""
        free = self._box.inside[1] - LEAST_BARS
        self._with_number = free >= self._number + self._gap
        free -= (self._number + self._gap) if self._with_number else 0
        title, school = self._title * LEADING, self._school * LEADING
        self._titles = 0 if not self._layout.title or free < title else 1
        free -= title * self._titles
        self._with_school = bool(self._layout.school) and free >= school
        free -= school if self._with_school else 0
        if self._titles and free >= title + (MOST_BARS - LEAST_BARS) / 2:
            self._titles = 2
            free -= title
        self._high = min(MOST_BARS, LEAST_BARS + free)
        self._air = max(0.0, LEAST_BARS + free - self._high)  # shared between top and foot

    def fault(self, row: LabelRow) -> BarcodeUnprintable | None:
        made = self._bars(row.code)
        return made if isinstance(made, BarcodeUnprintable) else None

    def texts(self, row: LabelRow) -> list[str]:
        return [row.title] * (self._titles > 0) + [row.code] * self._with_number

    def own(self) -> str:
        return self._layout.school if self._with_school else ""

    def _bars(self, code: str) -> Bars | BarcodeUnprintable:
        try:
            return bars(code, self._room, symbology=self._layout.symbology, dpi=self._dpi)
        except BarcodeUnprintable as fault:
            return fault

    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        top = y + self._box.height - self._box.top - self._air / 2
        middle = x + self._left + self._width / 2
        if self._with_school:
            size = self._school
            text = fitted(self._layout.school, self._width, size)
            draw_text(canvas, middle, top - size * ASCENT, text, size, align="center")
            top -= size * LEADING
        if self._titles:
            top = self._draw_title(canvas, row.title, middle, top)
        made = self._bars(row.code)
        if isinstance(made, BarcodeUnprintable):
            draw_sentence(canvas, made.brief(), x + self._left, top, self._width, self._high)
        else:
            wide = made.dots * 72 / self._dpi
            left = x + self._room_left + (self._room - wide) / 2
            left = draw_bars(canvas, made, left, top - self._high, self._high, dpi=self._dpi)
            middle = left + wide / 2
        if self._with_number and row.code:
            self._draw_number(canvas, row.code, middle, top - self._high - self._gap - self._number * 0.8)

    def _draw_title(self, canvas: "Canvas", title: str, middle: float, top: float) -> float:
        size = self._title
        lines = [fitted(title, self._width, size)] if self._titles == 1 else wrapped(title, self._width, size, most=2)
        top -= size * LEADING * (self._titles - len(lines)) / 2
        for place, line in enumerate(lines):
            draw_text(canvas, middle, top - size * (ASCENT + place * LEADING), line, size, align="center")
        return top - size * LEADING * (self._titles + len(lines)) / 2

    def _draw_number(self, canvas: "Canvas", code: str, middle: float, baseline: float) -> None:
        """Set wide, since it is read out and typed, where there is room."""
        size = self._number
        width = text_width(code, size)
        spacing = min(size * 0.12, (self._width - width) / max(1, len(code) - 1))
        if spacing < 0:
            size = max(LEAST_SIZE * 0.75, size * self._width / width)
            code, spacing = fitted(code, self._width, size), 0
        draw_text(canvas, middle, baseline, code, size, align="center", spacing=spacing)


def draw_sentence(canvas: "Canvas", sentence: str, left: float, top: float, width: float, high: float) -> None:
    """In place of bars why there are none, as large as it fits their room."""
    size = LARGEST
    while size > LEAST_SIZE and len(wrapped(sentence, width, size)) * size * LEADING > high:
        size -= 0.5
    most = max(1, int(high / (size * LEADING)))
    for place, line in enumerate(wrapped(sentence, width, size, most=most)):
        draw_text(canvas, left, top - size * (ASCENT + place * LEADING), line, size)
