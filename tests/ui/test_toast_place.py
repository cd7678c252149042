"""A line at the foot lies where nothing is operated, on every page, and is not left for the next pupil to read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.ops import Role
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.widgets.toast import LOOK_AGAIN_MS, Toast
from tests.builders import add_book, add_reader
from tests.windows import Seat, seat_at

LINE = "3 名学生现在在四(7)班。2 人还有书没还。按 F8 可撤销。"
OPERATED = (QAbstractButton, QComboBox, QHeaderView, QLineEdit)


def covered(seat: Seat) -> list[str]:
    """What is operated and lies under the line."""
    toast, window = seat.window.toast, seat.window
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    found = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, OPERATED) and widget.isVisible() and not toast.isAncestorOf(widget):
            seen = widget.visibleRegion().boundingRect()
            if toast.geometry().intersects(QRect(widget.mapTo(window, QPoint()), widget.size())) and not seen.isEmpty():
                found.append(widget.objectName())
    return found


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_on_no_page_of_the_readers_does_it_lie_over_what_is_operated(
    desk: Desk, tmp_path: Path, qtbot: QtBot, factor: float
) -> None:
    for number in range(30):
        add_reader(desk, f"读者{number}", seat=number + 1)
    with seat_at(desk, tmp_path, qtbot, factor=factor) as seat:
        seat.window.role_changed()
        tab = seat.window.show_tab("readers_tab")
        assert isinstance(tab, PagedTab)
        for kind in tab.page_kinds():
            tab.show_page(kind.NAME)
            QApplication.processEvents()
            seat.window.toast.show_text(LINE)
            assert covered(seat) == [], kind.NAME


@pytest.mark.parametrize("page", ["lending_tab", "find_tab", "import_tab", "reports_tab", "settings_tab"])
def test_on_no_other_page_does_it_lie_over_what_is_operated(
    desk: Desk, tmp_path: Path, qtbot: QtBot, page: str
) -> None:
    reader = add_reader(desk, "张三")
    books = [add_book(desk, f"第{number}本书") for number in range(12)]
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.window.role_changed()
        for book in books:
            seat.scan(reader.card)
            seat.scan(book.barcodes[0])
        seat.window.show_tab(page)
        QApplication.processEvents()
        seat.window.toast.show_text(LINE)
        assert covered(seat) == []


def test_it_moves_away_from_what_is_asked_meanwhile_and_lets_clicks_through(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    column = QVBoxLayout(window)
    column.addStretch(1)
    answer = QPushButton("答")
    answer.hide()
    column.addWidget(answer)
    window.show()
    toast = Toast(window)
    toast.show_text(LINE)
    before = toast.geometry()
    answer.show()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not toast.geometry().intersects(answer.geometry()), timeout=LOOK_AGAIN_MS * 20)
    assert toast.geometry() != before
    assert window.childAt(toast.geometry().center()) is not toast
    toast.show_text(LINE, choice=("撤销", lambda: None))
    assert toast.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) is False
    QTest.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_what_a_librarian_was_told_is_not_left_for_student_mode(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.window.toast.show_text("已取消王一的预约。按 F8 可撤销。")
        desk.actor = Actor(Role.HELPER)
        seat.window.role_changed()
        assert not seat.window.toast.isVisible()
