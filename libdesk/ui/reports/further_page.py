"""Further reports: one of eighteen, for a period, as a table with its formulas and a chart; to file and to paper."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.progress import Progress
from libdesk.domain.reports.tables import KIND_NAMES, OF_A_DAY, ReportKind, ReportTable
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.page_area import Column as Parts
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.chart_beside import ChartBeside
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.report_rows import cells_of, report_maker, sums_of, table_for
from libdesk.ui.reports.running import Running
from libdesk.ui.reports.tables.making import kinds_for, make_table
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.stack import Stack

LAST_KIND: Final = "report_kind"


class FurtherReportsPage(ReportPage):
    NAME = "further_reports_page"
    TITLE = N_("Further reports")
    ICON = icons.LIST

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.table: ReportTable | None = None
        self.kind = calm(named(QComboBox(), "further_kind"))
        self.period = PeriodChoice("further_period", self.desk)
        self.lists: dict[ReportKind, RowTable] = {}
        self._stack = Stack()
        self.panes = ChartBeside("further", self._stack, lambda chart: chart.title, shares=(62, 38), pc=around.pc)
        self.foot = named(label(role="note", wrap=True), "further_foot")
        self.running = Running(around, "further")
        self.export = button("further_export", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self.print = button("further_print", _("Print the report"), self._print, icon=icons.PRINT)
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
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(
            wrapped(
                label(_("Report"), buddy=self.kind), self.kind, label(_("Period"), buddy=self.period), self.period,
                None, self.export, self.print,
            )
        )  # fmt: skip
        column.addWidget(self.running)
        column.addWidget(self.panes, 1)
        column.addWidget(self.foot)
        whole = Parts()
        whole.addWidget(GivingArea(page))
        self.setLayout(whole)

    def _connect(self) -> None:
        self.kind.activated.connect(lambda _at: self._other_kind())
        self.period.activated.connect(lambda _at: self.refresh())
        self.running.began.connect(self._wait)
        self.running.stopped.connect(self._stopped)

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
        """At once where it is quick; else beside the window, with its progress and a way to stop it."""
        self.period.fill()
        kind, period = self.shown_kind, self.period.period

        def read(desk: Desk, progress: Progress) -> ReportTable:
            return make_table(desk, kind, period, progress)

        self.running.read(read, lambda table: self._show(kind, table), self._failed)

    def _wait(self) -> None:
        self.may_go_out(False)

    def _stopped(self) -> None:
        self.foot.setText(_("Stopped. Choose a shorter period, or the report again."))
        self.foot.show()
        self.kind.setFocus()

    def _list(self, kind: ReportKind, table: ReportTable) -> RowTable:
        if kind not in self.lists:
            empty = Empty(_("Nothing in this period"), icon=icons.STATISTICS)
            made = table_for(table.columns, _(KIND_NAMES[kind]), empty)
            self.lists[kind] = made
            self._stack.addWidget(made)
        return self.lists[kind]

    def _show(self, kind: ReportKind, table: ReportTable) -> None:
        self.table = table
        shown = self._list(kind, table)
        shown.show_rows(list(table.rows), total=table.total or None)
        self._stack.setCurrentWidget(shown)
        told = "\n".join(part for part in (sums_of(table), table.foot) if part)
        self.foot.setText(told)
        self.foot.setVisible(bool(told))
        self.panes.show_chart(table.chart)
        self.may_go_out(bool(table.rows))

    def _failed(self, text: str) -> None:
        self.foot.setText(text)
        self.foot.show()

    # Taking it along

    def _ask_where(self) -> None:
        path = ask_where(self, self.around, self._file_name())
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the table that is shown; xlsx or CSV by the name."""
        if self.table is not None:
            head, rows = cells_of(self.table, self._note())
            save_table(self.around, path, self._file_name(), head, rows)

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
        return self.period.currentText()

    def _file_name(self) -> str:
        """Which report of which time: the files of two terms are told apart."""
        return f"{_(KIND_NAMES[self.shown_kind])} {self._note()}"
