"""A photo of an activity: upright, whole, large enough to be printed across half a page, with nothing else in it."""

from functools import partial
from pathlib import Path
from typing import Final

from libdesk.exchange.damage_photos import LEAST, fitted
from libdesk.exchange.photos import cleaned, picture_bytes

LONGEST: Final = 1280


def read_activity_photo(path: Path) -> bytes:
    """The picture in a file, as `make_activity_photo` gives it. Raises PhotoError, FileGone, FileUnreadable."""
    return make_activity_photo(picture_bytes(path))


def make_activity_photo(data: bytes) -> bytes:
    """A JPEG of at most 1280 points a side from the bytes of any picture. Raises a PhotoError."""
    return cleaned(data, partial(fitted, longest=LONGEST), least=LEAST)
