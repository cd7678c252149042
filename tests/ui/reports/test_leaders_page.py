"""The report to the school's leaders: beside the same time a year before, two pages, a file, and nobody's name."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.house_use import count_use
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.domain.ops import Op, Role
from libdesk.store.queries import catalogue, reports
from libdesk.store.tables import Activity, Visit
from libdesk.ui.reports.leaders_page import LeadersReportPage
from tests.builders import TODAY, Clock, add_book, add_reader, as_librarian
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, at_work, nameless

NOW = date(2027, 3, 9)


@pytest.fixture
def school(desk: Desk, clock: Clock) -> Desk:
    """One loan in March a year ago, two in this March."""
    reader, other = add_reader(desk, "王一"), add_reader(desk, "李二", class_no=2)
    books = [add_book(desk, title) for title in ("西游记", "昆虫记")]
    lend(desk, copy_id=books[0].copy_id, reader_id=reader.id)
    clock.advance(days=20)
    give_back(desk, copy_id=books[0].copy_id)
    clock.advance(days=(NOW - desk.today).days)
    for book, one in zip(books, (reader, other), strict=True):
        lend(desk, copy_id=book.copy_id, reader_id=one.id)
    with as_librarian(desk).action(Op.COUNT_VISITS) as act:
        for n in range(9):
            act.add(Activity, kind="essay", name=f"读书征文{n}", first_day="2027-03-01", last_day="2027-03-20",
                    state="planned")  # fmt: skip
    return desk


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, school: Desk) -> LeadersReportPage:
    made = at_work(qtbot, kept, LeadersReportPage(kept.around))
    read(qtbot, made, "本月")
    return made


def read(qtbot: QtBot, page: LeadersReportPage, period: str) -> None:
    """Choose a period and wait for its figures, which come at once or from beside the window."""
    names = [page.period.itemData(n).name for n in range(page.period.count())]
    page.period.setCurrentIndex(names.index(period))
    page.report = None
    page.refresh()
    qtbot.waitUntil(lambda: page.report is not None)


def figures(page: LeadersReportPage) -> dict[str, tuple[str, str, str]]:
    assert page.report is not None
    return {line.name: line.texts for line in page.report.lines}


def test_every_figure_stands_beside_that_of_a_year_before(page: LeadersReportPage) -> None:
    found = figures(page)
    assert found["借书册数"] == ("2", "1", "+1")
    assert found["期末在借"] == ("2", "1", "+1")
    assert found["学生借书率"] == ("100.0%", "50.0%", "+50.0个百分点")
    assert found["读书活动"] == ("9", "–", "–"), "none is known of a year before"
    assert "2026年3月1日" in page.foot.text()
    assert page.panes.chart.chart is not None
    assert [series.name for series in page.panes.chart.chart.series] == ["本期", "去年同期"]
    assert nameless(page) == []


def test_a_time_of_which_nothing_is_known_is_not_counted_as_nothing(qtbot: QtBot, page: LeadersReportPage) -> None:
    read(qtbot, page, "2026年3月")
    assert figures(page)["借书册数"] == ("1", "–", "–")
    assert {line[1:] for line in figures(page).values()} == {("–", "–")}
    assert "没有去年同期的数据" in page.foot.text()


def test_it_is_printed_on_two_pages_without_a_name(page: LeadersReportPage) -> None:
    asked: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    page.print.click()
    ((title, make),) = asked
    pages = texts(make())
    assert title == "图书馆工作汇报：本月"
    assert len(pages) == 2
    assert "去年同期1" in pages[0]
    assert "另有3项" in pages[1]
    assert not any(name in one for one in pages for name in ("王一", "李二"))


def test_a_school_of_twelve_grades_stays_on_two_pages(qtbot: QtBot, page: LeadersReportPage, school: Desk) -> None:
    for stage, years in (("primary", 6), ("junior", 3), ("senior", 3)):
        for year in range(years):
            reader = add_reader(school, f"{stage}{year}", stage=stage, entry_year=2026 - year)
            lend(school, copy_id=add_book(school, f"{stage}的书{year}").copy_id, reader_id=reader.id)
    read(qtbot, page, "本月")
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    page.print.click()
    pages = texts(asked[0]())
    assert len(pages) == 2
    assert "高三" in pages[0]


def test_it_goes_to_a_file_with_figures_as_figures(page: LeadersReportPage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "汇报.xlsx")
    rows = list(load_workbook(tmp_path / "汇报.xlsx").active.values)
    assert rows[1][1:5] == ("借书册数", 2, 1, 1)
    assert any("2026年3月1日" in str(row[0]) for row in rows[-2:])
    (share,) = (row for row in rows if row[1] == "学生借书率")
    assert share[2:5] == (1, 0.5, 50), "a share of one, shown as 100.0%; the change in points"
    sheet = load_workbook(tmp_path / "汇报.xlsx").active
    (cell,) = (row[2] for row in sheet.iter_rows() if row[1].value == "学生借书率")
    assert cell.number_format == "0.0%"


def test_the_leaders_see_it_themselves(qtbot: QtBot, page: LeadersReportPage, school: Desk) -> None:
    school.actor = Actor(Role.VIEWER)
    read(qtbot, page, "本月")
    assert figures(page)["借书册数"][0] == "2"


def test_what_takes_longer_is_read_beside_the_window(
    qtbot: QtBot, page: LeadersReportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "MOMENT", 1)
    page.report = None
    page.refresh()
    assert page.running.isVisible()
    assert not page.print.isEnabled()
    qtbot.waitUntil(lambda: page.report is not None)
    assert page.print.isEnabled()


def test_what_was_out_and_overdue_on_a_past_day(school: Desk) -> None:
    assert reports.out_on(school.library, date(2026, 3, 8)) == (0, 0)
    assert reports.out_on(school.library, TODAY) == (1, 0)
    assert reports.out_on(school.library, date(2026, 3, 28)) == (1, 1)
    assert reports.out_on(school.library, date(2026, 3, 29)) == (0, 0)


def test_without_a_year_before_the_paper_has_no_empty_columns(qtbot: QtBot, page: LeadersReportPage) -> None:
    read(qtbot, page, "2026年3月")
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    page.print.click()
    pages = texts(asked[0]())
    assert len(pages) == 2
    assert pages[0].count("去年同期") == 1, "in the line that says that nothing is known of it"
    assert "增减" not in pages[1]


def count_visits(desk: Desk, day: str, people: int) -> None:
    with as_librarian(desk).action(Op.COUNT_VISITS) as act:
        act.add(Visit, day=day, how="tally", people=people)


def test_what_was_not_counted_yet_a_year_before_is_not_told_as_nothing(
    qtbot: QtBot, page: LeadersReportPage, school: Desk
) -> None:
    count_visits(school, "2027-03-02", 31)
    read(qtbot, page, "本月")
    found = figures(page)
    assert found["到馆人次"] == ("31", "–", "–")
    assert found["借书册数"] == ("2", "1", "+1")
    count_visits(school, "2026-03-04", 20)
    read(qtbot, page, "本月")
    assert figures(page)["到馆人次"] == ("31", "20", "+11")


def test_what_is_known_of_a_part_of_the_year_before_says_from_which_day(
    qtbot: QtBot, page: LeadersReportPage, school: Desk
) -> None:
    count_visits(school, "2026-03-04", 20)
    read(qtbot, page, "本月")
    told = "去年同期借书册数自2026年3月9日起，到馆人次自2026年3月4日起才有数据"
    assert told in page.foot.text()
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    page.print.click()
    first, second = ("".join(one.split()) for one in texts(asked[0]()))
    assert "比较（去年同期的数据不全）" in first
    assert told in second
    count_visits(school, "2026-03-02", 20)
    read(qtbot, page, "本月")
    assert "到馆人次自" not in page.foot.text(), "the first of March was a Sunday"


def test_where_only_the_reading_room_was_open_a_year_before_no_line_of_loans_is_drawn(
    qtbot: QtBot, kept: Kept, desk: Desk, clock: Clock
) -> None:
    count_use(desk, copy_id=add_book(desk, "西游记").copy_id)
    clock.advance(days=(NOW - desk.today).days)
    lend(desk, copy_id=add_book(desk, "昆虫记").copy_id, reader_id=add_reader(desk, "王一").id)
    page = at_work(qtbot, kept, LeadersReportPage(kept.around))
    read(qtbot, page, "本月")
    assert figures(page)["借书册数"] == ("1", "–", "–")
    assert figures(page)["室内阅览"] == ("0", "1", "−1")
    assert page.report is not None
    assert [len(chart.series) for chart in page.report.charts] == [1, 1]
