"""Records as they came, byte for byte. They are not journalled: rows hold their numbers, and nothing changes them."""

import sqlite3
from collections.abc import Sequence

from libdesk.store.writing import Writer

# A record also stays while an undo could bring back a row that holds it.
_UNHELD = """
DELETE FROM record WHERE id IN (
  SELECT id FROM record EXCEPT SELECT record_id FROM title WHERE record_id IS NOT NULL
  EXCEPT SELECT record_id FROM pool_record
  EXCEPT SELECT json_extract(before, '$.record_id') FROM journal_image
    WHERE tbl IN ('title', 'pool_record') AND before LIKE '%"record_id"%')"""


def add(connection: Writer, records: Sequence[tuple[str, str, bytes]]) -> range:
    """Keep records, each (form, encoding, bytes), inside the open transaction; gives their numbers in order."""
    return connection.add("record", ("form", "encoding", "bytes"), records)


def drop_unheld(connection: sqlite3.Connection) -> int:
    """Let go what neither a title, nor the pool, nor an undo holds; gives how many."""
    return connection.execute(_UNHELD).rowcount
