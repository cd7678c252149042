"""A whole break at the real window: sign-on, lend, return, renew, hold, block and override, undo, crash and restart."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions import staff
from libdesk.actions.desk import Desk
from libdesk.actions.shifts import resume_shift
from libdesk.domain.ops import Role
from libdesk.domain.outcome import Outcome
from libdesk.store.database import Library
from tests.builders import Clock, add_book, add_reader, add_term, as_librarian, make_desk
from tests.windows import Seat, seat_at

PIN = "2468"


def watch_for_dialogs(seat: Seat) -> list[str]:
    """Whatever modal window ever stood in the way of a scan."""
    seen: list[str] = []
    timer = QTimer(seat.window, interval=5)
    timer.timeout.connect(lambda: seen.extend(w.objectName() for w in [QApplication.activeModalWidget()] if w))
    timer.start()
    return seen


def sign_in(seat: Seat) -> None:
    seat.key(Qt.Key.Key_F9)
    assert seat.sees("pin_panel")
    for count, digit in enumerate(PIN, 1):  # typed by hand: a fast run would be taken for a scan
        seat.type(digit)
        seat.qtbot.waitUntil(lambda count=count: len(seat.child("pin_box").text()) == count)
    seat.key(Qt.Key.Key_Return)
    assert not seat.sees("pin_panel")


def test_a_break_at_the_desk(library_path: Path, clock: Clock, tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(library_path, Role.HELPER, clock=clock)
    add_term(desk, date(2026, 2, 23), date(2026, 7, 3))
    helper = add_reader(desk, "周小红", helper=True)
    ming = add_reader(desk, "李明")
    hua = add_reader(desk, "王华")
    old_town = add_book(desk, "城南旧事")
    insects = add_book(desk, "昆虫记")
    houses = add_book(desk, "草房子", copies=3)
    staff.add_staff(as_librarian(desk), name="陈老师", role=Role.LIBRARIAN, pin=PIN)

    with seat_at(desk, tmp_path, qtbot) as seat:
        dialogs = watch_for_dialogs(seat)

        # The shift card, then the helper's own card; a pupil who was not appointed is refused.
        seat.scan("LD-SHIFT")
        assert "王华" in seat.scan(hua.card)
        assert seat.outcome is Outcome.REFUSED
        seat.scan("LD-SHIFT")
        assert "周小红" in seat.scan(helper.card)

        # A card, then books; the outcome is on the disk before it is green.
        seat.scan(ming.card)
        assert "城南旧事" in seat.scan(old_town.barcodes[0])
        assert seat.outcome is Outcome.LENT
        assert open_loans(library_path) == {(old_town.copy_id, ming.id)}
        seat.scan(insects.barcodes[0])
        seat.scan(houses.barcodes[0])
        assert "3" in seat.scan(houses.barcodes[1])
        assert seat.outcome is Outcome.REFUSED

        # Another reader's book is returned, not lent on.
        seat.scan(hua.card)
        assert "李明" in seat.scan(insects.barcodes[0])
        assert seat.outcome is Outcome.NOTICE
        assert open_loans(library_path) == {(old_town.copy_id, ming.id), (houses.copy_ids[0], ming.id)}

        # Undo takes the return back; undo by a librarian's rights is not needed for the own shift.
        seat.key(Qt.Key.Key_F8)
        assert (insects.copy_id, ming.id) in open_loans(library_path)

        # Return by the copy alone, and renewal.
        seat.key(Qt.Key.Key_Escape)
        seat.scan(insects.barcodes[0])
        assert seat.outcome is Outcome.RETURNED
        clock.advance(days=7)
        seat.scan("LD-SHIFT")
        assert "没有签退" in seat.window.toast.text()  # her shift ended with its day: she signs on anew
        assert "周小红" in seat.scan(helper.card)
        seat.key(Qt.Key.Key_F4)
        assert "城南旧事" in seat.scan(old_town.barcodes[0])
        assert seat.outcome is Outcome.RENEWED

        # A hold: placed for the next pupil, told when the book comes back, served to that pupil.
        seat.key(Qt.Key.Key_F2)
        seat.scan(hua.card)
        seat.window.lending.place_hold(old_town.title_id)
        assert "城南旧事" in seat.banner
        seat.key(Qt.Key.Key_Escape)
        assert "王华" in seat.scan(old_town.barcodes[0])
        assert seat.outcome is Outcome.NOTICE
        seat.scan(ming.card)
        assert seat.scan(old_town.barcodes[0])
        assert seat.outcome is Outcome.REFUSED
        seat.scan(hua.card)
        seat.scan(old_town.barcodes[0])
        assert seat.outcome is Outcome.LENT

        # A block, and the librarian who overrides it with a reason.
        seat.scan(ming.card)
        seat.scan(insects.barcodes[0])
        seat.scan(houses.barcodes[1])
        assert seat.outcome is Outcome.REFUSED  # one copy of a title is enough
        sign_in(seat)
        seat.key(Qt.Key.Key_F12)
        seat.type("为全班朗读")
        seat.key(Qt.Key.Key_Return)
        assert seat.outcome is Outcome.NOTICE
        assert (houses.copy_ids[1], ming.id) in open_loans(library_path)
        seat.key(Qt.Key.Key_F9)
        assert dialogs == []
    crash(desk)

    # After the crash: everything that was green is there, the shift goes on, undo still works.
    again = Desk(Library(library_path), clock=clock)
    resume_shift(again)
    assert (old_town.copy_id, hua.id) in open_loans(library_path)
    with seat_at(again, tmp_path, qtbot) as seat:
        assert "周小红" in seat.window.state.text()
        before = open_loans(library_path)
        seat.scan(insects.barcodes[0])
        assert open_loans(library_path) != before
        seat.key(Qt.Key.Key_F8)
        assert open_loans(library_path) == before
    again.close()


def open_loans(path: Path) -> set[tuple[int, int]]:
    """What the file says, read by a connection of its own."""
    library = Library(path)
    rows = library.connection.execute("SELECT copy_id, reader_id FROM loan WHERE returned IS NULL").fetchall()
    library.close()
    return set(rows)


def crash(desk: Desk) -> None:
    """The connection is gone without a word; what was committed is in the log of SQLite."""
    desk.library.connection.close()
