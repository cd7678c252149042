"""Wishes: the most wished for on top, whether the library has the book already, and what is answered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from libdesk.actions.acquisition import wishes as actions
from libdesk.actions.acquisition.purchases import NewLine
from libdesk.domain.barcodes import read_scan
from libdesk.domain.deliveries import State
from libdesk.domain.ops import Op
from libdesk.domain.rows.orders import WishRow, WishState
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import orders
from libdesk.store.queries import wishes as queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders import words
from libdesk.ui.cataloguing.orders.wish_panel import WishPanel
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.list_face import ListFace
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scrolled import scrolled
from libdesk.ui.widgets.stack import Stack

TITLE_WIDTH: Final = 36  # steps that the other columns leave to the title, while they can
SHOWN: Final = (
    (N_("Waiting"), (WishState.OPEN, WishState.ORDERED)),
    (N_("Here"), (WishState.HERE,)),
    (N_("Declined"), (WishState.DECLINED,)),
    (N_("All wishes"), tuple(WishState)),
)


class WishesView(QWidget):
    order_asked = Signal(object, object)
    """Lines to be ordered: a list of NewLine, and the id of the order that they go into, None for a new one."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("wishes_view")
        self._around, self._desk = around, around.desk
        self.shown = named(QComboBox(), "wishes_shown")
        self.shown.setAccessibleName(_("Which wishes"))
        for text, _states in SHOWN:
            self.shown.addItem(_(text))
        self.new = button("wish_new", _("New wish …"), self.begin, role="next", icon=icons.ADD)
        self.list = RowTable(
            self._columns(), name=_("Wishes"), key=lambda row: row.id, many=True,
            empty=Empty(""), least=TITLE_WIDTH,
        )  # fmt: skip
        self.title = FitLabel(theme.Step.HEAD, lines=2, bold=True, steady=False)
        self.facts = named(label(wrap=True), "wish_facts")
        self.form = InlineForm("wish")
        self.fault = named(label(role="bad", wrap=True), "wish_fault")
        self.order = button("wish_order", _("Order …"), self._order)
        self.here = button("wish_here", _("It is here"), partial(self._here, keep=False))
        self.keep = button(
            "wish_keep", _("Keep a copy for the reader"), partial(self._here, keep=True), icon=icons.HOLD
        )
        self.decline = button("wish_decline", _("Decline …"), self._ask_why)
        self.reopen = button("wish_reopen", _("Open again"), self._reopen)
        self.edit = button("wish_edit", _("Change …"), self._edit, icon=icons.EDIT)
        self.remove = button("wish_remove", _("Remove"), self._remove)
        self.panel = WishPanel(around)
        self._mirrored: set[int] = set()
        self._assemble()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("who", N_("Reader"), lambda row: words.who(self._desk, row), spare=1),
            Column("made", N_("Since when"), self._made, sort=lambda row: row.made, spare=3),
            Column("alike", N_("Wishes"), lambda row: f"{row.alike}", sort=lambda row: row.alike, right=True,
                   spare=4),
            Column("has", N_("Library has"), words.library_has, sort=lambda row: row.copies,
                   role=lambda row: "good" if row.on_shelf else "", spare=2),
            Column("state", N_("State"), words.wish_state),
        )  # fmt: skip

    def _made(self, row: WishRow) -> str:
        return words.day_of(row.made, self._desk.today)

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        self.form.gives_back_to = self.list.view
        self.fault.hide()
        foot = wrapped(
            self.order, self.here, self.keep, self.decline, self.reopen, self.edit, self.remove, gap=1
        )  # fmt: skip
        detail = scrolled(self.title, self.facts, self.form, self.fault, foot)
        self.side = Stack()
        self._detail, self._face = detail, ListFace()
        self._face.show_face(icons.BOOK_OPEN, _("No wish chosen"), _("The wish chosen at the left stands here."))
        self.side.addWidget(detail)
        self.side.addWidget(self._face)
        self._form_area = scrolled(self.panel)
        self.side.addWidget(self._form_area)
        frame = named(QFrame(), "side_panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(*[theme.space(3)] * 4)
        inside.addWidget(self.side)
        left = down(wrapped(self.shown, None, self.new), (self.list, 1), gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Panes("wishes_splitter", left, frame, shares=(58, 34), pc=self._around.pc))

    def _connect(self) -> None:
        self.shown.activated.connect(lambda _row: self.refresh())
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.chosen_changed.connect(self._mirror)
        self.list.opened.connect(lambda _row: self._edit())
        self.panel.closed.connect(self._put_away)
        self.panel.saved.connect(self._saved)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> int:
        """The wishes as they are now; gives how many wait."""
        library = self._desk.read(Op.SEE_ORDERS)
        counts = queries.counts(library)
        states = SHOWN[max(0, self.shown.currentIndex())][1]
        self.list.set_empty(self._nothing(any(counts.values())))
        with QSignalBlocker(self.list):  # nobody has turned to other wishes
            self.list.show_rows(queries.wishes(library, states))
        self._mirror()
        return counts.get(WishState.OPEN, 0)

    def _nothing(self, others: bool) -> Empty:
        if others:
            return Empty(_("No wish of this kind"), _("Choose others above."), (), icons.CHECK_CIRCLE)
        return Empty(
            _("Nobody has wished for a book yet"),
            _("Note what teachers and pupils ask for; three wishes for one book are counted."),
            (), icons.BOOK,
        )  # fmt: skip

    # One wish, or several

    @property
    def _rows(self) -> list[WishRow]:
        rows: list[WishRow] = self.list.chosen_rows()
        current: WishRow | None = self.list.current_row()
        return rows or ([current] if current is not None else [])

    def _mirror(self) -> None:
        """What can be done with the chosen ones; a question about others is put away."""
        rows = self._rows
        if (ids := {row.id for row in rows}) != self._mirrored:
            self.form.close_form()
        self._mirrored = ids
        self.fault.hide()
        self.title.setText(self._heading(rows))
        self.facts.setText(self._facts(rows))
        waiting = [row for row in rows if row.state in queries.WAITING]
        one = rows[0] if len(rows) == 1 else None
        # A wish that was told "here" by a delivery may still be given a copy.
        keepable = one is not None and one.reader is not None and one.state is not WishState.DECLINED
        shown = {
            self.order: bool(waiting), self.here: bool(waiting) and len(rows) == 1,
            self.keep: keepable and not one.waits and one.copies > 0 if one else False,
            self.decline: bool(waiting), self.edit: one is not None, self.remove: bool(rows),
            self.reopen: any(row.state is not WishState.OPEN for row in rows),
        }  # fmt: skip
        for made, seen in shown.items():
            made.setVisible(seen)
        if self.side.currentWidget() is not self._form_area:
            self.side.setCurrentWidget(self._detail if rows else self._face)

    def _heading(self, rows: Sequence[WishRow]) -> str:
        if len(rows) == 1:
            return rows[0].title
        return ngettext("{n} wish chosen", "{n} wishes chosen", len(rows)).format(n=len(rows)) if rows else ""

    def _facts(self, rows: Sequence[WishRow]) -> str:
        if len(rows) != 1:
            return ""
        row = rows[0]
        made = words.day_of(row.made, self._desk.today)
        name = words.who(self._desk, row)
        lines = [
            _(", ").join(part for part in (row.author, row.publisher) if part),
            words.isbn_of(row.isbn),
            _("{name}, {day}").format(name=name, day=made) if name else _("nobody named, {day}").format(day=made),
            row.note,
        ]
        if row.alike > 1:
            lines.append(ngettext("{n} reader wishes for it", "{n} readers wish for it", row.alike).format(n=row.alike))
        if row.copies:
            lines.append(_("The library has it: {state}").format(state=words.library_has(row)))
        if row.state is not WishState.OPEN and row.answered is not None:
            day = words.day_of(row.answered, self._desk.today)
            lines.append(_("{state} on {day}").format(state=words.wish_state(row), day=day))
        if row.answer:
            lines.append(_("Answer: {text}").format(text=row.answer))
        if row.waits:
            lines.append(_("The reader has a hold on it."))
        return "\n".join(line for line in lines if line)

    def _order(self) -> None:
        rows = [row for row in self._rows if row.state in queries.WAITING]
        lines = [
            NewLine(
                row.title, 1, author=row.author, publisher=row.publisher, isbn=row.isbn, wish_id=row.id,
                title_id=row.library_title,
            )
            for row in rows
        ]  # fmt: skip
        open_orders = [
            order for order in orders.purchases(self._desk.read(Op.SEE_ORDERS)) if order.state is not State.CLOSED
        ]
        if lines and open_orders:
            choices = (("new", _("a new order")), *((str(order.id), order.name) for order in open_orders))
            answer = partial(self._order_into, lines)
            self.form.ask(Question("wish_into", _("Into which order?"), _("Order it"), answer, choices=choices))
        elif lines:
            self._order_into(lines, "new")

    def _order_into(self, lines: Sequence[NewLine], purchase_id: str) -> None:
        self.order_asked.emit(list(lines), None if purchase_id == "new" else int(purchase_id))

    def _here(self, *, keep: bool) -> None:
        rows = self._rows
        if len(rows) != 1:
            return
        wish, kept = rows[0], [False]

        def act() -> None:
            kept[0] = actions.wish_is_here(self._desk, wish.id, keep_copy=keep)

        self._do(act, lambda: self._told_here(wish, keep=keep, kept=kept[0]))

    def _told_here(self, wish: WishRow, *, keep: bool, kept: bool) -> str:
        if not keep or wish.reader is None:
            return _("“{title}” is here.").format(title=wish.title)
        if kept:
            words = _("A copy of “{title}” is set aside for {name}: put it on the hold shelf.")
        else:
            words = _("{name} waits for “{title}” and gets the next copy.")
        return words.format(title=wish.title, name=wish.reader.name)

    def _ask_why(self) -> None:
        ids = [row.id for row in self._rows if row.state in queries.WAITING]
        question = _("Why is it not bought? The reader will ask.")
        self.form.ask(Question("wish_why", question, _("Decline"), partial(self._decline, ids)))

    def _decline(self, ids: Sequence[int], why: str) -> None:
        actions.decline_wishes(self._desk, ids, why)  # the form tells a refusal
        self._around.say(_("Declined. F8 takes it back."))
        focus_first(self.home)

    def _reopen(self) -> None:
        ids = [row.id for row in self._rows if row.state is not WishState.OPEN]
        self._do(partial(actions.reopen_wishes, self._desk, ids), lambda: _("Wished for again."))

    def _remove(self) -> None:
        ids = [row.id for row in self._rows]
        told = ngettext("{n} wish is removed.", "{n} wishes are removed.", len(ids)).format(n=len(ids))
        self._do(partial(actions.remove_wishes, self._desk, ids), lambda: told)

    def _do(self, act: Callable[[], object], told: Callable[[], str]) -> None:
        run(self._around, self.fault, act, told)
        focus_first(self.home)

    # The form

    def begin(self, *, isbn: str = "", reader_id: int | None = None) -> None:
        self.side.setCurrentWidget(self._form_area)
        self.panel.begin(isbn=isbn, reader_id=reader_id)

    def _edit(self) -> None:
        rows = self._rows
        if len(rows) == 1:
            self.side.setCurrentWidget(self._form_area)
            self.panel.edit(rows[0])

    def _put_away(self) -> None:
        self.side.setCurrentWidget(self._detail if self._rows else self._face)
        focus_first(self.home)

    def _saved(self, wish_id: int) -> None:
        self.refresh()
        self.list.select(wish_id)

    def scan(self, raw: str) -> None:
        """A card or an ISBN begins a wish, or goes into the form that is open."""
        if self.side.currentWidget() is self._form_area and self.panel.take_scan(raw):
            return
        scan = read_scan(raw)
        owner = desk_queries.owner_of(self._desk.read(Op.FIND_READERS), scan.code_key)
        if owner is not None and owner.reader_id is not None:
            self.begin(reader_id=owner.reader_id)
        elif scan.isbn:
            self.begin(isbn=scan.isbn)
        else:
            self._around.say(_("Scan a reader card or the ISBN on the back of a book."))
