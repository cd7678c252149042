"""Twelve colours of print that differ in grey as well: a copy in black and white still tells the classes apart.

Neighbours in the list are far from each other in both hue and lightness, since classes of one grade stand side by side.
"""

from typing import Final, NamedTuple


class Colour(NamedTuple):
    """A ground as parts of red, green and blue from 0 to 1, and the grey of letters that are read on it."""

    ground: tuple[float, float, float]
    ink: float


# Steps of five or more in the lightness of CIE L*, from 28 (purple) to 93 (lime).
_GROUNDS: Final = (
    "025BA0", "FEDB4A", "198346", "FFA0B7", "572D82", "35B5E3",
    "C12931", "89DCBA", "02575C", "E68126", "E8F1A3", "AA7558",
)  # fmt: skip
_BLACK: Final = 0.0
_WHITE: Final = 1.0


def luminance(ground: tuple[float, float, float]) -> float:
    """How light a ground is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in ground)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """The ratio of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _colour(figures: str) -> Colour:
    red, green, blue = (int(figures[place : place + 2], 16) / 255 for place in (0, 2, 4))
    light = luminance((red, green, blue))
    ink = max((_WHITE, _BLACK), key=lambda grey: contrast(light, luminance((grey, grey, grey))))
    return Colour((red, green, blue), ink)


PALETTE: Final = tuple(_colour(figures) for figures in _GROUNDS)


def colour_of(number: int) -> Colour:
    """The colour of a class's number; after the last the first comes again."""
    return PALETTE[number % len(PALETTE)]
