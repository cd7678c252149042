"""What an import would do, or has done: the counts that add up to the rows read, and the reasons row by row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from libdesk.actions.imports.plans import Plan, ReaderPlan
from libdesk.domain.rows.imports import FATE_LABELS, Counts, Fate, RowPlan
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.ui import icons, theme
from libdesk.ui.imports import words
from libdesk.ui.imports.reading import Reading
from libdesk.ui.parts import across, button, label, named
from libdesk.ui.widgets.flow import FlowLayout
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

_ROLES: Final = {Fate.NEW: "good", Fate.CHANGED: "good", Fate.DOUBLE: "warn", Fate.FAULTY: "bad"}
_FIRST: Final = (Fate.FAULTY, Fate.DOUBLE, Fate.CHANGED, Fate.NEW, Fate.UNCHANGED)
ROWS_SHOWN: Final = 6
LONGEST_NAME: Final = 14  # characters in the table


class Summary(QWidget):
    """`save_asked` for the rows that were not taken, as a sheet."""

    save_asked = Signal()

    def __init__(self, columns: Sequence[Column] = ()) -> None:
        """`columns` of what is remarked, where they are not those of a list."""
        super().__init__()
        self.counts = CountLine()
        self.brings = named(label(wrap=True), "import_brings")
        self.classes = named(label(wrap=True), "import_classes_read")
        self.table = RowTable(
            columns or remark_columns(), name=_("Rows with remarks"), empty=Empty(_("Nothing to remark"))
        )
        self.save = button("import_save_faulty", _("Save the rows not taken …"), self.save_asked.emit, icon=icons.SAVE)
        self.note = named(label(role="note"), "import_remarks")
        self.whole = named(label(wrap=True), "import_remark")
        self.table.setObjectName("import_faults")
        self._foot = across(self.note, None, self.save, end=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for widget in (self.counts, self.classes, self.brings, self.table, self.whole, self._foot):
            column.addWidget(widget)
        self.table.row_changed.connect(self._show_remark)

    def show_plan(self, plan: Plan, reading: Reading) -> None:
        self.classes.setText(words.classes_text(plan) if isinstance(plan, ReaderPlan) else "")
        remarks = [replace(row, name=reading.name_of(row)) for row in plan.rows if row.reasons]
        sheets = len({row.sheet for row in plan.rows})
        self.show_rows(plan.counts, words.brings(plan), remarks, total=len(remarks), sheets=sheets)

    def show_rows(
        self, counts: Counts, brings: str, remarks: Sequence[RowPlan], *, total: int, sheets: int, read: str = ""
    ) -> None:
        """The counts, a sentence, and the rows with reasons, of which there may be more than are shown: `total`.

        `read`: what was read, where it is no rows.
        """
        self.counts.show_counts(counts, read)
        self.classes.setVisible(bool(self.classes.text()))
        self.brings.setText(brings)
        self.brings.setVisible(bool(brings))
        remarks = sorted(remarks, key=lambda row: (not row.look, _FIRST.index(row.fate)))
        self.table.setVisible(bool(remarks))
        self.table.view.setColumnHidden(0, sheets < 2)
        self.table.show_rows(remarks, total=total)
        self._size(len(remarks))
        self.save.setVisible(counts.faulty + counts.double > 0)
        text = ngettext("{count} row with a remark", "{count} rows with remarks", total)
        self.note.setText(text.format(count=f"{total:,}") if remarks else "")
        self._foot.setVisible(bool(remarks))

    def _show_remark(self, row: RowPlan | None) -> None:
        """The row under the cursor in full; the table cuts long sentences."""
        self.whole.setText(f"{row.name}  {' '.join(row.reasons)}".strip() if row else "")
        self.whole.setVisible(row is not None)

    def _size(self, rows: int) -> None:
        height = theme.metrics(theme.Step.BODY).height() + theme.space(2)
        self.table.setFixedHeight(round(height * (min(rows, ROWS_SHOWN) + 1.4)))


class CountLine(QWidget):
    """Every fate with its number; what did not happen is left out, but for the new."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("import_counts")
        self._row = FlowLayout(self, theme.space(6))

    def show_counts(self, counts: Counts, read: str = "") -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        shown = [fate for fate in Fate if fate is Fate.NEW or counts.count(fate)]
        self._add(read or _("Rows read"), counts.read, "")
        for fate in shown:
            self._add(_(FATE_LABELS[fate]), counts.count(fate), _ROLES.get(fate, ""))
        self.setAccessibleName(words.counts_text(counts))

    def _add(self, name: str, number: int, role: str) -> None:
        figure = QLabel(f"{number:,}")
        figure.setFont(theme.font(theme.Step.HEAD, bold=True))
        if role and number:
            figure.setProperty("role", role)
        self._row.add(across(figure, label(name, role="note"), gap=1, end=False))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def remark_columns(sheet: str = N_("Sheet"), line: str = N_("Row")) -> Sequence[Column]:
    """`sheet` and `line`: what the parts of a file are called."""
    return (
        Column("sheet", sheet, lambda row: row.sheet),
        Column("line", line, lambda row: f"{row.line}", sort=lambda row: (row.sheet, row.line), right=True),
        Column("fate", N_("Result"), lambda row: _(FATE_LABELS[row.fate]), role=lambda row: _ROLES.get(row.fate, "")),
        Column("name", N_("What"), lambda row: _short(row.name), tip=lambda row: row.name),
        Column("why", N_("Why"), lambda row: sentences(*row.reasons), width=Width.STRETCH),
    )
