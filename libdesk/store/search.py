"""The search index of titles and readers, and the keys by which titles and copies are sorted: written with every row.

Both are made anew when the way of splitting or of sorting changes. Words are single characters, bigrams and pinyin in a
contentless FTS5 table. What was indexed is kept as text, since FTS5 removes a row of such a table only when it is told
the old words.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from libdesk.store.writing import Writer

READ: Final = 10_000  # rows read at a time: a million titles must not stand in memory at once
CHUNK: Final = 500  # rows split at a time, while those before them are written
WORD_COLUMNS: Final = 12  # of a title; what follows them is found as facts


class Index(NamedTuple):
    """Which columns of a table are searched, and how they are split into words."""

    words_table: str
    index_table: str
    columns: tuple[str, ...]
    split: Callable[[Sequence[Any]], str]

    @property
    def add_sql(self) -> str:
        """Index the kept words of a range of rows."""
        return (
            f"INSERT INTO {self.index_table}(rowid, words) SELECT id, words FROM {self.words_table}"
            " WHERE id BETWEEN ? AND ?"
        )


def _title_words(row: Sequence[Any]) -> str:
    from libdesk.domain.names import LISTED, title_tokens, whole_tokens
    from libdesk.domain.title_facts import fact_tokens

    said = [value for value in row[:WORD_COLUMNS] if value]
    words = [title_tokens(text) for value in said for text in (value.split(LISTED) if LISTED in value else (value,))]
    return f"{' '.join(words)} {whole_tokens(row[0])} {fact_tokens(*row[WORD_COLUMNS:])}"


def _reader_words(row: Sequence[Any]) -> str:
    from libdesk.domain.names import reader_tokens

    name, school_no = row
    return f"{reader_tokens(name)} {school_no or ''}".strip()


INDEXES: Final[dict[str, Index]] = {
    "title": Index(
        "title_words",
        "title_index",
        (
            "title",
            "subtitle",
            "author",
            "publisher",
            "series",
            "isbn",
            "contributors",
            "original_title",
            "subjects",
            "issn",
            "unified_no",
            "cn_no",
            "kind",
            "class_no",
            "call_no",
            "grade_from",
            "grade_to",
        ),
        _title_words,
    ),
    "reader": Index("reader_words", "reader_index", ("name", "school_no"), _reader_words),
}


class Order(NamedTuple):
    """Which columns of a table its keys of sorting are worked out from; without the last one a copy has no key."""

    order_table: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    make: Callable[[Sequence[Any], bool], Sequence[Any] | None]


def _title_order(row: Sequence[Any], decimal: bool) -> Sequence[Any]:
    from libdesk.domain.callnumbers import shelf_key
    from libdesk.domain.title_keys import title_key

    title, call_no = row
    return (title_key(title), shelf_key(call_no, author_decimal=decimal) if call_no else None)


def _copy_order(row: Sequence[Any], decimal: bool) -> Sequence[Any] | None:
    from libdesk.domain.callnumbers import shelf_key

    return (shelf_key(row[0], author_decimal=decimal),) if row[0] else None


ORDERS: Final[dict[str, Order]] = {
    "title": Order("title_order", ("by_title", "by_shelf"), ("title", "call_no"), _title_order),
    "copy": Order("copy_order", ("by_shelf",), ("call_no",), _copy_order),
}  # fmt: skip
_DERIVED: Final = {
    table: frozenset((*(INDEXES[table].columns if table in INDEXES else ()),
                      *(ORDERS[table].columns if table in ORDERS else ())))
    for table in (*INDEXES, *ORDERS)
}  # fmt: skip
_SETTING: Final = "author_decimal"  # the one setting that the order on the shelf goes by


def touches_words(table: str, columns: Collection[str]) -> bool:
    """Whether the words or the order of a row change with these columns."""
    derived = _DERIVED.get(table)
    return (derived is not None and not derived.isdisjoint(columns)) or table == "setting"


def row_added(connection: Writer, table: str, row_id: int) -> None:
    if table in _DERIVED:
        rows_added(connection, table, range(row_id, row_id + 1))
    elif table == "setting":
        _order_anew(connection, range(row_id, row_id + 1), author_decimal(connection))


def rows_added(
    connection: Writer, table: str, ids: range, columns: Sequence[str] = (), rows: Sequence[Sequence[Any]] = ()
) -> None:
    """Index the rows first … last of a table; tables without an index are passed over.

    `rows`: what has just been written in these columns. What they do not hold is read.
    """
    if table not in _DERIVED:
        return
    if order := ORDERS.get(table):
        decimal = author_decimal(connection)
        for found in _rows(connection, table, order.columns, ids, columns, rows):
            made = [(row_id, *keys) for row_id, row in found if (keys := order.make(row, decimal)) is not None]
            connection.put(order.order_table, ("id", *order.keys), made)
    if index := INDEXES.get(table):
        for found in _rows(connection, table, index.columns, ids, columns, rows):
            words = [(row_id, index.split(row)) for row_id, row in found]
            connection.put(index.words_table, ("id", "words"), words)
        connection.follow(index.add_sql, ids)


def _rows(
    connection: Writer, table: str, wanted: tuple[str, ...], ids: range, columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> Iterator[list[tuple[int, Sequence[Any]]]]:  # fmt: skip
    """These columns of these rows with their ids, some at a time."""
    if set(wanted).issubset(columns):
        places = [columns.index(name) for name in wanted]
        for start in range(0, len(ids), CHUNK):
            some = rows[start : start + CHUNK]
            yield list(zip(ids[start : start + CHUNK], ([row[place] for place in places] for row in some), strict=True))
        return
    sql = f"SELECT id, {', '.join(wanted)} FROM {table} WHERE id BETWEEN ? AND ?"
    for start in range(ids.start, ids.stop, READ):
        read = connection.execute(sql, (start, min(start + READ, ids.stop) - 1)).fetchall()
        for first in range(0, len(read), CHUNK):
            yield [(row[0], row[1:]) for row in read[first : first + CHUNK]]


def author_decimal(connection: Writer) -> bool:
    """Whether the figures of author numbers are decimals on this library's shelves."""
    sql = "SELECT NOT EXISTS(SELECT 1 FROM setting WHERE key = ? AND value = 'false')"
    return bool(connection.fact(sql, _SETTING))


def _order_anew(connection: Writer, settings: range, decimal: bool) -> None:
    """If the shelf's setting is among these rows of settings: give what sorts otherwise now its new key."""
    from libdesk.domain.callnumbers import shelf_key

    sql = "SELECT 1 FROM setting WHERE key = ? AND id BETWEEN ? AND ?"
    if connection.execute(sql, (_SETTING, settings.start, settings.stop - 1)).fetchone() is None:
        return
    for table, order in ORDERS.items():
        rows = connection.execute(f"SELECT id, call_no FROM {table} WHERE call_no IS NOT NULL AND call_no <> ''")
        keys = ((shelf_key(call_no, author_decimal=decimal), row_id, call_no) for row_id, call_no in rows)
        moved = [
            (key, row_id) for key, row_id, call_no in keys if key != shelf_key(call_no, author_decimal=not decimal)
        ]
        connection.executemany(f"UPDATE {order.order_table} SET by_shelf = ? WHERE id = ?", moved)


def row_removed(connection: Writer, table: str, row_id: int) -> None:
    """Take a row's words and order out; call it before the row itself changes or goes."""
    if order := ORDERS.get(table):
        connection.execute(f"DELETE FROM {order.order_table} WHERE id = ?", (row_id,))
    index = INDEXES.get(table)
    if index is None:
        return
    old = connection.execute(f"SELECT words FROM {index.words_table} WHERE id = ?", (row_id,)).fetchone()
    if old is None:
        return
    remove = f"INSERT INTO {index.index_table}({index.index_table}, rowid, words) VALUES ('delete', ?, ?)"
    connection.execute(remove, (row_id, old[0]))
    connection.execute(f"DELETE FROM {index.words_table} WHERE id = ?", (row_id,))


def rows_removed(connection: Writer, table: str, ids: range) -> None:
    """Take the words and the order of a range of rows out, before the rows themselves go."""
    if table == "setting":
        _order_anew(connection, ids, decimal=True)  # what a library starts with
    span = (ids.start, ids.stop - 1)
    if order := ORDERS.get(table):
        connection.execute(f"DELETE FROM {order.order_table} WHERE id BETWEEN ? AND ?", span)
    index = INDEXES.get(table)
    if index is None:
        return
    old = connection.execute(f"SELECT id, words FROM {index.words_table} WHERE id BETWEEN ? AND ?", span).fetchall()
    remove = f"INSERT INTO {index.index_table}({index.index_table}, rowid, words) VALUES ('delete', ?, ?)"
    connection.executemany(remove, old)
    connection.execute(f"DELETE FROM {index.words_table} WHERE id BETWEEN ? AND ?", span)


def rebuild(connection: Writer) -> None:
    """Split and sort everything anew, inside the transaction that the caller holds."""
    for table in _DERIVED:
        if index := INDEXES.get(table):
            connection.execute(f"INSERT INTO {index.index_table}({index.index_table}) VALUES ('delete-all')")
            connection.execute(f"DELETE FROM {index.words_table}")
        if order := ORDERS.get(table):
            connection.execute(f"DELETE FROM {order.order_table}")
        last = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0]
        rows_added(connection, table, range(1, last + 1))
