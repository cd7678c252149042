"""The page of what readers owe: how each was reckoned, what can be done about it, many at once; by keyboard alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.charges import pay
from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import claim_returned, give_back, mark_lost
from libdesk.actions.undo import last_undoable, undo
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.store.queries import charges as queries
from libdesk.ui.finding.reader_detail import owed_lines
from libdesk.ui.readers.owed_page import OwedPage
from libdesk.ui.readers.owed_words import CLAIMS, FINES, LOSSES, PAYMENTS, SETTLED, SUSPENDED
from tests.builders import (
    Clock,
    ReaderMade,
    add_book,
    add_reader,
    change_copy,
    make_desk,
    make_library,
    set_rule,
    set_setting,
    status,
)
from tests.documents.pdf import texts
from tests.ui.surroundings import Kept, nameless, surroundings


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = make_desk(make_library(tmp_path), clock=clock)
    yield made
    made.library.close()


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    with surroundings(desk, tmp_path) as made:
        yield made


@pytest.fixture
def shown(qtbot: QtBot, kept: Kept) -> Callable[[str], OwedPage]:
    def show(part: str = SUSPENDED) -> OwedPage:
        page = OwedPage(kept.around)
        qtbot.addWidget(page)
        page.resize(911, 340)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_part(part)
        page.take_focus()
        return page

    return show


Shown = Callable[[str], OwedPage]


def late(desk: Desk, clock: Clock, name: str, class_no: int = 3) -> ReaderMade:
    """Brings a book back six open days late today."""
    reader = add_reader(desk, name, class_no=class_no)
    copy_id = add_book(desk, f"{name}的书").copy_id
    lend(desk, copy_id=copy_id, reader_id=reader.id)
    clock.advance(days=22)
    give_back(desk, copy_id=copy_id)
    clock.advance(days=-22)
    return reader


def lost(desk: Desk, name: str = "张三", title: str = "草房子", price: int | None = 2500) -> int:
    """A copy that its reader has lost; its id."""
    copy_id = add_book(desk, title).copy_id
    change_copy(desk, copy_id, price_fen=price)
    lend(desk, copy_id=copy_id, reader_id=add_reader(desk, name).id)
    mark_lost(desk, copy_id=copy_id)
    return copy_id


def names(page: OwedPage) -> list[str]:
    return [row.reader for row in page.list.model.rows()]


def facts(page: OwedPage) -> str:
    label = page.findChild(QLabel, "owed_facts")
    assert isinstance(label, QLabel)
    return label.text()


def offered(page: OwedPage) -> set[str]:
    return {
        made.objectName().removeprefix("owed_")
        for made in page.detail.findChildren(QAbstractButton)
        if made.isVisible() and made.objectName().startswith("owed_")
    }


def press(page: OwedPage, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible(), name
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def fill(page: OwedPage, name: str, text: str) -> None:
    """Type into a field and end with Return, as a scanner does."""
    (field,) = (edit for edit in page.findChildren(QLineEdit, name) if edit.isVisible())
    assert field.hasFocus(), name
    field.selectAll()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_who_may_not_borrow_stands_there_with_the_reckoning(desk: Desk, clock: Clock, shown: Shown) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, "张三", 10)
    late(desk, clock, "李四", 7)
    clock.advance(days=22)
    page = shown(SUSPENDED)
    assert names(page) == ["李四", "张三"]
    assert "超期 6 个开馆日 × 1 = 6 个开馆日（最多 14 个）" in facts(page)
    assert page.parts[SUSPENDED].text().endswith("2")
    assert nameless(page) == []


def test_one_press_ends_the_suspensions_of_a_class(desk: Desk, clock: Clock, kept: Kept, shown: Shown) -> None:
    set_rule(desk, suspension_days_per_day=1)
    for name, number in (("李四", 7), ("张三", 7), ("王五", 10)):
        late(desk, clock, name, number)
    clock.advance(days=22)
    page = shown(SUSPENDED)
    page.group.setCurrentIndex(1)
    page.group.activated.emit(1)
    assert names(page) == ["李四", "张三"]
    press(page, "owed_amnesty")
    assert [row.reader for row in queries.suspended(desk.library, desk.today)] == ["王五"]
    assert "F8" in kept.said[-1]
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    page.refresh()
    assert len(names(page)) == 3


def test_one_suspension_ends_from_the_panel(desk: Desk, clock: Clock, shown: Shown) -> None:
    set_rule(desk, suspension_days_per_day=1)
    late(desk, clock, "张三")
    clock.advance(days=22)
    page = shown(SUSPENDED)
    press(page, "owed_lift")
    assert names(page) == []
    assert page.list.face.isVisible()


def test_without_money_a_lost_book_is_replaced_or_waived(desk: Desk, shown: Shown) -> None:
    lost(desk)
    page = shown(LOSSES)
    assert offered(page) >= {"replace", "waive", "found", "open"}
    assert not offered(page) & {"pay", "amount", "set"}
    assert "¥" not in facts(page)
    assert page.parts[FINES].isHidden()
    assert page.parts[PAYMENTS].isHidden()


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


def test_a_claim_shows_its_age_and_may_be_lost_or_found(desk: Desk, clock: Clock, shown: Shown) -> None:
    for name in ("张三", "李四"):
        copy_id = add_book(desk, f"{name}的书").copy_id
        lend(desk, copy_id=copy_id, reader_id=add_reader(desk, name).id)
        claim_returned(desk, copy_id=copy_id)
    clock.advance(days=12)
    page = shown(CLAIMS)
    index = page.list.model.index(0, 4)
    assert index.data() == "12 天"
    first = page.list.current_row()
    press(page, "owed_lost")
    assert status(desk, first.copy_id) == "lost"
    second = page.list.current_row()
    press(page, "owed_found")
    assert status(desk, second.copy_id) == "shelf"
    assert names(page) == []


def test_the_page_opens_a_reader_at_the_desk(desk: Desk, qtbot: QtBot, shown: Shown) -> None:
    lost(desk)
    page = shown(LOSSES)
    with qtbot.waitSignal(page.open_asked) as caught:
        page.list.view.setFocus()
        QTest.keyClick(page.list.view, Qt.Key.Key_Return)
    assert caught.args == [page.list.current_row().reader_id]


def test_every_part_has_an_empty_face(desk: Desk, shown: Shown) -> None:
    set_setting(desk, "money", True)
    page = shown(SUSPENDED)
    for part in (SUSPENDED, LOSSES, FINES, CLAIMS, SETTLED, PAYMENTS):
        page.show_part(part)
        assert page.list.face.isVisible()
        assert page.detail.face.isVisible()


def test_a_reader_of_the_list_shows_what_is_owed(desk: Desk) -> None:
    lost(desk)
    reader_id = queries.open_losses(desk.library)[0].reader_id
    (line,) = owed_lines(desk, reader_id)
    assert (line.title, line.role) == ("草房子", "bad")
    desk.actor = Actor(Role.HELPER)
    with pytest.raises(NotAllowed):
        owed_lines(desk, reader_id)
