"""A grid on one sheet: a term, a month, a week, a timetable.

A cell that has no room for all of its things names as many as it can and counts the others; the pages that follow name
them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import draw_text, printable, text_width
from libdesk.documents.grid_rest import Crowded, draw_rest
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.i18n import _, sentences

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SHADE: Final = 0.91  # grey of a closed day
SIZES: Final = (10.0, 9.0, 8.0, 7.0, 6.0)
LEADING: Final = 1.25
PAD: Final = 3.0
HEAD: Final = 14.0  # points of the line of weekdays


@dataclass(frozen=True, slots=True)
class GridCell:
    """`head` stands bold above its lines, a thing in each; a shaded cell is a closed day.

    `name`: what it is called away from its place, where its row and its column do not say it.
    """

    head: str = ""
    lines: tuple[str, ...] = ()
    shaded: bool = False
    name: str = ""


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
    """The grid on one A4 page, upright or across, and what had no room in it on further ones."""
    document = Document(paper.heading, paper.school)
    size = (A4[1], A4[0]) if paper.wide else A4
    canvas = document.page(size)
    width = size[0] - 2 * MARGIN
    y = a4_head(canvas, paper.school, paper.heading, size, at=paper.at) - 16
    pale_text(canvas, MARGIN, y, fitted(paper.note, width, NOTE))
    column = (width - paper.names) / max(1, len(paper.heads))
    y -= 8 + HEAD
    for number, words in enumerate(paper.heads):
        x = MARGIN + paper.names + number * column
        draw_text(canvas, x + PAD, y + 4, fitted(words, column - 2 * PAD, NOTE, bold=True), NOTE, bold=True)
    bottom = MARGIN + (NOTE if paper.foot else 0)
    height = (y - bottom) / max(1, len(paper.rows))
    size_of_text = _size(paper, column, height)
    crowded: list[Crowded] = []
    for name, cells in paper.rows:
        for place, line in enumerate(name.split("\n")[: max(1, int(height / 11))]):
            pale_text(canvas, MARGIN, y - 11 - place * 11, fitted(line, paper.names - PAD, NOTE))
        for number, cell in enumerate(cells):
            x = MARGIN + paper.names + number * column
            if not _cell(canvas, cell, x, y, column, height, size_of_text):
                crowded.append(Crowded(cell.name or _called(paper.heads[number], name), cell.lines))
        hairline(canvas, MARGIN, y, width)
        y -= height
    hairline(canvas, MARGIN, y, width)
    further = _("What has no room here follows on the next page.") if crowded else ""
    pale_text(canvas, MARGIN, MARGIN - NOTE - PAD, fitted(sentences(paper.foot, further), width, NOTE))
    draw_rest(document, paper.heading, size, crowded)
    return document.finish()


def _called(head: str, row: str) -> str:
    """周三 第一节 08:00–08:40."""
    return " ".join((head, *row.split("\n")))


def _size(paper: GridPaper, column: float, height: float) -> float:
    """The largest size of type in which every cell has room; else the smallest."""
    cells = [cell for _name, row in paper.rows for cell in row]
    return next((size for size in SIZES if all(_fits(cell, column, height, size) for cell in cells)), SIZES[-1])


def _fits(cell: GridCell, column: float, height: float, size: float) -> bool:
    return (len(_lines(cell, column, size)) + bool(cell.head)) * size * LEADING + PAD <= height


def _lines(cell: GridCell, column: float, size: float) -> Sequence[str]:
    return [line for text in cell.lines for line in wrapped(text, column - 2 * PAD, size)]


def _cell(canvas: "Canvas", cell: GridCell, x: float, y: float, width: float, height: float, size: float) -> bool:
    """Whether all that is in it could be told."""
    if cell.shaded:
        canvas.saveState()
        canvas.setFillGray(SHADE)
        canvas.rect(x + 0.5, y - height + 0.5, width - 1, height - 1, stroke=0, fill=1)
        canvas.restoreState()
    room = max(1, int((height - PAD) / (size * LEADING)))
    base = y - size - 1
    if cell.head:
        if room == 1:
            return _low(canvas, cell, x, base, width, size)
        draw_text(canvas, x + PAD, base, fitted(cell.head, width - 2 * PAD, size, bold=True), size, bold=True)
        base -= size * LEADING
        room -= 1
    lines = list(_lines(cell, width, size))
    shown = lines if len(lines) <= room else _shown(cell.lines, width - 2 * PAD, size, room)
    for line in shown:
        draw_text(canvas, x + PAD, base, fitted(line, width - 2 * PAD, size), size)
        base -= size * LEADING
    return shown == lines


def _shown(things: Sequence[str], width: float, size: float, room: int) -> list[str]:
    """Of more lines than have room: as many things as can be named, at least the first, and how many are left."""
    named = len(things) if len(things) <= room else max(1, room - 1)
    left = len(things) - named
    if left and room == 1:
        further = f" +{left}"  # the shortest way to say it leaves most to the name
        return [fitted(things[0], width - text_width(further, size), size) + further]
    further = _("{n} further").format(n=left) if left else ""
    spare = room - named - bool(further)  # lines beyond one for each
    shown: list[str] = []
    for thing in things[:named]:
        pieces = wrapped(thing, width, size)
        more = min(len(pieces) - 1, spare)
        spare -= more
        shown += wrapped(thing, width, size, most=1 + more)
    return [*shown, further] if further else shown


def _low(canvas: "Canvas", cell: GridCell, x: float, base: float, width: float, size: float) -> bool:
    """A cell of one line: its head, and beside it what else there is room for. Whether that was all."""
    head = fitted(cell.head, width - 2 * PAD, size, bold=True)
    draw_text(canvas, x + PAD, base, head, size, bold=True)
    start = x + 2 * PAD + text_width(head, size, bold=True)
    room = x + width - PAD - start
    if not cell.lines or room <= 2 * size:
        return not cell.lines
    lines = list(map(printable, cell.lines))
    joined = _(", ").join(lines)
    shown = joined if text_width(joined, size) <= room else _shown(lines, room, size, 1)[0]
    draw_text(canvas, start, base, fitted(shown, room, size), size)
    return shown == joined
