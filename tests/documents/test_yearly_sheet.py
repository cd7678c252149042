"""The yearly sheet is one page, however many figures stand on it and however long they are."""

from datetime import datetime

from libdesk.documents.yearly_sheet import yearly_sheet
from libdesk.domain.reports.tables import Of
from libdesk.domain.reports.yearly import SheetLine, SheetSection, YearlySheet
from tests.documents.pdf import opened, texts

AT = datetime(2026, 3, 9, 10)


def sheet(lines: int, name: str = "册数") -> YearlySheet:
    sections = tuple(
        SheetSection(f"栏目{n}", tuple(SheetLine(f"{name}{m}", 1_234_567, "册") for m in range(lines)))
        for n in range(6)
    )
    return YearlySheet("阳光小学", "2025—2026学年", sections)


def test_it_is_one_page_with_few_and_many_lines() -> None:
    for lines in (1, 8, 16):
        (page,) = texts(yearly_sheet(sheet(lines), AT))
        assert page.count("1,234,567") == 6 * lines
        assert "填表人" in page


def test_long_names_stay_on_their_line() -> None:
    (page,) = texts(yearly_sheet(sheet(4, "本学年新购入的教学参考书和工具书册数"), AT))
    assert page.count("1,234,567") == 24


def test_a_figure_that_cannot_be_reckoned_is_a_dash() -> None:
    line = SheetLine("生均", None, "册", Of.RATE)
    (page,) = texts(yearly_sheet(YearlySheet("", "", (SheetSection("甲", (line,)),)), AT))
    assert "–" in page


def test_what_the_figures_are_of_is_told_whole() -> None:
    period = "2025—2026学年 · 学校概况和馆藏以2026年8月31日为准；生均＝全年数 ÷ 全年在校学生数，生均藏书按当日计"
    (page,) = texts(yearly_sheet(YearlySheet("阳光小学", period, sheet(16).sections), AT))
    assert period.replace(" ", "") in "".join(page.split())


def test_a_long_unit_stands_beside_its_figure_and_not_over_it() -> None:
    line = SheetLine("Visits", 3_939, "visitors")
    with opened(yearly_sheet(YearlySheet("", "", (SheetSection("Service", (line,)),)), AT)) as document:
        words = document[0].get_textpage()
        found = words.get_text_range()
        left, *_rest = words.get_charbox(found.index("visitors"))
        _left, _bottom, right, _top = words.get_charbox(found.index("3,939") + 4)
    assert right < left
