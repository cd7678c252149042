"""What holds for every page of reports: figures stand under their own period, and what is read can be stopped."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.serials.room_use import count_reading
from libdesk.store.queries import catalogue
from libdesk.ui.reports.further_page import FurtherReportsPage
from libdesk.ui.reports.leaders_page import LeadersReportPage
from libdesk.ui.reports.lending_page import LendingReportPage
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.targets_page import TargetsPage
from libdesk.ui.reports.yearly_page import YearlySheetPage
from libdesk.ui.tabs.reports_tab import ReportsTab
from tests.builders import add_book, add_reader, add_term
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, at_work

OF_A_PERIOD = (LendingReportPage, FurtherReportsPage, LeadersReportPage, YearlySheetPage)


@pytest.fixture
def school(desk: Desk) -> Desk:
    """Two readers, and terms that are called the same each year."""
    for year in (2024, 2025, 2026):
        add_term(desk, date(year, 2, 25), date(year, 7, 3), "第二学期")
    for name in ("王一", "李二"):
        lend(desk, copy_id=add_book(desk, f"{name}的书").copy_id, reader_id=add_reader(desk, name).id)
    return desk


def opened(qtbot: QtBot, kept: Kept, kind: type[ReportPage]) -> ReportPage:
    page = at_work(qtbot, kept, kind(kept.around), height=520)
    qtbot.waitUntil(page.running.isHidden)
    return page


def told(page: ReportPage) -> str:
    """All figures of the page in words."""
    rows = page.shown.model
    cells = [str(rows.index(row, n).data()) for row in range(rows.rowCount()) for n in range(rows.columnCount())]
    figures = [part.accessibleName() for part in getattr(page, "_figures", {}).values()]
    return " ".join((*figures, *cells, page.foot.text()))


def test_the_pages_of_reports_are_all_of_one_kind(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    tab = at_work(qtbot, kept, ReportsTab(kept.around))
    assert {kind for kind in tab.page_kinds() if not issubclass(kind, ReportPage)} == set()


@pytest.mark.parametrize("kind", OF_A_PERIOD)
def test_after_a_stop_nothing_of_the_period_before_stands_under_the_name_of_the_new_one(
    qtbot: QtBot, kept: Kept, school: Desk, monkeypatch: pytest.MonkeyPatch, kind: type[ReportPage]
) -> None:
    page = opened(qtbot, kept, kind)
    at_first = told(page)
    assert any(letter.isdigit() for letter in at_first)
    monkeypatch.setattr(catalogue, "MOMENT", 1)  # so it is read beside the window
    page.period.setCurrentIndex(1)
    page.period.activated.emit(1)
    assert not any(letter.isdigit() for letter in told(page)), "nor while it is being read"
    page.running.stop.click()
    assert not any(letter.isdigit() for letter in told(page))
    assert not page.export.isEnabled()
    assert "已停止" in page.shown.face.accessibleName()
    monkeypatch.undo()
    (again,) = page.shown.face.findChildren(QPushButton)
    again.click()
    qtbot.waitUntil(lambda: any(letter.isdigit() for letter in told(page)))


def test_the_targets_do_not_go_out_while_they_are_read_and_can_be_read_again_after_a_stop(
    qtbot: QtBot, kept: Kept, school: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, kept, TargetsPage)
    monkeypatch.setattr(catalogue, "MOMENT", 1)
    page.refresh()
    assert (page.export.isEnabled(), page.print.isEnabled()) == (False, False)
    page.running.stop.click()
    assert "已停止" in page.shown.face.accessibleName()
    assert (page.export.isEnabled(), page.print.isEnabled()) == (False, False)
    assert not isinstance(QApplication.focusWidget(), QPushButton), "one more Space resets no norm"
    monkeypatch.undo()
    (again,) = page.shown.face.findChildren(QPushButton)
    again.click()
    qtbot.waitUntil(page.export.isEnabled)
    assert page.print.isEnabled()
    assert page.shown.model.rowCount() > 0


def test_what_is_being_printed_comes_out_though_a_book_is_lent_meanwhile(
    qtbot: QtBot, kept: Kept, school: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, kept, LendingReportPage)
    assert isinstance(page, LendingReportPage)
    asked: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _name, make: asked.append(make))
    monkeypatch.setattr(catalogue, "MOMENT", 1)
    page.print.click()
    assert page.printing.isVisible()
    lend(school, copy_id=add_book(school, "后来的书").copy_id, reader_id=1)
    page.time_button.click()
    assert not page.print.isEnabled(), "one at a time"
    qtbot.waitUntil(lambda: bool(asked) and page.running.isHidden())
    assert "王一" not in "".join(texts(asked[0]()))
    assert page.printing.isHidden()
    assert page.print.isEnabled()


def test_a_print_that_is_stopped_leaves_the_page_as_it_is_and_says_so(
    qtbot: QtBot, kept: Kept, school: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(qtbot, kept, LendingReportPage)
    assert isinstance(page, LendingReportPage)
    before = told(page)
    monkeypatch.setattr(catalogue, "MOMENT", 1)
    page.print.click()
    page.printing.stop.click()
    assert "没有打印" in kept.said[-1]
    assert (told(page), page.print.isEnabled()) == (before, True)


def test_reading_counted_by_hand_stands_in_the_lending_report_at_once(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    page = opened(qtbot, kept, LendingReportPage)
    assert isinstance(page, LendingReportPage)
    count_reading(school, more=30)
    assert page._figures["in_house"].accessibleName().startswith("30 ")


def test_an_older_term_of_the_same_name_is_reported_on_and_stays_chosen(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    page = opened(qtbot, kept, LendingReportPage)
    names = [page.period.itemData(n).name for n in range(page.period.count())]
    assert [name for name in names if "第二学期" in name] == [
        "2025—2026学年第二学期", "2024—2025学年第二学期", "2023—2024学年第二学期",
    ]  # fmt: skip
    page.period.setCurrentIndex(names.index("2023—2024学年第二学期"))
    page.refresh()
    assert page.period.period.first == date(2024, 2, 25)
    assert page._figures["lent"].accessibleName().startswith("0 ")  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_file_of_loans_tells_its_days_and_how_a_rate_is_reckoned(
    qtbot: QtBot, kept: Kept, school: Desk, tmp_path: Path, kind: str
) -> None:
    page = opened(qtbot, kept, LendingReportPage)
    page.export_to(tmp_path / f"各班借阅.{kind}")
    told = (
        str(list(load_workbook(tmp_path / "各班借阅.xlsx").active.values)[-1][0])
        if kind == "xlsx"
        else (tmp_path / "各班借阅.csv").read_text(encoding="utf-8-sig").splitlines()[-1]
    )
    assert "2026年2月25日" in told
    assert "2026年3月9日" in told
    assert "÷" in told
