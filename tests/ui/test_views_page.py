"""A page of several views: each is made when it is first shown, only the one on show is read and has the keyboard."""

from typing import ClassVar

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from libdesk.domain.ops import Op
from libdesk.ui import icons
from libdesk.ui.tab import Surroundings
from libdesk.ui.views_page import ViewsPage
from tests.ui.surroundings import Kept, at_work


class Sheet(QWidget):
    document_asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.read = 0
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.field,)

    def refresh(self) -> None:
        self.read += 1

    def take_focus(self) -> None:
        self.field.setFocus()


class Page(ViewsPage):
    NAME = "sheets_page"
    TITLE = "Sheets"
    ICON = icons.LIST
    OP = Op.SEE_PLAN
    VIEWS: ClassVar = {"one": "The first", "two": "The second"}

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.made: list[Sheet] = []
        self.show_view("one", focus=False)

    def make_view(self, _name: str) -> QWidget:
        return Sheet()

    def connect_view(self, made: QWidget) -> None:
        assert isinstance(made, Sheet)
        self.made.append(made)

    def refresh(self) -> None:
        self.shown.refresh()


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> Page:
    return at_work(qtbot, kept, Page(kept.around))


def test_a_view_is_made_once_when_it_is_first_shown(page: Page) -> None:
    assert page.view == "one"
    assert len(page.made) == 1
    page.buttons["two"].click()
    page.buttons["one"].click()
    assert len(page.made) == 2
    assert page.view_of("one") is page.made[0]
    assert page.made[0].isVisible()
    assert not page.made[1].isVisible()


def test_only_the_view_on_show_is_read_and_has_the_keyboard(page: Page) -> None:
    first = page.made[0].read
    page.buttons["two"].click()
    assert page.made[0].read == first
    assert page.made[1].read == 1
    assert page.made[1].field.hasFocus()
    assert [name for name, made in page.buttons.items() if made.isChecked()] == ["two"]
    assert page.home == (page.made[1].field, page.buttons["two"])


def test_a_document_of_any_view_is_passed_on(page: Page) -> None:
    asked: list[str] = []
    page.document_asked.connect(lambda title, _make: asked.append(title))
    page.show_view("two")
    for sheet in page.made:
        sheet.document_asked.emit("Paper", bytes)
    assert asked == ["Paper", "Paper"]
