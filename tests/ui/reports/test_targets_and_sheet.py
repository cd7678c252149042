"""The regulation's targets and the yearly sheet on the screen, on paper, in a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.domain.ops import Role
from libdesk.store.queries import catalogue
from libdesk.ui.reports.targets_page import TargetsPage
from libdesk.ui.reports.yearly_page import YearlySheetPage
from libdesk.ui.tabs.reports_tab import ReportsTab
from tests.actions.cataloguing.stock import change_title
from tests.builders import add_book, add_reader, set_setting
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, at_work, nameless

Asked = list[tuple[str, Callable[[], bytes]]]


@pytest.fixture
def school(desk: Desk) -> Desk:
    set_setting(desk, "school", "阳光小学")
    set_setting(desk, "stages", ["primary"])
    novel = add_book(desk, "西游记", copies=20)
    change_title(desk, novel.title_id, class_no="I242.4")
    lend(desk, copy_id=novel.copy_id, reader_id=add_reader(desk, "王一").id)
    return desk


def test_each_target_tells_what_is_missing(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    page = at_work(qtbot, kept, TargetsPage(kept.around))
    books = page.rows[0]
    assert (books.needed, books.have, books.missing) == (25, 20, 5)
    assert "项指标中已达标" in page.state.text()
    assert nameless(page) == []


def test_the_school_changes_a_norm_and_goes_back_to_the_regulation(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    page = at_work(qtbot, kept, TargetsPage(kept.around))
    page.list.select(page.rows[0].name)
    page.change.click()
    page.value.setValue(15)
    page.form.ok.click()
    assert (page.rows[0].norm, page.rows[0].reached) == (15, True)
    page.again.click()
    assert page.rows[0].norm == 25


def test_the_leaders_see_the_targets_and_change_nothing(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    school.actor = Actor(Role.VIEWER)
    page = at_work(qtbot, kept, TargetsPage(kept.around))
    assert page.rows
    assert not page.change.isVisible()
    page.ask_change()
    assert not page.form.isVisible()


def test_targets_go_to_paper_and_file(qtbot: QtBot, kept: Kept, school: Desk, tmp_path: Path) -> None:
    page = at_work(qtbot, kept, TargetsPage(kept.around))
    asked: Asked = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    page.print.click()
    (words,) = texts(asked[0][1]())
    assert "规程达标情况" in words
    page.export_to(tmp_path / "达标.xlsx")
    rows = list(load_workbook(tmp_path / "达标.xlsx").active.values)
    assert rows[1][1:5] == (25, 25, 20, 5)


def test_the_yearly_sheet_stands_on_one_page(qtbot: QtBot, kept: Kept, school: Desk, tmp_path: Path) -> None:
    page = at_work(qtbot, kept, YearlySheetPage(kept.around))
    asked: Asked = []
    page.document_asked.connect(lambda title, make: asked.append((title, make)))
    qtbot.waitUntil(lambda: page.sheet is not None)
    page.print.click()
    (words,) = texts(asked[0][1]())
    assert all(part in words for part in ("图书馆年度统计表", "生均册数", "20.00", "填表人", "盖章"))
    page.export_to(tmp_path / "年报.xlsx")
    rows = list(load_workbook(tmp_path / "年报.xlsx").active.values)
    values = {row[1]: row[2] for row in rows}
    assert page.sheet is not None
    assert rows[-1][0] == page.foot.text() == page.sheet.period
    assert (values["学生"], values["册数"], values["借书册数"]) == (1, 20, 1)
    assert nameless(page) == []


def test_no_sheet_goes_out_under_the_name_of_another_year(
    qtbot: QtBot, kept: Kept, school: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at_work(qtbot, kept, YearlySheetPage(kept.around))
    qtbot.waitUntil(lambda: page.sheet is not None)
    monkeypatch.setattr(catalogue, "MOMENT", 1)  # so it is read beside the window
    page.period.setCurrentIndex(1)
    page.refresh()
    assert (page.export.isEnabled(), page.print.isEnabled(), page.list.model.rows()) == (False, False, [])
    qtbot.waitUntil(lambda: page.sheet is not None)
    assert page.sheet is not None
    assert page.period.period.name in page.sheet.period
    assert page.export.isEnabled()


def test_leaders_see_every_page_of_the_reports(qtbot: QtBot, kept: Kept, school: Desk) -> None:
    school.actor = Actor(Role.VIEWER)
    tab = at_work(qtbot, kept, ReportsTab(kept.around))
    for kind in tab.page_kinds():
        assert tab.show_page(kind.NAME).isVisible()


def test_a_share_is_written_alike_in_every_column_and_is_a_share_in_the_file(
    qtbot: QtBot, kept: Kept, school: Desk, tmp_path: Path
) -> None:
    page = at_work(qtbot, kept, TargetsPage(kept.around))
    model = page.list.model
    shares = [n for n, row in enumerate(page.rows) if row.unit == "%"]
    assert [[model.index(n, column).data() for column in (1, 2)] for n in shares] == [
        ["1.5%", "1.5%"], ["1.5%", "1.5%"], ["64.0%", "64.0%"], ["28.0%", "28.0%"], ["5.0%", "5.0%"],
    ]  # fmt: skip
    page.export_to(tmp_path / "达标.xlsx")
    cells = list(load_workbook(tmp_path / "达标.xlsx").active.iter_rows(min_row=2))[shares[2]]
    assert [(cell.value, cell.number_format) for cell in cells[1:4]] == [(0.64, "0.0%"), (0.64, "0.0%"), (1, "0.0%")]
