"""Results from a table: whose each row is, what is asked and what is told before anything is written."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from libdesk.actions.activities.entrants import enter_readers
from libdesk.actions.desk import Desk
from libdesk.domain.result_matching import Fit
from libdesk.exchange.export import write_table
from libdesk.store.queries import activities as queries
from tests.actions.activities.activities_made import activity
from tests.builders import add_reader
from tests.ui.readers.hands import press
from tests.ui.semester.activities.test_activities_page import shown, text
from tests.ui.semester.activities.test_prizes_and_sheets import entrants_of
from tests.ui.surroundings import Kept, nameless


def test_a_row_of_another_class_is_answered_row_by_row(qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    enter_readers(desk, one, [add_reader(desk, "莫立轩").id])
    add_reader(desk, "王芳")
    path = tmp_path / "成绩.xlsx"
    write_table(path, "成绩", ["名次", "姓名", "班级"], [["1", "莫立轩", "三(1)班"], ["2", "王芳", "三(2)班"]])
    page = shown(qtbot, kept)
    entrants_of(page)
    press(page, "entrants_sheet")
    panel = page.entrants.sheet_panel
    panel.read(path)
    first, other = panel.list.model.rows()
    assert panel._fit(first) == "莫立轩 在四(3)班，表里是三(1)班"
    assert not panel.keep.isEnabled()
    assert nameless(page) == []
    panel.list.select(0)
    assert panel.same.isEnabled()
    assert not panel.apart.isEnabled()  # he takes part already: nobody is entered twice
    press(page, "sheet_same")
    assert panel._fit(first).startswith("已参加")
    press(page, "sheet_same")  # once more: it is open again
    assert not panel.keep.isEnabled()
    press(page, "sheet_same")
    panel.list.select(1)
    press(page, "sheet_apart")
    assert panel._fit(other) == "按姓名登记"
    assert "2" in panel.keep.text()
    press(page, "sheet_keep")
    found = [(row.kind, row.name, row.rank) for row in queries.entrants(desk.library, one)]
    assert found == [("reader", "莫立轩", 1), ("guest", "王芳", 2)]
    assert first[2].fit is Fit.OTHER_CLASS


def test_a_school_number_of_somebody_else_is_asked_about(qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path) -> None:
    one = activity(desk)
    add_reader(desk, "马克", school_no="S2")
    add_reader(desk, "李明")
    path = tmp_path / "成绩.xlsx"
    write_table(path, "成绩", ["学号", "姓名", "得分"], [["S2", "李明", "95"]])
    page = shown(qtbot, kept)
    entrants_of(page)
    press(page, "entrants_sheet")
    panel = page.entrants.sheet_panel
    panel.read(path)
    assert panel._fit(panel.list.model.rows()[0]) == "学号 S2 是马克的"
    assert not panel.keep.isEnabled()
    panel.list.select(0)
    assert not panel.apart.isEnabled()
    press(page, "sheet_same")
    press(page, "sheet_keep")
    assert [(row.name, row.result) for row in queries.entrants(desk.library, one)] == [("李明", "95")]


def test_rows_of_an_earlier_round_are_told(qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path) -> None:
    activity(desk)
    add_reader(desk, "李明")
    path = tmp_path / "成绩.xlsx"
    body = [["李明", "80"], ["决赛", ""], ["姓名", "得分"], ["李明", "95"]]
    write_table(path, "初赛", ["姓名", "得分"], body)
    page = shown(qtbot, kept)
    entrants_of(page)
    press(page, "entrants_sheet")
    page.entrants.sheet_panel.read(path)
    assert text(page, "sheet_prizes") == "有 1 行是前面轮次的：成绩以最后一轮为准，这些行只登记参加的人。"
    assert [row.line.score for row in page.entrants.sheet_panel.list.model.rows()] == ["95", ""]


def test_a_sheet_of_a_heading_alone_is_told_as_that(qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path) -> None:
    activity(desk)
    path = tmp_path / "成绩.xlsx"
    write_table(path, "成绩", ["姓名", "得分"], [])
    page = shown(qtbot, kept)
    entrants_of(page)
    press(page, "entrants_sheet")
    page.entrants.sheet_panel.read(path)
    assert "表里没有人" in text(page, "sheet_fault")
