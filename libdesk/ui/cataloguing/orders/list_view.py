"""A quotation or a recommended list held against the holdings: what lacks is ticked, and becomes an order."""

from collections.abc import Hashable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QToolButton, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.barcodes import read_scan
from libdesk.domain.deliveries import MOST_COPIES, State
from libdesk.domain.errors import DeskError
from libdesk.domain.holdings_check import FATE_NAMES, Checked, Fate, Holdings, check
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled, Progress
from libdesk.exchange.offers import OfferList, read_offers
from libdesk.i18n import N_, _
from libdesk.store.queries import orders as order_queries
from libdesk.store.queries.holdings_check import holdings
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.orders import papers, words
from libdesk.ui.cataloguing.orders.list_words import ROLES, order_line, read_words, tip, unread_row
from libdesk.ui.cataloguing.orders.money_bar import MoneyBar
from libdesk.ui.cataloguing.orders.supplier_list import ask_file
from libdesk.ui.cataloguing.orders.tick_table import TickTable
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import across, button, label, named, wrapped
from libdesk.ui.settings.section import spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty


class ListView(QWidget):
    order_asked = Signal(object, object)
    """Lines to be ordered: a list of NewLine, and the id of the order that they go into, None for a new one."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("orders_list_view")
        self._around, self._desk = around, around.desk
        self._read: OfferList | None = None
        self._holdings = Holdings()
        self._rows: tuple[Checked, ...] = ()
        self._counts: dict[int, int] = {}  # copies that a person set, by the number of the row
        self._job = OneJob(around.jobs, self)
        self.choose = button("list_choose", _("Open a list …"), self.ask_file, role="next", icon=icons.IMPORT)
        self.name = named(label(role="note"), "list_name")
        self.enough = spin("list_enough", 1, 99)
        self.by_list = named(QCheckBox(_("The list says how many")), "list_by_list")
        self._choice = QButtonGroup(self)
        self.filters: dict[Fate | None, QToolButton] = {
            fate: self._filter(fate) for fate in (None, *Fate)
        }  # fmt: skip
        self.table = TickTable(
            self._columns(), name=_("The list, held against the holdings"), empty=self._nothing(),
            key=lambda row: row.number, head=N_("To order"), may=lambda row: row.fate is not Fate.FAULTY,
        )  # fmt: skip
        self.form = InlineForm("list")
        self.money = MoneyBar()
        self.into = named(QComboBox(), "list_into")
        self.into.setAccessibleName(_("Into which order"))
        self.all = button("list_all", _("Tick all shown"), partial(self.table.tick_shown, True))
        self.none = button("list_none", _("Tick none of them"), partial(self.table.tick_shown, False))
        self.count = button("list_count", _("How many …"), self._ask_count)
        self.order = button("list_order", _("Order what is ticked"), self._order, role="next")
        self.save = button("list_save", _("Save as a table …"), self._save, icon=icons.SAVE)
        self._assemble()
        self._connect()
        self._show()

    def _filter(self, fate: Fate | None) -> QToolButton:
        made = named(QToolButton(), f"list_{fate.value if fate else 'all_rows'}")
        made.setCheckable(True)
        made.setChecked(fate is None)
        self._choice.addButton(made)
        return made

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("count", N_("Copies"), self._count_text, sort=self._count_of, right=True),
            Column("fate", N_("What it is"), words.fate_of,
                   role=lambda row: "warn" if row.named else ROLES.get(row.fate, ""),
                   sort=lambda row: list(Fate).index(row.fate)),
            Column("title", N_("Title"), lambda row: row.offer.title, width=Width.STRETCH, tip=tip),
            Column("author", N_("Author"), lambda row: row.offer.author[:8], tip=lambda row: row.offer.author, spare=2),
            Column("isbn", N_("ISBN"), lambda row: row.offer.isbn, spare=3),
            Column("here", N_("In the library"), words.state_of, sort=lambda row: row.have, tip=tip, spare=1),
            Column("price", N_("Price"), lambda row: words.price_of(row.offer.price_fen),
                   sort=lambda row: row.offer.price_fen or 0, right=True),
        )  # fmt: skip

    def _assemble(self) -> None:
        self.table.list.keep_in_sight()
        self.form.gives_back_to = self.table.view
        self.enough.setAccessibleName(_("Copies of each title that are enough"))
        self._enough_part = across(label(_("Enough copies"), buddy=self.enough), self.enough, end=False)
        self._bar = wrapped(*self.filters.values(), gap=1)
        self._foot = wrapped(self.into, self.order, self.count, self.all, self.none, None, self.save, gap=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.choose, self.name, None, self._enough_part, self.by_list, gap=2))
        for part in (self._bar, self.table, self.form, self.money, self._foot):
            column.addWidget(part, 1 if part is self.table else 0)

    def _connect(self) -> None:
        self.enough.setValue(self._desk.settings.enough_copies)
        self.enough.valueChanged.connect(lambda _n: self._compare())
        self.by_list.clicked.connect(lambda _on: self._compare())
        self._choice.buttonClicked.connect(lambda _button: self._show_rows())
        self.table.ticked.connect(self._show_sum)
        self.table.list.row_changed.connect(lambda _row: self.form.close_form())
        self.money.changed.connect(self._show_sum)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.table.view, self.choose)

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> int:
        """The library has changed: what was ordered meanwhile is not ordered twice."""
        self._fill_orders()
        if self._read is not None and not self._job.running:
            self._start(self._read)
        return 0

    # The file

    def ask_file(self) -> None:
        ask_file(self, self._around, self.open_file)

    def open_file(self, path: Path) -> None:
        """Read a list and hold it against the holdings, beside the desk."""
        self._read = None
        self.table.list.show_loading(_("Reading the file"))

        def work(desk: Desk, progress: Progress) -> tuple[OfferList, Holdings]:
            found = read_offers(path, progress)
            return found, holdings(desk.read(Op.SEE_ORDERS), found.offers, progress)

        self._job.start(Lane.DOCUMENTS, _("Holding a list against the holdings"), work, self._opened, self._failed)

    def _opened(self, found: tuple[OfferList, Holdings]) -> None:
        self._read, self._holdings = found
        self._counts.clear()
        self.by_list.setChecked(self._read.has_counts)
        self.name.setText(read_words(self._read))
        self._compare()
        focus_first(self.home)

    def _start(self, read: OfferList) -> None:
        """The same list once more, as the library is now; what was ticked stays ticked."""

        def work(desk: Desk, progress: Progress) -> Holdings:
            return holdings(desk.read(Op.SEE_ORDERS), read.offers, progress)

        def done(found: Holdings) -> None:
            if found != self._holdings:
                self._holdings = found
                self._compare(again=True)

        title = _("Holding a list against the holdings")
        self._job.start(Lane.DOCUMENTS, title, work, done, lambda error: None)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, DeskError) and not isinstance(error, Cancelled):
            self.table.list.show_error(error.text(), ((_("Open a list …"), self.ask_file),))
        self._show()

    # What it says

    def _compare(self, *, again: bool = False) -> None:
        if self._read is None:
            return
        rows = check(self._read.offers, self._holdings, enough=self.enough.value(), by_list=self.by_list.isChecked())
        faulty = (
            Checked(len(rows) + n, unread_row(fault.line, fault.why), Fate.FAULTY)
            for n, fault in enumerate(self._read.faults, 1)
        )
        before = {row.number: row.ordered for row in self._rows}
        self._rows = (*rows, *faulty)
        ticked: set[Hashable] = {row.number for row in self._rows if row.ticked}
        if again:  # what was ordered meanwhile is done with
            ordered = {row.number for row in self._rows if row.ordered > before.get(row.number, 0)}
            ticked = set(self.table.chosen - ordered)
        else:
            self._counts.clear()
        self.table.tick(ticked)
        self._show()

    def _show(self) -> None:
        there = bool(self._rows) and self._read is not None
        for part in (self._bar, self.money, self._foot, self._enough_part, self.by_list):
            part.setVisible(there)
        self.by_list.setVisible(there and self._read is not None and self._read.has_counts)
        if there:
            for fate, made in self.filters.items():
                count = sum(fate is None or row.fate is fate for row in self._rows)
                name = _(FATE_NAMES[fate]) if fate else _("all rows")
                made.setText(f"{name} {count:,}")
                made.setVisible(fate is None or count > 0)
            if self.filters[self._fate].isHidden():
                self.filters[None].setChecked(True)
            self._show_rows()

    @property
    def _fate(self) -> Fate | None:
        return next(fate for fate, made in self.filters.items() if made.isChecked())

    def _show_rows(self) -> None:
        fate = self._fate
        self.table.list.show_rows([row for row in self._rows if fate is None or row.fate is fate])
        self._show_sum()

    def _count_of(self, row: Checked) -> int:
        """How many are to be ordered if the row is ticked: at least one, who ticks it wants it."""
        return self._counts.get(row.number, max(1, row.need))

    def _count_text(self, row: Checked) -> str:
        return str(self._count_of(row)) if row.number in self.table.chosen else ""

    def _chosen(self) -> list[Checked]:
        return [row for row in self._rows if row.number in self.table.chosen]

    def _show_sum(self) -> None:
        chosen = self._chosen()
        self.money.show_sum([(row.offer, self._count_of(row)) for row in chosen])
        self.order.setEnabled(bool(chosen))
        self.table.view.viewport().update()

    # What is done with it

    def _ask_count(self) -> None:
        rows: list[Checked] = self.table.list.chosen_rows() or [self.table.list.current_row()]
        rows = [row for row in rows if row is not None and row.fate is not Fate.FAULTY]
        if rows:
            text = _("How many copies of “{title}”?").format(title=rows[0].offer.title)
            if len(rows) > 1:
                text = _("How many copies of each of the {n} chosen titles?").format(n=len(rows))
            self.form.ask(Question("list_copies", text, _("Set"), partial(self._set_counts, rows)))

    def _set_counts(self, rows: list[Checked], text: str) -> None:
        if not text.strip().isdecimal() or not 0 <= int(text) <= MOST_COPIES:
            self.form.tell(_("Write a number of copies, such as 3."))
            return
        count, numbers = int(text), {row.number for row in rows}
        for number in numbers:
            self._counts[number] = count
        self.table.tick(self.table.chosen | numbers if count else self.table.chosen - numbers)
        focus_first(self.home)

    def _fill_orders(self) -> None:
        """A new order, or one that is not closed."""
        kept = self.into.currentData()
        self.into.clear()
        self.into.addItem(_("into a new order"), None)
        for order in order_queries.purchases(self._desk.read(Op.SEE_ORDERS)):
            if order.state is not State.CLOSED:
                self.into.addItem(_("into “{name}”").format(name=order.name), order.id)
        self.into.setCurrentIndex(max(0, self.into.findData(kept)))

    def _order(self) -> None:
        lines = [order_line(row, self._count_of(row)) for row in self._chosen()]
        if lines and self.money.fault.isHidden():
            self.order_asked.emit(lines, self.into.currentData())

    @property
    def head(self) -> tuple[str, int | None, int | None]:
        """(name, discount, budget) for a new order made of this list. Raises what MoneyBar.values raises."""
        return (self._name, *self.money.values)

    @property
    def _name(self) -> str:
        return Path(self._read.name).stem if self._read else ""

    def _save(self) -> None:
        name = _("{name} against the holdings").format(name=self._name)
        path = ask_where(self, self._around, name)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write every row with what became of it."""
        chosen = {row.number: self._count_of(row) for row in self._chosen()}
        heads, rows = papers.check_table(self._rows, chosen)
        save_table(self._around, path, _("Against the holdings"), heads, rows)

    def scan(self, raw: str) -> None:
        """The row of this ISBN."""
        isbn = read_scan(raw).isbn
        row = next((row for row in self._rows if isbn and row.offer.isbn == isbn), None)
        if row is None:
            self._around.say(_("{code} does not stand in this list.").format(code=read_scan(raw).text))
            return
        self.filters[None].setChecked(True)
        self._show_rows()
        self.table.list.select(row.number)
        focus_first(self.home)

    def _nothing(self) -> Empty:
        return Empty(
            _("Which books of a list lack here?"),
            _("Open a supplier's quotation or a recommended list: xlsx, xls, csv or MARC."),
            ((_("Open a list …"), self.ask_file),), icons.STOCKTAKE,
        )  # fmt: skip
