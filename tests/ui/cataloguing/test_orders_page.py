"""The page of acquisition as a librarian uses it: wishes by card, a quotation, an order, a parcel scanned."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition import purchases, wishes
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.actions.acquisition.wishes import WishForm
from libdesk.actions.undo import last_undoable, undo
from libdesk.actions.withdrawing.notices import keep_notice
from libdesk.domain.bureau import Named
from libdesk.domain.holdings_check import Fate
from libdesk.domain.rows.orders import WishState
from libdesk.exchange.export import write_table
from libdesk.exchange.tables import read_file, read_tables
from libdesk.store.queries import orders
from libdesk.store.queries import wishes as wish_queries
from libdesk.ui.cataloguing.orders import words
from libdesk.ui.cataloguing.orders.page import DELIVERY, LISTS, ORDERS, WISHES, OrdersPage
from tests.builders import add_book, add_reader, status
from tests.made_books import isbn
from tests.ui.cataloguing.orders_hands import ordered, orders_page, scan, titles, wish_state
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept, nameless


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> OrdersPage:
    return orders_page(qtbot, kept)


# Wishes


def test_a_card_and_an_isbn_scanned_make_a_wish(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    reader = add_reader(desk, "张小明", card="R001")
    add_book(desk, "草房子", isbn=isbn(7), author="曹文轩")
    scan(page, "R001")
    scan(page, isbn(7))
    press(page, "wish_panel_ok")
    (row,) = wish_queries.wishes(desk.library)
    assert (row.title, row.author, row.isbn) == ("草房子", "曹文轩", isbn(7))
    assert row.reader is not None
    assert row.reader.id == reader.id
    assert (row.copies, row.on_shelf) == (1, 1)


def test_a_reader_is_found_by_initials_and_nobody_need_be_named(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    add_reader(desk, "张小明")
    press(page, "wish_new")
    write(page, "wish_title", "三体")
    line = seen(page, "wish_reader")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.setText("zxm")
    line.ask()  # type: ignore[attr-defined]  # a SearchEdit
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "张小明"
    press(page, "wish_panel_ok")
    press(page, "wish_new")
    write(page, "wish_title", "《三体》")
    press(page, "wish_panel_ok")
    rows = wish_queries.wishes(desk.library)
    assert [row.alike for row in rows] == [2, 2]
    assert {row.reader.name if row.reader else "" for row in rows} == {"张小明", ""}


def test_a_wish_without_a_book_is_refused_and_the_form_stays(page: OrdersPage) -> None:
    press(page, "wish_new")
    press(page, "wish_panel_ok")
    assert sees(page, "wish_panel_fault")
    write(page, "wish_isbn", "9787500012345")
    press(page, "wish_panel_ok")
    assert "9787500012345" in seen(page, "wish_panel_fault").text()  # type: ignore[attr-defined]  # a QLabel
    assert QApplication.activeModalWidget() is None


def test_a_book_on_the_shelf_is_kept_for_who_wished_for_it(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    book = add_book(desk, "草房子")
    reader = add_reader(desk, "张小明")
    wish_id = wishes.add_wish(desk, WishForm("草房子", reader_id=reader.id))
    press(page, "wish_keep")
    assert status(desk, book.copy_id) == "hold"
    assert "张小明" in kept.said[-1]
    assert wish_state(desk, wish_id) is WishState.HERE
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert status(desk, book.copy_id) == "shelf"
    assert wish_state(desk, wish_id) is WishState.OPEN


def test_a_wish_is_declined_with_an_answer(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    wish_id = wishes.add_wish(desk, WishForm("游戏攻略"))
    press(page, "wish_decline")
    write(page, "wish_why", "不适合小学")
    press(page, "wish_ok")
    assert wish_state(desk, wish_id) is WishState.DECLINED
    assert titles(page.wishes.list) == []
    page.wishes.shown.setCurrentIndex(2)
    page.wishes.refresh()
    assert "不适合小学" in page.wishes.facts.text()
    press(page, "wish_reopen")
    assert wish_state(desk, wish_id) is WishState.OPEN


def test_wishes_become_an_order(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    ids = [wishes.add_wish(desk, WishForm(title)) for title in ("三体", "三体", "狼王梦")]
    page.wishes.list.view.selectAll()
    press(page, "wish_order")
    write(page, "order_name", "荐购")
    press(page, "order_head_ok")
    assert page.view == ORDERS
    (order,) = orders.purchases(desk.library)
    assert [(line.title, line.counts.wanted) for line in orders.lines(desk.library, order.id)] == [
        ("三体", 2), ("狼王梦", 1),
    ]  # fmt: skip
    press(page, "order_send")
    assert {wish_state(desk, wish_id) for wish_id in ids} == {WishState.ORDERED}


# A list against the holdings


@pytest.fixture
def quotation(tmp_path: Path) -> Path:
    path = tmp_path / "春季报价.xlsx"
    rows = [
        ("草房子", "曹文轩", isbn(1), 22.5), ("昆虫记", "法布尔", isbn(2), 30), ("三体", "刘慈欣", isbn(3), 23),
        ("狼王梦", "沈石溪", isbn(4), 20), ("", "无名", isbn(5), 1),
    ]  # fmt: skip
    write_table(path, "报价", ("书名", "作者", "ISBN", "定价"), rows)
    return path


def opened(qtbot: QtBot, page: OrdersPage, path: Path) -> None:
    page.show_view(LISTS)
    page.lists.open_file(path)
    qtbot.waitUntil(lambda: bool(page.lists.table.list.model.rows()))


def test_a_quotation_is_judged_ticked_counted_and_ordered(
    qtbot: QtBot, page: OrdersPage, kept: Kept, quotation: Path
) -> None:
    desk = kept.around.desk
    add_book(desk, "草房子", copies=3, isbn=isbn(1))
    add_book(desk, "昆虫记", copies=1, isbn=isbn(2))
    add_book(desk, "狼王梦", copies=2, isbn=isbn(44), author="沈石溪 著")
    opened(qtbot, page, quotation)
    rows = {row.offer.title: row for row in page.lists.table.list.model.rows()}
    fates = {title: row.fate for title, row in rows.items() if row.fate is not Fate.FAULTY}
    assert fates == {"草房子": Fate.HAVE, "昆虫记": Fate.TOO_FEW, "三体": Fate.LACK, "狼王梦": Fate.OTHER}
    assert page.lists.table.chosen == {rows["昆虫记"].number, rows["三体"].number}
    write(page, "list_discount", "70%")
    write(page, "list_budget", "50")
    page.lists.table.view.setFocus()
    assert "¥129.00" in page.lists.money.sum.text()
    assert "¥40.30" in page.lists.money.sum.text()  # over the budget: 2 x 30 + 3 x 23 at 70 percent are 90.30
    press(page, "list_too_few")
    page.lists.table.view.setFocus()
    qtbot.keyClick(page.lists.table.view, Qt.Key.Key_Space)
    assert page.lists.table.chosen == {rows["三体"].number}
    press(page, "list_order")
    assert seen(page, "order_name").text() == "春季报价"  # type: ignore[attr-defined]  # a QLineEdit
    press(page, "order_head_ok")
    (order,) = orders.purchases(desk.library)
    assert (order.titles, order.wanted, order.discount_permille, order.budget_fen) == (1, 3, 700, 5000)
    page.show_view(LISTS)
    press(page, "list_all_rows")
    qtbot.waitUntil(lambda: any(row.ordered for row in page.lists.table.list.model.rows()))
    assert not page.lists.table.chosen  # it is not ordered a second time by the same press


def test_what_the_bureau_names_is_said_of_a_quotation_and_not_ticked(
    page: OrdersPage, kept: Kept, tmp_path: Path, qtbot: QtBot
) -> None:
    keep_notice(kept.around.desk, name="第1号", lines=[Named("三体")])
    path = tmp_path / "报价.xlsx"
    write_table(path, "报价", ("ISBN", "书名"), [(isbn(1), "草房子"), (isbn(2), "三体")])
    page.show_view(LISTS)
    page.lists.open_file(path)
    qtbot.waitUntil(lambda: len(page.lists.table.list.model.rows()) == 2)
    rows = page.lists.table.list.model.rows()
    assert [(row.named, row.ticked) for row in rows] == [("", True), ("第1号", False)]
    assert "第1号" in words.state_of(rows[1])


def test_the_result_goes_out_as_a_table_with_every_row(
    qtbot: QtBot, page: OrdersPage, quotation: Path, tmp_path: Path
) -> None:
    opened(qtbot, page, quotation)
    path = tmp_path / "比对.xlsx"
    page.lists.save_to(path)
    (table,) = read_tables(read_file(path), path.name).tables
    assert len(table.rows) == 1 + 5
    assert table.rows[1][2] == "草房子"


def test_a_list_that_cannot_be_read_says_why_and_offers_another(qtbot: QtBot, page: OrdersPage, tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")
    page.show_view(LISTS)
    page.lists.open_file(path)
    face = page.lists.table.list.face
    qtbot.waitUntil(lambda: "空.xlsx" in face.accessibleName())
    assert face.findChild(QAbstractButton, "face_choice") is not None


# An order


def test_return_goes_from_field_to_field_and_from_the_last_one_makes_the_order(page: OrdersPage, kept: Kept) -> None:
    page.show_view(ORDERS)
    page.orders.begin()
    write(page, "order_name", "秋季采购")
    form = page.orders.head_form
    for field in (form.name, form.supplier, form.discount, form.budget):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert orders.purchases(kept.around.desk.library) == []
    assert form.note.hasFocus()
    QTest.keyClick(form.note, Qt.Key.Key_Return)
    assert [row.name for row in orders.purchases(kept.around.desk.library)] == ["秋季采购"]


def test_a_book_is_put_in_by_its_isbn_and_taken_out(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    add_book(desk, "草房子", isbn=isbn(1), author="曹文轩")
    purchases.make_purchase(desk, OrderForm("补购"))
    page.show_view(ORDERS)
    scan(page, isbn(1))
    press(page, "order_line_ok")
    page.orders.line_form.leave()
    assert titles(page.orders.lines) == ["草房子"]
    press(page, "order_count")
    write(page, "order_copies", "4")
    press(page, "order_ok")
    assert page.orders.lines.current_row().counts.wanted == 4
    press(page, "order_out")
    assert titles(page.orders.lines) == []
    press(page, "order_remove")
    assert orders.purchases(desk.library) == []


def test_the_order_is_printed_and_saved_for_the_supplier(
    page: OrdersPage, kept: Kept, tmp_path: Path, qtbot: QtBot
) -> None:
    ordered(kept.around.desk, NewLine("草房子", 3, isbn=isbn(1), price_fen=2250))
    page.show_view(ORDERS)
    with qtbot.waitSignal(page.document_asked) as asked:
        press(page, "order_print")
    assert asked.args[1]().startswith(b"%PDF")
    page.orders.save_to(tmp_path / "单.xlsx")
    (table,) = read_tables(read_file(tmp_path / "单.xlsx"), "单.xlsx").tables
    assert table.rows[1][1:3] == (isbn(1), "草房子")
    assert table.rows[1][5:7] == ("22.5", "3")


@pytest.mark.parametrize("view", [WISHES, LISTS, ORDERS, DELIVERY])
def test_everything_that_takes_the_focus_has_a_name(page: OrdersPage, kept: Kept, view: str) -> None:
    desk = kept.around.desk
    wishes.add_wish(desk, WishForm("三体"))
    ordered(desk, NewLine("草房子", 2))
    page.show_view(view)
    assert nameless(page) == []
    if view in (WISHES, ORDERS):
        for form in (page.wishes.begin, page.orders.begin):
            form()
        assert nameless(page) == []


def test_every_view_and_form_fits_a_small_screen(page: OrdersPage, kept: Kept) -> None:
    ordered(kept.around.desk, NewLine("草房子", 3, isbn=isbn(1)))
    wide: dict[str, int] = {}
    for view in (WISHES, LISTS, ORDERS, DELIVERY):
        page.show_view(view)
        QApplication.processEvents()
        wide[view] = page.minimumSizeHint().width()
    assert {name: width for name, width in wide.items() if width > 900} == {}
