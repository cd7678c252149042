"""What a person does on the readers' pages: press, type, choose rows."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from libdesk.ui.readers.list_page import ReaderListPage
from tests.ui.surroundings import Kept, at_work


def shown(qtbot: QtBot, kept: Kept) -> ReaderListPage:
    return at_work(qtbot, kept, ReaderListPage(kept.around))


def names(page: ReaderListPage) -> list[str]:
    return [row.name for row in page.list.model.rows()]


def choose(page: ReaderListPage, wanted: Sequence[str]) -> None:
    """Choose the rows of these names, as clicks with Ctrl do."""
    page.list.view.clearSelection()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for number, row in enumerate(page.list.model.rows()):
        if row.name in wanted:
            page.list.view.selectionModel().select(page.list.model.index(number, 0), flags)


def seen(page: QWidget, name: str) -> QWidget:
    """The one widget of this name that is in sight."""
    found = [widget for widget in page.findChildren(QWidget, name) if widget.isVisible()]
    assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
    return found[0]


def sees(page: QWidget, name: str) -> bool:
    return any(widget.isVisible() for widget in page.findChildren(QWidget, name))


def press(page: QWidget, name: str) -> None:
    button = seen(page, name)
    assert isinstance(button, QAbstractButton)
    assert button.isEnabled()
    button.click()


def write(page: QWidget, name: str, text: str) -> None:
    """Replace what stands in a line; Chinese comes from an input method."""
    line = seen(page, name)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    if text.isascii():
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        QTest.keyClicks(line, text, delay=0)
    else:
        committed = QInputMethodEvent()
        committed.setCommitString(text)
        QApplication.sendEvent(line, committed)
