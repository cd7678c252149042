"""Long work as one tab asks for it: its answer waits while the tab stands still; a tab that is gone hears nothing."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from libdesk.actions.desk import Desk
from libdesk.domain.progress import Progress
from libdesk.ui.jobs import Job, Jobs, Lane

T = TypeVar("T")


class TabJobs(Jobs):
    """The jobs of the program, asked for by a tab that belongs to `within`; it is the program that closes them."""

    def __init__(self, jobs: Jobs, within: QObject) -> None:
        QObject.__init__(self, within)
        self._jobs = jobs
        self._aside = False
        self._held: list[Callable[[], object]] = []
        jobs.started.connect(self.started)
        jobs.progressed.connect(self.progressed)
        jobs.finished.connect(self.finished)
        jobs.closing.connect(self.closing)
        jobs.library_job_ended.connect(self._library_job_ended)

    @property
    def running(self) -> tuple[Job, ...]:
        return self._jobs.running

    @property
    def busy_library(self) -> bool:
        return self._jobs.busy_library

    def start(
        self,
        lane: Lane,
        title: str,
        work: Callable[[Desk, Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        return self._jobs.start(
            lane, title, work, lambda found: self._tell_tab(lambda: done(found)),
            lambda error: self._tell_tab(lambda: failed(error)),
        )  # fmt: skip

    def cancel(self, lane: Lane | None = None) -> None:
        self._jobs.cancel(lane)

    def hold(self) -> None:
        """Keep what is to be told from now on: nobody may read it, and what follows from it may be forbidden."""
        self._aside = True

    def release(self) -> None:
        """Tell what was kept, in its order."""
        self._aside = False
        held, self._held = self._held, []
        for tell in held:
            tell()

    def let_go(self) -> None:
        """The tab goes: what was kept is of no use, and what ends at this moment, such as a restore, is told."""
        self._aside = False
        self._held.clear()

    def _tell_tab(self, tell: Callable[[], object]) -> None:
        if not isValid(self):
            return
        if self._aside:
            self._held.append(tell)
        else:
            tell()

    def _library_job_ended(self) -> None:
        self._tell_tab(self.library_job_ended.emit)
