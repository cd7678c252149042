"""What takes longer than a moment is read beside the window: how far it is, and a button that stops it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from libdesk.actions.desk import Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.progress import Progress
from libdesk.i18n import _
from libdesk.store.queries.catalogue import TookTooLong, within
from libdesk.store.queries.stopping import stoppable
from libdesk.ui import icons
from libdesk.ui.jobs import Lane
from libdesk.ui.one_job import OneJob
from libdesk.ui.parts import button, named, wrapped
from libdesk.ui.tab import Surroundings

T = TypeVar("T")


class Running(QWidget):
    """Hidden while nothing is being read. `began` when a reading goes on beside the window, `stopped` by the button.

    `stop`: the words of the button, where another one may be seen at the same time.
    """

    began = Signal()
    stopped = Signal()

    def __init__(self, around: Surroundings, name: str, *, stop: str = "") -> None:
        super().__init__()
        self._desk = around.desk
        self.bar = named(QProgressBar(), f"{name}_progress")
        self.bar.setAccessibleName(_("How far the report is"))
        self.stop = button(f"{name}_stop", stop or _("Stop"), self._stop, icon=icons.STOP)
        self._job = OneJob(around.jobs, self)
        self._job.progressed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(wrapped((self.bar, 1), self.stop))
        self.hide()

    def read(
        self, work: Callable[[Desk, Progress], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        """Read at once where it is quick; what stands against it is told in words."""
        self._job.drop()
        self.hide()
        try:
            with within(self._desk.library):
                found = work(self._desk, Progress())
        except TookTooLong:
            self._start(work, done, failed)
        except DeskError as error:
            failed(error.text())
        else:
            done(found)

    def _start(
        self, work: Callable[[Desk, Progress], T], done: Callable[[T], None], failed: Callable[[str], None]
    ) -> None:
        def ended(found: T) -> None:
            self.hide()
            done(found)

        def broke(error: Exception) -> None:
            self.hide()
            if not isinstance(error, DeskError):
                raise error
            failed(error.text())

        def stoppably(desk: Desk, progress: Progress) -> T:
            with stoppable(desk.library, progress):
                return work(desk, progress)

        self.bar.setRange(0, 0)
        self.show()
        self.began.emit()
        self._job.start(Lane.PREVIEW, _("Reading the report"), stoppably, ended, broke)

    def _tell(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _stop(self) -> None:
        self._job.drop()
        self.hide()
        self.stopped.emit()
