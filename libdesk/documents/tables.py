"""Lists on A4 in the voice of all papers: one heading, hairlines, figures aligned, page n of m."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, PALE, Document, a4_head, hairline, pale_text
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LINE: Final = 18.0  # points from one row to the next
GAP: Final = 12.0  # between two columns
PART: Final = 13.0  # font size of a part's heading
WIDTH: Final = A4[0] - 2 * MARGIN
BOTTOM: Final = MARGIN + 2 * NOTE


def table_list(paper: TablePaper) -> bytes:
    """The list as a PDF; rows that find no room go to the next page under the same heads."""
    widths = column_widths(paper)
    document = Document(paper.heading, paper.school)
    pages = _pages(paper)
    for number, lines in enumerate(pages, 1):
        canvas = document.page(A4)
        y = a4_head(canvas, paper.school, paper.heading) - LINE
        pale_text(canvas, MARGIN, y, fitted(paper.note, WIDTH, NOTE))
        for line in lines:
            y -= LINE
            _draw(canvas, y, line, paper.columns, widths)
        pale_text(canvas, MARGIN + WIDTH, MARGIN, f"{number}/{len(pages)}", align="right")
    return document.finish()


_Line = tuple[str, tuple[str, ...]]
"""What a line is (space, part, heads, row, foot, signed) and its cells."""


def _pages(paper: TablePaper) -> list[list[_Line]]:
    most = int((A4[1] - MARGIN - 44 - LINE - BOTTOM) / LINE)
    heads: _Line = ("heads", tuple(_(column.title) for column in paper.columns))
    pages: list[list[_Line]] = [[]]
    for part in paper.parts:
        top = _top(part, heads)
        if pages[-1] and (paper.own_pages or len(pages[-1]) + len(top) + 2 > most):
            pages.append([])
        pages[-1] += top if not pages[-1] else [("space", ()), *top]
        for row in part.rows:
            if len(pages[-1]) >= most:
                pages.append(list(top))
            pages[-1].append(("row", row))
    if paper.foot:
        if len(pages[-1]) + 3 * bool(paper.signed) >= most:
            pages.append([])
        pages[-1].append(("foot", (paper.foot,)))
    if paper.signed:
        pages[-1] += [("space", ()), ("space", ()), ("signed", paper.signed)]
    return pages


def _top(part: TablePart, heads: _Line) -> list[_Line]:
    return [*([("part", (part.heading,))] if part.heading else []), heads]


def column_widths(paper: TablePaper) -> list[float]:
    """Points for each column: those without a share as wide as their widest cell, the others share what is left."""
    rows = [row for part in paper.parts for row in part.rows]
    widths = [
        0.0 if column.share else min(max((text_width(row[place], BODY) for row in rows), default=0.0), WIDTH / 3)
        for place, column in enumerate(paper.columns)
    ]
    heads = [text_width(_(column.title), NOTE) for column in paper.columns]
    widths = [max(pair) for pair in zip(widths, heads, strict=True)]
    shares = sum(column.share for column in paper.columns)
    taken = sum(width for width, column in zip(widths, paper.columns, strict=True) if not column.share)
    left = WIDTH - taken - GAP * (len(widths) - 1)
    return [
        left * column.share / shares if column.share else width
        for width, column in zip(widths, paper.columns, strict=True)
    ]


def _draw(canvas: "Canvas", y: float, line: _Line, columns: Sequence[TableColumn], widths: Sequence[float]) -> None:
    kind, cells = line
    if kind == "part":
        draw_text(canvas, MARGIN, y, fitted(cells[0], WIDTH, PART, bold=True), PART, bold=True)
    elif kind == "foot":
        hairline(canvas, MARGIN, y + LINE - 5, WIDTH)
        draw_text(canvas, MARGIN + WIDTH, y, cells[0], BODY, bold=True, align="right")
    elif kind == "signed":
        for place, who in enumerate(cells):
            pale_text(canvas, MARGIN + place * WIDTH / len(cells), y, who)
            left = MARGIN + place * WIDTH / len(cells) + text_width(who, NOTE) + GAP
            hairline(canvas, left, y - 2, WIDTH / len(cells) - text_width(who, NOTE) - 2 * GAP)
    elif kind in ("heads", "row"):
        size = NOTE if kind == "heads" else BODY
        x = MARGIN
        for cell, column, width in zip(cells, columns, widths, strict=True):
            at = x + width if column.right else x
            canvas.saveState()
            if kind == "heads":
                canvas.setFillGray(PALE)
            draw_text(canvas, at, y, fitted(cell, width, size), size, align="right" if column.right else "left")
            canvas.restoreState()
            x += width + GAP
        hairline(canvas, MARGIN, y - 5, WIDTH, gray=0 if kind == "heads" else 0.8)
