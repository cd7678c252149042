"""Searches that take longer than a moment run beside the window on a connection of their own; the next one stops them.

The connection only reads. It is made with the first such search and closed with the program's other work.
"""

import sqlite3
from array import array
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from libdesk.actions.desk import Desk
from libdesk.domain.catalogue_search import Wanted
from libdesk.domain.errors import DeskError
from libdesk.domain.ops import Op
from libdesk.store.queries import catalogue
from libdesk.ui.jobs import Jobs

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_EVERY: Final = 20_000  # steps of SQLite's machine, a millisecond or two, between looks whether it is still wanted


class Searcher(QObject):
    """On the UI thread `begun` with the first ids that fit, then `answered` with all, or `failed` with the fault; only
    for the last question."""

    begun = Signal(object, object)  # Wanted, array of the first ids
    answered = Signal(object, object)  # Wanted, array of ids
    failed = Signal(object, object)  # Wanted, DeskError
    _told = Signal(int, object)
    _ended = Signal(int, object, object)

    def __init__(self, desk: Desk, jobs: Jobs, op: Op, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._op = desk, op
        self._worker: ThreadPoolExecutor | None = None
        self._beside: Desk | None = None
        self._number = 0
        self._asked: Wanted | None = None
        self._closed = False
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        jobs.closing.connect(self.close)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def ask(self, wanted: Wanted, first: int = 0) -> None:
        """Look for this from now on and for nothing else; so many of the first are told before the rest is sorted."""
        self.stop()
        if self._closed:
            return
        self._asked = wanted
        if self._worker is None:
            from concurrent.futures import ThreadPoolExecutor

            self._worker = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._worker.submit(self._run, self._number, wanted, first)

    def stop(self) -> None:
        """What is being looked for is no longer wanted."""
        self._number += 1
        self._asked = None

    @Slot()
    def close(self) -> None:
        """Before the program ends: no thread and no connection is left."""
        self._closed = True
        self.stop()
        if self._worker is not None:
            self._worker.submit(self._leave)
            self._worker.shutdown(wait=True)
            self._worker = None

    def _run(self, number: int, wanted: Wanted, first: int) -> None:
        """In the worker; nothing here touches a widget."""
        found: Any = None
        whole = True
        error: Exception | None = None
        try:
            if number != self._number:
                return
            if self._beside is None:
                self._beside = self._desk.beside()
            library = self._beside.library
            # Looked at again and again: an interrupt that came between two statements would stop neither.
            library.connection.set_progress_handler(lambda: number != self._number, _EVERY)
            if first:
                page = catalogue.find(library, wanted, limit=first)
                found, whole = array("q", page.ids), page.total is not None
            else:
                found = catalogue.all_ids(library, wanted)
        except sqlite3.OperationalError as fault:
            if number != self._number:  # it was interrupted
                return
            error = fault
        except Exception as fault:
            error = fault
        if whole:
            self._ended.emit(number, found, error)
        else:
            self._told.emit(number, found)

    def _leave(self) -> None:
        if self._beside is not None:
            self._beside.close()
            self._beside = None

    @Slot(int, object)
    def _tell(self, number: int, first: "array[int]") -> None:
        """The rest is sorted when the first are on the screen: two threads at once would make both late."""
        if number == self._number and self._asked is not None:
            self.begun.emit(self._asked, first)
        if number == self._number and self._asked is not None and self._worker is not None:
            self._worker.submit(self._run, number, self._asked, 0)

    @Slot(int, object, object)
    def _end(self, number: int, found: "array[int] | None", error: Exception | None) -> None:
        if number != self._number or self._asked is None:
            return
        wanted, self._asked = self._asked, None
        if isinstance(error, DeskError):
            self.failed.emit(wanted, error)
        elif error is not None:
            raise error
        else:
            self.answered.emit(wanted, found)
