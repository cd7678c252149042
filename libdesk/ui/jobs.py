"""Long work runs beside the desk: lanes of documents and previews that only read, a lane of library jobs.

A job is a function of (Desk, Progress). It gets a Desk and a connection of its own in the worker thread; what it
changed is told to the screens on the UI thread, once it is done.
"""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Change
from libdesk.domain.progress import Progress
from libdesk.store.errors import LibraryFault

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
_TELL_EVERY: Final = 0.04  # seconds; more often than the eye follows would only fill the event queue


class Lane(StrEnum):
    DOCUMENTS = "documents"  # read only: cards, lists, reading a file that is to be imported
    PREVIEW = "preview"  # read only: the page that is looked at, which waits for no long document
    LIBRARY = "library"  # writes: import, backup, restore, rebuild


class Job:
    """One piece of long work, from its start until its end was told on the UI thread."""

    def __init__(
        self,
        lane: Lane,
        title: str,
        actor: Actor,
        work: Callable[[Desk, Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.lane, self.title, self.actor = lane, title, actor
        self.work, self.done, self.failed = work, done, failed
        self.stop = threading.Event()
        self.changes: list[Change] = []
        self.result: Any = None
        self.error: Exception | None = None

    def cancel(self) -> None:
        """Ask it to stop: it rolls back and ends in `failed(Cancelled)`."""
        self.stop.set()


class Jobs(QObject):
    """Starts jobs and tells of them on the UI thread. `wait_and_close` must be called before the program ends."""

    started = Signal(object)  # Job
    progressed = Signal(object, int, int)  # Job, done, total
    finished = Signal(object)  # Job, after its `done` or `failed`
    closing = Signal()  # the program is being left: whoever reads beside the window ends now
    library_job_ended = Signal()  # no library job runs or waits any more: scans that waited may run
    _told = Signal(object, int, int)
    _ended = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}  # made for the first job of each
        self._running: list[Job] = []
        self._closed = False
        queued = Qt.ConnectionType.QueuedConnection
        self._told.connect(self._tell, queued)
        self._ended.connect(self._end, queued)

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that run or wait for their turn."""
        return tuple(self._running)

    @property
    def busy_library(self) -> bool:
        """Whether a library job runs or waits: scans that arrive are kept until `library_job_ended`."""
        return any(job.lane is Lane.LIBRARY for job in self._running)

    def start(
        self,
        lane: Lane,
        title: str,
        work: Callable[[Desk, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Run `work` in a lane; then `done` with its result or `failed` with its error is called on the UI thread.

        Errors: a DeskError or Cancelled goes to `failed`; a bug goes to sys.excepthook as well.
        """
        if self._closed:
            raise RuntimeError("the program is being left: no job can start")
        job = Job(lane, title, self._desk.actor, work, done, failed)
        self._running.append(job)
        self._worker(lane).submit(self._run, job)
        self.started.emit(job)
        return job

    def cancel(self, lane: Lane | None = None) -> None:
        """Ask the jobs of one lane, or of both, to stop."""
        for job in self._running:
            if lane is None or job.lane is lane:
                job.cancel()

    def wait_and_close(self) -> None:
        """Before the program ends: documents are cancelled, library jobs are waited for, no thread is left."""
        self._closed = True
        self.closing.emit()
        self.cancel(Lane.DOCUMENTS)
        self.cancel(Lane.PREVIEW)
        for executor in self._lanes.values():
            executor.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)  # the ends of those that were waited for

    def _worker(self, lane: Lane) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        if lane not in self._lanes:
            self._lanes[lane] = ThreadPoolExecutor(1, thread_name_prefix=lane.value)
        return self._lanes[lane]

    def _run(self, job: Job) -> None:
        """In the worker thread. Nothing here touches a widget; the end is told by a queued signal."""
        last = 0.0

        def told(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _TELL_EVERY or done == total:
                last = now
                self._told.emit(job, done, total)

        try:
            progress = Progress(told, stopped=job.stop.is_set)
            progress.step(0, 0)  # it may have been cancelled while it waited
            with closing(self._desk.beside()) as desk:
                desk.actor = job.actor
                desk.listeners.append(job.changes.append)
                job.result = job.work(desk, progress)
        except Exception as error:
            job.error = error
        self._ended.emit(job)
        if job.changes:
            self._move_log()

    def _move_log(self) -> None:
        """After the end was told: the desk goes on while all that was written goes into the file.

        What keeps it from going there is told to whoever works on with the library; until then the log has it.
        """
        with suppress(LibraryFault), closing(self._desk.beside()) as desk:
            desk.library.checkpoint()

    @Slot(object, int, int)
    def _tell(self, job: Job, done: int, total: int) -> None:
        if job in self._running:
            self.progressed.emit(job, done, total)

    @Slot(object)
    def _end(self, job: Job) -> None:
        self._running.remove(job)
        try:
            for change in job.changes:
                self._desk.tell(change)
            if job.error is None:
                job.done(job.result)
            else:
                if not isinstance(job.error, DeskError):
                    sys.excepthook(type(job.error), job.error, job.error.__traceback__)
                job.failed(job.error)
        finally:
            self.finished.emit(job)
            if job.lane is Lane.LIBRARY and not self.busy_library:
                self.library_job_ended.emit()
