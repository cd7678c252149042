"""Charts on paper say what the screen says, in grey too, and stay within the margin."""

from datetime import datetime

import pytest

from libdesk.documents.charts import draw_chart
from libdesk.documents.page import A4, MARGIN, Document
from libdesk.documents.report import ReportPaper, report_pages
from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from tests.documents.pdf import ink_beyond, pictures, texts

AT = datetime(2026, 11, 30, 10, 32)
CLASSES = tuple(f"五({number})班" for number in range(1, 13))
BARS = Chart(ChartKind.BARS, "各班", CLASSES, (Series("借出", tuple(float(37 * n % 211) for n in range(1, 13))),))
LONG = "中国少年儿童百科全书：自然与科学技术（彩图精装典藏版全四册）"


def on_paper(chart: Chart) -> bytes:
    document = Document("图", "阳光小学")
    canvas = document.page(A4)
    draw_chart(canvas, chart, MARGIN, A4[1] - MARGIN, A4[0] - 2 * MARGIN, 400)
    return document.finish()


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("stacked", [False, True])
def test_every_kind_of_chart_stays_within_the_margin(kind: ChartKind, stacked: bool) -> None:
    labels = (*CLASSES, LONG, "𠮷")
    values = tuple(float(1000 * n % 1201) for n in range(len(labels)))
    chart = Chart(kind, "图", labels, (Series("借出", values), Series(LONG, values[::-1])), stacked=stacked)
    for picture in pictures(on_paper(chart), dpi=100):
        assert not ink_beyond(picture, 19, dpi=100)


def test_every_figure_of_the_screen_is_on_the_paper() -> None:
    (page,) = texts(on_paper(BARS))
    for label, value, reading in zip(BARS.labels, BARS.series[0].values, BARS.readings, strict=True):
        assert label in page
        assert BARS.figure(value) in page
        assert BARS.figure(value) in reading


def test_series_are_told_apart_in_grey() -> None:
    chart = Chart(ChartKind.COLUMNS, "图", ("一", "二"), (Series("借出", (9.0, 0.0)), Series("归还", (0.0, 9.0))))
    (picture,) = pictures(on_paper(chart), dpi=100)
    left, right = picture.crop((150, 150, 400, 500)), picture.crop((450, 150, 700, 500))
    dark = [sum(part.histogram()[:130]) for part in (left, right)]
    assert dark[0] > 3 * dark[1] > 0


def paper(classes: int) -> ReportPaper:
    labels = tuple(f"{number}班" for number in range(classes))
    chart = Chart(ChartKind.BARS, "各班借阅", labels, (Series("借出", tuple(map(float, range(1, classes + 1)))),))
    rows = tuple((label, str(number)) for number, label in enumerate(labels))
    columns = (TableColumn("Name", share=1), TableColumn("Loans", right=True))
    table = TablePaper("阳光小学", "各班", "", columns, (TablePart("", rows),), at=AT)
    figures = tuple((f"{n}00", "借出", "今天 1") for n in range(6))
    return ReportPaper("阳光小学", "借阅统计", "本学期", AT, figures, (BARS, chart), (table,))


@pytest.mark.parametrize("classes", [1, 8, 24, 60, 130])
def test_a_report_has_every_class_in_chart_and_table_whatever_their_number(classes: int) -> None:
    pages = report_pages(paper(classes))
    found = texts(pages.pdf())
    assert len(found) == pages.count
    whole = "\n".join(found)
    assert whole.count(f"{classes - 1}班") >= 2
    for number, page in enumerate(found, 1):
        assert f"{number}/{pages.count}" in page
        assert "10:32" in page
    for picture in pictures(pages.pdf(), dpi=60):
        assert not ink_beyond(picture, 15, dpi=60)


@pytest.mark.parametrize("classes", [8, 24, 36, 60])
def test_the_first_page_of_a_report_is_filled_before_the_next_begins(classes: int) -> None:
    first = texts(report_pages(paper(classes)).pdf())[0]
    assert "各班借阅" in first
    assert "6班" in first


def test_the_parts_of_a_chart_are_drawn_to_one_scale() -> None:
    chart = Chart(ChartKind.BARS, "各班", ("一", "二", "三"), (Series("借出", (9.0, 0.0, 3.0)),))
    assert chart.part(1, 2).most == chart.part(2, 3).most == chart.most


def test_a_page_of_a_report_is_made_by_itself() -> None:
    pages = report_pages(paper(24))
    whole = texts(pages.pdf())
    assert [texts(pages.pdf(n, n + 1))[0] for n in range(pages.count)] == whole


def test_a_time_without_loans_says_so() -> None:
    nothing = Chart(ChartKind.COLUMNS, "变化", ("一",), (Series("借出", (0.0,)),))
    found = texts(report_pages(ReportPaper("阳光小学", "统计", "", AT, (), (nothing,), ())).pdf())
    assert "没有借出" in found[0]


def test_charts_of_nothing_are_a_sentence_each_however_many_classes_there_are() -> None:
    nothing = Series("借出", (0.0,) * 60)
    labels = tuple(f"{number}班" for number in range(60))
    charts = tuple(Chart(kind, str(kind), labels, (nothing,)) for kind in (ChartKind.COLUMNS, ChartKind.BARS))
    (page,) = texts(report_pages(ReportPaper("阳光小学", "统计", "", AT, (), charts, ())).pdf())
    assert page.count("没有借出") == 2


@pytest.mark.parametrize(("rows", "pages"), [(3, 1), (40, 3)])
def test_a_short_table_stands_below_its_chart_and_a_long_one_on_pages_of_its_own(rows: int, pages: int) -> None:
    labels = tuple(f"{number}月" for number in range(rows))
    chart = Chart(ChartKind.BARS, "新增册数", labels, (Series("册", tuple(map(float, range(1, rows + 1)))),))
    columns = (TableColumn("Name", share=1), TableColumn("Loans", right=True))
    lines = tuple((f"{label}合", f"{number + 1}") for number, label in enumerate(labels))
    table = TablePaper("阳光小学", "新增馆藏", "", columns, (TablePart("", lines),), at=AT, formulas="按批次日期计")
    made = report_pages(ReportPaper("阳光小学", "新增馆藏", "", AT, (), (chart,), (table,)))
    found = texts(made.pdf())
    assert len(found) == made.count == pages
    whole = "\n".join(found)
    assert "按批次日期计" in whole
    assert all(f"{label}合" in whole for label in labels)
    for number, picture in enumerate(pictures(made.pdf(), dpi=60)):
        assert not ink_beyond(picture, 15, dpi=60), number
