"""The full matrix: every ready sheet, kind of bars and printer; blurred as by a lens, and turned as by a hand.

Each label is cut out and read by itself, as a scanner sees it; the figures say how many of all each reader read.
"""

from collections.abc import Callable, Iterator

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from libdesk.documents.labels import LabelPages, unprintable
from libdesk.domain.rows.prints import LabelKind, Symbology
from libdesk.domain.sheets import LABEL_SHEETS
from tests.benchmarks.figures import FIGURES
from tests.documents import zbar
from tests.documents.label_rows import at, full_page, label_rows, layout
from tests.documents.pdf import opened

DPI = (203, 300, 600)
TURN = 2.0  # degrees
BLUR = 0.1  # mm: less than half of the narrowest module
KINDS = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.Code39)


def filled(picture: Image.Image, _dpi: int) -> Image.Image:
    """As by a printer that fills every dot that is touched."""
    return picture.point(lambda level: 0 if level < 255 else 255)


def blurred(picture: Image.Image, dpi: int) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(BLUR * dpi / 25.4))


def turned(picture: Image.Image, _dpi: int) -> Image.Image:
    return picture.rotate(TURN, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


SPOILT: dict[str, Callable[[Image.Image, int], Image.Image]] = {
    "as printed": lambda picture, _dpi: picture,
    "every touched dot filled": filled,
    "blurred by 0.1 mm": blurred,
    "turned by 2 degrees": turned,
    "turned and blurred": lambda picture, dpi: blurred(turned(picture, dpi), dpi),
}


def labels(sheet: str, kind: LabelKind, symbology: Symbology, dpi: int) -> Iterator[tuple[str, Image.Image]]:
    """Each code that can be printed with the picture of its label."""
    on, how = LABEL_SHEETS[sheet], layout(kind, symbology=symbology)
    rows = label_rows(full_page(on))
    without = {one.number for one in unprintable(rows, how, on, at(dpi))}
    with opened(LabelPages(rows, how, on, at(dpi)).pdf()) as document:
        pages = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    for number, (place, row) in enumerate(zip(on.places(len(rows)), rows.part(0, len(rows)), strict=True)):
        if number not in without:
            box = (place.x, place.y, place.x + on.label_width, place.y + on.label_height)
            yield row.code, pages[place.page].crop(tuple(round(mm * dpi / 25.4) for mm in box))


def zxing(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=KINDS, try_downscale=False)]


@pytest.mark.parametrize("spoilt", SPOILT)
def test_matrix(spoilt: str) -> None:
    spoil = SPOILT[spoilt]
    count, wrong, missed = 0, [], {"zxing": 0, "zbar": 0}
    readers = {"zxing": zxing} | ({"zbar": zbar.read} if zbar.there() else {})
    for sheet in LABEL_SHEETS:
        for kind in (LabelKind.BARCODE, LabelKind.STRIP):
            for symbology in Symbology:
                for dpi in DPI:
                    for code, label in labels(sheet, kind, symbology, dpi):
                        count += 1
                        picture = spoil(label, dpi)
                        for name, read in readers.items():
                            found = read(picture)
                            missed[name] += code not in found
                            wrong += [(sheet, dpi, code, other) for other in found if other != code]
    assert wrong == []
    for name in readers:
        figure = f"{(count - missed[name]) / count:.2%}"
        FIGURES.note(f"{count} labels {spoilt}, read by {name}", figure, "100 %", "matrix")
    if not zbar.there():
        FIGURES.note("zbar", "not on this system", "", "matrix")
    assert missed == {"zxing": 0, "zbar": 0}
