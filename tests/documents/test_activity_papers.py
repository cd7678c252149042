"""The record sheet and the poster with kind and unkind data: nothing is cut off unseen, nothing runs off the page."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from libdesk.documents.poster import poster
from libdesk.documents.record_sheet import record_sheet
from libdesk.domain.rows.activity_papers import PosterPaper, RecordPaper
from tests.documents.pdf import ink_beyond, pictures, texts

DAY = date(2026, 3, 9)


def picture(size: tuple[int, int] = (640, 480)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG")
    return out.getvalue()


def paper(record: str = "很热闹", photos: int = 0, prizes: int = 2, name: str = "古诗词诵读") -> RecordPaper:
    fields = (("活动名称", name), ("类型", "古诗词"), ("日期", "3月9日"), ("地点", "阅览室" * 12), ("主办", ""))
    texts_of = (("材料", "奖状"), ("活动经过", record), ("备注", ""))
    won = tuple((f"奖{n}", "、".join(f"三({n})班 李同学" for _ in range(9))) for n in range(prizes))
    return RecordPaper(
        "阳光小学", "读书活动记录表", fields, texts_of, won, tuple((picture(), "现场") for _ in range(photos)), DAY
    )


def test_a_usual_sheet_is_one_page_and_two_with_photos() -> None:
    assert len(texts(record_sheet(paper()))) == 1
    pages = texts(record_sheet(paper(photos=4)))
    assert len(pages) == 2
    assert "\n".join(pages).count("现场") == 4


def test_a_long_report_goes_on_on_further_pages_to_its_last_word() -> None:
    record = "\n".join(f"第{n}段：孩子们读得认真，评委听得仔细，家长也来了。" * 3 for n in range(60)) + "完毕。"
    pages = texts(record_sheet(paper(record, photos=1, prizes=30)))
    assert len(pages) > 2
    whole = "".join(pages)
    assert "完毕。" in whole
    assert "第59段" in whole


def test_a_damaged_photo_and_a_very_long_name_do_not_stop_the_sheet() -> None:
    one = paper(name="古诗词" * 60)
    bad = RecordPaper(one.school, one.heading, one.fields, one.texts, one.prizes, ((b"no picture", "说明"),), DAY)
    assert "说明" in "".join(texts(record_sheet(bad)))


def test_a_poster_has_its_places_and_says_how_many_more_there_are() -> None:
    lines = tuple((str(n), f"三({n})班 李同学", str(30 - n)) for n in range(1, 15))
    (page,) = texts(poster(PosterPaper("阳光小学", "阅读之星", "规则", lines, "公式", DAY, left_out=7)))
    assert "三(14)班 李同学" in page
    assert "7" in page
    (page,) = texts(poster(PosterPaper("阳光小学", "一个很长很长的名字" * 9, "规则", (), "公式" * 200, DAY)))
    assert "阳光小学" in page


@pytest.mark.parametrize("lines", range(20, 36))
def test_who_filled_in_a_record_sheet_stands_below_words(lines: int) -> None:
    one = paper()
    noted = RecordPaper(
        one.school, one.heading, one.fields, (*one.texts[:2], ("备注", "\n".join(["晴天"] * lines))), (), (), DAY
    )
    pages = texts(record_sheet(noted))
    assert "填表人" in pages[-1]
    assert "晴天" in pages[-1]


def test_the_names_of_school_and_ranking_stand_whole_on_a_poster() -> None:
    school = "新疆生产建设兵团第十四师昆玉市皮山农场第一实验九年一贯制学校（㛃湖校区）"
    heading = "“书香浸润童年·𠮷祥伴我成长”第十五届校园读书节之阅读之星暨全校师生共读分享展示活动"
    (page,) = texts(poster(PosterPaper(school, heading, "规则", (), "公式", DAY)))
    said = "".join(page.split())
    assert school in said
    assert heading in said


def test_a_long_name_stays_within_its_cell_of_a_record_sheet() -> None:
    name = "“书香浸润童年·𠮷祥伴我成长”第十五届校园读书节之“我喜欢的一本书”手抄报暨全校师生共读分享展示活动"
    (sheet,) = pictures(record_sheet(paper(name=name)), dpi=100)
    assert not ink_beyond(sheet, 19, dpi=100)
    (words,) = texts(record_sheet(paper(name=name)))
    assert name in "".join(words.split())
