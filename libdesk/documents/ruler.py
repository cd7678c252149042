"""Pages that are measured with a ruler: what a printer does to a page, and whether a sheet's labels lie as was said.

The ruler page is printed as the printer has it, without the offset and the scale that are known of it, unless it is
asked for with them: then the frame must lie at 10 mm and the bars be 100 mm long.
"""

from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import MM, draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import HEADING, NOTE, Document, pale_text
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.sheets import Sheet
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FRAME: Final = 10  # mm from the paper's edges
BAR: Final = 100  # mm
LINE: Final = 0.25  # points: a dot of a laser printer
FIGURE: Final = 6.0
CROSS: Final = 2 * MM
_CORNER: Final = 7  # mm where both rulers would cross
_BAR_AT: Final = 30  # mm from the edges to the corner in which both bars begin
_WORDS_AT: Final = 40


class _OnePage:
    """A page as Pages has it."""

    count: Final = 1

    def __init__(self, title: str, width: float, height: float) -> None:
        self.title = title
        self._width, self._height = width, height

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """As Pages has it."""
        document = Document(self.title, "")
        if first == 0 and last != 0:
            canvas = document.page((self._width * MM, self._height * MM))
            canvas.setLineWidth(LINE)
            self._draw(canvas)
        return document.finish()

    def _draw(self, canvas: "Canvas") -> None:
        raise NotImplementedError


class RulerPage(_OnePage):
    """Rulers from the corner, a frame at 10 mm, two bars of 100 mm, and how they are read; A4 unless said otherwise."""

    def __init__(
        self, printer: str, press: Press, width: float = 210, height: float = 297, *, corrected: bool = False
    ) -> None:
        super().__init__(_("Ruler page"), width, height)
        self._printer, self._press, self._corrected = printer, press, corrected

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page (mm from its upper left corner) in points of the PDF."""
        x, y = self._press.moved(x, y) if self._corrected else (x, y)
        return x * MM, (self._height - y) * MM

    def _line(self, canvas: "Canvas", x1: float, y1: float, x2: float, y2: float) -> None:
        canvas.line(*self._at(x1, y1), *self._at(x2, y2))

    def _draw(self, canvas: "Canvas") -> None:
        self._draw_rulers(canvas)
        canvas.setLineWidth(LINE * 2)
        right, foot = self._width - FRAME, self._height - FRAME
        for x1, y1, x2, y2 in (
            (FRAME, FRAME, right, FRAME), (FRAME, foot, right, foot),
            (FRAME, FRAME, FRAME, foot), (right, FRAME, right, foot),
        ):  # fmt: skip
            self._line(canvas, x1, y1, x2, y2)
        if min(self._width, self._height) >= _BAR_AT + BAR + FRAME:
            self._draw_bars(canvas)
            self._draw_words(canvas)

    def _draw_rulers(self, canvas: "Canvas") -> None:
        """Along the upper and the left edge, from the corner of the paper."""
        for mm in range(_CORNER, int(self._width) + 1):
            long = 6 if mm % 10 == 0 else 4.5 if mm % 5 == 0 else 3
            self._line(canvas, mm, 0, mm, long)
            if mm % 10 == 0 and FRAME <= mm <= self._width - FRAME:
                x, y = self._at(mm, 6)
                draw_text(canvas, x + 1, y, str(mm), FIGURE)
        for mm in range(_CORNER, int(self._height) + 1):
            long = 6 if mm % 10 == 0 else 4.5 if mm % 5 == 0 else 3
            self._line(canvas, 0, mm, long, mm)
            if mm % 10 == 0 and FRAME <= mm <= self._height - FRAME:
                x, y = self._at(6, mm)
                draw_text(canvas, x - 1, y + 1.5, str(mm), FIGURE)

    def _draw_bars(self, canvas: "Canvas") -> None:
        """One across and one down, each with a stroke at both ends; measured from stroke to stroke."""
        at = _BAR_AT
        canvas.setLineWidth(LINE * 2)
        self._line(canvas, at, at, at + BAR, at)
        self._line(canvas, at, at, at, at + BAR)
        for end in (0, BAR):
            self._line(canvas, at + end, at - 3, at + end, at + 3)
            self._line(canvas, at - 3, at + end, at + 3, at + end)
        words = _("{mm} mm").format(mm=BAR)
        x, y = self._at(at + BAR / 2, at - 2)
        draw_text(canvas, x, y, words, NOTE, align="center")
        x, y = self._at(at - 2, at + BAR / 2)
        draw_text(canvas, x, y, words, NOTE, align="right")

    def _draw_words(self, canvas: "Canvas") -> None:
        x, y = self._at(_WORDS_AT, _WORDS_AT + 8)
        width = (self._width - _WORDS_AT - 2 * FRAME) * MM
        draw_text(canvas, x, y, fitted(self.title, width, HEADING, bold=True), HEADING, bold=True)
        about = _("Printer: {name}, {dpi} dots an inch").format(name=self._printer or "–", dpi=self._press.dpi)
        y -= 20
        pale_text(canvas, x, y, fitted(about, width, NOTE))
        y -= 24
        for number, step in enumerate(self._steps(), 1):
            draw_text(canvas, x, y, f"{number}.", 11)
            for line in wrapped(step, width - 16, 11):
                draw_text(canvas, x + 16, y, line, 11)
                y -= 16
            y -= 5

    def _steps(self) -> list[str]:
        steps = [_("Print this page at 100 %, never fitted to the paper. What the printer cannot reach stays white.")]
        if self._corrected:
            return [
                *steps,
                _("This page was printed with the figures kept for the printer."),
                _("Now the frame lies 10 mm from the left edge and 10 mm from the upper edge of the paper."),
                _("Both bars are 100 mm long. If not, print the page without the figures and measure again."),
            ]
        return [
            *steps,
            _("Measure the bar across and the bar down from stroke to stroke: these are the lengths asked for."),
            _("Measure from the left edge of the paper to the frame, and from its upper edge to the frame, in mm."),
            _("Enter the four figures under Print, Paper, beside this printer."),
            _("Print this page once more with the figures: the frame must lie at 10 mm, the bars be 100 mm long."),
        ]


class SheetPage(_OnePage):
    """The outlines of all labels with a cross in the middle, as the printer will be sent them: laid on a sheet of
    labels and held against the light they show how far it is off."""

    def __init__(self, sheet: Sheet, press: Press) -> None:
        super().__init__(_("Test page of a sheet"), sheet.page_width, sheet.page_height)
        self._sheet, self._press = sheet, press

    def _draw(self, canvas: "Canvas") -> None:
        sheet = self._sheet
        width, height = sheet.label_width * MM, sheet.label_height * MM
        for place in range(sheet.per_page):
            x, y = self._press.moved(*sheet.corner(place))
            left, foot = x * MM, (sheet.page_height - y) * MM - height
            canvas.rect(left, foot, width, height)
            middle, centre = left + width / 2, foot + height / 2
            canvas.line(middle - CROSS, centre, middle + CROSS, centre)
            canvas.line(middle, centre - CROSS, middle, centre + CROSS)
            pale_text(canvas, left + width / 4, centre - FIGURE / 3, str(place + 1), FIGURE, align="center")
        words = _(sheet.name)
        x, y = self._press.moved(*sheet.corner(0))
        room = width - 2 * MM
        top = (sheet.page_height - y - 1) * MM
        for line in wrapped(words, room, FIGURE, most=2):
            top -= FIGURE * 1.2
            draw_text(canvas, (x + 1) * MM, top, line, FIGURE)
