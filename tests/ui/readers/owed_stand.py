"""Things that readers owe, and the page of them worked as a person does: real keys, visible widgets."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back, mark_lost
from libdesk.ui.readers.owed_page import OwedPage
from libdesk.ui.readers.owed_view import OwedView
from libdesk.ui.readers.owed_words import SUSPENDED
from tests.builders import Clock, add_book, add_reader, change_copy
from tests.look import dress
from tests.ui.surroundings import Kept

Shown = Callable[[str], OwedView]


def shower(qtbot: QtBot, kept: Kept) -> Shown:
    """What shows a part of the page in a window of its own, low as on a small screen."""

    pages: list[OwedPage] = []  # a window that nobody holds is gone

    def show(part: str = SUSPENDED) -> OwedView:
        whole = OwedPage(kept.around)
        pages.append(whole)
        qtbot.addWidget(whole)
        dress()
        whole.resize(911, 340)
        whole.show()
        whole.activateWindow()
        qtbot.waitUntil(whole.isActiveWindow)
        page = whole.view
        page.show_part(part)
        page.take_focus()
        return page

    return show


def late(desk: Desk, clock: Clock, *readers: tuple[str, int]) -> None:
    """Readers by name and class number who have each brought a book back six open days late today."""
    copies = []
    for name, class_no in readers:
        copies.append(add_book(desk, f"{name}的书").copy_id)
        lend(desk, copy_id=copies[-1], reader_id=add_reader(desk, name, class_no=class_no).id)
    clock.advance(days=22)
    for copy_id in copies:
        give_back(desk, copy_id=copy_id)


def lost(desk: Desk, name: str = "张三", title: str = "草房子", price: int | None = 2500) -> int:
    """A copy that its reader has lost; its id."""
    copy_id = add_book(desk, title).copy_id
    change_copy(desk, copy_id, price_fen=price)
    lend(desk, copy_id=copy_id, reader_id=add_reader(desk, name).id)
    mark_lost(desk, copy_id=copy_id)
    return copy_id


def names(page: OwedView) -> list[str]:
    return [row.reader for row in page.list.model.rows()]


def facts(page: OwedView) -> str:
    label = page.findChild(QLabel, "owed_facts")
    assert isinstance(label, QLabel)
    return label.text()


def offered(page: OwedView) -> set[str]:
    return {
        made.objectName().removeprefix("owed_")
        for made in page.detail.findChildren(QAbstractButton)
        if made.isVisible() and made.objectName().startswith("owed_")
    }


def press(page: OwedView, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), name
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def fill(page: OwedView, name: str, text: str) -> None:
    """Type into a field and end with Return, as a scanner does."""
    (field,) = (edit for edit in page.findChildren(QLineEdit, name) if edit.isVisible())
    assert field.hasFocus(), name
    field.selectAll()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)
