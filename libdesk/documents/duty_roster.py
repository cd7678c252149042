"""The duty roster for the wall: A4 across, a column a day, a band for each time, names large enough to read."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from libdesk.documents.bound import Bound
from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, HAIRLINE, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.documents.setting import Step, set_text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIZE: Final = (A4[1], A4[0])
WIDTH: Final = SIZE[0] - 2 * MARGIN
HEAD: Final = 96.0  # points of the column with the times
NAMES: Final = (20.0, 17.0, 15.0, 13.0, 11.0)  # the largest size in which all fits one page, else the last
LEAST: Final = 7.0
TIME: Final = 11.0
HEADS: Final = 26.0  # height of the line with the days
PAD: Final = 6.0
LINE: Final = 1.5  # of a name, in em
FOOT: Final = MARGIN + 2 * NOTE
ROOM: Final = SIZE[1] - MARGIN - 44 - 22 - HEADS - FOOT


@dataclass(frozen=True, slots=True)
class RosterBand:
    """A time of the day: `head` in lines, then what stands in each column."""

    head: str
    cells: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> int:
        return max(1, *(len(cell) for cell in self.cells)) if self.cells else 1


@dataclass(frozen=True, slots=True)
class RosterPaper:
    school: str
    heading: str
    note: str
    at: datetime
    days: tuple[str, ...]
    bands: tuple[RosterBand, ...]
    foot: str = ""


def roster_pages(paper: RosterPaper) -> Bound:
    """As Pages has it."""
    return Bound(paper.heading, paper.school, [RosterLeaves(paper)])


class RosterLeaves:
    """The sheets, as Leaves has them; a band is torn only where it alone is higher than a page."""

    def __init__(self, paper: RosterPaper) -> None:
        self._paper = paper
        fits = (name for name in NAMES if sum(_high(band, name) for band in paper.bands) <= ROOM)
        self._name = next(fits, NAMES[-1])
        self._pages = _pages(paper.bands, self._name)
        self.count = len(self._pages)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it."""
        paper = self._paper
        canvas = document.page(SIZE)
        y = a4_head(canvas, paper.school, paper.heading, SIZE, at=paper.at) - 16
        pale_text(canvas, MARGIN, y, fitted(paper.note, WIDTH, NOTE))
        y = self._heads(canvas, y - 6)
        for band in self._pages[number]:
            y = self._band(canvas, y, band)
        pale_text(canvas, MARGIN, MARGIN, fitted(paper.foot, WIDTH - 60, NOTE))
        if self.count > 1:
            pale_text(canvas, MARGIN + WIDTH, MARGIN, folio, align="right")

    @property
    def _column(self) -> float:
        return (WIDTH - HEAD) / max(1, len(self._paper.days))

    def _heads(self, canvas: "Canvas", y: float) -> float:
        for place, day in enumerate(self._paper.days):
            middle = MARGIN + HEAD + (place + 0.5) * self._column
            words = set_text(day, self._column - PAD, Step(1, 15.0, LEAST), bold=True)
            draw_text(canvas, middle, y - HEADS + 9, words.lines[0], words.size, bold=True, align="center")
        hairline(canvas, MARGIN, y - HEADS, WIDTH)
        return y - HEADS

    def _band(self, canvas: "Canvas", y: float, band: RosterBand) -> float:
        high, size = _high(band, self._name), self._name
        for nth, line in enumerate(_head_lines(band)):
            draw_text(canvas, MARGIN, y - PAD - TIME - nth * TIME * 1.35, line, TIME)
        for place, cell in enumerate(band.cells):
            middle = MARGIN + HEAD + (place + 0.5) * self._column
            for nth, name in enumerate(cell):
                words = set_text(name, self._column - PAD, Step(1, size, LEAST))
                below = y - PAD - size * (nth * LINE + 1.05)
                draw_text(canvas, middle, below, words.lines[0], words.size, align="center")
        y -= high
        hairline(canvas, MARGIN, y, WIDTH, gray=0.6)
        canvas.saveState()
        canvas.setLineWidth(HAIRLINE)
        canvas.setStrokeGray(0.6)
        for place in range(len(self._paper.days)):
            x = MARGIN + HEAD + place * self._column
            canvas.line(x, y, x, y + high)
        canvas.restoreState()
        return y


def _head_lines(band: RosterBand) -> list[str]:
    return [words for line in band.head.split("\n") for words in wrapped(line, HEAD - PAD, TIME, most=2)]


def _high(band: RosterBand, name: float) -> float:
    return max(band.lines * name * LINE, len(_head_lines(band)) * TIME * 1.35) + 2 * PAD


def _pages(bands: tuple[RosterBand, ...], name: float) -> list[list[RosterBand]]:
    most = int((ROOM - 2 * PAD) / (name * LINE))
    pages: list[list[RosterBand]] = [[]]
    used = 0.0
    for band in (piece for whole in bands for piece in _pieces(whole, most)):
        if used + _high(band, name) > ROOM and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(band)
        used += _high(band, name)
    return pages


def _pieces(band: RosterBand, most: int) -> list[RosterBand]:
    return [
        RosterBand(band.head, tuple(cell[first : first + most] for cell in band.cells))
        for first in range(0, band.lines, most)
    ]
