"""The stock: every aid at the left, the card of one at the right with each movement and what stood after it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.aids import stock as actions
from libdesk.domain import aids as rules
from libdesk.domain.aids import Balance, Stock
from libdesk.domain.ops import Op
from libdesk.domain.rows.aids import AidRow, MoveRow
from libdesk.domain.rows.reports import Period, periods
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries.aids import stock as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.semester.aids import papers, words
from libdesk.ui.semester.aids.forms import AidForm, MoveForm, whole
from libdesk.ui.settings.section import choice
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.fit_label import FitLabel
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

Line = tuple[MoveRow, Balance, Stock]
"""A movement with what stood after it, and before."""


class StockView(QWidget):
    document_asked = Signal(str, object)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("aids_stock_view")
        self._around, self._desk = around, around.desk
        self._names: dict[int, str] = {}
        self.new = button("aids_new", _("New aid …"), self.begin_new, icon=icons.ADD)
        self.gone = button("aids_gone", _("Kept no more"), self._look)
        self.print = button("aids_print_stock", _("Print the stock"), self._print_stock, icon=icons.PRINT)
        self.save = button("aids_save_stock", _("Save as a table …"), self._ask_file, icon=icons.EXPORT)
        self.list = RowTable(_columns(), name=_("Teaching aids"), empty=self._empty(), key=lambda row: row.id, least=42)
        self.heading = FitLabel(theme.Step.HEAD, bold=True)
        self.facts = named(label(wrap=True), "aid_facts")
        self.period = choice("aid_period", [])
        self.lines = RowTable(
            self._line_columns(), name=_("Stock card"), empty=Empty(_("Nothing moved in this time")),
            key=lambda line: line[0].id,
        )  # fmt: skip
        self.note_move = button("aid_note_move", _("Note a movement …"), self._ask_move, role="next")
        self.edit = button("aid_edit", _("Change …"), self._ask_edit, icon=icons.EDIT)
        self.away = button("aid_away", "", self._put_away, icon=icons.DELETE)
        self.card = button("aid_print_card", _("Print the stock card"), self._print_card, icon=icons.PRINT)
        self.fault = named(label(role="bad", wrap=True), "aids_stock_fault")
        self.aid_form = AidForm(around, gives_back_to=self.list.view)
        self.move_form = MoveForm(around, gives_back_to=self.list.view)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.fault.hide()
        self.gone.setCheckable(True)
        self.period.setAccessibleName(_("Period of the stock card"))
        self.list.keep_in_sight(4)
        self.lines.keep_in_sight(3)
        left = down(wrapped(self.new, self.gone, None, self.print, self.save, gap=2), (self.list, 1))
        self._right = down(
            self.heading, self.facts,
            wrapped(self.note_move, self.edit, self.away, None, self.period, self.card, gap=2), (self.lines, 1),
        )  # fmt: skip
        self._right.setContentsMargins(theme.space(2), 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.fault)
        column.addWidget(whole(self.aid_form, self.move_form))
        panes = Panes("aids_splitter", left, self._right, shares=(53, 47), needs=(80, 75), pc=self._around.pc)
        column.addWidget(panes, 1)

    def _connect(self) -> None:
        self.list.row_changed.connect(lambda _row: self._show())
        self.list.opened.connect(lambda _row: self._ask_move())
        self.period.activated.connect(lambda _at: self._show_card())

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.new)

    def take_focus(self) -> None:
        focus_first(self.home)

    @property
    def row(self) -> AidRow | None:
        row: AidRow | None = self.list.current_row()
        return row

    # What is shown

    def refresh(self) -> None:
        before = self.period.currentText()
        self.period.clear()
        for period in periods(self._desk.today, self._desk.calendar):
            self.period.addItem(period.name, period)
        self.period.setCurrentIndex(max(0, self.period.findText(before)))
        self._look()

    def _look(self) -> None:
        rows = queries.aids(self._desk.read(Op.SEE_AIDS), gone=self.gone.isChecked())
        self.list.show_rows([row for row in rows if (row.gone is not None) == self.gone.isChecked()])
        for made in (self.print, self.save):
            made.setEnabled(bool(rows))
        self._show()

    def _show(self) -> None:
        row = self.row
        self._right.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(row.fields.name)
        self.facts.setText(words.facts(row))
        self.note_move.setEnabled(row.gone is None and self._desk.allows(Op.MOVE_AIDS))
        self.away.setText(_("Keep it again") if row.gone is not None else _("Keep it no more"))
        self._show_card()

    @property
    def _period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    def _lines(self) -> tuple[Stock, list[Line]]:
        """What was carried over into the period, and its movements."""
        row = self.row
        if row is None:
            return Stock(), []
        ledger = queries.ledger(self._desk.read(Op.SEE_AIDS), row.id)
        known = {move.reader_id for move in ledger if move.reader_id is not None}
        found = queries.receivers(self._desk.library, known)
        self._names = {one.id: words.who(self._desk, one) for one in found}
        balances = rules.running(queries.as_moves(ledger))
        opening, shown = rules.card(balances, self._period.first, self._period.last)
        first = len([line for line in balances if line.move.day < self._period.first])
        before = [opening, *(line.after for line in shown)]
        moves = ledger[first : first + len(shown)]
        return opening, list(zip(moves, shown, before, strict=False))

    def _show_card(self) -> None:
        self.lines.show_rows(list(reversed(self._lines()[1])))

    # What is done

    def _do(self, act: Callable[[], object], told: str) -> None:
        run(self._around, self.fault, act, lambda: told)

    def begin_new(self) -> None:
        self.move_form.close_form()
        self.aid_form.begin(None)
        self.aid_form.ask(_("A new aid that is kept by quantity"), _("Put it on the list"), self._save_new)

    def _save_new(self) -> None:
        """Raises DeskError, which the form tells."""
        aid_id = actions.add_aid(self._desk, self.aid_form.fields(), opening=self.aid_form.opening.value())
        self._around.say(_("{done} F8 takes it back.").format(done=_("The aid is on the list.")))
        self.gone.setChecked(False)
        self._look()
        self.list.select(aid_id)

    def _ask_edit(self) -> None:
        row = self.row
        if row is not None:
            self.move_form.close_form()
            self.aid_form.begin(row)
            words_ = _("What is said of “{name}”").format(name=row.fields.name)
            self.aid_form.ask(words_, _("Save"), partial(self._save_edit, row.id))

    def _save_edit(self, aid_id: int) -> None:
        if actions.edit_aid(self._desk, aid_id, self.aid_form.fields()):
            self._around.say(_("Changed. F8 takes it back."))
        self._look()

    def _ask_move(self) -> None:
        row = self.row
        if row is None or row.gone is not None:
            return
        self.aid_form.close_form()
        self.move_form.begin()
        text = _("What happened to “{name}” in the library? In stock: {n}.")
        self.move_form.ask(
            text.format(name=row.fields.name, n=row.stock.hand), _("Enter it"), partial(self._save_move, row)
        )

    def _save_move(self, row: AidRow) -> None:
        kind, quantity, day, voucher, note = self.move_form.values()
        actions.move_stock(self._desk, row.id, kind, quantity, day=day, voucher=voucher, note=note)
        done = _("“{name}”: {what} {n}.").format(name=row.fields.name, what=_(rules.MOVE_NAMES[kind]), n=quantity)
        self._around.say(_("{done} F8 takes it back.").format(done=done))
        self._look()

    def _put_away(self) -> None:
        row = self.row
        if row is not None and row.gone is not None:
            self._do(partial(actions.bring_back, self._desk, row.id), _("It is kept again."))
        elif row is not None:
            self._do(partial(actions.put_away, self._desk, row.id), _("It is kept no more."))
        focus_first(self.home)

    def _print_card(self) -> None:
        row = self.row
        if row is not None:
            opening, lines = self._lines()
            found = [(move, balance) for move, balance, _before in lines]
            make = papers.card_maker(self._desk, row, self._period, opening, found, self._names)
            self.document_asked.emit(_("Stock card: {name}").format(name=row.fields.name), make)

    def _print_stock(self) -> None:
        make = papers.stock_maker(self._desk, self.list.model.rows(), self._desk.today)
        self.document_asked.emit(_("Stock of teaching aids"), make)

    def _ask_file(self) -> None:
        path = ask_where(self, self._around, f"{self._desk.settings.school}{_('Stock of teaching aids')}".strip())
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the stock as it is shown; xlsx or CSV by the name."""
        head = [_(column.title) for column in papers.STOCK]
        cells = papers.stock_cells(self.list.model.rows())
        save_table(self._around, path, _("Stock of teaching aids"), head, cells)

    def _empty(self) -> Empty:
        return Empty(
            _("No aid is kept yet"),
            _("Enter what is handed out by number: teaching books, exercise books. What bears a barcode is lent."),
            ((_("New aid …"), self.begin_new),), icons.COPIES,
        )  # fmt: skip

    def _line_columns(self) -> tuple[Column, ...]:
        return (
            Column("day", N_("Day"), lambda line: show_day(line[0].day, weekday=False), sort=lambda line: line[0].day),
            Column("what", N_("Entry"), lambda line: words.move(line[0])),
            Column("who", N_("Receiver"), lambda line: self._names.get(line[0].reader_id, ""), width=Width.STRETCH),
            Column("number", N_("Quantity"), lambda line: words.signed(line[0], line[2], line[1].after),
                   sort=lambda line: line[0].quantity, right=True),
            Column("hand", N_("Stock"), lambda line: f"{line[1].after.hand:,}",
                   sort=lambda line: line[1].after.hand, right=True),
            Column("out", N_("With receivers"), lambda line: words.number(line[1].after.out), right=True, spare=1),
            Column("voucher", N_("Voucher"), lambda line: line[0].voucher or line[0].note, spare=2),
        )  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", N_("Aid"), lambda row: row.fields.name, width=Width.STRETCH),
        Column("grades", N_("Grades"), words.grades, sort=lambda row: (row.fields.grade_from or 0), spare=2),
        Column("subject", N_("School subject"), lambda row: row.fields.subject, spare=3),
        Column("hand", N_("In stock"), lambda row: f"{row.stock.hand:,}", sort=lambda row: row.stock.hand, right=True),
        Column("out", N_("With receivers"), lambda row: words.number(row.stock.out), sort=lambda row: row.stock.out,
               right=True),
        Column("off", N_("Damaged, missing"), lambda row: words.number(row.stock.damaged + row.stock.missing),
               sort=lambda row: row.stock.damaged + row.stock.missing, right=True, spare=1, role=lambda _row: "warn"),
    )  # fmt: skip
