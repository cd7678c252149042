"""The kinds of labels as a choice: by keys, in two lines, with pictures where these have room."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from libdesk.ui.printing.labels_page.kinds import What
from libdesk.ui.printing.labels_page.page import LabelsPage
from tests.windows import Seat


def test_the_kinds_are_chosen_by_keys(page: LabelsPage, seat: Seat, qtbot: QtBot) -> None:
    page.take_focus()
    seat.key(Qt.Key.Key_Tab)
    seat.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.what is What.BARCODE)  # the scanner's keys are told apart first


def test_the_kinds_take_two_lines_and_show_pictures_where_there_is_room(
    page: LabelsPage, seat: Seat, qtbot: QtBot
) -> None:
    def two_lines() -> bool:
        return page.kinds.height() < 2.5 * page.kinds.buttons[What.SPINE].height()

    spine = page.kinds.buttons[What.SPINE]
    qtbot.waitUntil(two_lines)
    assert spine.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextOnly
    seat.window.resize(1300, 800)
    qtbot.waitUntil(lambda: spine.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    qtbot.waitUntil(two_lines)
