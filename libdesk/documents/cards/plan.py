"""Where everything lies on a card of any size from about 70 × 40 mm to A6, lying or upright, in mm from its upper left.

The photo is 25 × 35 mm, so that one from a photographer can be glued into its frame; only where that leaves no room for
words is it smaller. Where no photo is wanted, the words and the bars have the whole width.
"""

from dataclasses import dataclass
from typing import Final

from libdesk.domain.rows.prints import CardLayout

STANDARD: Final = (85.6, 53.98)  # mm; ISO/IEC 7810 ID-1, for which the type sizes are chosen
PHOTO: Final = (25.0, 35.0)
BESIDE: Final = 13.0  # mm of a card's height that words above and below a photo need at least
PAD: Final = 4.0
QUIET: Final = 0.6  # mm that the box of the bars keeps from the edge and from the photo; its own white is inside it


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Plan:
    """`unit`: by how much type is larger or smaller than on a card of the standard size."""

    width: float
    height: float
    unit: float
    tall: bool
    pad: float  # mm between the rim and what stands inside
    inner: Box  # what the film's rim leaves
    head: Box
    photo: Box | None
    words: Box  # name, class and what else is said of the reader
    bars: Box
    number: Box  # the code below its bars
    foot: Box  # the school's own line; without one it has no height


def plan_card(width: float, height: float, layout: CardLayout) -> Plan:
    """The places on the front of a card of so many mm."""
    rim = min(layout.lamination, width / 8, height / 8)
    inner = Box(rim, rim, width - 2 * rim, height - 2 * rim)
    tall = height > width * 1.1
    standard = STANDARD[::-1] if tall else STANDARD
    unit = min(inner.width / standard[0], inner.height / standard[1], 1.9)
    made = _upright if tall else _beside if layout.photo else _across
    return made(width, height, inner, unit, layout)


def _foot(inner: Box, unit: float, pad: float, layout: CardLayout, room: float) -> Box:
    """The line at the foot in the lowest `room` of the card; it stands nearer to the words than to the edge."""
    high = min(2.6 * unit, room * 0.5) if layout.line else 0.0
    return Box(inner.x + pad, inner.bottom - room + (room - high) * 0.3, inner.width - 2 * pad, high)


def _beside(width: float, height: float, inner: Box, unit: float, layout: CardLayout) -> Plan:
    """Lying, with a photo: it stands at the left, words and bars at its right."""
    photo_high = max(min(PHOTO[1], inner.height - BESIDE * unit**0.5, inner.height * 0.74), 10.0)
    photo_wide = photo_high * PHOTO[0] / PHOTO[1]
    spare = inner.height - photo_high
    head = Box(inner.x, inner.y, inner.width, min(spare * 0.53, 10.2 * unit))
    pad = PAD * unit
    below = min(spare * 0.34, 6.6 * unit) if layout.line else 0.0
    rest = inner.height - head.height - below - photo_high
    top = head.bottom + min(rest * 0.9 if layout.line and rest < 5 else rest / 2, 1.5 * pad)
    photo = Box(inner.x + pad, top, photo_wide, photo_high)
    left = photo.right + pad
    bottom = max(photo.bottom, inner.bottom - (below or pad) - 0.3 * unit)
    number_high = 3.0 * unit
    number = Box(left, bottom - number_high, inner.right - pad - left, number_high)
    bars_high = max(9.0 * unit, 6.2)
    bars = Box(photo.right + QUIET, number.y - bars_high - 0.5 * unit, width - 2 * QUIET - photo.right, bars_high)
    begins = min(top, head.bottom + pad)
    words = Box(left, begins, number.width, bars.y - 1.6 * unit - begins)
    return Plan(width, height, unit, False, pad, inner, head, photo, words, bars, number,
                _foot(inner, unit, pad, layout, below))  # fmt: skip


def _across(width: float, height: float, inner: Box, unit: float, layout: CardLayout) -> Plan:
    """Lying, without a photo: the words above, the bars below over the whole width."""
    head = Box(inner.x, inner.y, inner.width, 10.2 * unit)
    pad = (PAD + 0.9) * unit  # so that wider bars begin where the words do
    below = 6.2 * unit if layout.line else 3.2 * unit
    number_high = 3.2 * unit
    number = Box(inner.x + pad, inner.bottom - below - number_high, inner.width - 2 * pad, number_high)
    bars_high = 10.4 * unit
    bars = Box(QUIET, number.y - bars_high - 0.5 * unit, width - 2 * QUIET, bars_high)
    top = head.bottom + 2.8 * unit
    words = Box(number.x, top, number.width, bars.y - 1.8 * unit - top)
    foot = _foot(inner, unit, pad, layout, below) if layout.line else Box(number.x, inner.bottom, number.width, 0)
    return Plan(width, height, unit, False, pad, inner, head, None, words, bars, number, foot)


def _upright(width: float, height: float, inner: Box, unit: float, layout: CardLayout) -> Plan:
    """Standing: everything in the middle, the photo above the words, the bars below them."""
    head = Box(inner.x, inner.y, inner.width, 10.2 * unit)
    pad = PAD * unit
    below = 5.0 * unit if layout.line else 2.4 * unit
    number_high = 3.0 * unit
    number = Box(inner.x + pad, inner.bottom - below - number_high, inner.width - 2 * pad, number_high)
    bars_high = 8.4 * unit
    bars = Box(QUIET, number.y - bars_high - 0.4 * unit, width - 2 * QUIET, bars_high)
    top = head.bottom + 2.4 * unit
    photo = None
    if layout.photo:
        most = bars.y - top - 16 * unit  # the words need so much
        high = max(min(PHOTO[1], most), 10.0)
        wide = high * PHOTO[0] / PHOTO[1]
        photo = Box((width - wide) / 2, top, wide, high)
        top = photo.bottom + 2.0 * unit
    words = Box(number.x, top, number.width, bars.y - 1.0 * unit - top)
    foot = _foot(inner, unit, pad, layout, below) if layout.line else Box(number.x, inner.bottom, number.width, 0)
    return Plan(width, height, unit, True, pad, inner, head, photo, words, bars, number, foot)
