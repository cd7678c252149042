"""A parcel at the page of acquisition: scans, keys, the supplier's list, and the end of the count."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition import wishes
from libdesk.actions.acquisition.purchases import NewLine
from libdesk.actions.acquisition.wishes import WishForm
from libdesk.domain.deliveries import State
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.orders import WishState
from libdesk.exchange.export import write_table
from libdesk.exchange.tables import read_file, read_tables
from libdesk.store.queries import orders
from libdesk.ui.cataloguing.adding.page import AddingPage
from libdesk.ui.cataloguing.orders.page import DELIVERY, OrdersPage
from libdesk.ui.tabs.catalogue_tab import CatalogueTab
from tests.look import dress
from tests.made_books import isbn
from tests.ui.cataloguing.orders_hands import ordered, orders_page, scan, wish_state
from tests.ui.readers.hands import press, seen, sees, write
from tests.ui.surroundings import Kept


@pytest.fixture
def page(qtbot: QtBot, kept: Kept) -> OrdersPage:
    return orders_page(qtbot, kept)


def test_a_parcel_is_counted_by_scans_alone(page: OrdersPage, kept: Kept, qtbot: QtBot) -> None:
    desk = kept.around.desk
    made = ordered(desk, NewLine("草房子", 2, isbn=isbn(1)), NewLine("三体", 1, isbn=isbn(3)))
    heard: list[Outcome] = []
    page.heard.connect(heard.append)
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    for code in (isbn(1), isbn(1), isbn(3), "6901234567892", isbn(1)):
        scan(page, code)
    assert heard == [Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.NOT_FOUND, Outcome.NOTICE]
    assert [line.counts.delivered for line in orders.lines(desk.library, made)] == [3, 1]
    assert QApplication.activeModalWidget() is None


def test_a_book_that_was_not_ordered_gets_its_title_and_stands_as_surplus(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    made = ordered(desk, NewLine("草房子", 1, isbn=isbn(1)))
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    scan(page, isbn(9))
    write(page, "delivery_title", "窗边的小豆豆")
    press(page, "delivery_ok")
    lines = orders.lines(desk.library, made)
    assert [(line.title, line.counts.surplus) for line in lines] == [("草房子", 0), ("窗边的小豆豆", 1)]


def test_the_count_is_mended_by_keys(page: OrdersPage, kept: Kept, qtbot: QtBot) -> None:
    desk = kept.around.desk
    made = ordered(desk, NewLine("草房子", 3))
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    view = page.delivery.count.list.view
    view.setFocus()
    for key in "++-+d":
        qtbot.keyClick(view, key)
    (line,) = orders.lines(desk.library, made)
    assert (line.counts.delivered, line.counts.damaged) == (2, 1)
    assert view.hasFocus()
    qtbot.keyClick(view, "-")
    qtbot.keyClick(view, "-")  # one is damaged, so at least one has come
    (line,) = orders.lines(desk.library, made)
    assert line.counts.delivered == 1
    assert sees(page, "delivery_fault")


def test_the_end_of_the_count_books_a_batch_and_closes_the_order(page: OrdersPage, kept: Kept, tmp_path: Path) -> None:
    desk = kept.around.desk
    wish_id = wishes.add_wish(desk, WishForm("草房子"))
    made = ordered(desk, NewLine("草房子", 2, isbn=isbn(1), price_fen=2000), NewLine("三体", 1))
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    scan(page, isbn(1))
    scan(page, isbn(1))
    page.delivery.save_to(tmp_path / "差异.xlsx")
    (table,) = read_tables(read_file(tmp_path / "差异.xlsx"), "差异.xlsx").tables
    assert [row[2] for row in table.rows[1:]] == ["三体"]
    press(page, "delivery_end")
    write(page, "finish_voucher", "发票 01")
    close = seen(page, "finish_close")
    assert isinstance(close, QAbstractButton)
    assert not close.isChecked()  # something is short
    close.click()
    press(page, "delivery_finish_ok")
    (order,) = orders.purchases(desk.library)
    assert order.state is State.CLOSED
    assert desk.library.fetch("SELECT voucher, list_fen, paid_fen FROM batch") == [("发票 01", 4000, 4000)]
    assert wish_state(desk, wish_id) is WishState.HERE
    assert "2026-001" in page.delivery.result.words.text()


def test_the_suppliers_list_counts_the_parcel(page: OrdersPage, kept: Kept, qtbot: QtBot, tmp_path: Path) -> None:
    desk = kept.around.desk
    made = ordered(desk, NewLine("草房子", 3, isbn=isbn(1)), NewLine("三体", 2))
    path = tmp_path / "发货.xlsx"
    write_table(path, "发货", ("ISBN", "书名", "数量"), [(isbn(1), "草房子", 2), ("", "三体", 2), (isbn(8), "别的", 1)])
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    page.delivery.open_file(path)
    qtbot.waitUntil(lambda: len(orders.lines(desk.library, made)) == 3)
    assert [line.counts.delivered for line in orders.lines(desk.library, made)] == [2, 2, 1]


def test_the_books_of_a_delivery_go_on_to_be_catalogued_in_their_batch(qtbot: QtBot, kept: Kept) -> None:
    desk = kept.around.desk
    made = ordered(desk, NewLine("草房子", 1, isbn=isbn(1), price_fen=2000))
    tab = CatalogueTab(kept.around)
    qtbot.addWidget(tab)
    dress()
    tab.resize(911, 400)
    tab.show()
    page = tab.show_page(OrdersPage.NAME)
    assert isinstance(page, OrdersPage)
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    scan(page, isbn(1))
    press(page, "delivery_end")
    press(page, "delivery_finish_ok")
    press(page, "delivery_catalogue")
    adding = tab.page
    assert isinstance(adding, AddingPage)
    ((batch_id,),) = desk.library.fetch("SELECT id FROM batch WHERE purchase_id = ?", made)
    assert adding.strip.standing.batch_id == batch_id


def test_a_surplus_book_that_nothing_knows_is_counted_at_once_and_named_later(page: OrdersPage, kept: Kept) -> None:
    desk = kept.around.desk
    made = ordered(desk, NewLine("草房子", 2, isbn=isbn(1)))
    page.show_view(DELIVERY)
    page.delivery.open_order(made)
    scan(page, isbn(7))
    assert sees(page, "delivery_title")
    scan(page, isbn(1))  # the next book of the parcel ends the question
    assert not sees(page, "delivery_title")
    surplus = orders.lines(desk.library, made)[1]
    assert (surplus.isbn, surplus.nameless, surplus.counts.delivered) == (isbn(7), True, 1)
    page.delivery.count.list.select(surplus.id)
    press(page, "delivery_name")
    write(page, "delivery_title", "三体")
    press(page, "delivery_ok")
    named = orders.lines(desk.library, made)[1]
    assert (named.title, named.counts.delivered) == ("三体", 1)
    assert not sees(page, "delivery_name")
