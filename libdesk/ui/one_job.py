"""The one job that a page has running: a new one takes the place of the old, whose answer is then not heard."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from libdesk.actions.desk import Desk
from libdesk.domain.progress import Progress
from libdesk.ui.jobs import Job, Jobs, Lane

T = TypeVar("T")


class OneJob(QObject):
    """`progressed(done, total)` of the job that runs. A page that is gone hears nothing more."""

    progressed = Signal(int, int)

    def __init__(self, jobs: Jobs, page: QObject) -> None:
        super().__init__(page)
        self._jobs = jobs
        self._job: Job | None = None
        jobs.progressed.connect(self._tell)

    @property
    def running(self) -> bool:
        return self._job is not None

    @property
    def writing(self) -> bool:
        """Whether the library is being written for this page."""
        return self._job is not None and self._job.lane is Lane.LIBRARY

    def start(
        self,
        lane: Lane,
        title: str,
        work: Callable[[Desk, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """As Jobs.start, after dropping what ran."""
        self.drop()

        def ended() -> bool:
            """Whether this is still the job that the page waits for."""
            mine = isValid(self) and self._job is job
            if mine:
                self._job = None
            return mine

        def job_done(found: T) -> None:
            if ended():
                done(found)

        def job_failed(error: Exception) -> None:
            if ended():
                failed(error)

        job = self._jobs.start(lane, title, work, job_done, job_failed)
        self._job = job

    def drop(self) -> None:
        """What runs is out of date: stop it and do not listen."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def stop(self) -> None:
        """Ask it to stop, and hear that it has."""
        if self._job is not None:
            self._job.cancel()

    def _tell(self, job: Job, done: int, total: int) -> None:
        if job is self._job:
            self.progressed.emit(done, total)
