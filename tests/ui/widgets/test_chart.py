"""A chart on the screen reads its figures out to mouse and keyboard, and says all of them to a screen reader."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.domain.charts import Chart, ChartKind, Series
from libdesk.ui import theme
from libdesk.ui.widgets.chart import ChartView

TERM = Chart(
    ChartKind.COLUMNS, "借还变化", ("3月2日", "3月9日", "3月16日"),
    (Series("借出", (12.0, 0.0, 30.0)), Series("归还", (5.0, 8.0, 1.0))),
)  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView("report_chart")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show_chart(TERM)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_all_figures_are_in_the_words_of_the_chart(view: ChartView) -> None:
    assert "借还变化" in view.accessibleName()
    assert view.accessibleDescription().splitlines() == [
        "3月2日：借出 12，归还 5", "3月9日：借出 0，归还 8", "3月16日：借出 30，归还 1",
    ]  # fmt: skip


def test_cursor_keys_read_one_after_the_other(view: ChartView) -> None:
    read: list[str] = []
    view.read.connect(read.append)
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
    assert read == [TERM.reading(0), TERM.reading(1), TERM.reading(2), TERM.reading(0)]
    view.clearFocus()
    assert view.reading == ""


def test_the_mouse_reads_what_it_points_at(view: ChartView) -> None:
    QTest.mouseMove(view, QPoint(view.width() // 2 + 10, 150))
    assert view.reading == TERM.reading(1)
    assert view.toolTip() == TERM.reading(1)


def test_what_is_read_stays_while_the_figures_change(view: ChartView) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    more = Chart(TERM.kind, TERM.title, TERM.labels, (Series("借出", (1.0, 2.0, 99.0)),))
    view.show_chart(more)
    assert view.reading == more.reading(2)
    view.show_chart(None)
    assert view.reading == ""


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", ChartKind)
def test_every_scheme_draws_bars_in_its_own_colours(view: ChartView, scheme: str, kind: ChartKind) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        theme.apply_theme(app, scheme=scheme)
        view.show_chart(Chart(kind, TERM.title, TERM.labels, TERM.series))
        image: QImage = view.grab().toImage()
        accent = QColor(theme.current().colours.accent).rgb()
        inside = (image.pixel(x, y) == accent for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
        assert any(inside)
    finally:
        theme.apply_theme(app, scheme="light")


def test_lying_bars_ask_for_the_height_that_their_labels_need(view: ChartView) -> None:
    labels = tuple(f"{number}班" for number in range(60))
    view.show_chart(Chart(ChartKind.BARS, "各班", labels, (Series("借出", (1.0,) * 60),)))
    assert view.minimumSizeHint().height() > 60 * theme.metrics(theme.Step.NOTE).height()
