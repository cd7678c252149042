"""The end of a stocktake: what it would mark, how it agrees with the copy register, then done in one step."""

from PySide6.QtCore import Signal

from libdesk.actions.stocktaking.finishing import figures_now, finish_stocktake
from libdesk.domain.rows.stocktake import Finished, StocktakeRow
from libdesk.domain.stocktake.endings import Figures, lost_after_words
from libdesk.i18n import N_, _, ngettext
from libdesk.ui import icons
from libdesk.ui.large_change import after_backup
from libdesk.ui.parts import button, label, named
from libdesk.ui.shelving.stocktake.work_view import WorkView
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable


class FinishView(WorkView):
    """`finished(words)` when it is done."""

    finished = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, "finish", "")
        self._row: StocktakeRow | None = None
        self._figures: Figures | None = None
        self.marks = named(label(wrap=True), "stocktake_marks")
        self.note = named(label(role="note", wrap=True), "stocktake_lost_after")
        self.agrees = named(label(wrap=True), "stocktake_agrees")
        self.list = RowTable(
            (
                Column("what", N_("What it comes to"), lambda row: row[0], width=Width.STRETCH),
                Column("copies", N_("Copies"), lambda row: f"{row[1]:,}", sort=lambda row: row[1], right=True),
            ),
            name=_("Held against the copy register"), empty=Empty(""), key=lambda row: row[0],
        )  # fmt: skip
        do = button("stocktake_finish_do", _("Finish"), self._finish, role="next", icon=icons.CHECK)
        self._assemble(do, self.marks, self.note, (self.list, 1), self.agrees)

    def begin(self, row: StocktakeRow) -> None:
        self._row, self._figures = row, None
        self.heading.setText(_("Finish “{name}”").format(name=row.name))
        self.marks.setText(_("Counting …"))
        when = lost_after_words(self._desk.settings.lost_after)
        self.note.setText(_("A missing copy is lost {when}.").format(when=when))
        self.agrees.setText("")
        self.list.show_loading()
        self.mirror()
        self.leave.setFocus()
        self.look(_("Counting the copies"), lambda desk, _progress: figures_now(desk, row.id), self._show)

    def _show(self, found: Figures) -> None:
        self._figures = found
        missing = ngettext("{n} copy becomes missing", "{n} copies become missing", found.to_missing)
        lost = ngettext("{n} becomes lost", "{n} become lost", found.to_lost)
        parts = [missing.format(n=f"{found.to_missing:,}"), lost.format(n=f"{found.to_lost:,}")]
        self.marks.setText(_("{what}. F8 takes all of it back.").format(what=_(", ").join(parts)))
        assert self._row is not None
        self.list.show_rows([(_(what), count) for what, count in found.agreement.lines(whole=self._row.part.is_whole)])
        agrees = found.agreement.agrees
        self.agrees.setText(
            _("The figures agree with the copy register.")
            if agrees
            else _("The figures do not agree with the copy register: look at the page of registers.")
        )
        self.mirror()
        self.do.setFocus()

    def _refused(self, error: Exception) -> None:
        self.marks.setText("")
        self.list.show_rows(())
        super()._refused(error)

    def mirror(self) -> None:
        self.do.setEnabled(self._figures is not None and not self.busy)

    def _finish(self) -> None:
        """Many marks at once are preceded by a backup."""
        found = self._figures
        if found is not None:
            after_backup(self._around, self, found.to_missing + found.to_lost, self._write, self.tell)

    def _write(self) -> None:
        row = self._row
        if row is None:
            return
        self.write(
            _("Finishing a stocktake"),
            lambda desk, progress: finish_stocktake(desk, stocktake_id=row.id, progress=progress),
            self._done,
        )

    def _done(self, done: Finished) -> None:
        text = _("The stocktake is finished: {missing} missing, {lost} lost.")
        self.finished.emit(text.format(missing=f"{done.to_missing:,}", lost=f"{done.to_lost:,}"))
