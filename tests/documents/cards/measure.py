"""Where things stand on a page, read from the page itself, in millimetres from its upper left corner."""

from collections.abc import Iterator
from typing import NamedTuple

from PIL.Image import Image

from libdesk.domain.sheets import Sheet
from tests.documents.pdf import MM, opened


class Letter(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Every visible letter of a page with the box of its ink."""
    with opened(pdf) as document:
        high = document[page].get_height()
        text = document[page].get_textpage()
        found = []
        for number in range(text.count_chars()):
            letter = text.get_text_range(number, 1)
            if letter.strip():
                left, bottom, right, top = text.get_charbox(number)
                found.append(Letter(letter, left * MM, (high - top) * MM, right * MM, (high - bottom) * MM))
        return found


def card_of(letter: Letter, sheet: Sheet) -> int | None:
    """The card that a letter stands on as a whole."""
    place = sheet.place_at(letter.left, letter.top)
    return place if place is not None and place == sheet.place_at(letter.right, letter.bottom) else None


def edges(picture: Image, at: float, *, dpi: int, down: bool = False, level: int = 250) -> list[float]:
    """Where it turns from white to ink or back on a straight line at `at` mm: across the page, or down it."""
    pixel = round(at / 25.4 * dpi)
    box = (pixel, 0, pixel + 1, picture.height) if down else (0, pixel, picture.width, pixel + 1)
    inked = [value < level for value in picture.crop(box).convert("L").tobytes()]
    return [n / dpi * 25.4 for n in range(1, len(inked)) if inked[n] != inked[n - 1]]


def runs(picture: Image, at: float, *, dpi: int, down: bool = False) -> Iterator[tuple[float, float]]:
    """The pieces of ink on such a line."""
    found = edges(picture, at, dpi=dpi, down=down)
    return zip(found[::2], found[1::2], strict=False)
