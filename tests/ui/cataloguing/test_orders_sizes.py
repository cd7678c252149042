"""Every view and form of acquisition in both languages and in type up to twice as large: nothing is cut or too wide."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition import deliveries, purchases, wishes
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.actions.acquisition.wishes import WishForm
from libdesk.actions.desk import Desk
from libdesk.exchange.export import write_table
from libdesk.i18n import DEFAULT_LANGUAGE, set_language
from libdesk.store.queries import orders
from libdesk.ui import theme
from libdesk.ui.cataloguing.orders.page import DELIVERY, LISTS, ORDERS, WISHES, OrdersPage
from tests.builders import add_book, add_reader
from tests.made_books import isbn
from tests.ui.surroundings import Kept, nameless
from tests.ui.visits import SCREEN, cut

SIZES = [(code, factor) for code in ("zh_CN", "en") for factor in (1.0, 1.5, 2.0)]


def furnish(desk: Desk) -> int:
    """A wish for a book that is here, and an order with something short, something too many, something damaged."""
    add_book(desk, "草房子", copies=2, isbn=isbn(1), author="曹文轩")
    reader = add_reader(desk, "欧阳琪琪")
    for title in ("草房子", "哈利·波特与魔法石", "哈利·波特与魔法石"):
        wishes.add_wish(desk, WishForm(title, author="不知名", note="想在寒假里读", reader_id=reader.id))
    lines = [
        NewLine("新课标必读丛书 森林里的小动物", 3, isbn=isbn(2), price_fen=2350),
        NewLine("三体", 2, price_fen=2300),
    ]
    made = purchases.make_purchase(desk, OrderForm("阳光书店春季新书", "阳光书店", 680, 1000), lines)
    purchases.send_order(desk, made)
    deliveries.all_arrived(desk, made)
    first, second = orders.lines(desk.library, made)
    deliveries.set_delivered(desk, first.id, 2)
    deliveries.set_damaged(desk, second.id, 1)
    deliveries.count_arrival(desk, made, isbn=isbn(1))
    return made


@pytest.fixture(params=SIZES, ids=str)
def page(request: pytest.FixtureRequest, kept: Kept, qtbot: QtBot) -> Iterator[OrdersPage]:
    code, factor = request.param
    set_language(code)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, scheme="light", factor=factor)
    try:
        furnish(kept.around.desk)
        made = OrdersPage(kept.around)
        qtbot.addWidget(made)
        made.resize(911, 900)
        made.show()
        yield made
    finally:
        set_language(DEFAULT_LANGUAGE)
        made.close()
        made.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        theme.apply_theme(app, scheme="light", factor=1.0)


def faces(page: OrdersPage, qtbot: QtBot, tmp_path: Path) -> dict[str, Callable[[], object]]:
    """How each face of the page is brought on."""

    def list_read() -> None:
        path = tmp_path / "阳光书店春季报价单.xlsx"
        write_table(
            path, "报价", ("书名", "ISBN", "定价"), [("草房子", isbn(1), 20), ("三体", isbn(3), 23), ("", isbn(4), 1)]
        )
        page.lists.open_file(path)
        qtbot.waitUntil(lambda: bool(page.lists.table.list.model.rows()))
        page.lists.money.discount.setText("68")
        page.lists.money.budget.setText("10")
        page.lists.money.changed.emit()

    return {
        "wishes": lambda: page.show_view(WISHES),
        "a wish": page.wishes.begin,
        "no list": lambda: page.show_view(LISTS),
        "a list": list_read,
        "how many": lambda: page.lists.count.click(),
        "orders": lambda: page.show_view(ORDERS),
        "a head": page.orders.begin,
        "a line": lambda: (page.orders.head_form.leave(), page.orders.add.click()),
        "a parcel": lambda: page.show_view(DELIVERY),
        "its end": lambda: page.delivery.count.foot.finish.click(),
    }


def test_nothing_is_cut_too_wide_or_nameless(page: OrdersPage, qtbot: QtBot, tmp_path: Path) -> None:
    wide, clipped, silent = {}, {}, {}
    for name, bring in faces(page, qtbot, tmp_path).items():
        bring()
        for _turn in range(4):
            QApplication.processEvents()
        if page.minimumSizeHint().width() > SCREEN[0]:
            wide[name] = page.minimumSizeHint().width()
        if found := cut(page):
            clipped[name] = found
        if found := nameless(page):
            silent[name] = found
    assert (wide, clipped, silent) == ({}, {}, {})
