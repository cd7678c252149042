"""Reports: the figures of a period, loans of each class, what is overdue now, what left; as a table to take along."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QToolButton, QVBoxLayout, QWidget

from libdesk.domain.classes import SchoolSystem
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.rows.reports import GroupLoans, GroupOverdue, OverdueLoan, Period, periods
from libdesk.domain.rows.withdrawals import WithdrawnLine
from libdesk.domain.show import show_day, show_money
from libdesk.domain.title_rules import money_text
from libdesk.domain.withdrawals import REASON_NAMES
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries.catalogue import TookTooLong, within
from libdesk.ui import icons, theme
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.page_area import Column as Parts
from libdesk.ui.page_area import GivingArea
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.reports.figures import Figure, Figures
from libdesk.ui.reports.overdue_bar import OverdueBar
from libdesk.ui.reports.reading import Page, Report, read_report
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

FIGURES: Final = ("lent", "returned", "readers", "in_house", "out", "overdue")
NOTHING: Final = "–"
DAYS: Final = ("due", "oldest", "day")  # columns whose sort key is their day
WITHDRAWN: Final = (
    Column("day", N_("Day"), lambda row: show_day(row.day, weekday=False), sort=lambda row: row.day),
    Column("list", N_("List"), lambda row: row.name or _("without a list"), width=Width.STRETCH),
    Column("reason", N_("Why"), lambda row: _(REASON_NAMES.get(row.reason, row.reason)), spare=1),
    Column("letter", N_("Subject class"), lambda row: row.class_letter),
    Column("titles", N_("Titles"), lambda row: f"{row.titles:,}", sort=lambda row: row.titles, right=True, spare=2),
    Column("copies", N_("Copies"), lambda row: f"{row.copies:,}", sort=lambda row: row.copies, right=True),
    Column("money", N_("Amount"), lambda row: money_text(row.amount_fen), sort=lambda row: row.amount_fen, right=True),
)


class ReportsTab(Tab):
    NAME = "reports_tab"
    TITLE = N_("Reports")
    ICON = icons.STATISTICS
    OP = Op.SEE_REPORTS
    TOPICS = frozenset({Topic.LOANS, Topic.READERS, Topic.BOOKS, Topic.CALENDAR, Topic.SETTINGS})

    document_asked = Signal(str, object)
    """A document to print: its title, and a function without arguments that gives its bytes."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.period = named(QComboBox(), "report_period")
        self._figures = {key: Figure() for key in FIGURES}
        self._choice = QButtonGroup(self)
        self.classes_button = self._page("report_classes", _("Loans of each class"))
        self.overdue_button = self._page("report_overdue", _("Overdue now"))
        empty = Empty(_("Nobody is registered yet"), _("Import the school's rosters first."), icon=icons.STATISTICS)
        self.withdrawn_button = self._page("report_withdrawn", _("Withdrawn"))
        self.classes = RowTable(self._class_columns(), name=_("Loans of each class"), empty=empty, cursor_at_top=False)
        none_late = Empty(_("Nothing is overdue"), icon=icons.CHECK_CIRCLE)
        self.overdue_groups = RowTable(
            self._group_columns(), name=_("Overdue now"), empty=none_late, cursor_at_top=False
        )
        self.overdue = RowTable(self._loan_columns(), name=_("Overdue now"), empty=none_late, cursor_at_top=False)
        none_left = Empty(_("Nothing was withdrawn in this period"), icon=icons.CHECK_CIRCLE)
        self.withdrawn = RowTable(WITHDRAWN, name=_("Withdrawn"), empty=none_left, cursor_at_top=False)
        self._tables = (self.classes, self.overdue_groups, self.overdue, self.withdrawn)
        self.bar = OverdueBar(around)
        self.foot = label(role="note", wrap=True)
        self.export = button("report_export", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self._reading = OneJob(around.jobs, self)
        self._assemble()
        self._connect()
        self._fill_periods()
        self.refresh()

    def _page(self, name: str, words: str) -> QToolButton:
        made = named(QToolButton(), name)
        made.setText(words)
        made.setCheckable(True)
        self._choice.addButton(made)
        return made

    def _assemble(self) -> None:
        self.classes_button.setChecked(True)
        self.period.setAccessibleName(_("Period of the report"))
        self._row = Figures(tuple(self._figures.values()))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(2))
        column.addWidget(wrapped(label(_("Period"), buddy=self.period), self.period, gap=2))
        column.addWidget(self._row)
        column.addWidget(wrapped(self.classes_button, self.overdue_button, self.withdrawn_button, None, self.export))
        column.addWidget(self.bar)
        for table in self._tables:
            column.addWidget(table, 1)
        column.addWidget(self.foot)
        whole = Parts()
        whole.addWidget(GivingArea(page))
        self.setLayout(whole)

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(lambda _row: self.refresh())
        self._choice.buttonClicked.connect(lambda _button: self.refresh())
        self.bar.chosen.connect(self.refresh)
        self.bar.document_asked.connect(self.document_asked)

    def _class_columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.group_key, width=Width.STRETCH),
            Column("loans", N_("Loans"), lambda row: f"{row.loans:,}", sort=lambda row: row.loans, right=True),
            Column("borrowers", N_("Borrowed"), _borrowers, sort=lambda row: row.borrowers, right=True),
            Column("readers", N_("Readers"), lambda row: str(row.readers), sort=lambda row: row.readers, right=True),
            Column("each", N_("Loans per reader"), _each, sort=lambda row: row.each or 0.0, right=True),
        )  # fmt: skip

    def _group_columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.group_key, width=Width.STRETCH),
            Column("copies", N_("Overdue"), lambda row: str(row.copies), sort=lambda row: row.copies, right=True),
            Column("readers", N_("Readers"), lambda row: str(row.readers), sort=lambda row: row.readers, right=True),
            Column("oldest", N_("Oldest due day"), lambda row: show_day(row.oldest), sort=lambda row: row.oldest),
        )

    def _loan_columns(self) -> tuple[Column, ...]:
        return (
            Column("group", N_("Class"), self._group, sort=lambda row: row.list_key),
            Column("reader", N_("Name"), lambda row: row.reader, sort=lambda row: (row.sort_name, row.list_key)),
            Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
            Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=1),
            Column("due", N_("Due"), lambda row: show_day(row.due, weekday=False), sort=lambda row: row.due),
            Column("late", N_("Days"), self._late, sort=lambda row: row.due, right=True, role=lambda _row: "bad"),
        )

    def _group(self, row: GroupLoans | GroupOverdue | OverdueLoan) -> str:
        """Loans of a period stand under the names that the classes had in it; what is overdue under those of today."""
        day = self._period.last if isinstance(row, GroupLoans) else self.desk.today
        return row.group(day, SchoolSystem(self.desk.settings.school_system))

    @property
    def _period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    def _late(self, row: OverdueLoan) -> str:
        return str((self.desk.today - row.due).days)

    def _fill_periods(self) -> None:
        chosen = self.period.currentIndex()
        self.period.blockSignals(True)
        self.period.clear()
        for period in periods(self.desk.today, self.desk.calendar):
            self.period.addItem(f"{period.name}  {period.days()}", period)
        self.period.setCurrentIndex(max(chosen, 0))
        self.period.blockSignals(False)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.period,)

    def take_focus(self) -> None:
        self.period.setFocus()

    def refresh(self) -> None:
        self._fill_periods()
        period = self._period
        table = self._shown_table()
        for other in self._tables:
            other.setVisible(other is table)
        self.bar.setVisible(table is self.overdue)
        page, today = self._shown_page(), self.desk.today
        self._reading.drop()
        try:
            with within(self.desk.library):
                report = read_report(self.desk, page, period, today)
        except TookTooLong:
            if not table.model.rows():
                table.show_loading()
            self.export.setEnabled(False)
            self._reading.start(
                Lane.DOCUMENTS, _("Reading the report"), lambda desk, _step: read_report(desk, page, period, today),
                lambda read: self._show(table, period, read), lambda error: self._failed(table, error),
            )  # fmt: skip
        except DeskError as error:
            self._failed(table, error)
        else:
            self._show(table, period, report)

    def _show(self, table: RowTable, period: Period, report: Report) -> None:
        self._show_figures(report)
        table.show_rows(self.bar.show_groups(list(report.rows)) if table is self.overdue else report.rows)
        self.foot.setText(self._foot(table, period))
        self.export.setEnabled(bool(table.model.rows()))

    def _failed(self, table: RowTable, error: Exception) -> None:
        if not isinstance(error, DeskError):
            raise error
        table.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _shown_page(self) -> Page:
        pages = {self.classes: Page.CLASSES, self.withdrawn: Page.WITHDRAWN, self.overdue: Page.OVERDUE}
        return pages.get(self._shown_table(), Page.OVERDUE_GROUPS)

    def _shown_table(self) -> RowTable:
        if self.classes_button.isChecked():
            return self.classes
        if self.withdrawn_button.isChecked():
            return self.withdrawn
        return self.overdue if self.desk.allows(Op.FIND_READERS) else self.overdue_groups

    def _show_figures(self, report: Report) -> None:
        done, day, now = report.done, report.day, report.now
        late = ngettext("with {n} reader", "with {n} readers", now.overdue_readers).format(n=now.overdue_readers)
        for key, words, number, note in (
            ("lent", _("lent"), done.loans, _("today {n}").format(n=day.loans)),
            ("returned", _("returned"), done.returns, _("today {n}").format(n=day.returns)),
            ("readers", _("readers borrowed"), done.readers, _("today {n}").format(n=day.readers)),
            ("in_house", _("used in house"), done.in_house, _("today {n}").format(n=day.in_house)),
            ("out", _("out now"), now.out, _("of {n} copies").format(n=f"{now.copies:,}")),
            ("overdue", _("overdue now"), now.overdue, late),
        ):
            self._figures[key].show_figure(words, number, note)
        self._row.lay_out()

    def _foot(self, table: RowTable, period: Period) -> str:
        if table is self.classes:
            return _(
                "Loans per reader = loans from {first} to {last} ÷ readers who are in the class today."
                " A loan counts for the class of its own day."
            ).format(first=_whole_day(period.first), last=_whole_day(period.last))
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

    def _ask_where(self) -> None:
        path = ask_where(self, self.around, self._file_name())
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the list that is shown; xlsx or CSV by the name."""
        table = self._shown_table()
        head = [_(column.title) for column in table.model.columns]
        rows = [[_cell(column, row) for column in table.model.columns] for row in table.model.rows()]
        save_table(self.around, path, self._file_name(), head, rows)

    def _file_name(self) -> str:
        names = {self.classes: _("Loans of each class"), self.withdrawn: _("Withdrawn")}
        name = names.get(self._shown_table(), _("Overdue now"))
        return f"{self.desk.settings.school}{name} {self.desk.today.isoformat()}".strip()


def _whole_day(day: date) -> str:
    return show_day(day, weekday=False, year=True)


def _borrowers(row: GroupLoans) -> str:
    return str(row.borrowers)


def _each(row: GroupLoans) -> str:
    return NOTHING if row.each is None else f"{row.each:.2f}"


def _cell(column: Column, row: object) -> Cell:
    """Figures and days as such, so that the spreadsheet can reckon with them; words and codes as they are shown."""
    if column.key in DAYS and column.sort:
        day: date = column.sort(row)
        return day
    text = column.text(row)
    if not column.right:
        return text
    if text == NOTHING:
        return None
    return float(text) if "." in text else int(text.replace(",", ""))
