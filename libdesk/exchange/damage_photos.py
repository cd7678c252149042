"""A picture of a damage: upright, whole, no larger than a screen needs, and nothing in it of where it was taken."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from libdesk.exchange.photos import cleaned, picture_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST: Final = 960
LEAST: Final = (60, 60)


def read_damage_photo(path: Path) -> bytes:
    """The picture in a file, as `make_damage_photo` gives it. Raises PhotoError, FileGone, FileUnreadable."""
    return make_damage_photo(picture_bytes(path))


def make_damage_photo(data: bytes) -> bytes:
    """A JPEG of at most 960 points a side from the bytes of any picture. Raises a PhotoError."""
    return cleaned(data, fitted, least=LEAST)


def fitted(picture: "Image", longest: int = LONGEST) -> "Image":
    """Whole, in its own shape; a small one is not made larger."""
    from PIL import Image

    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return picture
