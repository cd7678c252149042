"""Cards measured on the printed page: every edge within 0.2 mm of the template, as a printer lays it on paper."""

from itertools import pairwise

import pytest
from PIL.Image import Image

from libdesk.documents.cards import CardPages
from libdesk.documents.cards.plan import plan_card
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, Rows
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from tests.documents.cards.made import SCHOOL, SMALL, TALL, cards, photo
from tests.documents.cards.measure import edges, runs
from tests.documents.pdf import opened

DPI = 400
OFF = 0.2  # mm
SHEETS = {**CARD_SHEETS, "upright": TALL, "small": SMALL}


def printed(sheet: Sheet, layout: CardLayout, *, photos: bool, press: Press | None = None) -> Image:
    rows = cards(sheet.per_page, photo=photo() if photos else None)
    with opened(CardPages(Rows.of(rows), layout, sheet, press or Press(dpi=DPI)).pdf()) as document:
        return document[0].render(scale=DPI / 72).to_pil()


def near(found: list[float], wanted: float) -> bool:
    return min(abs(edge - wanted) for edge in found) <= OFF


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_band_and_photo_lie_where_the_template_has_them(sheet: Sheet) -> None:
    layout = CardLayout(SCHOOL, "一行", crop_marks=False)
    plan = plan_card(sheet.label_width, sheet.label_height, layout)
    assert plan.photo is not None
    for photos in (True, False):  # a photo, and the frame of a missing one
        picture = printed(sheet, layout, photos=photos)
        for place in {0, sheet.per_page - 1}:
            x, y = sheet.corner(place)
            across = edges(picture, y + plan.photo.y + plan.photo.height * 0.2, dpi=DPI)
            assert near(across, x + plan.photo.x)
            assert near(across, x + plan.photo.right)
            down = edges(picture, x + plan.photo.x + plan.photo.width * 0.15, dpi=DPI, down=True)
            if plan.tall:  # the school's name is above it
                assert near(down, y + plan.head.bottom)
            assert near(down, y + plan.photo.y)
            assert near(down, y + plan.photo.bottom)
            if sheet.page_width > sheet.label_width:
                band = list(runs(picture, y + 0.6, dpi=DPI))
                assert near([edge for run in band for edge in run], sheet.left)
                assert near([edge for run in band for edge in run], sheet.page_width - sheet.right)
                margin = edges(picture, x + plan.inner.x + 1.0, dpi=DPI, down=True)
                assert near(margin, sheet.top)


def test_cards_without_a_gap_touch_and_those_with_one_do_not() -> None:
    ten = CARD_SHEETS["a4_10_cards"]
    layout = CardLayout(SCHOOL, crop_marks=False)
    assert len(list(runs(printed(ten, layout, photos=True), ten.top + 0.6, dpi=DPI))) == 1
    found = list(runs(printed(SMALL, layout, photos=True), SMALL.top + 0.6, dpi=DPI))
    assert [last - first for first, last in found] == pytest.approx([SMALL.label_width] * 2, abs=OFF)
    assert [after[0] - before[1] for before, after in pairwise(found)] == pytest.approx([SMALL.gap_x], abs=OFF)


def test_crop_marks_point_at_the_edges() -> None:
    ten = CARD_SHEETS["a4_10_cards"]
    picture = printed(ten, CardLayout(SCHOOL), photos=False)
    above = [(first + last) / 2 for first, last in runs(picture, ten.top - 3, dpi=DPI)]
    assert above == pytest.approx([ten.left + n * ten.label_width for n in range(3)], abs=OFF)
    beside = [(first + last) / 2 for first, last in runs(picture, ten.left - 3, dpi=DPI, down=True)]
    assert beside == pytest.approx([ten.top + n * ten.label_height for n in range(6)], abs=OFF)


@pytest.mark.parametrize("start", [3, 2])
def test_cards_in_the_middle_of_a_begun_sheet_are_marked_in_the_margins(start: int) -> None:
    ten = CARD_SHEETS["a4_10_cards"]
    layout = CardLayout(SCHOOL, back=True)
    with opened(CardPages(Rows.of(cards(3)), layout, ten, Press(dpi=DPI), start=start).pdf()) as document:
        sides = [page.render(scale=DPI / 72).to_pil() for page in document]
    rows = {place // ten.columns for place in range(start, start + 3)}
    down = sorted({ten.top + (row + n) * ten.label_height for row in rows for n in range(2)})
    for picture in sides:
        for at in (ten.top - 3, ten.page_height - ten.bottom + 3):
            found = [(first + last) / 2 for first, last in runs(picture, at, dpi=DPI)]
            assert found == pytest.approx([ten.left + n * ten.label_width for n in range(3)], abs=OFF)
        for at in (ten.left - 3, ten.page_width - ten.right + 3):
            found = [(first + last) / 2 for first, last in runs(picture, at, dpi=DPI, down=True)]
            assert found == pytest.approx(down, abs=OFF)


def test_the_printer_s_offset_and_scale_move_every_card_and_its_marks() -> None:
    ten = CARD_SHEETS["a4_10_cards"]
    press = Press(dpi=DPI, dx=1.5, dy=-2.0, scale_x=1.004, scale_y=0.997)
    picture = printed(ten, CardLayout(SCHOOL), photos=True, press=press)
    for place in (0, 9):
        x, y = press.moved(*ten.corner(place))
        assert near(edges(picture, y + 0.6, dpi=DPI), x if place == 0 else x + ten.label_width)
        assert near(edges(picture, x + 1.0, dpi=DPI, down=True), y)
    above = [(first + last) / 2 for first, last in runs(picture, ten.top - 2.0 - 3, dpi=DPI)]
    wanted = [press.moved(ten.left + n * ten.label_width, 0)[0] for n in range(3)]
    assert above == pytest.approx(wanted, abs=OFF)


def test_a_film_s_rim_stays_white_on_all_sides() -> None:
    one, rim = CARD_SHEETS["one_card"], 3.0
    picture = printed(one, CardLayout(SCHOOL, "一行", lamination=rim), photos=True)
    dots = round((rim - OFF) / 25.4 * DPI)
    inside = (dots, dots, picture.width - dots, picture.height - dots)
    picture.paste("white", inside)
    assert picture.convert("L").getextrema() == (255, 255)
