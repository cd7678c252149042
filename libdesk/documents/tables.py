"""Lists on A4 in the voice of all papers: one heading, hairlines, figures aligned, page n of m.

A row is one line, so that the pages are known from the numbers of rows alone: a page's rows are read when it is drawn.
A title too wide for its column ends in an ellipsis; a name or a number is set smaller first.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.bound import Bound
from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, HAIRLINE, MARGIN, NOTE, PALE, Document, a4_head, hairline, pale_text
from libdesk.documents.setting import Set, Step, one_line, set_text
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

GAP: Final = 12.0  # between two columns
PART: Final = 13.0  # font size of a part's heading
UNDER: Final = 4.0  # more room below the line about the list, where a part's heading follows
BOTTOM: Final = MARGIN + 2 * NOTE
MEASURED: Final = 2_000  # rows; of a longer list its first, middle and last ones say how wide its columns are
SAMPLE: Final = 400
SMALLER: Final = 0.75  # of the size, before a cell goes on in a second line, and once more before it is cut
LEAST: Final = 0.16  # of the width, which columns with a share keep however much the others have to say
TIGHT: Final = 0.4  # of the width that columns with a share want for themselves, before heads stand in two lines
HEAD: Final = 6.0  # font size of a head in two lines, which reach up to the line above and no further
ALONG: Final = 2  # rows that go to the last page with what stands below them
SLACK: Final = 0.01  # what sums of floats may be off


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
    return Bound(papers[0].heading, papers[0].school, [TableLeaves(paper) for paper in papers]).pdf()


def table_pages(paper: TablePaper) -> Bound:
    """The list as a document that is made page by page."""
    return Bound(paper.heading, paper.school, [TableLeaves(paper)])


class _Line(NamedTuple):
    """What a line is (space, part, heads, rows, foot, signed). `rows`: so many of a part, from `first`."""

    kind: str
    part: int = 0
    first: int = 0
    rows: int = 1


class TableLeaves:
    """The pages of one list, as Leaves has them; with `copies` all its pages once for each."""

    def __init__(self, paper: TablePaper) -> None:
        self._paper, self._sheet = paper, _sheet(paper)
        self._rows = [part.lines for part in paper.parts]
        self._pages = _pages(paper, self._sheet, [len(rows) for rows in self._rows])
        self._copies = paper.copies or ("",)
        self._widths: list[float] | None = None
        self.count = len(self._pages) * len(self._copies)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it; of several copies each counts its own pages."""
        copy, place = divmod(number, len(self._pages))
        if len(self._copies) > 1:
            folio = f"{place + 1}/{len(self._pages)}"
        paper, sheet = self._paper, self._sheet
        canvas = document.page(sheet.size)
        y = a4_head(canvas, paper.school, paper.heading, sheet.size, at=paper.at) - LINE
        pale_text(canvas, MARGIN, y, fitted(paper.note, sheet.width, NOTE))
        if paper.note and self._pages[place][0].kind == "part":
            y -= UNDER
        for line in self._pages[place]:
            y = self._draw(canvas, y, line)
        pale_text(canvas, MARGIN, MARGIN, fitted(self._copies[copy], sheet.width / 2, NOTE))
        pale_text(canvas, MARGIN + sheet.width, MARGIN, folio, align="right")

    @property
    def lines(self) -> int:
        """How many lines its first page has."""
        return sum(line.rows for line in self._pages[0])

    def height(self) -> float | None:
        """Points of its lines where they need no more than a part of an upright page and nobody signs; else None."""
        if self.count > 1 or self._paper.wide or self._paper.signed:
            return None
        return (self.lines + 1) * self._sheet.line

    def draw_below(self, canvas: "Canvas", y: float) -> None:
        """Its lines alone, below what stands on a page already."""
        for line in self._pages[0]:
            y = self._draw(canvas, y, line)

    def _draw(self, canvas: "Canvas", y: float, line: _Line) -> float:
        """One line below `y`, or the rows that it stands for; returns the height of the last."""
        sheet, paper = self._sheet, self._paper
        if line.kind == "rows":
            top = y
            for cells in self._rows[line.part].part(line.first, line.first + line.rows):
                y -= sheet.line
                self._cells(canvas, y, cells)
            if paper.ruled:
                self._rule(canvas, top - 4, y - 4)
            return y
        y -= sheet.line
        if line.kind == "part":
            heading = one_line(_begun(paper.parts[line.part].heading), sheet.width, PART, PART * SMALLER, bold=True)
            draw_text(canvas, MARGIN, y, heading.lines[0], heading.size, bold=True)
        elif line.kind == "heads":
            self._cells(canvas, y, [_name(column) for column in paper.columns], heads=True)
        elif line.kind == "foot":
            hairline(canvas, MARGIN, y + sheet.line - 5, sheet.width)
            foot = one_line(paper.foot, sheet.width, sheet.body, sheet.body * SMALLER, bold=True)
            draw_text(canvas, MARGIN + sheet.width, y, foot.lines[0], foot.size, bold=True, align="right")
        elif line.kind == "formula":
            pale_text(canvas, MARGIN, y, _formulas(paper, sheet)[line.first])
        elif line.kind == "signed":
            _sign(canvas, y, paper.signed, sheet.width)
        return y

    def _cells(self, canvas: "Canvas", y: float, cells: Sequence[str], *, heads: bool = False) -> None:
        sheet, x = self._sheet, MARGIN
        size = sheet.head if heads else sheet.body
        if self._widths is None:
            self._widths = column_widths(self._paper)
        canvas.saveState()
        canvas.setFillGray(PALE if heads else 0)
        for cell, column, width in zip(cells, self._paper.columns, self._widths, strict=True):
            if cell:
                fit = _fit_head(cell, width, size) if heads else _fit(cell, width, size, column)
                self._cell(canvas, x + width if column.right else x, y, fit, column, heads)
            x += width + sheet.gap
        canvas.restoreState()
        hairline(canvas, MARGIN, y - 4, sheet.width, gray=0 if heads else 0.8)

    @staticmethod
    def _cell(canvas: "Canvas", x: float, y: float, fit: Set, column: TableColumn, heads: bool) -> None:
        y += (len(fit.lines) - 1) * fit.size * (1.0 if heads else 0.8)
        for line in fit.lines:
            draw_text(canvas, x, y, line, fit.size, align="right" if column.right else "left")
            y -= fit.size * (1.0 if heads else 1.1)

    def _rule(self, canvas: "Canvas", top: float, bottom: float) -> None:
        """Upright lines around the columns without a title, from one height to another."""
        x = MARGIN
        canvas.saveState()
        canvas.setLineWidth(HAIRLINE)
        canvas.setStrokeGray(0.8)
        for column, width in zip(self._paper.columns, self._widths or (), strict=False):
            if not column.title:
                canvas.line(x - self._sheet.gap / 2, top, x - self._sheet.gap / 2, bottom)
            x += width + self._sheet.gap
        canvas.line(MARGIN + self._sheet.width, top, MARGIN + self._sheet.width, bottom)
        canvas.restoreState()


def _sign(canvas: "Canvas", y: float, signed: Sequence[str], width: float) -> None:
    each = width / len(signed)
    for place, who in enumerate(signed):
        pale_text(canvas, MARGIN + place * each, y, who)
        left = MARGIN + place * each + text_width(who, NOTE) + GAP
        hairline(canvas, left, y - 2, each - text_width(who, NOTE) - 2 * GAP)


def _pages(paper: TablePaper, sheet: _Sheet, counts: Sequence[int]) -> list[list[_Line]]:
    """The lines of each page, of so many rows in each part."""
    most = int((sheet.size[1] - MARGIN - 44 - LINE - BOTTOM) / sheet.line)
    pages: list[list[_Line]] = [[]]
    used = 0
    for number, part in enumerate(paper.parts):
        top = _top(part, number)
        if pages[-1] and (paper.own_pages or used + len(top) + 2 > most):
            pages.append([])
            used = 0
        lines = top if not pages[-1] else [_Line("space"), *top]
        pages[-1] += lines
        used += len(lines)
        first = 0
        while first < counts[number]:
            if used >= most:
                pages.append(list(top))
                used = len(top)
            count = min(counts[number] - first, most - used)
            pages[-1].append(_Line("rows", number, first, count))
            used += count
            first += count
    end = _end(paper, sheet)
    if end and pages[-1] and used + len(end) > most:
        pages.append(_taken_along(paper, pages[-1]))
    pages[-1] += end
    return pages


def _end(paper: TablePaper, sheet: _Sheet) -> list[_Line]:
    """What stands below the last row: it is never torn apart."""
    end = [_Line("foot")] if paper.foot else []
    end += [_Line("formula", first=number) for number in range(len(_formulas(paper, sheet)))]
    return end + ([_Line("space"), _Line("space"), _Line("signed")] if paper.signed else [])


def _taken_along(paper: TablePaper, page: list[_Line]) -> list[_Line]:
    """The last rows of a full page, which leave it with what ends the list, so that this does not stand alone."""
    last = page[-1]
    if last.kind == "rows" and last.rows >= 2 * ALONG:
        page[-1] = last._replace(rows=last.rows - ALONG)
        rows = _Line("rows", last.part, last.first + page[-1].rows, ALONG)
        return [*_top(paper.parts[last.part], last.part), rows]
    at = len(page) - 1
    while at and page[at - 1].kind in ("part", "heads"):
        at -= 1
    page[at:], along = [], page[at:] if at else []
    return along


def _formulas(paper: TablePaper, sheet: _Sheet) -> list[str]:
    return wrapped(paper.formulas, sheet.width, NOTE) if paper.formulas else []


def _top(part: TablePart, number: int) -> list[_Line]:
    return [*([_Line("part", number)] if part.heading else []), _Line("heads", number)]


def column_widths(paper: TablePaper) -> list[float]:
    """Points for each column: those without a share as wide as their widest cell, the others share what is left."""
    sheet = _sheet(paper)
    rows = _measured(paper)
    widths = [
        0.0
        if column.share
        else min(max((text_width(row[place], sheet.body) for row in rows), default=0.0), sheet.width / 3)
        for place, column in enumerate(paper.columns)
    ]
    names = [_name(column) for column in paper.columns]
    shares = sum(column.share for column in paper.columns)

    def beside(heads: list[float]) -> tuple[list[float], float]:
        """The widths with heads as wide as this, and what is left to be shared."""
        both = [max(pair) for pair in zip(widths, heads, strict=True)]
        taken = sum(width for width, column in zip(both, paper.columns, strict=True) if not column.share)
        return both, sheet.width - taken - sheet.gap * (len(both) - 1)

    made, left = beside([text_width(name, sheet.head) for name in names])
    if shares and left < sheet.width * TIGHT:
        made, left = beside([_in_two(name, sheet.head) for name in names])
    least = sheet.width * LEAST if shares else 0.0
    if left < least:
        fixed = [0.0 if column.share else width for width, column in zip(made, paper.columns, strict=True)]
        made, left = _narrower(fixed, least - left), least
    return [
        left * column.share / shares if column.share else width
        for width, column in zip(made, paper.columns, strict=True)
    ]


def _narrower(widths: Sequence[float], by: float) -> list[float]:
    """The widths less `by` in all: the widest give way first, to one width."""
    level = 0.0
    for count, (wide, next_wide) in enumerate(pairwise([*sorted(widths, reverse=True), 0.0]), start=1):
        if by <= count * (wide - next_wide):
            level = wide - by / count
            break
        by -= count * (wide - next_wide)
    return [min(width, level) for width in widths]


def _in_two(name: str, size: float) -> float:
    """How wide a head is whose words may stand in two lines."""
    words = name.split()
    if len(words) < 2:
        return text_width(name, size)
    parted = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(max(text_width(line, HEAD) for line in lines) for lines in parted)


def _fit_head(name: str, width: float, size: float) -> Set:
    if text_width(name, size) <= width + SLACK:
        return Set((name,), size)
    return Set(tuple(wrapped(name, width + SLACK, HEAD, most=2)), HEAD)


def _fit(cell: str, width: float, size: float, column: TableColumn) -> Set:
    """A title ends in an ellipsis; a name or a number becomes smaller, then stands in two lines: it is needed whole."""
    if (column.share and not column.fold) or text_width(cell, size) <= width:
        return one_line(cell, width + SLACK, size)
    small = size * SMALLER
    return set_text(cell, width + SLACK, Step(1, size, small), Step(2, small, small * SMALLER))


def _name(column: TableColumn) -> str:
    return _begun(_(column.title)) if column.title else ""


def _begun(words: str) -> str:
    """Words that stand in a line elsewhere, as they stand over a list: with a capital, in scripts that have them."""
    return words[:1].upper() + words[1:]


def _measured(paper: TablePaper) -> list[tuple[str, ...]]:
    """The rows by which the columns are measured."""
    parts = [part.lines for part in paper.parts]
    count = sum(len(rows) for rows in parts)
    if count <= MEASURED:
        return [row for rows in parts for row in rows.part(0, len(rows))]
    found: list[tuple[str, ...]] = []
    for start in (0, (count - SAMPLE) // 2, count - SAMPLE):
        before = 0
        for rows in parts:
            first, last = max(start - before, 0), min(start + SAMPLE - before, len(rows))
            if first < last:
                found += rows.part(first, last)
            before += len(rows)
    return found
