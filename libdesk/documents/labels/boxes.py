"""How much of a label is printed on: a margin inside its edge, wider where the page's own edge takes no ink."""

from typing import Final, NamedTuple

from libdesk.documents.fonts import MM
from libdesk.domain.sheets import Sheet

WHITE: Final = 4.3 * MM  # at the edge of a page, where a laser printer prints nothing
ROLL: Final = 120.0  # mm; narrower pages go through printers for labels, which print up to the edge
LEAST: Final = 1.0 * MM
MOST: Final = 2.5 * MM


class Box(NamedTuple):
    """A label's size in points and the margins inside it; `left` and `top` are those of its right and foot too."""

    width: float
    height: float
    left: float
    top: float

    @property
    def inside(self) -> tuple[float, float]:
        return self.width - 2 * self.left, self.height - 2 * self.top


def label_box(sheet: Sheet) -> Box:
    """The same for all labels of a sheet, so that they look alike."""
    width, height = sheet.label_width * MM, sheet.label_height * MM
    pad = min(MOST, max(LEAST, min(width, height) * 0.06))
    if min(sheet.page_width, sheet.page_height) < ROLL:
        return Box(width, height, pad, pad)
    left = max(pad, WHITE - min(sheet.left, max(sheet.right, 0)) * MM)
    top = max(pad, WHITE - min(sheet.top, max(sheet.bottom, 0)) * MM)
    return Box(width, height, min(left, width / 4), min(top, height / 4))
