"""The library file: opened only if it is sound, durable by WAL and FULL, read-only outside an action."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import quote

from libdesk.store import migrations
from libdesk.store.errors import (
    LibraryDamaged,
    LibraryEmptyFile,
    LibraryIsFolder,
    LibraryLocked,
    LibraryMissing,
    LibraryNewer,
    NotALibrary,
    fault_of,
    fault_of_system,
)

if TYPE_CHECKING:
    from libdesk.store.writing import Writer

APPLICATION_ID: Final = 0x4C44534B  # "LDSK": tells our files from other SQLite files
BUSY_MS: Final = 5_000
WORDS_KEY: Final = "words_version"  # the setting that says how the search index was split
WORDS_VERSION: Final = 5  # raise it when names.py splits otherwise: open_library then rebuilds the index
LIBRARY_ID_KEY: Final = "library_id"  # the setting by which a library is known whatever its file is called
NEEDED_TABLES: Final = frozenset({"setting", "reader", "title", "copy", "barcode", "loan", "journal", "journal_image"})
_HEADER: Final = b"SQLite format 3\x00"
_DURABLE: Final = (("journal_mode", "wal"), ("synchronous", "full"), ("foreign_keys", 1), ("secure_delete", 1))
# A COMMIT is durable once it is in the log: nobody waits there while the log goes into the file (`checkpoint`).
_IN_USE: Final = (("wal_autocheckpoint", 0), ("cache_size", -32_000))
# Outside an action; what is read may stay in memory: the keys by which a million titles are sorted are 35 MB.
_SHUT: Final = (("query_only", 1), ("cache_size", -64_000))
_C = TypeVar("_C", bound=sqlite3.Connection)


class Library:
    """One open library file, for one thread.

    `connection` reads and refuses writes (PRAGMA query_only). Inside `writing()`, which only Desk.action uses, it is
    another one that writes, so that what is read there is what the transaction has made of it: one connection that is
    shut and opened would forget its prepared statements each time.
    """

    def __init__(self, path: Path, *, busy_ms: int = BUSY_MS) -> None:
        """Open a file that `check_file` has passed; raises a LibraryFault, and never makes a file.

        `busy_ms`: how long to wait for a lock.
        """
        self.path = path
        self._busy_ms = busy_ms
        self._writer: Writer | None = None
        self.ended_uncleanly = False  # set by open_library: the program was cut off when it was last used
        self._reader = self.connection = self._opened(_connect, *_SHUT)

    def _opened(self, connect: Callable[[Path, int], _C], *more: tuple[str, object]) -> _C:
        with telling_faults(self.path):
            connection = connect(self.path, self._busy_ms)
            try:
                for name, value in (*_DURABLE, *_IN_USE, *more):
                    connection.execute(f"PRAGMA {name} = {value}")
            except BaseException:
                connection.close()
                raise
        return connection

    @property
    def writer(self) -> "Writer":
        """The connection of `writing()`, opened when it is first needed."""
        if self._writer is None:
            self._writer = self._opened(_connect_writer)
        return self._writer

    def close(self) -> None:
        self._reader.close()
        if self._writer is not None:
            self._writer.close()

    @contextmanager
    def writing(self) -> "Iterator[Writer]":
        """BEGIN IMMEDIATE … COMMIT, or ROLLBACK on any error; a fault of disk or lock comes out as a sentence."""
        with telling_faults(self.path):
            connection = self.writer
            connection.execute("BEGIN IMMEDIATE")
            self.connection = connection
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.roll_back()
                raise
            finally:
                self.connection = self._reader

    def checkpoint(self, *, truncate: bool = False) -> None:
        """Move what the WAL holds into the file, as far as that goes without making anyone wait.

        SQLite does so by itself only when the last connection is closed: it is called for now and then, and after jobs.

        `truncate`: wait for others as for a lock and empty the WAL, so that nothing of old rows is left in it.
        """
        with telling_faults(self.path):
            self.writer.execute(f"PRAGMA wal_checkpoint({'TRUNCATE' if truncate else 'PASSIVE'})").fetchall()

    def fetch(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query in plain SQL."""
        with telling_faults(self.path):
            return self.connection.execute(sql, values).fetchall()

    def rows(self, query: Any) -> list[tuple[Any, ...]]:
        """All rows of a peewee query, as plain tuples."""
        sql, values = query.sql()
        return self.fetch(sql, *values)


def file_uri(path: Path, query: str) -> str:
    """The file as SQLite's URI, so that no connection makes a file that is not there; drives and shares included."""
    text = path.absolute().as_posix()
    return f"file://{quote(text if text.startswith('/') else f'/{text}')}?{query}"


def _connect(path: Path, busy_ms: int, query: str = "mode=rw") -> sqlite3.Connection:
    return sqlite3.connect(file_uri(path, query), uri=True, isolation_level=None, timeout=busy_ms / 1000)


def _connect_writer(path: Path, busy_ms: int) -> "Writer":
    from libdesk.store.writing import Writer  # not while the program starts

    return Writer(file_uri(path, "mode=rw"), uri=True, isolation_level=None, timeout=busy_ms / 1000)


def beside(path: Path) -> tuple[Path, Path]:
    """SQLite's own files beside a library: the log of what is not yet in it, and the index of that log."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


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


@contextmanager
def maintaining(path: Path, *, busy_ms: int = BUSY_MS) -> "Iterator[Writer]":
    """The one writing connection besides Library's: for migration, restore and the rebuilding of the search index.

    No transaction is begun. Raises a LibraryFault.
    """
    with telling_faults(path), closing(_connect_writer(path, busy_ms)) as connection:
        for name, value in _DURABLE:
            connection.execute(f"PRAGMA {name} = {value}")
        yield connection


@contextmanager
def reading(path: Path, *, busy_ms: int = BUSY_MS) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write: it changes neither the file nor a log that an unclean end left beside it."""
    log = path.with_name(f"{path.name}-journal")
    alone = not beside(path)[0].exists() and not log.exists()
    query = "mode=ro&immutable=1" if alone else "mode=ro"
    with telling_faults(path), closing(_connect(path, busy_ms, query)) as connection:
        yield connection


def copy_pages(source: sqlite3.Connection, goal: sqlite3.Connection, path: Path, *, busy_ms: int = BUSY_MS) -> None:
    """Copy a whole database in one step; what `goal` held is replaced in one transaction.

    Raises LibraryLocked(path) when another program keeps one of them to itself: Connection.backup would wait for ever.
    """
    patience = time.monotonic() + busy_ms / 1000

    def told(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > patience:
            raise LibraryLocked(path)

    source.backup(goal, progress=told, sleep=0.05)


def copy_through_sqlite(source: Path, goal: Path) -> None:
    """Copy a library that nobody writes to, with what its log holds, into a new file without a log."""
    with reading(source) as old, closing(sqlite3.connect(goal, isolation_level=None)) as new:
        new.execute("PRAGMA journal_mode = off")
        new.execute("PRAGMA synchronous = off")
        copy_pages(old, new, source)
        new.execute("PRAGMA journal_mode = delete")


def something_stands_at(path: Path) -> bool:
    """Whether a file, or what SQLite leaves beside one, is there: no new library may take its place."""
    return any(place.exists() for place in (path, *beside(path)))


def create_library(path: Path) -> None:
    """Make a new, empty library where no file stands: whole under another name, then renamed.

    Raises FileExistsError if anything stands there: an empty library never takes an old one's place.
    """
    if something_stands_at(path):
        raise FileExistsError(path)
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_with_log(part)
        with telling_faults(path), closing(sqlite3.connect(part, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = wal")
            migrations.migrate(connection, APPLICATION_ID)
            keep_words_version(connection)
            keep_library_id(connection)
        sync(part)
        if something_stands_at(path):
            raise FileExistsError(path)
        part.rename(path)
        sync_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise fault_of_system(error, path) from error
    finally:
        with suppress(OSError):
            remove_with_log(part)


def words_version(connection: sqlite3.Connection) -> int:
    """How the search index of the file was split; 0 when the file does not say."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (WORDS_KEY,)).fetchone()
    return int(row[0]) if row else 0


def words_are_current(connection: sqlite3.Connection) -> bool:
    """Whether the search index of the file is split as it is today."""
    return words_version(connection) == WORDS_VERSION


def keep_words_version(connection: sqlite3.Connection) -> None:
    """Note in the file how its search index was split."""
    connection.execute(
        "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (WORDS_KEY, str(WORDS_VERSION)),
    )


def keep_library_id(connection: sqlite3.Connection) -> None:
    """Number a library that has no number yet. Outside of an action: no undo may touch it."""
    connection.execute(
        "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO NOTHING",
        (LIBRARY_ID_KEY, f'"{os.urandom(12).hex()}"'),  # as JSON, like every setting
    )


def remove_with_log(path: Path) -> None:
    """Remove a file that nobody has open, and SQLite's files beside it."""
    for place in (path, *beside(path)):
        place.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Return when the file is on the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return when a rename in the folder is on the disk; Windows keeps names by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems of sticks cannot
            os.fsync(handle)
    finally:
        os.close(handle)


def check_file(path: Path, *, busy_ms: int = BUSY_MS) -> int:
    """The schema version of a library file that can be opened; raises a LibraryFault, changes nothing.

    Looks at header, length, application id, version and tables only: fast whatever the size.
    """
    header, size = _first_bytes(path)
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    length = int.from_bytes(header[28:32], "big") * int.from_bytes(header[16:18], "big")
    if ours and length > size and not beside(path)[0].exists():
        raise LibraryDamaged(path)  # cut short
    try:
        with reading(path, busy_ms=busy_ms) as connection:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            version = migrations.version_of(connection)
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except (NotALibrary, sqlite3.Error) as error:
        if ours:
            raise LibraryDamaged(path) from error
        raise NotALibrary(path) from error
    if application_id != APPLICATION_ID:
        raise NotALibrary(path)
    if version > migrations.newest():
        raise LibraryNewer(path)
    if not tables >= NEEDED_TABLES:
        raise LibraryDamaged(path)
    return version


def _first_bytes(path: Path) -> tuple[bytes, int]:
    """The header that every SQLite file begins with, and the length of the file."""
    if path.is_dir():
        raise LibraryIsFolder(path)
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        raise LibraryMissing(path) from None
    except OSError as error:
        raise fault_of_system(error, path) from error
    if not header:
        raise LibraryEmptyFile(path)
    if len(header) < 100 or not header.startswith(_HEADER):
        raise NotALibrary(path)
    return header, size
