"""Records as they came, byte for byte. They are not journalled: rows hold their numbers, and nothing changes them."""

import sqlite3
from collections.abc import Sequence

# A record also stays while an undo could bring back a row that holds it.
_UNHELD = """
DELETE FROM record WHERE id IN (
  SELECT id FROM record EXCEPT SELECT record_id FROM title WHERE record_id IS NOT NULL
  EXCEPT SELECT record_id FROM pool_record
  EXCEPT SELECT json_extract(before, '$.record_id') FROM journal_image
    WHERE tbl IN ('title', 'pool_record') AND before LIKE '%"record_id"%')"""


def add(connection: sqlite3.Connection, records: Sequence[tuple[str, str, bytes]]) -> range:
    """Keep records, each (form, encoding, bytes), inside the open transaction; gives their numbers in order."""
    first = _next(connection)
    connection.executemany("INSERT INTO record(form, encoding, bytes) VALUES (?, ?, ?)", records)
    return range(first, _next(connection))


def drop_unheld(connection: sqlite3.Connection) -> int:
    """Let go what neither a title, nor the pool, nor an undo holds; gives how many."""
    return connection.execute(_UNHELD).rowcount


def _next(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'record'").fetchone()
    return (row[0] if row else 0) + 1
