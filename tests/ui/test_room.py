"""The smallest window has room: every page without a bar for the whole, and a tall page lengthens no other."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.demo import open_demo
from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.ui import theme
from tests.builders import TODAY, make_desk
from tests.ui.test_every_screen import screens
from tests.windows import Seat, seat_at

LOW = (911, 460)


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
    set_language(DEFAULT_LANGUAGE)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme="light", factor=1.0)


def settle() -> None:
    for _turn in range(5):
        QApplication.processEvents()  # lines are wrapped, panes turned, parts given their height


def over(seat: Seat) -> int:
    """How much higher than the window its page is."""
    area = seat.child("page_area")
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar().maximum()


def keys_seen(seat: Seat) -> bool:
    strip = seat.window.strip
    foot = strip.mapTo(seat.window, QPoint(0, strip.height())).y()
    return strip.isVisible() and foot <= seat.window.height()


@pytest.mark.parametrize("factor", [1.0, 1.25])
@pytest.mark.parametrize("code", ["zh_CN", "en"])
def test_no_page_needs_a_bar_for_the_whole_window_with_or_without_a_line_above(
    desk: Desk, tmp_path: Path, qtbot: QtBot, code: str, factor: float
) -> None:
    set_language(code)
    with seat_at(desk, tmp_path, qtbot, size=LOW, factor=factor) as seat:
        seat.window.role_changed()
        assert seat.sees("demo_stripe")
        for _page in screens(seat):
            pass  # each is opened: what is longest has been there
        long = {}
        for line in (True, False):
            seat.window.lines.demo.setVisible(line)
            for name, _page, _topic in screens(seat):
                settle()
                if over(seat) or not keys_seen(seat):
                    long[name, line] = over(seat)
        assert long == {}


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_in_large_type_the_desk_gets_no_longer_by_other_pages(
    desk: Desk, tmp_path: Path, qtbot: QtBot, factor: float
) -> None:
    with seat_at(desk, tmp_path, qtbot, size=LOW, factor=factor) as seat:
        seat.window.role_changed()
        settle()
        fresh = over(seat)
        for _page in screens(seat):
            settle()
            assert keys_seen(seat)
        seat.window.show_tab("lending_tab")
        settle()
        assert over(seat) == fresh


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
