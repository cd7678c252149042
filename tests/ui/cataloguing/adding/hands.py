"""Somebody who adds books: scans, types and reads what the page says; suppliers' records and a page to begin with."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from libdesk.actions.cataloguing.adding import add_title
from libdesk.actions.desk import Desk
from libdesk.actions.imports.records.pool import plan_pool, write_pool
from libdesk.domain.rows.adding import AddReceipt, NewCopy
from libdesk.domain.titles import TitleFields
from libdesk.ui.cataloguing.adding.page import AddingPage
from tests.builders import count
from tests.exchange import marc_files


def digits(number: int) -> str:
    """The ISBN of a supplier's record or of a book made here, as a scanner reads it."""
    return marc_files.isbn(number).replace("-", "")


def fill_pool(desk: Desk, folder: Path, count: int) -> None:
    """So many suppliers' records, of the ISBNs digits(0) …"""
    path = folder / "supplier.iso"
    path.write_bytes(marc_files.many(count))
    write_pool(desk, plan_pool(desk, [path]))


def ours(desk: Desk, title: str, number: int, *labels: str, class_no: str = "I287.45") -> AddReceipt:
    """A title of the library with this ISBN."""
    fields = TitleFields(title, author="曹文轩", publisher="少儿社", class_no=class_no, isbn=digits(number))
    return add_title(desk, fields, copies=[NewCopy(label, waiting=0) for label in labels])


def scan(page: AddingPage, code: str) -> str:
    """A scanner, wherever the keyboard is; gives what the banner says."""
    page.box.forget_last()
    page.box.receive(code)
    return page.banner.text()


def type_in(page: AddingPage, text: str) -> str:
    """By hand into the box: one key at a time."""
    page.box.setText(text)
    page.box._by_hand = True
    QTest.keyClick(page.box, Qt.Key.Key_Return)
    return page.banner.text()


def seen(page: QWidget, name: str) -> QWidget:
    found = [widget for widget in page.findChildren(QWidget, name) if widget.isVisible()]
    assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
    return found[0]


def press(page: QWidget, name: str) -> None:
    button = seen(page, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def write(page: QWidget, name: str, text: str) -> QLineEdit:
    """Fill a field of the form as a person does."""
    field = seen(page, name)
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)
    return field


def rows(page: AddingPage) -> list[tuple[str, str]]:
    """The list of today: title and label of each row."""
    model = page.list.list.model
    texts = {column.key: column.text for column in model.columns}
    return [(texts["title"](row), texts["label"](row)) for row in model.rows()]


def copies(page: AddingPage) -> int:
    return count(page.desk, "SELECT count(*) FROM copy")
