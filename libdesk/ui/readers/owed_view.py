"""What readers owe: suspensions, lost books, fines, what is said to be back, what was settled, money received.

Suspensions of a class end with one press, money goes to finance in one step.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QToolButton, QVBoxLayout, QWidget

from libdesk.actions.money import charges, suspensions
from libdesk.domain.classes import ClassRef, SchoolSystem, show_class
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.charges import PaymentRow
from libdesk.domain.show import show_money
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import charges as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, down, label, named, wrapped
from libdesk.ui.readers import owed_papers
from libdesk.ui.readers import owed_words as words
from libdesk.ui.readers.owed_detail import OwedDetail
from libdesk.ui.readers.owed_words import CLAIMS, FINES, LOSSES, PAYMENTS, SETTLED, SUSPENDED, OwedRow
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.panes import Panes
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LONGEST_TITLE: Final = 12  # letters on a button
PARTS: Final = (SUSPENDED, LOSSES, FINES, CLAIMS, SETTLED, PAYMENTS)


class OwedView(QWidget):
    """The lists by part and class at the left, one thing at the right, what is done with many at the foot."""

    open_asked = Signal(int)
    """Open this reader at the desk."""
    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.desk = around.desk
        self.group = named(QComboBox(), "owed_group")
        self.group.setAccessibleName(_("Class"))
        self._choice = QButtonGroup(self)
        self.parts = {part: self._part_button(part) for part in PARTS}
        self.list = RowTable(self._columns(), name=_("What readers owe"), empty=Empty(""), key=words.key_of)
        self.detail = OwedDetail(self.desk)
        self.last_slip = button("owed_last_slip", "", self._print_newest_slip, icon=icons.PRINT)
        self._newest = 0  # the charge that was settled by another copy just now
        self.fault = named(label(role="bad", wrap=True), "owed_list_fault")
        self.amnesty = button("owed_amnesty", "", self._amnesty)
        self.hand_over = button("owed_hand_over", "", self._hand_over, role="next")
        self.print_list = button("owed_print", _("Print this list"), self._print_rows, icon=icons.PRINT)
        self.print_again = button("owed_print_again", _("Print the last list again"), self._print_last)
        self.top = wrapped(self.group, *self.parts.values())
        self._rows: list[OwedRow] = []
        self._assemble()
        self._connect()
        self.refresh()

    def _part_button(self, part: str) -> QToolButton:
        made = named(QToolButton(), f"owed_{part}")
        made.setCheckable(True)
        made.setChecked(part == SUSPENDED)
        self._choice.addButton(made)
        return made

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), lambda row: words.who(self.desk, row), sort=lambda row: row.list_key),
            Column("name", N_("Name"), lambda row: row.reader, sort=lambda row: (row.sort_name, row.list_key)),
            Column("what", N_("What it is about"), words.what, width=Width.STRETCH),
            Column("since", N_("Since when"), words.since, sort=_since_key, spare=1),
            Column(
                "last", N_("How much"), lambda row: words.last(self.desk, row), sort=words.last_key,
                right=True, role=words.last_role,
            ),
        )  # fmt: skip

    def _assemble(self) -> None:
        self.list.keep_in_sight()
        foot = wrapped(self.amnesty, self.hand_over, self.print_again, self.last_slip, None, self.print_list, gap=2)
        left = down((self.list, 1), self.fault, foot, gap=1)
        self.splitter = Panes("owed_splitter", left, self.detail, shares=(56, 34), pc=self.around.pc)
        self.fault.hide()
        self.last_slip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(self.top)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self._choice.buttonClicked.connect(lambda _button: self._part_chosen())
        self.group.activated.connect(lambda _row: self._show_rows())
        self.list.row_changed.connect(self.detail.show_row)
        self.list.opened.connect(lambda row: self.open_asked.emit(row.reader_id))
        self.detail.open_asked.connect(self.open_asked)
        self.detail.done.connect(self._tell)
        self.detail.slip_asked.connect(self._print_slip)
        self.detail.replaced.connect(self._offer_slip)
        self.detail.form.gives_back_to = self.detail.fields.gives_back_to = self.list.view

    @property
    def part(self) -> str:
        """Which part of the list is shown."""
        return next(part for part, made in self.parts.items() if made.isChecked())

    def show_part(self, part: str) -> None:
        self.parts[part].setChecked(True)
        self.refresh()

    def _part_chosen(self) -> None:
        self.last_slip.hide()
        self.refresh()

    @property
    def home(self) -> tuple[QWidget, ...]:
        """The list; where it is empty the part of it that is shown."""
        return (self.list.view, self.parts[self.part])

    def take_focus(self) -> None:
        focus_first(self.home)

    def refresh(self) -> None:
        self.fault.hide()
        try:
            self._count()
            self._rows = self._read()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))
            return
        self._fill_groups()
        self._show_rows()

    def _read(self) -> list[OwedRow]:
        library, today = self.desk.read(Op.SEE_CHARGES), self.desk.today
        match self.part:
            case words.SUSPENDED:
                return [*queries.suspended(library, today)]
            case words.LOSSES:
                return [*queries.open_losses(library)]
            case words.FINES:
                return [*queries.open_fines(library)]
            case words.CLAIMS:
                return [*queries.claims(library)]
            case words.PAYMENTS:
                return [*queries.payments_kept(library)]
        return [*queries.settled(library)]

    def _count(self) -> None:
        """Each part with its number; what is about money stands there where the school takes any."""
        owing = queries.owing(self.desk.read(Op.SEE_CHARGES), self.desk.today)
        counts = {
            SUSPENDED: owing.suspended, LOSSES: owing.losses, FINES: owing.fines, CLAIMS: owing.claims,
            PAYMENTS: owing.payments,
        }  # fmt: skip
        for part, made in self.parts.items():
            count = counts.get(part, 0)
            made.setText(f"{_(words.PART_WORDS[part])} {count}" if count else _(words.PART_WORDS[part]))
            made.setVisible(part not in (FINES, PAYMENTS) or self.desk.settings.money or bool(count))
        if self.parts[self.part].isHidden():
            self.parts[SUSPENDED].setChecked(True)

    def _fill_groups(self) -> None:
        """The classes that stand in the list; the one that was chosen stays chosen while it does."""
        chosen = self.group.currentData()
        found = sorted({row.class_ref for row in self._rows if row.class_ref is not None}, key=lambda ref: ref.sort_key)
        self.group.clear()
        self.group.addItem(_("Everybody"), None)
        for ref in found:
            self.group.addItem(show_class(ref, self.desk.today, self._system), ref)
        if chosen is not None:
            self.group.setCurrentIndex(max(0, found.index(chosen) + 1 if chosen in found else 0))

    @property
    def _system(self) -> SchoolSystem:
        return SchoolSystem(self.desk.settings.school_system)

    @property
    def _class(self) -> ClassRef | None:
        ref: ClassRef | None = self.group.currentData()
        return ref

    def _show_rows(self) -> None:
        ref, part = self._class, self.part
        rows = [row for row in self._rows if ref is None or row.class_ref == ref]
        title, sentence = words.EMPTY[part]
        self.list.set_empty(Empty(_(title), _(sentence) if sentence else "", icon=icons.CHECK_CIRCLE))
        self.list.show_rows(rows)
        self.detail.show_row(self.list.current_row())
        self.amnesty.setVisible(part == SUSPENDED and bool(rows))
        if ref is None:
            text = ngettext("End {n} suspension", "End all {n} suspensions", len(rows)).format(n=len(rows))
        else:
            text = ngettext("End {n} suspension of {group}", "End {n} suspensions of {group}", len(rows))
            text = text.format(n=len(rows), group=self.group.currentText())
        self.amnesty.setText(text)
        self._show_money(rows)
        self.print_list.setVisible(bool(rows) and part != PAYMENTS)

    def _show_money(self, rows: list[OwedRow]) -> None:
        money = [row for row in rows if isinstance(row, PaymentRow)]
        total = sum(row.amount_fen for row in money)
        self.hand_over.setVisible(bool(money))
        text = _("Hand {amount} over to finance").format(amount=show_money(total))
        self.hand_over.setText(text)
        last = queries.last_handing_over(self.desk.library) if self.part == PAYMENTS else None
        self.print_again.setVisible(last is not None)

    # Many at once

    def _amnesty(self) -> None:
        ref = self._class
        try:
            count = suspensions.lift_suspensions(self.desk, group=ref)
        except DeskError as error:
            self._refused(error)
            return
        text = ngettext("{n} reader may borrow again.", "{n} readers may borrow again.", count)
        self._tell(text.format(n=count))

    def _hand_over(self) -> None:
        ids = [row.id for row in self.list.model.rows()]
        try:
            receipt = charges.hand_over(self.desk, payment_ids=ids)
        except DeskError as error:
            self._refused(error)
            return
        self._tell(_("{amount} is handed over.").format(amount=show_money(receipt.total_fen)))
        self._print_list(list(receipt.payments), receipt.day)

    def _print_rows(self) -> None:
        title = _(words.PART_WORDS[self.part])
        rows = list(self.list.model.rows())
        self.document_asked.emit(title, owed_papers.part_maker(self.desk, title, rows))

    def _print_last(self) -> None:
        day = queries.last_handing_over(self.desk.read(Op.SEE_CHARGES))
        if day is not None:
            self._print_list(queries.payments_handed_over(self.desk.library, day), day)

    def _print_list(self, rows: list[PaymentRow], day: date) -> None:
        self.document_asked.emit(_("Money handed over"), owed_papers.money_maker(self.desk, rows, day))

    def _offer_slip(self, charge_id: int, title: str) -> None:
        """The row has gone from the list; its slip can be printed from the foot."""
        self._newest = charge_id
        short = title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"
        self.last_slip.setText(_("Print the slip of “{title}”").format(title=short))
        self.last_slip.show()

    def _print_newest_slip(self) -> None:
        self._print_slip(self._newest)

    def _print_slip(self, charge_id: int) -> None:
        charge = queries.charge(self.desk.read(Op.SEE_CHARGES), charge_id)
        if charge is not None:
            self.document_asked.emit(_("Slip"), owed_papers.slip_maker(self.around, charge))

    def _refused(self, error: DeskError) -> None:
        self.refresh()
        self.fault.setText(error.text())
        self.fault.show()

    def _tell(self, text: str) -> None:
        self.around.say(_("{done} F8 takes it back.").format(done=text))
        self.refresh()
        self.take_focus()


def _since_key(row: OwedRow) -> int:
    day = getattr(row, "settled", None) or row.since
    return day.toordinal() if day else 0
