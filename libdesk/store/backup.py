"""A backup: a whole copy of the library, read back and counted before it gets its name."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import BackupReceipt, Facts, Label
from libdesk.domain.settings import read_settings
from libdesk.paths import backup_dir
from libdesk.store.backup_files import free_name
from libdesk.store.database import (
    BUSY_MS,
    beside,
    copy_pages,
    file_uri,
    reading,
    remove_with_log,
    sync,
    sync_folder,
    telling_faults,
)
from libdesk.store.errors import (
    BackupFolderMissing,
    BackupNoSpace,
    BackupRefused,
    BackupUnsound,
    DiskFull,
    LibraryDamaged,
    fault_of_system,
    primary_code,
)

STEPS: Final = 4
_OF_THE_FOLDER: Final = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
)


def back_up(
    path: Path,
    folder: Path,
    *,
    label: Label,
    now: datetime,
    progress: Progress | None = None,
    busy_ms: int = BUSY_MS,
) -> BackupReceipt:
    """Copy the library at `path` into `folder` in one step, while the desk goes on; `now` is any aware instant.

    The library's own backup folder is made; any other must be there, so that a stick that was pulled is noticed.
    Raises a BackupFault, a LibraryFault or Cancelled, and then leaves nothing in the folder.
    """
    progress = progress or Progress()
    if folder == backup_dir(path):
        with telling_folder_faults(folder):
            folder.mkdir(exist_ok=True)
    if not folder.is_dir():
        raise BackupFolderMissing(folder)
    at = now.astimezone(ZoneInfo(facts_of(path, busy_ms=busy_ms).zone))
    goal = free_name(folder, path.stem, at, label)
    part = goal.with_name(f"{goal.name}.part")
    progress.step(0, STEPS)
    try:
        with telling_faults(path), telling_folder_faults(folder):
            _room_for(path, folder)
            for old in folder.glob(f"{path.stem}_*.part*"):
                remove_with_log(old)
            counts = _copy(path, part, busy_ms)
            sync(part)
        progress.step(1, STEPS)
        facts = _read_back(path, part, counts, progress)
        progress.step(STEPS, STEPS)  # the last moment to stop
        with telling_folder_faults(folder):
            part.rename(goal)
            sync_folder(folder)
    finally:
        with suppress(OSError):  # the stick may be gone
            remove_with_log(part)
    return BackupReceipt(goal, facts.readers, facts.copies, facts.loans, at)


@contextmanager
def telling_folder_faults(folder: Path) -> Iterator[None]:
    """Turn what the system says about the folder of backups into a BackupFault."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.Error):
            code = primary_code(error)
            if code not in (
                sqlite3.SQLITE_FULL,
                sqlite3.SQLITE_IOERR,
                sqlite3.SQLITE_CANTOPEN,
                sqlite3.SQLITE_READONLY,
            ):
                raise
            full = code == sqlite3.SQLITE_FULL
        else:
            full = isinstance(fault_of_system(error, folder), DiskFull)
        if full:
            raise BackupNoSpace(folder) from error
        if not folder.is_dir():
            raise BackupFolderMissing(folder) from error
        raise BackupRefused(folder) from error


def _room_for(path: Path, folder: Path) -> None:
    """Ask before a stick is filled to the brim."""
    needed = sum(place.stat().st_size for place in (path, beside(path)[0]) if place.exists())
    if shutil.disk_usage(folder).free < needed:
        raise BackupNoSpace(folder)


def _copy(path: Path, part: Path, busy_ms: int) -> dict[str, int]:
    """Copy in one step from a snapshot, and count the rows of the same snapshot."""
    source = sqlite3.connect(file_uri(path, "mode=rw"), uri=True, isolation_level=None, timeout=busy_ms / 1000)
    with closing(source), closing(sqlite3.connect(part, isolation_level=None)) as copy:
        source.execute("PRAGMA query_only = 1")
        source.execute("BEGIN")
        counts = row_counts(source)
        # Nobody relies on the copy before it was read back, so it needs no journal and no sync at each page.
        copy.execute("PRAGMA journal_mode = off")
        copy.execute("PRAGMA synchronous = off")
        copy_pages(source, copy, path, busy_ms=busy_ms)
        copy.execute("PRAGMA journal_mode = delete")  # one file that can be carried away alone
        source.execute("COMMIT")
    return counts


def _read_back(path: Path, part: Path, counts: dict[str, int], progress: Progress) -> Facts:
    """What was written is what was read. A copy of a damaged library is told from a bad stick."""
    folder = part.parent
    try:
        with closing(sqlite3.connect(file_uri(part, "mode=ro"), uri=True, isolation_level=None)) as copy:
            if is_sound(copy) and row_counts(copy) == counts:
                progress.step(3, STEPS)
                return read_facts(copy)
    except sqlite3.Error as error:
        raise (BackupUnsound if folder.is_dir() else BackupFolderMissing)(folder) from error
    with reading(path) as library:
        if not is_sound(library):
            raise LibraryDamaged(path)
    raise BackupUnsound(folder)


def ordinary_tables(connection: sqlite3.Connection) -> list[str]:
    """Every table that holds rows itself, those of the search index included."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return [name for (name,) in rows]


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ordinary_tables(connection)
    }


def is_sound(connection: sqlite3.Connection, progress: Progress | None = None) -> bool:
    """SQLite's quick_check, table by table, so that it can say how far it is. Raises Cancelled."""
    progress = progress or Progress()
    try:
        tables = ["sqlite_master", *ordinary_tables(connection)]
        for done, table in enumerate(tables):
            progress.step(done, len(tables))
            if connection.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",):
                return False
    except sqlite3.DatabaseError as error:
        if primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise
    progress.step(len(tables), len(tables))
    return True


def facts_of(path: Path, *, busy_ms: int = BUSY_MS) -> Facts:
    """The facts of a library or a backup, without changing it. Raises a LibraryFault."""
    with reading(path, busy_ms=busy_ms) as connection:
        return read_facts(connection)


def read_facts(connection: sqlite3.Connection) -> Facts:
    settings = read_settings(dict(connection.execute("SELECT key, value FROM setting")))
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM reader WHERE state <> 'erased'), (SELECT count(*) FROM copy),"
        " (SELECT count(*) FROM loan WHERE returned IS NULL)"
    ).fetchone()
    readers, copies, loans = counts
    return Facts(readers, copies, loans, school=settings.school, demo=settings.demo, zone=settings.zone)
