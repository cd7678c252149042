"""The yearly sheet for the education office: one A4 page, sections in two columns, lines to sign and seal below."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import draw_text, text_width
from libdesk.documents.lines import wrapped
from libdesk.documents.page import A4, BODY, HAIRLINE, MARGIN, NOTE, Document, a4_head, hairline, pale_text
from libdesk.documents.setting import one_line
from libdesk.domain.reports.yearly import SheetSection, YearlySheet
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
GAP: Final = 16.0
COLUMN: Final = (WIDTH - GAP) / 2
LINE: Final = 17.0
HEAD: Final = 22.0
FOOT: Final = MARGIN + 46
LEAST: Final = 11.0  # points from one line to the next, however many there are
UNIT: Final = 26.0  # points for 册 or 万元 and what stands before it; English words need more
LEAST_GAP: Final = 6.0


def yearly_sheet(sheet: YearlySheet, at: datetime) -> bytes:
    """The page as a PDF; the more lines there are, the closer they stand."""
    heading = _("Library statistics of the year")
    document = Document(heading, sheet.school)
    canvas = document.page(A4)
    top = a4_head(canvas, sheet.school, heading, at=at) - 18
    for place, line in enumerate(wrapped(sheet.period, WIDTH, NOTE, most=4)):
        top -= (NOTE + 3) * (place > 0)
        pale_text(canvas, MARGIN, top, line)
    top -= 8
    left, right = _parted(sheet.sections)
    room = top - FOOT
    most = max(sum(_height(part, LINE, HEAD) for part in side) for side in (left, right))
    scale = min(1.0, max(LEAST / LINE, room / most)) if most else 1.0
    for side, x in ((left, MARGIN), (right, MARGIN + COLUMN + GAP)):
        y = top
        for section in side:
            y = _section(canvas, section, x, y, scale)
    _sign(canvas)
    return document.finish()


def _height(section: SheetSection, line: float, head: float) -> float:
    return head + line * len(section.lines) + line / 2


def _parted(sections: tuple[SheetSection, ...]) -> tuple[tuple[SheetSection, ...], tuple[SheetSection, ...]]:
    """The sections in their order, the first ones at the left, so that both sides are about as long."""
    heights = [_height(section, LINE, HEAD) for section in sections]
    best = min(range(len(sections) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
    return sections[:best], sections[best:]


def _section(canvas: "Canvas", section: SheetSection, x: float, y: float, scale: float) -> float:
    size, step = BODY * min(1.0, scale * 1.05) - 1, LINE * scale
    y -= HEAD * scale
    draw_text(canvas, x, y + 5 * scale, section.heading, size + 0.5, bold=True)
    canvas.setLineWidth(HAIRLINE)
    hairline(canvas, x, y, COLUMN)
    small = NOTE * min(1.0, scale * 1.1)
    beside = max(UNIT, *(text_width(line.unit, small) + LEAST_GAP for line in section.lines))
    for line in section.lines:
        y -= step
        base = y + step * 0.3
        value = line.text
        pale_text(canvas, x + COLUMN, base, line.unit, small, align="right")
        wide = text_width(value, size, bold=True)
        draw_text(canvas, x + COLUMN - beside, base, value, size, bold=True, align="right")
        name = one_line(line.name, COLUMN - beside - wide - 6, size, size * 0.7)
        draw_text(canvas, x, base, name.lines[0], name.size)
        hairline(canvas, x, y, COLUMN, gray=0.8)
    return y - step / 2


def _sign(canvas: "Canvas") -> None:
    y = MARGIN + 14
    words = (_("Filled in by"), _("Head of the school"), _("Day"), _("Seal"))
    each = WIDTH / len(words)
    for place, word in enumerate(words):
        pale_text(canvas, MARGIN + place * each, y, word)
        start = MARGIN + place * each + text_width(word, NOTE) + 6
        hairline(canvas, start, y - 2, each - text_width(word, NOTE) - 14)
