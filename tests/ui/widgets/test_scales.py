"""The desk at the smallest window and every scale: nothing wider or higher than the screen, nothing without a name."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.domain.outcome import Outcome
from libdesk.ui import theme
from libdesk.ui.widgets.key_strip import KeyStrip
from libdesk.ui.widgets.mode_line import ModeLine, ModeShape
from libdesk.ui.widgets.outcome_banner import OutcomeBanner
from libdesk.ui.widgets.reader_panel import LoanLine, ReaderCard, ReaderPanel
from libdesk.ui.widgets.recent_list import RecentList, RecentRow
from libdesk.ui.widgets.scan_box import ScanBox

KEYS = ("帮助", "借书", "还书", "续借", "查书", "读者", "打印", "撤销：借《城南旧事》", "馆员")
TABS_AND_TOP = 16
"""Steps that the tabs and the line over them take from the window's height."""


class Desk(QWidget):
    """The pieces put together as the lending tab does."""

    def __init__(self) -> None:
        super().__init__()
        self.mode, self.box, self.banner = ModeLine(), ScanBox(), OutcomeBanner()
        self.recent, self.reader, self.keys = RecentList(), ReaderPanel(), KeyStrip()
        left = QVBoxLayout()
        for piece in (self.mode, self.box, self.banner):
            left.addWidget(piece)
        left.addWidget(self.recent, 1)
        across = QHBoxLayout()
        across.addLayout(left, 65)
        across.addWidget(self.reader, 35)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(across, 1)
        whole.addWidget(self.keys)
        self.fill()

    def fill(self) -> None:
        actions = []
        for number, text in enumerate(KEYS, 1):
            action = QAction(text, self)
            action.setShortcut(QKeySequence(f"F{number}"))
            actions.append(action)
        self.keys.set_actions(actions)
        self.mode.set_mode(ModeShape.LEND, "借书", "等待图书")
        self.mode.set_counts("今天 借 42 还 38")
        self.banner.show_outcome(Outcome.LENT, "城南旧事", ["李小雨 五(3)班", "12月14日 周一前还"])
        self.banner.set_choices([("F4 续借", lambda: None)])
        row = RecentRow(1, "10:32", Outcome.LENT, "城南旧事", "李小雨", undoable=True)
        self.recent.show_rows([replace(row, key=key) for key in range(20)])
        loans = (LoanLine(1, "城南旧事", "12月14日 周一"), LoanLine(2, "草房子", "11月10日", 12))
        self.reader.show_card(ReaderCard(1, "李小雨", "五(3)班", 2, 5, loans))


def shown(qtbot: QtBot, qapp: QApplication, factor: float) -> Desk:
    theme.apply_theme(qapp, scheme="light", factor=factor)
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(911, 460 - theme.space(TABS_AND_TOP))
    desk.show()
    return desk


@pytest.mark.parametrize("factor", [1.0, 1.25])
def test_the_desk_fits_the_smallest_window(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    desk = shown(qtbot, qapp, factor)
    least = desk.minimumSizeHint()
    assert least.width() <= 900
    assert least.height() + theme.space(TABS_AND_TOP) <= 460


@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5, 2.0])
def test_the_due_date_and_the_outcome_are_never_cut(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    desk = shown(qtbot, qapp, factor)
    desk.resize(max(911, desk.minimumSizeHint().width()), max(460, desk.minimumSizeHint().height()))
    desk.banner.show_outcome(Outcome.LENT, "城南旧事", ["李小雨 五(3)班", "12月14日 周一前还"])
    qtbot.waitUntil(lambda: not desk.banner.lines.is_cut())
    assert not desk.banner.word.is_cut()
    view = desk.reader.loans.view
    dates = next(number for number in (1, 2) if not view.isColumnHidden(number))
    needed = view.fontMetrics().horizontalAdvance(desk.reader.loans.model.index(1, 1).data())
    assert view.columnWidth(dates) >= needed
    assert view.columnViewportPosition(dates) + view.columnWidth(dates) <= view.viewport().width()


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_everything_that_can_be_pressed_is_large_enough(qtbot: QtBot, qapp: QApplication, factor: float) -> None:
    desk = shown(qtbot, qapp, factor)
    for least, student in ((24, False), (44, True)):
        theme.set_student(desk, student)
        qtbot.waitUntil(lambda: desk.keys.buttons()[0].height() >= (44 if desk.property("student") else 24))
        desk.layout().activate()
        for button in desk.findChildren(QAbstractButton):
            if button.isVisible():
                assert min(button.width(), button.height()) >= least, button.objectName()


def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, qapp: QApplication) -> None:
    desk = shown(qtbot, qapp, 1.0)
    for widget in desk.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            face = QAccessible.queryAccessibleInterface(widget)
            assert face.text(QAccessible.Text.Name), widget
            assert widget.objectName(), widget


def test_a_change_of_scheme_leaves_the_words_in_place(qtbot: QtBot, qapp: QApplication) -> None:
    desk = shown(qtbot, qapp, 1.0)
    before = desk.banner.geometry()
    for scheme in ("dark", "contrast", "light"):
        theme.apply_theme(qapp, scheme=scheme)
        assert desk.banner.geometry() == before
        assert "12月14日" in desk.banner.text()
