"""The spine label: the lines of a call number, bold and as large as the label allows, read from two metres.

On a low label the marks share one line. A long class number becomes smaller first; where that would be less than is
read, it is broken before a dot; two lines in smaller type are read better than four in larger.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from libdesk.documents.codes.faults import BarcodeUnprintable
from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.labels.barcode import draw_sentence
from libdesk.documents.labels.boxes import Box
from libdesk.documents.lines import fitted, wrapped
from libdesk.domain.rows.prints import LabelRow
from libdesk.domain.spine import seams, spine_lines
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MOST: Final = 22.0
READ: Final = 9.0  # points; what is smaller is broken before it shrinks further
LEAST: Final = 5.0
STEP: Final = 0.5
BROKEN: Final = 0.8  # what a size is worth less for each break of a line
LEADING: Final = 1.15
_CAPITAL: Final = 0.73  # height of capitals and digits over the size


class SpineFace:
    """`share`: how much of the label's width is the spine's, from its left edge."""

    def __init__(self, box: Box, width: float | None = None) -> None:
        self._box = box
        self._left = box.left
        self._width = (box.inside[0] if width is None else width - box.left) - 0.5
        self._high = box.inside[1]
        self._most = min(MOST, box.height * 0.3)
        self.lines_of = lru_cache(1 << 10)(self._lines_of)

    def fault(self, row: LabelRow) -> BarcodeUnprintable | None:
        return None

    def texts(self, row: LabelRow) -> list[str]:
        return [row.call_no]

    def own(self) -> str:
        return ""

    def draw(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        if not row.call_no:
            self._say_none(canvas, row, x, y)
            return
        size, lines = self.lines_of(row.call_no)
        high = size * (_CAPITAL + LEADING * (len(lines) - 1))
        middle = x + self._left + self._width / 2
        baseline = y + self._box.height / 2 + high / 2 - size * _CAPITAL
        for place, line in enumerate(lines):
            draw_text(canvas, middle, baseline - place * size * LEADING, line, size, bold=True, align="center")

    def _lines_of(self, call_no: str) -> tuple[float, tuple[str, ...]]:
        """The font size and the lines."""
        lines = spine_lines(call_no)
        whole = self._size(lines)
        if whole < READ and len(lines) > 3:
            lines = (*lines[:2], " ".join(lines[2:]))
            whole = self._size(lines)
        if whole >= READ:
            return whole, lines
        best, chosen = (whole, (whole, lines)) if whole else (0.0, None)
        size = min(self._most, READ)
        while size >= max(whole, LEAST):
            broken = self._broken(lines, size)
            if broken and self._fits(len(broken), size):
                worth = size * BROKEN ** (len(broken) - len(lines))
                if worth > best:
                    best, chosen = worth, (size, broken)
            size -= STEP
        if chosen is not None:
            return chosen
        room = max(1, int((self._high / LEAST - 1) / LEADING) + 1)
        pieces = [piece for line in lines for piece in self._pieces(line, LEAST)]
        if len(pieces) > room:
            pieces = [*pieces[: room - 1], "".join(pieces[room - 1 :])]
        return LEAST, tuple(fitted(piece, self._width, LEAST, bold=True) for piece in pieces)

    def _fits(self, lines: int, size: float) -> bool:
        return size * (1 + LEADING * (lines - 1)) <= self._high

    def _size(self, lines: tuple[str, ...]) -> float:
        """The largest size at which each line stands unbroken; 0 for none that is read."""
        widest = max(text_width(line, 1, bold=True) for line in lines) if lines else 1
        most = min(self._most, self._width / widest, self._high / (1 + LEADING * (len(lines) - 1)))
        return most - most % STEP if most >= LEAST else 0

    def _broken(self, lines: tuple[str, ...], size: float) -> tuple[str, ...] | None:
        """The lines at a size, those that are too long broken at their seams; None where that is not enough."""
        made: list[str] = []
        for line in lines:
            made += self._pieces(line, size, hard=False)
        return tuple(made) if all(text_width(line, size, bold=True) <= self._width for line in made) else None

    def _pieces(self, line: str, size: float, *, hard: bool = True) -> list[str]:
        """A line in as few pieces as fit, none much longer than the others; `hard`: also where there is no seam."""
        parts = seams(line)
        made = _joined(parts, size, self._width)
        if len(made) > 1:
            spans = (parts[first:last] for last in range(len(parts) + 1) for first in range(last))
            for limit in sorted(text_width("".join(span), size, bold=True) for span in spans):
                shorter = _joined(parts, size, limit)
                if len(shorter) == len(made) and limit <= self._width:
                    made = shorter
                    break
        if not hard:
            return made
        return [part for piece in made for part in wrapped(piece, self._width, size, bold=True)]

    def _say_none(self, canvas: "Canvas", row: LabelRow, x: float, y: float) -> None:
        named = row.title or row.code or row.accession_no
        words = _("{title} has no call number yet.").format(title=named) if named else _("There is no call number yet.")
        draw_sentence(canvas, words, x + self._left, y + self._box.height - self._box.top, self._width, self._high)


def _joined(parts: list[str], size: float, most: float) -> list[str]:
    """The parts, as many in one as fit."""
    made = [""]
    for part in parts:
        if made[-1] and text_width(made[-1] + part, size, bold=True) > most:
            made.append("")
        made[-1] += part
    return [line.strip() for line in made]
