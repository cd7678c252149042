"""Routing: a scan lands whole in the box wherever the focus is, and a person's keys reach what they were meant for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.scan_router import TAKES_SCANS
from tests.ui.widgets.router_desk import CODE, KINDS, Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
@pytest.mark.parametrize("kind", KINDS)
def test_a_scan_lands_whole_in_the_box_and_nowhere_else(desk: Desk, kind: str, end: Qt.Key) -> None:
    widget = getattr(desk, kind)
    widget.setFocus()
    before = desk.state()
    desk.keys(widget, CODE)
    desk.end(widget, end)
    desk.router.let_go()
    assert desk.scans == [(CODE, False)]
    assert desk.state() == before


def test_a_scan_with_nothing_focused_lands_in_the_box(desk: Desk) -> None:
    desk.box.clearFocus()
    desk.keys(desk.window, CODE)
    desk.end(desk.window)
    assert desk.scans == [(CODE, False)]


def test_a_scan_into_the_box_is_left_to_the_box(desk: Desk) -> None:
    QTest.keyClicks(desk.box, CODE)
    QTest.keyClick(desk.box, Qt.Key.Key_Return)
    assert desk.scans == [(CODE, False)]


def test_the_line_feed_after_the_return_presses_nothing(desk: Desk) -> None:
    desk.push.setFocus()
    desk.keys(desk.push, CODE)
    desk.end(desk.push)
    line_feed = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Enter, Qt.KeyboardModifier.NoModifier, "\n")
    QApplication.sendEvent(desk.push, line_feed)
    assert desk.pressed == []
    assert desk.scans == [(CODE, False)]


def test_a_scan_in_the_box_right_after_one_elsewhere_is_submitted(desk: Desk) -> None:
    desk.keys(desk.push, "TS00001")
    desk.end(desk.push)
    desk.box.setFocus()
    desk.keys(desk.box, "TS00002")
    desk.end(desk.box)
    assert [raw for raw, _typed in desk.scans] == ["TS00001", "TS00002"]


def test_two_scans_in_a_row_are_two(desk: Desk) -> None:
    for code in ("TS00001", "TS00002"):
        desk.keys(desk.listing, code)
        desk.end(desk.listing)
    assert [raw for raw, _typed in desk.scans] == ["TS00001", "TS00002"]


def test_what_a_person_types_arrives(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setFocus()
    desk.keys(desk.line, "Zhang 3", gap=0.15)
    qtbot.waitUntil(lambda: desk.line.text() == "Zhang 3")
    desk.end(desk.line, gap=0.15)
    assert desk.scans == []


def test_fast_keys_without_an_end_arrive_too(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setFocus()
    desk.keys(desk.line, "abcdef")
    qtbot.waitUntil(lambda: desk.line.text() == "abcdef")


def test_a_held_key_arrives_before_the_return_that_follows_it(desk: Desk) -> None:
    seen: list[str] = []
    desk.line.returnPressed.connect(lambda: seen.append(desk.line.text()))
    desk.line.setFocus()
    desk.keys(desk.line, "12")
    desk.end(desk.line)
    assert seen == ["12"]


def test_space_and_return_still_press_a_button(desk: Desk, qtbot: QtBot) -> None:
    desk.check.setFocus()
    desk.keys(desk.check, " ")
    qtbot.waitUntil(lambda: desk.pressed == ["check"])
    assert not desk.check.isDown()


def test_a_held_key_arrives_before_the_arrow_that_follows_it(desk: Desk) -> None:
    desk.line.setFocus()
    desk.keys(desk.line, "12")
    QTest.keyClick(desk.line, Qt.Key.Key_Backspace)
    assert desk.line.text() == "1"


def test_a_held_key_is_not_lost_when_the_focus_moves(desk: Desk) -> None:
    desk.line.setFocus()
    desk.keys(desk.line, "12")
    desk.push.setFocus()
    assert desk.line.text() == "12"


def test_a_field_that_takes_scans_keeps_them(desk: Desk) -> None:
    desk.line.setProperty(TAKES_SCANS, True)
    desk.line.setFocus()
    desk.keys(desk.line, CODE)
    desk.end(desk.line)
    assert desk.line.text() == CODE
    assert desk.scans == []


def test_a_search_field_takes_a_scan_in_the_place_of_what_was_typed(desk: Desk) -> None:
    scanned: list[str] = []
    desk.line.setProperty(TAKES_SCANS, True)
    desk.line.take_scan = scanned.append  # type: ignore[attr-defined]
    desk.line.setFocus()
    desk.keys(desk.line, "xy")
    desk.router.let_go()
    desk.keys(desk.line, CODE)
    desk.end(desk.line)
    assert (desk.line.text(), scanned, desk.scans) == ("xy", [CODE], [])


def test_a_search_field_that_leaves_scans_to_the_page_gets_none(desk: Desk) -> None:
    scanned: list[str] = []
    desk.line.take_scan = scanned.append  # type: ignore[attr-defined]
    desk.line.setProperty(TAKES_SCANS, False)
    desk.line.setFocus()
    desk.keys(desk.line, CODE)
    desk.end(desk.line)
    assert (desk.line.text(), scanned, desk.scans) == ("", [], [(CODE, False)])


@pytest.mark.parametrize("with_box", [True, False])
def test_a_secret_field_never_takes_a_scan(desk: Desk, with_box: bool) -> None:
    desk.target = desk.box if with_box else None
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.line.setProperty(TAKES_SCANS, True)
    tries: list[str] = []
    desk.line.returnPressed.connect(lambda: tries.append(desk.line.text()))
    desk.line.setFocus()
    desk.keys(desk.line, CODE)
    desk.end(desk.line)
    desk.router.let_go()
    assert (desk.line.text(), tries) == ("", [])
    assert desk.scans == ([(CODE, False)] if with_box else [])


def test_a_long_run_without_an_end_is_kept_from_a_secret_field(desk: Desk) -> None:
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.line.setFocus()
    desk.keys(desk.line, "9787020002207")
    desk.router.let_go()
    assert desk.line.text() == ""


def test_a_pin_is_typed_as_ever(desk: Desk, qtbot: QtBot) -> None:
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.line.setFocus()
    desk.keys(desk.line, "4711", gap=0.12)
    qtbot.waitUntil(lambda: desk.line.text() == "4711")


@pytest.mark.parametrize("pin", ["2468", "24681357"])
def test_a_pin_typed_as_fast_as_a_scanner_is_tried_and_shown_to_nobody(desk: Desk, pin: str) -> None:
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    tries: list[str] = []
    desk.line.returnPressed.connect(lambda: tries.append(desk.line.text()))
    desk.line.setFocus()
    desk.keys(desk.line, pin)
    desk.end(desk.line)
    assert tries == [pin]
    assert desk.scans == []


@pytest.mark.parametrize("code", ["246813570", "T2468"])
def test_what_can_be_no_pin_is_a_scan_even_in_a_secret_field(desk: Desk, code: str) -> None:
    desk.line.setEchoMode(QLineEdit.EchoMode.Password)
    desk.line.setFocus()
    desk.keys(desk.line, code)
    desk.end(desk.line)
    assert desk.line.text() == ""
    assert desk.scans == [(code, False)]


def test_a_scan_over_a_dialog_reaches_the_box(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk.window)
    button = QPushButton("Delete", dialog)
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("dialog"))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    button.setFocus()
    desk.keys(button, CODE)
    desk.end(button)
    assert desk.scans == [(CODE, False)]
    assert pressed == []
    assert dialog.isVisible()


@pytest.mark.qt_log_ignore("grabbing the keyboard", r"raise\(\)")  # the offscreen platform has neither
def test_a_path_typed_fast_where_a_file_is_chosen_is_a_path(desk: Desk, qtbot: QtBot) -> None:
    dialog = QFileDialog(desk.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    desk.keys(line, "books.iso")
    assert line.text() == "books.iso"
    desk.end(line)
    assert desk.scans == []
    dialog.close()


@pytest.mark.qt_log_ignore("grabbing the keyboard")  # the offscreen platform has none to grab
def test_a_scan_over_an_open_menu_chooses_nothing(desk: Desk) -> None:
    menu = QMenu(desk.window)
    chosen: list[str] = []
    menu.addAction("Table", lambda: chosen.append("Table"))
    menu.popup(desk.window.mapToGlobal(desk.window.rect().center()))
    desk.keys(menu, CODE)
    desk.end(menu)
    menu.close()
    assert chosen == []
    assert desk.scans == [(CODE, False)]


def test_another_window_is_not_watched(desk: Desk, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    desk.keys(other, CODE)
    desk.end(other)
    assert other.text() == CODE
    assert desk.scans == []


def test_without_a_box_keys_go_where_they_were_meant(desk: Desk) -> None:
    desk.target = None
    desk.line.setFocus()
    desk.keys(desk.line, CODE)
    desk.end(desk.line)
    assert desk.line.text() == CODE
