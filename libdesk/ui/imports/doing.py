"""What writes on the import page: a list is taken in or taken back, card numbers get a prefix; the page rests then.

Each is a job of the library with a backup before it; its stop button is in the foot.
"""

from PySide6.QtCore import QObject, Signal

from libdesk.actions.imports.cards import PrefixReceipt
from libdesk.actions.imports.plans import Plan
from libdesk.domain.progress import Cancelled
from libdesk.domain.rows.imports import ImportReceipt
from libdesk.i18n import _
from libdesk.ui.imports import words, work
from libdesk.ui.imports.foot import Foot
from libdesk.ui.imports.page import Page
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob


class Doing(QObject):
    """`receipt`: of the list on the page once it is written. `undone` and `prefix_put` when the library has changed."""

    undone = Signal()
    prefix_put = Signal(object)
    failed = Signal()
    """An undo was refused: what was last may be another."""

    def __init__(self, page: Page, foot: Foot, job: OneJob, parent: QObject) -> None:
        super().__init__(parent)
        self.receipt: ImportReceipt | None = None
        self._page, self._foot, self._job = page, foot, job
        self._plan: Plan | None = None

    def write(self, plan: Plan | None) -> None:
        if plan is None or self._job.writing:
            return
        self._begin(plan, _("A backup first, then writing"))
        self._job.start(
            Lane.LIBRARY, _("Importing a list"), lambda desk, progress: work.write_plan(desk, plan, progress),
            self._written, self._failed,
        )  # fmt: skip

    def undo(self, plan: Plan | None, journal_id: int) -> None:
        """Take an import back: that of the list on the page, or an earlier one."""
        if self._job.writing:
            return
        self._begin(plan, _("A backup first, then undoing the import"))
        self._foot.stop.hide()
        self._job.start(
            Lane.LIBRARY, _("Undoing an import"), lambda desk, progress: work.undo_import(desk, journal_id, progress),
            lambda _receipt: self._undone(), self._undo_failed,
        )  # fmt: skip

    def put_prefix(self, plan: Plan | None, prefix: str) -> None:
        if plan is None or self._job.writing:
            return
        self._begin(plan, _("A backup first, then the prefix before the card numbers"))
        self._job.start(
            Lane.LIBRARY, _("Putting a prefix before card numbers"),
            lambda desk, progress: work.put_prefix(desk, prefix, plan, progress),
            self._prefix_put, self._failed,
        )  # fmt: skip

    def _begin(self, plan: Plan | None, words_of_it: str) -> None:
        self._plan = plan
        self._page.freeze(True)
        self._foot.show_job(words_of_it, at_once=True)

    def _written(self, receipt: ImportReceipt) -> None:
        self.receipt = receipt
        self._page.freeze(False)
        self._page.show_done()
        self._foot.show_words(words.done_words(receipt), role="good", undo=True, say=True)
        self._foot.undo.setFocus()

    def _failed(self, error: Exception) -> None:
        self._page.freeze(False)
        role = "warn" if isinstance(error, Cancelled) else "bad"
        self._foot.show_words(words.sentence(error), role=role, start=words.start_words(self._plan), say=True)

    def _undone(self) -> None:
        self.receipt = None
        self._page.freeze(False)
        self._foot.show_words("")
        self.undone.emit()

    def _undo_failed(self, error: Exception) -> None:
        """What was to be undone may be gone meanwhile; a list that waits to be written waits still."""
        self._page.freeze(False)
        start = "" if self.receipt else words.start_words(self._plan)
        self._foot.show_words(words.sentence(error), role="bad", start=start, undo=self.receipt is not None, say=True)
        self.failed.emit()

    def _prefix_put(self, receipt: PrefixReceipt) -> None:
        self._page.freeze(False)
        self.prefix_put.emit(receipt)
