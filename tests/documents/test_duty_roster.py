"""The roster for the wall: everything on one page in the largest type that fits, more pages for a large school."""

from datetime import datetime

import pytest

from libdesk.documents.duty_roster import RosterBand, RosterPaper, roster_pages
from tests.documents.pdf import ink_beyond, pictures, sizes, texts

DAYS = ("周一", "周二", "周三", "周四", "周五")
AT = datetime(2026, 3, 9, 10, 0)


def paper(bands: int, names: int, name: str = "五(3)班 李同学", days: tuple[str, ...] = DAYS) -> RosterPaper:
    made = tuple(RosterBand(f"中午{n}\n12:10–13:30\n书库", ((name,) * names,) * len(days)) for n in range(bands))
    return RosterPaper("阳光小学", "小馆员值日表", "第 3 周", AT, days, made, "请提前说。")


def test_a_usual_week_is_one_sheet_across() -> None:
    pdf = roster_pages(paper(3, 2)).pdf()
    ((width, height),) = sizes(pdf)
    assert (round(width), round(height)) == (297, 210)
    text = texts(pdf)[0]
    for words in ("小馆员值日表", "周三", "中午1", "12:10–13:30", "书库", "五(3)班 李同学", "请提前说。"):
        assert words in text


@pytest.mark.parametrize(
    "unkind",
    [
        paper(12, 4), paper(1, 60), paper(3, 2, "高三(12)班 阿依古丽·买买提江·吐尔逊" * 2),
        paper(2, 2, days=tuple("一二三四五六日")), paper(0, 0), paper(2, 0),
    ],
)  # fmt: skip
def test_whatever_there_is_stays_on_the_paper(unkind: RosterPaper) -> None:
    pages = roster_pages(unkind)
    pdf = pages.pdf()
    assert len(texts(pdf)) == pages.count
    assert not any(ink_beyond(picture, 10) for picture in pictures(pdf))
    drawn = sum(text.count("李同学") for text in texts(pdf))
    if unkind.bands and any("李同学" in name for name in unkind.bands[0].cells[0]):
        assert drawn == sum(len(cell) for band in unkind.bands for cell in band.cells)
