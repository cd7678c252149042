"""At the real window: what is scanned while a form's number has the cursor is no number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from libdesk.actions.aids import issuing, stock
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.domain.rows.aids import AidFields
from libdesk.store.queries.aids import stock as aid_queries
from libdesk.ui.semester.aids.page import HELD, AidsPage
from libdesk.ui.semester.service.page import ServicePage
from tests.builders import add_book, add_reader, count, status
from tests.e2e.semester_hands import semester_page
from tests.windows import Seat, seat_at


@pytest.fixture
def seat(desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    with seat_at(desk, tmp_path, qtbot) as made:
        yield made


def spin(seat: Seat, name: str) -> QSpinBox:
    """A number of a form, with the cursor in it and its figures chosen."""
    found = seat.child(name)
    assert isinstance(found, QSpinBox)
    found.setFocus()
    found.selectAll()
    return found


def test_a_box_that_is_scanned_while_missing_ones_are_counted_is_no_number_of_them(seat: Seat, desk: Desk) -> None:
    klass = add_reader(desk, "2022级1班", kind="class", class_no=1)
    aid = stock.add_aid(desk, AidFields("语文练习册"), opening=60)
    issuing.issue(desk, [klass.id], {aid: 30})
    box = add_book(desk, "书箱 1", item_kind="box", barcodes=["0004973"])
    lend(desk, copy_id=box.copy_id, reader_id=klass.id)
    aids = semester_page(seat, AidsPage)
    aids.show_view(HELD)
    aids.held.show_receiver(klass.id)
    aids.held.ask_settle()
    missing = spin(seat, "settle_missing_0")
    seat.scan("0004973")
    assert missing.value() == 0
    assert aids.view == HELD
    assert [row.quantity for row in aid_queries.held(desk.library, [klass.id])] == [30]
    assert status(desk, box.copy_id) == "shelf"  # it came back, as the page says of what has a barcode


def test_a_card_that_is_scanned_while_a_class_is_counted_is_a_visitor_and_no_number(seat: Seat, desk: Desk) -> None:
    reader = add_reader(desk, "李明", card="R000063")
    service = semester_page(seat, ServicePage)
    service.visits.klass.click()
    people = spin(seat, "visit_class_people")
    before = people.value()
    seat.scan(reader.card)
    assert people.value() == before
    assert desk.library.fetch("SELECT how, people FROM visit") == [("card", 1)]


def test_an_amount_takes_no_scan_and_a_name_does(seat: Seat, desk: Desk) -> None:
    book = add_book(desk, "草房子", barcodes=["0001234"])
    aids = semester_page(seat, AidsPage)
    aids.stock.begin_new()
    for name, text in (("aid_price", ""), ("aid_name", "0001234")):
        field = seat.child(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        seat.scan("0001234")
        assert field.text() == text, name
    assert count(desk, "SELECT count(*) FROM loan") == 0
    assert book.copy_id
