"""Entries on A4, of which none is cut: questions with what was found, suggestions with answers, books with summaries.

An entry begins with its head and goes on as long as its text is; where it finds no room, it goes to the next page, and
a head never stands alone at the foot of one.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.bound import Bound
from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.domain.rows.entries import Entry, EntryPaper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
TOP: Final = A4[1] - MARGIN - 44 - 26
BOTTOM: Final = MARGIN + 2.5 * NOTE
LINE: Final = BODY * 1.45
SMALL: Final = NOTE * 1.5
GAP: Final = 5.5  # points above and below the line between two entries
SIDE: Final = 0.4  # of the width at most


class _Line(NamedTuple):
    """How a line is drawn (head, about, text, gap, intro), how high it is, and what stands in it."""

    kind: str
    height: float
    text: str = ""
    side: str = ""


def entry_list(paper: EntryPaper) -> bytes:
    """The entries as a PDF."""
    return Bound(paper.heading, paper.school, [EntryLeaves(paper)]).pdf()


class EntryLeaves:
    """As Leaves has it."""

    def __init__(self, paper: EntryPaper) -> None:
        self._paper = paper
        self._pages = _pages(paper)
        self.count = len(self._pages)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it."""
        paper, canvas = self._paper, document.page(A4)
        y = a4_head(canvas, paper.school, paper.heading, at=paper.at) - 5
        pale_text(canvas, MARGIN, y - NOTE, fitted(paper.note, WIDTH, NOTE))
        y = TOP
        for line in self._pages[number]:
            _draw(canvas, line, y)
            y -= line.height
        if number == self.count - 1 and paper.foot:
            pale_text(canvas, MARGIN, MARGIN, fitted(paper.foot, WIDTH * 0.8, NOTE))
        pale_text(canvas, MARGIN + WIDTH, MARGIN, folio, align="right")


def _draw(canvas: "Canvas", line: _Line, y: float) -> None:
    match line.kind:
        case "gap":
            hairline(canvas, MARGIN, y - line.height / 2, WIDTH, gray=0.8)
        case "head":
            draw_text(canvas, MARGIN, y - BODY, line.text, BODY, bold=True)
            if line.side:
                draw_text(canvas, MARGIN + WIDTH, y - BODY, line.side, NOTE, align="right")
        case "about":
            pale_text(canvas, MARGIN, y - NOTE, line.text)
        case _:
            draw_text(canvas, MARGIN, y - BODY, line.text, BODY)


def _pages(paper: EntryPaper) -> list[list[_Line]]:
    pages: list[list[_Line]] = [[]]
    left = TOP - BOTTOM

    def put(lines: list[_Line]) -> None:
        """Together on one page."""
        nonlocal left
        height = sum(line.height for line in lines)
        if height > left and pages[-1]:
            pages.append([])
            left = TOP - BOTTOM
            lines = [line for line in lines if line.kind != "gap"]
            height = sum(line.height for line in lines)
        pages[-1].extend(lines)
        left -= height

    for text in _text_lines(paper.intro):
        put([text])
    for number, entry in enumerate(paper.entries):
        first, rest = _entry(entry, gap=number > 0 or bool(paper.intro))
        put(first)
        for line in rest:
            put([line])
    return pages


def _entry(entry: Entry, *, gap: bool) -> tuple[list[_Line], list[_Line]]:
    """What stays together with the head, and what may go on on the next page."""
    side = fitted(entry.side, WIDTH * SIDE, NOTE) if entry.side else ""
    room = WIDTH - (text_width(side, NOTE) + 2 * NOTE if side else 0)
    heads = [line for text in entry.head.splitlines() or [""] for line in wrapped(text, room, BODY, bold=True)]
    first = [_Line("gap", GAP * 2)] if gap else []
    first += [_Line("head", LINE, text, side if n == 0 else "") for n, text in enumerate(heads)]
    if entry.about:
        first += [_Line("about", SMALL, text) for text in wrapped(entry.about, WIDTH, NOTE)]
    rest = [line for text in entry.texts for line in _text_lines(text)]
    keep = 1 if len(rest) != 2 else 2
    return [*first, *rest[:keep]], rest[keep:]


def _text_lines(text: str) -> list[_Line]:
    return [_Line("text", LINE, line) for part in text.splitlines() if part for line in wrapped(part, WIDTH, BODY)]
