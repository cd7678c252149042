"""A restore checks the backup first, keeps aside what stood there, and leaves no log to be played over it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store import migrations
from libdesk.store.backup import back_up, facts_of
from libdesk.store.backup_files import list_backups
from libdesk.store.database import Library
from libdesk.store.errors import (
    BackupDamaged,
    BackupIsLibrary,
    BackupMissing,
    BackupOfAnother,
    LibraryLocked,
    LibraryNewer,
    NotALibrary,
)
from libdesk.store.opening import full_check, open_library
from libdesk.store.restore import restore
from tests.store.damage import cut_short, empty, no_library, spoil_inside, unclean_end


def add_place(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO place(name) VALUES (?)", (name,))


def places(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM place WHERE reading_room = 0")}


@pytest.fixture
def backup(path: Path, now: datetime) -> Path:
    """A backup of the library before the attic was added to it."""
    made = back_up(path, backup_dir(path), label=Label.DAILY, now=now).path
    add_place(path, "attic")
    return made


def test_the_backup_takes_the_librarys_place_and_todays_is_kept_aside(path: Path, backup: Path, now: datetime) -> None:
    restored = restore(path, backup, now=now + timedelta(minutes=1))
    assert restored.facts == facts_of(backup)
    assert "attic" not in places(path)
    assert restored.aside is not None
    assert "attic" in places(restored.aside)
    assert list_backups(backup_dir(path), path)[0].label is Label.BEFORE_RESTORE
    assert full_check(path)


def test_connections_that_are_open_see_the_backup_and_write_on(path: Path, backup: Path, now: datetime) -> None:
    desk, reader = Library(path), Library(path)
    with desk.writing() as connection:
        connection.execute("INSERT INTO place(name) VALUES ('cellar')")
    assert reader.connection.execute("SELECT count(*) FROM place").fetchone() == (6,)
    restore(path, backup, now=now)
    for library in (desk, reader):
        assert library.connection.execute("SELECT count(*) FROM place").fetchone() == (4,)
    with desk.writing() as connection:
        connection.execute("INSERT INTO place(name) VALUES ('loft')")
    assert reader.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    desk.close()
    reader.close()
    assert full_check(path)
    assert "loft" in places(path)


def test_what_a_crash_left_in_the_log_is_not_played_over_the_backup(path: Path, backup: Path, now: datetime) -> None:
    unclean_end(path, "UPDATE copy SET status = 'lost'")
    restore(path, backup, now=now)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM copy WHERE status = 'lost'").fetchone() == (0,)
    assert full_check(path)


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.newest() + 1}")


@pytest.mark.parametrize("spoil", [Path.unlink, empty, no_library, newer])
def test_a_library_that_does_not_open_is_moved_aside(
    path: Path, backup: Path, now: datetime, spoil: Callable[[Path], None]
) -> None:
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    restored = restore(path, backup, now=now)
    if before is None:
        assert restored.aside is None
    else:
        assert restored.aside is not None
        assert restored.aside.read_bytes() == before
    library = open_library(path)
    assert not library.ended_uncleanly
    assert library.connection.execute("SELECT count(*) FROM copy").fetchone() == (3,)
    library.close()


def test_a_log_without_its_library_goes_aside_too(path: Path, backup: Path, now: datetime) -> None:
    path.unlink()
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"the rest of a library")
    restored = restore(path, backup, now=now)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == b"the rest of a library"
    assert not log.exists()
    assert full_check(path)


def test_a_library_damaged_inside_is_kept_as_it_is_and_mended(path: Path, backup: Path, now: datetime) -> None:
    spoil_inside(path)
    damaged = path.read_bytes()
    restored = restore(path, backup, now=now)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == damaged
    assert full_check(path)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (Path.unlink, BackupMissing),
        (empty, BackupDamaged),
        (cut_short, BackupDamaged),
        (spoil_inside, BackupDamaged),
        (no_library, NotALibrary),
        (newer, LibraryNewer),
    ],
)
def test_a_backup_that_is_no_good_changes_nothing(
    path: Path, backup: Path, now: datetime, spoil: Callable[[Path], None], fault: type[Exception]
) -> None:
    spoil(backup)
    before = path.read_bytes()
    with pytest.raises(fault) as told:
        restore(path, backup, now=now)
    assert backup.name in str(told.value)
    assert path.read_bytes() == before
    assert "attic" in places(path)


def test_the_library_itself_is_no_backup(path: Path, now: datetime) -> None:
    with pytest.raises(BackupIsLibrary):
        restore(path, path, now=now)


def test_sample_data_never_takes_the_place_of_a_schools_library(path: Path, backup: Path, now: datetime) -> None:
    with closing(sqlite3.connect(backup, isolation_level=None)) as connection:
        connection.execute("INSERT INTO setting(key, value) VALUES ('demo', 'true')")
    with pytest.raises(BackupOfAnother):
        restore(path, backup, now=now)
    assert "attic" in places(path)


def test_an_older_backup_is_brought_to_todays_schema_first(
    path: Path, backup: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = migrations.Step(migrations.newest() + 1, "tomorrow", "CREATE TABLE tomorrow(id INTEGER PRIMARY KEY);")
    steps = (*migrations.steps(), step)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    open_library(path, clock=lambda: now).close()
    restore(path, backup, now=now)
    with closing(sqlite3.connect(path)) as connection:
        assert migrations.version_of(connection) == step.number
        assert connection.execute("SELECT count(*) FROM tomorrow").fetchone() == (0,)
    with closing(sqlite3.connect(backup)) as connection:
        assert migrations.version_of(connection) == step.number - 1
    assert not list(backup_dir(path).glob("*.part"))


def test_a_restore_can_be_stopped_before_it_begins_to_write(path: Path, backup: Path, now: datetime) -> None:
    with pytest.raises(Cancelled):
        restore(path, backup, now=now, progress=Progress(stopped=lambda: True))
    assert "attic" in places(path)


def test_a_backup_on_a_stick_is_not_changed_by_reading_it(path: Path, backup: Path, now: datetime) -> None:
    before = backup.read_bytes()
    restore(path, backup, now=now)
    assert backup.read_bytes() == before


def test_the_live_file_of_another_pc_can_be_restored_with_its_log(path: Path, tmp_path: Path, now: datetime) -> None:
    other = tmp_path / "other" / "library.libdesk"
    other.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO place(name) VALUES ('attic')")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{other}{end}")
        connection.execute("DELETE FROM place WHERE name = 'attic'")
    restore(path, other, now=now)
    assert "attic" in places(path)


def test_a_locked_library_is_told(path: Path, backup: Path, now: datetime) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLocked):
            restore(path, backup, now=now, busy_ms=50)
        other.execute("ROLLBACK")
    assert "attic" in places(path)
