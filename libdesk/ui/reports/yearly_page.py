"""The yearly statistics sheet: a school year or a calendar year on one page, to the screen, on paper, as a table."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout

from libdesk.domain.reports.tables import Of, as_cell
from libdesk.domain.reports.yearly import SheetLine, YearlySheet
from libdesk.domain.rows.reports import all_periods
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, wrapped
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.running import Running
from libdesk.ui.reports.yearly import sheet_of
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

Line = tuple[str, SheetLine]
COLUMNS: Final = (
    Column("section", N_("Section"), lambda row: row[0], spare=1),
    Column("name", N_("Figure"), lambda row: row[1].name, width=Width.STRETCH),
    Column("value", N_("Value"), lambda row: row[1].text, right=True),
    Column("unit", N_("Unit"), lambda row: row[1].unit),
)


class YearlySheetPage(ReportPage):
    NAME = "yearly_sheet_page"
    TITLE = N_("Yearly sheet")
    ICON = icons.FILE

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sheet: YearlySheet | None = None
        self.period = PeriodChoice("yearly_period", self.desk, partial(all_periods, years=True))
        self.running = Running(around, "yearly")
        self.list = RowTable(
            COLUMNS, name=_("Library statistics of the year"), empty=Empty(_("No figures yet")), cursor_at_top=False
        )
        self.foot = label(role="note", wrap=True)
        self.export = button("yearly_export", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self.print = button("yearly_print", _("Print the sheet"), self._print, icon=icons.PRINT)
        self._assemble()
        self.period.activated.connect(lambda _at: self.refresh())
        self.running.began.connect(self._wait)
        self.running.stopped.connect(lambda: self.foot.setText(_("Stopped. Choose the year again.")))
        self.refresh()

    def _assemble(self) -> None:
        self.list.keep_in_sight(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(label(_("Period"), buddy=self.period), self.period, None, self.export, self.print))
        column.addWidget(self.running)
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)

    def refresh(self) -> None:
        self.period.fill()
        period = self.period.period
        self.running.read(lambda desk, progress: sheet_of(desk, period, progress), self._show, self.foot.setText)

    def _wait(self) -> None:
        """No sheet of one year is saved or printed under the name of another."""
        self.sheet = None
        self.list.show_rows([])
        self.may_go_out(False)

    def _show(self, sheet: YearlySheet) -> None:
        self.sheet = sheet
        self.may_go_out(True)
        self.list.show_rows(self._lines())
        self.foot.setText(sheet.period)

    def _lines(self) -> list[Line]:
        sheet = self.sheet
        return [(part.heading, line) for part in sheet.sections for line in part.lines] if sheet else []

    def _ask_where(self) -> None:
        path = ask_where(self, self.around, self._name())
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Every figure in a line of its own, and below them of which days they are and how they were reckoned."""
        rows: list[list[Cell]] = [[section, line.name, _cell(line), line.unit] for section, line in self._lines()]
        if self.sheet is not None:
            rows += [[], [self.sheet.period]]
        save_table(self.around, path, self._name(), [_(column.title) for column in COLUMNS], rows)

    def _name(self) -> str:
        return f"{self.desk.settings.school}{_('Library statistics of the year')} {self.period.period.name}".strip()

    def _print(self) -> None:
        sheet, at = self.sheet, now_here(self.desk)
        if sheet is None:
            return

        def make() -> bytes:
            from libdesk.documents.yearly_sheet import yearly_sheet

            return yearly_sheet(sheet, at)

        self.document_asked.emit(_("Library statistics of the year"), make)


def _cell(line: SheetLine) -> Cell:
    value: Any = line.value
    return value if isinstance(value, str) else as_cell(value, line.of if value is not None else Of.TEXT)
