"""Any picture of a book becomes a cover: upright, whole, no larger than a screen needs, no other data in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from libdesk.exchange.photos import cleaned, picture_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 480, 640
LEAST: Final = (60, 60)


def read_cover(path: Path) -> bytes:
    """The cover in a file, as `make_cover` gives it. Raises PhotoError, FileGone, FileUnreadable."""
    return make_cover(picture_bytes(path))


def make_cover(data: bytes) -> bytes:
    """A JPEG of at most 480 x 640 points from the bytes of any picture. Raises a PhotoError."""
    return cleaned(data, _fitted, least=LEAST)


def _fitted(picture: "Image") -> "Image":
    """Whole, in its own shape; a small one is not made larger."""
    from PIL import Image

    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    return picture
