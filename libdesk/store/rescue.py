"""What a damaged library still yields: the file as it is, and every row that can be read, as tables for a spreadsheet.

Rows are read from both ends of each table towards the damage, since SQLite stops where a page cannot be read.
"""

import csv
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from libdesk.domain.value import Value
from libdesk.store.backup import telling_folder_faults
from libdesk.store.database import beside, file_uri
from libdesk.store.tables import JOURNALLED

_SECRET: Final = frozenset({"staff"})  # hashes of PINs are nothing for a spreadsheet
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝")


class Rescued(Value):
    """The folder with the copy of the file and the tables, and how many rows each table gave."""

    folder: Path
    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def rescue(path: Path, folder: Path, *, now: datetime) -> Rescued:
    """Make a new folder inside `folder` with the damaged file and a CSV file for each table that yields rows.

    The library itself is not touched. Raises a BackupFault for a folder that cannot be written.
    """
    goal = folder / f"{path.stem}_{now:%Y-%m-%d_%H-%M-%S}_rescued"
    rows: dict[str, int] = {}
    with telling_folder_faults(folder):
        goal.mkdir()
        copy = goal / path.name
        for old, new in zip((path, beside(path)[0]), (copy, beside(copy)[0]), strict=True):
            if old.is_file():
                shutil.copyfile(old, new)
        if copy.exists():
            with closing(sqlite3.connect(file_uri(copy, "mode=rw"), uri=True, isolation_level=None)) as connection:
                connection.text_factory = lambda data: data.decode("utf-8", "replace")
                for table in JOURNALLED:
                    if table not in _SECRET and (count := _write_out(connection, table, goal / f"{table}.csv")):
                        rows[table] = count
    return Rescued(goal, rows)


def _write_out(connection: sqlite3.Connection, table: str, goal: Path) -> int:
    names = list(JOURNALLED[table].columns)
    rows = _readable_rows(connection, table, names)
    if not rows:
        return 0
    with goal.open("w", encoding="utf-8-sig", newline="") as file:  # the mark that Excel asks for
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([_harmless(value) for value in row] for row in rows)
    return len(rows)


def _readable_rows(connection: sqlite3.Connection, table: str, names: list[str]) -> list[tuple[Any, ...]]:
    """From the first row on, and where that stops, from the last row back to there."""
    rows: list[tuple[Any, ...]] = []
    select = f"SELECT {', '.join(names)} FROM {table} NOT INDEXED WHERE id > ? ORDER BY id"
    if _read(connection, select, (-1,), rows):
        return rows
    behind: list[tuple[Any, ...]] = []
    _read(connection, f"{select} DESC", (rows[-1][0] if rows else -1,), behind)
    return rows + behind[::-1]


def _read(connection: sqlite3.Connection, sql: str, values: tuple[int, ...], rows: list[tuple[Any, ...]]) -> bool:
    """Add rows until none is left (True) or the damage begins (False)."""
    try:
        for row in connection.execute(sql, values):
            rows.append(row)
    except sqlite3.Error:
        return False
    return True


def _harmless(value: Any) -> Any:
    """What a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
