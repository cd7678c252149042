"""The files that hold a library's mark: in the account's folder, in the shared one, and beside its second backups.

There is one for each place of a library, so that what is missing at a place is known by name.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from libdesk import paths
from libdesk.domain.marks import Mark, Standing, mark_text, read_mark
from libdesk.domain.settings import read_settings
from libdesk.store.database import LIBRARY_ID_KEY, keep_library_id, maintaining, reading
from libdesk.store.whole import write_whole

FOLDER: Final = "marks"


def library_id(connection: sqlite3.Connection) -> str:
    """The number as it is marked; "" when the library has none yet."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (LIBRARY_ID_KEY,)).fetchone()
    return str(row[0]).strip('"') if row else ""


def newest_entry(connection: sqlite3.Connection) -> tuple[int, int]:
    """Number and instant of the newest journal entry; zeros before the first."""
    row = connection.execute("SELECT id, at FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else (0, 0)


def standing_of(connection: sqlite3.Connection, mark: Mark) -> Standing:
    """What the library says to a mark."""
    row = connection.execute("SELECT at FROM journal WHERE id = ?", (mark.journal_id,)).fetchone()
    at_mark = row[0] if row else (0 if mark.journal_id == 0 else None)
    return Standing(library_id(connection), *newest_entry(connection), at_mark)


def mark_of(connection: sqlite3.Connection, library: Path, *, now: int) -> Mark | None:
    """The mark of a library as it is now; None for a sample, which nobody misses."""
    settings = read_settings(dict(connection.execute("SELECT key, value FROM setting")))
    if settings.demo:
        return None
    return Mark(
        library_id(connection), settings.school, str(library.absolute()), *newest_entry(connection), now,
        settings.backup_folder, settings.zone,
    )  # fmt: skip


def identify(library: Path) -> None:
    """Give a library of an older libdesk its number. Raises a LibraryFault."""
    with maintaining(library) as connection:
        keep_library_id(connection)


def mark_anew(library: Path, *, now: int) -> None:
    """Whatever was marked before: the library that stands here now is the right one. Raises a LibraryFault."""
    identify(library)
    with reading(library) as connection:
        mark = mark_of(connection, library, now=now)
    if mark is not None:
        write_mark(mark)


def mark_at(library: Path, backup_folder: str = "", own_id: str = "") -> Mark | None:
    """The newest mark of the library that stood at this place; where there is none, of the one with this number."""
    found = _on_this_pc()
    if backup_folder and (mark := _read(_beside_backups(library, backup_folder))):
        found.append(mark)
    here = str(library.absolute())
    known = [mark for mark in found if mark.path == here] or [mark for mark in found if own_id and mark.id == own_id]
    return _newest(known)


def newest_mark() -> Mark | None:
    """The mark that was written last on this PC, of whichever library."""
    return _newest(_on_this_pc())


def marked_elsewhere(library: Path, own_id: str) -> bool:
    """Whether the library with this number is known at another place and still stands there: this is a copy of it."""
    marks = (mark for mark in _on_this_pc() if mark.id == own_id)
    return any(place != library.absolute() and place.is_file() for mark in marks if (place := Path(mark.path)))


def write_mark(mark: Mark) -> None:
    """Write it wherever that can be done; a stick that is not there is passed over."""
    text = mark_text(mark)
    for folder in _folders():
        write_whole(folder / f"{crc32(mark.path.encode()):08x}.json", text, make_folder=True)
    if mark.backup_folder:
        write_whole(_beside_backups(Path(mark.path), mark.backup_folder), text)


def _folders() -> tuple[Path, Path]:
    return paths.data_dir() / FOLDER, paths.shared_dir() / FOLDER


def _beside_backups(library: Path, folder: str) -> Path:
    return Path(folder) / f"{library.stem}{paths.MARK_END}"


def _on_this_pc() -> list[Mark]:
    found: list[Mark] = []
    for folder in _folders():
        with suppress(OSError):
            found += [mark for place in folder.glob("*.json") if (mark := _read(place))]
    return found


def _newest(found: list[Mark]) -> Mark | None:
    return max(found, key=lambda mark: mark.made, default=None)


def _read(place: Path) -> Mark | None:
    with suppress(OSError, UnicodeDecodeError):
        return read_mark(place.read_text("utf-8"))
    return None
