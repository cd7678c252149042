"""The search index of titles and readers: written with every row, rebuilt when the way of splitting words changes.

Words are single characters, bigrams and pinyin in a contentless FTS5 table. What was indexed is kept as text, since
FTS5 removes a row of such a table only when it is told the old words.
"""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import Any, Final, NamedTuple

CHUNK: Final = 10_000  # rows split at a time: a million titles must not stand in memory at once
WORDS_VERSION: Final = 1  # raise it when names.py splits otherwise: open_library then rebuilds the index


class Index(NamedTuple):
    """Which columns of a table are searched, and how they are split into words."""

    words_table: str
    index_table: str
    columns: tuple[str, ...]
    split: Callable[[Sequence[Any]], str]


def _title_words(row: Sequence[Any]) -> str:
    from libdesk.domain.names import title_tokens

    return title_tokens(*(str(value) for value in row if value))


def _reader_words(row: Sequence[Any]) -> str:
    from libdesk.domain.names import reader_tokens

    name, school_no = row
    return f"{reader_tokens(name)} {school_no or ''}".strip()


INDEXES: Final[dict[str, Index]] = {
    "title": Index(
        "title_words", "title_index", ("title", "subtitle", "author", "publisher", "series", "isbn"), _title_words
    ),
    "reader": Index("reader_words", "reader_index", ("name", "school_no"), _reader_words),
}


def touches_words(table: str, columns: Collection[str]) -> bool:
    index = INDEXES.get(table)
    return index is not None and not set(index.columns).isdisjoint(columns)


def row_added(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    if table in INDEXES:
        rows_added(connection, table, range(row_id, row_id + 1))


def rows_added(connection: sqlite3.Connection, table: str, ids: range) -> None:
    """Index the rows first … last of a table; tables without an index are passed over."""
    index = INDEXES.get(table)
    if index is None:
        return
    if len(ids) > CHUNK:
        for first in range(ids.start, ids.stop, CHUNK):
            rows_added(connection, table, range(first, min(first + CHUNK, ids.stop)))
        return
    sql = f"SELECT id, {', '.join(index.columns)} FROM {table} WHERE id BETWEEN ? AND ?"
    rows = connection.execute(sql, (ids.start, ids.stop - 1)).fetchall()
    words = [(row[0], index.split(row[1:])) for row in rows]
    connection.executemany(f"INSERT INTO {index.words_table}(id, words) VALUES (?, ?)", words)
    connection.executemany(f"INSERT INTO {index.index_table}(rowid, words) VALUES (?, ?)", words)


def row_removed(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    """Take a row's words out; call it before the row itself changes or goes."""
    index = INDEXES.get(table)
    if index is None:
        return
    old = connection.execute(f"SELECT words FROM {index.words_table} WHERE id = ?", (row_id,)).fetchone()
    if old is None:
        return
    remove = f"INSERT INTO {index.index_table}({index.index_table}, rowid, words) VALUES ('delete', ?, ?)"
    connection.execute(remove, (row_id, old[0]))
    connection.execute(f"DELETE FROM {index.words_table} WHERE id = ?", (row_id,))


def rows_removed(connection: sqlite3.Connection, table: str, ids: range) -> None:
    """Take the words of a range of rows out, before the rows themselves go."""
    index = INDEXES.get(table)
    if index is None:
        return
    span = (ids.start, ids.stop - 1)
    old = connection.execute(f"SELECT id, words FROM {index.words_table} WHERE id BETWEEN ? AND ?", span).fetchall()
    remove = f"INSERT INTO {index.index_table}({index.index_table}, rowid, words) VALUES ('delete', ?, ?)"
    connection.executemany(remove, old)
    connection.execute(f"DELETE FROM {index.words_table} WHERE id BETWEEN ? AND ?", span)


def rebuild(connection: sqlite3.Connection) -> None:
    """Split every title and reader anew, inside the transaction that the caller holds."""
    for table, index in INDEXES.items():
        connection.execute(f"INSERT INTO {index.index_table}({index.index_table}) VALUES ('delete-all')")
        connection.execute(f"DELETE FROM {index.words_table}")
        last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        rows_added(connection, table, range(1, last + 1))
