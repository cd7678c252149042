"""Results from a table: whose each row is, before anything is written; what was not found is listed and stays out.

Where the only one of a name is in another class than the table says, or the school number is somebody else's, the
person decides, row by row.
"""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from libdesk.actions.activities.sheets import SheetPlan, keep_plan, look_at
from libdesk.domain.activities import prize_name, read_prize
from libdesk.domain.errors import DeskError
from libdesk.domain.result_matching import Fit, Matched
from libdesk.domain.rows.activities import ActivityRow
from libdesk.exchange.result_lines import ResultLine
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
_ROLES = {
    Fit.ENTRANT: "good", Fit.READER: "good", Fit.OTHER_CLASS: "warn", Fit.SEVERAL: "warn", Fit.AGAIN: "warn",
    Fit.OTHER_NUMBER: "warn", Fit.NOBODY: "bad", Fit.TOGETHER: "bad",
}  # fmt: skip


class Row(NamedTuple):
    """The place of a row in the plan, the row, and whose it is: None of a row that was not read, and `why`."""

    at: int
    line: ResultLine
    matched: Matched | None
    why: str = ""


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
        self.columns = named(label(role="note", wrap=True), "sheet_columns")
        self.prizes = named(label(role="warn", wrap=True), "sheet_prizes")
        self._same: set[int] = set()
        self._apart: set[int] = set()
        self.list = RowTable(
            self._columns(), name=_("Rows of the table"), empty=_nothing(), key=lambda row: row.at, many=True
        )
        self.same = button("sheet_same", _("It is this person"), lambda: self._decide(self._same))
        self.apart = button("sheet_apart", _("Somebody else: enter by name"), lambda: self._decide(self._apart))
        self.asked = named(label(role="note", wrap=True), "sheet_asked")
        self.guests = tick("sheet_guests", _("Enter those who are not in the library by their names alone"))
        self.fault = named(label(role="bad", wrap=True), "sheet_fault")
        self.keep = button("sheet_keep", _("Take the results over"), self._keep, role="next", icon=icons.SAVE)
        self._assemble()
        self.guests.toggled.connect(lambda _on: self._mirror())
        self.list.chosen_changed.connect(self._mirror)

    def _assemble(self) -> None:
        self.fault.hide()
        self.list.keep_in_sight(3)
        self.asked.setText(
            _("Class or school number of somebody else: mark the rows and say who it is; the others stay out.")
        )
        self._decision = wrapped((self.asked, 1), self.same, self.apart, gap=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        top = wrapped(self.leave, self.file, gap=2)
        for part in (
            top,
            self.told,
            self.columns,
            self.prizes,
            self.list,
            self._decision,
            self.guests,
            self.fault,
            wrapped(self.keep),
        ):
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
        self.columns.setText(words.columns(plan.sheet) if plan is not None else "")
        self.prizes.setText(words.prizes_told(plan.sheet) if plan is not None else "")
        for part in (self.told, self.columns, self.prizes):
            part.setVisible(bool(part.text()))
        self._same.clear()
        self._apart.clear()
        self._show_rows()
        self._mirror()

    def _show_rows(self) -> None:
        rows = self._plan.rows if self._plan is not None else ()
        unread = self._plan.sheet.unread if self._plan is not None else ()
        shown = [Row(at, line, matched) for at, (line, matched) in enumerate(rows)]
        shown += [
            Row(at, ResultLine(one.line, one.text, "", "", "", ""), None, _(words.UNREAD[one.why]))
            for at, one in enumerate(unread, len(rows))
        ]
        self.list.show_rows(shown)

    def _open_rows(self) -> list[Row]:
        """The marked rows about which there is something to decide."""
        return [row for row in self.list.chosen_rows() if row.matched and row.matched.is_open]

    def _decide(self, answer: set[int]) -> None:
        """The marked rows are answered so; answered so already, they are open again."""
        rows = self._open_rows()
        chosen = {row.at for row in rows if answer is self._same or (row.matched and row.matched.may_be_another)}
        undone = chosen <= answer
        for each in (self._same, self._apart):
            each -= chosen
        if not undone:
            answer |= chosen
        self._show_rows()
        self._mirror()
        self.list.view.setFocus()

    def _mirror(self) -> None:
        plan, chosen = self._plan, self._open_rows()
        nobody = plan.count(Fit.NOBODY) if plan is not None else 0
        taken = plan.count(Fit.ENTRANT) + plan.count(Fit.READER) if plan is not None else 0
        taken += len(self._same) + len(self._apart) + (nobody if self.guests.isChecked() else 0)
        self._decision.setVisible(plan is not None and any(matched.is_open for _line, matched in plan.rows))
        self.same.setEnabled(bool(chosen))
        self.apart.setEnabled(any(row.matched and row.matched.may_be_another for row in chosen))
        self.guests.setVisible(nobody > 0)
        self.keep.setEnabled(taken > 0)
        text = ngettext("Take {n} row over", "Take {n} rows over", taken).format(n=taken)
        self.keep.setText(text if taken else _("Take the results over"))

    def _keep(self) -> None:
        if self._row is None or self._plan is None:
            return
        self._tell("")
        try:
            kept = keep_plan(
                self._desk, self._row.id, self._plan, guests=self.guests.isChecked(), same=self._same, apart=self._apart
            )
        except DeskError as error:
            self._tell(error.text())
            return
        text = ngettext("{n} result is taken over.", "{n} results are taken over.", kept.changed + kept.entered)
        done = text.format(n=kept.changed + kept.entered)
        self._around.say(_("{done} F8 takes it back.").format(done=done))
        self.closed.emit()

    def _tell(self, text: str) -> None:
        tell_aloud(self.fault, text)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "line", N_("Row"), lambda row: str(row.line.line), sort=lambda row: row.line.line, right=True, spare=4
            ),
            Column("name", N_("Name"), lambda row: row.line.name, width=Width.STRETCH),
            Column("class", N_("Class"), lambda row: row.line.class_text, spare=3),
            Column("work", N_("Work"), lambda row: row.line.work, spare=5),
            Column("score", N_("Result or score"), lambda row: row.line.score, right=True, spare=1),
            Column(
                "place", N_("Rank"), lambda row: str(row.line.place or ""), sort=lambda row: row.line.place or 1 << 30,
                right=True, spare=2,
            ),
            Column("prize", N_("Prize"), lambda row: prize_name(read_prize(row.line.prize)), spare=1),
            Column("fit", N_("Who it is"), self._fit, role=self._role),
        )  # fmt: skip

    def _fit(self, row: Row) -> str:
        if row.at in self._apart:
            return _("enter by name")
        return words.fit(row.line, row.matched, same=row.at in self._same) if row.matched else row.why

    def _role(self, row: Row) -> str:
        if row.matched is None:
            return "bad"
        return "good" if row.at in self._same | self._apart else _ROLES[row.matched.fit]


def _nothing() -> Empty:
    return Empty(
        _("No table chosen"), _("Excel or csv with names; class, work, score, place and prize may stand beside them."),
        (), icons.FILE,
    )  # fmt: skip
