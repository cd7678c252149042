"""The page of periodicals on a library of its own, and what a person does there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.shelving.periodicals.page import PeriodicalsPage
from tests.look import dress
from tests.ui.surroundings import Kept


def periodicals_page(qtbot: QtBot, kept: Kept) -> PeriodicalsPage:
    made = PeriodicalsPage(kept.around)
    kept.around.bridge.changed.connect(lambda change: made.refresh() if change.topics & made.TOPICS else None)
    qtbot.addWidget(made)
    dress()
    made.resize(1100, 500)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisibleTo(page)
    assert button.isEnabled()
    button.click()


def scan(page: PeriodicalsPage, code: str) -> str:
    """A scanner, wherever the keyboard is; gives what is told."""
    page.check_in.box.forget_last()
    page.scan_target.receive(code)
    return page.check_in.told.text()


def type_in(page: PeriodicalsPage, text: str, *keys: Qt.Key) -> str:
    """A person at the box: letters, then keys, the last of them Enter."""
    box = page.check_in.box
    box.forget_last()
    box.setFocus()
    QTest.keyClicks(box, text, delay=130)
    for key in keys:
        QTest.keyClick(box, key)
    QTest.keyClick(box, Qt.Key.Key_Return)
    return page.check_in.told.text()


def awaited(page: PeriodicalsPage) -> list[tuple[str, str]]:
    """What the list of arrivals shows: title and number."""
    rows = page.check_in.list.model.rows()
    return [(line.owner.title, line.issue.number if line.issue is not None else "") for line in rows]
