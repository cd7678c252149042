"""Cards come page by page, fronts and backs in turn, and only the rows of a page are asked for."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from libdesk.documents.cards import CardPages
from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.prints import CardLayout, CardRow, Rows
from libdesk.domain.sheets import CARD_SHEETS, Sheet
from libdesk.i18n import _
from tests.documents.cards.made import PLAIN, SCHOOL, card, cards, logo, photo
from tests.documents.cards.measure import card_of, letters
from tests.documents.pdf import sizes, texts

TEN = CARD_SHEETS["a4_10_cards"]
ONE = CARD_SHEETS["one_card"]
BACK = CardLayout(SCHOOL, back=True)


def places(pdf: bytes, sheet: Sheet, word: str, page: int = 0) -> set[int | None]:
    """On which cards a letter of `word` stands."""
    return {card_of(letter, sheet) for letter in letters(pdf, page) if letter.text in word}


@pytest.mark.parametrize(
    ("count", "start", "sheet", "back", "pages"),
    [(0, 0, TEN, False, 0), (1, 0, TEN, False, 1), (10, 0, TEN, False, 1), (11, 0, TEN, False, 2),
     (25, 3, TEN, False, 3), (25, 6, TEN, True, 8), (3, 0, ONE, False, 3), (3, 0, ONE, True, 6)],
)  # fmt: skip
def test_pages_are_counted_before_they_are_made(count: int, start: int, sheet: Sheet, back: bool, pages: int) -> None:
    made = CardPages(Rows.of(cards(count)), CardLayout(SCHOOL, back=back), sheet, start=start)
    assert made.count == pages
    if pages:
        assert len(sizes(made.pdf())) == pages


def test_a_page_is_as_large_as_its_sheet() -> None:
    for sheet in CARD_SHEETS.values():
        size = sizes(CardPages(Rows.of(cards(1)), PLAIN, sheet).pdf())[0]
        assert size == pytest.approx((sheet.page_width, sheet.page_height), abs=0.1)


def test_the_first_page_asks_for_no_more_than_its_own_rows() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(first: int, last: int) -> Sequence[CardRow]:
        asked.append((first, last))
        return [card(number) for number in range(first, last)]

    pages = CardPages(Rows(100_000, fetch), BACK, TEN, start=4)
    assert pages.count == 20_002
    pages.pdf(0, 1)
    pages.pdf(3, 4)
    assert asked == [(0, 6), (6, 16)]


def test_rows_are_fetched_in_parts_that_follow_each_other() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(first: int, last: int) -> Sequence[CardRow]:
        asked.append((first, last))
        return [card(number) for number in range(first, last)]

    CardPages(Rows(257, fetch), CardLayout(SCHOOL, photo=False), TEN, start=3).pdf()
    assert [first for first, _last in asked] == [0, *(last for _first, last in asked[:-1])]
    assert asked[-1][1] == 257
    assert max(last - first for first, last in asked) <= 100


def test_fronts_and_backs_take_turns() -> None:
    rows = [card(number, name=name) for number, name in enumerate("甲乙丙")]
    found = texts(CardPages(Rows.of(rows), BACK, ONE).pdf())
    assert [("甲" in page, "乙" in page, "丙" in page, _("Library rules") in page) for page in found] == [
        (True, False, False, False), (False, False, False, True), (False, True, False, False),
        (False, False, False, True), (False, False, True, False), (False, False, False, True),
    ]  # fmt: skip


def test_a_part_of_the_pages_is_that_part() -> None:
    rows = [card(number, name=f"第{number}人") for number in range(25)]
    pages = CardPages(Rows.of(rows), BACK, TEN, start=7)
    whole = texts(pages.pdf())
    for page in range(pages.count):
        assert texts(pages.pdf(page, page + 1)) == [whole[page]]
    assert texts(pages.pdf(2, 99)) == whole[2:]


def test_used_up_places_of_the_first_sheet_stay_white() -> None:
    rows = [card(number, name="龘") for number in range(12)]
    pdf = CardPages(Rows.of(rows), PLAIN, TEN, start=7).pdf()
    assert places(pdf, TEN, "龘") == {7, 8, 9}
    assert places(pdf, TEN, "龘", 1) == set(range(9))


def test_who_was_removed_meanwhile_leaves_the_rest_standing() -> None:
    pages = CardPages(Rows(10, lambda first, last: cards(8)[first:last]), BACK, TEN)
    assert places(pages.pdf(), TEN, "雨") == set(range(8))


def test_stopping_is_possible_at_every_page() -> None:
    told: list[tuple[int, int]] = []
    progress = Progress(lambda done, total: told.append((done, total)), stopped=lambda: len(told) == 2)
    with pytest.raises(Cancelled):
        CardPages(Rows.of(cards(50)), PLAIN, TEN).pdf(progress=progress)
    assert told == [(0, 5), (1, 5)]


def test_a_photo_stands_in_the_file_as_it_is_and_once() -> None:
    rows = [card(number, photo=photo(number % 2)) for number in range(10)]
    pdf = CardPages(Rows.of(rows), PLAIN, TEN).pdf()
    assert pdf.count(photo(0)) == pdf.count(photo(1)) == 1
    assert len(pdf) < 150_000


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8", photo()[:20], b"\xff\xd8\xff\xc0\x00\x11"])
def test_a_damaged_photo_is_a_missing_one_and_stops_nothing(data: bytes) -> None:
    rows = [card(1, photo=data), card(2, photo=photo())]
    assert len(places(CardPages(Rows.of(rows), PLAIN, TEN).pdf(), TEN, "雨")) == 2


@pytest.mark.parametrize("data", [logo("PNG"), logo("JPEG"), b"no picture", b"\x89PNG\r\n\x1a\n", logo()[:60]])
def test_a_logo_or_what_should_be_one_stops_nothing(data: bytes) -> None:
    layout = CardLayout(SCHOOL, logo=data, back=True)
    assert SCHOOL in texts(CardPages(Rows.of(cards(3)), layout, TEN).pdf())[0]


def test_a_row_without_anything_is_a_card_still() -> None:
    empty = replace(card(), name="", group="", kind="", school_no="", valid_until=None, colour=None)
    for sheet in CARD_SHEETS.values():
        assert CardPages(Rows.of([empty]), CardLayout("", photo=False), sheet).pdf()
