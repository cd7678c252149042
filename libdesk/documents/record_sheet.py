"""活动记录表: a form with ruled cells on one page, and the photos on a second one; long texts go on where they must."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from libdesk.documents.fonts import draw_text
from libdesk.documents.lines import wrapped
from libdesk.documents.page import A4, BODY, MARGIN, NOTE, Document, a4_head, pale_text
from libdesk.documents.setting import Step, one_line, set_text
from libdesk.documents.stamps import draw_logo
from libdesk.domain.rows.activity_papers import RecordPaper
from libdesk.domain.show import show_day
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WIDTH: Final = A4[0] - 2 * MARGIN
NAME: Final = 82.0  # the cell with the name of a field
LINE: Final = 16.0
PAD: Final = 6.0
CELL: Final = LINE + 2 * PAD
TOP: Final = A4[1] - MARGIN - 62
BOTTOM: Final = MARGIN + 34
LEAST: Final = {0: 2, 1: 6, 2: 2}  # lines that a text has at least, so that more can be written by hand
PHOTO_HIGH: Final = 190.0
IN_A_ROW: Final = 2
ALONG: Final = 2  # lines of the last text that stand above who signs


def record_sheet(paper: RecordPaper) -> bytes:
    """As many pages as the texts and photos need, mostly one or two."""
    return _Sheet(paper).made()


class _Sheet:
    def __init__(self, paper: RecordPaper) -> None:
        self._paper = paper
        self._document = Document(paper.heading, paper.school)
        self._y = 0.0
        self._page()

    def made(self) -> bytes:
        self._fields()
        prizes = "\n".join(_("{prize}: {who}").format(prize=prize, who=who) for prize, who in self._paper.prizes)
        texts = [*self._paper.texts[:2], (_("Prizes"), prizes or _("none")), *self._paper.texts[2:]]
        for place, (name, text) in enumerate(texts):
            self._text(name, text, LEAST.get(place, 2), last=place == len(texts) - 1)
        self._signed()
        self._photos()
        return self._document.finish()

    def _page(self) -> None:
        canvas = self._document.page(A4)
        a4_head(canvas, self._paper.school, self._paper.heading)
        self._y = TOP

    def _fields(self) -> None:
        """The name over the whole width, the others two in a row."""
        rows: list[Sequence[tuple[str, str]]] = [self._paper.fields[:1]]
        rest = self._paper.fields[1:]
        rows += [rest[at : at + 2] for at in range(0, len(rest), 2)]
        for row in rows:
            each = WIDTH / len(row)
            for place, (name, value) in enumerate(row):
                x = MARGIN + place * each
                self._cell(x, NAME, CELL, [name], pale=True)
                room = each - NAME
                fit = set_text(value, room - 2 * PAD, Step(1, BODY, BODY * 0.75), Step(2, BODY * 0.75, BODY * 0.5))
                self._cell(x + NAME, room, CELL, fit.lines, size=fit.size)
            self._y -= CELL

    def _text(self, name: str, text: str, least: int, *, last: bool) -> None:
        """A cell as high as its text; one that finds no room goes on on the next page.

        The `last` one goes on there too where nobody could sign below it.
        """
        lines = [
            line
            for part in text.split("\n")
            for line in (wrapped(part, WIDTH - NAME - 2 * PAD, BODY) if part else [""])
        ]
        while True:
            fit = int((self._y - BOTTOM - 2 * PAD) / LINE)
            if fit < min(max(len(lines), least), 3):
                self._page()
                continue
            if last and len(lines) <= fit and self._y - max(len(lines), least) * LINE - 2 * PAD < BOTTOM + CELL:
                fit = len(lines) - ALONG
                if fit < 1:
                    self._page()
                    continue
            now, lines = lines[:fit], lines[fit:]
            high = max(len(now), min(least, fit)) * LINE + 2 * PAD
            self._cell(MARGIN, NAME, high, [name], pale=True)
            self._cell(MARGIN + NAME, WIDTH - NAME, high, now, top=True)
            self._y -= high
            if not lines:
                return
            self._page()

    def _cell(
        self, x: float, width: float, height: float, lines: Sequence[str], *, size: float = BODY, pale: bool = False,
        top: bool = False,
    ) -> None:  # fmt: skip
        """A ruled cell below the height reached, its lines in the middle or from the `top`."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setLineWidth(0.5)
        canvas.rect(x, self._y - height, width, height)
        canvas.restoreState()
        step = LINE if top else size * 1.2
        first = self._y - PAD - BODY if top else self._y - height / 2 + step * (len(lines) - 1) / 2 - size * 0.35
        for number, line in enumerate(lines):
            y = first - number * step
            if pale:
                fit = one_line(line, width - 2 * PAD, NOTE + 1, NOTE * 0.7)
                pale_text(canvas, x + width / 2, y, fit.lines[0], fit.size, align="center")
            else:
                draw_text(canvas, x + PAD, y, line, size)

    @property
    def _canvas(self) -> "Canvas":
        return self._document.canvas

    def _signed(self) -> None:
        if self._y < BOTTOM + CELL:
            self._page()
        y = self._y - 22
        pale_text(self._canvas, MARGIN, y, _("Filled in by"))
        day = show_day(self._paper.day, weekday=False, year=True)
        pale_text(self._canvas, MARGIN + WIDTH, y, day, align="right")
        self._y = y - 10

    def _photos(self) -> None:
        """Two in a row; the first ones stand below the form where there is room."""
        each = (WIDTH - PAD * 2) / IN_A_ROW
        for start in range(0, len(self._paper.photos), IN_A_ROW):
            if self._y - PHOTO_HIGH - LINE < MARGIN:
                self._page()
            top = self._y
            for place, (data, caption) in enumerate(self._paper.photos[start : start + IN_A_ROW]):
                x = MARGIN + place * (each + 2 * PAD)
                draw_logo(self._canvas, data, x, top - PHOTO_HIGH, each, PHOTO_HIGH - 4)
                fit = one_line(caption, each, NOTE + 1, NOTE * 0.8)
                pale_text(self._canvas, x, top - PHOTO_HIGH - LINE * 0.8, fit.lines[0], fit.size)
            self._y = top - PHOTO_HIGH - LINE * 1.6
