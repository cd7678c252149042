"""What the panel says of a sheet of results before it is taken over: columns, prizes, and rows that were not read."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.exchange.export import write_table
from libdesk.store.queries import activities as queries
from tests.actions.activities.activities_made import activity
from tests.builders import add_reader
from tests.ui.readers.hands import press
from tests.ui.semester.activities.test_activities_page import shown, text
from tests.ui.surroundings import Kept, nameless


def test_the_panel_says_which_columns_were_read_and_which_rows_were_not(
    qtbot: QtBot, kept: Kept, desk: Desk, tmp_path: Path
) -> None:
    one = activity(desk)
    for name in ("李明", "王芳", "赵静"):
        add_reader(desk, name)
    head = ["奖项", "姓名", "初赛成绩", "初赛名次", "决赛成绩", "决赛名次"]
    path = tmp_path / "成绩.xlsx"
    write_table(path, "成绩", head, [
        ["一等奖", "李明", "45", "2", "48", "1"], ["", "王芳", "46", "1", "44", "2"], ["", "赵静", "", "", "40", "3"],
        ["二等奖", "孙一、周六", "30", "4", "40", "4"], ["", "", "30", "5", "39", "5"],
    ])  # fmt: skip
    page = shown(qtbot, kept)
    page.show_view(page.entrants)
    press(page, "entrants_sheet")
    panel = page.entrants.sheet_panel
    panel.read(path)
    assert text(page, "sheet_columns") == (
        "读取的列：姓名、得分（决赛成绩）、名次（决赛名次）、奖项。未读取的列：初赛成绩、初赛名次"
    )
    assert "2 行的奖项空着" in text(page, "sheet_prizes")
    assert "未读出 1" in text(page, "sheet_told")
    shown_rows = panel.list.model.rows()
    assert [panel._fit(row) for row in shown_rows][3:] == ["一格里有几个人", "未读出：这一行没有姓名"]
    assert shown_rows[4].line.line == 6
    assert nameless(page) == []
    press(page, "sheet_keep")
    found = [(row.name, row.result, row.rank, row.prize) for row in queries.entrants(desk.library, one)]
    assert found == [("李明", "48", 1, "first"), ("王芳", "44", 2, "first"), ("赵静", "40", 3, "first")]
