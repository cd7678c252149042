"""The library file: opened only if it is sound, durable by WAL and FULL, read-only outside an action."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from peewee import SqliteDatabase

from libdesk.store import migrations
from libdesk.store.errors import (
    LibraryEmptyFile,
    LibraryMissing,
    LibraryNewer,
    LibraryReadOnly,
    NotALibrary,
    fault_of,
)

APPLICATION_ID: Final = 0x4C44534B  # "LDSK": tells our files from other SQLite files
BUSY_MS: Final = 5_000
_HEADER: Final = b"SQLite format 3\x00"


class Library:
    """One open library file and one connection to it, for one thread.

    `connection` refuses writes (PRAGMA query_only) except inside `writing()`, which only Desk.action uses.
    """

    def __init__(self, path: Path, *, checkpoint: bool = True) -> None:
        """Open a file that `check_file` has passed. `checkpoint=False`: leave checkpoints to another connection."""
        self.path = path
        self.db = SqliteDatabase(
            str(path),
            pragmas=[
                ("journal_mode", "wal"),
                ("synchronous", "full"),
                ("foreign_keys", 1),
                ("secure_delete", 1),
                ("busy_timeout", BUSY_MS),
                ("wal_autocheckpoint", 1_000 if checkpoint else 0),
                ("cache_size", -32_000),
            ],
            lock_type="IMMEDIATE",
        )
        with telling_faults(path):
            self.db.connect()
            self.connection: sqlite3.Connection = self.db.connection()
            self.connection.execute("PRAGMA query_only = 1")

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK on any error; a fault of disk or lock comes out as a sentence."""
        connection = self.connection
        with telling_faults(self.path):
            connection.execute("PRAGMA query_only = 0")
            try:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    # A full disk makes SQLite roll back by itself.
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            finally:
                connection.execute("PRAGMA query_only = 1")

    def checkpoint(self) -> None:
        """Move what the WAL holds into the file, as far as that goes without making anyone wait."""
        with telling_faults(self.path):
            self.connection.execute("PRAGMA query_only = 0")
            try:
                self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            finally:
                self.connection.execute("PRAGMA query_only = 1")

    def rows(self, query: Any) -> Sequence[tuple[Any, ...]]:
        """The tuples of a peewee query, run on this library's connection."""
        return list(query.tuples().bind(self.db))


@contextmanager
def telling_faults(path: Path) -> Iterator[None]:
    """Turn SQLite's own errors about disk, lock and damage into LibraryFault; leave bugs as they are."""
    try:
        yield
    except sqlite3.Error as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        raise fault from error


def create_library(path: Path) -> None:
    """Make a new, empty library where no file stands.

    Raises FileExistsError if anything stands there: an empty library never takes an old one's place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with telling_faults(path):
        path.open("xb").close()
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = wal")
            migrations.migrate(connection, APPLICATION_ID)
        except BaseException:
            connection.close()
            path.unlink(missing_ok=True)
            raise
        connection.close()


def check_file(path: Path) -> int:
    """The schema version of a library file that can be opened; raises a LibraryFault, changes nothing."""
    if not path.exists():
        raise LibraryMissing(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except PermissionError:
        raise LibraryReadOnly(path) from None
    if not header:
        raise LibraryEmptyFile(path)
    if not header.startswith(_HEADER):
        raise NotALibrary(path)
    with telling_faults(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            connection.execute("PRAGMA query_only = 1")
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            version = migrations.version_of(connection)
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        finally:
            connection.close()
    if application_id != APPLICATION_ID:
        raise NotALibrary(path)
    if version > migrations.newest():
        raise LibraryNewer(path)
    if not {"reader", "copy", "loan", "journal"} <= tables:
        raise NotALibrary(path)
    return version
