"""The certificate for a donor: one sheet across with the names, the figures and the day, inside its frame."""

from datetime import date

import pytest

from libdesk.documents.donation import donation_certificate
from libdesk.domain.rows.documents import DonationPaper
from libdesk.i18n import set_language
from tests.documents.pdf import ink_beyond, pictures, sizes, texts

PAPER = DonationPaper("阳光小学图书馆", "五(3)班李小雨家长", "2026-011", 3, 12, 36_000, date(2026, 3, 9))


def test_it_says_to_whom_for_what_and_when() -> None:
    (sheet,) = texts(donation_certificate(PAPER))
    for words in (
        "捐赠证书",
        "五(3)班李小雨家长",
        "3 种",
        "12 册",
        "¥360.00",
        "阳光小学图书馆",
        "2026年3月9日",
        "2026-011",
    ):
        assert words in sheet


def test_it_lies_across_and_keeps_the_margin_of_any_printer() -> None:
    pdf = donation_certificate(PAPER)
    ((width, height),) = sizes(pdf)
    assert (round(width), round(height)) == (297, 210)
    assert not ink_beyond(pictures(pdf)[0], 10)


@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_a_long_name_and_no_prices_find_their_room(code: str) -> None:
    set_language(code)
    paper = DonationPaper("阳光" * 30, "热心家长和校友" * 20, "2026-011", 1, 1, None, date(2026, 3, 9))
    pdf = donation_certificate(paper)
    assert len(texts(pdf)) == 1
    assert "¥" not in texts(pdf)[0]
    assert not ink_beyond(pictures(pdf)[0], 10)
