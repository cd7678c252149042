"""The periods of a school day: their names and times, changed one by one, always in the order of the day."""

from collections.abc import Sequence

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.schedule import timetable as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.hours import show_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.schedule import PeriodRow
from libdesk.domain.timetable import LESSON, Period, period_name, usual_periods
from libdesk.i18n import N_, _
from libdesk.store.queries import timetable as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.calendar.forms import minutes_of, qtime, time_field
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class PeriodsView(Leavable, QWidget):
    """`closed` on Esc or when they are done."""

    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around, self.desk = around, around.desk
        self.list = RowTable(
            (
                Column("name", N_("Lesson period"), lambda row: row.name, width=Width.STRETCH),
                Column("from", N_("From"), lambda row: show_time(row.first)),
                Column("to", N_("To"), lambda row: show_time(row.last)),
            ),
            name=_("Periods of a school day"), empty=Empty(_("No period yet"), icon=icons.CLOCK),
            key=lambda row: row.id,
        )  # fmt: skip
        self.name = named(QLineEdit(), "period_name")
        self.start = time_field("period_from", QTime(8, 0))
        self.end = time_field("period_to", QTime(8, LESSON))
        self.fault = named(label(role="bad", wrap=True), "period_fault")
        self.add = button("period_add", _("Add a period"), self._add, icon=icons.ADD)
        self.change = button("period_change", _("Change the chosen period"), self._change)
        self.remove = button("period_remove", _("Remove the chosen period"), self._remove)
        self.usual = button("period_usual", _("Enter the usual ones"), self.enter_usual)
        self.done = button("period_done", _("Esc To the timetable"), self.closed.emit)
        self._assemble()
        self.list.row_changed.connect(self._chosen)

    def _assemble(self) -> None:
        for field, words in ((self.name, _("Name of the period")), (self.start, _("From")), (self.end, _("To"))):
            field.setAccessibleName(words)
        self.name.setMaxLength(20)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(label(_("Periods of a school day"), role="heading"))
        column.addWidget(self.list, 1)
        line = wrapped((self.name, 1), self.start, label("–"), self.end, gap=2)
        buttons = wrapped(self.add, self.change, self.remove, self.usual, self.done, gap=2)
        for part in (line, self.fault, buttons):
            column.addWidget(part)

    @property
    def rows(self) -> Sequence[PeriodRow]:
        return queries.periods(self.desk.read(Op.SEE_PLAN))

    def refresh(self) -> None:
        self.list.show_rows(self.rows)
        self._chosen(self.list.current_row())

    def take_focus(self) -> None:
        (self.list.view if self.rows else self.usual).setFocus()

    def _chosen(self, row: PeriodRow | None) -> None:
        if row is not None:
            self.name.setText(row.name)
            self.start.setTime(qtime(row.first))
            self.end.setTime(qtime(row.last))
        may = self.desk.allows(Op.EDIT_TIMETABLE)
        self.name.setPlaceholderText(period_name(len(self.rows) + 1))
        self.add.setEnabled(may)
        self.usual.setVisible(row is None)
        self.usual.setEnabled(may)
        for part in (self.change, self.remove):
            part.setEnabled(may and row is not None)

    def _typed(self) -> Period:
        return Period(self.name.text(), minutes_of(self.start), minutes_of(self.end))

    def _set(self, periods: Sequence[tuple[int | None, Period]]) -> None:
        try:
            changed = actions.set_periods(self.desk, periods)
        except DeskError as error:
            self.fault.setText(error.text())
            self.fault.show()
            announce(self.fault, error.text())
            return
        self.fault.hide()
        if changed:
            self.around.say(_("The periods are changed. F8 takes it back."))
        self.refresh()

    def _kept(self, besides: int | None = None) -> list[tuple[int | None, Period]]:
        return [(row.id, Period(row.name, row.first, row.last)) for row in self.rows if row.id != besides]

    def _add(self) -> None:
        names = {row.name for row in self.rows}
        typed = self._typed()
        if typed.name in names:  # the name of the chosen one stands in the field
            typed = Period("", typed.first, typed.last)
        self._set([*self._kept(), (None, typed)])

    def _change(self) -> None:
        row: PeriodRow | None = self.list.current_row()
        if row is not None:
            self._set([*self._kept(row.id), (row.id, self._typed())])

    def _remove(self) -> None:
        row: PeriodRow | None = self.list.current_row()
        if row is not None:
            self._set(self._kept(row.id))

    def enter_usual(self) -> None:
        """Those that most schools have, to be corrected."""
        self._set([(None, period) for period in usual_periods()])
