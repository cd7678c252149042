"""What stands in a document many times is kept in it once, and each place only points there: forms, photos, logos.

A photo's JPEG goes in byte for byte: nothing is unpacked to be packed again. Lengths in points.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha1
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class Stamps:
    """The parts of one document in the making that are drawn more than once."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._photos: dict[bytes, str] = {}  # by their digest

    def knows(self, name: str) -> bool:
        return bool(self._canvas.hasForm(name))

    @contextmanager
    def made(self, name: str, width: float, height: float) -> Iterator["Canvas"]:
        """What is drawn inside becomes the form `name`, with its lower left corner at (0, 0)."""
        self._canvas.beginForm(name, 0, 0, width, height)
        yield self._canvas
        self._canvas.endForm()

    def put(self, name: str, x: float, y: float, width: float = 1, height: float = 1) -> None:
        """Lay a form with its corner at (x, y); width and height are those of a photo, a form has its own."""
        canvas: Any = self._canvas
        canvas._code.append(
            f"q {width:.4f} 0 0 {height:.4f} {x:.4f} {y:.4f} cm /{canvas._doc.getXObjectName(name)} Do Q"
        )
        canvas._formsinuse.append(name)

    def photo(self, data: bytes, x: float, y: float, width: float, height: float) -> bool:
        """Lay a JPEG into a box; False, with nothing drawn, when these bytes are none."""
        key = sha1(data, usedforsecurity=False).digest()
        name = self._photos.get(key)
        if name is None:
            name = self._photos[key] = self._kept(data)
        if name:
            self.put(name, x, y, width, height)
        return bool(name)

    def _kept(self, data: bytes) -> str:
        image = _jpeg(data)
        if image is None:
            return ""
        name = f"photo{len(self._photos)}"
        document: Any = self._canvas._doc
        document.addForm(name, image)
        return name


def _jpeg(data: bytes) -> Any:
    """The JPEG as an object of a PDF, None when these bytes are none."""
    from reportlab.pdfbase.pdfdoc import PDFError
    from reportlab.pdfbase.pdfutils import readJPEGInfo

    try:
        width, height, bands, _dpi = readJPEGInfo(BytesIO(data))
    except (PDFError, struct.error, IndexError):
        return None
    space = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}.get(bands)
    if space is None:
        return None
    turned = " /Decode [1 0 1 0 1 0 1 0]" if bands == 4 else ""  # as Adobe's programs write them
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /ColorSpace /{space}"
        f"{turned} /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
    )
    return _once_class()(head.encode("ascii"), data)


@cache
def _once_class() -> Any:
    from reportlab.pdfbase.pdfdoc import PDFObject

    class Once(PDFObject):  # type: ignore[misc]  # ReportLab brings no types
        """Bytes that are let go as soon as they stand in the file: 2,000 photos would be in memory twice."""

        def __init__(self, head: bytes, data: bytes) -> None:
            self._parts = [head, data]

        def format(self, document: Any) -> bytes:
            whole = b"".join((*self._parts, b"\nendstream"))
            self._parts.clear()
            return whole

    return Once


def draw_logo(canvas: "Canvas", data: bytes, x: float, y: float, width: float, height: float) -> float:
    """A PNG or JPEG in its own shape at the left of a box, in the middle of its height; returns how wide it became.

    What is no picture takes no room.
    """
    from reportlab.lib.utils import ImageReader

    try:
        picture = ImageReader(BytesIO(data))
        points_wide, points_high = picture.getSize()
        wide = min(width, height * int(points_wide) / int(points_high))
        high = wide * points_high / points_wide
        canvas.drawImage(picture, x, y + (height - high) / 2, wide, high, mask="auto")
    except Exception:  # whatever Pillow raises comes out of ReportLab in many kinds
        return 0.0
    return wide


def logo_width(data: bytes, width: float, height: float) -> float:
    """How wide `draw_logo` would draw it."""
    from reportlab.lib.utils import ImageReader

    try:
        points_wide, points_high = ImageReader(BytesIO(data)).getSize()
    except Exception:  # as above
        return 0.0
    return min(width, height * int(points_wide) / int(points_high))
