"""A long query is stopped while it runs, not only between two of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import SQLITE_INTERRUPT, OperationalError
from typing import Final

from libdesk.domain.progress import Cancelled, Progress
from libdesk.store.database import Library

_EVERY: Final = 20_000  # steps of SQLite between two looks at the stop button: a few milliseconds


@contextmanager
def stoppable(library: Library, progress: Progress) -> Iterator[None]:
    """What is read inside ends in Cancelled soon after somebody wants it to stop."""
    library.connection.set_progress_handler(lambda: progress.stopped, _EVERY)
    try:
        yield
    except OperationalError as error:
        if error.sqlite_errorcode != SQLITE_INTERRUPT or not progress.stopped:
            raise
        raise Cancelled() from None
    finally:
        library.connection.set_progress_handler(None, 0)
