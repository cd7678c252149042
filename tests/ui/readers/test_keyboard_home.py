"""After what was done the keyboard is back in the list: Space once more does nothing that nobody asked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.ui.readers.leavers_page import LeaversPage
from libdesk.ui.readers.list_page import ReaderListPage
from tests.builders import Clock, add_book, add_reader, count, set_rule
from tests.look import dress
from tests.ui.readers.hands import choose, names, press, seen, sees, shown, write
from tests.ui.readers.owed_stand import late, shower
from tests.ui.surroundings import Kept

LEFT = "SELECT count(*) FROM reader WHERE state = 'left'"
HOLDING = ("王五", "赵六")
STOPPED = "SELECT count(*) FROM reader WHERE state = 'stopped'"


@pytest.fixture
def page(qtbot: QtBot, kept: Kept, desk: Desk) -> ReaderListPage:
    """A class of four, two with a book, and its account."""
    for name in ("张三", "李四", "王五", "赵六"):
        reader = add_reader(desk, name, class_no=1)
        if name in HOLDING:
            lend(desk, copy_id=add_book(desk, "草房子").copy_id, reader_id=reader.id)
    add_reader(desk, "四(1)班", class_no=1, kind="class")
    made = shown(qtbot, kept)
    made.show_group(ReaderGroup("class", "primary", 2022, 1))
    return made


def space(button: QWidget, *, times: int = 3) -> None:
    """Space where the keyboard is, and again in a hurry."""
    button.setFocus()
    for _time in range(times):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Space)


def take_all(page: ReaderListPage) -> None:
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def take_back(page: ReaderListPage, desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def test_space_three_times_on_the_leavers_page_lets_nobody_go_who_has_a_book(
    qtbot: QtBot, kept: Kept, desk: Desk
) -> None:
    readers = [add_reader(desk, name, entry_year=2020, class_no=1) for name in ("甲", "乙", "丙")]
    lend(desk, copy_id=add_book(desk, "城南旧事").copy_id, reader_id=readers[1].id)
    page = LeaversPage(kept.around)
    qtbot.addWidget(page)
    dress()
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.clearance.list.view.selectAll()
    space(page.clearance.clear)
    assert count(desk, LEFT) == 2
    assert page.clearance.list.view.hasFocus()
    page.clearance.list.view.selectAll()
    space(page.clearance.anyway)  # the class is empty now, and the list has no rows to be in
    assert page.clearance.choice.hasFocus()


def test_space_three_times_on_several_readers_does_one_thing(page: ReaderListPage, desk: Desk) -> None:
    choose(page, ["张三", "李四", *HOLDING])
    space(seen(page, "selection_leave"))
    assert count(desk, LEFT) == 2
    assert page.list.view.hasFocus()
    assert names(page) == [*HOLDING, "四(1)班"]


def test_after_all_suspensions_have_ended_the_keyboard_is_not_on_the_next_button(
    qtbot: QtBot, kept: Kept, desk: Desk, clock: Clock
) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, ("张三", 1), ("李四", 2))
    show = shower(qtbot, kept)
    view = show()
    space(view.amnesty)
    assert count(desk, "SELECT count(*) FROM reader WHERE suspended_until IS NOT NULL") == 0
    assert QApplication.focusWidget() in view.home


def test_after_one_suspension_has_ended_the_keyboard_is_in_the_list(
    qtbot: QtBot, kept: Kept, desk: Desk, clock: Clock
) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, ("张三", 1), ("李四", 2))
    show = shower(qtbot, kept)
    view = show()
    space(seen(view, "owed_lift"))
    assert count(desk, "SELECT count(*) FROM reader WHERE suspended_until IS NOT NULL") == 1
    assert view.list.view.hasFocus()


def test_a_button_that_its_own_work_takes_away_hands_the_keyboard_to_the_list(page: ReaderListPage) -> None:
    for name in ("reader_stop", "selection_leave"):
        button = seen(page, "reader_stop") if name == "reader_stop" else None
        if button is None:
            choose(page, ["张三", "李四"])
            button = seen(page, name)
        for gone in (lambda one: one.setEnabled(False), lambda one: one.hide()):
            button.setEnabled(True)
            button.show()
            button.setFocus()
            assert button.hasFocus()
            gone(button)
            assert page.list.view.hasFocus()


def test_tab_still_goes_from_button_to_button(page: ReaderListPage) -> None:
    first = seen(page, "reader_open")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is seen(page, "reader_edit")


class TestUndone:
    """What was told of a step goes with it."""

    def test_who_was_not_let_go_and_all_the_same_go_with_the_undo(self, page: ReaderListPage, desk: Desk) -> None:
        choose(page, ["张三", "李四", *HOLDING])
        press(page, "selection_leave")
        assert sees(page, "readers_not_done")
        assert sees(page, "selection_anyway")
        take_back(page, desk)
        assert not sees(page, "readers_not_done")
        assert not sees(page, "selection_anyway")
        assert count(desk, LEFT) == 0

    def test_who_has_brought_the_book_back_no_longer_stands_in_the_way(self, page: ReaderListPage, desk: Desk) -> None:
        choose(page, ["张三", "李四", *HOLDING])
        press(page, "selection_leave")
        for (copy_id,) in desk.library.connection.execute("SELECT copy_id FROM loan WHERE returned IS NULL").fetchall():
            give_back(desk, copy_id=copy_id)
        page.refresh()
        assert not sees(page, "selection_anyway")


class TestAccounts:
    """A class account is no person."""

    def test_all_of_a_class_leaves_its_account_out(self, page: ReaderListPage, desk: Desk) -> None:
        take_all(page)
        assert len(page.list.chosen_rows()) == 5
        assert "4" in page.beside.selection._head.text()
        assert "1 个账户" in page.beside.selection._facts.text()
        press(page, "selection_stop")
        write(page, "selection_why", "盘点")
        press(page, "selection_ok")
        assert count(desk, STOPPED) == 4
        assert count(desk, f"{STOPPED} AND kind = 'class'") == 0
        press(page, "selection_leave")
        assert count(desk, f"{LEFT} AND kind = 'class'") == 0

    def test_an_account_chosen_alone_is_meant(self, page: ReaderListPage, desk: Desk) -> None:
        page.list.view.clearSelection()
        page.list.select(next(row.id for row in page.list.model.rows() if row.kind == "class"))
        press(page, "reader_more")
        press(page, "selection_leave")
        assert count(desk, f"{LEFT} AND kind = 'class'") == 1
