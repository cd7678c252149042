"""The label of a class corner or a place: its class number and its name, as large as they fit."""

from typing import TYPE_CHECKING, Final

from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.fonts import draw_text
from libdesk.documents.labels.boxes import Box
from libdesk.documents.lines import fitted, wrapped
from libdesk.domain.rows.prints import LabelRow

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MOST: Final = 60.0
LEAST: Final = 6.0
LEADING: Final = 1.2
LINES: Final = 3
SHARE: Final = 0.5  # of the height for the class number
_CAPITAL: Final = 0.73
_ASCENT: Final = 0.88


class CornerFace:
    """The name alone where there is no class number."""

    def __init__(self, box: Box) -> None:
        self._box = box

    def fault(self, row: LabelRow) -> BarcodeUnprintable | None:
        return None

    def texts(self, row: LabelRow) -> list[str]:
        return [row.call_no, row.title]

    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        width, high = self._box.inside
        number = row.call_no
        of_number = high * (SHARE if row.title else 1) if number else 0.0
        top, middle = y + self._box.height - self._box.top, x + self._box.width / 2
        if number:
            size = _largest(number, width, of_number, 1)
            line = fitted(number, width, size, bold=True)
            baseline = top - of_number / 2 - size * _CAPITAL / 2
            draw_text(canvas, middle, baseline, line, size, bold=True, align="center")
        if row.title:
            room = high - of_number
            size = _largest(row.title, width, room, LINES)
            most = max(1, int((room / size - 1) / LEADING) + 1)
            lines = wrapped(row.title, width, size, bold=not number, most=min(LINES, most))
            over = (room - size * (1 + LEADING * (len(lines) - 1))) / 2
            for place, line in enumerate(lines):
                baseline = top - of_number - over - size * (_ASCENT + LEADING * place)
                draw_text(canvas, middle, baseline, line, size, bold=not number, align="center")


def _largest(text: str, width: float, high: float, lines: int) -> float:
    """The largest size at which the text fits in at most so many lines, LEAST where none does."""
    size = MOST
    while size > LEAST:
        needed = len(wrapped(text, width - 0.1, size, bold=True))
        if needed <= lines and size * (1 + LEADING * (needed - 1)) <= high:
            return size
        size -= 1
    return LEAST
