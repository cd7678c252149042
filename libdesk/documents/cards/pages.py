"""Reader cards on their sheets: the page that is asked for is made, with the rows of that page alone.

With a back, fronts and backs take turns; the back of a sheet lies mirrored, so that each card has its own when the
sheet is turned over. The printer's offset holds for both sides, since each is fed alike.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from libdesk.documents.cards.back import back_of
from libdesk.documents.cards.front import draw_front
from libdesk.documents.cards.marks import corner, crop_marks
from libdesk.documents.cards.plan import plan_card
from libdesk.documents.fonts import MM
from libdesk.documents.page import HAIRLINE, Document, whole_dots
from libdesk.documents.stamps import Stamps
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.sheets import Sheet
from libdesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

TOGETHER: Final = 100  # so many rows are fetched at a time at most, unless a page has more


class CardPages:
    """A document as Pages has it. `start`: cards of the first sheet that are used up. Raises SheetWrong."""

    def __init__(
        self, rows: Rows[CardRow], layout: CardLayout, sheet: Sheet, press: Press | None = None, start: int = 0
    ) -> None:
        self.title = _("Reader cards")
        sheet.check()
        self._rows, self._layout, self._sheet = rows, layout, sheet
        self._press = press or Press()
        self._start = start % sheet.per_page
        self._sides = 2 if layout.back else 1
        self._mirror_x = layout.long_edge == (sheet.page_height >= sheet.page_width)
        self._size = sheet.page_width * MM, sheet.page_height * MM
        self._high = whole_dots(self._size[1], self._press.dpi)
        self._plan = plan_card(sheet.label_width, sheet.label_height, layout)

    @property
    def count(self) -> int:
        return self._sheet.pages(len(self._rows), self._start) * self._sides

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """As Pages has it. Raises Cancelled."""
        last = self.count if last is None else min(last, self.count)
        progress = progress or Progress()
        document = Document(self.title, self._layout.school)
        stamps = Stamps(document.canvas)
        for page, rows in self._fetched(first, last):
            progress.step(page - first, last - first)
            canvas = document.page(self._size, self._press.dpi)
            self._draw(canvas, stamps, page, rows)
        return document.finish()

    def _fetched(self, first: int, last: int) -> Iterator[tuple[int, Sequence[CardRow]]]:
        """Each page with its rows, which are fetched for some sheets together."""
        sheet, count = self._sheet, len(self._rows)
        step = max(1, TOGETHER // sheet.per_page) * self._sides
        for begin in range(first, last, step):
            end = min(begin + step, last)
            low = sheet.labels_on(begin // self._sides, count, self._start).start
            high = sheet.labels_on((end - 1) // self._sides, count, self._start).stop
            part = self._rows.part(low, high)
            for page in range(begin, end):
                numbers = sheet.labels_on(page // self._sides, count, self._start)
                yield page, part[numbers.start - low : numbers.stop - low]

    def _draw(self, canvas: "Canvas", stamps: Stamps, page: int, rows: Sequence[CardRow]) -> None:
        back = page % self._sides == 1
        mirror_x, mirror_y = back and self._mirror_x, back and not self._mirror_x
        before = self._start if page // self._sides == 0 else 0
        if self._layout.crop_marks:
            self._draw_marks(canvas, stamps, range(before, before + len(rows)), mirror_x, mirror_y)
        for place, row in enumerate(rows, before):
            x, y = self._press.moved(*corner(self._sheet, place, mirror_x, mirror_y))
            left, below = x * MM, self._high - (y + self._sheet.label_height) * MM
            if back:
                colour = row.colour if self._layout.colour else None
                stamps.put(back_of(stamps, self._layout, self._plan, colour), left, below)
            else:
                draw_front(canvas, stamps, row, self._layout, self._plan, self._press, left, below)

    def _draw_marks(self, canvas: "Canvas", stamps: Stamps, places: range, mirror_x: bool, mirror_y: bool) -> None:
        name = f"marks{places.start}-{places.stop}-{mirror_x:d}{mirror_y:d}"
        if not stamps.knows(name):
            with stamps.made(name, *self._size) as form:
                form.setLineWidth(HAIRLINE / 2)
                for x0, y0, x1, y1 in crop_marks(self._sheet, places, mirror_x=mirror_x, mirror_y=mirror_y):
                    x0, y0 = self._press.moved(x0, y0)
                    x1, y1 = self._press.moved(x1, y1)
                    form.line(x0 * MM, self._high - y0 * MM, x1 * MM, self._high - y1 * MM)
        stamps.put(name, 0, 0)
