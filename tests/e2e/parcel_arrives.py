"""The first half of the parcel's story: the supplier's file, the quotation, the order, the delivery that is counted."""

from pathlib import Path

from libdesk.domain.holdings_check import Fate
from libdesk.store.queries import orders
from libdesk.ui.cataloguing.orders.page import DELIVERY, LISTS, ORDERS, OrdersPage
from libdesk.ui.tabs.import_tab import ImportTab
from tests.builders import count
from tests.e2e.parcel_hands import HAD, PARCEL, PLANTS, SHORT, UNKNOWN, NewBook, page_of, scan, tick, type_in
from tests.e2e.school_hands import choose, press, settled, words, write
from tests.windows import Seat


def the_file_goes_into_the_pool(seat: Seat, path: Path) -> None:
    page = seat.window.show_tab("import_tab")
    assert isinstance(page, ImportTab)
    settled(seat, lambda: page.open_file(path))
    settled(seat, lambda: None)
    assert page.views.records is not None
    settled(seat, lambda: choose(page.views.records.into, "pool"))  # type: ignore[union-attr]
    settled(seat, page.views.records.foot.start.click)
    assert count(seat.window.desk, "SELECT count(*) FROM pool_record") == PARCEL
    assert count(seat.window.desk, "SELECT count(*) FROM title") == HAD


def the_quotation_becomes_an_order(seat: Seat, path: Path) -> None:
    page = page_of(seat, OrdersPage)
    press(seat, f"orders_{LISTS}")
    settled(seat, lambda: page.lists.open_file(path))
    page.lists.enough.setValue(1)
    fates = [row.fate for row in page.lists.table.list.model.rows()]
    assert (fates.count(Fate.HAVE), fates.count(Fate.LACK), len(fates)) == (HAD, PARCEL - HAD, PARCEL)
    type_in(seat, "list_discount", "70%")
    press(seat, "list_order")
    assert page.view == ORDERS
    type_in(seat, "order_supplier", "新华书店")
    press(seat, "order_head_ok")
    press(seat, "order_send")
    (order,) = orders.purchases(seat.window.desk.library)
    assert (order.name, order.titles, order.wanted) == ("春季报价", PARCEL - HAD, PARCEL - HAD)


def the_parcel_is_counted(seat: Seat, books: list[NewBook]) -> int:
    """A handful by scans, one that was not ordered, the rest at once, one short; gives the batch."""
    page = page_of(seat, OrdersPage)
    press(seat, "order_deliver")
    assert page.view == DELIVERY
    box = page.delivery.count.box
    for book in books[HAD : HAD + 5]:
        scan(seat, box, book.fields.isbn)
    scan(seat, box, UNKNOWN)
    write(seat, "delivery_title", PLANTS)
    press(seat, "delivery_whole")
    short, count_area = books[SHORT].fields, page.delivery.count
    count_area.list.select(next(line.id for line in count_area.lines if line.isbn == short.isbn))
    press(seat, "delivery_less")
    assert [line.title for line in count_area.lines if line.claims()] == [short.title, PLANTS]
    assert words(seat, "delivery_counted") == f"到货{PARCEL - HAD - 1}/{PARCEL - HAD}册"
    press(seat, "delivery_end")
    tick(seat, "finish_surplus")
    tick(seat, "finish_close")
    type_in(seat, "finish_voucher", "发票 0012")
    press(seat, "delivery_finish_ok")
    ((batch_id, paid),) = seat.window.desk.library.fetch("SELECT id, paid_fen FROM batch")
    due = sum(book.fields.price_fen or 0 for book in books[HAD:]) - (short.price_fen or 0)
    assert paid == round(due * 0.7)
    press(seat, "delivery_catalogue")
    return int(batch_id)
