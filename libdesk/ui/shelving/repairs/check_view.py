"""A regular check (巡检): a stretch of the shelves is scanned through; one key marks the book that needs care."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from libdesk.actions.errors import IsBound
from libdesk.actions.repairs.checks import note_check
from libdesk.actions.returning import report_damage
from libdesk.actions.undo import undo
from libdesk.domain.barcodes import read_scan
from libdesk.domain.care_checks import CareCheck, CheckedRow
from libdesk.domain.counter import SeenCopy
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.domain.outcome import Outcome
from libdesk.domain.repairs import DEGREES, KIND_NAMES, OTHER, check_range, show_degree, show_state
from libdesk.domain.rows.repairs import CheckedCopy
from libdesk.domain.show import show_title
from libdesk.i18n import N_, _, ngettext, sentences
from libdesk.store.queries import repairs as queries
from libdesk.store.queries.places import named_places
from libdesk.store.queries.scan import recognise
from libdesk.ui import icons, theme
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.settings.section import choice
from libdesk.ui.shelving.copy_words import no_copy
from libdesk.ui.shelving.repairs import kept, words
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.choices import fill, place_choice
from libdesk.ui.widgets.leavable import Leavable
from libdesk.ui.widgets.row_model import Column, Width
from libdesk.ui.widgets.row_table import Empty, RowTable

EARLIER: Final = 3  # checks that were made before, told while nothing is scanned yet


class CheckView(Leavable, QWidget):
    """The page's scan box scans for it; `told(outcome, sentence)` goes where the page tells of scans."""

    told = Signal(object, str)
    closed = Signal()

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.setObjectName("care_check")
        self._around, self._desk = around, around.desk
        self._kept = kept.kept(around.pc, around.desk)
        self.check = CareCheck(self._kept.place_id, rows=kept.rows_of(around.desk, self._kept))
        self._last: int | None = None  # the copy that a key marks
        self.place = place_choice("check_place")
        self.first = named(QLineEdit(self._kept.from_no), "check_from")
        self.last = named(QLineEdit(self._kept.to_no), "check_to")
        self.kind = choice("check_kind", [(OTHER, _("say later")), *_kinds()])
        self.marks = [
            button(f"check_{code}", f"Alt+{nth} {show_degree(code)}", partial(self.mark, code))
            for nth, code in enumerate(DEGREES, start=1)
        ]
        self.unmark = button("check_unmark", _("Take the mark back"), self._unmark)
        self.leave_out = button("check_leave_out", _("Take off the list"), self._leave_out)
        self.finish = button("check_finish", _("Finish the check"), self._finish, role="next")
        self.leave = button("check_leave", _("Esc Back to the list"), self.closed.emit)
        self.list = RowTable(
            _columns(), name=_("Books looked at"), key=lambda row: row.copy.copy_id, empty=Empty(""), cursor_at_top=True
        )
        self.counts = named(label(role="note", wrap=True), "check_counts")
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        for field, text in ((self.first, _("From call number")), (self.last, _("To call number")),
                            (self.kind, _("What is damaged"))):  # fmt: skip
            field.setAccessibleName(text)
        for line in (self.first, self.last):
            line.setPlaceholderText(_("all"))
            line.setMaximumWidth(theme.space(30))
        self.list.keep_in_sight(3)
        where = (
            label(_("Place"), buddy=self.place), self.place, label(_("From call number"), buddy=self.first),
            self.first, label(_("To"), buddy=self.last), self.last,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(*where, gap=1.5))
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(label(_("It needs care:")), *self.marks, self.kind, self.unmark, self.leave_out))
        column.addWidget(wrapped(self.finish, self.leave, (self.counts, 1), gap=2))

    def _connect(self) -> None:
        self.list.row_changed.connect(self._chosen)
        for line in (self.first, self.last):
            line.editingFinished.connect(self._where_changed)
        self.place.activated.connect(lambda _at: self._where_changed())

    # Where, and what was looked at

    def begin(self) -> None:
        """The check that is being made, perhaps since before a restart, or a new one."""
        self.refresh()
        self._where_changed()

    def refresh(self) -> None:
        fill(self.place, named_places(self._desk.read(Op.SEE_SHELVING)))
        self.place.setCurrentIndex(max(0, self.place.findData(self.check.place_id)))
        for row in [row for row in self.check.rows if row.marked]:
            copy = queries.checked_copy(self._desk.library, row.copy.copy_id)
            if copy is not None:
                self.check.renew(copy)
        self._show()

    def _where_changed(self) -> None:
        """Another stretch of the same check: what is scanned from now on is held against it."""
        self.check.place_id = self.place.currentData()
        try:
            self.check.stretch = check_range(self.first.text(), self.last.text())
        except DeskError as error:
            self.check.stretch = None
            if self.first.text().strip() and self.last.text().strip():
                self.told.emit(Outcome.REFUSED, error.text())
        self._show()

    def _show(self) -> None:
        self.list.set_empty(self._empty())
        self.list.show_rows(list(self.check.rows))
        looked = ngettext("{n} book looked at", "{n} books looked at", len(self.check.rows))
        marked = _("{n} marked").format(n=f"{self.check.marked:,}")
        self.counts.setText(f"{looked.format(n=f'{len(self.check.rows):,}')} · {marked}" if self.check.rows else "")
        self._mirror()
        self._keep()

    def _keep(self) -> None:
        """A check that is not finished lasts over a restart."""
        now = kept.what_to_keep(self.check, self.first.text(), self.last.text())
        if now != self._kept:
            self._kept = now
            kept.keep(self._around.pc, self._desk, now)

    def _empty(self) -> Empty:
        made = queries.checks(self._desk.read(Op.SEE_SHELVING), limit=EARLIER)
        before = "\n".join(words.check_words(row) for row in made)
        sentence = _("Scan the books of the shelf one after the other; mark what needs care.")
        if before:
            sentence = "\n".join((sentence, "", _("Checks before:"), before))
        return Empty(_("Nothing looked at yet"), sentence, (), icons.SCAN)

    def _chosen(self, row: CheckedRow | None) -> None:
        self._last = row.copy.copy_id if row else None
        self._mirror()

    def _mirror(self) -> None:
        row = self._row
        may = self._desk.allows(Op.REPORT_DAMAGE)
        for made in self.marks:
            made.setEnabled(row is not None and may)
        self.unmark.setEnabled(row is not None and row.marked)
        self.leave_out.setEnabled(row is not None and not row.marked)
        self.finish.setEnabled(bool(self.check.rows))

    @property
    def _row(self) -> CheckedRow | None:
        return self.check.of(self._last) if self._last is not None else None

    # What is scanned

    def take_scan(self, raw: str) -> None:
        """A book is looked at: counted once, and told where something is wrong with it."""
        scan = read_scan(raw)
        library = self._desk.read(Op.SEE_SHELVING)
        seen = recognise(library, scan)
        copy = queries.checked_copy(library, seen.copy.id) if isinstance(seen, SeenCopy) else None
        if copy is None:
            self.told.emit(*no_copy(seen)[:2])
            return
        again = not self.check.look_at(copy)
        self._show()
        self.list.select(copy.copy_id)
        outcome, text = self._said(copy, again=again)
        self.told.emit(outcome, text)

    def _said(self, copy: CheckedCopy, *, again: bool) -> tuple[Outcome, str]:
        parts = []
        if copy.bound:
            parts.append(IsBound(copy.bound).text())
        elif away := words.not_here(copy.status):
            parts.append(away)
        if self.check.elsewhere(copy):
            parts.append(_("It belongs to {place}.").format(place=copy.place or _("no place")))
        elif self.check.outside(copy):
            parts.append(_("Its call number {number} is not of this stretch.").format(number=copy.call_no or "–"))
        if copy.case_state:
            text = _("Reported already: {degree}, {state}.")
            parts.append(text.format(degree=show_degree(copy.degree), state=show_state(copy.case_state)))
        if again:
            parts.append(_("It was looked at before; counted once."))
        title = " ".join(part for part in (show_title(copy.title), copy.call_no) if part)
        return (Outcome.NOTICE if parts else Outcome.DONE), sentences(title, *parts)

    # What is marked

    def mark(self, degree: str) -> None:
        """The book under the cursor, which is the one scanned last, needs care: its case is opened, or added to."""
        row = self._row
        if row is None:
            self.told.emit(Outcome.NOTICE, _("Scan the book first."))
            return
        if self._around.jobs.busy_library:
            self.told.emit(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
            return
        kind = str(self.kind.currentData())
        try:
            done = report_damage(self._desk, copy_id=row.copy.copy_id, degree=degree, kind=kind)
        except DeskError as error:
            self.told.emit(Outcome.REFUSED, error.text())
            return
        self.kind.setCurrentIndex(0)
        self.check.mark(row.copy.copy_id, done.journal_id)
        self.refresh()
        text = _("“{title}” is marked: {degree}. F8 takes it back.")
        self.told.emit(Outcome.DONE, text.format(title=row.copy.title, degree=show_degree(done.degree)))

    def _unmark(self) -> None:
        row = self._row
        if row is None or not row.marked:
            return
        try:
            undo(self._desk, row.journal_id)
        except DeskError as error:
            self.told.emit(Outcome.REFUSED, error.text())
            return
        self.check.mark(row.copy.copy_id, 0)
        copy = queries.checked_copy(self._desk.library, row.copy.copy_id)
        if copy is not None:
            self.check.renew(copy)
        self._show()
        self.told.emit(Outcome.NOTICE, _("“{title}” is marked no more.").format(title=row.copy.title))

    def _leave_out(self) -> None:
        row = self._row
        if row is not None and not row.marked:
            self.check.leave_out(row.copy.copy_id)
            self._show()

    def _finish(self) -> None:
        check = self.check
        try:
            note_check(
                self._desk, place_id=check.place_id, from_no=self.first.text(), to_no=self.last.text(),
                looked=len(check.rows), marked=check.marked,
            )  # fmt: skip
        except DeskError as error:
            self.told.emit(Outcome.REFUSED, error.text())
            return
        looked = ngettext("{n} book looked at", "{n} books looked at", len(check.rows)).format(n=len(check.rows))
        text = _("The check is kept: {looked}, {marked} marked.").format(looked=looked, marked=check.marked)
        self._around.say(_("{done} F8 takes it back.").format(done=text))
        self.check = CareCheck(check.place_id, check.stretch)
        self._keep()
        self.closed.emit()


def _kinds() -> list[tuple[str, str]]:
    return [(code, _(text)) for code, text in KIND_NAMES.items() if code != OTHER]


def _columns() -> tuple[Column, ...]:
    return (
        Column("call_no", N_("Call number"), lambda row: row.copy.call_no),
        Column("title", N_("Title"), lambda row: row.copy.title, width=Width.STRETCH),
        Column("barcode", N_("Barcode"), lambda row: row.copy.barcode, spare=2),
        Column("place", N_("Place"), lambda row: row.copy.place, spare=1),
        Column("mark", N_("Care"), _care, role=lambda row: "warn" if row.copy.case_state else ""),
    )


def _care(row: CheckedRow) -> str:
    if not row.copy.case_state:
        return ""
    degree = show_degree(row.copy.degree)
    return _("{degree}, marked here").format(degree=degree) if row.marked else degree
