"""The yearly statistics sheet: a school year or a calendar year on one page, to the screen, on paper, as a table."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from libdesk.domain.reports.tables import Of, as_cell
from libdesk.domain.reports.yearly import SheetLine, YearlySheet
from libdesk.domain.rows.reports import all_periods
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.parts import label, wrapped
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.period_choice import PeriodChoice
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.yearly import sheet_of
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import save_table
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

    STEM = "yearly"
    PRINT = N_("Print the sheet")
    STOPPED = N_("Stopped. Choose the year again.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.sheet: YearlySheet | None = None
        self.period = PeriodChoice("yearly_period", self.desk, partial(all_periods, years=True))
        self.list = RowTable(
            COLUMNS, name=_("Library statistics of the year"), empty=Empty(_("No figures yet")), cursor_at_top=False
        )
        self.list.keep_in_sight(3)
        top = wrapped(label(_("Period"), buddy=self.period), self.period, None, self.export, self.print)
        self.lay(top, self.running, (self.list, 1), self.foot)
        self.period.activated.connect(lambda _at: self.refresh())
        self.refresh()

    @property
    def shown(self) -> RowTable:
        return self.list

    def refresh(self) -> None:
        self.period.fill()
        period = self.period.period
        self.read(lambda desk, progress: sheet_of(desk, period, progress), self._show)

    def forget(self) -> None:
        self.sheet = None

    def _show(self, sheet: YearlySheet) -> None:
        self.sheet = sheet
        self.may_go_out(True)
        self.list.show_rows(self._lines())
        self.foot.setText(sheet.period)

    def _lines(self) -> list[Line]:
        sheet = self.sheet
        return [(part.heading, line) for part in sheet.sections for line in part.lines] if sheet else []

    def export_to(self, path: Path) -> None:
        """Every figure in a line of its own, and below them of which days they are and how they were reckoned."""
        rows: list[list[Cell]] = [[section, line.name, _cell(line), line.unit] for section, line in self._lines()]
        if self.sheet is not None:
            rows += [[], [self.sheet.period]]
        save_table(self.around, path, self.file_name(), [_(column.title) for column in COLUMNS], rows)

    def file_name(self) -> str:
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
