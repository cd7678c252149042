"""Reports: the figures of a period, loans of each class and over time with their charts, what is overdue, what left.

All of it can be taken along: the list as a table, the whole as a printed report.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QButtonGroup, QToolButton

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.ops import Op, Topic
from libdesk.domain.report_spans import loans_of_classes, loans_over_time
from libdesk.domain.reports.readership import ACCOUNTS_NOTE
from libdesk.domain.rows.reports import Period
from libdesk.domain.rows.withdrawals import WithdrawnLine
from libdesk.domain.show import show_day, show_money
from libdesk.i18n import N_, _, sentences
from libdesk.ui import icons
from libdesk.ui.parts import down, label, named, wrapped
from libdesk.ui.printing.lists.report import report_paper
from libdesk.ui.reports.chart_beside import ChartBeside
from libdesk.ui.reports.columns import WITHDRAWN, Columns, cell
from libdesk.ui.reports.figures import Figure, Figures
from libdesk.ui.reports.overdue_bar import OverdueBar
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.reading import Page, Report, read_report
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.running import Running
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import save_table
from libdesk.ui.widgets.row_table import Empty, RowTable

if TYPE_CHECKING:
    from libdesk.documents.report import ReportPaper

FIGURES: Final = ("lent", "returned", "readers", "in_house", "out", "overdue")


class LendingReportPage(ReportPage):
    NAME = "lending_report_page"
    TITLE = N_("Lending")
    ICON = icons.STATISTICS
    TOPICS = frozenset({Topic.LOANS, Topic.READERS, Topic.BOOKS, Topic.SERIALS, Topic.CALENDAR, Topic.SETTINGS})
    STEM = "report"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.period = PeriodChoice("report_period", self.desk)
        self._figures = {key: Figure() for key in FIGURES}
        self._choice = QButtonGroup(self)
        self.classes_button = self._page("report_classes", _("Loans of each class"))
        self.time_button = self._page("report_time", _("Loans over time"))
        self.overdue_button = self._page("report_overdue", _("Overdue now"))
        empty = Empty(_("Nobody is registered yet"), _("Import the school's rosters first."), icon=icons.STATISTICS)
        words = Columns(self.desk, lambda: self._period)
        self.withdrawn_button = self._page("report_withdrawn", _("Withdrawn"))
        self.classes = RowTable(words.classes(), name=_("Loans of each class"), empty=empty, cursor_at_top=False)
        self.time = RowTable(words.time(), name=_("Loans over time"), empty=empty, cursor_at_top=False)
        none_late = Empty(_("Nothing is overdue"), icon=icons.CHECK_CIRCLE)
        self.overdue_groups = RowTable(words.groups(), name=_("Overdue now"), empty=none_late, cursor_at_top=False)
        self.overdue = RowTable(words.loans(), name=_("Overdue now"), empty=none_late, cursor_at_top=False)
        none_left = Empty(_("Nothing was withdrawn in this period"), icon=icons.CHECK_CIRCLE)
        self.withdrawn = RowTable(WITHDRAWN, name=_("Withdrawn"), empty=none_left, cursor_at_top=False)
        self._tables = (self.classes, self.time, self.overdue_groups, self.overdue, self.withdrawn)
        tables = down(*((table, 1) for table in self._tables))
        self.panes = ChartBeside("report", tables, lambda chart: chart.note, shares=(58, 42), pc=around.pc)
        self.chart, self.reading = self.panes.chart, self.panes.reading
        self.bar = OverdueBar(around)
        # By itself: what is being printed is not lost when the page is read anew, or another list is chosen.
        self.printing = Running(around, "report_printing", stop=_("Stop printing"))
        self._assemble()
        self._connect()
        self.refresh()

    def _page(self, name: str, words: str) -> QToolButton:
        made = named(QToolButton(), name)
        made.setText(words)
        made.setCheckable(True)
        self._choice.addButton(made)
        return made

    def _assemble(self) -> None:
        self.classes_button.setChecked(True)
        self._row = Figures(tuple(self._figures.values()))
        choice = (self.classes_button, self.time_button, self.overdue_button, self.withdrawn_button)
        self.lay(
            wrapped(label(_("Period"), buddy=self.period), self.period, gap=2), self._row,
            wrapped(*choice, None, self.export, self.print), self.running, self.printing, self.bar, (self.panes, 1),
            self.foot, gap=2,
        )  # fmt: skip

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(lambda _row: self.refresh())
        self._choice.buttonClicked.connect(lambda _button: self.refresh())
        self.printing.began.connect(lambda: self.print.setEnabled(False))
        self.printing.stopped.connect(lambda: self._not_printed(_("Stopped. Nothing was printed.")))
        self.bar.chosen.connect(self.refresh)
        self.bar.document_asked.connect(self.document_asked)

    @property
    def _period(self) -> Period:
        return self.period.period

    def refresh(self) -> None:
        self.period.fill()
        period = self._period
        table = self.shown
        for other in self._tables:
            other.setVisible(other is table)
        self.bar.setVisible(table is self.overdue)
        page = self._shown_page()
        self.read(lambda desk, _step: read_report(desk, page, period), lambda report: self._show(table, report))

    def forget(self) -> None:
        for figure in self._figures.values():
            figure.forget()
        self.panes.show_chart(None)

    def may_go_out(self, ready: bool) -> None:
        """The printed report is more than the list on show and is read by itself: it can also be had after Stop."""
        self.export.setEnabled(ready and bool(self.shown.model.rows()))
        self.print.setEnabled(self.running.isHidden() and self.printing.isHidden())

    def _show(self, table: RowTable, report: Report) -> None:
        period = report.period
        self._show_figures(report)
        rows = self.bar.show_groups(list(report.rows)) if table is self.overdue else report.rows
        table.show_rows(rows)
        self._show_chart(table, rows, period)
        self.foot.setText(self._foot(table, period))
        self.may_go_out(True)

    def _shown_page(self) -> Page:
        pages = {self.classes: Page.CLASSES, self.time: Page.TIME, self.withdrawn: Page.WITHDRAWN,
                 self.overdue: Page.OVERDUE}  # fmt: skip
        return pages.get(self.shown, Page.OVERDUE_GROUPS)

    @property
    def shown(self) -> RowTable:
        if self.classes_button.isChecked():
            return self.classes
        if self.time_button.isChecked():
            return self.time
        if self.withdrawn_button.isChecked():
            return self.withdrawn
        return self.overdue if self.desk.allows(Op.FIND_READERS) else self.overdue_groups

    def _show_figures(self, report: Report) -> None:
        for key, figure in zip(FIGURES, report.figures, strict=True):
            self._figures[key].show_figure(*figure)
        self._row.lay_out()

    def _show_chart(self, table: RowTable, rows: Sequence[Any], period: Period) -> None:
        """What the list shows as a picture, beside it; not of a list of names."""
        chart = None
        if table is self.classes:
            chart = loans_of_classes(period, rows, SchoolSystem(self.desk.settings.school_system))
        elif table is self.time:
            chart = loans_over_time(period, rows)
        self.panes.show_chart(chart if chart is not None and chart.most > 0 else None)

    def _foot(self, table: RowTable, period: Period) -> str:
        if table is self.classes:
            formula = _(
                "Loans per reader = loans from {first} to {last} ÷ readers who were in the class in that time."
                " A loan counts for the class of its own day."
            ).format(first=_whole_day(period.first), last=_whole_day(period.last))
            return sentences(formula, _(ACCOUNTS_NOTE))
        if table is self.time:
            return _("Use in the reading room is not counted. What was lent from {first} to {last}.").format(
                first=_whole_day(period.first), last=_whole_day(period.last)
            )
        if table is self.withdrawn:
            rows: Sequence[WithdrawnLine] = table.model.rows()
            fen = sum(row.amount_fen for row in rows)
            return _("From {first} to {last}: {copies} copies, {money}.").format(
                first=_whole_day(period.first), last=_whole_day(period.last),
                copies=f"{sum(row.copies for row in rows):,}", money=show_money(fen),
            )  # fmt: skip
        return _("As it stands on {day}; copies whose readers say they returned them are left out.").format(
            day=_whole_day(self.desk.today)
        )

    # Taking it along

    def export_to(self, path: Path) -> None:
        """Write the list that is shown, and below it its days and how it is reckoned; xlsx or CSV by the name."""
        table = self.shown
        head = [_(column.title) for column in table.model.columns]
        rows = [[cell(column, row) for column in table.model.columns] for row in table.model.rows()]
        rows += [[], [self.foot.text()]]
        save_table(self.around, path, self.file_name(), head, rows)

    def _print(self) -> None:
        """The whole report of the period: figures, charts and tables."""
        period = self._period
        self.printing.read(lambda desk, _step: report_paper(desk, period), self._hand_over, self._not_printed)

    def _not_printed(self, text: str) -> None:
        self.print.setEnabled(self.running.isHidden())
        self.around.say(text)

    def _hand_over(self, paper: "ReportPaper") -> None:
        def make() -> bytes:
            from libdesk.documents.report import report_pages

            return report_pages(paper).pdf()

        self.print.setEnabled(self.running.isHidden())
        self.document_asked.emit(paper.heading, make)

    def file_name(self) -> str:
        table = self.shown
        names = {
            self.classes: _("Loans of each class"),
            self.time: _("Loans over time"),
            self.withdrawn: _("Withdrawn"),
        }
        name = names.get(table, _("Overdue now"))
        when = self._period.name if table in names else _whole_day(self.desk.today)
        return f"{name} {when}"


def _whole_day(day: date) -> str:
    return show_day(day, weekday=False, year=True)
