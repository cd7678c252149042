"""Orders: made of a list or of wishes, changed line by line, sent, closed.

A line stands for every wish that means its book: they are told "ordered" when the order is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from libdesk.actions.acquisition.order_errors import (
    LineDelivered,
    LineGone,
    LineNameless,
    OrderClosed,
    OrderEmpty,
    OrderGone,
    OrderInUse,
    OrderNameless,
    TooManyCopies,
)
from libdesk.actions.acquisition.wishes import set_wishes, wishes_meant
from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.deliveries import MOST_COPIES, State
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import LineRow, PurchaseRow, WishState
from libdesk.domain.same_books import BookKey, Known, book_key
from libdesk.store.queries import orders as queries
from libdesk.store.tables import Purchase, PurchaseLine

LINE_COLUMNS = (
    "purchase_id", "seq", "title", "author", "publisher", "year", "isbn", "price_fen", "class_no", "wanted", "note",
    "wish_id", "title_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewLine:
    """What is to be ordered; an ISBN in thirteen digits."""

    title: str
    wanted: int = 1
    author: str = ""
    publisher: str = ""
    year: int | None = None
    isbn: str = ""
    price_fen: int | None = None
    class_no: str = ""
    note: str = ""
    wish_id: int | None = None
    title_id: int | None = None

    @property
    def key(self) -> BookKey:
        return book_key(self.title, self.author, self.isbn)


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What stands at the head of an order."""

    name: str
    supplier: str = ""
    discount_permille: int | None = None
    budget_fen: int | None = None
    note: str = ""


def make_purchase(desk: Desk, form: OrderForm, lines: Sequence[NewLine] = ()) -> int:
    """A new order with these lines; gives its id. Raises OrderNameless, LineNameless, TooManyCopies."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        purchase_id = act.add(
            Purchase, **_head(form), made_day=desk.today.isoformat(), state=State.DRAFT.value
        )  # fmt: skip
        count = _put_in(desk, act, purchase_id, lines)
        act.note(purchase=purchase_id, lines=count, new=1)
    return purchase_id


def add_lines(desk: Desk, purchase_id: int, lines: Sequence[NewLine]) -> int:
    """More lines of an order that is not closed; a book that stands there already is wanted so many times more.

    Gives how many lines were put in or grew. Raises OrderGone, OrderClosed, LineNameless, TooManyCopies.
    """
    with desk.action(Op.EDIT_PURCHASE) as act:
        purchase = open_purchase(desk, purchase_id)
        count = _put_in(desk, act, purchase_id, lines)
        if purchase.state is State.ORDERED:
            _tell_wishes(desk, act, purchase_id)
        act.note(purchase=purchase_id, lines=count)
    return count


def edit_purchase(desk: Desk, purchase_id: int, form: OrderForm) -> int:
    """Raises OrderGone, OrderNameless."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        if queries.purchase(desk.library, purchase_id) is None:
            raise OrderGone()
        act.change(Purchase, purchase_id, **_head(form))
        act.note(purchase=purchase_id)
    return act.journal_id


def set_wanted(desk: Desk, line_ids: Sequence[int], wanted: int) -> int:
    """How many of these lines are wanted. Raises LineGone, OrderClosed, TooManyCopies."""
    _check_count(wanted)
    with desk.action(Op.EDIT_PURCHASE) as act:
        for line_id in line_ids:
            _open_line(desk, line_id)
            act.change(PurchaseLine, line_id, wanted=wanted)
        act.note(lines=len(line_ids), wanted=wanted)
    return act.journal_id


def set_line(desk: Desk, line_id: int, *, price_fen: int | None, note: str) -> int:
    """Price and note of a line. Raises LineGone, OrderClosed."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        _open_line(desk, line_id)
        act.change(PurchaseLine, line_id, price_fen=price_fen, note=note.strip() or None)
        act.note(line=line_id)
    return act.journal_id


def remove_lines(desk: Desk, line_ids: Sequence[int]) -> int:
    """Lines of which nothing came are taken out. Raises LineGone, LineDelivered, OrderClosed."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        for line_id in line_ids:
            line = _open_line(desk, line_id)
            if line.counts.delivered:
                raise LineDelivered(line.title)
            act.remove(PurchaseLine, line_id)
        act.note(lines=len(line_ids))
    return act.journal_id


def send_order(desk: Desk, purchase_id: int) -> int:
    """The order goes to the supplier; its wishes are ordered from now on. Raises OrderGone, OrderClosed, OrderEmpty."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        purchase = open_purchase(desk, purchase_id)
        if not purchase.wanted:
            raise OrderEmpty(purchase.name)
        act.change(Purchase, purchase_id, state=State.ORDERED.value)
        told = _tell_wishes(desk, act, purchase_id)
        act.note(purchase=purchase_id, state=State.ORDERED.value, wishes=told)
    return told


def close_purchase(desk: Desk, purchase_id: int) -> int:
    """Nothing more is to come; wishes that nothing came of are open again. Raises OrderGone, OrderClosed."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        open_purchase(desk, purchase_id)
        close_in(desk, act, purchase_id)
        act.note(purchase=purchase_id, state=State.CLOSED.value)
    return act.journal_id


def remove_purchase(desk: Desk, purchase_id: int) -> int:
    """An order that was never sent goes with its lines. Raises OrderGone, OrderInUse."""
    with desk.action(Op.EDIT_PURCHASE) as act:
        purchase = queries.purchase(desk.library, purchase_id)
        if purchase is None:
            raise OrderGone()
        if purchase.state is not State.DRAFT or purchase.delivered or purchase.batches:
            raise OrderInUse(purchase.name)
        for line in queries.lines(desk.library, purchase_id):
            act.remove(PurchaseLine, line.id)
        act.remove(Purchase, purchase_id)
        act.note(purchase=purchase_id, removed=1)
    return act.journal_id


# Parts of other actions: each takes the open Action.


def open_purchase(desk: Desk, purchase_id: int) -> PurchaseRow:
    """An order that may be changed. Raises OrderGone, OrderClosed."""
    purchase = queries.purchase(desk.library, purchase_id)
    if purchase is None:
        raise OrderGone()
    if purchase.state is State.CLOSED:
        raise OrderClosed(purchase.name)
    return purchase


def close_in(desk: Desk, act: Action, purchase_id: int) -> None:
    """Close an order within another action."""
    act.change(Purchase, purchase_id, state=State.CLOSED.value)
    missing = [row.key for row in queries.lines(desk.library, purchase_id) if row.counts.short and not _came(row)]
    elsewhere = Known.of((key, number) for number, (key, _count) in enumerate(queries.on_order(desk.library)))
    keys = [key for key in missing if not elsewhere.find(key)]
    set_wishes(desk, act, wishes_meant(desk.library, keys, (WishState.ORDERED,)), WishState.OPEN)


def _came(line: LineRow) -> bool:
    return line.counts.delivered > line.counts.damaged


def _tell_wishes(desk: Desk, act: Action, purchase_id: int) -> int:
    keys = [line.key for line in queries.lines(desk.library, purchase_id) if line.counts.wanted]
    meant = wishes_meant(desk.library, keys, (WishState.OPEN,))
    set_wishes(desk, act, meant, WishState.ORDERED)
    return len(meant)


def _put_in(desk: Desk, act: Action, purchase_id: int, lines: Sequence[NewLine]) -> int:
    """New lines at the end; the same ISBN, or the same title where one has none, makes a line grow."""
    there = queries.lines(desk.library, purchase_id)
    by_key: Known[int] = Known.of((line.key, line.id) for line in there)
    known = {line.id: line for line in there}
    seq = max((line.seq for line in there), default=0)
    new: list[NewLine] = []
    more: dict[int, int] = {}
    for line in _together(lines):
        old = next((known[at] for at in by_key.find(line.key) if _one_line(known[at].key, line.key)), None)
        if old is not None:
            more[old.id] = more.get(old.id, old.counts.wanted) + line.wanted
        else:
            new.append(line)
    for line_id, wanted in more.items():
        _check_count(wanted)
        act.change(PurchaseLine, line_id, wanted=wanted)
    rows = []
    for line in new:
        _check_count(line.wanted)
        seq += 1
        rows.append(
            (
                purchase_id, seq, _title(line), line.author or None, line.publisher or None, line.year,
                line.isbn or None, line.price_fen, line.class_no or None, line.wanted, line.note or None,
                line.wish_id, line.title_id,
            )
        )  # fmt: skip
    if rows:
        act.add_many(PurchaseLine, LINE_COLUMNS, rows)
    return len(rows) + len(more)


def _together(lines: Sequence[NewLine]) -> list[NewLine]:
    """Lines that name one book are one line: three pupils wish for it."""
    found: list[NewLine] = []
    places: Known[int] = Known()
    for line in lines:
        at = next((at for at in places.find(line.key) if _one_line(found[at].key, line.key)), None)
        if at is None:
            places.add(line.key, len(found))
            found.append(line)
        else:
            found[at] = replace(found[at], wanted=found[at].wanted + line.wanted)
    return found


def _one_line(one: BookKey, other: BookKey) -> bool:
    """Another edition is another line: the supplier goes by the ISBN."""
    return not (one.isbn and other.isbn and one.isbn != other.isbn)


def _title(line: NewLine) -> str:
    title = " ".join(line.title.split())
    if not title:
        raise LineNameless()
    return title


def _check_count(wanted: int) -> None:
    if not 0 <= wanted <= MOST_COPIES:
        raise TooManyCopies(MOST_COPIES)


def _open_line(desk: Desk, line_id: int) -> LineRow:
    line = queries.line(desk.library, line_id)
    if line is None:
        raise LineGone()
    open_purchase(desk, line.purchase_id)
    return line


def _head(form: OrderForm) -> dict[str, object]:
    name = " ".join(form.name.split())
    if not name:
        raise OrderNameless()
    return {
        "name": name,
        "supplier": " ".join(form.supplier.split()) or None,
        "discount_permille": form.discount_permille,
        "budget_fen": form.budget_fen,
        "note": form.note.strip() or None,
    }
