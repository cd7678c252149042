"""The page of acquisition on a library of its own, and what a person does there."""

from pytestqt.qtbot import QtBot

from libdesk.actions.acquisition import purchases
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.actions.desk import Desk
from libdesk.domain.rows.orders import WishState
from libdesk.store.queries import wishes as wish_queries
from libdesk.ui.cataloguing.orders.page import OrdersPage
from tests.ui.surroundings import Kept, at_work


def orders_page(qtbot: QtBot, kept: Kept) -> OrdersPage:
    return at_work(qtbot, kept, OrdersPage(kept.around))


def titles(table: object) -> list[str]:
    return [row.title for row in table.model.rows()]  # type: ignore[attr-defined]  # a RowTable


def ordered(desk: Desk, *lines: NewLine) -> int:
    """An order that was sent."""
    made = purchases.make_purchase(desk, OrderForm("三月到货", "阳光书店"), lines)
    purchases.send_order(desk, made)
    return made


def wish_state(desk: Desk, wish_id: int) -> WishState:
    found = wish_queries.wish(desk.library, wish_id)
    assert found is not None
    return found.state


def scan(page: OrdersPage, code: str) -> None:
    """A scanner, wherever the keyboard is."""
    page.scan_target.receive(code)
