"""What is measured with a ruler lies where the page says, to a fifth of a millimetre."""

import pytest
from PIL.Image import Image

from libdesk.documents.ruler import RulerPage, SheetPage
from libdesk.domain.press import Press
from libdesk.domain.sheets import READY, Sheet
from libdesk.i18n import set_language
from tests.documents.pdf import pictures, sizes, texts

DPI = 300


def dark(picture: Image, x: float, y: float, width: float, height: float) -> bool:
    """Whether there is ink in a box of millimetres."""
    box = tuple(round(mm * DPI / 25.4) for mm in (x, y, x + width, y + height))
    return picture.crop(box).getextrema()[0] < 128


def line_at(picture: Image, x: float, y: float) -> tuple[bool, bool]:
    """Whether a line across and a line down go within 0.2 mm through a point near which nothing else is."""
    return dark(picture, x + 1.2, y - 0.2, 0.2, 0.4), dark(picture, x - 0.2, y + 1.2, 0.4, 0.2)


def test_frame_and_bars_lie_where_they_are_measured() -> None:
    press = Press(600, 2, -1, 1.01, 0.99)
    picture = pictures(RulerPage("HP 1005", press).pdf(), dpi=DPI)[0]
    assert line_at(picture, 10, 10) == (True, True)
    assert line_at(picture, 195, 10) == (True, False)
    assert line_at(picture, 10, 285) == (False, True)
    assert line_at(picture, 200, 280)[1]
    assert line_at(picture, 195, 287)[0]
    assert line_at(picture, 30, 30) == (True, True)
    assert dark(picture, 129.8, 28, 0.4, 1)
    assert dark(picture, 28, 129.8, 1, 0.4)
    for mm in (7, 20, 55, 200):
        assert dark(picture, mm - 0.2, 1, 0.4, 1)
        assert dark(picture, 1, mm - 0.2, 1, 0.4)
    assert not dark(picture, 12.4, 0.2, 0.2, 4)


def test_with_the_figures_of_the_printer_everything_is_moved_by_them() -> None:
    press = Press(600, 2, -1, 1.02, 0.99)
    picture = pictures(RulerPage("HP 1005", press, corrected=True).pdf(), dpi=DPI)[0]
    x, y = press.moved(30, 30)
    assert line_at(picture, x, y) == (True, True)
    x, y = press.moved(130, 130)
    assert dark(picture, x - 0.2, 27, 0.4, 1)
    assert dark(picture, 31, y - 0.2, 1, 0.4)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("corrected", [False, True])
def test_the_ruler_page_says_what_to_do(language: str, corrected: bool) -> None:
    set_language(language)
    page = RulerPage("HP 1005", Press(), corrected=corrected)
    assert page.count == 1
    assert page.title
    assert "HP 1005" in texts(page.pdf())[0]
    assert "100" in texts(page.pdf())[0]
    assert sizes(page.pdf()) == [pytest.approx((210, 297), abs=0.1)]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize(("width", "height"), [(30, 20), (40, 25), (50, 30), (85.6, 53.98), (105, 148)])
def test_on_small_paper_there_are_bars_that_can_be_measured_and_what_they_are(
    width: float, height: float, language: str
) -> None:
    set_language(language)
    page = RulerPage("HP 1005", Press(), width, height)
    ruler, picture = page.ruler, pictures(page.pdf(), dpi=DPI)[0]
    at = ruler.frame + 3
    assert line_at(picture, ruler.frame, ruler.frame) == (True, True)
    assert dark(picture, at + ruler.across - 0.2, at - 1, 0.4, 0.5)
    assert dark(picture, at - 1, at + ruler.down - 0.2, 0.5, 0.4)
    assert at + max(ruler.across - width, ruler.down - height) < -ruler.frame
    assert dark(picture, 1, 9.8, 1, 0.4) or dark(picture, 0.1, 9.8, 1, 0.4)
    (words,) = texts(page.pdf())
    if width < 85:
        assert f"{ruler.across:g}" in words
        assert f"{ruler.down:g}" in words
    else:
        assert "4. " in words
    assert not ink_beyond_frame(picture, width, height)


def ink_beyond_frame(picture: Image, width: float, height: float) -> bool:
    """Whether words go over the frame at the right or at the foot."""
    return dark(picture, width - 2.5, 4, 2.3, height - 6) or dark(picture, 4, height - 2.5, width - 6, 2.3)


@pytest.mark.parametrize("sheet", READY.values(), ids=READY)
def test_the_outline_of_each_label_lies_within_a_fifth_of_a_millimetre(sheet: Sheet) -> None:
    picture = pictures(SheetPage(sheet, Press()).pdf(), dpi=DPI)[0]
    for place in range(sheet.per_page):
        x, y = sheet.corner(place)
        right, foot = x + sheet.label_width, y + sheet.label_height
        for at_x, at_y, across in ((x, y + 3, False), (right, y + 3, False), (x + 3, y, True), (x + 3, foot, True)):
            if not (0.2 < at_x < sheet.page_width - 0.2 and 0.2 < at_y < sheet.page_height - 0.2):
                continue  # at the very edge of the paper half of a line is cut off
            box = (at_x, at_y - 0.2, 0.2, 0.4) if across else (at_x - 0.2, at_y, 0.4, 0.2)
            assert dark(picture, *box), (place, at_x, at_y)
        middle, centre = x + sheet.label_width / 2, y + sheet.label_height / 2
        assert dark(picture, middle - 0.2, centre - 1.5, 0.4, 0.2)
        assert dark(picture, middle - 1.5, centre - 0.2, 0.2, 0.4)


def test_the_test_page_of_a_sheet_is_moved_as_its_labels_are() -> None:
    sheet, press = READY["l7160"], Press(300, 1.5, -1, 1.01, 1)
    picture = pictures(SheetPage(sheet, press).pdf(), dpi=DPI)[0]
    x, y = press.moved(*sheet.corner(20))
    assert dark(picture, x - 0.2, y + 3, 0.4, 0.2)
    assert dark(picture, x + sheet.label_width - 0.2, y + 3, 0.4, 0.2)
