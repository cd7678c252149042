"""A card says whose it is; the longest words become smaller or fewer and never leave their card."""

from datetime import date

import pytest

from libdesk.documents.cards import CardPages, check_cards
from libdesk.documents.cards.front import _set_words
from libdesk.documents.cards.marks import corner
from libdesk.documents.cards.plan import plan_card
from libdesk.documents.fonts import MM
from libdesk.domain.press import Press
from libdesk.domain.rows.prints import CardLayout, Rows, Symbology
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from libdesk.i18n import _, set_language
from tests.documents.cards.made import A6, LONG_NAMES, LONG_SCHOOL, PLAIN, SCHOOL, SMALL, TALL, card, cards, photo
from tests.documents.cards.measure import card_of, letters
from tests.documents.pdf import pictures, texts

TEN = CARD_SHEETS["a4_10_cards"]
SHEETS = {**CARD_SHEETS, "upright": TALL, "small": SMALL, "A6": A6}
NEAR = 1.0  # mm that letters keep from the edge


def words(layout: CardLayout = PLAIN, sheet: Sheet = TEN, **how: object) -> str:
    return "".join(texts(CardPages(Rows.of([card(1, **how)]), layout, sheet).pdf())[0].split())


def test_a_card_says_whose_it_is() -> None:
    page = words(CardLayout(SCHOOL, "书籍是人类进步的阶梯"))
    for said in (SCHOOL, _("Reader card"), "李小雨", "五(3)班", "学生", "20210001", "S201800001", "2027年8月31日",
                 "书籍是人类进步的阶梯"):  # fmt: skip
        assert said in page


@pytest.mark.parametrize(
    ("layout", "how", "gone"),
    [
        (CardLayout(SCHOOL, group=False), {}, "五(3)班"),
        (CardLayout(SCHOOL, valid=False), {}, "2027"),
        (PLAIN, {"valid_until": None}, "有效期"),
        (PLAIN, {"school_no": ""}, "编号"),
        (PLAIN, {"group": ""}, "班"),
    ],
)
def test_what_is_not_wanted_or_not_there_is_not_printed(layout: CardLayout, how: dict[str, object], gone: str) -> None:
    assert gone in words()
    assert gone not in words(layout, **how)


def test_a_number_that_is_the_code_is_not_said_twice() -> None:
    assert words(school_no="S201800001").count("S201800001") == 1


def test_a_card_speaks_the_language_of_the_program() -> None:
    set_language("en")
    page = words(CardLayout("Sunshine Primary School"), kind="pupil", group="Class 5-3")
    for said in ("Readercard", "No.20210001", "Validuntil31Aug2027"):
        assert said in page


@pytest.mark.parametrize("name", LONG_NAMES)
def test_a_name_of_forty_letters_is_printed_whole(name: str) -> None:
    for photos in (True, False):
        assert name in words(CardLayout(SCHOOL, "一行", photo=photos), name=name)


@pytest.mark.parametrize("on", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("name", LONG_NAMES)
def test_no_letter_leaves_its_card(name: str, on: Sheet) -> None:
    for photos, rim in ((True, 0.0), (False, 3.0)):
        layout = CardLayout(LONG_SCHOOL, "书山有路勤为径，" * 12, photo=photos, lamination=rim, crop_marks=False)
        rows = [
            card(number, name=name * 3 if number else name, group="2018级" * 9, kind="小学低年级学生" * 4)
            for number in range(min(4, on.per_page))
        ]
        pdf = CardPages(Rows.of(rows), layout, on).pdf(0, 1)
        found = letters(pdf)
        assert {card_of(letter, on) for letter in found} == set(range(len(rows)))
        for letter in found:
            x, y = on.corner(card_of(letter, on) or 0)
            assert letter.left - x >= NEAR + rim - 0.01
            assert x + on.label_width - letter.right >= NEAR + rim - 0.01
            assert y + on.label_height - letter.bottom >= NEAR + rim - 0.01


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("photos", [True, False])
def test_nothing_is_printed_outside_the_cards(sheet: Sheet, photos: bool) -> None:
    layout = CardLayout(SCHOOL, "一行", photo=photos, crop_marks=False, back=True)
    rows = cards(sheet.per_page, photo=photo())
    made = pictures(CardPages(Rows.of(rows), layout, sheet).pdf(0, 2), dpi=150)
    for picture, mirrored in zip(made, (False, True), strict=True):
        for place in range(sheet.per_page):
            x, y = corner(sheet, place, mirrored, False)
            box = (x, y, x + sheet.label_width, y + sheet.label_height)
            left, top, right, bottom = (round(figure / 25.4 * 150) for figure in box)
            picture.paste(255, (left - 1, top - 1, right + 1, bottom + 1))
        assert picture.getextrema() == (255, 255)


def test_what_would_not_come_out_is_said_before() -> None:
    rows = [
        card(1, photo=photo()),
        card(2, name="金한별", photo=photo()),
        card(3),
        card(4, code="中文"),
        card(5, code=""),
    ]
    found = check_cards(Rows.of(rows), CardLayout(SCHOOL, "한"), TEN)
    assert found.letters == "한"
    assert [(it.reader_id, it.letters, it.fault and it.fault.fault, it.photo) for it in found.faults] == [
        (2, "한별", None, False), (3, "", None, True), (4, "", "letters", True), (5, "", "empty", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "symbology"), [("", Symbology.CODE128), ("书", Symbology.CODE128), ("A" * 60, Symbology.CODE128),
                            ("abc", Symbology.CODE39), ("S" * 30, Symbology.CODE39)]
)  # fmt: skip
def test_a_code_without_bars_says_so_on_its_card_and_the_rest_is_printed(code: str, symbology: Symbology) -> None:
    layout = CardLayout(SCHOOL, symbology=symbology)
    rows = [card(1, code=code), card(2)]
    (fault,) = [it.fault for it in check_cards(Rows.of(rows), layout, TEN).faults if it.fault]
    page = "".join(texts(CardPages(Rows.of(rows), layout, TEN).pdf())[0].split())
    assert "".join(fault.text().split())[:8] in page
    assert "S201800002" in page


def test_the_dates_of_long_ago_and_far_ahead_are_said() -> None:
    assert "2099年12月31日" in words(valid_until=date(2099, 12, 31))


@pytest.mark.parametrize("on", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("photos", [True, False])
def test_no_letter_stands_on_another(on: Sheet, photos: bool) -> None:
    for rim, line in ((0.0, "书山有路勤为径"), (3.0, "")):
        rows = [card(number, name=LONG_NAMES[number % 5]) for number in range(min(5, on.per_page))]
        layout = CardLayout(LONG_SCHOOL, line, photo=photos, lamination=rim)
        found = letters(CardPages(Rows.of(rows), layout, on).pdf(0, 1))
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                assert min(wide, high) < 0.15, (one, other)


def test_cards_that_the_printers_figures_push_off_the_paper_are_told_before() -> None:
    rows = Rows.of([card(n, photo=photo()) for n in range(1, 6)])
    single = SHEETS["one_card"]
    assert check_cards(rows, CardLayout(SCHOOL), single, Press(dx=0.9)).faults == ()
    faults = check_cards(rows, CardLayout(SCHOOL), single, Press(dx=-2)).faults
    assert [(it.reader_id, it.off and it.off.over) for it in faults] == [(n, 1.0) for n in range(1, 6)]
    wide, press = Sheet("own", 210, 297, 85.6, 53.98, 2, 5, 5, 13, gap_x=20), Press(dx=15)
    right = [it.reader_id for it in check_cards(rows, CardLayout(SCHOOL), wide, press).faults]
    assert right == [2, 4]
    both = CardLayout(SCHOOL, back=True)
    assert len(check_cards(rows, both, wide, press).faults) == 5
    right = [it.reader_id for it in check_cards(rows, CardLayout(SCHOOL), wide, press, start=1).faults]
    assert right == [1, 3, 5]


LONG_CLASS = "2018级初中十二班（双语实验班·寄宿）"


@pytest.mark.parametrize("photos", [True, False])
@pytest.mark.parametrize("on", [TEN, TALL], ids=["lying", "upright"])
def test_a_long_class_and_a_long_number_stand_whole(on: Sheet, photos: bool) -> None:
    row = card(1, name="李小雨", group=LONG_CLASS, school_no="110108201809010123")
    pdf = CardPages(Rows.of([row]), CardLayout(SCHOOL, photo=photos), on).pdf()
    page = "".join(texts(pdf)[0].split())
    assert LONG_CLASS in page
    assert "110108201809010123" in page


@pytest.mark.parametrize("photos", [True, False])
@pytest.mark.parametrize("on", [TEN, TALL], ids=["lying", "upright"])
@pytest.mark.parametrize("name", ["A" * 40, *LONG_NAMES])
def test_a_long_name_leaves_a_gap_to_what_stands_below_it(name: str, on: Sheet, photos: bool) -> None:
    layout = CardLayout(SCHOOL, photo=photos)
    plan = plan_card(on.label_width, on.label_height, layout)
    words = _set_words(card(1, name=name, group=LONG_CLASS), layout, plan)
    assert (plan.words.height * MM - words.height) / len(words.parts) >= 0.4 * plan.unit * MM
    assert words.facts
