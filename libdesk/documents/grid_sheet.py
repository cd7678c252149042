"""A grid on one sheet: a term, a month, a week, a timetable. Lines that find no room are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SHADE: Final = 0.91  # grey of a closed day
SIZES: Final = (10.0, 9.0, 8.0, 7.0, 6.0)
LEADING: Final = 1.25
PAD: Final = 3.0
HEAD: Final = 14.0  # points of the line of weekdays


@dataclass(frozen=True, slots=True)
class GridCell:
    """`head` stands bold above its lines; a shaded cell is a closed day."""

    head: str = ""
    lines: tuple[str, ...] = ()
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class GridPaper:
    """`heads` above the columns, and rows with their own names; `names` is the width of these in points."""

    school: str
    heading: str
    note: str
    at: datetime | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[GridCell, ...]], ...]
    wide: bool = True
    names: float = 40.0
    foot: str = ""


def grid_sheet(paper: GridPaper) -> bytes:
    """The grid on one A4 page, upright or across."""
    document = Document(paper.heading, paper.school)
    size = (A4[1], A4[0]) if paper.wide else A4
    canvas = document.page(size)
    width = size[0] - 2 * MARGIN
    y = a4_head(canvas, paper.school, paper.heading, size, at=paper.at) - 16
    pale_text(canvas, MARGIN, y, fitted(paper.note, width, NOTE))
    if paper.foot:
        pale_text(canvas, MARGIN, MARGIN - NOTE, fitted(paper.foot, width, NOTE))
    column = (width - paper.names) / max(1, len(paper.heads))
    y -= 8 + HEAD
    for number, words in enumerate(paper.heads):
        x = MARGIN + paper.names + number * column
        draw_text(canvas, x + PAD, y + 4, fitted(words, column - 2 * PAD, NOTE, bold=True), NOTE, bold=True)
    bottom = MARGIN + (NOTE if paper.foot else 0)
    height = (y - bottom) / max(1, len(paper.rows))
    size_of_text = _size(paper, column, height)
    for name, cells in paper.rows:
        for place, line in enumerate(name.split("\n")[: max(1, int(height / 11))]):
            pale_text(canvas, MARGIN, y - 11 - place * 11, fitted(line, paper.names - PAD, NOTE))
        for number, cell in enumerate(cells):
            _cell(canvas, cell, MARGIN + paper.names + number * column, y, column, height, size_of_text)
        hairline(canvas, MARGIN, y, width)
        y -= height
    hairline(canvas, MARGIN, y, width)
    return document.finish()


def _size(paper: GridPaper, column: float, height: float) -> float:
    """The largest size of type in which every cell has room; else the smallest."""
    cells = [cell for _name, row in paper.rows for cell in row]
    return next((size for size in SIZES if all(_fits(cell, column, height, size) for cell in cells)), SIZES[-1])


def _fits(cell: GridCell, column: float, height: float, size: float) -> bool:
    return (len(_lines(cell, column, size)) + bool(cell.head)) * size * LEADING + PAD <= height


def _lines(cell: GridCell, column: float, size: float) -> Sequence[str]:
    return [line for text in cell.lines for line in wrapped(text, column - 2 * PAD, size)]


def _cell(canvas: "Canvas", cell: GridCell, x: float, y: float, width: float, height: float, size: float) -> None:
    if cell.shaded:
        canvas.saveState()
        canvas.setFillGray(SHADE)
        canvas.rect(x + 0.5, y - height + 0.5, width - 1, height - 1, stroke=0, fill=1)
        canvas.restoreState()
    room = max(1, int((height - PAD) / (size * LEADING)))
    base = y - size - 1
    if cell.head:
        if room == 1:
            _low(canvas, cell, x, base, width, size)
            return
        draw_text(canvas, x + PAD, base, fitted(cell.head, width - 2 * PAD, size, bold=True), size, bold=True)
        base -= size * LEADING
        room -= 1
    for line in _shown(cell, width, size, room):
        draw_text(canvas, x + PAD, base, fitted(line, width - 2 * PAD, size), size)
        base -= size * LEADING


def _shown(cell: GridCell, width: float, size: float, room: int) -> Sequence[str]:
    """The lines of a cell; where there are more than have room, as many things as are whole and how many are left."""
    lines = list(_lines(cell, width, size))
    if len(lines) <= room:
        return lines
    shown: list[str] = []
    for place, text in enumerate(cell.lines):
        pieces = wrapped(text, width - 2 * PAD, size)
        if len(shown) + len(pieces) >= room:
            return [*shown, _("{n} further").format(n=len(cell.lines) - place)]
        shown += pieces
    return shown


def _low(canvas: "Canvas", cell: GridCell, x: float, base: float, width: float, size: float) -> None:
    """A cell of one line: its head, and beside it what else there is room for."""
    head = fitted(cell.head, width - 2 * PAD, size, bold=True)
    draw_text(canvas, x + PAD, base, head, size, bold=True)
    start = x + 2 * PAD + text_width(head, size, bold=True)
    room = x + width - PAD - start
    if cell.lines and room > 2 * size:
        draw_text(canvas, start, base, fitted(_(", ").join(cell.lines), room, size), size)
