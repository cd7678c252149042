"""Barcodes to stick on first: the next numbers are kept, printed, and registered later by scanning the labels."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.printing.code_runs import keep_codes, release_codes
from libdesk.domain.code_runs import MOST, CodeRun
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.show import show_day
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import code_runs as queries
from libdesk.ui import icons, theme
from libdesk.ui.parts import across, button, down, label, named, wrapped
from libdesk.ui.printing.labels_page.label_paper import Fetch, rows_of_run
from libdesk.ui.settings.section import spin
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

LONGEST_NOTE: Final = 40
COLUMNS: Final = (
    Column(
        "codes", N_("Barcodes"), lambda row: f"{row.first} – {row.last}",
        tip=lambda row: " · ".join(part for part in (f"{row.first} – {row.last}", row.note) if part),
    ),
    Column("used", N_("Used"), lambda row: f"{row.used:,} / {row.count:,}", sort=lambda row: row.used, right=True),
    Column("note", N_("Note"), lambda row: row.note, width=Width.STRETCH, spare=1),
    Column("day", N_("Day"), lambda row: show_day(row.day), sort=lambda row: row.day, spare=2),
)  # fmt: skip


class RunsView(QWidget):
    """`changed`: another run is to be looked at."""

    changed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._around, self._desk = around, around.desk
        self._filling = False
        self.count = spin("codes_count", 1, MOST)
        self.count.setValue(100)
        self.note = named(QLineEdit(), "codes_note")
        self.note.setMaxLength(LONGEST_NOTE)
        self.note.setPlaceholderText(_("For instance: first-grade shelf"))
        self.keep = button("codes_keep", _("Keep the next numbers"), self.keep_codes, role="next", icon=icons.LABEL)
        self.list = RowTable(
            COLUMNS, name=_("Barcodes printed ahead"), key=lambda row: row.id,
            empty=Empty(
                _("No barcodes were printed ahead"),
                _("Keep some numbers, print them, stick them on. A book gets its label by a scan when it is added."),
                (), icons.LABEL,
            ),
        )  # fmt: skip
        self.left_only = named(QCheckBox(_("Only labels that are on no book yet")), "codes_left_only")
        self.release = button("codes_release", _("Give the numbers back"), self.release_run, icon=icons.UNDO)
        self.fault = named(label(role="bad", wrap=True), "codes_fault")
        self.fault.hide()
        self._assemble()
        self.list.row_changed.connect(lambda _row: self._row_changed())
        self.left_only.clicked.connect(lambda _on: self.changed.emit())

    def _assemble(self) -> None:
        self.list.keep_in_sight(2)
        self.count.setAccessibleName(_("How many labels"))
        self.note.setAccessibleName(_("Note"))
        self.release.setToolTip(_("Only while none of the labels is on a book"))
        how_many = down(label(_("How many labels"), buddy=self.count), self.count, gap=0.5)
        what_for = down(label(_("Note"), buddy=self.note), self.note, gap=0.5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(across(how_many, (what_for, 1), end=False))
        column.addWidget(wrapped(self.keep))
        column.addWidget(self.fault)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(self.left_only, self.release, gap=2))
        self.note.returnPressed.connect(self.keep_codes)

    @property
    def run(self) -> CodeRun | None:
        row = self.list.current_row()
        return row if isinstance(row, CodeRun) else None

    def labels(self) -> tuple[int, Fetch] | None:
        """How many labels, and what stands on them; None without a run."""
        run = self.run
        if run is None:
            return None
        if not self.left_only.isChecked():
            return run.count, rows_of_run(run)
        codes = [run.code(place) for place in range(run.count)]
        borne = queries.borne(self._desk.read(Op.SEE_PRINTING), codes)
        left = [code for code in codes if code not in borne]
        return len(left), rows_of_run(run, left)

    def refresh(self) -> None:
        rows = queries.runs(self._desk.read(Op.SEE_PRINTING))
        self._filling = True
        self.list.show_rows(rows)
        self._filling = False
        self._mirror()

    def keep_codes(self) -> None:
        """The next numbers are kept, and their labels looked at."""
        count = self.count.value()
        try:
            kept = keep_codes(self._desk, count, note=self.note.text())
        except DeskError as error:
            self._tell(error.text())
            return
        self._tell("")
        self.note.clear()
        self.refresh()
        self.list.select(kept.run.id)
        text = ngettext(
            "{n} number is kept: {first}. F8 takes it back.",
            "{n} numbers are kept: {first} – {last}. F8 takes them back.",
            count,
        )
        self._around.say(text.format(n=f"{count:,}", first=kept.run.first, last=kept.run.last))
        self.changed.emit()

    def release_run(self) -> None:
        run = self.run
        if run is None:
            return
        try:
            release_codes(self._desk, run.id)
        except DeskError as error:
            self._tell(error.text())
            return
        self._tell("")
        self._around.say(_("The numbers may be given again. F8 takes it back."))
        self.refresh()
        self.list.view.setFocus()
        self.changed.emit()

    def _row_changed(self) -> None:
        self._mirror()
        if not self._filling:
            self._tell("")
            self.changed.emit()

    def _mirror(self) -> None:
        run = self.run
        self.release.setEnabled(run is not None and not run.used)
        self.left_only.setVisible(run is not None and bool(run.used))
        if run is not None and not run.used:
            self.left_only.setChecked(False)

    def _tell(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
