"""A file of MARC records from its choice to its undo: where it is to go, what it says, what would be done, done.

Nothing is written before the button at the foot is pressed, and then all of it in one step.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from libdesk.actions.imports.records.plans import RecordChoices, RecordPlan
from libdesk.domain.ops import Op
from libdesk.domain.progress import Cancelled
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.imports import ImportReceipt
from libdesk.i18n import N_, _, ngettext
from libdesk.store.queries import batches
from libdesk.store.queries import imports as queries
from libdesk.ui import icons, theme
from libdesk.ui.imports import work as list_work
from libdesk.ui.imports.foot import Foot
from libdesk.ui.imports.records import words, work
from libdesk.ui.imports.records.choices import RecordChoicesPanel
from libdesk.ui.imports.records.sample import sample_table, show_sample
from libdesk.ui.imports.scrolling import scrolling
from libdesk.ui.imports.summary import Summary, remark_columns
from libdesk.ui.imports.words import sentence
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.paged_tab import PagedTab
from libdesk.ui.parts import button, label, named, wrapped
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.announce import announce
from libdesk.ui.widgets.calm import calm


class RecordsView(QWidget):
    """`choose_asked` for another file; `fault_told(path, sentence)` when the file cannot be used."""

    choose_asked = Signal()
    fault_told = Signal(object, str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self._paths: tuple[Path, ...] = ()
        self._plan: work.Plan | None = None
        self._receipt: ImportReceipt | None = None
        self._only = False  # the wizard
        self.job = OneJob(around.jobs, self)
        self.choose = button("records_file_button", _("Choose a file …"), self.choose_asked.emit, icon=icons.FOLDER)
        self.names = named(label(wrap=True), "records_names")
        self.into = calm(named(QComboBox(), "records_into"))
        self.facts = named(label(wrap=True), "records_facts")
        self.sample = sample_table()
        self.choices = RecordChoicesPanel()
        self.summary = Summary(remark_columns(N_("File"), N_("Record no.")))
        self.batch = named(label(wrap=True), "records_done_batch")
        self.to_arrivals = button(
            "records_to_arrivals", _("Stamp, label and shelf them"), self._open_arrivals, role="next", icon=icons.LABEL
        )
        self.to_batch = button("records_to_batch", _("Look at the batch"), self._open_batch, icon=icons.COPIES)
        self.ways = wrapped((self.batch, 1), self.to_arrivals, self.to_batch, gap=2)
        self.foot = Foot()
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.into.addItem(_("into the catalogue"), work.CATALOGUE)
        self.into.addItem(_("into the pool of suppliers’ records"), work.POOL)
        self._into_name = label(_("The records go"), buddy=self.into)
        self._meaning = label(_("What the records say"), role="heading")
        self._outlook = named(label(_("What will be done"), role="heading"), "records_outlook")
        self.summary.table.view.setAccessibleName(_("Records with remarks"))
        self.summary.save.setText(_("Save the records not taken …"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(3))
        for part in (
            wrapped(self.choose, (self.names, 1), self._into_name, self.into, gap=2), self.facts, self._outlook,
            self.ways, self.summary, self.choices, self._meaning, self.sample,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        self._page = scrolling(inside)
        self._page.setObjectName("records_page")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._page, 1)
        whole.addWidget(self.foot)
        self._parts = (self.facts, self._outlook, self.summary, self.choices, self._meaning, self.sample)

    def _connect(self) -> None:
        self.into.activated.connect(lambda _at: self._look())
        self.choices.changed.connect(self._look)
        self.summary.save_asked.connect(self.save_refused)
        self.foot.start_asked.connect(self._write)
        self.foot.stop_asked.connect(self.job.stop)
        self.foot.undo_asked.connect(self._undo)
        self.job.progressed.connect(self.foot.show_progress)

    @property
    def pending(self) -> bool:
        """Whether there is something that could be imported and was not."""
        return self._receipt is None and bool(words.start_words(self._plan))

    @property
    def plan(self) -> work.Plan | None:
        return self._plan

    def only_catalogue(self) -> None:
        """There is no choice: the wizard asks what books there are."""
        self.into.setCurrentIndex(0)
        self._only = True
        self._into_name.hide()
        self.into.hide()

    @property
    def into_pool(self) -> bool:
        """Whether the records are meant for the pool."""
        return bool(self.into.currentData() == work.POOL)

    def open(self, paths: Sequence[Path], *, into_pool: bool = False) -> None:
        """Look at files of records."""
        if self.job.writing:
            return
        self.into.setCurrentIndex(self.into.findData(work.POOL if into_pool else work.CATALOGUE))
        self._paths = tuple(paths)
        self._receipt = None
        self.names.setText(_(", ").join(path.name for path in self._paths))
        library = self.around.desk.read(Op.IMPORT_BOOKS)
        first = self._only or not queries.has_copies(library)
        places = [(name, show_place(name)) for name in queries.places(library)]
        self.choices.begin(places, self.around.desk.settings, first=first)
        for part in (*self._parts, self.ways):
            part.hide()
        self._page.verticalScrollBar().setValue(0)
        self._look()

    def refresh(self) -> None:
        """The library has changed: what is shown as to be done has to fit it."""
        if self._plan is not None and self._receipt is None and not self.job.running:
            self._look()

    def _look(self) -> None:
        if not self._paths or self.job.writing:
            return
        self.job.drop()
        self._plan = None
        chosen = self.choices.choices()
        if chosen is None:
            self.foot.show_words("")
            return
        paths, into = self._paths, str(self.into.currentData())
        self.foot.show_job(_("Looking at every record"))
        self.job.start(
            Lane.DOCUMENTS, _("Looking at every record"),
            lambda desk, progress: work.make_plan(desk, paths, into, chosen, progress),
            self._show_plan, self._looking_failed,
        )  # fmt: skip

    def _show_plan(self, plan: work.Plan) -> None:
        if isinstance(plan, RecordPlan) and self.choices.doubts(plan):
            self._look()
            return
        self._plan = plan
        self._outlook.setText(_("What will be done"))
        self.facts.setText(words.facts_text(plan))
        show_sample(self.sample, plan.samples)
        self.summary.show_rows(
            plan.counts,
            words.brings(plan),
            plan.rows,
            total=plan.remarks,
            sheets=len(plan.files),
            read=_("Records read"),
        )
        for part in self._parts:
            part.setVisible(part is not self.choices or isinstance(plan, RecordPlan))
        start = words.start_words(plan)
        text = words.counts_text(plan.counts) if start else _("There is nothing new to write.")
        self.foot.show_words(text, start=start, say=True)

    def _looking_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.foot.show_words("")
            self.fault_told.emit(self._paths[0], sentence(error))
        else:
            self.foot.show_words(sentence(error), role="warn")

    def _write(self) -> None:
        plan = self._plan
        if plan is None or self.job.writing:
            return
        if isinstance(plan, RecordPlan):
            plan.choices = self._latest(plan.choices)
        self._freeze(True)
        self.foot.show_job(_("A backup first, then writing"), at_once=True)
        self.job.start(
            Lane.LIBRARY, _("Importing records"), lambda desk, progress: work.write_plan(desk, plan, progress),
            self._written, self._writing_failed,
        )  # fmt: skip

    def _latest(self, choices: RecordChoices) -> RecordChoices:
        return self.choices.with_the_rest(choices)

    def _written(self, receipt: ImportReceipt) -> None:
        self._receipt = receipt
        self._freeze(False)
        for part in (self.choices, self._meaning, self.sample):
            part.hide()
        self._outlook.setText(_("What was done"))
        self._show_ways(receipt)
        self._page.verticalScrollBar().setValue(0)
        self.foot.show_words(words.done_words(receipt), role="good", undo=True, say=True)
        self.foot.undo.setFocus()

    def _show_ways(self, receipt: ImportReceipt) -> None:
        """Where what was brought goes on: the batch that it is, and what its copies wait for."""
        batch_id = receipt.added.get("batch")
        row = batches.batch(self.around.desk.read(Op.SEE_CATALOGUE), batch_id) if batch_id and not self._only else None
        self.ways.setVisible(row is not None)
        if row is None:
            return
        text = ngettext("Batch {no}: {n} copy.", "Batch {no}: {n} copies.", row.copies)
        self.batch.setText(text.format(no=row.no, n=f"{row.copies:,}"))
        self.to_arrivals.setVisible(isinstance(self._plan, RecordPlan) and self._plan.choices.waiting)
        self.to_batch.setVisible(row.kind != "opening")  # what was here before stands in no list of batches

    def _open_arrivals(self) -> None:
        if isinstance(tab := self.around.show_tab("catalogue_tab"), PagedTab):
            tab.show_page("arrivals_page")
            tab.take_focus()

    def _open_batch(self) -> None:
        from libdesk.ui.cataloguing.batches.page import BatchesPage

        tab = self.around.show_tab("catalogue_tab")
        if isinstance(tab, PagedTab) and self._receipt is not None:
            page = tab.show_page(BatchesPage.NAME)
            assert isinstance(page, BatchesPage)
            page.open_batch(self._receipt.added["batch"])

    def _writing_failed(self, error: Exception) -> None:
        self._freeze(False)
        role = "warn" if isinstance(error, Cancelled) else "bad"
        self.foot.show_words(sentence(error), role=role, start=words.start_words(self._plan), say=True)

    def _undo(self) -> None:
        receipt = self._receipt
        if receipt is None or self.job.writing:
            return
        self._freeze(True)
        self.foot.show_job(_("A backup first, then undoing the import"), at_once=True)
        self.foot.stop.hide()
        self.job.start(
            Lane.LIBRARY, _("Undoing an import"),
            lambda desk, progress: list_work.undo_import(desk, receipt.journal_id, progress),
            lambda _receipt: self._undone(), self._undo_failed,
        )  # fmt: skip

    def _undone(self) -> None:
        self._receipt = None
        self.ways.hide()
        self._freeze(False)
        self.around.say(_("The import was undone; the library is as it was before."))
        self.foot.show_words("")
        self._look()

    def _undo_failed(self, error: Exception) -> None:
        self._freeze(False)
        self.foot.show_words(sentence(error), role="bad", undo=self._receipt is not None, say=True)

    def save_refused(self, path: Path | None = None) -> None:
        """The records not taken as a file of their own, and why beside it; without a path the person is asked."""
        plan = self._plan
        if plan is None or self.job.running:
            return
        first = plan.files[0].path
        name = _("{name} - records not taken").format(name=first.stem)
        if path is None:
            proposed = str(first.with_name(f"{name}{first.suffix or '.iso'}"))
            found, _kind = QFileDialog.getSaveFileName(self, _("Save the records not taken"), proposed)
            if not found:
                return
            path = Path(found)
        target = path
        self.job.start(
            Lane.DOCUMENTS, _("Saving the records not taken"),
            lambda desk, progress: work.save_refused(desk, plan, target, progress),
            lambda saved: self._saved(target, *saved), lambda error: self.around.say(sentence(error)),
        )  # fmt: skip

    def _saved(self, path: Path, count: int, reasons: Path) -> None:
        text = ngettext(
            "{count} record was saved in {name}, the reason in {reasons}.",
            "{count} records were saved in {name}, the reasons in {reasons}.",
            count,
        )
        self.around.say(text.format(count=f"{count:,}", name=path.name, reasons=reasons.name))
        announce(self.summary.save, path.name)

    def _freeze(self, on: bool) -> None:
        self._page.setEnabled(not on)
