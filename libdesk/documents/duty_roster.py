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
HEAD: Final = 92.0  # points of the column with the times
NAME: Final = 13.0
LEAST: Final = 7.0
TIME: Final = 10.5
HEADS: Final = 22.0  # height of the line with the days
PAD: Final = 5.0
LINE: Final = 1.45  # of a name, in em
FOOT: Final = MARGIN + 2 * NOTE


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
        self._pages = _pages(paper.bands)
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
            words = set_text(day, self._column - PAD, Step(1, NAME, LEAST), bold=True)
            draw_text(canvas, middle, y - HEADS + 7, words.lines[0], words.size, bold=True, align="center")
        hairline(canvas, MARGIN, y - HEADS, WIDTH)
        return y - HEADS

    def _band(self, canvas: "Canvas", y: float, band: RosterBand) -> float:
        high = _high(band)
        for nth, line in enumerate(band.head.split("\n")):
            for more, words in enumerate(wrapped(line, HEAD - PAD, TIME, most=2)):
                draw_text(canvas, MARGIN, y - PAD - TIME - (2 * nth + more) * TIME * 1.3, words, TIME)
        for place, cell in enumerate(band.cells):
            middle = MARGIN + HEAD + (place + 0.5) * self._column
            for nth, name in enumerate(cell):
                words_ = set_text(name, self._column - PAD, Step(1, NAME, LEAST))
                draw_text(canvas, middle, y - PAD - NAME - nth * NAME * LINE, words_.lines[0], words_.size,
                          align="center")  # fmt: skip
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


def _high(band: RosterBand) -> float:
    heads = sum(len(wrapped(line, HEAD - PAD, TIME, most=2)) for line in band.head.split("\n"))
    lines = max(band.lines * NAME * LINE, (heads + 0.5) * TIME * 1.3 + (band.head.count("\n")) * TIME * 1.3)
    return lines + 2 * PAD


def _pages(bands: tuple[RosterBand, ...]) -> list[list[RosterBand]]:
    room = SIZE[1] - MARGIN - 44 - 22 - HEADS - FOOT
    most = int((room - 2 * PAD) / (NAME * LINE))
    pages: list[list[RosterBand]] = [[]]
    used = 0.0
    for band in (piece for whole in bands for piece in _pieces(whole, most)):
        if used + _high(band) > room and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(band)
        used += _high(band)
    return pages


def _pieces(band: RosterBand, most: int) -> list[RosterBand]:
    return [
        RosterBand(band.head, tuple(cell[first : first + most] for cell in band.cells))
        for first in range(0, band.lines, most)
    ]
