"""A sheet of labels or cards in millimetres from its upper left corner: where each label lies, and whether all fit.

Labels are counted from 0 along each row, then down. A roll is a sheet of one label, whose page is the label itself.
"""

from collections.abc import Iterator
from math import isfinite
from typing import ClassVar, Final

from libdesk.domain.errors import DeskError
from libdesk.domain.value import Value
from libdesk.i18n import N_, _

SLACK: Final = 0.05  # mm that a sheet's figures may be rounded by
LEAST: Final = 5.0  # mm; nothing is read on a smaller label
MOST: Final = 1200.0  # mm; no printer of a school takes longer paper


class SheetWrong(DeskError):
    """No sheet; `fault` is "count", "none", "small", "large", "gap", "wide" or "high" (`over` in mm)."""

    fault: str
    over: float = 0.0

    def text(self) -> str:
        if self.fault == "count":
            return _("A sheet needs at least one row and one column of labels.")
        if self.fault == "none":
            return _("The sizes of a sheet are numbers of mm. Check each of them.")
        if self.fault == "small":
            return _("A label needs at least {mm:g} mm in width and height.").format(mm=LEAST)
        if self.fault == "large":
            return _("No printer takes paper over {mm:g} mm. Check the page.").format(mm=MOST)
        if self.fault == "gap":
            return _("Margins and gaps cannot be smaller than 0.")
        if self.fault == "wide":
            text = _("The labels are {mm:g} mm too wide for the page. Check columns, width, margin and gap.")
        else:
            text = _("The labels are {mm:g} mm too high for the page. Check rows, height, margin and gap.")
        return text.format(mm=round(self.over, 2))


class OffPage(DeskError):
    """A label that the printer’s figures push over the edge of the page, by so many mm of what is printed on it."""

    over: float
    fault: ClassVar[str] = "off"

    def text(self) -> str:
        text = _("The printer’s figures push {mm:g} mm of it off the paper. Check them under Print, Paper.")
        return text.format(mm=max(0.1, round(self.over, 1)))

    def brief(self) -> str:
        return self.text()


class Place(Value):
    """Where one label lies: page from 0, and its upper left corner in mm."""

    page: int
    x: float
    y: float


class Sheet(Value):
    """`left` and `top` are the page's margins, `gap_x` and `gap_y` lie between two labels; all in mm."""

    name: str  # a msgid of those that libdesk brings, else the school's own words
    page_width: float
    page_height: float
    label_width: float
    label_height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def right(self) -> float:
        """What is left at the right of the last column."""
        return self.page_width - self.left - self.columns * self.label_width - (self.columns - 1) * self.gap_x

    @property
    def bottom(self) -> float:
        """What is left below the last row."""
        return self.page_height - self.top - self.rows * self.label_height - (self.rows - 1) * self.gap_y

    def check(self) -> None:
        """Raises SheetWrong when this is no sheet or its labels do not fit on it."""
        if self.columns < 1 or self.rows < 1:
            raise SheetWrong("count")
        paper = self.page_width, self.page_height, self.label_width, self.label_height
        if not all(map(isfinite, (*paper, self.left, self.top, self.gap_x, self.gap_y))):
            raise SheetWrong("none")
        if min(self.label_width, self.label_height) < LEAST:
            raise SheetWrong("small")
        if max(self.page_width, self.page_height) > MOST:
            raise SheetWrong("large")
        if min(self.left, self.top, self.gap_x, self.gap_y) < 0:
            raise SheetWrong("gap")
        if self.right < -SLACK:
            raise SheetWrong("wide", -self.right)
        if self.bottom < -SLACK:
            raise SheetWrong("high", -self.bottom)

    def corner(self, place: int) -> tuple[float, float]:
        """The upper left corner of the label at a place of the page."""
        row, column = divmod(place, self.columns)
        return (self.left + column * (self.label_width + self.gap_x), self.top + row * (self.label_height + self.gap_y))

    def place_at(self, x: float, y: float) -> int | None:
        """Which label lies at a point of the page, None between them."""
        for place in range(self.per_page):
            left, top = self.corner(place)
            if left <= x < left + self.label_width and top <= y < top + self.label_height:
                return place
        return None

    def over(self, x: float, y: float, white_x: float = 0.0, white_y: float = 0.0) -> float:
        """By how many mm the print of a label lies outside the page when its corner is sent to a point; 0 for inside.

        `white_x` and `white_y`: what stays white inside a label’s edges.
        """
        right = x + self.label_width - self.page_width
        foot = y + self.label_height - self.page_height
        found = max(-x - white_x, right - white_x, -y - white_y, foot - white_y)
        return found if found > SLACK else 0.0

    def pages(self, count: int, start: int = 0) -> int:
        """How many pages so many labels take; the first `start` labels of the first page are used up already."""
        return -(-(start + count) // self.per_page) if count else 0

    def labels_on(self, page: int, count: int, start: int = 0) -> range:
        """Which of `count` labels stand on a page."""
        first = page * self.per_page - start
        return range(max(first, 0), min(first + self.per_page, count))

    def places(self, count: int, start: int = 0) -> Iterator[Place]:
        """Where each of `count` labels lies, one after the other."""
        for number in range(start, start + count):
            page, place = divmod(number, self.per_page)
            yield Place(page, *self.corner(place))


# Pages of the makers named in them; the two of cards leave the white that a printer needs.
CARD_SHEETS: Final[dict[str, Sheet]] = {
    "a4_10_cards": Sheet(N_("A4, 10 cards of 85.6 × 53.98 mm"), 210, 297, 85.6, 53.98, 2, 5, 19.4, 13.55),
    "a4_10_small": Sheet(N_("A4, 10 cards of 83 × 53 mm"), 210, 297, 83, 53, 2, 5, 22, 16),
    "one_card": Sheet(N_("single cards of 85.6 × 53.98 mm"), 85.6, 53.98, 85.6, 53.98),
}
LABEL_SHEETS: Final[dict[str, Sheet]] = {
    "l7160": Sheet(N_("A4, 21 labels of 63.5 × 38.1 mm (L7160)"), 210, 297, 63.5, 38.1, 3, 7, 7.25, 15.15, 2.5),
    "l7651": Sheet(N_("A4, 65 labels of 38.1 × 21.2 mm (L7651)"), 210, 297, 38.1, 21.2, 5, 13, 4.75, 10.7, 2.5),
    "l4732": Sheet(N_("A4, 80 labels of 35.6 × 16.9 mm (L4732)"), 210, 297, 35.6, 16.9, 5, 16, 11, 13.3, 2.5),
    "a4_40": Sheet(N_("A4, 40 book labels of 52.5 × 29.7 mm"), 210, 297, 52.5, 29.7, 4, 10),
    "a4_44": Sheet(N_("A4, 44 book labels of 48.5 × 25.4 mm"), 210, 297, 48.5, 25.4, 4, 11, 8, 8.8),
    "a4_56": Sheet(N_("A4, 56 book labels of 52.5 × 21.2 mm"), 210, 297, 52.5, 21.2, 4, 14, 0, 0.1),
    "a4_24": Sheet(N_("A4, 24 large labels of 70 × 37 mm"), 210, 297, 70, 37, 3, 8, 0, 0.5),
    "roll_30_20": Sheet(N_("roll, 30 × 20 mm"), 30, 20, 30, 20),
    "roll_40_25": Sheet(N_("roll, 40 × 25 mm"), 40, 25, 40, 25),
    "roll_50_30": Sheet(N_("roll, 50 × 30 mm"), 50, 30, 50, 30),
    "roll_40_30": Sheet(N_("roll, 40 × 30 mm"), 40, 30, 40, 30),
}
READY: Final[dict[str, Sheet]] = {**CARD_SHEETS, **LABEL_SHEETS}
