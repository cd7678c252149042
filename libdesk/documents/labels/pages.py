"""Sheets of labels: only the rows of the pages that are asked for are fetched, so the first is there at once."""

from libdesk.documents.fonts import MM
from libdesk.documents.labels.faces import face_of
from libdesk.documents.page import Document, whole_dots
from libdesk.domain.press import Press
from libdesk.domain.progress import Progress
from libdesk.domain.rows.prints import LABEL_KINDS, LabelLayout, LabelRow, Rows
from libdesk.domain.sheets import Sheet
from libdesk.i18n import _


class LabelPages:
    """The labels of some copies, `layout.each` equal ones after each other, from the label `start` of the first page.

    Offset and scale of the press move where each label begins. A code that cannot be printed is said on its label.
    Raises SheetWrong.
    """

    def __init__(
        self, rows: Rows[LabelRow], layout: LabelLayout, sheet: Sheet, press: Press | None = None, start: int = 0
    ) -> None:
        self.title = _(LABEL_KINDS[layout.kind])
        sheet.check()
        self._rows, self._layout, self._sheet, self._start = rows, layout, sheet, start
        self._press = press or Press()
        self._labels = len(rows) * layout.each

    @property
    def count(self) -> int:
        return self._sheet.pages(self._labels, self._start)

    def pdf(self, first: int = 0, last: int | None = None, progress: Progress | None = None) -> bytes:
        """As Pages has it."""
        last = self.count if last is None else min(last, self.count)
        sheet, press = self._sheet, self._press
        face = face_of(self._layout, sheet, press)
        document = Document(self.title, self._layout.school)
        size = sheet.page_width * MM, sheet.page_height * MM
        high = whole_dots(size[1], press.dpi)
        for page in range(first, last):
            if progress is not None:
                progress.step(page - first, last - first)
            canvas = document.page(size, press.dpi)
            for place, row in self._on(page):
                x, y = press.moved(*sheet.corner(place))
                face.draw(canvas, row, x * MM, high - (y + sheet.label_height) * MM)
        return document.finish()

    def _on(self, page: int) -> list[tuple[int, LabelRow]]:
        """The labels of a page with their places."""
        each = self._layout.each
        numbers = self._sheet.labels_on(page, self._labels, self._start)
        begun = numbers.start // each
        rows = self._rows.part(begun, -(-numbers.stop // each))
        over = self._start - page * self._sheet.per_page
        # A row fewer than were counted has been removed meanwhile: its label stays white.
        return [(n + over, rows[n // each - begun]) for n in numbers if n // each - begun < len(rows)]
