"""The desk card is one page that says everything in either language and keeps within its margins."""

from collections.abc import Iterator

import pytest

from libdesk.documents.desk_card import desk_card
from libdesk.i18n import LANGUAGES, _, language, set_language
from libdesk.ui.keys import KEYS
from tests.documents.pdf import ink_beyond, pictures, sizes, texts


def card(school: str = "阳光小学图书馆") -> bytes:
    return desk_card(school, [(key.shortcut, _(key.words)) for key in KEYS])


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    before = language()
    set_language(request.param)
    yield request.param
    set_language(before)


def test_the_card_is_one_a4_page_within_its_margins(spoken: str) -> None:
    pdf = card("内蒙古自治区呼伦贝尔市鄂伦春自治旗阿里河镇中心校附属小学图书馆" * 2)
    assert sizes(pdf) == [pytest.approx((210, 297), abs=0.1)]
    assert not ink_beyond(pictures(pdf)[0], 14)


def test_every_key_of_the_window_and_every_colour_is_on_it(spoken: str) -> None:
    (page,) = texts(card())
    for key in KEYS:
        assert key.shortcut in page
        assert _(key.words) in page
    for colour in ("Green", "Yellow", "Red", "Grey"):
        assert _(colour) in page
    assert "…" not in page, "nothing is cut"


def test_it_has_pictures_and_is_printed_to_the_foot() -> None:
    (picture,) = pictures(card())
    width, height = picture.size
    upper = picture.crop((0, height // 8, width, height // 2))
    assert sum(upper.histogram()[:120]) > 20_000, "icons and numbers, not words alone"
    lower = picture.crop((0, 3 * height // 4, width, height))
    assert sum(lower.histogram()[:120]) > 1_000
