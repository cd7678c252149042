"""The back says the rules and where a found card belongs, and lies behind its front when the sheet is turned over."""

import pytest
from PIL import Image, ImageOps

from libdesk.documents.cards import CardPages
from libdesk.documents.cards.back import RULES
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, Rows
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from libdesk.i18n import _, set_language
from tests.documents.cards.made import A6, LONG_SCHOOL, SCHOOL, SMALL, TALL, cards
from tests.documents.cards.measure import card_of, letters
from tests.documents.pdf import opened, texts

TEN = CARD_SHEETS["a4_10_cards"]
ACROSS = Sheet("A4 across", 297, 210, 83, 53, 3, 3, 20, 22, 3, 2)
DPI = 300


def back(layout: CardLayout, sheet: Sheet = TEN, count: int = 1) -> bytes:
    return CardPages(Rows.of(cards(count)), layout, sheet).pdf(1, 2)


def said(layout: CardLayout, sheet: Sheet = TEN) -> str:
    return "".join(texts(back(layout, sheet))[0].split())


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_rules_that_libdesk_brings_are_said_whole_in_both_languages(language: str) -> None:
    set_language(language)
    for sheet in (*CARD_SHEETS.values(), TALL, SMALL, A6):
        page = said(CardLayout(SCHOOL, back=True), sheet)
        for text in (*(_(rule) for rule in RULES), _("Found this card? Please bring it to {school}.")):
            assert "".join(text.format(school=SCHOOL).split()) in page


def test_the_school_s_own_rules_take_their_place() -> None:
    page = said(CardLayout(SCHOOL, rules=("一次借两本。", "两周内还。"), back=True))
    assert "1.一次借两本。2.两周内还。" in page
    assert _(RULES[0]) not in page


@pytest.mark.parametrize(
    "rules",
    [
        ("一、证不外借。", "二、两周内还。"),
        ("1. 证不外借。", "2. 两周内还。"),
        ("(1)证不外借。", "（2）两周内还。"),
        ("①证不外借。", "②两周内还。"),
        ("第一条 证不外借。", "第二条 两周内还。"),
        ("借阅须知", "1、证不外借。"),
    ],
)
def test_rules_that_bring_their_own_numbers_keep_them(rules: tuple[str, ...]) -> None:
    page = said(CardLayout(SCHOOL, rules=rules, back=True))
    own = "".join("".join(rules).split())
    assert own in page
    assert page[: page.index(own)].rstrip("0123456789.") == page[: page.index(own)]


def test_a_rule_that_begins_with_a_figure_is_numbered() -> None:
    page = said(CardLayout(SCHOOL, rules=("2周内还。", "1.5元以下不赔。", "三天内报失。"), back=True))
    assert "1.2周内还。2.1.5元以下不赔。3.三天内报失。" in page


def test_a_single_rule_has_no_number() -> None:
    assert "1." not in said(CardLayout(SCHOOL, rules=("爱书。",), back=True))


@pytest.mark.parametrize("sheet", [TEN, TALL, SMALL, A6], ids=["ten", "upright", "small", "A6"])
def test_far_too_many_rules_stay_on_their_card(sheet: Sheet) -> None:
    rules = tuple(f"第{number}条：" + "爱护图书，按时归还，不折页，不涂画。" * 3 for number in range(40))
    pdf = back(CardLayout(LONG_SCHOOL, rules=rules, back=True, crop_marks=False), sheet, sheet.per_page)
    found = letters(pdf)
    assert {card_of(letter, Sheet("", *_mirrored(sheet))) for letter in found} == set(range(sheet.per_page))
    assert "…" in {letter.text for letter in found}


def _mirrored(sheet: Sheet) -> tuple[float, ...]:
    return (sheet.page_width, sheet.page_height, sheet.label_width, sheet.label_height, sheet.columns, sheet.rows,
            sheet.right, sheet.top, sheet.gap_x, sheet.gap_y)  # fmt: skip


@pytest.mark.parametrize("press", [Press(dpi=DPI), Press(dpi=DPI, dx=1.4, dy=-2.2)], ids=["as it is", "offset"])
@pytest.mark.parametrize("long_edge", [True, False], ids=["long edge", "short edge"])
@pytest.mark.parametrize("sheet", [TEN, SMALL, ACROSS], ids=["ten", "small", "across"])
def test_front_and_back_of_each_card_coincide_when_the_sheet_is_turned_over(
    sheet: Sheet, long_edge: bool, press: Press
) -> None:
    """Each back has its front's colour, and the ends of their bands differ by no more than 0.2 mm."""
    count = sheet.per_page - 1  # so that a wrong turn is not hidden by a full sheet
    layout = CardLayout(SCHOOL, back=True, long_edge=long_edge, crop_marks=False)
    with opened(CardPages(Rows.of(cards(count)), layout, sheet, press).pdf()) as document:
        front, behind = (_out_of(page.render(scale=DPI / 72).to_pil(), press) for page in document)
    about_height = long_edge == (sheet.page_height > sheet.page_width)
    turned = ImageOps.mirror(behind) if about_height else ImageOps.flip(behind)
    for place in range(count):
        x, y = sheet.corner(place)
        head = y + 0.7  # the band is at the top of the front; of the back too, or at its foot when it is tumbled
        foot = head if about_height else y + sheet.label_height - 0.7
        ahead, over = _band(front, x + 1, head), _band(turned, x + 1, foot)
        assert ahead[2] == over[2] != (255, 255, 255)
        assert over[:2] == pytest.approx(ahead[:2], abs=0.2)
        assert ahead[:2] == pytest.approx((x, x + sheet.label_width), abs=0.2)


def _out_of(picture: Image.Image, press: Press) -> Image.Image:
    """The paper from a printer with a fault that the press undoes; it has that fault on both sides."""
    moved = (1, 0, press.dx / 25.4 * DPI, 0, 1, press.dy / 25.4 * DPI)
    return picture.transform(picture.size, Image.Transform.AFFINE, moved, fillcolor="white")


def _band(picture: Image.Image, x: float, y: float) -> tuple[float, float, tuple[int, ...]]:
    """The colour at a point in mm, and from where to where it goes on at this height."""
    start, row = round(x / 25.4 * DPI), round(y / 25.4 * DPI)
    line = [picture.getpixel((at, row)) for at in range(picture.width)]
    first = next((at + 1 for at in range(start, -1, -1) if line[at] != line[start]), 0)
    last = next((at for at in range(start, len(line)) if line[at] != line[start]), len(line))
    return first / DPI * 25.4, last / DPI * 25.4, line[start]  # type: ignore[return-value]
