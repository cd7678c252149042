"""The smallest window has room for the name of its page and for what is asked at the foot of a panel."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.demo import open_demo
from libdesk.i18n import set_language
from tests.builders import TODAY, make_desk
from tests.ui.visits import LOW, settle
from tests.windows import seat_at


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("room") / "demo.libdesk"
    open_demo(path, today=TODAY)
    return path


@pytest.fixture
def desk(sample: Path) -> Iterator[Desk]:
    made = make_desk(sample)
    yield made
    made.library.close()


def test_the_tab_of_the_page_on_show_has_its_whole_name_where_the_others_have_none(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    set_language("en")
    with seat_at(desk, tmp_path, qtbot, size=LOW) as seat:
        tabs = seat.window.tabs
        tabs.lay_others()
        settle()
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
            settle()
            assert tabs.tabText(number), number
            assert tabs.tabBar().width() >= tabs.tabBar().sizeHint().width(), tabs.tabText(number)


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_what_is_asked_at_the_foot_of_a_panel_is_in_sight_when_it_gets_the_focus(
    desk: Desk, tmp_path: Path, qtbot: QtBot, factor: float
) -> None:
    with seat_at(desk, tmp_path, qtbot, size=LOW, factor=factor) as seat:
        seat.window.role_changed()
        seat.window.show_tab("catalogue_tab")
        settle()
        button = seat.child("copies_barcode")
        button.setFocus()
        qtbot.waitUntil(lambda: whole(button))
        seat.key(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: seat.focus.objectName() == "copy_new_barcode")
        qtbot.waitUntil(lambda: whole(seat.focus) and whole(seat.child("title_panel_ok")))


def whole(part: QWidget) -> bool:
    """Whether all of it is seen."""
    return part.visibleRegion().boundingRect() == part.rect()
