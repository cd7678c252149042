"""Slips to cut out of A4, eight to a page: each tells one pupil which books are overdue, in a friendly sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, PALE, Document, hairline, moment, pale_text
from libdesk.documents.setting import one_line
from libdesk.domain.rows.documents import ReaderSlip, SlipLine
from libdesk.domain.show import show_day
from libdesk.i18n import ngettext

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

COLUMNS: Final = 2
ROWS: Final = 4
ON_PAGE: Final = COLUMNS * ROWS
EDGE: Final = 7 * MM  # printers leave so much white
PAD: Final = 5.5 * MM
SLIP: Final = ((A4[0] - 2 * EDGE) / COLUMNS, (A4[1] - 2 * EDGE) / ROWS)
NAME: Final = 14.0
SIZE: Final = 9.5
SMALL: Final = 8.0
STEP: Final = 14.0  # from one book to the next
MOST: Final = 5  # books on one slip; who has more gets another


class _Piece(NamedTuple):
    """A slip, or a part of one that holds too many books: which of how many it is."""

    slip: ReaderSlip
    lines: tuple[SlipLine, ...]
    number: int
    of: int


class SlipLeaves:
    """Pages of slips, as Leaves has them: class after class, to be cut and handed on by the teachers."""

    def __init__(
        self, school: str, slips: Sequence[ReaderSlip], at: datetime, words: Callable[[int], str] | None = None
    ) -> None:
        """`words`: the sentence for so many books; without it, that they were due."""
        self._school, self._at, self._words = school, at, words or _words
        self._pieces = [piece for slip in slips for piece in _pieces(slip)]
        self.count = -(-len(self._pieces) // ON_PAGE)

    def draw(self, document: Document, number: int, folio: str) -> None:
        """As Leaves has it. There is no folio: the page is cut."""
        canvas = document.page(A4)
        pieces = self._pieces[number * ON_PAGE : (number + 1) * ON_PAGE]
        _cut_marks(canvas, -(-len(pieces) // COLUMNS))
        for place, piece in enumerate(pieces):
            row, column = divmod(place, COLUMNS)
            self._draw(canvas, piece, EDGE + column * SLIP[0], A4[1] - EDGE - row * SLIP[1])

    def _draw(self, canvas: "Canvas", piece: _Piece, x: float, top: float) -> None:
        left, width = x + PAD, SLIP[0] - 2 * PAD
        right, y = left + width, top - PAD - SMALL
        when = moment(self._at)
        room = width - text_width(when, SMALL) - 8
        pale_text(canvas, left, y, fitted(self._school, room, SMALL), SMALL)
        pale_text(canvas, right, y, when, SMALL, align="right")
        y -= NAME + 6
        group = fitted(piece.slip.group, width * 0.4, SIZE)
        name = one_line(piece.slip.reader, width - text_width(group, SIZE) - 8, NAME, SIZE, bold=True)
        draw_text(canvas, left, y, name.lines[0], name.size, bold=True)
        draw_text(canvas, right, y, group, SIZE, align="right")
        y -= 5
        hairline(canvas, left, y, width)
        y -= SIZE + 4
        for line in wrapped(self._words(len(piece.slip.lines)), width, SIZE, most=3):
            draw_text(canvas, left, y, line, SIZE)
            y -= SIZE * 1.35
        y -= 4
        for book in piece.lines:
            _book(canvas, book, left, y, width)
            y -= STEP
        if piece.of > 1:
            pale_text(canvas, right, top - SLIP[1] + PAD, f"{piece.number}/{piece.of}", SMALL, align="right")


def _pieces(slip: ReaderSlip) -> list[_Piece]:
    of = max(1, -(-len(slip.lines) // MOST))
    return [_Piece(slip, slip.lines[n * MOST : (n + 1) * MOST], n + 1, of) for n in range(of)]


def _words(books: int) -> str:
    return ngettext(
        "This book was due back. Please bring it soon: others would like to read it too.",
        "These {n} books were due back. Please bring them soon: others would like to read them too.",
        books,
    ).format(n=books)


def _book(canvas: "Canvas", book: SlipLine, left: float, y: float, width: float) -> None:
    due = show_day(book.due, weekday=False) if book.due else ""
    late = ngettext("{days} day overdue", "{days} days overdue", book.late).format(days=book.late) if book.late else ""
    beside = " · ".join(part for part in (due, late) if part)
    room = width - text_width(beside, SMALL) - 10
    title = one_line(book.title, room, SIZE, SMALL)
    draw_text(canvas, left, y, title.lines[0], title.size)
    pale_text(canvas, left + width, y, beside, SMALL, align="right")


def _cut_marks(canvas: "Canvas", rows: int) -> None:
    """Dashed lines between the slips, where scissors go."""
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setStrokeGray(PALE + 0.2)
    canvas.setDash(2, 3)
    bottom = A4[1] - EDGE - rows * SLIP[1]
    for column in range(1, COLUMNS):
        x = EDGE + column * SLIP[0]
        canvas.line(x, A4[1] - EDGE, x, bottom)
    for row in range(1, rows + (rows < ROWS)):
        y = A4[1] - EDGE - row * SLIP[1]
        canvas.line(EDGE, y, A4[0] - EDGE, y)
    canvas.restoreState()
