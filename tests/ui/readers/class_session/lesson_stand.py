"""A reading lesson in the real window: ten pupils with seats, books, and somebody who types numbers and scans."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.lessons import RollRow
from libdesk.store.tables import Enrolment
from libdesk.ui.readers.class_session.page import ClassSessionPage
from tests.builders import BookMade, ReaderMade, add_book, add_reader, as_librarian
from tests.windows import Seat

NAMES = ("李小雨", "王一", "单雨桐", "仇天佑", "欧阳明哲", "尼玛扎西", "张三", "陈晨", "赵六", "孙七")
GROUP = "四(3)班"


@dataclass
class Lesson:
    """The page with the class at it."""

    seat: Seat
    page: ClassSessionPage
    desk: Desk
    pupils: list[ReaderMade]
    books: list[BookMade]

    def number(self, seat: int | str) -> Outcome | None:
        """Type a seat number and Enter."""
        QTest.keyClicks(self.focus, str(seat))
        QTest.keyClick(self.focus, Qt.Key.Key_Return)
        return self.page.banner.outcome

    def scan(self, code: str) -> Outcome | None:
        """A scanner: fast keys to whatever has the focus."""
        self.page.box.forget_last()  # a test is faster than a hand
        for letter in code:
            QTest.keyClick(self.focus, letter)
        QTest.keyClick(self.focus, Qt.Key.Key_Return)
        assert QApplication.activeModalWidget() is None
        assert self.page.box.hasFocus()
        return self.page.banner.outcome

    def book(self, number: int) -> Outcome | None:
        return self.scan(self.books[number].barcodes[0])

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.focus, key)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.seat.window

    @property
    def said(self) -> str:
        return self.page.banner.text()

    def row(self, seat: int) -> RollRow:
        """What the list shows of this seat."""
        found = [row for row in self.page.roll.model.rows() if row.seat == seat]
        assert len(found) == 1
        row: RollRow = found[0]
        return row

    def out(self, seat: int) -> list[str]:
        return [book.title for book in self.row(seat).out]

    @property
    def open_name(self) -> str:
        return self.page.pupil.card.name if self.page.pupil.card else ""


def make_class(desk: Desk) -> tuple[list[ReaderMade], list[BookMade]]:
    """Ten pupils of one class at seats 1 to 10, and twenty books."""
    pupils = [add_reader(desk, name, seat=seat) for seat, name in enumerate(NAMES, 1)]
    return pupils, [add_book(desk, f"第{number}本书") for number in range(20)]


def open_page(seat: Seat) -> ClassSessionPage:
    """F6, then the page."""
    seat.window.role_changed()
    page = seat.open("readers_tab", "class_session_page")
    assert isinstance(page, ClassSessionPage)
    seat.window.tabs.current.take_focus()
    return page


def no_seats(desk: Desk) -> None:
    """A school that keeps no seat numbers."""
    with as_librarian(desk).action(Op.IMPORT_READERS) as act:
        for (row_id,) in desk.library.connection.execute("SELECT id FROM enrolment").fetchall():
            act.change(Enrolment, row_id, seat=None)
