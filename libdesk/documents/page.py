"""All papers speak with one voice: the school's name small at the top, one heading, hairlines, plenty of white."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import MM, draw_text, text_width
from libdesk.documents.lines import fitted
from libdesk.documents.setting import Step, set_text
from libdesk.domain.show import show_day
from libdesk.i18n import _, language

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

A4: Final = (210 * MM, 297 * MM)
MARGIN: Final = 19.4 * MM  # of an A4 page: two cards of 85.6 mm stand between
HAIRLINE: Final = 0.4  # points: one dot of a receipt printer
PALE: Final = 0.35  # the grey of what is read second; darker than a laser printer's raster would break up
NOTE: Final = 9.0  # font sizes in points
BODY: Final = 11.0
HEADING: Final = 18.0


class Document:
    """A PDF in the making: `page` begins each page, `finish` gives the bytes."""

    def __init__(self, title: str, school: str) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # ASCII-85 is for mail of the eighties: a quarter more bytes, several times as long
        self.school = school
        self._begun = False
        self.canvas: Canvas = Canvas(BytesIO(), pageCompression=1, lang=language().replace("_", "-"))
        self.canvas.setTitle(title)
        self.canvas.setAuthor(school)
        self.canvas.setCreator("libdesk")
        self.canvas.setViewerPreference("PrintScaling", "None")  # cards and bars keep their true size

    def page(self, size: tuple[float, float], dpi: int | None = None) -> "Canvas":
        """Begin a page of (width, height) points, cut to whole dots of a printer when its `dpi` are given.

        Whoever lays the page on pixels stretches it to a whole number of them, and bars would leave their dots: at
        203 dpi codes at the right of an A4 page were not read. What is lost is a tenth of a millimetre at the edge.
        """
        if self._begun:
            self.canvas.showPage()
        self._begun = True
        if dpi is not None:
            size = whole_dots(size[0], dpi), whole_dots(size[1], dpi)
        self.canvas.setPageSize(size)
        return self.canvas

    def finish(self) -> bytes:
        if self._begun:
            self.canvas.showPage()  # without, a last page that stays white would be left out
        made: bytes = self.canvas.getpdfdata()  # not save(), which would hold the whole twice
        return made


def whole_dots(length: float, dpi: int) -> float:
    """A length in points, not longer, that is a whole number of dots (a hair less, for those who round up)."""
    return int(length * dpi / 72 + 0.01) * 72 / dpi - 0.001


def hairline(canvas: "Canvas", x: float, y: float, width: float, *, gray: float = 0) -> None:
    canvas.saveState()
    canvas.setLineWidth(HAIRLINE)
    canvas.setStrokeGray(gray)
    canvas.line(x, y, x + width, y)
    canvas.restoreState()


def pale_text(canvas: "Canvas", x: float, y: float, text: str, size: float = NOTE, *, align: str = "left") -> None:
    """One line of what is read second."""
    canvas.saveState()
    canvas.setFillGray(PALE)
    draw_text(canvas, x, y, text, size, align=align)
    canvas.restoreState()


def moment(at: datetime) -> str:
    """As of which day and hour a paper is true."""
    return _("As of {day} {time}").format(day=show_day(at.date(), year=True), time=at.strftime("%H:%M"))


def _heading(canvas: "Canvas", y: float, heading: str, width: float) -> None:
    """In one line or, a long one, in two smaller ones of the same height: what paper it is stands at its end."""
    found = set_text(heading, width, Step(1, HEADING, HEADING * 0.75), Step(2, HEADING * 0.7, NOTE), bold=True)
    baselines = (y - 33,) if len(found.lines) == 1 else (y - 25, y - 39.5)
    for line, baseline in zip(found.lines, baselines, strict=True):
        draw_text(canvas, MARGIN, baseline, line, found.size, bold=True)


def a4_head(
    canvas: "Canvas", school: str, heading: str, size: tuple[float, float] = A4, *, at: datetime | None = None
) -> float:
    """The top of an A4 page, upright or across; returns the height in points where what comes below may begin.

    `at`: the moment at which it is true.
    """
    width, y = size[0] - 2 * MARGIN, size[1] - MARGIN
    when = moment(at) if at is not None else ""
    room = width - (text_width(when, NOTE) + 2 * NOTE if when else 0)
    pale_text(canvas, MARGIN, y - NOTE, fitted(school, room, NOTE))
    pale_text(canvas, MARGIN + width, y - NOTE, when, align="right")
    _heading(canvas, y, heading, width)
    hairline(canvas, MARGIN, y - 44, width)
    return y - 44
