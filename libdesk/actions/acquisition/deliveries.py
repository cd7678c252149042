"""A parcel held against its order: counted book by book or by the supplier's list, then booked as a batch.

Each scan is kept at once, so that a count survives whatever happens to the PC; only the end makes the batch, tells the
wishes that their books are here and, if nothing more is to come, closes the order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from libdesk.actions.acquisition.batches import new_batch
from libdesk.actions.acquisition.order_errors import (
    CountsDoNotFit,
    LineGone,
    NothingDelivered,
    NotOrderedYet,
    TooManyCopies,
)
from libdesk.actions.acquisition.purchases import close_in, open_purchase
from libdesk.actions.acquisition.wishes import set_wishes, wishes_meant
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.deliveries import MOST_COPIES, State, to_pay
from libdesk.domain.holdings_check import Offer
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import Arrival, DeliveryReceipt, LineRow, PurchaseRow, WishState
from libdesk.domain.same_books import book_key
from libdesk.store.queries import orders as queries
from libdesk.store.tables import PurchaseLine


@dataclass(frozen=True, slots=True)
class DeliveryForm:
    """What stands on the supplier's papers. `list_fen` and `paid_fen` are worked out where they are not typed."""

    voucher: str = ""
    list_fen: int | None = None
    discount_permille: int | None = None
    paid_fen: int | None = None
    keep_surplus: bool = False
    close: bool = True
    note: str = ""


def count_arrival(desk: Desk, purchase_id: int, *, isbn: str = "", title: str = "", copies: int = 1) -> Arrival:
    """Copies of one book have come; what was not ordered gets a line of its own, what nothing knows under its ISBN.

    Raises OrderGone, OrderClosed, NotOrderedYet, TooManyCopies.
    """
    with desk.action(Op.RECEIVE) as act:
        _sent(desk, purchase_id)
        offer = Offer(0, " ".join(title.split()), isbn=isbn)
        line_id, is_new = _count_on_line(desk, act, purchase_id, offer, copies)
        act.note(purchase=purchase_id, line=line_id, copies=copies)
        line = queries.line(desk.library, line_id)
        assert line is not None
    return Arrival(act.journal_id, line_id, line.title, line.counts, is_new)


def name_line(desk: Desk, line_id: int, title: str) -> Arrival:
    """The title of a book that was counted by its ISBN alone. Raises LineGone and as count_arrival."""
    with desk.action(Op.RECEIVE) as act:
        line = queries.line(desk.library, line_id)
        if line is None:
            raise LineGone()
        _sent(desk, line.purchase_id)
        title = " ".join(title.split()) or line.title
        act.change(PurchaseLine, line_id, title=title)
        act.note(line=line_id)
    return Arrival(act.journal_id, line_id, title, line.counts)


def set_delivered(desk: Desk, line_id: int, delivered: int) -> Arrival:
    """How many copies of a line have come in all. Raises LineGone, CountsDoNotFit and as count_arrival."""
    return _write_counts(desk, line_id, delivered, None)


def set_damaged(desk: Desk, line_id: int, damaged: int) -> Arrival:
    """How many of those that came are damaged. Raises as set_delivered."""
    return _write_counts(desk, line_id, None, damaged)


def take_list(desk: Desk, purchase_id: int, offers: Sequence[Offer]) -> tuple[int, int]:
    """What the supplier's delivery list says has come; gives (copies, lines that were not ordered).

    Raises OrderGone, OrderClosed, NotOrderedYet, TooManyCopies.
    """
    copies = added = 0
    with desk.action(Op.RECEIVE) as act:
        _sent(desk, purchase_id)
        for offer in offers:
            count = 1 if offer.asked is None else offer.asked
            if count:
                _line_id, is_new = _count_on_line(desk, act, purchase_id, offer, count)
                copies, added = copies + count, added + is_new
        act.note(purchase=purchase_id, copies=copies, lines=len(offers))
    return copies, added


def all_arrived(desk: Desk, purchase_id: int) -> int:
    """Everything that was ordered has come; gives how many copies that adds. Raises as take_list."""
    copies = 0
    with desk.action(Op.RECEIVE) as act:
        _sent(desk, purchase_id)
        for line in queries.lines(desk.library, purchase_id):
            if line.counts.short:
                act.change(PurchaseLine, line.id, delivered=line.counts.wanted)
                copies += line.counts.short
        act.note(purchase=purchase_id, copies=copies)
    return copies


def finish_delivery(desk: Desk, purchase_id: int, form: DeliveryForm) -> DeliveryReceipt:
    """The count is over: what is sound and the school's becomes a batch, and its wishes are told.

    Raises OrderGone, OrderClosed, NotOrderedYet, NothingDelivered.
    """
    with desk.action(Op.RECEIVE) as act:
        purchase = _sent(desk, purchase_id)
        lines = queries.lines(desk.library, purchase_id)
        new = [(line, line.counts.pending(keep_surplus=form.keep_surplus)) for line in lines]
        new = [(line, copies) for line, copies in new if copies]
        if not new and not form.close:
            raise NothingDelivered()
        for line, copies in new:
            act.change(PurchaseLine, line.id, booked=line.counts.booked + copies)
        batch_id, list_fen = _book(desk, act, purchase, new, form) if new else (None, 0)
        meant = wishes_meant(desk.library, [line.key for line, _n in new], (WishState.OPEN, WishState.ORDERED))
        set_wishes(desk, act, meant, WishState.HERE)
        if form.close:
            close_in(desk, act, purchase_id)
        copies = sum(count for _line, count in new)
        act.note(purchase=purchase_id, batch=batch_id, copies=copies, closed=form.close)
        no = act.connection.execute("SELECT no FROM batch WHERE id = ?", (batch_id,)).fetchone()
    arrived = tuple((line.isbn, line.title, count) for line, count in new)
    return DeliveryReceipt(
        act.journal_id, batch_id, no[0] if no else "", copies, list_fen, arrived, form.close, len(meant)
    )


def pending_fen(lines: Sequence[LineRow], *, keep_surplus: bool) -> tuple[int, int, int]:
    """(copies, list price, copies without a price) of what a delivery would book."""
    counted = [(line, line.counts.pending(keep_surplus=keep_surplus)) for line in lines]
    fen = sum(copies * (line.price_fen or 0) for line, copies in counted)
    bare = sum(copies for line, copies in counted if line.price_fen is None)
    return sum(copies for _line, copies in counted), fen, bare


def _book(
    desk: Desk, act: Action, purchase: PurchaseRow, new: Sequence[tuple[LineRow, int]], form: DeliveryForm
) -> tuple[int, int]:
    list_fen = sum((line.price_fen or 0) * copies for line, copies in new) if form.list_fen is None else form.list_fen
    discount = form.discount_permille if form.discount_permille is not None else purchase.discount_permille
    batch_id = new_batch(
        act, kind="purchase", day=desk.today, source=purchase.supplier, voucher=form.voucher, list_fen=list_fen,
        discount_permille=discount, paid_fen=to_pay(list_fen, discount, form.paid_fen), note=form.note,
        purchase_id=purchase.id,
    )  # fmt: skip
    return batch_id, list_fen


def _sent(desk: Desk, purchase_id: int) -> PurchaseRow:
    purchase = open_purchase(desk, purchase_id)
    if purchase.state is State.DRAFT:
        raise NotOrderedYet(purchase.name)
    return purchase


def _count_on_line(desk: Desk, act: Action, purchase_id: int, offer: Offer, copies: int) -> tuple[int, bool]:
    """Count copies on their line, or on a new one; gives the line and whether it is new."""
    line = queries.line_by_isbn(desk.library, purchase_id, offer.isbn) if offer.isbn else None
    if line is None and offer.title:
        line = queries.line_for(desk.library, purchase_id, offer.key)
    title, author, publisher, price, title_id = (
        queries.facts_of_isbn(desk.library, offer.isbn) if offer.isbn else ("", "", "", None, None)
    )
    if line is None and offer.isbn and title and not offer.title:
        bare = queries.line_for(desk.library, purchase_id, book_key(title, author))
        line = bare if bare is not None and not bare.isbn else None  # ordered by its title alone
    if line is not None:
        delivered = line.counts.delivered + copies
        _check(line, delivered, line.counts.damaged)
        act.change(PurchaseLine, line.id, delivered=delivered)
        return line.id, False
    if not 0 < copies <= MOST_COPIES:
        raise TooManyCopies(MOST_COPIES)
    seq = act.connection.execute(
        "SELECT coalesce(max(seq), 0) + 1 FROM purchase_line WHERE purchase_id = ?", (purchase_id,)
    ).fetchone()[0]
    line_id = act.add(
        PurchaseLine, purchase_id=purchase_id, seq=seq, title=offer.title or title or offer.isbn,
        author=offer.author or author or None, publisher=offer.publisher or publisher or None, year=offer.year,
        isbn=offer.isbn or None, price_fen=offer.price_fen if offer.price_fen is not None else price,
        class_no=offer.class_no or None, wanted=0, delivered=copies, title_id=title_id,
    )  # fmt: skip
    return line_id, True


def _write_counts(desk: Desk, line_id: int, delivered: int | None, damaged: int | None) -> Arrival:
    with desk.action(Op.RECEIVE) as act:
        line = queries.line(desk.library, line_id)
        if line is None:
            raise LineGone()
        _sent(desk, line.purchase_id)
        counts = line.counts
        came = counts.delivered if delivered is None else delivered
        hurt = counts.damaged if damaged is None else damaged
        _check(line, came, hurt)
        act.change(PurchaseLine, line_id, delivered=came, damaged=hurt)
        act.note(line=line_id, copies=came, damaged=hurt)
        now = queries.line(desk.library, line_id)
        assert now is not None
    return Arrival(act.journal_id, line_id, now.title, now.counts)


def _check(line: LineRow, delivered: int, damaged: int) -> None:
    if delivered > MOST_COPIES:
        raise TooManyCopies(MOST_COPIES)
    if delivered < damaged + line.counts.booked or damaged < 0:
        raise CountsDoNotFit(max(damaged, 0) + line.counts.booked)
