"""The connection: durable, read-only outside an action, whole or not at all when the disk or a lock refuses."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.lending import lend
from libdesk.domain.ops import Op, Role
from libdesk.store import models
from libdesk.store.database import Library, beside, check_file, create_library, maintaining, reading
from libdesk.store.errors import DiskFull, LibraryLocked, LibraryMissing, LibraryReadOnly
from libdesk.store.tables import Reader
from tests.builders import Clock, add_book, add_reader, make_library

DURABLE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
TABLES = ("loan", "copy", "journal", "journal_image", "reader", "barcode", "title_words")


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    made = Library(path)
    yield made
    made.close()


def pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


@pytest.mark.parametrize("name", DURABLE)
def test_what_a_desk_commits_is_on_the_disk(path: Path, name: str) -> None:
    library = Library(path)
    assert pragma(library.connection, name) == DURABLE[name]
    with library.writing() as connection:
        assert pragma(connection, name) == DURABLE[name]
    library.close()


@pytest.mark.parametrize("name", DURABLE)
def test_migration_and_restore_write_as_durably(path: Path, name: str) -> None:
    with maintaining(path) as connection:
        assert pragma(connection, name) == DURABLE[name]


def test_no_scan_waits_while_the_log_goes_into_the_file_however_long_it_is(path: Path) -> None:
    library = Library(path)
    before = path.read_bytes()
    with library.writing() as connection:
        connection.executemany("INSERT INTO place(name) VALUES (?)", [(f"shelf {n}" * 100,) for n in range(10_000)])
    with library.writing() as connection:
        connection.execute("INSERT INTO place(name) VALUES ('attic')")
    assert beside(path)[0].stat().st_size > 5_000_000
    assert path.read_bytes() == before
    library.checkpoint()
    assert path.read_bytes() != before
    library.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE copy SET status = 'lost'",
        "DELETE FROM reader",
        "INSERT INTO place(name) VALUES ('attic')",
        "DROP TABLE loan",
    ],
)
def test_a_stray_write_outside_an_action_is_refused(library: Library, sql: str) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        library.connection.execute(sql)


def test_a_stray_write_through_a_model_is_refused(library: Library) -> None:
    with pytest.raises(LibraryReadOnly):
        library.rows(models.Place.insert(name="attic"))


def test_the_door_is_shut_again_whatever_happened_inside(library: Library) -> None:
    with pytest.raises(ZeroDivisionError), library.writing():
        raise ZeroDivisionError
    assert pragma(library.connection, "query_only") == 1
    library.checkpoint()
    assert pragma(library.connection, "query_only") == 1


def add_a_reader_and_fail(desk: Desk) -> None:
    with desk.action(Op.IMPORT_READERS) as act:
        act.add(Reader, kind="pupil", name="李小雨")
        raise ZeroDivisionError


def test_an_error_inside_an_action_leaves_nothing_behind(library: Library) -> None:
    desk = Desk(library, clock=Clock(), actor=Actor(Role.LIBRARIAN))
    before = counts(library.connection)
    with pytest.raises(ZeroDivisionError):
        add_a_reader_and_fail(desk)
    assert counts(library.connection) == before
    assert not library.connection.in_transaction


def lend_all(desk: Desk, copy_ids: tuple[int, ...], reader_id: int, lent: list[dict[str, int]]) -> None:
    """Lend one after the other; after each, note how many rows there are."""
    for copy_id in copy_ids:
        lend(desk, copy_id=copy_id, reader_id=reader_id, override="class set")
        lent.append(counts(desk.library.connection))


def test_a_loan_that_finds_the_disk_full_leaves_nothing_behind(tmp_path: Path) -> None:
    path = make_library(tmp_path)
    library = Library(path)
    desk = Desk(library, clock=Clock(), actor=Actor(Role.LIBRARIAN))
    reader = add_reader(desk, "李小雨", kind="teacher")
    book = add_book(desk, "城南旧事", copies=400)
    # From here on the file may grow by two pages: loans go in until one of them does not.
    pages = pragma(library.connection, "page_count")
    assert isinstance(pages, int)
    library.writer.execute(f"PRAGMA max_page_count = {pages + 2}")
    lent: list[dict[str, int]] = []
    with pytest.raises(DiskFull) as told:
        lend_all(desk, book.copy_ids, reader.id, lent)
    assert 0 < len(lent) < 400
    assert told.value.text()
    assert counts(library.connection) == lent[-1]
    assert library.connection.execute("SELECT count(*) FROM copy WHERE status = 'loan'").fetchone() == (len(lent),)
    library.writer.execute(f"PRAGMA max_page_count = {pages + 1_000}")
    lend(desk, copy_id=book.copy_ids[len(lent)], reader_id=reader.id, override="class set")
    library.close()


def test_a_lock_of_another_program_is_told_soon_and_nothing_is_saved(path: Path) -> None:
    library = Library(path, busy_ms=50)
    desk = Desk(library, clock=Clock(), actor=Actor(Role.LIBRARIAN))
    before = counts(library.connection)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryLocked) as told:
            add_reader(desk, "王一")
        other.execute("ROLLBACK")
    assert path.name in told.value.text()
    assert counts(library.connection) == before
    add_reader(desk, "王一")
    library.close()


def test_two_desks_write_in_turn(path: Path) -> None:
    first, second = Library(path), Library(path)
    for number, library in enumerate((first, second, first, second)):
        with library.writing() as connection:
            connection.execute("INSERT INTO place(name) VALUES (?)", (f"shelf {number}",))
    assert counts(first.connection) == counts(second.connection)
    first.close()
    second.close()


def test_opening_never_makes_a_file(tmp_path: Path) -> None:
    for place in (tmp_path / "library.libdesk", tmp_path / "nowhere" / "library.libdesk"):
        with pytest.raises(LibraryMissing):
            Library(place)
        with pytest.raises(LibraryMissing), reading(place):
            pass
        with pytest.raises(LibraryMissing), maintaining(place):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["图书馆 100%?a=b#c.libdesk", "it's & mine.libdesk"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    create_library(path)
    library = Library(path)
    with library.writing() as connection:
        connection.execute("INSERT INTO place(name) VALUES ('attic')")
    library.close()
    assert check_file(path) >= 1
    assert [place.name for place in tmp_path.iterdir()] == [name]


def test_a_new_library_never_takes_the_place_of_anything(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        create_library(path)
    assert path.read_bytes() == before


def test_what_a_crash_left_of_a_new_library_is_no_library(tmp_path: Path) -> None:
    (tmp_path / "library.libdesk.part").write_bytes(b"half")
    create_library(tmp_path / "library.libdesk")
    assert [place.name for place in tmp_path.iterdir()] == ["library.libdesk"]


def test_checking_a_file_leaves_nothing_beside_it(path: Path) -> None:
    before = path.read_bytes()
    check_file(path)
    assert path.read_bytes() == before
    assert not path.with_name(f"{path.name}-wal").exists()
