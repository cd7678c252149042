"""The ISBN once more, for a book whose own barcode is torn or missing: title, bars, the digits below them."""

from typing import TYPE_CHECKING, Final

from libdesk.documents.barcodes import draw_ean13, ean13_bars
from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.fonts import MM, draw_text
from libdesk.documents.labels.barcode import ASCENT, LEADING, LEAST_SIZE, QUIET, draw_sentence
from libdesk.documents.labels.boxes import Box
from libdesk.documents.lines import wrapped
from libdesk.domain.identifiers import isbn13_of
from libdesk.domain.rows.prints import LabelLayout, LabelRow

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEAST: Final = 10 * MM  # bars with their digits
MOST: Final = 18 * MM
GAP: Final = 1.5
LINES: Final = 2


class IsbnFace:
    """On a low label the title goes; bars stay."""

    def __init__(self, box: Box, layout: LabelLayout, dpi: int) -> None:
        self._box, self._dpi = box, dpi
        self._margin = max(0.0, box.left - QUIET)  # quiet zones may lie in the label's margin
        self._room = box.width - 2 * self._margin
        self._size = max(LEAST_SIZE, 7.5 * min(1.35, box.height / (25 * MM)))
        free = box.inside[1] - LEAST - GAP
        self._lines = max(0, min(LINES, int(free / (self._size * LEADING)))) if layout.title else 0

    def fault(self, row: LabelRow) -> BarcodeUnprintable | None:
        try:
            ean13_bars(_digits(row), self._room, dpi=self._dpi)
        except BarcodeUnprintable as fault:
            return fault
        return None

    def texts(self, row: LabelRow) -> list[str]:
        return [row.title] if self._lines else []

    def own(self) -> str:
        return ""

    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        box, size = self._box, self._size
        width, high = box.inside
        lines = wrapped(row.title, width, size, most=self._lines) if self._lines and row.title else []
        above = len(lines) * size * LEADING + (GAP if lines else 0)
        bars = min(MOST, high - above)
        top = y + box.height - box.top - (high - above - bars) / 2
        for place, line in enumerate(lines):
            baseline = top - size * (ASCENT + place * LEADING)
            draw_text(canvas, x + box.width / 2, baseline, line, size, align="center")
        top -= above
        try:
            draw_ean13(canvas, _digits(row), x + self._margin, top - bars, self._room, bars, dpi=self._dpi)
        except BarcodeUnprintable as fault:
            draw_sentence(canvas, fault.brief(), x + box.left, top, width, bars)


def _digits(row: LabelRow) -> str:
    """Thirteen digits of an older ISBN too; what is none as it stands, to be told."""
    return isbn13_of(row.isbn) or row.isbn
