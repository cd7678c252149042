"""What the tests of the stocktake page do: the page in a window, a stocktake begun, a list shown."""

from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.ui.shelving.stocktake.page import StocktakePage
from libdesk.ui.shelving.stocktake.views import View
from tests.builders import add_book, change_copy
from tests.look import dress
from tests.ui.shelving.shelf_hands import settle
from tests.ui.surroundings import Kept


def stocktake_page(qtbot: QtBot, kept: Kept) -> StocktakePage:
    """The page in a low window, over five copies of two titles in two places."""
    desk = kept.around.desk
    add_book(desk, "草房子", copies=3, call_no="I247.5/1")
    add_book(desk, "昆虫记", copies=2, call_no="Q96/1")
    for copy_id in range(1, 6):
        change_copy(desk, copy_id, place_id=1 if copy_id < 5 else 2)
    made = StocktakePage(kept.around)
    kept.around.bridge.changed.connect(lambda change: made.refresh() if change.topics & made.TOPICS else None)
    qtbot.addWidget(made)
    dress()
    made.resize(911, 360)
    made.show()
    made.activateWindow()
    return made


def press(page: StocktakePage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    button.click()


def begin(page: StocktakePage, qtbot: QtBot, first: str = "", last: str = "") -> None:
    press(page, "stocktake_begin")
    for name, text in (("stocktake_from", first), ("stocktake_to", last)):
        field = page.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    page.doing.begin_view.look_again()
    settle(page, qtbot)
    press(page, "stocktake_start")
    settle(page, qtbot)


def show(page: StocktakePage, qtbot: QtBot, view: View) -> list[object]:
    page.lists.show_view(view)
    settle(page, qtbot)
    return list(page.lists.table.model.rows())
