"""Thousands of rows are added a few hundred at a time, so that a stop button is answered between."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from libdesk.actions.journal import Action
from libdesk.domain.progress import Progress
from libdesk.store.tables import Table

T = TypeVar("T")
CHUNK: Final = 500


class Steps:
    """Counts what is written towards a total."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._done, self._total = progress or Progress(), 0, total

    def __call__(self, rows: int = 1) -> None:
        """Raises Cancelled."""
        self._done += rows
        self._progress.step(self._done, self._total)


def add_in_chunks(
    act: Action, table: Table, columns: Sequence[str], rows: Sequence[T], values: Callable[[T], Sequence[Any]],
    steps: Steps,
) -> Iterator[int]:  # fmt: skip
    """Add a row for each of `rows` and give the ids in order; raises Cancelled."""
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        yield from act.add_many(table, columns, [values(row) for row in chunk])
        steps(len(chunk))
