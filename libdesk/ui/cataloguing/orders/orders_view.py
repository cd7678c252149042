"""Orders: what is prepared and what was sent at the left; the lines of the one under the cursor at the right."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.acquisition import purchases as actions
from libdesk.actions.acquisition.purchases import NewLine
from libdesk.domain.barcodes import read_scan
from libdesk.domain.deliveries import MOST_COPIES, STATE_NAMES, State
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import LineRow, PurchaseRow
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import orders as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders import papers, words
from libdesk.ui.cataloguing.orders.order_forms import HeadForm, LineForm
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scrolled import scrolled
from libdesk.ui.widgets.stack import Stack

_ROLES: Final = {State.DRAFT: "warn", State.ORDERED: "good"}


class OrdersView(QWidget):
    document_asked = Signal(str, object)
    delivery_asked = Signal(int)
    """The parcel of this order is here."""
    wishes_asked = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("orders_view")
        self._around, self._desk = around, around.desk
        self.new = button("order_new", _("New order …"), self.begin, role="next", icon=icons.ADD)
        self.list = RowTable(
            self._order_columns(), name=_("Orders"), key=lambda row: row.id,
            empty=Empty(
                _("No order yet"), _("An order comes of a list, of wishes, or book by book."),
                ((_("New order …"), self.begin),), icons.FILE,
            ),
        )  # fmt: skip
        self.title = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(role="quiet", wrap=True), "order_facts")
        self.sum = named(label(wrap=True), "order_sum")
        self.lines = RowTable(
            self._line_columns(), name=_("Books of the order"), key=lambda row: row.id, many=True,
            empty=Empty(
                _("Nothing stands in this order yet"), _("Scan the ISBN of a book, or put one in by its title."), (),
                icons.BOOK,
            ),
        )  # fmt: skip
        self.form = InlineForm("order")
        self.fault = named(label(role="bad", wrap=True), "order_fault")
        self.head_form = HeadForm(around)
        self.line_form = LineForm(around)
        self.send = button("order_send", _("Mark as ordered"), self._send, role="next")
        self.deliver = button("order_deliver", _("The parcel is here"), self._deliver, role="next", icon=icons.SCAN)
        self.add = button("order_add", _("Put a book in …"), self._add, icon=icons.ADD)
        self.count = button("order_count", _("How many …"), self._ask_count)
        self.note = button("order_line_note", _("Note …"), self._ask_note)
        self.out = button("order_out", _("Take out"), self._take_out)
        self.print = button("order_print", _("Print"), self._print, icon=icons.PRINT)
        self.save = button("order_save", _("Save as a table …"), self._save, icon=icons.SAVE)
        self.edit = button("order_edit", _("Change …"), self._edit, icon=icons.EDIT)
        self.close_order = button("order_close", _("Close the order"), self._close)
        self.remove = button("order_remove", _("Remove the order"), self._remove)
        self._assemble()
        self._connect()

    def _order_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", N_("Order"), lambda row: row.name, width=Width.STRETCH, tip=lambda row: row.supplier),
            Column("copies", N_("Copies"), lambda row: f"{row.wanted:,}", sort=lambda row: row.wanted, right=True,
                   spare=1),
            Column("state", N_("State"), lambda row: _(STATE_NAMES[row.state]),
                   role=lambda row: _ROLES.get(row.state, "quiet")),
        )  # fmt: skip

    def _line_columns(self) -> tuple[Column, ...]:
        return (
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH, tip=_line_tip),
            Column("isbn", N_("ISBN"), lambda row: row.isbn, spare=3),
            Column("note", N_("Note"), lambda row: row.note[:8], tip=lambda row: row.note, spare=2),
            Column("price", N_("Price"), lambda row: words.price_of(row.price_fen),
                   sort=lambda row: row.price_fen or 0, right=True, spare=1),
            Column("wanted", N_("Copies"), lambda row: str(row.counts.wanted), sort=lambda row: row.counts.wanted,
                   right=True),
            Column("came", N_("Came"), lambda row: str(row.counts.delivered or ""),
                   sort=lambda row: row.counts.delivered, right=True, role=_came_role),
        )  # fmt: skip

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        self.lines.keep_in_sight(3)
        self.form.gives_back_to = self.lines.view
        self.fault.hide()
        foot = wrapped(
            self.send, self.deliver, self.add, self.count, self.note, self.out, self.print, self.save, self.edit,
            self.close_order, self.remove, gap=1,
        )  # fmt: skip
        self.detail = down(
            self.title, self.facts, (self.lines, 1), self.sum, self.form, self.fault, foot, gap=1
        )  # fmt: skip
        self._head_area, self._line_area = scrolled(self.head_form), scrolled(self.line_form)
        self.side = Stack()
        for part in (self.detail, self._head_area, self._line_area):
            self.side.addWidget(part)
        left = down(wrapped(self.new), (self.list, 1), gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Panes("orders_splitter", left, self.side, shares=(30, 60), needs=(60, 90), pc=self._around.pc))

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._show_order())
        self.list.opened.connect(lambda _row: self.lines.view.setFocus())
        self.lines.row_changed.connect(lambda _row: self._mirror())
        self.lines.chosen_changed.connect(self._mirror)
        self.lines.opened.connect(lambda _row: self._ask_count())
        self.head_form.made.connect(self._made)
        self.line_form.added.connect(self.refresh)
        for form in (self.head_form, self.line_form):
            form.closed.connect(self._put_away)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> int:
        """The orders as they are now; gives how many are not closed."""
        rows = queries.purchases(self._desk.read(Op.SEE_ORDERS))
        self.list.show_rows(rows)
        self._show_order()
        return sum(row.state is not State.CLOSED for row in rows)

    def select(self, purchase_id: int) -> None:
        self.list.select(purchase_id)

    @property
    def order(self) -> PurchaseRow | None:
        row: PurchaseRow | None = self.list.current_row()
        return row

    def _show_order(self) -> None:
        order = self.order
        for part in (self.title, self.facts, self.lines, self.sum):
            part.setVisible(order is not None)
        if order is not None:
            self.title.setText(order.name)
            made = words.day_of(order.made, self._desk.today)
            note = papers.discount_note(order)
            parts = (_(STATE_NAMES[order.state]), made, note, order.note)
            self.facts.setText("  ·  ".join(part for part in parts if part))
            self.sum.setText(words.order_sum(order))
            self.sum.setProperty("role", "warn" if _over(order) else "")
            theme.restyle(self.sum)
            self.lines.show_rows(queries.lines(self._desk.read(Op.SEE_ORDERS), order.id))
        self._mirror()

    def _mirror(self) -> None:
        self.form.close_form()
        self.fault.hide()
        order, rows = self.order, self._chosen()
        open_ = order is not None and order.state is not State.CLOSED
        shown = {
            self.send: order is not None and order.state is State.DRAFT and order.wanted > 0,
            self.deliver: order is not None and order.state is State.ORDERED,
            self.add: open_, self.count: open_ and bool(rows), self.note: open_ and len(rows) == 1,
            self.out: open_ and bool(rows) and not any(row.counts.delivered for row in rows),
            self.print: order is not None and order.titles > 0, self.save: order is not None and order.titles > 0,
            self.edit: order is not None,
            self.close_order: order is not None and order.state is State.ORDERED,
            self.remove: order is not None and order.state is State.DRAFT and not order.delivered,
        }  # fmt: skip
        for made, seen in shown.items():
            made.setVisible(seen)

    def _chosen(self) -> list[LineRow]:
        rows: list[LineRow] = self.lines.chosen_rows() if not self.lines.isHidden() else []
        return rows

    # The forms

    def begin(
        self, lines: Sequence[NewLine] = (), *, name: str = "", discount: int | None = None, budget: int | None = None
    ) -> None:
        """A new order, with these lines if there are any."""
        self.side.setCurrentWidget(self._head_area)
        self.head_form.begin(lines, name=name, discount=discount, budget=budget)

    def _edit(self) -> None:
        if self.order is not None:
            self.side.setCurrentWidget(self._head_area)
            self.head_form.edit(self.order)

    def _add(self, isbn: str = "") -> None:
        if self.order is not None:
            self.side.setCurrentWidget(self._line_area)
            self.line_form.begin(self.order.id, isbn=isbn)

    def _made(self, purchase_id: int) -> None:
        self.refresh()
        self.select(purchase_id)

    def _put_away(self) -> None:
        self.side.setCurrentWidget(self.detail)
        focus_first(self.home)

    # What is done

    def put_in(self, purchase_id: int, lines: Sequence[NewLine]) -> None:
        """Lines of a list or of wishes go into an order that stands here."""
        self.select(purchase_id)
        told = ngettext("{n} title is in the order.", "{n} titles are in the order.", len(lines)).format(n=len(lines))
        self._do(partial(actions.add_lines, self._desk, purchase_id, lines), lambda: told)

    def _ask_count(self) -> None:
        rows = self._chosen()
        if rows and self.order is not None and self.order.state is not State.CLOSED:
            text = _("How many copies of “{title}”?").format(title=rows[0].title)
            if len(rows) > 1:
                text = _("How many copies of each of the {n} chosen titles?").format(n=len(rows))
            self.form.ask(Question("order_copies", text, _("Set"), partial(self._set_count, rows)))

    def _set_count(self, rows: Sequence[LineRow], text: str) -> None:
        if not text.isdecimal() or int(text[:6]) > MOST_COPIES:
            self.form.tell(_("Write a number of copies, such as 3."))
            return
        actions.set_wanted(self._desk, [row.id for row in rows], int(text))
        self._around.say(_("Changed. F8 takes it back."))

    def _ask_note(self) -> None:
        rows = self._chosen()
        if len(rows) == 1:
            text = _("What is to be noted with “{title}”?").format(title=rows[0].title)
            self.form.ask(Question("order_note_text", text, _("Note it"), partial(self._set_note, rows[0])))

    def _set_note(self, row: LineRow, text: str) -> None:
        actions.set_line(self._desk, row.id, price_fen=row.price_fen, note=text)
        self._around.say(_("Changed. F8 takes it back."))

    def _take_out(self) -> None:
        rows = self._chosen()
        told = ngettext("{n} title is taken out.", "{n} titles are taken out.", len(rows)).format(n=len(rows))
        self._do(partial(actions.remove_lines, self._desk, [row.id for row in rows]), lambda: told)
        focus_first((self.lines.view, self.list.view))

    def _send(self) -> None:
        if (order := self.order) is not None:
            told = _("“{name}” is ordered.").format(name=order.name)
            self._do(partial(actions.send_order, self._desk, order.id), lambda: told)

    def _close(self) -> None:
        if (order := self.order) is not None:
            told = _("“{name}” is closed; wishes that did not come are open again.").format(name=order.name)
            self._do(partial(actions.close_purchase, self._desk, order.id), lambda: told)

    def _remove(self) -> None:
        if (order := self.order) is not None:
            told = _("The order “{name}” is removed.").format(name=order.name)
            self._do(partial(actions.remove_purchase, self._desk, order.id), lambda: told)

    def _do(self, act: Callable[[], object], told: Callable[[], str]) -> None:
        run(self._around, self.fault, act, told)
        focus_first(self.home)

    def _deliver(self) -> None:
        if self.order is not None:
            self.delivery_asked.emit(self.order.id)

    def _print(self) -> None:
        if (order := self.order) is not None:
            lines = queries.lines(self._desk.read(Op.SEE_ORDERS), order.id)
            self.document_asked.emit(order.name, list_maker(papers.order_paper(self._desk, order, lines)))

    def _save(self) -> None:
        path = ask_where(self, self._around, self.order.name) if self.order is not None else None
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the order as a table for the supplier."""
        if (order := self.order) is not None:
            heads, rows = papers.order_table(queries.lines(self._desk.read(Op.SEE_ORDERS), order.id))
            save_table(self._around, path, order.name, heads, rows)

    def scan(self, raw: str) -> None:
        """The ISBN of a book that is to be ordered, or of one that stands in the order already."""
        isbn, order = read_scan(raw).isbn, self.order
        if isbn is None or order is None:
            self._around.say(_("Choose an order, then scan the ISBN on the back of a book."))
            return
        row = queries.line_by_isbn(self._desk.read(Op.SEE_ORDERS), order.id, isbn)
        if row is not None:
            self.lines.select(row.id)
            self._around.say(_("“{title}” stands in this order already.").format(title=row.title))
        elif order.state is not State.CLOSED:
            self._add(isbn)


def _over(order: PurchaseRow) -> bool:
    return order.budget_fen is not None and order.paid_fen > order.budget_fen


def _came_role(row: LineRow) -> str:
    return "good" if row.counts.delivered >= row.counts.wanted and not row.counts.damaged else "warn"


def _line_tip(row: LineRow) -> str:
    return "\n".join(part for part in (row.title, row.author, row.publisher, row.note) if part)
