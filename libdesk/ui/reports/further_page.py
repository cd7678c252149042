"""Further reports: one of eighteen, for a period, as a table with its formulas and a chart; to file and to paper."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import KIND_NAMES, OF_A_DAY, ReportColumn, ReportKind, ReportTable
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import label, named, wrapped
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.chart_beside import ChartBeside
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.report_rows import cells_of, report_maker, sums_of, table_for
from libdesk.ui.reports.tables.making import begun_for, kinds_for, make_table
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import save_table
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

LAST_KIND: Final = "report_kind"


class FurtherReportsPage(ReportPage):
    NAME = "further_reports_page"
    TITLE = N_("Further reports")
    ICON = icons.LIST
    STEM = "further"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.table: ReportTable | None = None
        self._counted: Period | None = None  # the period of the table, from the first day that counts
        self.kind = calm(named(QComboBox(), "further_kind"))
        self.period = PeriodChoice("further_period", self.desk)
        self.lists: dict[ReportKind, RowTable] = {}
        self._unread = table_for((ReportColumn(N_("Figure"), wide=True),), _("Report"), Empty(_("No figures yet")))
        self._stack = Stack()
        self._stack.addWidget(self._unread)
        self.panes = ChartBeside("further", self._stack, lambda chart: chart.title, shares=(62, 38), pc=around.pc)
        self._fill_kinds()
        self._assemble()
        self._connect()
        self.refresh()

    def _fill_kinds(self) -> None:
        kept = self.kind.currentData() or self.around.pc.text(LAST_KIND)
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in kinds_for(self.desk):
            self.kind.addItem(_(KIND_NAMES[kind]), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kept)))
        self.kind.blockSignals(False)

    def _assemble(self) -> None:
        self.kind.setAccessibleName(_("Report"))
        top = wrapped(
            label(_("Report"), buddy=self.kind), self.kind, label(_("Period"), buddy=self.period), self.period,
            None, self.export, self.print,
        )  # fmt: skip
        self.lay(top, self.running, (self.panes, 1), self.foot)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self._other_kind())
        self.period.activated.connect(lambda _at: self.refresh())

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.kind,)

    def role_changed(self) -> None:
        self._fill_kinds()
        self.refresh()

    @property
    def shown_kind(self) -> ReportKind:
        return ReportKind(self.kind.currentData())

    def show_kind(self, kind: ReportKind) -> None:
        """Open this report."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self._other_kind()

    def _other_kind(self) -> None:
        self.around.pc.keep_text(LAST_KIND, self.shown_kind.value)
        self.refresh()

    def refresh(self) -> None:
        self.period.fill()
        kind, period = self.shown_kind, self.period.period

        def read(desk: Desk, progress: Progress) -> tuple[Period, ReportTable]:
            return begun_for(desk, kind, period), make_table(desk, kind, period, progress)

        self.read(read, lambda found: self._show(kind, *found))

    @property
    def shown(self) -> RowTable:
        """Of a report that was never read there is no list yet."""
        return self.lists.get(self.shown_kind, self._unread)

    def forget(self) -> None:
        self.table = None
        self.panes.show_chart(None)
        self.foot.hide()
        self._stack.setCurrentWidget(self.shown)

    def _list(self, kind: ReportKind, table: ReportTable) -> RowTable:
        if kind not in self.lists:
            empty = Empty(_("Nothing in this period"), icon=icons.STATISTICS)
            made = table_for(table.columns, _(KIND_NAMES[kind]), empty)
            self.lists[kind] = made
            self._stack.addWidget(made)
        return self.lists[kind]

    def _show(self, kind: ReportKind, counted: Period, table: ReportTable) -> None:
        self.table, self._counted = table, counted
        shown = self._list(kind, table)
        shown.show_rows(list(table.rows), total=table.total or None)
        self._stack.setCurrentWidget(shown)
        told = "\n".join(part for part in (sums_of(table), table.foot) if part)
        self.foot.setText(told)
        self.foot.setVisible(bool(told))
        self.panes.show_chart(table.chart)
        self.may_go_out(bool(table.rows))

    # Taking it along

    def export_to(self, path: Path) -> None:
        """Write the table that is shown; xlsx or CSV by the name."""
        if self.table is not None:
            head, rows = cells_of(self.table, self._note())
            save_table(self.around, path, self.file_name(), head, rows)

    def _print(self) -> None:
        if self.table is None:
            return
        heading = _(KIND_NAMES[self.shown_kind])
        make = report_maker(self.desk.settings.school, heading, self._note(), self.table, now_here(self.desk))
        self.document_asked.emit(heading, make)

    def _note(self) -> str:
        """Of which period, or of which day it is true."""
        if self.shown_kind in OF_A_DAY:
            return show_day(self.period.period.last, weekday=False, year=True)
        counted, name = self._counted, self.period.currentText()
        if counted is None or counted.first == self.period.period.first:
            return name
        return f"{name}  {counted.dated()}"

    def file_name(self) -> str:
        """Which report of which time: the files of two terms are told apart."""
        return f"{_(KIND_NAMES[self.shown_kind])} {self._note()}"
