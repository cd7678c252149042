"""The loans that an edit of the calendar would move, with their old and new days, and the three ways on.

The safe one has the focus: nothing is entered, nothing moves.
"""

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
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import calendar as queries
from libdesk.ui import theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

ROWS_HIGH: Final = 46  # steps


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
        self.only = button("moves_only", _("Enter it only"), lambda: self._agree(False))
        self._assemble()
        self.hide()

    def _assemble(self) -> None:
        self.list.setFixedHeight(theme.space(ROWS_HIGH))
        note = _("A book due on a closed day is in time until the next open day. What is overdue keeps its date.")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        for part in (
            self.headline, self.list, label(note, role="note", wrap=True),
            wrapped(self.leave, self.move_all, self.only, gap=2),
        ):  # fmt: skip
            column.addWidget(part)

    def ask(self, preview: Preview, *, gives_back_to: QWidget | None) -> None:
        """Show what this edit would move."""
        self._back = gives_back_to
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
        self.headline.setText(text.format(n=f"{count:,}"))
        verb = ngettext("Enter it and move {n} loan", "Enter it and move {n} loans", count)
        self.move_all.setText(verb.format(n=f"{count:,}"))
        self.list.show_rows(queries.moved_loans(self._desk.read(Op.SEE_SETTINGS), preview.moves))

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
