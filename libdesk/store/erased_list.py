"""Who was erased, carried over a restore: a backup that is older would bring these readers back.

The list is bare numbers of rows. With it goes the highest number that a reader ever had, so that none is given twice:
a number of the list must never come to mean somebody new.
"""

import json
import sqlite3
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from libdesk.domain.value import Value
from libdesk.store.backup_files import list_backups
from libdesk.store.database import reading
from libdesk.store.erasure import erase_rows, touching
from libdesk.store.errors import LibraryFault
from libdesk.store.writing import Writer

_AGAIN: Final = (
    "SELECT id FROM reader WHERE state <> 'erased' AND id IN (SELECT value FROM json_each(?)) UNION"
    " SELECT b.reader_id FROM barcode b WHERE b.reader_id IN (SELECT value FROM json_each(?))"
)


class ErasedList(Value):
    """`days` by reader; `whole`: from the library itself, else from the backup of `day`, or from nowhere."""

    days: dict[int, str]
    last_reader: int
    whole: bool
    day: date | None = None


def list_of(library: Path, folder: Path) -> ErasedList:
    """The list of the library that is about to be replaced; if it cannot be read, of the newest backup that can."""
    found = _read(library)
    if found is not None:
        return ErasedList(*found, whole=True)
    for backup in list_backups(folder, library):
        found = _read(backup.path)
        if found is not None:
            return ErasedList(*found, whole=False, day=backup.made.date())
    return ErasedList({}, 0, whole=False)


def lacks(connection: sqlite3.Connection, known: ErasedList) -> bool:
    """Whether a library of today's schema would forget anything of this list."""
    rows = connection.execute("SELECT reader_id FROM erased").fetchall()
    missing = known.days.keys() - {row[0] for row in rows}
    return bool(missing or _to_erase(connection, known) or _last_reader(connection) < known.last_reader)


def erase_again(connection: Writer, known: ErasedList) -> int:
    """Bring the list into a library that nobody uses yet, in one transaction; gives how many were erased anew."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        ids = _to_erase(connection, known)
        by_day: dict[str, list[int]] = {}
        for reader_id in ids:
            by_day.setdefault(known.days[reader_id], []).append(reader_id)
        for day, some in by_day.items():
            erase_rows(connection, some, day, touching(connection, some), settle=True)
        connection.executemany("INSERT OR IGNORE INTO erased(reader_id, erased_day) VALUES (?, ?)", known.days.items())
        _raise_last_reader(connection, known.last_reader)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return len(ids)


def _read(path: Path) -> tuple[dict[int, str], int] | None:
    """(the days, the highest number of a reader), or None for a file that does not say."""
    if not path.is_file():
        return None
    with suppress(LibraryFault, sqlite3.Error), reading(path) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "reader" in tables:
            days = connection.execute("SELECT reader_id, erased_day FROM erased") if "erased" in tables else ()
            return dict(days), _last_reader(connection)
    return None


def _to_erase(connection: sqlite3.Connection, known: ErasedList) -> list[int]:
    ids = json.dumps(sorted(known.days))
    return [row[0] for row in connection.execute(_AGAIN, (ids, ids))]


def _last_reader(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'reader'").fetchone()
    return int(row[0]) if row else 0


def _raise_last_reader(connection: sqlite3.Connection, last: int) -> None:
    changed = connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'reader'", (last,)).rowcount
    if not changed and last:
        connection.execute("INSERT INTO sqlite_sequence(name, seq) VALUES ('reader', ?)", (last,))
