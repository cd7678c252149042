"""Certificates: a sheet across for each person, with everything it says inside its frame however long that is."""

from dataclasses import replace
from datetime import date

import pytest

from libdesk.documents.certificate import certificate_pages
from libdesk.domain.rows.documents import Certificate
from tests.documents.pdf import ink_beyond, pictures, sizes, texts

PAPER = Certificate(
    "阳光小学图书馆",
    "优秀小馆员",
    "五(3)班 李小雨 同学：",
    "在2026—2027学年第一学期的图书馆值班工作中认真负责，热情服务，被评为优秀小馆员。\n特发此证，以资鼓励。",
    date(2027, 1, 15),
    prize="一等奖",
    signed="馆长",
    no="第 3 号",
)


def test_each_person_has_a_page_with_all_that_is_said() -> None:
    pages = certificate_pages("优秀小馆员", [PAPER, replace(PAPER, name="五(4)班 王一 同学：")])
    assert pages.count == 2
    first, second = texts(pages.pdf())
    for words in ("优秀小馆员", "李小雨", "特发此证", "一等奖", "馆长", "阳光小学图书馆", "2027年1月15日", "第 3 号"):
        assert words in first
    assert "王一" in second
    assert "李小雨" not in second
    assert "王一" in texts(pages.pdf(1, 2))[0]


def test_it_lies_across() -> None:
    ((width, height),) = sizes(certificate_pages("证书", [PAPER]).pdf())
    assert (round(width), round(height)) == (297, 210)


@pytest.mark.parametrize(
    "paper",
    [
        replace(PAPER, body="热心服务" * 400),
        replace(PAPER, body="\n".join(["热心服务" * 30] * 9), name="阿依古丽·买买提江" * 12, prize="特别奖" * 40),
        replace(PAPER, heading="荣誉证书" * 9, school="阳光" * 60, signed="馆长" * 60, no="9" * 200),
        replace(PAPER, body="", prize="", signed="", no="", name=""),
    ],
)
def test_whatever_is_too_long_stays_inside_the_frame(paper: Certificate) -> None:
    pdf = certificate_pages("证书", [paper]).pdf()
    (picture,) = pictures(pdf)
    (blank,) = pictures(certificate_pages("证书", [replace(PAPER, body="", prize="", signed="", no="")]).pdf())
    assert not ink_beyond(picture, 15)
    edge = round(20 / 25.4 * 200)  # between the frame and the words
    for side in ((0, 0, edge, picture.height), (picture.width - edge, 0, picture.width, picture.height)):
        assert picture.crop(side).tobytes() == blank.crop(side).tobytes()
