"""The reports' page: figures of a period, lists that are true now, names for librarians only, a file to take along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.domain.ops import Role
from libdesk.ui.tabs.reports_tab import ReportsTab
from libdesk.ui.widgets.row_table import RowTable
from tests.builders import Clock, add_book, add_reader, make_desk, make_library
from tests.ui.surroundings import Kept, nameless, surroundings


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    with surroundings(desk, tmp_path) as made:
        yield made


def shown(qtbot: QtBot, kept: Kept, role: Role = Role.LIBRARIAN) -> ReportsTab:
    kept.around.desk.actor = Actor(role)
    tab = ReportsTab(kept.around)
    qtbot.addWidget(tab)
    tab.resize(911, 400)
    tab.show()
    return tab


def cells(table: RowTable) -> list[list[str]]:
    model = table.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def overdue_library(desk: Desk, clock: Clock) -> None:
    for name, number in (("张三", 10), ("李四", 7)):
        lend(desk, copy_id=add_book(desk, f"{name}的书").copy_id, reader_id=add_reader(desk, name, class_no=number).id)
    clock.advance(days=15)


def test_each_class_has_its_loans_and_the_formula_stands_beside(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    assert [row[0] for row in cells(tab.classes)] == ["四(7)班", "四(10)班"]
    assert cells(tab.classes)[0][1:] == ["1", "1", "1", "1.00"]
    assert "÷" in tab.foot.text()


def test_another_period_counts_other_days(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    today = next(n for n in range(tab.period.count()) if tab.period.itemData(n).first == kept.around.desk.today)
    tab.period.setCurrentIndex(today)
    assert cells(tab.classes)[0][1] == "0"


def test_a_librarian_sees_who_has_what_overdue(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    assert [row[1] for row in cells(tab.overdue)] == ["李四", "张三"]
    assert not tab.overdue_groups.isVisible()


def test_a_viewer_sees_counts_and_nobodys_name(qtbot: QtBot, kept: Kept, clock: Clock) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept, Role.VIEWER)
    tab.overdue_button.click()
    assert [row[:3] for row in cells(tab.overdue_groups)] == [["四(7)班", "1", "1"], ["四(10)班", "1", "1"]]
    assert cells(tab.overdue) == []
    assert not tab.overdue.isVisible()


def test_the_list_on_the_page_is_saved_with_figures_as_figures(
    qtbot: QtBot, kept: Kept, clock: Clock, tmp_path: Path
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.overdue_button.click()
    tab.export_to(tmp_path / "list.xlsx")
    sheet = load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    row = [cell.value for cell in sheet[2]]
    assert row[1:4] == ["李四", "李四的书", "0000002"]
    assert str(row[4])[:10] == "2026-03-23"
    assert row[5] == 1


def test_a_file_that_cannot_be_written_is_told_at_the_foot(
    qtbot: QtBot, kept: Kept, clock: Clock, tmp_path: Path
) -> None:
    overdue_library(kept.around.desk, clock)
    tab = shown(qtbot, kept)
    tab.export_to(tmp_path / "missing" / "list.csv")
    assert "list.csv" in kept.said[-1]
    tab.export_to(tmp_path / "list.csv")
    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_empty_library_has_its_faces_and_nothing_to_save(qtbot: QtBot, kept: Kept) -> None:
    tab = shown(qtbot, kept)
    assert tab.classes.face.isVisible()
    assert not tab.export.isEnabled()
    tab.overdue_button.click()
    assert tab.overdue.face.isVisible()
    assert nameless(tab) == []
