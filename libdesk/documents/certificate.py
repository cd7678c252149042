"""Certificates: a sheet across for each, plain and dignified, with room for the school's seal.

One maker for all of them: thanks for a gift, the best student librarians, prizes of a contest, clearance of a leaver.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from libdesk.documents.bound import Bound
from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, NOTE, Document, hairline, pale_text
from libdesk.documents.setting import one_line
from libdesk.domain.rows.documents import Certificate
from libdesk.domain.show import show_day

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIZE: Final = (A4[1], A4[0])
EDGE: Final = 16 * MM  # of the frame
INSIDE: Final = 44 * MM  # of the words
ROOM: Final = SIZE[0] - 2 * INSIDE
HEAD: Final = 34.0
PRIZE: Final = 26.0
TEXT: Final = 16.0
SMALLER: Final = (TEXT, 14.0, 12.0, 10.5)  # what a long text is set in, before its end is cut
STEP: Final = 1.9  # of a line, in em
SPACING: Final = 6.0  # between the letters of the heading
TOP: Final = SIZE[1] - 76 * MM  # baseline of the name
FOOT: Final = EDGE + 26 * MM  # baseline of who signs


def certificate_pages(title: str, papers: Sequence[Certificate]) -> Bound:
    """One page for each, as Pages has it; `title` is the document's own, for the window and the file."""
    return Bound(title, papers[0].school if papers else "", [CertificateLeaves(papers)])


class CertificateLeaves:
    """The sheets, as Leaves has them; without a folio, since each goes to somebody."""

    def __init__(self, papers: Sequence[Certificate]) -> None:
        self._papers = tuple(papers)
        self.count = len(self._papers)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it."""
        paper = self._papers[number]
        canvas = document.page(SIZE)
        _frame(canvas)
        _heading(canvas, paper.heading)
        name = one_line(paper.name, ROOM, TEXT, TEXT * 0.75, bold=True)
        draw_text(canvas, INSIDE, TOP, name.lines[0], name.size, bold=True)
        _middle(canvas, paper)
        _signature(canvas, paper)


def _heading(canvas: "Canvas", heading: str) -> None:
    y = SIZE[1] - 50 * MM
    room = ROOM - SPACING * len(heading)
    fit = one_line(heading, room, HEAD, HEAD / 2, bold=True)
    draw_text(canvas, SIZE[0] / 2, y, fit.lines[0], fit.size, bold=True, align="center", spacing=SPACING)
    hairline(canvas, SIZE[0] / 2 - 30 * MM, y - 8 * MM, 60 * MM)


def _middle(canvas: "Canvas", paper: Certificate) -> None:
    """The text in the largest size in which it leaves room for the prize and who signs."""
    prize = PRIZE * (STEP + 0.2) if paper.prize else 0.0
    end = FOOT + (1.2 + bool(paper.signed)) * TEXT + prize
    for size in SMALLER:
        lines = _lines(paper.body, size)
        most = int((TOP - TEXT * STEP - end) / (size * STEP)) + 1
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], (lines[most - 1][0], fitted(lines[most - 1][1] + "…", ROOM - 2 * size, size))]
    y = TOP - TEXT * STEP
    for indent, line in lines:
        draw_text(canvas, INSIDE + indent, y, line, size)
        y -= size * STEP
    if paper.prize:
        fit = one_line(paper.prize, ROOM, PRIZE, PRIZE / 2, bold=True)
        draw_text(canvas, SIZE[0] / 2, y - PRIZE * 0.6, fit.lines[0], fit.size, bold=True, align="center")


def _lines(text: str, size: float) -> list[tuple[float, str]]:
    """Indent and words of each line; the first one of a paragraph begins two characters further in."""
    found: list[tuple[float, str]] = []
    for paragraph in filter(None, map(str.strip, text.split("\n"))):
        first = wrapped(paragraph, ROOM - 2 * size, size)[0]
        rest = " ".join(paragraph.split())[len(first) :].lstrip()
        found.append((2 * size, first))
        found += [(0.0, line) for line in (wrapped(rest, ROOM, size) if rest else [])]
    return found


def _signature(canvas: "Canvas", paper: Certificate) -> None:
    """School and day at the right, above them a line to sign on; the number small at the left."""
    right = SIZE[0] - INSIDE
    y = FOOT
    if paper.signed:
        wide = min(text_width(paper.signed, NOTE + 2), ROOM / 3)
        left = right - 45 * MM - wide - 6
        draw_text(canvas, left, y + TEXT * STEP, fitted(paper.signed, wide, NOTE + 2), NOTE + 2)
        hairline(canvas, left + wide + 6, y + TEXT * STEP - 2, 45 * MM)
    school = one_line(paper.school, ROOM, TEXT, TEXT / 2)
    draw_text(canvas, right, y, school.lines[0], school.size, align="right")
    draw_text(canvas, right, y - TEXT * STEP, show_day(paper.day, weekday=False, year=True), TEXT, align="right")
    pale_text(canvas, INSIDE, y - TEXT * STEP, fitted(paper.no, ROOM / 2, NOTE))


def _frame(canvas: "Canvas") -> None:
    canvas.saveState()
    canvas.setStrokeGray(0.35)
    for edge, line in ((EDGE, 1.6), (EDGE + 2 * MM, 0.4)):
        canvas.setLineWidth(line)
        canvas.rect(edge, edge, SIZE[0] - 2 * edge, SIZE[1] - 2 * edge)
    canvas.restoreState()
