"""Each fault of the library file, its rights and its lock is a sentence, and changes nothing on the disk."""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store import migrations
from libdesk.store.backup import back_up
from libdesk.store.errors import (
    DiskFault,
    DiskFull,
    LibraryDamaged,
    LibraryEmptyFile,
    LibraryFault,
    LibraryForbidden,
    LibraryIsFolder,
    LibraryLocked,
    LibraryMissing,
    LibraryNewer,
    LibraryReadOnly,
    NotALibrary,
    fault_of_system,
)
from libdesk.store.opening import open_library
from tests.store.damage import (
    cut_inside_the_header,
    cut_short,
    cut_to_a_piece,
    empty,
    folder_instead,
    foreign_sqlite_file,
    newer_in_the_log,
    no_sqlite_file,
    on_disk,
    overwrite_tables,
    set_pragma,
    spoil_the_page_size,
    table_gone,
    unclean_end,
)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (Path.unlink, LibraryMissing),
        (empty, LibraryEmptyFile),
        (cut_short, LibraryDamaged),
        (cut_to_a_piece, LibraryDamaged),
        (cut_inside_the_header, NotALibrary),
        (overwrite_tables, LibraryDamaged),
        (spoil_the_page_size, LibraryDamaged),
        (no_sqlite_file, NotALibrary),
        (foreign_sqlite_file, NotALibrary),
        (set_pragma("application_id = 7"), NotALibrary),
        (set_pragma(f"user_version = {migrations.newest() + 1}"), LibraryNewer),
        (newer_in_the_log, LibraryNewer),
        (table_gone, LibraryDamaged),
        (folder_instead, LibraryIsFolder),
    ],
)
@pytest.mark.parametrize("create", [False, True])
def test_a_fault_is_told_and_changes_nothing(
    path: Path, spoil: Callable[[Path], None], fault: type[LibraryFault], create: bool, now: datetime
) -> None:
    if create:
        back_up(path, backup_dir(path), label=Label.DAILY, now=now)
    spoil(path)
    before = on_disk(path.parent)
    with pytest.raises(fault) as told:
        open_library(path, create=create)
    assert type(told.value) is fault
    assert path.name in told.value.text()
    assert on_disk(path.parent) == before


def test_a_fault_leaves_the_log_of_an_unclean_end(path: Path) -> None:
    unclean_end(path)
    cut_short(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(3000))
    before = on_disk(path.parent)
    with pytest.raises(LibraryFault):
        open_library(path)
    assert on_disk(path.parent) == before


@contextmanager
def as_an_ordinary_account(path: Path) -> Iterator[Path]:
    """A copy of the library in a folder that an account without rights of its own can reach; root may do anything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / path.name
        shutil.copy(path, copy)
        folder.chmod(0o777)
        copy.chmod(0o666)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65_534)
        try:
            yield copy
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o777)


ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights are set otherwise there")


@ONLY_POSIX
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "fault"),
    [(0o444, 0o777, LibraryReadOnly), (0o666, 0o555, LibraryReadOnly), (0o000, 0o777, LibraryForbidden)],
)
def test_what_may_not_be_written_or_read_is_told(
    path: Path, file_mode: int, folder_mode: int, fault: type[LibraryFault]
) -> None:
    with as_an_ordinary_account(path) as copy:
        bytes_before = copy.read_bytes()
        if os.geteuid() != copy.stat().st_uid:
            os.seteuid(0)
            copy.chmod(file_mode)
            copy.parent.chmod(folder_mode)
            os.seteuid(65_534)
        else:
            copy.chmod(file_mode)
            copy.parent.chmod(folder_mode)
        with pytest.raises(fault) as told:
            open_library(copy)
        assert copy.name in told.value.text()
        assert [place.name for place in copy.parent.iterdir()] == [copy.name]
        if fault is not LibraryForbidden:
            assert copy.read_bytes() == bytes_before


@pytest.mark.parametrize(
    ("error", "fault"),
    [(OSError(28, "full"), DiskFull), (OSError(30, "read-only"), LibraryReadOnly), (OSError(5, "disk"), DiskFault)],
)
def test_errors_of_the_system_have_their_sentence(error: OSError, fault: type[LibraryFault], tmp_path: Path) -> None:
    told = fault_of_system(error, tmp_path / "library.libdesk")
    assert type(told) is fault
    assert told.text()


def test_a_library_that_another_program_keeps_to_itself_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryLocked) as told:
            open_library(path, busy_ms=50)
    assert path.name in told.value.text()
    open_library(path).close()
