"""Results from a table: whose each row is, before anything is written; what was not found is listed and stays out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.activities.sheets import SheetPlan, keep_plan, look_at
from libdesk.domain.activities import prize_name, read_prize
from libdesk.domain.errors import DeskError
from libdesk.domain.result_matching import Fit
from libdesk.domain.rows.activities import ActivityRow
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons, theme
from libdesk.ui.open_file import ask_file
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.semester.activities import words
from libdesk.ui.semester.activities.forms import tick
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import tell_aloud
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LAST_FOLDER = "results_folder"
_ROLES = {Fit.ENTRANT: "good", Fit.READER: "good", Fit.SEVERAL: "warn", Fit.AGAIN: "warn", Fit.NOBODY: "bad"}


class SheetPanel(Leavable, QFrame):
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("activity_sheet_panel")
        self._around, self._desk = around, around.desk
        self._row: ActivityRow | None = None
        self._plan: SheetPlan | None = None
        self.leave = button("sheet_leave", _("Esc Back to the list"), self.closed.emit, icon=icons.BACK)
        self.file = button("sheet_file", _("Choose a file …"), self._ask_file, icon=icons.FOLDER)
        self.told = named(label(wrap=True), "sheet_told")
        self.list = RowTable(_columns(), name=_("Rows of the table"), empty=_nothing())
        self.guests = tick("sheet_guests", _("Enter those who are not in the library by their names alone"))
        self.fault = named(label(role="bad", wrap=True), "sheet_fault")
        self.keep = button("sheet_keep", _("Take the results over"), self._keep, role="next", icon=icons.SAVE)
        self._assemble()
        self.guests.toggled.connect(lambda _on: self._mirror())

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        top = wrapped(self.leave, self.file, gap=2)
        for part in (top, self.told, self.list, self.guests, self.fault, wrapped(self.keep)):
            column.addWidget(part, 1 if part is self.list else 0)

    def begin(self, row: ActivityRow) -> None:
        self._row = row
        self._show(None)
        self.file.setFocus()

    def read(self, path: Path) -> None:
        """What a file says; why it cannot be used is told in the panel."""
        if self._row is None:
            return
        try:
            self._show(look_at(self._desk, self._row.id, path))
        except DeskError as error:
            self._show(None)
            self._tell(error.text())
            return
        (self.keep if self.keep.isEnabled() else self.file).setFocus()

    def _ask_file(self) -> None:
        kinds = _("Lists") + " (*.xlsx *.xls *.csv *.txt)"
        chosen = ask_file(self, self._around.pc, _("Choose the table of results"), kinds, folder=LAST_FOLDER)
        if chosen is not None:
            self.read(chosen)

    def _show(self, plan: SheetPlan | None) -> None:
        self._plan = plan
        self._tell("")
        self.guests.setChecked(False)
        self.told.setText(words.read(plan) if plan is not None else "")
        self.told.setVisible(plan is not None)
        self.list.show_rows(plan.rows if plan is not None else ())
        self._mirror()

    def _mirror(self) -> None:
        plan = self._plan
        nobody = plan.count(Fit.NOBODY) if plan is not None else 0
        taken = plan.count(Fit.ENTRANT) + plan.count(Fit.READER) if plan is not None else 0
        taken += nobody if self.guests.isChecked() else 0
        self.guests.setVisible(nobody > 0)
        self.keep.setEnabled(taken > 0)
        text = ngettext("Take {n} row over", "Take {n} rows over", taken).format(n=taken)
        self.keep.setText(text if taken else _("Take the results over"))

    def _keep(self) -> None:
        if self._row is None or self._plan is None:
            return
        self._tell("")
        try:
            kept = keep_plan(self._desk, self._row.id, self._plan, guests=self.guests.isChecked())
        except DeskError as error:
            self._tell(error.text())
            return
        text = ngettext("{n} result is taken over.", "{n} results are taken over.", kept.changed + kept.entered)
        done = text.format(n=kept.changed + kept.entered)
        self._around.say(_("{done} F8 takes it back.").format(done=done))
        self.closed.emit()

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)


def _columns() -> tuple[Column, ...]:
    return (
        Column("line", N_("Row"), lambda row: str(row[0].line), sort=lambda row: row[0].line, right=True, spare=3),
        Column("name", N_("Name"), lambda row: row[0].name, width=Width.STRETCH),
        Column("class", N_("Class"), lambda row: row[0].class_text, spare=2),
        Column("work", N_("Work"), lambda row: row[0].work, spare=4),
        Column("score", N_("Result or score"), lambda row: row[0].score, right=True),
        Column("prize", N_("Prize"), lambda row: prize_name(read_prize(row[0].prize)), spare=1),
        Column("fit", N_("Who it is"), lambda row: words.fit(row[1]), role=lambda row: _ROLES[row[1].fit]),
    )


def _nothing() -> Empty:
    return Empty(
        _("No table chosen"), _("Excel or csv with names; class, work, score and prize may stand beside them."), (),
        icons.FILE,
    )  # fmt: skip
