"""Opening the library at start: each fault is a sentence, and a fault changes nothing on the disk."""

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

from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store import migrations, search
from libdesk.store.backup import back_up
from libdesk.store.backup_files import list_backups
from libdesk.store.database import APPLICATION_ID, Library, maintaining, words_version
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
from libdesk.store.opening import full_check, open_library


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every file in the folder with its bytes; SQLite's index of the log is no part of the library."""
    return {
        place.name: place.read_bytes()
        for place in folder.iterdir()
        if place.is_file() and not place.name.endswith("-shm")
    }


def unclean_end(path: Path, sql: str = "PRAGMA user_version") -> None:
    """Leave file and log as a program that was cut off leaves them: copied while a connection is open."""
    inside = path.parent / "cut off"
    inside.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO place(name) VALUES ('attic')")
        connection.execute(sql)
        for name in (path.name, f"{path.name}-wal"):
            shutil.copy(path.parent / name, inside / name)
    for place in inside.iterdir():
        place.replace(path.parent / place.name)
    inside.rmdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def cut_to_a_piece(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def cut_inside_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def overwrite_tables(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(range(256)) * 15)


def spoil_the_page_size(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(16)
        file.write(b"\x00\x03")


def no_sqlite_file(path: Path) -> None:
    path.write_bytes("借书登记".encode("gb18030") * 100)


def foreign_sqlite_file(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE loan(x)")


def set_pragma(text: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {text}")

    return spoil


def table_gone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = 0")
        connection.execute("DROP TABLE journal_image")


def newer_in_the_log(path: Path) -> None:
    unclean_end(path, f"PRAGMA user_version = {migrations.newest() + 1}")


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


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


def test_a_new_library_is_made_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "library.libdesk"
    with pytest.raises(LibraryMissing):
        open_library(path)
    assert not path.parent.exists()
    library = open_library(path, create=True)
    assert library.connection.execute("SELECT count(*) FROM reader").fetchone() == (0,)
    assert not library.ended_uncleanly
    library.close()
    assert [place.name for place in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("left", ["-wal", "-shm"])
def test_no_new_library_is_made_beside_the_log_of_another(tmp_path: Path, left: str) -> None:
    path = tmp_path / "library.libdesk"
    (tmp_path / f"library.libdesk{left}").write_bytes(b"what is left")
    before = on_disk(tmp_path)
    with pytest.raises(LibraryMissing):
        open_library(path, create=True)
    assert on_disk(tmp_path) == before


def test_a_library_that_vanished_is_not_replaced_while_backups_of_it_are_there(path: Path, now: datetime) -> None:
    back_up(path, backup_dir(path), label=Label.DAILY, now=now)
    path.unlink()
    with pytest.raises(LibraryMissing):
        open_library(path, create=True)
    assert not path.exists()


def test_a_library_that_was_closed_in_order_says_so(path: Path) -> None:
    library = open_library(path)
    assert not library.ended_uncleanly
    library.close()


def test_an_unclean_end_is_noticed_once_and_nothing_is_lost(path: Path) -> None:
    unclean_end(path)
    library = open_library(path)
    assert library.ended_uncleanly
    assert library.connection.execute("SELECT count(*) FROM place WHERE name = 'attic'").fetchone() == (1,)
    library.close()
    again = open_library(path)
    assert not again.ended_uncleanly
    again.close()


def add_step(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """A step of tomorrow after today's."""
    steps = (*migrations.steps(), migrations.Step(migrations.newest() + 1, "tomorrow", sql))
    monkeypatch.setattr(migrations, "steps", lambda: steps)


def test_an_older_library_is_copied_aside_and_brought_to_todays_schema(
    path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    old = migrations.newest()
    add_step(monkeypatch, "CREATE TABLE tomorrow(id INTEGER PRIMARY KEY);")
    library = open_library(path, clock=lambda: now)
    assert migrations.version_of(library.connection) == old + 1
    assert library.connection.execute("SELECT count(*) FROM copy").fetchone() == (3,)
    library.close()
    (copy,) = list_backups(backup_dir(path), path)
    assert copy.label is Label.BEFORE_UPDATE
    assert copy.made == datetime(2026, 3, 9, 10, 0)
    with closing(sqlite3.connect(copy.path)) as connection:
        assert migrations.version_of(connection) == old


def test_a_step_that_fails_leaves_the_library_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    add_step(monkeypatch, "CREATE TABLE tomorrow(id INTEGER PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError):
        open_library(path, clock=lambda: now)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before


def test_a_migration_of_a_locked_library_is_told(path: Path, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    add_step(monkeypatch, "CREATE TABLE tomorrow(id INTEGER PRIMARY KEY);")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLocked):
            open_library(path, clock=lambda: now, busy_ms=50)
        other.execute("ROLLBACK")
    assert not (backup_dir(path) / "school.part").exists()


def test_the_index_is_rebuilt_when_words_are_split_otherwise(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with maintaining(path) as connection:
        connection.execute("DELETE FROM title_words")
        connection.execute("INSERT INTO title_index(title_index) VALUES ('delete-all')")
    library = open_library(path)
    assert found(library, "城") == 0  # the same version: believed as it is
    library.close()
    monkeypatch.setattr(search, "WORDS_VERSION", search.WORDS_VERSION + 1)
    monkeypatch.setattr("libdesk.store.database.WORDS_VERSION", search.WORDS_VERSION)
    library = open_library(path)
    assert found(library, "城") == 1
    assert words_version(library.connection) == search.WORDS_VERSION
    library.close()


def found(library: Library, word: str) -> int:
    row = library.connection.execute("SELECT count(*) FROM title_index WHERE title_index MATCH ?", (word,)).fetchone()
    return int(row[0])


def test_the_full_check_tells_damage_that_the_quick_one_does_not_see(path: Path) -> None:
    assert full_check(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        for page in range(8, size // 4096, 3):
            file.seek(page * 4096)
            file.write(b"\xff" * 64)
    assert not full_check(path)


def test_the_full_check_says_how_far_it_is_and_can_be_stopped(path: Path) -> None:
    steps: list[tuple[int, int]] = []
    full_check(path, Progress(lambda done, total: steps.append((done, total))))
    assert steps[-1][0] == steps[-1][1] == len(steps) - 1
    with pytest.raises(Cancelled):
        full_check(path, Progress(stopped=lambda: True))


def test_a_library_is_known_by_its_application_id(path: Path) -> None:
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
