"""The summary of a term on paper: a heading, numbered chapters, paragraphs, and who signs at the end."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.bound import Bound
from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import wrapped
from libdesk.documents.page import A4, MARGIN, NOTE, Document, a4_head, pale_text
from libdesk.domain.numerals import small_numeral
from libdesk.domain.show import show_day
from libdesk.domain.value import Value
from libdesk.i18n import language

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
TEXT: Final = 11.5
HEAD: Final = 13.5
STEP: Final = 20.0
TOP: Final = A4[1] - MARGIN - 44 - 14
BOTTOM: Final = MARGIN + 2.5 * NOTE
INDENT: Final = 2 * TEXT
ALONG: Final = 2  # lines of the text that go to the last page with who signs


class SummaryPaper(Value):
    """`note` under the heading; `chapters`: (heading, text); `signed`: who signs, above the day."""

    school: str
    heading: str
    note: str
    chapters: tuple[tuple[str, str], ...]
    day: date
    signed: str = ""


class _Line(NamedTuple):
    text: str
    size: float
    indent: float = 0.0
    bold: bool = False
    right: bool = False
    keep: int = 0  # so many lines that follow stay on its page


def summary_pages(paper: SummaryPaper) -> Bound:
    """As Pages has it."""
    return Bound(paper.heading, paper.school, [SummaryLeaves(paper)])


class SummaryLeaves:
    """The pages, as Leaves has them; no heading stands alone at the foot of a page, and nobody signs on a bare one."""

    def __init__(self, paper: SummaryPaper) -> None:
        self._paper = paper
        self._pages = _paged(_lines(paper))
        self.count = len(self._pages)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it."""
        paper = self._paper
        canvas = document.page(A4)
        a4_head(canvas, paper.school, paper.heading)
        if number == 0:
            pale_text(canvas, MARGIN, TOP, paper.note)
        y = TOP - (STEP if number == 0 else 0)
        for line in self._pages[number]:
            y -= STEP
            _draw(canvas, line, y)
        pale_text(canvas, MARGIN + WIDTH, MARGIN, folio, align="right")


def _draw(canvas: "Canvas", line: _Line, y: float) -> None:
    if line.right:
        draw_text(canvas, MARGIN + WIDTH, y, line.text, line.size, align="right")
    elif line.text:
        draw_text(canvas, MARGIN + line.indent, y, line.text, line.size, bold=line.bold)


def _lines(paper: SummaryPaper) -> list[_Line]:
    found: list[_Line] = []
    for number, (heading, text) in enumerate(paper.chapters, 1):
        if found:
            found.append(_Line("", TEXT))
        head = f"{numeral(number)}{heading}"
        found += [_Line(part, HEAD, bold=True) for part in wrapped(head, WIDTH, HEAD, bold=True)]
        for paragraph in filter(None, (part.strip() for part in text.splitlines())):
            first = wrapped(paragraph, WIDTH - INDENT, TEXT)[0]
            found.append(_Line(first, TEXT, INDENT))
            rest = paragraph[len(first) :].lstrip()
            if rest:
                found += [_Line(part, TEXT) for part in wrapped(rest, WIDTH, TEXT)]
    end = [_Line("", TEXT), _Line("", TEXT)]
    if paper.signed:
        end.append(_Line(paper.signed, TEXT, right=True))
    end.append(_Line(show_day(paper.day, weekday=False, year=True), TEXT, right=True))
    return _kept([*found, *end], len(end) + ALONG)


def _kept(lines: list[_Line], last: int) -> list[_Line]:
    """So many lines at the end stay together, and a heading with what it is of."""
    found: list[_Line] = []
    for after, line in enumerate(reversed(lines)):
        keep = after if after < last else found[-1].keep + 1 if line.bold else 0
        found.append(line._replace(keep=keep))
    return found[::-1]


def numeral(number: int) -> str:
    """一、 before a chapter's heading; in English the figure."""
    return f"{small_numeral(number)}、" if language().startswith("zh") else f"{number}. "


def _paged(lines: Sequence[_Line]) -> list[list[_Line]]:
    pages: list[list[_Line]] = [[]]
    room = TOP - STEP - BOTTOM
    for line in lines:
        if room < STEP * (line.keep + 1):
            while pages[-1] and not pages[-1][-1].text:
                pages[-1].pop()
            pages.append([])
            room = TOP - BOTTOM
        if not pages[-1] and not line.text:
            continue
        pages[-1].append(line)
        room -= STEP
    return pages
