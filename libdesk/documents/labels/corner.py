"""The label of a class corner or a place: its class number and its name, as large as they fit."""

from typing import TYPE_CHECKING, Final

from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.fonts import draw_text
from libdesk.documents.labels.boxes import Box
from libdesk.documents.lines import ELLIPSIS, wrapped
from libdesk.domain.rows.prints import LabelRow

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MOST: Final = 60.0
LEAST: Final = 6.0
LEADING: Final = 1.2
LINES: Final = 3
GAIN: Final = 1.5  # so much larger must a name become for a line more
UNDER: Final = 0.6  # of the class number's size: how large its name may be
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

    def own(self) -> str:
        return ""

    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        width, high = self._box.inside
        number = row.call_no
        of_number = high * (SHARE if row.title else 1) if number else 0.0
        top, middle = y + self._box.height - self._box.top, x + self._box.width / 2
        most = MOST
        if number:
            size, (line,) = _largest(number, width, of_number, 1, MOST)
            baseline = top - of_number / 2 - size * _CAPITAL / 2
            draw_text(canvas, middle, baseline, line, size, bold=True, align="center")
            most = size * UNDER
        if row.title:
            room = high - of_number
            size, lines = _largest(row.title, width, room, LINES, most)
            over = (room - size * (1 + LEADING * (len(lines) - 1))) / 2
            for place, line in enumerate(lines):
                baseline = top - of_number - over - size * (_ASCENT + LEADING * place)
                draw_text(canvas, middle, baseline, line, size, bold=True, align="center")


def _largest(text: str, width: float, high: float, lines: int, most: float) -> tuple[float, list[str]]:
    """The largest size and the lines at it; a further line only where it gains much. Cut where nothing fits."""
    best, chosen = 0.0, [""]
    for count in range(1, lines + 1):
        size = max(LEAST, min(most, high / (1 + LEADING * (count - 1))))
        while size > LEAST and len(wrapped(text, width - 0.1, size, bold=True)) > count:
            size -= 1
        made = wrapped(text, width, max(size, LEAST), bold=True, most=count)
        fits = len(made) == count and LEAST * (1 + LEADING * (count - 1)) <= high
        if count == 1 or (fits and (size > best * GAIN or made[-1][-1:] != ELLIPSIS == chosen[-1][-1:])):
            best, chosen = max(size, LEAST), made
    return best, chosen
