"""A shelf of twenty books at the real window, by scans alone but for three titles that nobody had described."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.domain.outcome import Outcome
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.arrivals.page import ArrivalsPage
from libdesk.ui.tabs.catalogue_tab import CatalogueTab
from tests.builders import add_reader, count
from tests.ui.cataloguing.adding.hands import digits, fill_pool, ours
from tests.windows import Seat, seat_at


def scan(seat: Seat, page: AddingPage | ArrivalsPage, code: str) -> None:
    """Fast keys to whatever has the focus, then Enter; the hand is slower than this test."""
    page.box.forget_last()
    for letter in code:
        QTest.keyClick(seat.focus, letter)
    QTest.keyClick(seat.focus, Qt.Key.Key_Return)


def test_twenty_books_from_the_pile_to_the_shelf(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    for number in range(5):
        ours(desk, f"旧相识{number}", 100 + number, f"OLD{number}")
    fill_pool(desk, tmp_path, 12)
    add_reader(desk, "王一", card="R000001")
    with seat_at(desk, tmp_path, qtbot) as seat:
        dialogs: list[str] = []
        watch = QTimer(seat.window, interval=5)
        watch.timeout.connect(lambda: dialogs.extend(w.objectName() for w in [QApplication.activeModalWidget()] if w))
        watch.start()
        tab = seat.window.show_tab("catalogue_tab")
        assert isinstance(tab, CatalogueTab)
        page = tab.show_page("adding_page")
        assert isinstance(page, AddingPage)
        tab.take_focus()
        labels = iter(f"T{number:06d}" for number in range(1, 100))

        for number in [*range(100, 105), *range(10)]:  # five that are ours, ten that a supplier described
            scan(seat, page, digits(number))
            scan(seat, page, next(labels))
            assert page.banner.outcome is Outcome.DONE

        for code in ("R000001", "54995"):  # two wrong scans, with a book in hand
            scan(seat, page, digits(10))
            scan(seat, page, code)
            assert page.banner.outcome is Outcome.REFUSED
            scan(seat, page, next(labels))
            assert page.banner.outcome is Outcome.DONE

        for number in range(3):  # three that are written: a title, then the label
            scan(seat, page, digits(200 + number))
            field = seat.child("title_title")
            assert isinstance(field, QLineEdit)
            assert field.hasFocus()
            seat.type("校本读物" + "一二三"[number])
            scan(seat, page, next(labels))
            assert page.banner.outcome is Outcome.DONE
            assert page.box.hasFocus()

        assert count(desk, "SELECT count(*) FROM copy WHERE waiting = 7") == 20
        assert count(desk, "SELECT count(*) FROM title WHERE record_id IS NOT NULL") == 11
        assert sorted(set(seat.sounds), key=str) != []

        # One row is taken back by its own button, wherever it stands.
        page.list.list.view.selectRow(19)
        undo = seat.child("adding_undo")
        assert isinstance(undo, QPushButton)
        undo.click()
        assert count(desk, "SELECT count(*) FROM copy WHERE waiting = 7") == 19

        # What arrived is stamped and labelled together, then goes to the shelf copy by copy.
        arrivals = tab.show_page("arrivals_page")
        assert isinstance(arrivals, ArrivalsPage)
        tab.take_focus()
        assert arrivals.found.copies == 19
        arrivals.list.view.selectAll()
        for name in ("arrivals_stamped", "arrivals_labelled"):
            done = seat.child(name)
            assert isinstance(done, QPushButton)
            done.click()
            arrivals.list.view.selectAll()
        arrivals.scans.setCurrentIndex(arrivals.scans.findData(4))
        arrivals.box.setFocus()
        waiting = [row.barcode for row in arrivals.list.model.rows()]
        for label in waiting:
            scan(seat, arrivals, label)
        assert count(desk, "SELECT count(*) FROM copy WHERE waiting <> 0") == 0
        assert arrivals.found.copies == 0
        assert dialogs == []
