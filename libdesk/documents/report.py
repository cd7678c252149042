"""The report of a period on paper: its figures, what went over the desk, the loans of each class, and the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from libdesk.documents.bound import Bound
from libdesk.documents.charts import draw_chart, line_height
from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, Document, a4_head, pale_text
from libdesk.documents.tables import TableLeaves
from libdesk.domain.chart_shapes import height_of, least_height
from libdesk.domain.charts import Chart, ChartKind
from libdesk.domain.rows.documents import TablePaper
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
FIGURE: Final = 20.0
IN_A_ROW: Final = 3
STANDING: Final = 190.0  # points that a chart over time is high
SENTENCE: Final = 3 * BODY  # and one of nothing, in words
TITLE: Final = 13.0
FOOT: Final = MARGIN + 2 * NOTE
WHOLE: Final = A4[1] - MARGIN - 44 - 18 - FOOT  # points of a page that charts have
FEWEST: Final = 6  # bars of a chart that begins at the foot of a page; with fewer it begins on the next one


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """`figures`: (number, words, note) of each; "" for no note."""

    school: str
    heading: str
    note: str
    at: datetime
    figures: tuple[tuple[str, str, str], ...]
    charts: tuple[Chart, ...]
    tables: tuple[TablePaper, ...]


def report_pages(paper: ReportPaper) -> Bound:
    """As Pages has it. The one table of a short report stands below its charts."""
    charts, tables = ChartLeaves(paper), [TableLeaves(table) for table in paper.tables]
    if len(tables) == 1 and paper.tables[0].heading == paper.heading and charts.take(tables[0]):
        tables = []
    return Bound(paper.heading, paper.school, [charts, *tables], through=True)


class ChartLeaves:
    """The figures and the charts, as Leaves has them; a chart with many labels goes on on the next page."""

    def __init__(self, paper: ReportPaper) -> None:
        self._paper = paper
        rows = -(-len(paper.figures) // IN_A_ROW)
        top = A4[1] - MARGIN - 44 - 24 - rows * 50
        self._pages: list[list[tuple[Chart, float]]] = [[]]
        left = top - FOOT
        for chart in paper.charts:
            left = self._place(chart, left)
        self._left = left
        self._below: TableLeaves | None = None
        self.count = len(self._pages)

    def take(self, table: TableLeaves) -> bool:
        """Whether there is room for a whole table below the last chart; then it is drawn there."""
        if (height := table.height()) is None or height > self._left:
            return False
        self._below = table
        return True

    def _place(self, chart: Chart, left: float) -> float:
        """Where a chart goes; gives what is left of the last page."""
        head = TITLE + NOTE + 26
        if chart.kind is not ChartKind.BARS or not chart.most:
            height = STANDING if chart.most else SENTENCE
            if height + head > left:
                left = self._turn()
            self._pages[-1].append((chart, height))
            return left - height - head
        line, rest = line_height(), chart
        row = least_height(chart, line) / max(1, len(chart.labels))
        while True:
            least = least_height(rest, line) + head
            fit = int((left - head - 4 * line) / row)
            if least > left and fit < FEWEST and left < WHOLE:
                left = self._turn()
                continue
            piece = rest if least <= left else rest.part(0, max(1, min(fit, len(rest.labels) - FEWEST // 2)))
            height = min(height_of(piece, line), left - head)
            self._pages[-1].append((piece, height))
            left -= height + head
            if piece is rest:
                return left
            rest = rest.part(len(piece.labels), len(rest.labels))
            left = self._turn()

    def _turn(self) -> float:
        self._pages.append([])
        return WHOLE

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it."""
        paper = self._paper
        canvas = document.page(A4)
        y = a4_head(canvas, paper.school, paper.heading, at=paper.at) - 18
        pale_text(canvas, MARGIN, y, fitted(paper.note, WIDTH, NOTE))
        if number == 0:
            y = _figures(canvas, paper.figures, y - 6)
        for chart, height in self._pages[number]:
            y -= TITLE + 14
            draw_text(canvas, MARGIN, y, fitted(chart.title, WIDTH, TITLE, bold=True), TITLE, bold=True)
            y -= NOTE + 4
            pale_text(canvas, MARGIN, y, fitted(chart.note, WIDTH, NOTE))
            y -= 8
            if chart.most:
                draw_chart(canvas, chart, MARGIN, y, WIDTH, height)
            else:
                draw_text(canvas, MARGIN, y - 2 * BODY, _("Nothing was lent in this time."), BODY)
            y -= height
        if self._below is not None and number == self.count - 1:
            self._below.draw_below(canvas, y)
        pale_text(canvas, MARGIN + WIDTH, MARGIN, folio, align="right")


def _figures(canvas: "Canvas", figures: Sequence[tuple[str, str, str]], y: float) -> float:
    each = WIDTH / IN_A_ROW
    for place, (number, words, note) in enumerate(figures):
        row, column = divmod(place, IN_A_ROW)
        x, top = MARGIN + column * each, y - row * 50
        draw_text(canvas, x, top - FIGURE - 4, number, FIGURE, bold=True)
        line = wrapped(" · ".join(part for part in (words, note) if part), each - 8, NOTE, most=1)[0]
        pale_text(canvas, x, top - FIGURE - 17, line)
    return y - -(-len(figures) // IN_A_ROW) * 50
