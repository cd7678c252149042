"""Pages that are measured with a ruler: what a printer does to a page, and whether a sheet's labels lie as was said.

The ruler page is printed as the printer has it, without the offset and the scale that are known of it, unless it is
asked for with them: then the frame must lie where it is meant to, and the bars be as long as is said.
"""

from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import MM, draw_text
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import HEADING, NOTE, Document, pale_text
from libdesk.documents.setting import Step, set_text
from libdesk.domain.press import BESIDE, FRAME, Press, ruler_for
from libdesk.domain.progress import Progress
from libdesk.domain.sheets import Sheet
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LINE: Final = 0.25  # points: a dot of a laser printer
FIGURE: Final = 6.0
NUMBER: Final = 14.0  # of a label on the test page of its sheet
CAPTION: Final = (Step(1, 11, 9), Step(2, 9, 7), Step(3, 7, FIGURE))
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
        raise NotImplementedError  # each page draws its own


class RulerPage(_OnePage):
    """Rulers from the corner, a frame and two bars, and how they are read; A4 unless said otherwise.

    `ruler` says what is measured: on the paper of rolls and cards the frame is nearer to the edge, the bars shorter.
    """

    def __init__(
        self, printer: str, press: Press, width: float = 210, height: float = 297, *, corrected: bool = False
    ) -> None:
        super().__init__(_("Ruler page"), width, height)
        self._printer, self._press, self._corrected = printer, press, corrected
        self.ruler = ruler_for(width, height)
        self._small = self.ruler.frame < FRAME
        self._bar_at = self.ruler.frame + BESIDE - 1 if self._small else _BAR_AT

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page (mm from its upper left corner) in points of the PDF."""
        x, y = self._press.moved(x, y) if self._corrected else (x, y)
        return x * MM, (self._height - y) * MM

    def _line(self, canvas: "Canvas", x1: float, y1: float, x2: float, y2: float) -> None:
        canvas.line(*self._at(x1, y1), *self._at(x2, y2))

    def _draw(self, canvas: "Canvas") -> None:
        self._draw_rulers(canvas)
        canvas.setLineWidth(LINE * 2)
        frame = self.ruler.frame
        right, foot = self._width - frame, self._height - frame
        for x1, y1, x2, y2 in (
            (frame, frame, right, frame), (frame, foot, right, foot),
            (frame, frame, frame, foot), (right, frame, right, foot),
        ):  # fmt: skip
            self._line(canvas, x1, y1, x2, y2)
        self._draw_bars(canvas)
        if self._small:
            self._draw_few_words(canvas)
        else:
            self._draw_words(canvas)

    def _draw_rulers(self, canvas: "Canvas") -> None:
        """Along the upper and the left edge, from the corner of the paper; on small paper they end before the frame."""
        part, corner = (self.ruler.frame * 0.12, 3) if self._small else (1.0, _CORNER)
        for mm in range(corner, int(self._width) + 1):
            self._line(canvas, mm, 0, mm, _long(mm) * part)
            if mm % 10 == 0 and FRAME <= mm <= self._width - FRAME and not self._small:
                x, y = self._at(mm, 6)
                draw_text(canvas, x + 1, y, str(mm), FIGURE)
        for mm in range(corner, int(self._height) + 1):
            self._line(canvas, 0, mm, _long(mm) * part, mm)
            if mm % 10 == 0 and FRAME <= mm <= self._height - FRAME and not self._small:
                x, y = self._at(6, mm)
                draw_text(canvas, x - 1, y + 1.5, str(mm), FIGURE)

    def _draw_bars(self, canvas: "Canvas") -> None:
        """One across and one down, each with a stroke at both ends; measured from stroke to stroke."""
        at, end, ruler = self._bar_at, 1.5 if self._small else 3, self.ruler
        canvas.setLineWidth(LINE * 2)
        self._line(canvas, at, at, at + ruler.across, at)
        self._line(canvas, at, at, at, at + ruler.down)
        for place in (0, ruler.across):
            self._line(canvas, at + place, at - end, at + place, at + end)
        for place in (0, ruler.down):
            self._line(canvas, at - end, at + place, at + end, at + place)
        if self._small:
            return  # the words beside them say how long they are
        x, y = self._at(at + ruler.across / 2, at - 2)
        draw_text(canvas, x, y, _("{mm} mm").format(mm=f"{ruler.across:g}"), NOTE, align="center")
        x, y = self._at(at - 2, at + ruler.down / 2)
        draw_text(canvas, x, y, _("{mm} mm").format(mm=f"{ruler.down:g}"), NOTE, align="right")

    def _draw_words(self, canvas: "Canvas") -> None:
        x, y = self._at(_WORDS_AT, _WORDS_AT + 8)
        width = (self._width - _WORDS_AT - 2 * FRAME) * MM
        draw_text(canvas, x, y, fitted(self.title, width, HEADING, bold=True), HEADING, bold=True)
        y -= 20
        pale_text(canvas, x, y, fitted(self._about(), width, NOTE))
        y -= 24
        for number, step in enumerate(self._steps(), 1):
            draw_text(canvas, x, y, f"{number}.", 11)
            for line in wrapped(step, width - 16, 11):
                draw_text(canvas, x + 16, y, line, 11)
                y -= 16
            y -= 5

    def _draw_few_words(self, canvas: "Canvas") -> None:
        """Between the bars: all that is to be done where it can be read, else only what is measured."""
        begin = self._bar_at + 2
        width = (self._width - self.ruler.frame - 1 - begin) * MM
        room = (self._height - self.ruler.frame - 1 - begin) * MM
        measured = _("Bars {across} and {down} mm, frame {frame} mm").format(**self._figures())
        numbered = [f"{number}. {step}" for number, step in enumerate(self._steps(), 1)]
        for texts, largest in (([self.title, self._about(), *numbered], 10.0), ([measured, self._about()], 9.0),
                               ([measured], 9.0)):  # fmt: skip
            size = largest
            while size >= FIGURE:
                lines = [line for text in texts for line in wrapped(text, width, size)]
                if len(lines) * size * 1.25 <= room:
                    break
                size -= 0.5
            else:
                continue
            break
        else:
            size = FIGURE
            lines = wrapped(measured, width, size, most=max(1, int(room / (size * 1.25))))
        x, y = self._at(begin, begin)
        for place, line in enumerate(lines):
            draw_text(canvas, x, y - size * (0.88 + 1.25 * place), line, size)

    def _about(self) -> str:
        return _("Printer: {name}, {dpi} dots an inch").format(name=self._printer or "–", dpi=self._press.dpi)

    def _figures(self) -> dict[str, str]:
        ruler = self.ruler
        return {"across": f"{ruler.across:g}", "down": f"{ruler.down:g}", "frame": f"{ruler.frame:g}"}

    def _steps(self) -> list[str]:
        steps = [_("Print this page at 100 %, never fitted to the paper. What the printer cannot reach stays white.")]
        if self._corrected:
            texts = [
                _("This page was printed with the figures kept for the printer."),
                _("Now the frame lies {frame} mm from the left edge and {frame} mm from the upper edge of the paper."),
                _("The bar across is {across} mm long, the bar down {down} mm. If not, print the page without the"
                  " figures and measure again."),
            ]  # fmt: skip
        else:
            texts = [
                _("Measure the bar across and the bar down from stroke to stroke: these are the lengths asked for."),
                _("Measure from the left edge of the paper to the frame, and from its upper edge to the frame, in mm."),
                _("Enter the four figures under Print, Paper, beside this printer."),
                _("Print this page once more with the figures: the frame must lie at {frame} mm, the bar across be"
                  " {across} mm long, the bar down {down} mm."),
            ]  # fmt: skip
        return steps + [text.format(**self._figures()) for text in texts]


def _long(mm: int) -> float:
    """The stroke of a ruler at so many mm."""
    return 6 if mm % 10 == 0 else 4.5 if mm % 5 == 0 else 3


class SheetPage(_OnePage):
    """The outlines of all labels with a cross in the middle, as the printer will be sent them: laid on a sheet of
    labels and held against the light they show how far it is off."""

    def __init__(self, sheet: Sheet, press: Press) -> None:
        super().__init__(_("Test page of a sheet"), sheet.page_width, sheet.page_height)
        self._sheet, self._press = sheet, press

    def _draw(self, canvas: "Canvas") -> None:
        sheet = self._sheet
        width, height = sheet.label_width * MM, sheet.label_height * MM
        number = min(NUMBER, height / 3)
        for place in range(sheet.per_page):
            x, y = self._press.moved(*sheet.corner(place))
            left, foot = x * MM, (sheet.page_height - y) * MM - height
            canvas.rect(left, foot, width, height)
            middle, centre = left + width / 2, foot + height / 2
            canvas.line(middle - CROSS, centre, middle + CROSS, centre)
            canvas.line(middle, centre - CROSS, middle, centre + CROSS)
            if sheet.per_page > 1:
                draw_text(canvas, left + width / 4, centre - number, str(place + 1), number, align="center")
        x, y = self._press.moved(*sheet.corner(0))
        words = set_text(_(sheet.name), width - 2 * MM, *CAPTION)
        words.draw(canvas, (x + 1) * MM, (sheet.page_height - y - 1) * MM)
