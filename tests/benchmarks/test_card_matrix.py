"""The full matrix of cards and class sheets: each size, kind of bars, printer; blurred, turned, every dot filled."""

from collections.abc import Iterator
from datetime import date

import pytest
from PIL import Image

from libdesk.documents.cards import CardPages, check_cards
from libdesk.documents.class_sheet import ClassSheetPages
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, ClassSheet, Rows, SheetPupil, Symbology
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from tests.benchmarks.figures import FIGURES
from tests.benchmarks.test_label_matrix import DPI, SPOILT, zxing
from tests.documents import zbar
from tests.documents.cards.made import A6, LONG_NAMES, SCHOOL, SMALL, TALL, card, photo
from tests.documents.pdf import pictures

SHEETS = (*CARD_SHEETS.values(), TALL, SMALL, A6)
MET = ("T002267", "0010201", "S201803011", "DPB000001", "9900123", "04A3F2B1", "0004826113", "R0000001")


def cut_out(sheet: Sheet, symbology: Symbology, *, photos: bool, dpi: int) -> Iterator[tuple[str, Image.Image]]:
    """Each code that can be printed with the picture of its card."""
    layout = CardLayout(SCHOOL, photo=photos, symbology=symbology)
    cards = [
        card(number, code=f"{MET[number % 8]}{number // 8 or ''}", name=LONG_NAMES[number % 5], photo=photo(number))
        for number in range(sheet.per_page)
    ]
    rows, press = Rows.of(cards), Press(dpi=dpi)
    without = {it.reader_id for it in check_cards(rows, layout, sheet, press).faults if it.fault}
    (page,) = pictures(CardPages(rows, layout, sheet, press).pdf(), dpi=dpi)
    for place, row in zip(sheet.places(len(cards)), cards, strict=True):
        if row.reader_id not in without:
            box = (place.x, place.y, place.x + sheet.label_width, place.y + sheet.label_height)
            yield row.code, page.crop(tuple(round(mm * dpi / 25.4) for mm in box))  # type: ignore[arg-type]


def class_page(symbology: Symbology, dpi: int) -> tuple[set[str], Image.Image]:
    pupils = tuple(SheetPupil(n, LONG_NAMES[n % 5], f"S2018{n:05d}") for n in range(28))
    made = Rows.of([ClassSheet("五(3)班", pupils, date(2026, 9, 1))])
    (page,) = pictures(ClassSheetPages(made, SCHOOL, Press(dpi=dpi), symbology).pdf(), dpi=dpi)
    return {pupil.code for pupil in pupils}, page


@pytest.mark.parametrize("spoilt", SPOILT)
def test_card_matrix(spoilt: str) -> None:
    spoil = SPOILT[spoilt]
    readers = {"zxing": zxing} | ({"zbar": zbar.read} if zbar.there() else {})
    count, wrong, missed = 0, [], dict.fromkeys(readers, 0)
    for dpi in DPI:
        for symbology in Symbology:
            for sheet in SHEETS:
                for photos in (True, False):
                    for code, picture in cut_out(sheet, symbology, photos=photos, dpi=dpi):
                        count += 1
                        for name, read in readers.items():
                            found = read(spoil(picture, dpi))
                            missed[name] += code not in found
                            wrong += [(sheet.name, dpi, code, other) for other in found if other != code]
            codes, page = class_page(symbology, dpi)
            count += len(codes)
            for name, read in readers.items():
                found = read(spoil(page, dpi))
                missed[name] += len(codes - set(found))
                wrong += [("class sheet", dpi, "", other) for other in found if other not in codes]
    assert wrong == []
    for name, lost in missed.items():
        FIGURES.note(f"{count} cards {spoilt}, read by {name}", f"{(count - lost) / count:.2%}", "100 %", "card_matrix")
    assert set(missed.values()) == {0}, missed
