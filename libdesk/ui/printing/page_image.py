"""A page of a PDF as a picture: smooth for the screen, in whole dots for a printer, in bands that stay small.

PDFium draws through pypdfium2 (3 MB) and not through Qt's PDF module, which is PDFium too but came with 439 MB more
until Qt 6.12 and draws a page only onto whole pixels: that stretches it by up to half a dot, and bars leave their dots.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from PySide6.QtGui import QImage

from libdesk.documents.pdfium import LOCK

BAND: Final = 1_500_000  # points of one band: 6 MB
MOST: Final = 24_000_000  # points of a page on the screen; larger ones are drawn coarser


@contextmanager
def _page(pdf: bytes, number: int) -> Iterator[Any]:
    """The page, loaded from memory."""
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document[number]
        finally:
            document.close()


def page_points(pdf: bytes, number: int = 0) -> tuple[float, float]:
    """Width and height of a page in points."""
    with _page(pdf, number) as page:
        width, height = page.get_size()
        return float(width), float(height)


def screen_image(pdf: bytes, scale: float, number: int = 0) -> QImage:
    """The page for the screen, `scale` pixels to a point."""
    with _page(pdf, number) as page:
        width, height = page.get_size()
        scale = min(scale, (MOST / (width * height)) ** 0.5)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return _drawn(page, size, scale, 0, smooth=True)


def bands(pdf: bytes, dpi: int, number: int = 0) -> Iterator[tuple[int, QImage]]:
    """The page from its top in bands for a printer: (row of dots where it begins, picture in grey or colour).

    White ones are left out. The page's left and upper edges are the printer's first dots, and one dot is one dot:
    nothing is scaled or smoothed.
    """
    import pypdfium2

    with LOCK:
        document = pypdfium2.PdfDocument(pdf)
    try:
        with LOCK:
            page = document[number]
            width, height = page.get_size()
        wide, high = round(width * dpi / 72), round(height * dpi / 72)
        step = max(1, BAND // wide)
        blank = QImage(wide, step, QImage.Format.Format_Grayscale8)
        blank.fill(255)
        for top in range(0, high, step):
            with LOCK:  # for a band at a time: the screen may draw in between
                image = _drawn(page, (wide, min(step, high - top)), dpi / 72, top, smooth=False)
            if image.allGray():
                image = image.convertToFormat(QImage.Format.Format_Grayscale8)
                if image == blank.copy(0, 0, wide, image.height()):
                    continue  # much of a page is white
            yield top, image
    finally:
        with LOCK:
            document.close()


def _drawn(page: Any, size: tuple[int, int], scale: float, top: int, *, smooth: bool) -> QImage:
    """Rows of the page from `top` on white. A matrix says where a point goes: a size in whole pixels would stretch."""
    import pypdfium2.raw as pdfium

    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    points = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
    bitmap = pdfium.FPDFBitmap_CreateEx(*size, pdfium.FPDFBitmap_BGRx, points, image.bytesPerLine())
    try:
        matrix = pdfium.FS_MATRIX(scale, 0, 0, scale, 0, -top)
        clip = pdfium.FS_RECTF(0, 0, size[0], size[1])
        flags = pdfium.FPDF_ANNOT if smooth else (
            pdfium.FPDF_ANNOT | pdfium.FPDF_PRINTING | pdfium.FPDF_RENDER_NO_SMOOTHPATH
            | pdfium.FPDF_RENDER_NO_SMOOTHTEXT
        )  # fmt: skip
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return image
