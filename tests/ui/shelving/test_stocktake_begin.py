"""A stocktake is begun through the page: of what part, and what speaks against it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from libdesk.ui.shelving.stocktake.page import StocktakePage
from tests.builders import count
from tests.ui.shelving.shelf_hands import settle
from tests.ui.shelving.stocktake_hands import begin, press, stocktake_page
from tests.ui.surroundings import Kept


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> StocktakePage:
    return stocktake_page(qtbot, kept)


def test_a_stocktake_begins_with_what_the_preview_said(page: StocktakePage, qtbot: QtBot) -> None:
    press(page, "stocktake_begin")
    settle(page, qtbot)
    assert "5 册" in page.doing.begin_view.found.text()
    page.doing.begin_view.first.setText("I")
    page.doing.begin_view.last.setText("I")
    page.doing.begin_view.look_again()
    settle(page, qtbot)
    assert "3 册" in page.doing.begin_view.found.text()
    press(page, "stocktake_start")
    settle(page, qtbot)
    assert page.row is not None
    assert "0/3" in page.figures.text()
    assert page.line.box.hasFocus()


def test_a_part_that_is_counted_already_is_told_calmly_once_it_is_asked_for(page: StocktakePage, qtbot: QtBot) -> None:
    begin(page, qtbot)
    press(page, "stocktake_begin")
    settle(page, qtbot)
    view, row = page.doing.begin_view, page.row
    assert row is not None
    assert row.name not in view.found.text()
    press(page, "stocktake_start")
    assert row.name in view.found.text()
    assert count(page.desk, "SELECT count(*) FROM stocktake") == 1
    assert not view.fault.isVisible()


@pytest.mark.parametrize("touch", ["place", "class", "kind"])
def test_whatever_is_chosen_of_a_stocktake_that_runs_is_told_at_once(
    page: StocktakePage, qtbot: QtBot, touch: str
) -> None:
    begin(page, qtbot)
    press(page, "stocktake_begin")
    settle(page, qtbot)
    view, row = page.doing.begin_view, page.row
    assert row is not None
    if touch == "place":
        QTest.keyClick(view.place, Qt.Key.Key_Down)
        view.place.activated.emit(view.place.currentIndex())
    elif touch == "class":
        QTest.keyClicks(view.first, "I")
        QTest.keyClick(view.first, Qt.Key.Key_Return)
    else:
        next(iter(view.kinds.values())).click()
    settle(page, qtbot)
    assert row.name in view.found.text()
    assert not view.fault.isVisible()


def test_a_stretch_that_is_none_is_told_where_mistakes_are(page: StocktakePage, qtbot: QtBot) -> None:
    press(page, "stocktake_begin")
    view = page.doing.begin_view
    QTest.keyClicks(view.first, "Q")
    QTest.keyClicks(view.last, "I")
    QTest.keyClick(view.last, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert view.fault.isVisible()
    assert view.found.text() == ""
