"""Big library files for measuring, made once and kept, and the table of figures at the end of the run.

The files are kept in the folder that LIBDESK_BENCHMARKS names, else in the system's folder for temporary files
(1.2 GB); each test works on a copy.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from libdesk.actions.desk import Actor, Desk
from libdesk.domain.ops import Role
from libdesk.store import migrations
from libdesk.store.database import WORDS_VERSION, Library, remove_with_log
from tests.benchmarks import big_catalogue, big_library, big_school, big_shelves
from tests.benchmarks.figures import FIGURES

NOW = datetime(2026, 3, 9, 2, tzinfo=UTC)  # ten in the morning in Shanghai


def _kept(copies: int, loans: int) -> Path:
    """A big library from the cache, built first where it is missing or of an older schema or recipe."""
    name = f"{copies}-{loans}-schema{migrations.newest()}-recipe{big_library.RECIPE}.libdesk"
    newest = int(NOW.timestamp() * 1000)
    return _once(
        name,
        lambda path: big_library.build(path, copies=copies, loans=loans, readers=2_000, newest_day_ms=newest),
    )


@pytest.fixture(scope="session")
def kept_100k() -> Path:
    """100,000 copies and 1,000,000 past loans."""
    return _kept(100_000, 1_000_000)


@pytest.fixture(scope="session")
def kept_1m() -> Path:
    """1,000,000 copies and 5,000,000 past loans."""
    return _kept(1_000_000, 5_000_000)


def _once(name: str, build: Callable[[Path], None]) -> Path:
    """A file of the cache, built first where it is missing."""
    folder = Path(os.environ.get("LIBDESK_BENCHMARKS", Path(tempfile.gettempdir()) / "libdesk-benchmarks"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        part = path.with_suffix(".part")
        remove_with_log(part)
        build(part)
        part.rename(path)
    return path


@pytest.fixture(scope="session")
def kept_catalogue() -> Path:
    """1,000,000 titles with their words, and 1,500,000 copies; the tests only read it."""
    name = f"titles-schema{migrations.newest()}-words{WORDS_VERSION}-recipe{big_catalogue.RECIPE}.libdesk"
    return _once(name, lambda path: big_catalogue.build(path, titles=1_000_000))


@pytest.fixture(scope="session")
def kept_school() -> Path:
    """An ordinary school: 100,000 titles with their words, 200,000 copies, 2,000 readers, 1,000,000 loans."""
    name = f"school-schema{migrations.newest()}-words{WORDS_VERSION}-recipe{big_school.RECIPE}.libdesk"
    return _once(name, lambda path: big_school.build(path, newest_day_ms=int(NOW.timestamp() * 1000)))


@pytest.fixture(scope="session")
def kept_shelves() -> Path:
    """1,000,000 copies in the order of the shelf, on ninety shelves."""
    name = f"shelves-schema{migrations.newest()}-recipe{big_library.RECIPE}-{big_shelves.RECIPE}.libdesk"
    newest = int(NOW.timestamp() * 1000)
    return _once(name, lambda path: big_shelves.build(path, copies=1_000_000, newest_day_ms=newest))


def memory_mb() -> float:
    """What this process holds in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


CopyOf = Callable[[Path], Path]
OpenDesk = Callable[[Path], Desk]


@pytest.fixture
def copy_of(tmp_path: Path) -> Iterator[CopyOf]:
    """Copy a kept library for one test."""
    copies: list[Path] = []

    def copy(kept: Path) -> Path:
        path = tmp_path / f"{len(copies)}.libdesk"
        copies.append(path)
        shutil.copyfile(kept, path)
        with path.open("rb+") as file:
            os.fsync(file.fileno())  # or the copy itself would slow the first commits down
        return path

    yield copy
    for path in copies:  # a gigabyte each: pytest would keep the folders of three runs
        remove_with_log(path)


@pytest.fixture
def open_desk(copy_of: CopyOf) -> Iterator[OpenDesk]:
    """Open a student librarian's desk on a copy of a kept library."""
    desks: list[Desk] = []

    def open_copy(kept: Path) -> Desk:
        library = Library(copy_of(kept))
        desks.append(Desk(library, clock=lambda: NOW, actor=Actor(Role.HELPER)))
        return desks[-1]

    yield open_copy
    for desk in desks:
        desk.library.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    table = FIGURES.table()
    if table:
        terminalreporter.section("figures")
        terminalreporter.write_line(table)
