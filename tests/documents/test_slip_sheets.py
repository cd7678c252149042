"""Slips to cut: eight on a page, every overdue book of every reader on one of them, nothing over an edge."""

from datetime import date, datetime

import pytest

from libdesk.documents.bound import Bound
from libdesk.documents.slip_sheets import MOST, ON_PAGE, SLIP, SlipLeaves
from libdesk.domain.rows.documents import ReaderSlip, SlipLine
from libdesk.i18n import set_language
from tests.documents.pdf import ink_beyond, opened, pictures, texts

AT = datetime(2026, 3, 9, 10, 32)
LONG = "中国少年儿童百科全书：自然与科学技术（彩图精装典藏版全四册）" * 2


def slip(name: str, books: int, title: str = "昆虫记") -> ReaderSlip:
    lines = tuple(SlipLine(f"{number}{title}", date(2026, 3, 1), 8) for number in range(books))
    return ReaderSlip(name, "五(3)班", lines)


def pages(*slips: ReaderSlip) -> Bound:
    return Bound("催还", "阳光小学", [SlipLeaves("阳光小学", slips, AT)])


@pytest.mark.parametrize(("readers", "expected"), [(0, 0), (1, 1), (8, 1), (9, 2), (17, 3)])
def test_eight_slips_stand_on_a_page(readers: int, expected: int) -> None:
    assert pages(*(slip(f"张{number}", 1) for number in range(readers))).count == expected


def test_a_slip_says_whose_what_since_when_and_as_of_when() -> None:
    (page,) = texts(pages(slip("李小雨", 2)).pdf())
    for words in ("李小雨", "五(3)班", "0昆虫记", "1昆虫记", "3月1日", "8", "10:32", "阳光小学", "2 册图书"):
        assert words in page


def test_who_has_many_books_gets_several_slips() -> None:
    (page,) = texts(pages(slip("王一", 2 * MOST + 1)).pdf())
    assert all(f"{number}昆虫记" in page for number in range(2 * MOST + 1))
    assert all(f"{number}/3" in page for number in (1, 2, 3))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_long_names_and_titles_stay_on_their_slip(language: str) -> None:
    set_language(language)
    name = "买买提·吐尔逊江·阿卜杜热西提·艾尼瓦尔江·肉孜买买提·阿不都克里木"
    pdf = pages(*[slip(name, MOST, LONG)] * ON_PAGE).pdf()
    for picture in pictures(pdf, dpi=100):
        assert not ink_beyond(picture, 6.5, dpi=100)
    with opened(pdf) as document:
        words = document[0].get_textpage()
        for number in range(words.count_chars()):
            left, _bottom, right, _top = words.get_charbox(number)
            middle = document[0].get_width() / 2
            assert right <= middle - 8 or left >= middle + 8 or left == right


def test_two_books_of_a_slip_never_lie_on_its_edge() -> None:
    assert SLIP[1] > 180  # the sentence in three lines and MOST books have room
