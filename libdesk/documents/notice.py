"""An announcement for the wall: one A4 page, the words as large as they fit; a very long one goes on on more."""

from typing import Final

from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, MARGIN, NOTE, Document, hairline, pale_text
from libdesk.documents.setting import Step, set_text
from libdesk.domain.rows.entries import NoticePaper

WIDTH: Final = A4[0] - 2 * MARGIN
HEADS: Final = (Step(1, 40.0, 28.0), Step(2, 32.0, 20.0), Step(4, 24.0, 14.0))
SIZES: Final = (24.0, 20.0, 18.0, 16.0, 14.0, 12.0)
LEADING: Final = 1.6
SIGNED: Final = 16.0


def notice_page(paper: NoticePaper) -> bytes:
    """The announcement as a PDF."""
    document = Document(paper.heading, paper.school)
    canvas = document.page(A4)
    head = set_text(paper.heading, WIDTH, *HEADS, bold=True)
    top = A4[1] - MARGIN - 24
    head.draw(canvas, A4[0] / 2, top, align="center")
    top -= head.height + 18
    hairline(canvas, MARGIN + WIDTH / 4, top, WIDTH / 2)
    top -= 22
    bottom = MARGIN + 5 * SIGNED
    size, lines = _body(paper.text, top - bottom)
    y = top
    for line in lines:
        if y - size < bottom:
            canvas, y = document.page(A4), A4[1] - MARGIN
        draw_text(canvas, MARGIN, y - size, line, size)
        y -= size * LEADING
    right = MARGIN + WIDTH
    school = set_text(paper.school, WIDTH, Step(1, SIGNED, SIGNED * 0.75), Step(2, SIGNED * 0.75, NOTE))
    school.draw(canvas, right, MARGIN + 2.4 * SIGNED + school.height, align="right")
    draw_text(canvas, right, MARGIN + SIGNED, paper.day, SIGNED, align="right")
    pale_text(canvas, MARGIN, MARGIN + SIGNED, fitted(paper.days, WIDTH * 0.6, NOTE))
    return document.finish()


def _body(text: str, room: float) -> tuple[float, list[str]]:
    """The largest size at which all lines stand on the page, else the smallest."""
    for size in SIZES:
        lines = [line for part in text.splitlines() for line in (wrapped(part, WIDTH, size) if part else [""])]
        if len(lines) * size * LEADING <= room:
            break
    return size, lines
