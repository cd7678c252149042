"""A parcel's way: a wish, a quotation of 200 rows, an order, a delivery that is not what was ordered, a batch."""

import io
from pathlib import Path

import openpyxl
import pytest

from libdesk.actions.acquisition import deliveries, purchases, wishes
from libdesk.actions.acquisition.deliveries import DeliveryForm
from libdesk.actions.acquisition.purchases import NewLine, OrderForm
from libdesk.actions.acquisition.wishes import WishForm
from libdesk.actions.desk import Desk
from libdesk.actions.undo import undo
from libdesk.domain.deliveries import State
from libdesk.domain.holdings_check import Checked, Fate, check, total
from libdesk.domain.rows.orders import WishState
from libdesk.exchange.offers import read_offers
from libdesk.store.queries import batches, orders
from libdesk.store.queries import wishes as wish_queries
from libdesk.store.queries.holdings_check import holdings
from tests.builders import add_book, add_reader, count, set_setting
from tests.made_books import isbn

HAD, FEW, LACKED = 40, 30, 128


def quotation(path: Path) -> Path:
    """What a supplier sends: a title above, 198 books, one of them twice, and a row without a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["阳光书店 2026 年春季书目报价"])
    sheet.append(["序号", "书名", "作者", "出版社", "ISBN", "定价", "分类号"])
    for n in range(HAD + FEW + LACKED):
        sheet.append([n + 1, f"新书第{n}种", f"作者{n % 9}", "少年出版社", isbn(n), 20 + n % 5, "I287"])
    sheet.append([199, "新书第0种", "作者0", "少年出版社", isbn(0), 20, "I287"])
    sheet.append([200, "", "作者1", "少年出版社", isbn(999), 20, "I287"])
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(data.getvalue())
    return path


@pytest.fixture
def checked(desk: Desk, tmp_path: Path) -> tuple[Checked, ...]:
    """The quotation held against a library that has some of it, three copies of each being enough."""
    for n in range(HAD + FEW):
        add_book(desk, f"新书第{n}种", copies=3 if n < HAD else 1, isbn=isbn(n), author=f"作者{n % 9}")
    found = read_offers(quotation(tmp_path / "报价.xlsx"))
    assert found.adds_up
    assert (len(found.offers), len(found.faults), found.has_counts) == (199, 1, False)
    return check(found.offers, holdings(desk.library, found.offers), enough=desk.settings.enough_copies)


def fates(rows: tuple[Checked, ...]) -> dict[Fate, int]:
    return {fate: number for fate in Fate if (number := sum(row.fate is fate for row in rows))}


def test_a_quotation_says_what_is_there_what_is_too_few_and_what_lacks(checked: tuple[Checked, ...]) -> None:
    assert fates(checked) == {Fate.HAVE: HAD, Fate.TOO_FEW: FEW, Fate.LACK: LACKED, Fate.REPEATED: 1}
    ticked = [(row.offer, row.need) for row in checked if row.ticked]
    summed = total(ticked, 680)
    assert (summed.titles, summed.copies) == (FEW + LACKED, FEW * 2 + LACKED * 3)
    assert summed.paid_fen == round(summed.list_fen * 0.68)


def test_from_a_wish_to_the_batch(desk: Desk, checked: tuple[Checked, ...]) -> None:
    reader = add_reader(desk, "张小明")
    wished = wishes.add_wish(desk, WishForm(title="《新书第100种》", reader_id=reader.id))
    never = wishes.add_wish(desk, WishForm(title="新书第101种"))
    lines = [NewLine(row.offer.title, row.need, isbn=row.offer.isbn, price_fen=row.offer.price_fen) for row in checked
             if row.ticked]  # fmt: skip
    made = purchases.make_purchase(desk, OrderForm("春季新书", "阳光书店", 680), lines)
    assert orders.on_order(desk.library)
    told = purchases.send_order(desk, made)
    assert told == 2
    assert wish_queries.state_of(desk.library, wished) == WishState.ORDERED

    deliveries.all_arrived(desk, made)
    by_title = {line.title: line for line in orders.lines(desk.library, made)}
    short, hurt, missing = (by_title[f"新书第{n}种"] for n in (50, 60, 101))
    deliveries.set_delivered(desk, short.id, short.counts.wanted - 1)
    deliveries.set_delivered(desk, missing.id, 0)
    deliveries.set_damaged(desk, hurt.id, 1)
    surplus = deliveries.count_arrival(desk, made, isbn=isbn(0))
    assert surplus.new_line
    assert surplus.title == "新书第0种"

    ordered = sum(line.counts.wanted for line in orders.lines(desk.library, made))
    receipt = deliveries.finish_delivery(desk, made, DeliveryForm(voucher="发票 0012"))
    assert receipt.copies == ordered - 1 - missing.counts.wanted - 1
    assert {title: copies for _isbn, title, copies in receipt.arrived}["新书第60种"] == hurt.counts.wanted - 1
    assert "新书第0种" not in {title for _isbn, title, _copies in receipt.arrived}
    batch = batches.batch(desk.library, receipt.batch_id or 0)
    assert batch is not None
    assert (batch.source, batch.voucher, batch.discount_permille) == ("阳光书店", "发票 0012", 680)
    assert batch.paid_fen == round(receipt.list_fen * 0.68)
    order = orders.purchase(desk.library, made)
    assert order is not None
    assert order.state is State.CLOSED
    assert wish_queries.state_of(desk.library, wished) == WishState.HERE
    assert wish_queries.state_of(desk.library, never) == WishState.OPEN  # nothing of it came

    undo(desk, receipt.journal_id)
    assert batches.batch(desk.library, receipt.batch_id or 0) is None
    assert wish_queries.state_of(desk.library, wished) == WishState.ORDERED
    again = orders.purchase(desk.library, made)
    assert again is not None
    assert again.state is State.ORDERED


def test_an_order_in_two_deliveries_makes_two_batches_and_counts_nothing_twice(desk: Desk) -> None:
    made = purchases.make_purchase(desk, OrderForm("两次到货"), [NewLine("草房子", 5, price_fen=2000)])
    purchases.send_order(desk, made)
    (line,) = orders.lines(desk.library, made)
    deliveries.set_delivered(desk, line.id, 3)
    first = deliveries.finish_delivery(desk, made, DeliveryForm(close=False))
    deliveries.count_arrival(desk, made, title="草房子", copies=2)
    second = deliveries.finish_delivery(desk, made, DeliveryForm())
    assert (first.copies, second.copies) == (3, 2)
    assert (first.list_fen, second.list_fen) == (6000, 4000)
    assert count(desk, "SELECT count(*) FROM batch WHERE purchase_id = ?", made) == 2


def test_the_setting_says_how_many_are_enough(desk: Desk, tmp_path: Path) -> None:
    set_setting(desk, "enough_copies", 1)
    add_book(desk, "新书第1种", isbn=isbn(1))
    offers = read_offers(quotation(tmp_path / "报价.xlsx")).offers
    rows = check(offers, holdings(desk.library, offers), enough=desk.settings.enough_copies)
    assert fates(rows)[Fate.HAVE] == 1
