"""The hold shelf: which copy waits for whom until when; its slip, more time, or on to the next in line."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.hold_order import extend_hold
from libdesk.actions.holds import cancel_hold
from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op
from libdesk.domain.rows.holds import ShelfHold
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.store.queries import desk as desk_queries
from libdesk.store.queries import hold_lists as queries
from libdesk.ui import icons, theme
from libdesk.ui.deed import run
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.focus_home import focus_first
from libdesk.ui.widgets.inline_form import InlineForm, Question
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LONGEST: Final = 60  # days ahead that a copy may be kept


class ShelfView(QWidget):
    open_asked = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("holds_shelf_view")
        self._around, self._desk = around, around.desk
        self.list = RowTable(
            self._columns(), name=_("Hold shelf"), key=lambda row: row.id,
            empty=Empty(
                _("The hold shelf is empty"),
                _("A book that somebody waits for comes here when it is brought back."), (), icons.HOLD,
            ),
        )  # fmt: skip
        self.form = InlineForm()
        self.form.gives_back_to = self.list.view
        self.fault = label(role="bad", wrap=True)
        self.fault.hide()
        self.slip = button("hold_slip", _("Print the slip"), self._print, icon=icons.PRINT)
        self.longer = button("hold_longer", _("Keep it longer …"), self._ask_day)
        self.cancel = button("hold_cancel_ready", _("Cancel the hold"), self._cancel)
        self.open = button("hold_open_reader", _("Open at the desk"), self._open, role="next")
        self.list.keep_in_sight()
        self.foot = wrapped(self.open, self.slip, self.longer, self.cancel, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.list, 1)
        for part in (self.form, self.fault, self.foot):
            column.addWidget(part)
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.list.opened.connect(lambda _row: self._open())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
            Column("call_no", N_("Call number"), lambda row: row.call_no, spare=1),
            Column("name", N_("Name"), lambda row: row.reader.name),
            Column("group", N_("Class"), self._group),
            Column("until", N_("Kept until"), self._until, sort=lambda row: row.until or date.max, role=self._role),
        )

    def _group(self, row: ShelfHold) -> str:
        return row.reader.group(self._desk.today, SchoolSystem(self._desk.settings.school_system))

    def _until(self, row: ShelfHold) -> str:
        day = show_day(row.until) if row.until else ""
        return _("{day}, over").format(day=day) if row.expired(self._desk.today) else day

    def _role(self, row: ShelfHold) -> str:
        return "bad" if row.expired(self._desk.today) else ""

    def refresh(self) -> int:
        """The shelf as it is now; gives how many copies stand there."""
        rows = queries.shelf(self._desk.read(Op.FIND_READERS))
        self.list.show_rows(rows)
        self.foot.setVisible(bool(rows))
        if not rows:
            self.form.close_form()
        return len(rows)

    def select_copy(self, copy_id: int) -> bool:
        """Put the cursor on the copy that was scanned."""
        rows: list[ShelfHold] = list(self.list.model.rows())
        return any(self.list.select(row.id) for row in rows if row.copy_id == copy_id)

    def select_reader(self, reader_id: int) -> bool:
        rows: list[ShelfHold] = list(self.list.model.rows())
        return any(self.list.select(row.id) for row in rows if row.reader.id == reader_id)

    def _mirror(self) -> None:
        """A question about another copy is put away."""
        self.form.close_form()

    @property
    def _row(self) -> ShelfHold | None:
        row: ShelfHold | None = self.list.current_row()
        return row

    def _open(self) -> None:
        if self._row is not None:
            self.open_asked.emit(self._row.reader.id)

    def _print(self) -> None:
        from libdesk.ui.printing.slips import print_hold_slip

        if self._row is not None:
            print_hold_slip(self._around, self._row.copy_id, self._row.until)

    def _ask_day(self) -> None:
        row, desk = self._row, self._desk
        if row is None:
            return
        first = desk.calendar.add_open_days(max(row.until or desk.today, desk.today), desk.settings.hold_days)
        words = _("Until which day is “{title}” kept for {name}?").format(title=row.title, name=row.reader.name)
        days = (desk.today, desk.today + timedelta(days=LONGEST))
        answer = partial(self._extend, row)
        self.form.ask(Question("hold_until_day", words, _("Keep it"), answer, days=days, day=min(first, days[1])))

    def _extend(self, row: ShelfHold, text: str) -> None:
        until = date.fromisoformat(text)
        told = _("“{title}” is kept for {name} until {day}.").format(
            title=row.title, name=row.reader.name, day=show_day(until)
        )
        extend_hold(self._desk, hold_id=row.id, until=until)  # the form tells a refusal
        self.fault.hide()
        self._around.say(_("{done} F8 takes it back.").format(done=told))

    def _cancel(self) -> None:
        row = self._row
        if row is not None:
            act = partial(cancel_hold, self._desk, hold_id=row.id)
            if run(self._around, self.fault, act, lambda: self._told_cancelled(row)):
                focus_first((self.list.view,))

    def _told_cancelled(self, row: ShelfHold) -> str:
        """What is to be done with the copy in hand now."""
        copy = desk_queries.copy_in_hand(self._desk.library, row.copy_id)
        if copy is not None and copy.ready_for_name:
            return _("The hold of {name} is cancelled; “{title}” now waits for {other}.").format(
                name=row.reader.name, title=row.title, other=copy.ready_for_name
            )
        return _("The hold of {name} is cancelled; “{title}” goes back to the shelf.").format(
            name=row.reader.name, title=row.title
        )
