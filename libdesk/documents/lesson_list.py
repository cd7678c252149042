"""The list of a reading lesson on A4: a line a pupil, what was borrowed today, what is out and what is overdue."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.domain.lesson_report import late_words
from libdesk.domain.rows.lessons import Book, RollRow, score
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, listed

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIZE: Final = 10.0
LEADING: Final = 14.0
WIDTH: Final = A4[0] - 2 * MARGIN
MOST_LINES: Final = 3  # of one cell; what is more ends in an ellipsis
FOOT: Final = MARGIN + 14

# Where each column begins and how wide it is, in points.
_COLUMNS: Final = (
    (N_("Seat"), 0.0, 30.0),
    (N_("Name"), 34.0, 70.0),
    (N_("Borrowed today"), 110.0, 170.0),
    (N_("Out"), 290.0, WIDTH - 290.0),
)


@dataclass(frozen=True, slots=True)
class LessonList:
    school: str
    group: str
    day: date
    roll: tuple[RollRow, ...]


def lesson_list(lesson: LessonList) -> bytes:
    """As many A4 pages as the class needs."""
    heading = _("{group}, reading lesson of {day}").format(group=lesson.group, day=show_day(lesson.day))
    document = Document(heading, lesson.school)
    rows = [_cells(row) for row in lesson.roll]
    pages = _pages(rows)
    done = score(lesson.roll)
    counts = _("{borrowed} of {pupils} have borrowed").format(borrowed=done.borrowed, pupils=done.pupils)
    for number, page in enumerate(pages, 1):
        canvas = document.page(A4)
        y = _head(canvas, lesson.school, heading, counts)
        for cells in page:
            y = _row(canvas, y, cells)
        count = f"{number}/{len(pages)}" if len(pages) > 1 else ""
        pale_text(canvas, A4[0] - MARGIN, MARGIN, count, NOTE, align="right")
    return document.finish()


def _head(canvas: "Canvas", school: str, heading: str, counts: str) -> float:
    y = a4_head(canvas, school, heading) - 18
    pale_text(canvas, MARGIN, y, counts, BODY)
    y -= 22
    for words, left, width in _COLUMNS:
        pale_text(canvas, MARGIN + left, y, fitted(_(words), width, NOTE))
    hairline(canvas, MARGIN, y - 5, WIDTH)
    return y - 6


def _cells(row: RollRow) -> tuple[list[str], ...]:
    """The lines of each cell of a pupil's row."""
    texts = (str(row.seat), row.name, listed(row.lent_today), _("; ").join(_book(book) for book in row.out))
    return tuple(
        wrapped(text, width, SIZE, most=MOST_LINES)
        for text, (_words, _left, width) in zip(texts, _COLUMNS, strict=True)
    )


def _book(book: Book) -> str:
    return f"{book.title} {late_words(book) if book.late else show_day(book.due, weekday=False)}"


def _height(cells: tuple[list[str], ...]) -> float:
    return max(len(lines) for lines in cells) * LEADING + 5


def _pages(rows: list[tuple[list[str], ...]]) -> list[list[tuple[list[str], ...]]]:
    """A row is never torn; every page has the same head."""
    room = A4[1] - MARGIN - 44 - 46 - FOOT
    pages: list[list[tuple[list[str], ...]]] = [[]]
    used = 0.0
    for cells in rows:
        if used + _height(cells) > room and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(cells)
        used += _height(cells)
    return pages


def _row(canvas: "Canvas", y: float, cells: tuple[list[str], ...]) -> float:
    for lines, (_words, left, _width) in zip(cells, _COLUMNS, strict=True):
        for place, line in enumerate(lines):
            draw_text(canvas, MARGIN + left, y - LEADING - place * LEADING + 2, line, SIZE)
    below = y - _height(cells)
    hairline(canvas, MARGIN, below, WIDTH, gray=0.8)
    return below
