"""Lists on A4 in the voice of all papers: one heading, hairlines, figures aligned, page n of m."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, PALE, Document, a4_head, hairline, pale_text
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

GAP: Final = 12.0  # between two columns
PART: Final = 13.0  # font size of a part's heading
BOTTOM: Final = MARGIN + 2 * NOTE


class _Sheet(NamedTuple):
    """How a list stands on its page: points, font sizes and the step from one row to the next."""

    size: tuple[float, float] = A4
    body: float = BODY
    head: float = NOTE
    line: float = 18.0
    gap: float = GAP

    @property
    def width(self) -> float:
        return self.size[0] - 2 * MARGIN


_UPRIGHT: Final = _Sheet()
_ACROSS: Final = _Sheet((A4[1], A4[0]), body=8.0, head=7.5, line=14.0, gap=7.0)
LINE: Final = _UPRIGHT.line
WIDTH: Final = _UPRIGHT.width


def _sheet(paper: TablePaper) -> _Sheet:
    return _ACROSS if paper.wide else _UPRIGHT


def table_list(paper: TablePaper) -> bytes:
    """The list as a PDF; rows that find no room go to the next page under the same heads."""
    return table_lists(paper)


def table_lists(*papers: TablePaper) -> bytes:
    """Several lists as one PDF, each with its own heading and its own count of pages."""
    document = Document(papers[0].heading, papers[0].school)
    for paper in papers:
        _draw_list(document, paper)
    return document.finish()


def _draw_list(document: Document, paper: TablePaper) -> None:
    sheet, widths = _sheet(paper), column_widths(paper)
    pages = _pages(paper)
    every = [(copy, number, lines) for copy in paper.copies or ("",) for number, lines in enumerate(pages, 1)]
    for copy, number, lines in every:
        canvas = document.page(sheet.size)
        y = a4_head(canvas, paper.school, paper.heading, sheet.size) - LINE
        pale_text(canvas, MARGIN, y, fitted(paper.note, sheet.width, NOTE))
        for line in lines:
            y -= sheet.line
            _draw(canvas, y, line, paper.columns, widths, sheet)
        pale_text(canvas, MARGIN, MARGIN, fitted(copy, sheet.width / 2, NOTE))
        pale_text(canvas, MARGIN + sheet.width, MARGIN, f"{number}/{len(pages)}", align="right")


_Line = tuple[str, tuple[str, ...]]
"""What a line is (space, part, heads, row, foot, signed) and its cells."""


def _pages(paper: TablePaper) -> list[list[_Line]]:
    sheet = _sheet(paper)
    most = int((sheet.size[1] - MARGIN - 44 - LINE - BOTTOM) / sheet.line)
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
    sheet = _sheet(paper)
    rows = [row for part in paper.parts for row in part.rows]
    widths = [
        0.0
        if column.share
        else min(max((text_width(row[place], sheet.body) for row in rows), default=0.0), sheet.width / 3)
        for place, column in enumerate(paper.columns)
    ]
    heads = [text_width(_(column.title), sheet.head) for column in paper.columns]
    widths = [max(pair) for pair in zip(widths, heads, strict=True)]
    shares = sum(column.share for column in paper.columns)
    taken = sum(width for width, column in zip(widths, paper.columns, strict=True) if not column.share)
    left = sheet.width - taken - sheet.gap * (len(widths) - 1)
    return [
        left * column.share / shares if column.share else width
        for width, column in zip(widths, paper.columns, strict=True)
    ]


def _draw(
    canvas: "Canvas", y: float, line: _Line, columns: Sequence[TableColumn], widths: Sequence[float], sheet: _Sheet
) -> None:
    kind, cells = line
    width_of_all = sheet.width
    if kind == "part":
        draw_text(canvas, MARGIN, y, fitted(cells[0], width_of_all, PART, bold=True), PART, bold=True)
    elif kind == "foot":
        hairline(canvas, MARGIN, y + sheet.line - 5, width_of_all)
        draw_text(canvas, MARGIN + width_of_all, y, cells[0], sheet.body, bold=True, align="right")
    elif kind == "signed":
        for place, who in enumerate(cells):
            pale_text(canvas, MARGIN + place * width_of_all / len(cells), y, who)
            left = MARGIN + place * width_of_all / len(cells) + text_width(who, NOTE) + GAP
            hairline(canvas, left, y - 2, width_of_all / len(cells) - text_width(who, NOTE) - 2 * GAP)
    elif kind in ("heads", "row"):
        size = sheet.head if kind == "heads" else sheet.body
        x = MARGIN
        for cell, column, width in zip(cells, columns, widths, strict=True):
            at = x + width if column.right else x
            canvas.saveState()
            if kind == "heads":
                canvas.setFillGray(PALE)
            draw_text(canvas, at, y, fitted(cell, width, size), size, align="right" if column.right else "left")
            canvas.restoreState()
            x += width + sheet.gap
        hairline(canvas, MARGIN, y - 4, width_of_all, gray=0 if kind == "heads" else 0.8)
