"""Bytes kept by their hash (photos, covers, the school's sign): once, and gone when no row or image holds them."""

import sqlite3
from typing import Final

# What an undo may bring back is held by the journal's image of the row.
_UNHELD: Final = """
DELETE FROM blob WHERE sha256 NOT IN (SELECT photo FROM reader WHERE photo IS NOT NULL)
  AND sha256 NOT IN (SELECT json_extract(before, '$.photo') FROM journal_image
    WHERE tbl = 'reader' AND before LIKE '%"photo": "%')
  AND sha256 NOT IN (SELECT photo FROM damage WHERE photo IS NOT NULL)
  AND sha256 NOT IN (SELECT json_extract(before, '$.photo') FROM journal_image
    WHERE tbl = 'damage' AND before LIKE '%"photo": "%')
  AND sha256 NOT IN (SELECT photo FROM activity_photo)
  AND sha256 NOT IN (SELECT json_extract(before, '$.photo') FROM journal_image
    WHERE tbl = 'activity_photo' AND before LIKE '%"photo": "%')
  AND sha256 NOT IN (SELECT cover FROM title WHERE cover IS NOT NULL)
  AND sha256 NOT IN (SELECT json_extract(before, '$.cover') FROM journal_image
    WHERE tbl = 'title' AND before LIKE '%"cover": "%')
  AND json_quote(sha256) NOT IN (SELECT value FROM setting WHERE key = 'logo')
  AND json_quote(sha256) NOT IN (SELECT json_extract(before, '$.value') FROM journal_image
    WHERE tbl = 'setting' AND before LIKE '%"value": "%'
      AND (before LIKE '%"key": "logo"%' OR first_id IN (SELECT id FROM setting WHERE key = 'logo')))"""


def keep(connection: sqlite3.Connection, data: bytes) -> str:
    """Keep these bytes, inside the transaction that the caller holds; gives their SHA-256 in hexadecimal."""
    from hashlib import sha256  # not while the program starts

    key = sha256(data).hexdigest()
    connection.execute("INSERT INTO blob(sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, data))
    return key


def drop_unheld(connection: sqlite3.Connection) -> int:
    """Remove what nobody holds, inside the transaction that the caller holds; gives how many."""
    if connection.execute("SELECT 1 FROM blob LIMIT 1").fetchone() is None:
        return 0
    return connection.execute(_UNHELD).rowcount
