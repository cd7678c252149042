"""Esc leaves what stands in the place of something else; every other key goes on to what stands around it."""

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.widgets.leavable import Leavable


class Panel(Leavable, QFrame):
    closed = Signal()


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.panel, self.button = Panel(), QPushButton("Keep")
        QVBoxLayout(self.panel).addWidget(self.button)
        QVBoxLayout(self).addWidget(self.panel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    return made


def test_esc_leaves_wherever_in_it_the_keyboard_is(page: Page) -> None:
    left: list[bool] = []
    page.panel.closed.connect(lambda: left.append(True))
    QTest.keyClick(page.button, Qt.Key.Key_Escape)
    assert left == [True]
    assert page.keys == []


def test_another_key_goes_on(page: Page) -> None:
    left: list[bool] = []
    page.panel.closed.connect(lambda: left.append(True))
    QTest.keyClick(page.button, Qt.Key.Key_F7)
    assert left == []
    assert page.keys == [Qt.Key.Key_F7]
