"""A pupil loses a book and brings another: from the desk to the page of what is owed and back, scans at the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.store.queries import charges as queries
from libdesk.ui.tabs.readers_tab import ReadersTab
from tests.builders import add_book, add_reader, status
from tests.windows import Seat, seat_at


def press(seat: Seat, name: str) -> None:
    """A button; the space bar would wait for the rest of a scan first."""
    button = seat.child(name)
    assert isinstance(button, QAbstractButton)
    button.click()


def owed(seat: Seat) -> None:
    tab = seat.window.show_tab("readers_tab")
    assert isinstance(tab, ReadersTab)
    tab.show_page("owed_page")
    tab.take_focus()


def test_a_lost_book_is_replaced_and_everything_undone_again(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    ming, book, other = add_reader(desk, "李明"), add_book(desk, "草房子"), add_book(desk, "昆虫记")
    with seat_at(desk, tmp_path, qtbot) as seat:
        seat.scan(ming.card)
        assert "草房子" in seat.scan(book.barcodes[0])
        seat.window.lending.panel.loans.view.selectRow(0)
        press(seat, "loan_lost")
        assert "丢失" in seat.banner
        assert "1" in seat.window.lending.panel.accessibleName()

        owed(seat)
        press(seat, "owed_losses")
        press(seat, "owed_replace")
        for letter in "NEW00001":
            QTest.keyClick(seat.focus, letter)
        seat.key(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is seat.child("replace_isbn")
        seat.key(Qt.Key.Key_Return)
        assert status(desk, book.copy_id) == "withdrawn"
        assert seat.sees("owed_last_slip")

        # The new copy goes over the desk at once, the old number is refused.
        seat.window.show_tab("lending_tab")
        seat.key(Qt.Key.Key_Escape)
        assert "剔旧" in seat.scan(book.barcodes[0])
        seat.scan(ming.card)
        assert "草房子" in seat.scan("NEW00001")
        assert seat.outcome is Outcome.LENT
        assert "昆虫记" in seat.scan(other.barcodes[0])

        # F8 takes each step back, the replacement and the loss too.
        for _step in range(3):
            seat.key(Qt.Key.Key_F8)
        assert status(desk, book.copy_id) == "lost"
        assert len(queries.open_losses(desk.library)) == 1
        seat.key(Qt.Key.Key_F8)
        assert status(desk, book.copy_id) == "loan"
        assert queries.charges_of(desk.library, ming.id) == []
