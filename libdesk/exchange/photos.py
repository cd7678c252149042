"""Any picture of a face becomes a photo for the card: upright, 25 × 35 mm at 300 dots an inch, no other data in it.

What is no photo is told in words. How large a picture says it is is read before a single point of it is unpacked, so
that a small file cannot fill the memory.
"""

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from libdesk.domain.errors import DeskError
from libdesk.exchange.errors import FileGone, FileUnreadable
from libdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

WIDTH, HEIGHT = 295, 413
LEAST: Final = (100, 140)  # points; less shows no face on paper
MOST_POINTS: Final = 60_000_000  # more than any camera of a school; unpacked it would take 180 MB
MOST_BYTES: Final = 40_000_000
QUALITY: Final = 88
PICTURES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff", ".gif", ".heic", ".heif")
_HEIF: Final = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_FORMATS: Final = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF")


class PhotoError(DeskError):
    """A file that cannot be a photo; the person chooses another one."""


class NoPicture(PhotoError):
    def text(self) -> str:
        return _("This file is no picture. Choose one as JPEG or PNG.")


class PhoneFormat(PhotoError):
    """HEIC, HEIF, AVIF: what telephones save by default."""

    def text(self) -> str:
        return _("This picture is in the HEIC format of a telephone. Save it as JPEG there, then choose it again.")


class DamagedPicture(PhotoError):
    def text(self) -> str:
        return _("This picture is damaged or was not copied whole. Copy it again, or choose another one.")


class PictureTooLarge(PhotoError):
    def text(self) -> str:
        return _("This picture is far larger than is needed. Save it smaller, then choose it again.")


class PictureTooSmall(PhotoError):
    width: int
    height: int
    least: int = LEAST[0]
    most: int = LEAST[1]

    def text(self) -> str:
        return _("This picture has only {width} × {height} points; {least} × {most} are needed at least.").format(
            width=self.width, height=self.height, least=self.least, most=self.most
        )


def read_photo(path: Path) -> bytes:
    """The photo in a file, as `make_photo` gives it. Raises PhotoError, FileGone, FileUnreadable."""
    return make_photo(picture_bytes(path))


def picture_bytes(path: Path) -> bytes:
    """What stands in a file that may be a picture. Raises PictureTooLarge, FileGone, FileUnreadable."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureTooLarge()
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileGone(path.name) from error
    except OSError as error:
        raise FileUnreadable(path.name, error.strerror or "") from error


def make_photo(data: bytes) -> bytes:
    """A JPEG of 295 × 413 points from the bytes of any picture. Raises a PhotoError."""
    return cleaned(data, _framed)


def cleaned(data: bytes, shape: "Callable[[Image], Image]", *, least: tuple[int, int] = LEAST) -> bytes:
    """A JPEG of the points alone, in the shape that is asked for, from the bytes of any picture. Raises a PhotoError.

    `least`: the shorter and the longer side below which a picture is of no use.
    """
    from PIL import Image, UnidentifiedImageError

    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        raise PhoneFormat()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd data in a picture: it is not kept
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                _check_size(*picture.size, least)
                return _as_jpeg(shape(_in_rgb(_upright(picture))))
    except PhotoError:
        raise
    except UnidentifiedImageError as error:
        raise (DamagedPicture() if _begins_as_picture(data) else NoPicture()) from error
    except Image.DecompressionBombError as error:
        raise PictureTooLarge() from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, MemoryError) as error:
        raise DamagedPicture() from error


def _check_size(width: int, height: int, least: tuple[int, int]) -> None:
    if width * height > MOST_POINTS:
        raise PictureTooLarge()
    if min(width, height) < least[0] or max(width, height) < least[1]:
        raise PictureTooSmall(width, height, *least)


def _upright(picture: "Image") -> "Image":
    """Turned as the camera was held; large ones are unpacked small, which JPEG can do."""
    from PIL import ImageOps

    picture.draft(None, (WIDTH * 2, WIDTH * 2))
    picture.load()
    try:
        return ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, IndexError):
        return picture  # what says how it was held cannot be read


def _in_rgb(picture: "Image") -> "Image":
    """Colours as a screen shows them, by the picture's own profile where it has one; what is clear becomes white."""
    from PIL import Image, ImageCms

    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("CMYK", "RGB", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(picture, source, screen, outputMode="RGB")
            if turned is not None:
                return turned
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    if picture.mode.startswith(("I", "F")):  # sixteen bits: from scanners
        low, high = picture.getextrema()
        span = max(float(high) - float(low), 1.0)  # type: ignore[arg-type]  # one band, so two numbers
        picture = picture.convert("F").point(lambda value: (value - low) * (255.0 / span)).convert("L")
    return picture.convert("RGB")


def _framed(picture: "Image") -> "Image":
    """Cropped to the shape of the frame: from the sides evenly, of the height mostly below, since faces are above."""
    from PIL import Image

    width, height = picture.size
    if width * HEIGHT > height * WIDTH:
        wide = round(height * WIDTH / HEIGHT)
        left = (width - wide) // 2
        box = (left, 0, left + wide, height)
    else:
        high = round(width * HEIGHT / WIDTH)
        top = (height - high) // 5
        box = (0, top, width, top + high)
    return picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=box)


def _as_jpeg(picture: "Image") -> bytes:
    """Made of the points alone: no place, no day, no camera goes with it."""
    from PIL import Image

    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, dpi=(300, 300))
    return out.getvalue()


def _begins_as_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8", b"\x89PNG", b"BM", b"GIF8", b"II*\0", b"MM\0*", b"RIFF"))
