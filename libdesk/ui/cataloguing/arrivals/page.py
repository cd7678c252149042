"""What arrived and waits for stamp, label or shelf: the list empties as they are noted, by hand or copy by copy.

A copy that waits may be lent: the desk lends it and clears nothing, so it stands here until it is stamped.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from libdesk.actions.cataloguing.arrivals import handle
from libdesk.domain.arrivals import ALL, DONE, STEPS, Step, waits_for
from libdesk.domain.barcodes import read_scan
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op, Topic
from libdesk.domain.outcome import Outcome
from libdesk.domain.rows.arrivals import Arrival, ArrivalsFound, Wanted
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import arrivals as queries
from libdesk.store.queries import desk as desk_queries
from libdesk.ui import icons, theme
from libdesk.ui.cataloguing.arrivals.paper import arrivals_maker
from libdesk.ui.cataloguing.arrivals.words import COLUMNS, held_words
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.choices import fill, place_choice
from libdesk.ui.widgets.row_table import Empty, RowTable
from libdesk.ui.widgets.scan_box import ScanBox
from libdesk.ui.widgets.scan_line import ScanLine

BY_TITLE: Final = "arrivals_by_title"  # this PC's note of how the list is shown
PRINTED: Final = 20_000  # copies on one list; more are printed batch by batch
SCAN_STEPS: Final = ((0, N_("shows the copy")), (1, N_("notes the stamp")), (2, N_("notes the label")),
                     (4, N_("puts it on the shelf")))  # fmt: skip


class ArrivalsPage(Tab):
    NAME = "arrivals_page"
    TITLE = N_("In hand")
    ICON = icons.STOCKTAKE
    OP = Op.HANDLE_ARRIVALS
    TOPICS = frozenset({Topic.BOOKS, Topic.LOANS})

    document_asked = Signal(str, object)
    heard = Signal(object)
    """The outcome of a scan, for the ear."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self.found = ArrivalsFound((), 0)
        self.step = place_choice("arrivals_step", _("Waits for"))
        self.batch = place_choice("arrivals_batch", _("Batch"))
        self.place = place_choice("arrivals_place")
        self.grouped = named(QCheckBox(_("By title")), "arrivals_grouped")
        self.scans = place_choice("arrivals_scans", _("A scan"))
        self.list = RowTable(
            COLUMNS, name=_("Waiting for stamp, label, shelf"), empty=Empty(""), key=lambda row: row.key, many=True
        )
        self.buttons = {step: self._done_button(step) for step in (*STEPS, ALL)}
        self.print = button("arrivals_print", _("Print the list"), self._print, icon=icons.PRINT)
        self.labels = button("arrivals_labels", _("Print labels"), self._print_labels, icon=icons.LABEL)
        self.line = ScanLine("arrivals", self.scans, self.labels, self.print)
        self.box, self.told = self.line.box, self.line.told
        self.state = label(role="note")
        self._assemble()
        self._connect()
        self.refresh()

    def _done_button(self, step: Step) -> QPushButton:
        names = {Step.STAMP: "arrivals_stamped", Step.LABEL: "arrivals_labelled", Step.SHELF: "arrivals_shelved"}
        words = _(DONE[step]) if step in DONE else _("All done")
        return button(names.get(step, "arrivals_all_done"), words, partial(self._done, step))

    def _assemble(self) -> None:
        self.box.setAccessibleDescription(_("The barcode of a book that arrived"))
        self.grouped.setChecked(self.around.pc.text(BY_TITLE) == "1")
        for step, words in SCAN_STEPS:
            self.scans.addItem(_("A scan {what}").format(what=_(words)), step)
        self.list.keep_in_sight(3)
        for step, made in self.buttons.items():
            made.setToolTip(_("Noted for the chosen rows; Ctrl+A chooses all"))
            if step is Step.SHELF:
                made.setToolTip(_("What stands on the shelf was stamped and labelled before"))
        self.labels.setToolTip(_("Of the chosen rows; of all that wait for a label where one row is chosen"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(3), theme.space(1), theme.space(3), theme.space(1))
        column.setSpacing(theme.space(1))
        column.addWidget(wrapped(self.step, self.batch, self.place, self.grouped, gap=2))
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(wrapped(*self.buttons.values(), None, self.state, gap=2))

    def _connect(self) -> None:
        for choice in (self.step, self.batch, self.place):
            choice.activated.connect(lambda _at: self._look())
        self.grouped.toggled.connect(self._group)
        self.scans.activated.connect(lambda _at: self.box.setFocus())
        self.box.scanned.connect(self.take_scan)
        self.box.moved.connect(lambda _by: self.list.view.setFocus())
        self.line.heard.connect(self.heard)
        self.line.listen(self)
        self.list.chosen_changed.connect(self._mirror)
        self.list.row_changed.connect(lambda _row: self._mirror())
        every = QShortcut(QKeySequence("Ctrl+A"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        every.activated.connect(self.list.view.selectAll)

    @property
    def scan_target(self) -> ScanBox:
        return self.box

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.box,)

    # The list

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.step.currentData() or 0, self.place.currentData(), self.batch.currentData())

    def refresh(self) -> None:
        if not self.desk.allows(self.OP):
            return
        try:
            self._fill_choices()
            self._look()
        except DeskError as error:
            self.list.show_error(error.text(), ((_("Try again"), self.refresh),))

    def _fill_choices(self) -> None:
        library = self.desk.read(Op.SEE_CATALOGUE)
        places, batches = queries.places(library), queries.batches(library)
        fill(self.batch, [(key, f"{name} ({count:,})") for key, name, count in batches], _("every batch"))
        fill(self.place, [(key, f"{name} ({count:,})") for key, name, count in places])
        steps = queries.steps(library, Wanted(0, self.place.currentData(), self.batch.currentData()))
        rows = [(int(step), f"{waits_for(step)} ({count:,})") for step, count in zip(STEPS, steps, strict=True)]
        fill(self.step, rows, _("every step"))

    def _look(self) -> None:
        self.found = queries.waiting(self.desk.read(Op.SEE_CATALOGUE), self.wanted)
        rows = queries.by_title(self.found) if self.grouped.isChecked() else self.found.rows
        self.list.set_empty(self._empty())
        shown = len(self.found.rows)
        self.list.show_rows(rows, total=self.found.copies if self.found.copies > shown else None)
        self._mirror()

    def _empty(self) -> Empty:
        if self.wanted != Wanted():
            choices = ((_("Show everything that waits"), self._show_all),)
            return Empty(_("Nothing of this waits any more"), "", choices, icons.CHECK_CIRCLE)
        sentence = _("New copies stand here until they are stamped, labelled and on the shelf.")
        return Empty(_("Everything is done"), sentence, (), icons.CHECK_CIRCLE)

    def _show_all(self) -> None:
        for choice in (self.step, self.batch, self.place):
            choice.setCurrentIndex(0)
        self._look()
        self.box.setFocus()

    def _group(self, on: bool) -> None:
        self.around.pc.keep_text(BY_TITLE, "1" if on else "0")
        self._look()

    def _mirror(self) -> None:
        rows = self.list.chosen_rows()
        copies = sum(len(row.copy_ids) for row in rows)
        for step, made in self.buttons.items():
            made.setEnabled(any(row.waiting & step for row in rows))
        count = ngettext("{n} copy waits", "{n} copies wait", self.found.copies).format(n=f"{self.found.copies:,}")
        chosen = _("{n} chosen").format(n=f"{copies:,}") if copies else ""
        self.state.setText(" · ".join(part for part in (count, chosen) if part))
        self.print.setEnabled(bool(self.found.rows))
        self.labels.setEnabled(bool(self.found.rows))
        self.labels.setVisible(self.desk.allows(Op.SEE_PRINTING))

    # What is noted

    def _done(self, step: Step) -> None:
        """For the chosen rows; where all that are shown are chosen, also for what is beyond the list."""
        rows = self.list.chosen_rows()
        ids: Sequence[int] = [copy_id for row in rows for copy_id in row.copy_ids]
        if len(ids) == len(self.found.rows) < self.found.copies:
            ids = queries.ids(self.desk.read(Op.SEE_CATALOGUE), self.wanted)
        self._note(ids, step)
        self.box.setFocus()

    def _note(self, ids: Sequence[int], step: Step) -> None:
        if self.around.jobs.busy_library:
            self.line.tell(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
            return
        try:
            done = handle(self.desk, ids, step)
        except DeskError as error:
            self.line.tell(Outcome.REFUSED, error.text())
            return
        text = ngettext("Noted for {n} copy.", "Noted for {n} copies.", done.copies).format(n=f"{done.copies:,}")
        self.around.say(_("{done} F8 takes it back.").format(done=text))
        self.line.tell(Outcome.NOTICE, held_words(done))
        self.refresh()

    def take_scan(self, raw: str, typed: bool) -> None:
        """A copy: shown in the list, or the step is noted that the scans are for."""
        scan = read_scan(raw)
        if scan.empty:
            return
        library = self.desk.read(Op.SEE_CATALOGUE)
        owner = desk_queries.owner_of(library, scan.code_key) if scan.code_key else None
        row = queries.of_copy(library, owner.copy_id) if owner is not None and owner.copy_id is not None else None
        if row is None:
            self.line.hear(
                Outcome.NOT_FOUND, _("{code} is on no book. Scan the label of the book.").format(code=scan.text)
            )
        elif self.around.jobs.busy_library:
            self.line.hear(Outcome.REFUSED, _("A job is writing. Do this when it is done."))
        else:
            self._scanned(row, typed=typed)
        self.box.setFocus()

    def _scanned(self, row: Arrival, *, typed: bool) -> None:
        step = Step(self.scans.currentData())
        if not row.waiting:
            self.line.hear(Outcome.NOTICE, _("“{title}” waits for nothing any more.").format(title=row.title))
        elif not step:
            self._show_copy(row)
            words = _("“{title}” waits for: {steps}").format(title=row.title, steps=waits_for(row.waiting))
            self.line.hear(Outcome.DONE, words)
        elif not row.waiting & step:
            words = _("“{title}” has that already. It waits for: {steps}")
            self.line.hear(Outcome.NOTICE, words.format(title=row.title, steps=waits_for(row.waiting)))
        else:
            try:
                done = handle(self.desk, row.copy_ids, step, typed=typed)
            except DeskError as error:
                self.line.hear(Outcome.REFUSED, error.text())
                return
            self.refresh()
            if done.held:
                self.line.hear(Outcome.NOTICE, held_words(done))
                return
            left = _("done") if done.done else _("waits for: {steps}").format(steps=waits_for(row.waiting & ~step))
            self.line.hear(Outcome.DONE, _("{title} {barcode}: {what}").format(
                title=f"“{row.title}”", barcode=row.barcode, what=f"{_(DONE[step])} · {left}"))  # fmt: skip

    def _show_copy(self, row: Arrival) -> None:
        """The line of this copy, whatever was chosen to be shown."""
        line = next((one for one in self._lines() if row.key in one.copy_ids), None)
        if line is None:
            self._show_all()
            line = next((one for one in self._lines() if row.key in one.copy_ids), None)
        if line is not None:
            self.list.select(line.key)

    def _lines(self) -> Sequence[Arrival]:
        return self.list.model.rows()

    def _print_labels(self) -> None:
        """Of the rows that were chosen; of everything shown that waits for its label where that is but the cursor."""
        from libdesk.ui.printing.opening import open_labels

        rows = self.list.chosen_rows()
        ids: Sequence[int] = [copy_id for row in rows for copy_id in row.copy_ids]
        if len(rows) <= 1 or len(ids) == len(self.found.rows) < self.found.copies:
            wanted = Wanted(int(Step.LABEL), self.wanted.place_id, self.wanted.batch_id)
            ids = queries.ids(self.desk.read(Op.SEE_CATALOGUE), wanted) or ids
        text = ngettext("{n} copy that arrived", "{n} copies that arrived", len(ids)).format(n=f"{len(ids):,}")
        open_labels(self.around, copies=ids, words=text)

    def _print(self) -> None:
        parts = [one.currentText() for one in (self.batch, self.place, self.step) if one.currentIndex() > 0]
        found = queries.waiting(self.desk.read(Op.SEE_CATALOGUE), self.wanted, limit=PRINTED)
        rows = queries.by_title(found) if self.grouped.isChecked() else found.rows
        make = arrivals_maker(self.desk, rows, " · ".join(parts), found.copies)
        self.document_asked.emit(_("Waiting for stamp, label, shelf"), make)
