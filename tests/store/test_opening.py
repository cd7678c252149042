"""Opening the library at start: never an empty one in an old one's place, and always in today's schema."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from libdesk.domain.progress import Cancelled, Progress
from libdesk.domain.rows.backups import Label
from libdesk.paths import backup_dir
from libdesk.store import database, migrations
from libdesk.store.backup import back_up
from libdesk.store.backup_files import list_backups
from libdesk.store.database import APPLICATION_ID, Library, maintaining, words_version
from libdesk.store.errors import (
    LibraryLocked,
    LibraryMissing,
)
from libdesk.store.opening import full_check, open_library
from tests.store.damage import on_disk, spoil_inside, unclean_end


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
    assert library.connection.execute("SELECT count(*) FROM place WHERE name = 'cut off'").fetchone() == (1,)
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
    monkeypatch.setattr(database, "WORDS_VERSION", database.WORDS_VERSION + 1)
    library = open_library(path)
    assert found(library, "城") == 1
    assert words_version(library.connection) == database.WORDS_VERSION
    library.close()


def found(library: Library, word: str) -> int:
    row = library.connection.execute("SELECT count(*) FROM title_index WHERE title_index MATCH ?", (word,)).fetchone()
    return int(row[0])


def test_the_full_check_tells_damage_that_the_quick_one_does_not_see(path: Path) -> None:
    assert full_check(path)
    spoil_inside(path)
    assert not full_check(path)


def test_the_full_check_says_how_far_it_is_and_can_be_stopped(path: Path) -> None:
    steps: list[tuple[int, int]] = []
    full_check(path, Progress(lambda done, total: steps.append((done, total))))
    assert steps[-1][0] == steps[-1][1] == len(steps) - 1
    with pytest.raises(Cancelled):
        full_check(path, Progress(stopped=lambda: True))


def test_a_library_is_known_by_its_application_id(path: Path) -> None:
    assert int.from_bytes(path.read_bytes()[68:72], "big") == APPLICATION_ID
