"""What a PDF shows: its text, its pages as pictures, the barcodes that a scanner would read from them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import zxingcpp
from PIL.Image import Image

MM = 25.4 / 72  # of a point


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """The words of each page."""
    with opened(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in millimetres."""
    with opened(pdf) as document:
        return [tuple(side * MM for side in page.get_size()) for page in document]


def pictures(pdf: bytes, *, dpi: int = 200) -> list[Image]:
    """Each page as a printer of so many dots an inch would lay it on white paper."""
    with opened(pdf) as document:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]


def read_codes(picture: Image, *kinds: zxingcpp.BarcodeFormat) -> list[str]:
    """Every code of these kinds on a picture, else every Code 128; never looked for in a smaller copy of it, where
    dots that run into each other are read as codes that nobody printed."""
    wanted = kinds or (zxingcpp.BarcodeFormat.Code128,)
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=wanted, try_downscale=False)]


def scanned(pdf: bytes, *, dpi: int = 200) -> list[str]:
    """Every Code 128 on every page, as a scanner reads it."""
    return [text for picture in pictures(pdf, dpi=dpi) for text in read_codes(picture)]


def ink_beyond(picture: Image, margin_mm: float, *, dpi: int = 200) -> bool:
    """Whether anything is printed nearer to the edge than `margin_mm`."""
    margin = round(margin_mm / 25.4 * dpi)
    width, height = picture.size
    inside = picture.crop((margin, margin, width - margin, height - margin))
    return sum(picture.histogram()[:200]) != sum(inside.histogram()[:200])
