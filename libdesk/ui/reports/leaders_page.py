"""The report to the school's leaders: a month or a term beside the same time a year before; to file and to paper."""

from pathlib import Path
from typing import Final

from libdesk.domain.reports.leaders import LeadersLine
from libdesk.domain.reports.tables import Of, as_cell
from libdesk.domain.rows.reports import told_periods
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import label, wrapped
from libdesk.ui.reports.chart_beside import ChartBeside
from libdesk.ui.reports.leaders import LeadersReport, leaders_report
from libdesk.ui.reports.leaders_paper import leaders_foot, leaders_heading, leaders_note, leaders_paper
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import save_table
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

COLUMNS: Final = (
    Column("section", N_("Section"), lambda line: line.section, spare=2),
    Column("name", N_("Figure"), lambda line: line.name, width=Width.WHOLE),
    Column("value", N_("This time"), lambda line: line.texts[0], sort=lambda line: line.value or 0, right=True),
    Column("before", N_("A year before"), lambda line: line.texts[1], sort=lambda line: line.before or 0, right=True),
    Column("change", N_("More or less"), lambda line: line.texts[2], sort=lambda line: line.change or 0, right=True,
           spare=1),
    Column("unit", N_("Unit"), lambda line: line.unit, spare=1),
)  # fmt: skip


class LeadersReportPage(ReportPage):
    NAME = "leaders_report_page"
    TITLE = N_("To the leaders")
    ICON = icons.USERS

    STEM = "leaders"

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.report: LeadersReport | None = None
        self.period = PeriodChoice("leaders_period", self.desk, told_periods)
        self.list = RowTable(
            COLUMNS, name=_("Report to the school's leaders"), empty=Empty(_("No figures yet")), cursor_at_top=False
        )
        self.panes = ChartBeside("leaders", self.list, lambda chart: chart.title, shares=(62, 38), pc=around.pc)
        top = wrapped(label(_("Period"), buddy=self.period), self.period, None, self.export, self.print)
        self.lay(top, self.running, (self.panes, 1), self.foot)
        self.period.activated.connect(lambda _at: self.refresh())
        self.refresh()

    @property
    def shown(self) -> RowTable:
        return self.list

    def refresh(self) -> None:
        self.period.fill()
        period = self.period.period
        self.read(lambda desk, progress: leaders_report(desk, period, progress), self._show)

    def forget(self) -> None:
        self.report = None
        self.panes.show_chart(None)

    def _show(self, report: LeadersReport) -> None:
        self.report = report
        self.list.show_rows(list(report.lines))
        self.foot.setText(f"{leaders_note(report)}\n{leaders_foot(report)}")
        chart = report.charts[0]
        self.panes.show_chart(chart if chart.most > 0 else None)
        self.may_go_out(True)

    # Taking it along

    def file_name(self) -> str:
        return leaders_heading(self.report) if self.report is not None else ""

    def export_to(self, path: Path) -> None:
        """Every figure in a line of its own, and below them how they were reckoned."""
        report = self.report
        if report is None:
            return
        rows: list[list[Cell]] = [
            [line.section, line.name, as_cell(line.value, line.of), as_cell(line.before, line.of), _change(line),
             line.unit]
            for line in report.lines
        ]  # fmt: skip
        rows += [[], [leaders_note(report)], [leaders_foot(report)]]
        save_table(self.around, path, self.file_name(), [_(column.title) for column in COLUMNS], rows)

    def _print(self) -> None:
        if self.report is None:
            return
        paper = leaders_paper(self.desk, self.report)

        def make() -> bytes:
            from libdesk.documents.report import report_pages

            return report_pages(paper).pdf()

        self.document_asked.emit(paper.heading, make)


def _change(line: LeadersLine) -> Cell:
    """By how much it is more or less; of a share in points."""
    cell: Cell = as_cell(line.change, Of.RATE if line.of is Of.SHARE else line.of)
    return cell
