"""Every code of a full page of each layout is read back from what a printer lays on paper."""

from collections import Counter

import pytest
import zxingcpp
from PIL.Image import Image

from libdesk.documents.cards import CardPages, check_cards
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, Rows, Symbology
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from tests.documents import zbar
from tests.documents.cards.made import A6, LONG_NAMES, SCHOOL, SMALL, TALL, card, codes, logo, photo
from tests.documents.pdf import pictures

SHEETS = {**CARD_SHEETS, "upright": TALL, "small": SMALL, "A6": A6}
KINDS = {Symbology.CODE128: zxingcpp.BarcodeFormat.Code128, Symbology.CODE39: zxingcpp.BarcodeFormat.Code39}
MET = (
    "T002267",
    "0010201",
    "S201803011",
    "DPB000001",
    "9900123",
    "04A3F2B1",
    "0004826113",
    "R0000001",
    "20210315",
    "7",
    "KX-104",
    "112233",
)


def read(picture: Image, symbology: Symbology) -> list[str]:
    found = zxingcpp.read_barcodes(picture, formats=KINDS[symbology])
    return [it.text for it in found]


def check(layout: CardLayout, sheet: Sheet, dpi: int) -> None:
    rows = [
        card(number, code=MET[number % 12], name=LONG_NAMES[number % 5], photo=photo(number) if number % 3 else None)
        for number in range(sheet.per_page)
    ]
    pdf = CardPages(Rows.of(rows), layout, sheet, Press(dpi=dpi)).pdf(0, 1)
    (picture,) = pictures(pdf, dpi=dpi)
    told = {it.reader_id for it in check_cards(Rows.of(rows), layout, sheet, Press(dpi=dpi)).faults if it.fault}
    printed = codes([row for row in rows if row.reader_id not in told])
    assert len(told) <= sheet.per_page // 4  # Code 39 of ten signs beside a photo on the smallest card
    assert not told or (sheet is SMALL and layout.symbology is Symbology.CODE39)
    assert Counter(read(picture, layout.symbology)) == printed
    if zbar.there():
        assert Counter(zbar.read(picture)) == printed


@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("photos", [True, False], ids=["photo", "no photo"])
@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("dpi", [203, 300])
def test_every_code_is_read_back(sheet: Sheet, photos: bool, symbology: Symbology, dpi: int) -> None:
    check(CardLayout(SCHOOL, "一行", photo=photos, symbology=symbology, logo=logo()), sheet, dpi)


@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("sheet", CARD_SHEETS.values(), ids=CARD_SHEETS.keys())
def test_every_code_is_read_back_at_600_dots(sheet: Sheet, symbology: Symbology) -> None:
    check(CardLayout(SCHOOL, symbology=symbology, back=True), sheet, 600)


@pytest.mark.parametrize(
    "layout",
    [CardLayout(SCHOOL, colour=False), CardLayout(SCHOOL, lamination=3.0), CardLayout(SCHOOL, photo=False, back=True),
     CardLayout("", group=False, valid=False, crop_marks=False),
     CardLayout(SCHOOL, lamination=3.0, symbology=Symbology.CODE39)],
    ids=["white", "rim", "back", "bare", "rim, code 39"],
)  # fmt: skip
def test_every_switch_leaves_the_codes_readable(layout: CardLayout) -> None:
    check(layout, CARD_SHEETS["a4_10_cards"], 300)


@pytest.mark.parametrize("dpi", [203, 300])
def test_a_printer_that_prints_beside_the_place_prints_codes_that_are_read(dpi: int) -> None:
    sheet = CARD_SHEETS["a4_10_small"]
    rows = [card(number) for number in range(sheet.per_page)]
    press = Press(dpi=dpi, dx=1.37, dy=-0.83, scale_x=1.0043, scale_y=0.9971)
    (picture,) = pictures(CardPages(Rows.of(rows), CardLayout(SCHOOL), sheet, press).pdf(), dpi=dpi)
    assert Counter(read(picture, Symbology.CODE128)) == codes(rows)
