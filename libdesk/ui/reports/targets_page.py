"""The regulation's targets: what is asked for, what is there, what is missing; the school can change it."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from libdesk.actions.desk import Desk
from libdesk.actions.leaders import targets as actions
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.reports.tables import NOTHING, Of, as_cell, shown
from libdesk.domain.reports.targets import MOST, WHOLE, TargetLine, number
from libdesk.domain.rows.documents import TableColumn, TablePaper, TablePart
from libdesk.exchange.export import Cell
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.cataloguing.form_panel import FormPanel
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.printing.document_makers import list_maker
from libdesk.ui.printing.lists.moment import now_here
from libdesk.ui.reports.report_page import ReportPage
from libdesk.ui.reports.stock import targets_of
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import save_table
from libdesk.ui.widgets.calm import calm
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

COLUMNS: Final = (
    Column("name", N_("Target"), lambda row: row.name, sort=lambda row: row.name, width=Width.STRETCH),
    Column("norm", N_("Norm"), lambda row: norm_text(row), sort=lambda row: row.norm, right=True),
    Column("needed", N_("Needed"), lambda row: amount(row.needed, row.unit), sort=lambda row: row.needed, right=True,
           spare=1),
    Column("have", N_("There"), lambda row: "" if row.part else amount(row.have, row.unit), sort=lambda row: row.have,
           right=True),
    Column("missing", N_("Missing"), lambda row: missing(row), sort=lambda row: row.missing, right=True,
           role=lambda row: "" if row.part or not row.known else "good" if row.reached else "bad"),
    Column("how", N_("Reckoned from"), lambda row: row.how, spare=2),
)  # fmt: skip
PAPER: Final = (
    TableColumn(N_("Target"), share=1),
    TableColumn(N_("Norm"), right=True),
    TableColumn(N_("Needed"), right=True),
    TableColumn(N_("There"), right=True),
    TableColumn(N_("Missing"), right=True),
    TableColumn(N_("Reckoned from")),
)


class TargetsPage(ReportPage):
    NAME = "targets_page"
    TITLE = N_("Targets")
    ICON = icons.CHECK_CIRCLE
    TOPICS = frozenset({Topic.BOOKS, Topic.READERS, Topic.SERIALS, Topic.CALENDAR, Topic.SETTINGS, Topic.SUMMARY})
    STEM = "targets"
    PRINT = N_("Print this list")
    STOPPED = N_("Stopped. The targets can be read again.")

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.rows: list[TargetLine] = []
        self.state = named(label(wrap=True), "targets_state")
        self.list = RowTable(
            COLUMNS, name=_("Targets of the regulation"), empty=Empty(_("No target")), key=lambda row: row.name
        )
        self.form = FormPanel("target", gives_back_to=self.list.view)
        self.value = self.form.add(_("Norm"), calm(named(QDoubleSpinBox(), "target_value")))
        self.change = button("targets_change", _("Change …"), self.ask_change, icon=icons.EDIT)
        self.again = button("targets_again", _("As the regulation"), self._again, icon=icons.UNDO)
        self._assemble()
        self.list.opened.connect(lambda _row: self.ask_change())
        self.list.row_changed.connect(lambda _row: self._mirror())
        self.refresh()

    def _assemble(self) -> None:
        self.value.setDecimals(1)
        self.value.setKeyboardTracking(False)
        self.list.keep_in_sight(3)
        keys = wrapped(self.change, self.again, None, self.export, self.print)
        self.lay(self.state, self.running, self.form, (self.list, 1), self.foot, keys)

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.list.view, self.list.face)

    @property
    def shown(self) -> RowTable:
        return self.list

    def refresh(self) -> None:
        self.read(lambda desk, _step: targets_of(desk), self._show)

    def wait(self) -> None:
        """There is no other time whose rows these could be: they stay in sight, with the cursor where it is."""
        self.may_go_out(False)

    def forget(self) -> None:
        self.rows = []
        self.state.setText("")

    def _show(self, rows: list[TargetLine]) -> None:
        self.rows = rows
        self.list.show_rows(rows)
        counted = [row for row in rows if not row.part]
        reached = sum(row.reached for row in counted)
        self.state.setText(_("{n} of {all} targets are reached.").format(n=reached, all=len(counted)))
        self.foot.setText(
            _(
                "Regulation on libraries of primary and secondary schools (2018): needed = pupils × norm; missing of a "
                "share = copies of this class alone that would reach it. Provinces differ: every norm can be changed."
            )
        )
        self.may_go_out(True)
        self._mirror()

    def _mirror(self) -> None:
        row: TargetLine | None = self.list.current_row()
        may = self.desk.allows(Op.EDIT_SETTINGS)
        self.change.setVisible(may)
        self.again.setVisible(may)
        self.change.setEnabled(row is not None and bool(row.code))

    def ask_change(self) -> None:
        row: TargetLine | None = self.list.current_row()
        if row is None or not row.code or not self.desk.allows(Op.EDIT_SETTINGS):
            return
        code = row.code
        self.value.setRange(0, (WHOLE if code.startswith("share.") else MOST) / 10)
        self.value.setSuffix(" %" if row.unit == "%" else "")
        self.value.setValue(row.norm)
        self.form.ask(row.name, _("Change it"), lambda: self._change(code))
        self.value.selectAll()

    def _change(self, code: str) -> None:
        if actions.set_target(self.desk, code, round(self.value.value() * 10)):
            self.around.say(_("Changed. F8 takes it back."))
        self.refresh()

    def _again(self) -> None:
        try:
            changed = actions.as_regulation(self.desk)
        except DeskError as error:
            self.around.say(error.text())
            return
        self.around.say(
            _("Every target is that of the regulation. F8 takes it back.")
            if changed
            else _("Every target is that of the regulation.")
        )
        self.refresh()

    # Taking it along

    def file_name(self) -> str:
        return _("Targets of the regulation")

    def export_to(self, path: Path) -> None:
        head = [_(column.title) for column in COLUMNS]
        rows: list[list[Cell]] = [
            [
                row.name,
                figure(row.norm, row.unit),
                figure(row.needed, row.unit),
                None if row.part else figure(row.have, row.unit),
                None if row.part or not row.known else row.missing,
                row.how,
            ]
            for row in self.rows
        ]
        save_table(self.around, path, self.file_name(), head, rows)

    def _print(self) -> None:
        self.document_asked.emit(self.file_name(), list_maker(targets_paper(self.desk, self.rows)))


def targets_paper(desk: Desk, rows: list[TargetLine]) -> TablePaper:
    cells = tuple(tuple(column.text(row) for column in COLUMNS) for row in rows)
    reached = _("{n} of {all} targets are reached.").format(
        n=sum(row.reached for row in rows if not row.part), all=sum(not row.part for row in rows)
    )
    return TablePaper(
        desk.settings.school, _("Targets of the regulation"), reached, PAPER, (TablePart("", cells),),
        at=now_here(desk),
    )  # fmt: skip


def norm_text(row: TargetLine) -> str:
    if not row.code and row.unit != "%":
        return ""
    return amount(row.norm, row.unit)


def amount(value: float, unit: str) -> str:
    return shown(value, Of.SHARE) if unit == "%" else number(value)


def figure(value: float, unit: str) -> Cell:
    """An amount as a spreadsheet reckons with it."""
    cell: Cell = as_cell(value, Of.SHARE) if unit == "%" else value
    return cell


def missing(row: TargetLine) -> str:
    """What is missing, in copies, titles or hours; that nothing is; that it cannot be told without pupils or books."""
    if row.part:
        return ""
    if not row.known:
        return NOTHING
    return _("reached") if row.reached else number(row.missing)
