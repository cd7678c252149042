"""Any picture becomes the school's sign for cards: upright, whole, on white, as large as a card needs."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from libdesk.exchange.photos import cleaned, picture_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE: Final = 400  # points: 17 mm at 600 dots an inch, more than the head of a card
LEAST: Final = (40, 40)


def read_logo(path: Path) -> bytes:
    """The sign in a file, as `make_logo` gives it. Raises PhotoError, FileGone, FileUnreadable."""
    return make_logo(picture_bytes(path))


def make_logo(data: bytes) -> bytes:
    """A JPEG of at most 1000 × 400 points from the bytes of any picture. Raises a PhotoError."""
    return cleaned(data, _fitted, least=LEAST)


def _fitted(picture: "Image") -> "Image":
    """Whole, in its own shape; a small one is not made larger."""
    from PIL import Image

    picture.thumbnail((round(SIDE * 2.5), SIDE), Image.Resampling.LANCZOS)
    return picture
