"""What the tests of the page of aids do with it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo
from libdesk.store.queries.aids import stock as queries
from libdesk.ui.semester.aids.page import AidsPage
from tests.documents.pdf import texts
from tests.ui.shelving.shelf_hands import press


def document(page: AidsPage, name: str) -> list[str]:
    """The words of what a button of the view on show prints."""
    asked: list[object] = []
    page.document_asked.connect(lambda _title, make: asked.append(make))
    press(page.view_of(page.view), name)
    return texts(asked[-1]())  # type: ignore[operator]  # what makes it


def undone(desk: Desk) -> None:
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)


def hand(desk: Desk, name: str) -> int:
    return next(row.stock.hand for row in queries.aids(desk.library) if row.fields.name == name)


def put(page: AidsPage, name: str, number: int) -> None:
    """Type an aid, take it with Return, type the number, Return."""
    view = page.issue
    view.aid.line.setText(name)
    QTest.keyClick(view.aid.line, Qt.Key.Key_Return)
    view.quantity.setValue(number)
    QTest.keyClick(view.quantity.lineEdit(), Qt.Key.Key_Return)
