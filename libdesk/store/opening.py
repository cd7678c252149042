"""Opening the library at start: checked quickly, brought to today's schema, and never replaced by an empty one."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from libdesk.domain.progress import Progress
from libdesk.paths import backup_dir
from libdesk.store import migrations
from libdesk.store.database import (
    APPLICATION_ID,
    BUSY_MS,
    Library,
    beside,
    check_file,
    create_library,
    maintaining,
    reading,
    something_stands_at,
    words_are_current,
)
from libdesk.store.errors import LibraryDamaged, LibraryForbidden, LibraryMissing, LibraryReadOnly, fault_of_system


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_library(
    path: Path, *, create: bool = False, clock: Callable[[], datetime] = utc_now, busy_ms: int = BUSY_MS
) -> Library:
    """Open the library at `path`; raises a LibraryFault, and then nothing was changed on the disk.

    `create`: make a new one, but only where no library and none of its backups is found: one that vanished is told,
    not replaced. An older schema is copied into the backup folder before it is migrated. `ended_uncleanly` of the
    result says that the program was cut off when it was last used: let `full_check` run in the background.
    """
    if create and not something_stands_at(path):
        from libdesk.store.backup_files import list_backups

        if list_backups(backup_dir(path), path):
            raise LibraryMissing(path)
        create_library(path)
    version = check_file(path, busy_ms=busy_ms)
    # SQLite removes its log when the last connection is closed in order: one that is left was left by a crash.
    cut_off = beside(path)[0].exists()
    _check_writable(path)
    if version < migrations.newest():
        _update(path, clock(), busy_ms)
    library = Library(path, busy_ms=busy_ms)
    if not words_are_current(library.connection):
        library.close()
        _split_words_anew(path, busy_ms)
        library = Library(path, busy_ms=busy_ms)
    library.ended_uncleanly = cut_off
    return library


def _update(path: Path, now: datetime, busy_ms: int) -> None:
    from libdesk.domain.rows.backups import Label
    from libdesk.store.backup import back_up

    back_up(path, backup_dir(path), label=Label.BEFORE_UPDATE, now=now)
    with maintaining(path, busy_ms=busy_ms) as connection:
        migrations.migrate(connection, APPLICATION_ID)


def _split_words_anew(path: Path, busy_ms: int) -> None:
    from libdesk.store.restore import rebuild_words

    with maintaining(path, busy_ms=busy_ms) as connection:
        rebuild_words(connection)


def _check_writable(path: Path) -> None:
    """Ask for writing without writing: a file or folder that may only be read is told before anything is tried."""
    try:
        path.open("r+b").close()
    except PermissionError as error:
        fault = fault_of_system(error, path)
        raise (LibraryReadOnly(path) if isinstance(fault, LibraryForbidden) else fault) from error
    except OSError as error:
        raise fault_of_system(error, path) from error


def full_check(path: Path, progress: Progress | None = None) -> bool:
    """Whether the whole library is sound; takes seconds for a million copies. Raises Cancelled or a LibraryFault."""
    from libdesk.store.backup import is_sound

    try:
        with reading(path) as connection:
            return is_sound(connection, progress)
    except LibraryDamaged:
        return False
