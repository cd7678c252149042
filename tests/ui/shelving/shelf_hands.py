"""What the tests of the shelving pages do: books on shelves, scans, and the page in a window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.ui.tab import Tab
from libdesk.ui.widgets.scan_line import ScanLine
from tests.builders import add_book, as_librarian, change_copy
from tests.look import dress
from tests.ui.surroundings import Kept

STACKS, PUPILS_ROOM = 1, 2


def shown(page: Tab, qtbot: QtBot, kept: Kept) -> None:
    """The page in a low window; it is refreshed as the window would do it."""
    kept.around.bridge.changed.connect(lambda change: page.refresh() if change.topics & page.TOPICS else None)
    qtbot.addWidget(page)
    dress()
    page.resize(911, 330)
    page.show()
    page.activateWindow()


def shelved(desk: Desk, title: str, call_no: str, code: str, *, place: int = STACKS) -> int:
    """A book that stands on the shelf of a place."""
    copy_id = add_book(desk, title, call_no=call_no, barcodes=[code]).copy_id
    change_copy(as_librarian(desk), copy_id, place_id=place)
    return copy_id


def scan(line: ScanLine, code: str) -> str:
    """Scan; gives what is told of it."""
    line.box.forget_last()
    QTest.keyClicks(line.box, code)
    QTest.keyClick(line.box, Qt.Key.Key_Return)
    return line.told.text()


def settle(page: Tab, qtbot: QtBot) -> None:
    """Wait for what is read beside the desk."""
    qtbot.waitUntil(lambda: not page.around.jobs.running)


def press(page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled()
    button.click()
