"""Every code on a full page of every ready sheet is read back, by two readers, at the dots of three printers.

Blurred, turned and for all kinds of codes: `python3 -m tests --benchmark -k matrix`.
"""

from collections import Counter

import pytest
import zxingcpp
from PIL.Image import Image

from libdesk.documents.codes.ean13 import ean13_check
from libdesk.documents.labels import LabelPages, unprintable
from libdesk.domain.rows.prints import LabelKind, LabelRow, Rows, Symbology
from libdesk.domain.sheets import LABEL_SHEETS
from tests.documents import zbar
from tests.documents.label_rows import LONGEST, at, full_page, label_rows, layout
from tests.documents.pdf import pictures

DPI = (203, 300, 600)
KINDS = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.Code39)


def zxing(picture: Image) -> list[str]:
    """Without its tries on reduced pictures, in which bars run together and make numbers that nobody printed."""
    return [it.text for it in zxingcpp.read_barcodes(picture, formats=KINDS, try_rotate=False, try_downscale=False)]


def printed(rows: Rows[LabelRow], kind: LabelKind, symbology: Symbology, sheet: str, dpi: int) -> list[str]:
    """The codes that these labels can bear."""
    how = layout(kind, symbology=symbology)
    without = {one.number for one in unprintable(rows, how, LABEL_SHEETS[sheet], at(dpi))}
    return [row.code for number, row in enumerate(rows.part(0, len(rows))) if number not in without]


def page_pictures(rows: Rows[LabelRow], kind: LabelKind, symbology: Symbology, sheet: str, dpi: int) -> list[Image]:
    pdf = LabelPages(rows, layout(kind, symbology=symbology), LABEL_SHEETS[sheet], at(dpi)).pdf()
    return pictures(pdf, dpi=dpi)


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize("kind", [LabelKind.BARCODE, LabelKind.STRIP])
@pytest.mark.parametrize("sheet", LABEL_SHEETS)
def test_a_full_page_reads_back_and_nothing_else_is_read(sheet: str, kind: LabelKind, dpi: int) -> None:
    rows = label_rows(full_page(LABEL_SHEETS[sheet]))
    expected = Counter(printed(rows, kind, Symbology.CODE128, sheet, dpi))
    found = Counter(code for it in page_pictures(rows, kind, Symbology.CODE128, sheet, dpi) for code in zxing(it))
    assert found == expected


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize("sheet", ["l7160", "a4_44", "roll_50_30"])
def test_a_full_page_of_code_39_reads_back(sheet: str, dpi: int) -> None:
    rows = label_rows(full_page(LABEL_SHEETS[sheet]))
    expected = Counter(printed(rows, LabelKind.BARCODE, Symbology.CODE39, sheet, dpi))
    assert len(expected) > 6
    pages = page_pictures(rows, LabelKind.BARCODE, Symbology.CODE39, sheet, dpi)
    assert Counter(code for it in pages for code in zxing(it)) == expected


@pytest.mark.skipif(not zbar.there(), reason="the system has no libzbar (Debian: libzbar0)")
@pytest.mark.parametrize(
    ("sheet", "dpi"),
    [*((sheet, dpi) for sheet in LABEL_SHEETS for dpi in DPI[:2]), ("l4732", 600), ("roll_30_20", 600)],
)
@pytest.mark.parametrize("symbology", Symbology)
def test_a_second_reader_reads_the_same(sheet: str, dpi: int, symbology: Symbology) -> None:
    rows = label_rows(full_page(LABEL_SHEETS[sheet]))
    expected = Counter(printed(rows, LabelKind.BARCODE, symbology, sheet, dpi))
    pages = page_pictures(rows, LabelKind.BARCODE, symbology, sheet, dpi)
    assert Counter(code for it in pages for code in zbar.read(it)) == expected


def test_the_numbers_that_schools_use_fit_the_labels_they_use() -> None:
    """Seven places, the most that the smallest labels bear with a letter in front."""
    rows = label_rows(100, ("T{:06d}", "{:07d}", "{:010d}"))
    for name, sheet in LABEL_SHEETS.items():
        for dpi in DPI:
            assert unprintable(rows, layout(), sheet, at(dpi)) == [], (name, dpi)
    for name in ("l7160", "a4_40", "a4_44", "a4_24", "roll_50_30", "roll_40_30"):
        assert unprintable(rows, layout(LabelKind.STRIP), LABEL_SHEETS[name], at(300)) == [], name


def isbn(number: int) -> str:
    """Another one for each label: zxing takes equal ones beside each other for one."""
    digits = f"{'979' if number % 7 == 3 else '978'}{7020000000 + number * 10_007:010d}"[:12]
    return digits + ean13_check(digits)


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize("sheet", LABEL_SHEETS)
def test_the_isbn_of_every_label_is_read_back(sheet: str, dpi: int) -> None:
    on = LABEL_SHEETS[sheet]
    rows = Rows.of([LabelRow(n, LONGEST, "", isbn=isbn(n)) for n in range(max(on.per_page, 5))])
    how = layout(LabelKind.ISBN)
    assert unprintable(rows, how, on, at(dpi)) == []
    found = Counter[str]()
    for picture in pictures(LabelPages(rows, how, on, at(dpi)).pdf(), dpi=dpi):
        read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.EAN13, try_rotate=False)
        found.update(it.text for it in read)
    assert found == Counter(isbn(n) for n in range(len(rows)))


def test_an_isbn_of_ten_signs_gets_the_bars_of_its_thirteen() -> None:
    rows = Rows.of([LabelRow(1, LONGEST, "", isbn="7-100-00277-X")])
    (picture,) = pictures(LabelPages(rows, layout(LabelKind.ISBN), LABEL_SHEETS["l7160"], at(300)).pdf(), dpi=300)
    assert [it.text for it in zxingcpp.read_barcodes(picture)] == ["9787100002776"]
