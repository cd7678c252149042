"""A lost book is replaced, paid for, waived or found: each by the panel of the page, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.money.charges import pay
from libdesk.actions.returning import give_back, mark_lost
from libdesk.store.queries import charges as queries
from libdesk.ui.readers.owed_view import OwedView
from libdesk.ui.readers.owed_words import LOSSES, PAYMENTS, SETTLED
from tests.builders import (
    add_book,
    add_reader,
    change_copy,
    set_setting,
    status,
)
from tests.documents.pdf import texts
from tests.ui.readers.owed_stand import Shown, facts, fill, lost, names, offered, press, shower
from tests.ui.surroundings import Kept


def text(page: OwedView, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    assert found.isVisible()
    return found.text()


@pytest.fixture
def shown(qtbot: QtBot, kept: Kept) -> Shown:
    return shower(qtbot, kept)


def test_a_book_that_was_brought_is_scanned_into_the_place_of_the_lost_one(
    desk: Desk, kept: Kept, shown: Shown
) -> None:
    copy_id = lost(desk)
    page = shown(LOSSES)
    documents: list[tuple[str, Callable[[], bytes]]] = []
    page.document_asked.connect(lambda name, make: documents.append((name, make)))
    press(page, "owed_replace")
    assert not offered(page) & {"replace", "waive"}  # the form has their room
    fill(page, "replace_barcode", "NEW0001")
    fill(page, "replace_isbn", "9787532776771")
    assert status(desk, copy_id) == "withdrawn"
    assert "NEW0001" in kept.said[-1]
    assert documents == []
    press(page, "owed_last_slip")
    (slip,) = texts(documents[0][1]())
    for words in ("张三", "草房子", "NEW0001", "978-7-5327-7677-1"):
        assert words in slip
    page.show_part(SETTLED)
    assert "NEW0001" in facts(page)
    assert offered(page) == {"slip", "open"}


def test_the_publishers_barcode_scanned_first_is_taken_for_the_isbn(desk: Desk, shown: Shown) -> None:
    copy_id = lost(desk)
    page = shown(LOSSES)
    press(page, "owed_replace")
    fill(page, "replace_barcode", "9787532776771")
    fill(page, "replace_isbn", "9787532776771")
    assert page.detail.fields.edits[1].text() == "9787532776771"
    assert status(desk, copy_id) == "lost"
    fill(page, "replace_barcode", "NEW0001")
    fill(page, "replace_isbn", "9787532776771")
    assert status(desk, copy_id) == "withdrawn"


def test_a_number_in_use_is_told_in_the_form_and_what_was_typed_stays(desk: Desk, shown: Shown) -> None:
    lost(desk)
    other = add_book(desk, "昆虫记")
    page = shown(LOSSES)
    press(page, "owed_replace")
    fill(page, "replace_barcode", other.barcodes[0])
    fill(page, "replace_isbn", "")
    fault = page.findChild(QLabel, "fields_fault")
    assert isinstance(fault, QLabel)
    assert other.barcodes[0] in fault.text()
    assert page.detail.fields.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.detail.fields.isVisible()
    assert "replace" in offered(page)


def test_money_is_paid_in_parts_with_a_receipt_number(desk: Desk, kept: Kept, shown: Shown) -> None:
    set_setting(desk, "money", True)
    lost(desk)
    page = shown(LOSSES)
    press(page, "owed_pay")
    fill(page, "pay_amount", "10")
    fill(page, "pay_receipt", "0012")
    assert "¥15.00" in facts(page)
    press(page, "owed_pay")
    fill(page, "pay_amount", "20")
    fill(page, "pay_receipt", "0013")
    fault = page.findChild(QLabel, "fields_fault")
    assert isinstance(fault, QLabel)
    assert "¥15.00" in fault.text()
    for typed in ("12,5", "12.5.6"):
        page.detail.fields.edits[0].setFocus()
        fill(page, "pay_amount", typed)
        fill(page, "pay_receipt", "0013")
        assert typed in fault.text()
    page.detail.fields.edits[0].setFocus()
    fill(page, "pay_amount", "15")
    fill(page, "pay_receipt", "0013")
    assert names(page) == []
    assert [row.receipt_no for row in queries.payments_kept(desk.library)] == ["0012", "0013"]


def test_money_goes_to_finance_in_one_step_with_a_list(desk: Desk, kept: Kept, shown: Shown) -> None:
    set_setting(desk, "money", True)
    for name in ("张三", "李四"):
        lost(desk, name, f"{name}的书")
    for charge in queries.open_losses(desk.library):
        pay(desk, charge_id=charge.id, amount_fen=2500, receipt_no=f"N{charge.id}")
    page = shown(PAYMENTS)
    documents: list[Callable[[], bytes]] = []
    page.document_asked.connect(lambda _name, make: documents.append(make))
    assert "¥50.00" in page.hand_over.text()
    press(page, "owed_hand_over")
    assert queries.payments_kept(desk.library) == []
    (sheet,) = texts(documents[0]())
    for words in ("张三", "李四", "¥50.00", "N1"):
        assert words in sheet
    press(page, "owed_print_again")
    assert texts(documents[1]()) == [sheet]


def test_an_amount_is_set_where_the_price_is_not_known_and_waiving_needs_a_reason(desk: Desk, shown: Shown) -> None:
    set_setting(desk, "money", True)
    lost(desk, price=None)
    page = shown(LOSSES)
    assert "pay" not in offered(page)
    press(page, "owed_amount")
    for typed in ("12,5", "12.5.6", "abc"):
        fill(page, "owed_amount_field", typed)
        assert typed in text(page, "inline_form_fault"), "and what was typed stays to be put right"
    fill(page, "owed_amount_field", "18.5")
    assert "¥18.50" in facts(page)
    press(page, "owed_waive")
    fill(page, "owed_why", "家庭困难")
    page.show_part(SETTLED)
    assert "家庭困难" in facts(page)


def test_a_part_of_a_set_may_cost_the_set(desk: Desk, shown: Shown) -> None:
    set_setting(desk, "money", True)
    first = add_book(desk, "西游记", volume="上")
    second = add_book(desk, "西游记", volume="下", title_id=first.title_id)
    for book in (first, second):
        change_copy(desk, book.copy_id, price_fen=3000)
    lend(desk, copy_id=first.copy_id, reader_id=add_reader(desk, "张三").id)
    mark_lost(desk, copy_id=first.copy_id)
    page = shown(LOSSES)
    press(page, "owed_set")
    assert "¥60.00" in facts(page)
    assert "set" not in offered(page)


def test_what_was_paid_for_a_book_that_came_back_stands_first_until_it_is_given_back(desk: Desk, shown: Shown) -> None:
    set_setting(desk, "money", True)
    copy_id = lost(desk)
    pay(desk, charge_id=queries.open_losses(desk.library)[0].id, amount_fen=1000)
    give_back(desk, copy_id=copy_id)
    page = shown(SETTLED)
    assert "¥10.00" in facts(page)
    press(page, "owed_money_back")
    assert "money_back" not in offered(page)
