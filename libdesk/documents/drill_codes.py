"""The codes of the drills on A4: each drill with what is to be done and its barcodes; the same on every day."""

from typing import TYPE_CHECKING, Final

from libdesk.documents.barcodes import draw_code128, draw_ean13
from libdesk.documents.fonts import MM, draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.domain.drill_cast import ISBN, name_of
from libdesk.domain.drills import DRILLS, Drill, Shown, shown_words, task_of
from libdesk.domain.press import DPI
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
COLUMNS: Final = 4
CELL: Final = (WIDTH / COLUMNS, 26 * MM)
BARS: Final = 12 * MM
LEADING: Final = 13.0
HEAD: Final = 20.0
GAP: Final = 14.0
FOOT: Final = MARGIN + 12


def drill_codes(school: str) -> bytes:
    """As many pages as the drills need; a drill is never torn."""
    document = Document(_("Codes for practice"), school)
    pages = _pages()
    for number, page in enumerate(pages, 1):
        canvas = document.page(A4, DPI)
        y = a4_head(canvas, school, _("Codes for practice")) - 16
        for drill in page:
            y = _draw(canvas, drill, y)
        hint = _("Only for the practice page. At the desk of the library these codes are nobody's.")
        pale_text(canvas, MARGIN, MARGIN - 4, fitted(hint, WIDTH * 0.85, NOTE))
        pale_text(canvas, A4[0] - MARGIN, MARGIN - 4, f"{number}/{len(pages)}", align="right")
    return document.finish()


def _task(drill: Drill) -> list[str]:
    return wrapped(task_of(drill), WIDTH, BODY)


def _height(drill: Drill) -> float:
    rows = -(-len(drill.shown) // COLUMNS)
    return HEAD + len(_task(drill)) * LEADING + rows * CELL[1] + GAP


def _pages() -> list[list[Drill]]:
    room = A4[1] - MARGIN - 60 - FOOT
    pages: list[list[Drill]] = [[]]
    used = 0.0
    for drill in DRILLS:
        if used + _height(drill) > room and pages[-1]:
            pages.append([])
            used = 0.0
        pages[-1].append(drill)
        used += _height(drill)
    return pages


def _draw(canvas: "Canvas", drill: Drill, top: float) -> float:
    draw_text(canvas, MARGIN, top - 12, fitted(_(drill.title), WIDTH, 13, bold=True), 13, bold=True)
    y = top - HEAD
    for line in _task(drill):
        pale_text(canvas, MARGIN, y - 9, line, BODY)
        y -= LEADING
    for place, shown in enumerate(drill.shown):
        row, column = divmod(place, COLUMNS)
        _cell(canvas, shown, MARGIN + column * CELL[0], y - row * CELL[1] - 6)
    below = y - -(-len(drill.shown) // COLUMNS) * CELL[1]
    hairline(canvas, MARGIN, below, WIDTH, gray=0.75)
    return below - GAP


def _cell(canvas: "Canvas", shown: Shown, x: float, top: float) -> None:
    """Words, bars, name and letters below each other, in the middle of a cell."""
    wide, middle = CELL[0], x + CELL[0] / 2
    pale_text(canvas, middle, top - 8, fitted(shown_words(shown), wide - 6, NOTE), align="center")
    bottom = top - 12 - BARS
    if shown.code == ISBN:
        draw_ean13(canvas, shown.code, x, bottom, wide, BARS, dpi=DPI)
        below = name_of(shown.code)
    else:
        draw_code128(canvas, shown.code, x, bottom, wide, BARS, dpi=DPI)
        below = f"{name_of(shown.code)}  {shown.code}"
    draw_text(canvas, middle, bottom - 11, fitted(below, wide - 6, NOTE), NOTE, align="center")
