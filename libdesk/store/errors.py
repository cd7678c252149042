"""What can be wrong with the library file, its disk or its lock: faults of the surroundings, each with advice."""

import errno
import sqlite3
from pathlib import Path
from typing import Final

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


class LibraryFault(DeskError):
    """The library at `path` cannot be opened or used as it is. Nothing was changed."""

    path: Path


class LibraryMissing(LibraryFault):
    def text(self) -> str:
        return _(
            "No library was found at {path}. Check that the disk or stick is connected, or restore a backup."
        ).format(path=self.path)


class LibraryVanished(LibraryMissing):
    """A library is known to have stood here. `seen`: the instant when it was marked last, 0 where no mark is left."""

    school: str = ""
    seen: int = 0
    entries: int = 0
    backup_folder: str = ""
    zone: str = "Asia/Shanghai"

    def text(self) -> str:
        if not self.seen:
            return _(
                "The library that belongs at {path} is not there. Connect its disk and look again, or choose its file"
                " or a backup."
            ).format(path=self.path)
        from datetime import datetime
        from zoneinfo import ZoneInfo

        from libdesk.domain.show import show_day

        day = show_day(datetime.fromtimestamp(self.seen / 1000, ZoneInfo(self.zone)).date(), year=True)
        return _(
            "The library of {school} is not at {path}, where it stood on {day} with {count} journal entries."
            " Connect its disk and look again, or choose its file or a backup."
        ).format(school=self.school or _("your school"), path=self.path, day=day, count=f"{self.entries:,}")


class LibraryEmptyFile(LibraryFault):
    def text(self) -> str:
        return _("The library file {name} is empty: it was damaged. Restore the newest backup.").format(
            name=self.path.name
        )


class LibraryIsFolder(LibraryFault):
    def text(self) -> str:
        return _("{name} is a folder. Choose the library file itself.").format(name=self.path.name)


class NotALibrary(LibraryFault):
    def text(self) -> str:
        return _(
            "{name} is not a libdesk library; nothing was changed. Choose the library file, or restore a backup."
        ).format(name=self.path.name)


class LibraryNewer(LibraryFault):
    def text(self) -> str:
        return _("The library {name} was made by a newer libdesk. Install the newer libdesk on this PC.").format(
            name=self.path.name
        )


class LibraryDamaged(LibraryFault):
    def text(self) -> str:
        return _(
            "The library file {name} is damaged. Restore the newest backup; the damaged file is kept aside."
        ).format(name=self.path.name)


class LibraryReadOnly(LibraryFault):
    def text(self) -> str:
        return _(
            "The library {name} may only be read. Allow writing to the file and its folder, then try again."
        ).format(name=self.path.name)


class LibraryForbidden(LibraryFault):
    def text(self) -> str:
        return _(
            "This account may not open the library {name}. Allow it to read and write the file and its folder."
        ).format(name=self.path.name)


class LibraryLocked(LibraryFault):
    def text(self) -> str:
        return _("Nothing was saved: another program is using the library {name}. Close it, then try again.").format(
            name=self.path.name
        )


class DiskFull(LibraryFault):
    def text(self) -> str:
        return _("This was not saved: the disk is full. Free some space, then try again.")


class DiskFault(LibraryFault):
    def text(self) -> str:
        return _("This was not saved: the disk did not answer. Check the disk or stick, then try again.")


_SQLITE: Final[dict[int | None, type[LibraryFault]]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR: DiskFault,
    sqlite3.SQLITE_READONLY: LibraryReadOnly,
    sqlite3.SQLITE_PERM: LibraryReadOnly,
    sqlite3.SQLITE_CANTOPEN: LibraryReadOnly,
    sqlite3.SQLITE_BUSY: LibraryLocked,
    sqlite3.SQLITE_LOCKED: LibraryLocked,
    sqlite3.SQLITE_CORRUPT: LibraryDamaged,
    sqlite3.SQLITE_NOTADB: NotALibrary,
}
_SYSTEM: Final[dict[int | None, type[LibraryFault]]] = {
    errno.ENOENT: LibraryMissing,
    errno.ENOTDIR: LibraryMissing,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EROFS: LibraryReadOnly,
    errno.EACCES: LibraryForbidden,
    errno.EPERM: LibraryForbidden,
    errno.EISDIR: LibraryIsFolder,
}
_SHARING_VIOLATION: Final = 32  # Windows: another program keeps the file to itself


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's own number for the error without its extension, if it has one."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def fault_of(error: sqlite3.Error, path: Path) -> LibraryFault | None:
    """The sentence for an SQLite error that the surroundings caused; None when it is a bug of ours."""
    kind = _SQLITE.get(primary_code(error))
    if kind is LibraryReadOnly and not path.exists():
        kind = LibraryMissing
    return kind(path) if kind else None


def fault_of_system(error: OSError, path: Path) -> LibraryFault:
    """The sentence for an error of the file system at the library itself."""
    if getattr(error, "winerror", None) == _SHARING_VIOLATION:
        return LibraryLocked(path)
    return _SYSTEM.get(error.errno, DiskFault)(path)


class BackupFault(DeskError):
    """A backup could not be made in, or read from, `place`. The library itself is as it was."""

    place: Path


class BackupFolderMissing(BackupFault):
    def text(self) -> str:
        return _("No backup was made: {folder} was not found. Connect the stick or disk, then try again.").format(
            folder=self.place
        )


class BackupRefused(BackupFault):
    def text(self) -> str:
        return _("No backup was made: nothing can be written to {folder}. Choose another folder or stick.").format(
            folder=self.place
        )


class BackupNoSpace(BackupFault):
    def text(self) -> str:
        return _("No backup was made: {folder} is full. Free some space there, or choose another folder.").format(
            folder=self.place
        )


class BackupUnsound(BackupFault):
    def text(self) -> str:
        return _("The backup in {folder} could not be read back and was removed. Use another folder or stick.").format(
            folder=self.place
        )


class BackupMissing(BackupFault):
    def text(self) -> str:
        return _("The backup {name} was not found; nothing was changed. Connect the stick or disk it lies on.").format(
            name=self.place.name
        )


class BackupDamaged(BackupFault):
    def text(self) -> str:
        return _("The backup {name} is damaged; nothing was changed. Choose another backup.").format(
            name=self.place.name
        )


class BackupIsLibrary(BackupFault):
    def text(self) -> str:
        return _("{name} is the library itself; nothing was changed. Choose a backup of it.").format(
            name=self.place.name
        )


class BackupOfAnother(BackupFault):
    def text(self) -> str:
        return _(
            "The backup {name} does not belong to this library: one of them holds sample data. Nothing was changed."
        ).format(name=self.place.name)


class BackupOfSample(BackupFault):
    def text(self) -> str:
        return _(
            "{name} holds the sample library, which is not your school's; nothing was changed. Choose another backup."
        ).format(name=self.place.name)
