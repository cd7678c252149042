"""Restoring: the backup is checked and brought to today's schema first; what stood there before is kept aside.

A library that opens is replaced through SQLite itself in one transaction, so that nothing of its log is left to be
played over the backup. One that does not open is moved aside, whole with its log. Readers who were erased since the
backup was made are erased in it before anybody sees it.
"""

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from libdesk.domain.progress import Progress
from libdesk.domain.rows.backups import Facts, Label, Restored
from libdesk.paths import backup_dir, demo_library
from libdesk.store import erased_list, migrations, search
from libdesk.store.backup import back_up, facts_of, is_sound, row_counts, telling_folder_faults
from libdesk.store.database import (
    APPLICATION_ID,
    BUSY_MS,
    beside,
    check_file,
    copy_pages,
    copy_through_sqlite,
    keep_words_version,
    maintaining,
    reading,
    remove_with_log,
    sync,
    sync_folder,
    words_are_current,
)
from libdesk.store.errors import (
    BackupDamaged,
    BackupIsLibrary,
    BackupMissing,
    BackupOfAnother,
    BackupOfSample,
    LibraryDamaged,
    LibraryEmptyFile,
    LibraryMissing,
    LibraryNewer,
    NotALibrary,
    fault_of_system,
)
from libdesk.store.writing import Writer

_BEYOND_OPENING: Final = (LibraryMissing, LibraryEmptyFile, NotALibrary, LibraryDamaged, LibraryNewer)


def check_backup(backup: Path, progress: Progress | None = None) -> Facts:
    """Look through the whole backup and give its facts; changes nothing.

    Raises BackupMissing, BackupDamaged, NotALibrary, LibraryNewer, another LibraryFault, or Cancelled.
    """
    try:
        check_file(backup)
        with reading(backup) as connection:
            sound = is_sound(connection, progress)
    except LibraryMissing as error:
        raise BackupMissing(backup) from error
    except (LibraryDamaged, LibraryEmptyFile) as error:
        raise BackupDamaged(backup) from error
    if not sound:
        raise BackupDamaged(backup)
    return facts_of(backup)


def restore(
    path: Path, backup: Path, *, now: datetime, progress: Progress | None = None, busy_ms: int = BUSY_MS
) -> Restored:
    """Put the backup in the place of the library at `path`, whether that opens or not; `now` is any aware instant.

    Connections that are open to the library see the backup's content afterwards. Raises what `check_backup` and
    `back_up` raise, BackupOfAnother, BackupOfSample or BackupIsLibrary; the library is then as it was.
    """
    progress = progress or Progress()
    if backup.exists() and path.exists() and backup.samefile(path):
        raise BackupIsLibrary(backup)
    facts = check_backup(backup, progress)
    folder = backup_dir(path)
    with telling_folder_faults(folder):
        folder.mkdir(exist_ok=True)
    ready = folder / f"restoring-{path.name}.part"
    try:
        known = erased_list.list_of(path, folder)
        source, again = _prepared(backup, ready, known)
        progress.step(1, 1)  # the last moment to stop
        try:
            check_file(path, busy_ms=busy_ms)
        except _BEYOND_OPENING:
            if facts.demo and path != demo_library():
                raise BackupOfSample(backup) from None
            aside = _move_aside(path, folder, now.astimezone(ZoneInfo(facts.zone)))
            _put_in_place(source, path)
        else:
            if facts_of(path).demo != facts.demo:
                raise BackupOfAnother(backup)
            aside = _keep_aside(path, folder, now)
            _write_over(source, path, busy_ms)
    finally:
        with suppress(OSError):
            remove_with_log(ready)
    return Restored(facts_of(path), aside, again, whole_list=known.whole, list_day=known.day)


def _prepared(backup: Path, ready: Path, known: erased_list.ErasedList) -> tuple[Path, int]:
    """The backup itself if it needs no change, else a copy of it in today's schema; how many were erased in that."""
    with reading(backup) as connection:
        current = migrations.version_of(connection) == migrations.newest() and words_are_current(connection)
        if current and not erased_list.lacks(connection, known):
            return backup, 0
    remove_with_log(ready)
    with telling_folder_faults(ready.parent):
        copy_through_sqlite(backup, ready)
    with maintaining(ready) as connection:
        if not current:
            migrations.migrate(connection, APPLICATION_ID)
            rebuild_words(connection)
        return ready, erased_list.erase_again(connection, known)


def rebuild_words(connection: Writer) -> None:
    """Split every title and reader anew in one transaction, and note how."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        search.rebuild(connection)
        keep_words_version(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.roll_back()
        raise


def _aside_name(path: Path, folder: Path, at: datetime) -> Path:
    return folder / f"{path.stem}_{at:%Y-%m-%d_%H-%M-%S}_aside{path.suffix}"


def _move_aside(path: Path, folder: Path, at: datetime) -> Path | None:
    """Nobody has this file open, since it cannot be opened; its log goes with it."""
    aside = _aside_name(path, folder, at)
    moved = None
    for old, new in zip((path, *beside(path)), (aside, *beside(aside)), strict=True):
        try:
            old.rename(new)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise fault_of_system(error, path) from error
        moved = moved or new
    return moved


def _keep_aside(path: Path, folder: Path, now: datetime) -> Path:
    """A backup of the library as it is; of one that is damaged inside, the bytes as they are."""
    try:
        return back_up(path, folder, label=Label.BEFORE_RESTORE, now=now).path
    except LibraryDamaged:
        aside = _aside_name(path, folder, now)
        with telling_folder_faults(folder):
            for old, new in zip((path, beside(path)[0]), (aside, beside(aside)[0]), strict=True):
                if old.exists():
                    shutil.copyfile(old, new)
        return aside


def _put_in_place(source: Path, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        remove_with_log(part)
        copy_through_sqlite(source, part)
        sync(part)
        part.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise fault_of_system(error, path) from error
    finally:
        with suppress(OSError):
            remove_with_log(part)


def _write_over(source: Path, path: Path, busy_ms: int) -> None:
    """One transaction of SQLite's own: who reads meanwhile sees the old content or the new, and so does a power cut."""
    with reading(source) as old, maintaining(path, busy_ms=busy_ms) as live:
        copy_pages(old, live, path, busy_ms=busy_ms)
        live.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        if row_counts(live) != row_counts(old):
            raise LibraryDamaged(path)
