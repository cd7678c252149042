"""Lists are brought in: choose the file, look at the guesses, see what would be done, write it, or undo it.

Nothing is written before the button at the foot is pressed, and then all of it in one step. Files of MARC records have
a view of their own, and so have the pool of suppliers' records and the export of the catalogue.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from libdesk.actions.imports import cards
from libdesk.actions.imports.plans import BookChoices, Plan, ReaderPlan
from libdesk.domain.ops import Op, Topic
from libdesk.domain.progress import Cancelled
from libdesk.exchange.fields import Field, ListKind
from libdesk.i18n import N_, _
from libdesk.ui import icons
from libdesk.ui.imports import saving, words, work
from libdesk.ui.imports.doing import Doing
from libdesk.ui.imports.foot import Foot
from libdesk.ui.imports.page import Page
from libdesk.ui.imports.reading import Reading
from libdesk.ui.imports.views import Views
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import down
from libdesk.ui.tab import Surroundings, Tab
from libdesk.ui.widgets.announce import announce


class ImportTab(Tab):
    NAME = "import_tab"
    TITLE = N_("Import and export")
    ICON = icons.IMPORT
    OP = Op.IMPORT_BOOKS
    TOPICS = frozenset({Topic.BOOKS, Topic.READERS, Topic.LOANS, Topic.ORDERS, Topic.SETTINGS})

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._reading: Reading | None = None
        self._plan: Plan | None = None
        self._job = OneJob(around.jobs, self)
        self._kind_by_hand = False
        self.page = Page(around.pc)
        self.file, self.sample = self.page.file, self.page.sample
        self.choices, self.summary = self.page.choices, self.page.summary
        self.foot = Foot()
        self._doing = Doing(self.page, self.foot, self._job, self)
        self._assemble()
        self._connect()

    def _assemble(self) -> None:
        self.setAcceptDrops(True)
        lists = down((self.page, 1), self.foot, gap=0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.views = Views(self.around, lists, self.file.ask_file)
        whole.addWidget(self.views)

    def _connect(self) -> None:
        self.file.file_chosen.connect(self.open_file)
        self.file.files_chosen.connect(self.open_files)
        self.views.fault_told.connect(self._show_sentence)
        self.file.kind_changed.connect(self._change_kind)
        self.file.encoding_changed.connect(self._change_encoding)
        self.file.sheet_changed.connect(lambda sheet: self._change(lambda reading: reading.with_sheet(sheet)))
        self.file.header_changed.connect(lambda row: self._change(lambda reading: reading.with_header(row)))
        self.sample.column_changed.connect(self._change_column)
        self.choices.changed.connect(self._make_plan)
        self.choices.prefix_asked.connect(lambda prefix: self._doing.put_prefix(self._plan, prefix))
        self.summary.save_asked.connect(self.save_refused)
        self.page.roster.ticked.connect(self._tick)
        self.page.roster.save_asked.connect(self.save_missing)
        self.foot.start_asked.connect(lambda: self._doing.write(self._plan))
        self.foot.stop_asked.connect(self._job.stop)
        self.foot.undo_asked.connect(self._undo)
        self.page.last.undo_asked.connect(lambda journal_id: self._doing.undo(self._plan, journal_id))
        self._doing.undone.connect(self._undone)
        self._doing.failed.connect(self._look_for_last)
        self._doing.prefix_put.connect(self._prefix_put)
        self._job.progressed.connect(self.foot.show_progress)

    # What the wizard asks

    def only(self, kind: ListKind) -> None:
        """Lists of this kind and no other are taken here."""
        self.file.only(kind)
        self.views.only_lists(records=kind is ListKind.BOOKS)
        self._change_kind(kind)

    @property
    def writing(self) -> bool:
        return self._job.writing or self.views.writing

    @property
    def pending(self) -> bool:
        """Whether there is something that could be imported and was not."""
        return self.views.pending or (self._doing.receipt is None and bool(words.start_words(self._plan)))

    # What the window asks

    @property
    def home(self) -> tuple[QWidget, ...]:
        return (self.views.first, self.file.choose)

    def take_focus(self) -> None:
        self.views.first.setFocus()

    @property
    def help_topic(self) -> str:
        return self.views.help_topic or self.NAME

    def refresh(self) -> None:
        """The library has changed: what is shown as to be done has to fit it."""
        if self._plan is not None and self._doing.receipt is None and not self._job.running:
            self._make_plan()
        self.views.refresh()
        if self.isVisible():
            self._look_for_last()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_for_last()

    def _look_for_last(self) -> None:
        self.page.last.look(self.around, lambda: self._doing.receipt is None)

    # The file

    def open_file(self, path: Path) -> None:
        """Read a file and show what is guessed about it."""
        self.open_files([path])

    def open_files(self, paths: Sequence[Path]) -> None:
        """The same for several; lists are read one at a time, records together."""
        if not self.writing:
            self._read(paths, self.file.chosen_kind() if self._kind_by_hand else None, None)

    def _read(self, paths: Sequence[Path], kind: ListKind | None, encoding: str | None) -> None:
        self._job.drop()
        self._doing.receipt = None
        self.foot.show_job(_("Reading the file"))
        records = self.views.takes_records
        self._job.start(
            Lane.DOCUMENTS, _("Reading the file"),
            lambda _desk, _progress: work.open_any(paths, kind, encoding, records=records),
            self._show_file,
            lambda error: self._show_sentence(paths[0], words.sentence(error)),
        )  # fmt: skip

    def _show_file(self, found: Reading | tuple[Path, ...]) -> None:
        if not isinstance(found, Reading):
            self._forget()
            self.views.show_records(found)
            return
        self.views.show_lists()
        self.choices.begin(self.desk.settings)
        self.page.roster.begin()
        self.page.to_top()
        self._show_reading(found)

    def _forget(self) -> None:
        """No list is on the page."""
        self._reading = self._plan = None
        self.page.show_nothing()
        self.foot.show_words("")

    def _show_reading(self, reading: Reading) -> None:
        self._reading = reading
        self.page.show_reading(reading)
        self._make_plan()

    def _show_sentence(self, path: Path, sentence: str) -> None:
        """The file cannot be used."""
        self._forget()
        self.views.show_lists()
        self.page.show_fault(path, sentence)

    def _change_kind(self, kind: ListKind) -> None:
        self._kind_by_hand = True
        if self._reading is None:
            self.page.show_face()
        self._change(lambda reading: reading.of_kind(kind))

    def _change_encoding(self, encoding: str) -> None:
        if self._reading is not None and not self._job.writing:
            self._read([self._reading.path], self._reading.kind, encoding)

    def _change_column(self, index: int, field: Field | None) -> None:
        if self._reading is not None and not self._job.writing:
            self._doing.receipt = None
            self._show_reading(self._reading.with_column(index, field))

    def _change(self, how: Callable[[Reading], Reading]) -> None:
        """A guess was changed by hand; the others are made anew beside the desk, since a long list takes a while."""
        reading = self._reading
        if reading is not None and not self._job.writing:
            self._doing.receipt = None
            self.foot.show_job(_("Reading the file"))
            self._job.start(
                Lane.DOCUMENTS, _("Reading the file"), lambda _desk, _progress: how(reading),
                self._show_reading, self._planning_failed,
            )  # fmt: skip

    # What would be done

    def _make_plan(self) -> None:
        reading = self._reading
        if reading is None or self._job.writing:
            return
        self._job.drop()
        self._plan = None
        books = self.choices.book_choices()
        if not reading.ready or (books is None and reading.kind is ListKind.BOOKS):
            self.page.show_not_ready(reading)
            self.foot.show_words("" if reading.ready else _(words.MISSING[reading.kind]), role="warn")
            return
        chosen, readers = books or BookChoices(), self.choices.reader_choices()
        self.foot.show_job(_("Looking at every row"))
        self._job.start(
            Lane.DOCUMENTS, _("Looking at every row"),
            lambda desk, progress: work.make_plan(desk, reading, chosen, readers, progress),
            self._show_plan, self._planning_failed,
        )  # fmt: skip

    def _show_plan(self, found: tuple[Plan, cards.PrefixOffer | None]) -> None:
        plan, clash = found
        reading = self._reading
        assert reading is not None
        if self.choices.doubts(plan):
            self._make_plan()
            return
        self._plan = plan
        self.page.show_plan(plan, reading, clash)
        self._tick()
        self._show_start(say=True)

    def _tick(self) -> None:
        """Who is marked as left was chosen on the page; the plan itself stays as it is."""
        if isinstance(self._plan, ReaderPlan):
            self._plan.choices = replace(self._plan.choices, left=self.page.roster.left)
            self._show_start()

    def _show_start(self, *, say: bool = False) -> None:
        plan = self._plan
        assert plan is not None
        start = words.start_words(plan)
        self.foot.show_words(
            words.counts_text(plan.counts) if start else _("There is nothing new to write."), start=start, say=say
        )

    def _planning_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.foot.show_words(words.sentence(error), role="bad", say=True)

    def save_refused(self, path: Path | None = None) -> None:
        """Save the rows that are not taken as a workbook, each with its reasons; without a path the person is asked."""
        if self._plan is not None and self._reading is not None:
            saving.save_refused(self, self._reading, self._plan, path)

    def save_missing(self, path: Path | None = None) -> None:
        """The same with who is missing from a roster, and what each still holds."""
        if isinstance(self._plan, ReaderPlan) and self._reading is not None:
            saving.save_missing(self, self._reading, self._plan, path)

    # What is done

    def _undo(self) -> None:
        if self._doing.receipt is not None:
            self._doing.undo(self._plan, self._doing.receipt.journal_id)

    def _undone(self) -> None:
        self.around.say(_("The import was undone; the library is as it was before."))
        self._look_for_last()
        if self._reading is not None:
            self._show_reading(self._reading)

    def _prefix_put(self, receipt: cards.PrefixReceipt) -> None:
        self.choices.tell_prefix(words.prefix_words(receipt))
        announce(self.choices.prefix_done, words.prefix_words(receipt))
        self._make_plan()

    # A file dropped on the page

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if not self.writing and urls and all(url.isLocalFile() for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_files([Path(url.toLocalFile()) for url in event.mimeData().urls()])
