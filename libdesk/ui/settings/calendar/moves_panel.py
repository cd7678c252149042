"""The loans that an edit of the calendar would move, with their old and new days, and the three ways on.

The safe one has the focus: nothing is entered, nothing moves.
"""

from collections import Counter
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from libdesk.actions import calendar as actions
from libdesk.actions.calendar import Preview
from libdesk.actions.desk import Desk
from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, show_class
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import MovedLoan
from libdesk.domain.show import show_day, show_due, show_reader_kind
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import calendar as queries
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_HIGH: Final = 46  # steps
MOST_DAYS: Final = 6  # new days that are told


class MovesPanel(QFrame):
    """Asks one edit at a time; hidden while there is nothing to agree to."""

    agreed = Signal(object, bool)
    """The edit, and whether its loans move."""
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("moves_panel")
        self._desk = desk
        self._preview: Preview | None = None
        self._back: QWidget | None = None
        self._about, self._closing = "", False
        self.new_days = named(label(wrap=True), "moves_days")
        self.headline = named(label(role="heading", wrap=True), "moves_headline")
        self.list = RowTable(
            (
                Column("reader", N_("Reader"), lambda row: row.reader),
                Column("class", N_("Class"), self._class),
                Column("old", N_("Old due date"), self._old, sort=lambda row: row.old),
                Column("new", N_("New due date"), self._new, sort=lambda row: row.new),
                Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            ),
            name=_("Loans that would move"), empty=Empty(_("No loan moves")), key=lambda row: row.loan_id,
        )  # fmt: skip
        self.leave = button("moves_leave", _("Leave it as it is"), self._leave, role="next")
        self.move_all: QPushButton = button("moves_move", "", lambda: self._agree(True))
        self.only = button("moves_only", "", lambda: self._agree(False))
        self._assemble()
        self.hide()

    def _assemble(self) -> None:
        self.list.setFixedHeight(theme.space(ROWS_HIGH))
        note = _("A book due on a closed day is in time until the next open day. What is overdue keeps its date.")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        for part in (
            self.headline, self.new_days, self.list, label(note, role="note", wrap=True),
            wrapped(self.leave, self.move_all, self.only, gap=2),
        ):  # fmt: skip
            column.addWidget(part)

    def ask(
        self, preview: Preview, *, about: str = "", closing: bool = False, gives_back_to: QWidget | None
    ) -> None:  # fmt: skip
        """Show what this edit would move; `about` names it, `closing`: it is a closure."""
        self._back, self._about, self._closing = gives_back_to, about, closing
        self._show(preview)
        self.show()
        self.leave.setFocus()

    def look_again(self) -> None:
        """The library has changed while the question stands: what it would move now, or nothing to ask any more."""
        if self._preview is None:
            return
        try:
            now = actions.preview(self._desk, self._preview.edit)
        except DeskError:
            self.put_away()
            return
        if now.moves:
            self._show(now)
        else:
            self.put_away()

    def put_away(self) -> None:
        if self._preview is None:
            return
        back, self._preview, self._back = self._back, None, None
        inside = self.leave.hasFocus() or self.move_all.hasFocus() or self.only.hasFocus() or self.list.view.hasFocus()
        if inside and back is not None:
            back.setFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _show(self, preview: Preview) -> None:
        self._preview = preview
        count = len(preview.moves)
        text = ngettext(
            "{n} book on loan would be due on another day", "{n} books on loan would be due on another day", count
        )
        told = text.format(n=f"{count:,}")
        about = self._about
        self.headline.setText(_("{about}: {told}").format(about=about, told=told) if about else told)
        if self._closing:
            verb = ngettext("Enter the closure, move {n} due date", "Enter the closure, move {n} due dates", count)
            only = _("Enter the closure only, leave the due dates")
        else:
            verb = ngettext("Change the calendar, move {n} due date", "Change the calendar, move {n} due dates", count)
            only = _("Change the calendar only, leave the due dates")
        self.move_all.setText(verb.format(n=f"{count:,}"))
        self.only.setText(only)
        self.new_days.setText(self._whereto(preview))
        self.list.show_rows(queries.moved_loans(self._desk.read(Op.SEE_SETTINGS), preview.moves))

    def _whereto(self, preview: Preview) -> str:
        """To which days how many go, and why not all to one."""
        days = sorted(Counter(move.new for move in preview.moves).items())
        told = [
            ngettext("{day} {n} book", "{day} {n} books", count).format(day=self._day(day), n=f"{count:,}")
            for day, count in days[:MOST_DAYS]
        ]  # fmt: skip
        more = len(days) - MOST_DAYS
        if more > 0:
            told.append(ngettext("{n} more day", "{n} more days", more).format(n=more))
        text = _("They are then due on: {days}.").format(days=_(", ").join(told))
        spread = len(days) > 1 and self._closing and self._desk.settings.spread_days > 1
        why = _("They are spread over several open days, so that not all come on one.") if spread else ""
        return sentences(text, why)

    def _day(self, day: date) -> str:
        return show_day(day, year=day.year != self._desk.today.year)

    def _agree(self, move: bool) -> None:
        if self._preview is not None:
            edit = self._preview.edit
            self.put_away()
            self.agreed.emit(edit, move)

    def _leave(self) -> None:
        self.put_away()
        self.left.emit()

    def _class(self, row: MovedLoan) -> str:
        if row.stage and row.entry_year is not None and row.class_no is not None:
            ref = ClassRef(Stage(row.stage), row.entry_year, row.class_no)
            return show_class(ref, self._desk.today, SchoolSystem(self._desk.settings.school_system))
        return row.department or show_reader_kind(row.kind)

    def _old(self, row: MovedLoan) -> str:
        return show_day(row.old, weekday=False, year=row.old.year != self._desk.today.year)

    def _new(self, row: MovedLoan) -> str:
        return show_due(row.new, self._desk.today)
