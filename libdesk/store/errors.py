"""What can be wrong with the library file, its disk or its lock: faults of the surroundings, each with advice."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from libdesk.domain.errors import DeskError
from libdesk.i18n import _


@dataclass(eq=False)
class LibraryFault(DeskError):
    """The library at `path` cannot be opened or used as it is. Nothing was changed."""

    path: Path


class LibraryMissing(LibraryFault):
    def text(self) -> str:
        return _("No library was found at {path}. Check that the disk or stick is connected, or restore a backup.").format(
            path=self.path
        )


class LibraryEmptyFile(LibraryFault):
    def text(self) -> str:
        return _("The library file {name} is empty: it was damaged. Restore the newest backup.").format(name=self.path.name)


class NotALibrary(LibraryFault):
    def text(self) -> str:
        return _("{name} is not a libdesk library. Nothing was changed. Choose the library file, or restore a backup.").format(
            name=self.path.name
        )


class LibraryNewer(LibraryFault):
    def text(self) -> str:
        return _("The library {name} was made by a newer libdesk. Install the newer libdesk on this PC.").format(
            name=self.path.name
        )


class LibraryDamaged(LibraryFault):
    def text(self) -> str:
        return _("The library file {name} is damaged. Restore the newest backup; the damaged file is kept aside.").format(
            name=self.path.name
        )


class LibraryReadOnly(LibraryFault):
    def text(self) -> str:
        return _("The library {name} may only be read. Allow writing to the file and its folder, then try again.").format(
            name=self.path.name
        )


class LibraryLocked(LibraryFault):
    def text(self) -> str:
        return _("Another program is using the library {name}. Close it, then scan again.").format(name=self.path.name)


class DiskFull(LibraryFault):
    def text(self) -> str:
        return _("This was not saved: the disk is full. Free some space, then scan again.")


class DiskFault(LibraryFault):
    def text(self) -> str:
        return _("This was not saved: the disk did not answer. Check the disk or stick, then try again.")


def fault_of(error: sqlite3.Error, path: Path) -> LibraryFault | None:
    """The sentence for an SQLite error that the surroundings caused; None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    kinds: dict[int | None, type[LibraryFault]] = {
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
    kind = kinds.get(primary)
    return kind(path) if kind else None
