"""A tab of several pages: each built when first shown, refreshed when it comes back, its wishes passed on."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.ops import Op, Role
from libdesk.ui import icons
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.tab import Surroundings, Tab
from tests.ui.surroundings import surroundings


class First(Tab):
    NAME, TITLE, ICON, OP = "first_page", "First", icons.USERS, Op.SEE_REPORTS
    open_asked = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1


class Second(First):
    NAME, TITLE, OP = "second_page", "Second", Op.FIND_READERS


class Both(PagedTab):
    NAME, TITLE, ICON, OP = "both_tab", "Both", icons.USERS, Op.SEE_REPORTS

    def page_kinds(self) -> Sequence[type[Tab]]:
        return (First, Second)


@pytest.fixture
def tab(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Both]:
    with surroundings(desk, tmp_path) as kept:
        made = Both(kept.around)
        qtbot.addWidget(made)
        made.show()
        yield made


def test_a_page_is_built_when_it_is_first_shown(tab: Both) -> None:
    assert tab.findChild(Second) is None
    button = tab.findChild(QToolButton, "show_second_page")
    assert isinstance(button, QToolButton)
    button.click()
    assert tab.page.NAME == "second_page"
    assert (button.isChecked(), tab.help_topic) == (True, "second_page")


def test_a_page_that_missed_a_change_is_refreshed_when_it_is_shown_again(tab: Both) -> None:
    second = tab.show_page("second_page")
    assert isinstance(second, First)
    tab.show_page("first_page")
    tab.refresh()
    assert second.refreshed == 0
    tab.show_page("second_page")
    tab.show_page("first_page")
    tab.show_page("second_page")
    assert second.refreshed == 1


def test_what_a_page_asks_of_the_window_is_passed_on(tab: Both, qtbot: QtBot) -> None:
    page = tab.show_page("second_page")
    assert isinstance(page, Second)
    with qtbot.waitSignal(tab.open_asked) as asked:
        page.open_asked.emit(7)
    assert asked.args == [7]


def test_a_page_that_somebody_may_not_see_is_not_named(tab: Both, desk: Desk) -> None:
    tab.show_page("second_page")
    desk.actor = Actor(Role.VIEWER)
    tab.role_changed()
    button = tab.findChild(QToolButton, "show_second_page")
    assert isinstance(button, QToolButton)
    assert not button.isVisible()
    assert tab.page.NAME == "first_page"


def test_keys_turn_the_pages_round(tab: Both, qtbot: QtBot) -> None:
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        qtbot.keyClick(tab, key, Qt.KeyboardModifier.ControlModifier)
        seen.append(tab.page.NAME)
    assert seen == ["second_page", "first_page", "second_page"]
