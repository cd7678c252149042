"""A class's page of names and barcodes lies at the desk, for pupils who have no card with them.

The two columns are staggered by half a line, so that no level line of a scanner meets the bars of two pupils. Lengths
in points; the pupils go down the left column, then down the right one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from libdesk.documents.barcodes import QUIET, BarcodeUnprintable, Bars, bars, draw_bars
from libdesk.documents.fonts import MM, draw_text, missing_glyphs
from libdesk.documents.lines import fitted, wrapped
from libdesk.documents.page import A4, BODY, HEADING, NOTE, Document, hairline, pale_text, whole_dots
from libdesk.documents.setting import Step, set_text
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import ClassSheet, Rows, SheetPupil, Symbology
from libdesk.domain.show import show_day
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MARGIN: Final = 14 * MM
COLUMNS: Final = 2
ROWS: Final = 14  # at most
GAP: Final = 6 * MM  # between the columns
COLUMN: Final = (A4[0] - 2 * MARGIN - GAP) / COLUMNS
HEAD: Final = 21 * MM
FOOT: Final = 6 * MM
MOST_PITCH: Final = 21 * MM  # from one pupil of a column to the next
BARS: Final = 0.46  # of the pitch: under a half, so that bars of two columns never stand side by side
SEAT: Final = 9 * MM
BARS_WIDTH: Final = COLUMN - SEAT - 22 * MM  # at most; the name has the rest
NAMES: Final = (Step(1, 13, 9.5), Step(2, 10.5, 7.5), Step(3, 7.5, 6))


class _Page(NamedTuple):
    sheet: int  # which class
    number: int  # of its pages, from 0
    of: int


class ClassSheetPages:
    """A document as Pages has it: each class begins a page of its own; a class without pupils has none.

    `counts`: how many pupils each class has, where that is known without reading them; a page then reads its class
    alone.
    """

    def __init__(
        self,
        sheets: Rows[ClassSheet],
        school: str,
        press: Press | None = None,
        symbology: Symbology = Symbology.CODE128,
        *,
        counts: Sequence[int] | None = None,
    ) -> None:
        self.title = _("Class barcode sheets")
        self._sheets, self._school, self._symbology = sheets, school, symbology
        self._press = press or Press()
        self._counts = counts
        self._found: list[_Page] | None = None

    @property
    def _pages(self) -> list[_Page]:
        if self._found is None:
            counts = self._counts
            if counts is None:
                counts = [len(sheet.pupils) for sheet in self._sheets.part(0, len(self._sheets))]
            each = [-(-count // (ROWS * COLUMNS)) for count in counts]
            self._found = [_Page(n, number, of) for n, of in enumerate(each) for number in range(of)]
        return self._found

    @property
    def count(self) -> int:
        return len(self._pages)

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """As Pages has it. Raises Cancelled."""
        pages = self._pages[first:last]
        progress = progress or Progress()
        document = Document(self.title, self._school)
        made = -1
        for done, page in enumerate(pages):
            progress.step(done, len(pages))
            if page.sheet != made:
                (sheet,) = self._sheets.part(page.sheet, page.sheet + 1)
                made = page.sheet
            self._draw(document.page(A4, self._press.dpi), sheet, page)
        return document.finish()

    def _draw(self, canvas: "Canvas", sheet: ClassSheet, page: _Page) -> None:
        high = whole_dots(A4[1], self._press.dpi)
        top = _head(canvas, self._school, sheet, page, high)
        each = -(-len(sheet.pupils) // page.of)
        rows = max(1, -(-each // COLUMNS))  # all may have left since they were counted
        room = top - MARGIN - FOOT
        pitch = min(room / (rows + 0.5), MOST_PITCH)
        pupils = sheet.pupils[page.number * each : (page.number + 1) * each]
        for place, pupil in enumerate(pupils):
            column, row = divmod(place, rows)
            x, y = self._press.moved(
                (MARGIN + column * (COLUMN + GAP)) / MM, (high - top + (row + column / 2) * pitch) / MM
            )
            self._draw_pupil(canvas, pupil, x * MM, high - y * MM, pitch)

    def _draw_pupil(self, canvas: "Canvas", pupil: SheetPupil, x: float, top: float, pitch: float) -> None:
        """In a box of COLUMN × pitch below `top`: the bars at the right, seat, name and number in what they leave."""
        middle, height, right = top - pitch / 2, pitch * BARS, x + COLUMN
        hairline(canvas, x, top - pitch, COLUMN, gray=0.75)
        if pupil.seat is not None:
            draw_text(canvas, x + SEAT - 3 * MM, middle - 5, str(pupil.seat), 14, bold=True, align="right")
        dot = 72 / self._press.dpi
        try:
            made = _bars_of(pupil, self._symbology, self._press)
            quiet = QUIET * made.module * dot
            right -= made.dots * dot + quiet
            draw_bars(canvas, made, right, middle - height / 2, height, dpi=self._press.dpi)
            right -= quiet
        except BarcodeUnprintable as wrong:
            right -= BARS_WIDTH
            for place, line in enumerate(wrapped(wrong.text(), BARS_WIDTH - 4 * MM, 8, most=3)):
                draw_text(canvas, right + 2 * MM, middle + 6 - place * 10, line, 8)
        room = right - x - SEAT
        name = set_text(pupil.name, room, *NAMES, bold=True)
        below = name.height + 2 + NOTE
        name.draw(canvas, x + SEAT, middle + below / 2)
        pale_text(canvas, x + SEAT, middle - below / 2 + 1, fitted(pupil.code, room, 8), 8)


@dataclass(frozen=True, slots=True)
class PupilFault:
    """One pupil of a sheet. `letters` would be 〓; `fault` is why there are no bars."""

    group: str
    name: str
    letters: str = ""
    fault: BarcodeUnprintable | None = None


@dataclass(frozen=True, slots=True)
class SheetChecks:
    """`letters`: those of the school's and the classes' names."""

    letters: str
    faults: tuple[PupilFault, ...]


def check_sheets(
    sheets: Rows[ClassSheet], school: str, press: Press | None = None, symbology: Symbology = Symbology.CODE128,
    progress: Progress | None = None,
) -> SheetChecks:  # fmt: skip
    """What would not come out on these sheets, said before they are printed; it stops nothing. Raises Cancelled."""
    press, faults, own = press or Press(), list[PupilFault](), missing_glyphs(school)
    for number in range(len(sheets)):
        if progress is not None:
            progress.step(number, len(sheets))
        for sheet in sheets.part(number, number + 1):
            own += missing_glyphs(sheet.group)
            for pupil in sheet.pupils:
                letters, fault = missing_glyphs(pupil.name + pupil.code), None
                try:
                    _bars_of(pupil, symbology, press)
                except BarcodeUnprintable as wrong:
                    fault = wrong
                if letters or fault:
                    faults.append(PupilFault(sheet.group, pupil.name, "".join(dict.fromkeys(letters)), fault))
    return SheetChecks("".join(dict.fromkeys(own)), tuple(faults))


def _bars_of(pupil: SheetPupil, symbology: Symbology, press: Press) -> Bars:
    return bars(pupil.code, BARS_WIDTH, symbology=symbology, dpi=press.dpi)


def _head(canvas: "Canvas", school: str, sheet: ClassSheet, page: _Page, high: float) -> float:
    """School, class, date and page; returns the height below which the pupils begin."""
    width, y = A4[0] - 2 * MARGIN, high - MARGIN
    right = A4[0] - MARGIN
    pale_text(canvas, MARGIN, y - NOTE, fitted(school, width * 0.7, NOTE))
    day = show_day(sheet.made, weekday=False, year=True)
    pale_text(canvas, right, y - NOTE, _("as of {day}").format(day=day), align="right")
    heading = _("{group}: barcodes").format(group=sheet.group)
    draw_text(canvas, MARGIN, y - 33, fitted(heading, width * 0.8, HEADING, bold=True), HEADING, bold=True)
    draw_text(canvas, right, y - 33, f"{page.number + 1}/{page.of}", BODY, align="right")
    hairline(canvas, MARGIN, y - 44, width)
    hint = _("For pupils without their card: scan the bars beside the name. Keep this sheet at the desk.")
    pale_text(canvas, MARGIN, MARGIN - 2, fitted(hint, width, 8), 8)
    return y - HEAD
