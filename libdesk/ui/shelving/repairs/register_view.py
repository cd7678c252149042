"""The repair register of a term, a month, a school year: on the screen as it is printed and taken along."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.repair_periods import register_periods
from libdesk.domain.repairs import DEGREES, show_cause, show_degree
from libdesk.domain.rows.repairs import RepairCase
from libdesk.domain.rows.reports import Period
from libdesk.domain.show import show_day
from libdesk.domain.title_rules import money_text
from libdesk.i18n import N_, _
from libdesk.store.queries import repairs as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.shelving.repairs import papers, words
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class RegisterView(Leavable, QWidget):
    document_asked = Signal(str, object)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("repair_register")
        self._around, self._desk = around, around.desk
        self._rows: list[RepairCase] = []
        self.period = calm(named(QComboBox(), "register_period"))
        self.list = RowTable(
            _columns(), name=_("Repair register"), key=lambda row: row.id, least=40,
            empty=Empty(_("Nothing was reported in this time"), "", (), icons.CHECK_CIRCLE),
        )  # fmt: skip
        self.sums = named(label(role="note", wrap=True), "register_sums")
        self.print = button("register_print", _("Print the register"), self._print, icon=icons.PRINT)
        self.save = button("register_save", _("Save as a table …"), self._ask_where, icon=icons.EXPORT)
        self.leave = button("register_leave", _("Esc Back to the list"), self.closed.emit)
        self.period.setAccessibleName(_("Period"))
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.keep_in_sight()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        what = label(_("Period"), buddy=self.period)
        column.addWidget(wrapped(what, self.period, None, self.print, self.save, self.leave, gap=2))
        column.addWidget(self.list, 1)
        column.addWidget(self.sums)
        self.period.activated.connect(lambda _at: self.look())

    def begin(self) -> None:
        """Shown from the work list: the periods of now, the last one that was chosen."""
        self.refresh()
        self.period.setFocus()

    def refresh(self) -> None:
        zone, kept = self._desk.settings.zone, self.period.currentText()
        library = self._desk.read(Op.SEE_SHELVING)
        self.period.clear()
        for period in register_periods(self._desk.today, self._desk.calendar, queries.first_day(library, zone)):
            self.period.addItem(f"{period.name}  {period.days()}", period)
        self.period.setCurrentIndex(max(0, self.period.findText(kept)))
        self.look()

    def look(self) -> None:
        period = self._period
        try:
            library = self._desk.read(Op.SEE_SHELVING)
            self._rows = queries.register(library, period.first, period.last, self._desk.settings.zone)
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.look),))
            return
        self.list.show_rows(self._rows)
        self.sums.setText(papers.sums(self._rows))
        for made in (self.print, self.save):
            made.setEnabled(bool(self._rows))

    @property
    def _period(self) -> Period:
        period: Period = self.period.currentData()
        return period

    def _print(self) -> None:
        paper = papers.register_paper(self._desk, self._rows, self._period)
        self.document_asked.emit(_("Repair register"), list_maker(paper))

    def _ask_where(self) -> None:
        path = ask_where(self, self._around, self._file_name())
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the register; xlsx or CSV by the name."""
        head = [_(column.title) for column in papers.REGISTER]
        save_table(self._around, path, _("Repair register"), head, papers.register_cells(self._rows))

    def _file_name(self) -> str:
        return f"{self._desk.settings.school}{_('Repair register')} {self._period.name}".strip()


def _columns() -> tuple[Column, ...]:
    return (
        Column("reported", N_("Reported"), lambda row: show_day(row.reported, weekday=False),
               sort=lambda row: (row.reported, row.id)),
        Column("title", N_("Title"), lambda row: row.title, width=Width.STRETCH),
        Column("barcode", N_("Barcode"), lambda row: row.barcode, spare=2),
        Column("isbn", N_("ISBN"), lambda row: row.isbn, spare=7),
        Column("degree", N_("Degree"), lambda row: show_degree(row.degree),
               sort=lambda row: -DEGREES.index(row.degree)),
        Column("kind", N_("What is damaged"), words.what, spare=3),
        Column("cause", N_("Cause"), lambda row: show_cause(row.cause) if row.cause else "", spare=6),
        Column("proposal", N_("Proposal"), papers.proposal, spare=5),
        Column("material", N_("Material used"), lambda row: row.material, spare=8),
        Column("cost", N_("Cost"), lambda row: money_text(row.cost_fen), sort=lambda row: row.cost_fen or 0,
               right=True, spare=4),
        Column("ended", N_("Ended"), lambda row: show_day(row.closed, weekday=False) if row.closed else "",
               sort=lambda row: str(row.closed or ""), spare=1),
        Column("outcome", N_("Outcome"), papers.outcome),
    )  # fmt: skip
