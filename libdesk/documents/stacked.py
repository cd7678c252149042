"""Short lists that are cut apart: as many on an A4 page as it has room for, each under its own heading and signed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from libdesk.documents.bound import Bound, Leaves
from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import fitted
from libdesk.documents.page import A4, MARGIN, NOTE, Document, pale_text
from libdesk.documents.setting import one_line
from libdesk.documents.tables import LINE, WIDTH, TableLeaves
from libdesk.domain.rows.documents import TablePaper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

HEADING: Final = 13.0
HEAD: Final = HEADING + 2 * NOTE + 4.0  # points above the list: the heading, and what is said below it
APART: Final = 26.0  # between two slips, with the line to cut along in its middle
ROOM: Final = A4[1] - 2 * MARGIN - 2 * NOTE


def stacked_lists(papers: Sequence[TablePaper]) -> bytes:
    """One PDF of all. A list that is longer than a page stands on pages of its own, as every list does."""
    parts: list[Leaves] = []
    below: list[_Slip] = []
    for paper in papers:
        slip = _Slip(paper)
        if slip.leaves.count > 1 or slip.height > ROOM:
            parts += [*([_Stack(below)] if below else []), slip.leaves]
            below = []
        else:
            below.append(slip)
    if below:
        parts.append(_Stack(below))
    return Bound(papers[0].heading, papers[0].school, parts).pdf()


class _Slip:
    def __init__(self, paper: TablePaper) -> None:
        self.paper, self.leaves = paper, TableLeaves(paper)
        self.height = HEAD + self.leaves.lines * LINE

    def draw(self, canvas: "Canvas", top: float) -> None:
        """Below a height in points."""
        paper = self.paper
        heading = one_line(paper.heading, WIDTH * 0.75, HEADING, HEADING * 0.7, bold=True)
        y = top - HEADING
        draw_text(canvas, MARGIN, y, heading.lines[0], heading.size, bold=True)
        pale_text(canvas, MARGIN + WIDTH, y, fitted(paper.school, WIDTH * 0.24, NOTE), align="right")
        y -= 2 * NOTE
        pale_text(canvas, MARGIN, y, fitted(paper.note, WIDTH, NOTE))
        self.leaves.draw_below(canvas, y + 4.0)


class _Stack:
    """Pages as Leaves has them."""

    def __init__(self, slips: Sequence[_Slip]) -> None:
        self._pages: list[list[_Slip]] = [[]]
        used = 0.0
        for slip in slips:
            if self._pages[-1] and used + APART + slip.height > ROOM:
                self._pages.append([])
                used = 0.0
            used += slip.height + (APART if self._pages[-1] else 0.0)
            self._pages[-1].append(slip)
        self.count = len(self._pages)

    def draw(self, document: Document, number: int, folio: str) -> None:
        canvas = document.page(A4)
        top = A4[1] - MARGIN
        for place, slip in enumerate(self._pages[number]):
            if place:
                _cut(canvas, top - APART / 2)
                top -= APART
            slip.draw(canvas, top)
            top -= slip.height
        pale_text(canvas, MARGIN + WIDTH, MARGIN - NOTE, folio, align="right")


def _cut(canvas: "Canvas", y: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.5)
    canvas.setDash(3, 3)
    canvas.setStrokeGray(0.6)
    canvas.line(MARGIN / 2, y, A4[0] - MARGIN / 2, y)
    canvas.restoreState()
