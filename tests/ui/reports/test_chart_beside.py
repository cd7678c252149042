"""A list with its chart beside it: the words over the chart, and a list without one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.ui.reports.chart_beside import ChartBeside
from tests.ui.surroundings import Kept

LOANS = Chart(ChartKind.BARS, "Loans", ("三(1)班", "三(2)班"), (Series("lent", (4.0, 2.0)),))


@pytest.fixture
def beside(qtbot: QtBot, kept: Kept) -> ChartBeside:
    made = ChartBeside("loans", QListWidget(), lambda chart: chart.title, shares=(60, 40), pc=kept.around.pc)
    qtbot.addWidget(made)
    made.resize(1200, 400)
    made.show()
    return made


def test_the_words_over_the_chart_are_of_what_is_pointed_at(beside: ChartBeside) -> None:
    beside.show_chart(LOANS)
    assert beside.reading.text() == "Loans"
    QTest.keyClick(beside.chart, Qt.Key.Key_Down)
    assert beside.reading.text() == beside.chart.reading
    assert "三(1)班" in beside.reading.text()


def test_without_a_chart_the_list_has_all_the_room(qtbot: QtBot, beside: ChartBeside) -> None:
    beside.show_chart(LOANS)
    assert beside.chart.isVisible()
    lists = beside.widget(0)
    shared = lists.width()
    beside.show_chart(None)
    assert not beside.chart.isVisible()
    assert beside.reading.text() == ""
    qtbot.waitUntil(lambda: lists.width() > shared)
