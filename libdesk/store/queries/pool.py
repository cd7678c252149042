"""The pool of suppliers' records: looked up by ISBN or title while a parcel is unpacked, listed by its files."""

from collections.abc import Collection, Iterator
from typing import Final

from libdesk.domain.matching import text_key
from libdesk.domain.names import begins_with_initials
from libdesk.domain.rows.pool import KeptRecord, PoolFile, PoolRow
from libdesk.store.database import Library

MOST: Final = 50
LOOKED_AT: Final = 20_000  # records whose initials are worked out while one types
LEAST_INITIALS: Final = 2
_AFTER: Final = "\U0010ffff"
_ROWS: Final = """
SELECT p.id, p.record_id, coalesce(p.isbn, ''), p.title, coalesce(p.author, ''), coalesce(p.publisher, ''), p.year,
  p.price_fen, coalesce(p.class_no, ''), f.name, f.day
FROM pool_record p JOIN pool_file f ON f.id = p.file_id"""


def by_isbn(library: Library, isbn13: str) -> list[PoolRow]:
    """Every record of this ISBN or unified number, that of the newest file first: its price is the one of today."""
    sql = f"{_ROWS} WHERE p.isbn = ? ORDER BY p.id DESC LIMIT {MOST}"
    return [PoolRow(*row) for row in library.fetch(sql, isbn13)]


def by_title(library: Library, title: str, *, whole: bool = False) -> list[PoolRow]:
    """Records whose title is or begins with this one, signs and width apart; the newest first. `whole`: is this one."""
    key = text_key(title)
    if not key:
        return []
    sql = f"{_ROWS} WHERE p.title_key >= ? AND p.title_key < ? ORDER BY p.title_key <> ?, p.id DESC LIMIT {MOST}"
    return [PoolRow(*row) for row in library.fetch(sql, key, f"{key}\0" if whole else key + _AFTER, key)]


def by_initials(library: Library, typed: str) -> list[PoolRow]:
    """Records whose title begins with these initials, as xdhyyf for 现代汉语用法, among the newest ones."""
    letters = "".join(typed.casefold().split())
    if not (len(letters) >= LEAST_INITIALS and letters.isascii() and letters.isalpha()):
        return []
    sql = "SELECT id, title_key FROM pool_record ORDER BY id DESC LIMIT ?"
    rows = library.connection.execute(sql, (LOOKED_AT,))
    ids = [row[0] for row in rows if begins_with_initials(row[1], letters)][:MOST]
    marks = ",".join("?" * len(ids))
    return [PoolRow(*one) for one in library.fetch(f"{_ROWS} WHERE p.id IN ({marks}) ORDER BY p.id DESC", *ids)]


def row(library: Library, pool_id: int) -> PoolRow | None:
    found = library.fetch(f"{_ROWS} WHERE p.id = ?", pool_id)
    return PoolRow(*found[0]) if found else None


def kept_record(library: Library, record_id: int) -> KeptRecord | None:
    """A record as it came, byte for byte."""
    found = library.fetch("SELECT id, form, encoding, bytes FROM record WHERE id = ?", record_id)
    return KeptRecord(*found[0]) if found else None


def files(library: Library) -> list[PoolFile]:
    """The files of the pool, the newest first."""
    rows = library.fetch("SELECT id, name, day, records FROM pool_file ORDER BY id DESC")
    return [PoolFile(*one) for one in rows]


def size(library: Library) -> int:
    """How many records the pool holds, by what its files brought."""
    return int(library.fetch("SELECT coalesce(sum(records), 0) FROM pool_file")[0][0])


def record_span(library: Library, file_id: int) -> range:
    """The ids of the records of one file, which were written in a row."""
    first, last = library.fetch("SELECT min(id), max(id) FROM pool_record WHERE file_id = ?", file_id)[0]
    return range(first, last + 1) if first is not None else range(0)


def bytes_of(library: Library, isbns: Collection[str], title_keys: Collection[str]) -> Iterator[bytes]:
    """The bytes of all records of these ISBNs, and of those without one that have these titles."""
    for column, values, more in (("isbn", isbns, ""), ("title_key", title_keys, " AND p.isbn IS NULL")):
        marks = ",".join("?" * len(values))
        sql = (
            f"SELECT r.bytes FROM pool_record p JOIN record r ON r.id = p.record_id WHERE p.{column} IN ({marks}){more}"
        )
        if values:
            for (data,) in library.connection.execute(sql, tuple(values)):
                yield data
