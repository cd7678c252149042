"""The records of one or several files, streamed in chunks; a file that is not the one looked at stops the work."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from libdesk.actions.imports.records.plans import Stamp
from libdesk.domain.progress import Progress
from libdesk.exchange.errors import FileChanged, FileGone
from libdesk.exchange.marc.read import MarcRow, read_marc

CHUNK: Final = 500  # records between two looks at the stop button


class Chunk(NamedTuple):
    """Some records of one file. `first` is the number of the first, counted over all files."""

    file: int
    first: int
    rows: list[MarcRow]


def stamp(path: Path) -> Stamp:
    """Raises FileGone."""
    try:
        found = path.stat()
    except OSError as error:
        raise FileGone(path.name) from error
    return Stamp(path, found.st_size, found.st_mtime_ns)


def check(files: Sequence[Stamp]) -> None:
    """Raises FileChanged or FileGone where a file is not as it was."""
    for one in files:
        if stamp(one.path) != one:
            raise FileChanged(one.path.name)


def chunks(files: Sequence[Stamp], progress: Progress, *, records: int = 0) -> Iterator[Chunk]:
    """All records of the files in chunks. `records`, where it is known, is what progress counts towards.

    Else the number is guessed from what was read. Raises Cancelled and what read_marc raises.
    """
    done, passed, size = 0, 0, sum(one.size for one in files)
    for number, one in enumerate(files):
        rows: list[MarcRow] = []
        for row in read_marc(one.path, _StopOnly(progress)):
            rows.append(row)
            if len(rows) == CHUNK:
                at = passed + row.offset
                progress.step(done, records or max(done, done * size // at if at else 0))
                yield Chunk(number, done + 1, rows)
                done += len(rows)
                rows = []
        if rows:
            yield Chunk(number, done + 1, rows)
            done += len(rows)
        passed += one.size
    progress.step(done, max(records, done))


class _StopOnly(Progress):
    """The reader counts bytes, which nobody wants to see; it is only to notice that it should stop."""

    def __init__(self, outer: Progress) -> None:
        super().__init__()
        self._outer = outer

    def step(self, done: int, total: int) -> None:
        self._outer.step(0, 0)
