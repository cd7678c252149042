"""Two panes: beside each other where both can be read, one below the other where they cannot."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from libdesk.ui import theme
from libdesk.ui.pc_settings import PcSettings
from libdesk.ui.widgets.panes import Pane, Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> None:
    theme.apply_theme(qapp, scheme="light", factor=1.0)


def shown(qtbot: QtBot, width: int, pc: PcSettings | None = None, *, upper: int = 0) -> Panes:
    panes = Panes("test_panes", QLabel("左"), QLabel("右"), shares=(50, 40), pc=pc, upper=upper)
    qtbot.addWidget(panes)
    panes.resize(width, 400)
    panes.show()
    return panes


def test_a_narrow_page_has_them_one_below_the_other_and_a_wide_one_beside_each_other(qtbot: QtBot) -> None:
    panes = shown(qtbot, 500)
    assert panes.stacked
    assert panes.minimumSizeHint().width() < 100  # no pane keeps the window wide
    panes.resize(900, 400)
    qtbot.waitUntil(lambda: not panes.stacked)
    left, right = panes.sizes()
    assert left > right > 0


def test_the_one_that_matters_more_can_be_the_upper_one(qtbot: QtBot) -> None:
    panes = shown(qtbot, 500, upper=1)
    first, second = panes.widget(0), panes.widget(1)
    assert isinstance(first, Pane)
    assert isinstance(first.part, QLabel)
    assert first.part.text() == "右"
    panes.resize(900, 400)
    qtbot.waitUntil(lambda: panes.widget(0) is second)


def test_a_width_that_was_given_is_found_again(qtbot: QtBot, tmp_path: Path) -> None:
    pc = PcSettings(tmp_path / "pc.ini")
    panes = shown(qtbot, 900, pc)
    panes.moveSplitter(300, 1)
    again = shown(qtbot, 900, pc)
    qtbot.waitUntil(lambda: again.sizes() == panes.sizes())
    narrow = shown(qtbot, 500, pc)
    assert narrow.stacked


def test_where_a_list_is_narrow_the_most_spare_column_gives_way_first(qtbot: QtBot) -> None:
    columns = (
        Column("title", "书名", lambda row: row[0], width=Width.STRETCH),
        Column("code", "条码", lambda row: row[1], spare=2),
        Column("call", "索书号", lambda row: row[2], spare=1),
        Column("until", "保留到", lambda row: row[3]),
    )
    table = RowTable(columns, name="list", empty=Empty("无"))
    table.show_rows([("跟着老师看篮球", "0003039", "G84/17", "11月30日 周一")])
    qtbot.addWidget(table)
    table.resize(700, 200)
    table.show()

    def hidden() -> list[str]:
        return [column.key for number, column in enumerate(columns) if table.view.isColumnHidden(number)]

    assert hidden() == []
    table.resize(330, 200)
    qtbot.waitUntil(lambda: hidden() == ["code"])
    table.resize(230, 200)
    qtbot.waitUntil(lambda: hidden() == ["code", "call"])
    table.resize(700, 200)
    qtbot.waitUntil(lambda: hidden() == [])


def test_a_column_with_nothing_in_it_gives_way_before_any_other(qtbot: QtBot) -> None:
    columns = (
        Column("number", "批次", lambda row: row, width=Width.STRETCH),
        Column("source", "来源", lambda row: "", spare=1),
        Column("day", "日期", lambda row: "2026-03-09", spare=2),
    )
    table = RowTable(columns, name="list", empty=Empty("无"))
    table.show_rows(["2026-001"])
    qtbot.addWidget(table)
    table.resize(220, 200)
    table.show()
    qtbot.waitUntil(lambda: [table.view.isColumnHidden(number) for number in range(3)] == [False, True, False])


@pytest.mark.parametrize(("factor", "rows"), [(1.0, 2), (1.25, 2), (2.0, 4)])
def test_a_list_gives_way_to_the_window_and_keeps_more_rows_in_large_type(
    qtbot: QtBot, qapp: QApplication, factor: float, rows: int
) -> None:
    theme.apply_theme(qapp, scheme="light", factor=factor)
    table = RowTable((Column("name", "姓名", str, width=Width.STRETCH),), name="list", empty=Empty("无"))
    table.keep_in_sight()
    table.show_rows([f"读者{number}" for number in range(9)])
    qtbot.addWidget(table)
    table.resize(300, table.minimumSizeHint().height())
    table.show()
    last = table.view.visualRect(table.model.index(rows - 1, 0))
    assert last.bottom() <= table.view.viewport().height() < last.bottom() + last.height()


def test_a_long_pane_scrolls_by_itself_beside_the_other_and_stands_whole_below_it(qtbot: QtBot) -> None:
    panes = Panes("test_panes", QLabel("左"), QLabel("\n".join("右" * 60)), shares=(50, 40))
    qtbot.addWidget(panes)
    panes.resize(900, 300)
    panes.show()
    assert panes.minimumSizeHint().height() < 300
    second = panes.widget(1)
    assert isinstance(second, Pane)
    qtbot.waitUntil(lambda: second.verticalScrollBar().maximum() > 0)
    panes.resize(500, 300)
    qtbot.waitUntil(lambda: panes.stacked)
    assert panes.minimumSizeHint().height() > 600
