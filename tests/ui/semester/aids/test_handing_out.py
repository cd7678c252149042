"""Handing out: by the day it is, and the list that one was in is the one a line is taken off."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libdesk.actions.desk import Desk
from libdesk.ui.semester.aids.page import HELD, ISSUE, AidsPage
from libdesk.ui.settings.section import qdate
from tests.builders import Clock, add_reader
from tests.ui.semester.aids.aids_hands import put
from tests.ui.shelving.shelf_hands import press


def test_a_page_that_stays_open_over_night_hands_out_and_asks_back_by_the_new_day(
    page: AidsPage, desk: Desk, clock: Clock
) -> None:
    add_reader(desk, "周老师", kind="teacher")
    page.show_view(HELD)
    page.show_view(ISSUE)
    clock.advance(days=1)
    page.refresh()
    view = page.issue
    view.receiver.line.setText("周老师")
    QTest.keyClick(view.receiver.line, Qt.Key.Key_Return)
    put(page, "语文教师用书", 1)
    press(view, "issue_do")
    assert desk.library.fetch("SELECT day FROM aid_move WHERE kind = 'issued'") == [(desk.today.isoformat(),)]
    page.show_view(HELD)
    assert page.held.by.date() == qdate(desk.today + timedelta(days=7))
    page.held.by.setDate(qdate(desk.today + timedelta(days=3)))
    clock.advance(days=1)
    page.refresh()
    assert page.held.by.date() == qdate(desk.today + timedelta(days=2))  # a day that was chosen stays chosen


def test_the_button_takes_off_the_list_in_which_a_row_was_clicked(page: AidsPage, desk: Desk) -> None:
    add_reader(desk, "周老师", kind="teacher")
    page.show_view(ISSUE)
    view = page.issue
    view.receiver.line.setText("周老师")
    QTest.keyClick(view.receiver.line, Qt.Key.Key_Return)
    put(page, "语文教师用书", 1)
    cell = view.given.view.visualRect(view.given.view.model().index(0, 0)).center()
    QTest.mouseClick(view.given.view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseClick(view.off, Qt.MouseButton.LeftButton)
    assert (view.given.model.rowCount(), view.lines.model.rowCount()) == (0, 1)
    cell = view.lines.view.visualRect(view.lines.view.model().index(0, 0)).center()
    QTest.mouseClick(view.lines.view.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.mouseClick(view.off, Qt.MouseButton.LeftButton)
    assert view.lines.model.rowCount() == 0
