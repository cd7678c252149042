"""Which book numbers of a class are taken: by titles, by their copies, or by titles that gave them up.

Asked by the keys of the shelf, so that a number counts however it is written, and the highest one is found at once.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any, Final

from libdesk.domain.book_numbers import Taken
from libdesk.domain.callnumbers import MOST_FIGURES, book_part, class_span, clean_class
from libdesk.domain.title_keys import title_key

_FIRST_FIGURE: Final = b"0"
_AFTER_FIGURES: Final = _FIRST_FIGURE + bytes((MOST_FIGURES + 1,))  # the keys say first how many figures follow
# A copy's number counts too: it stands on the book, whatever its title says by now.
_TITLES: Final = """SELECT t.id, t.call_no, t.author, t.title FROM title_order o JOIN title t ON t.id = o.id
 WHERE o.by_shelf >= ? AND o.by_shelf < ? AND t.shelving = ?"""
_COPIES: Final = """SELECT t.id, c.call_no, t.author, t.title FROM copy_order o JOIN copy c ON c.id = o.id
 JOIN title t ON t.id = c.title_id WHERE o.by_shelf >= ? AND o.by_shelf < ? AND t.shelving = ?"""
_HIGHEST: Final = " ORDER BY o.by_shelf DESC LIMIT ?"
_SPENT: Final = "SELECT call_no FROM spent_number WHERE class_no = ? AND shelving = ?"


def taken(
    connection: sqlite3.Connection, class_no: str, shelving: str, *, letters: str = "", without: Iterable[int] = ()
) -> Iterator[Taken]:
    """Every number that is taken in a class and shelving group; of authors with these letters, if they are named.

    `without`: titles whose numbers do not count.
    """
    first, last = class_span(class_no)
    if letters:
        first, last = first + letters.encode(), first + letters.encode() + b"\xff"
    left = frozenset(without)
    for sql in (_TITLES, _COPIES):
        for title_id, call_no, author, title in connection.execute(sql, (first, last, shelving)):
            if title_id not in left:
                yield Taken(book_part(call_no), author or "", title)
    yield from _spent(connection, class_no, shelving)


def highest(connection: sqlite3.Connection, class_no: str, shelving: str) -> Iterator[Taken]:
    """The highest running number that is taken, and those given up; a few rows however many titles there are.

    What has too many figures to be one is passed over, or it would hide the highest that is.
    """
    start, _end = class_span(class_no)
    span = (start + _FIRST_FIGURE, start + _AFTER_FIGURES, shelving)
    for sql in (_TITLES, _COPIES):
        row = connection.execute(sql + _HIGHEST, (*span, 1)).fetchone()
        if row is not None:
            yield Taken(book_part(row[1]))
    yield from _spent(connection, class_no, shelving)


def _spent(connection: sqlite3.Connection, class_no: str, shelving: str) -> Iterator[Taken]:
    for (call_no,) in connection.execute(_SPENT, (clean_class(class_no), shelving)):
        yield Taken(book_part(call_no), spent=True)


def same_title(
    connection: sqlite3.Connection, class_no: str, shelving: str, title: str, without: Iterable[int] = ()
) -> list[tuple[str, str, str, str]]:
    """(title, author, edition, call number) of the titles of a class and group that are called alike."""
    left, (first, last) = frozenset(without), class_span(class_no)
    rows = connection.execute(
        "SELECT t.id, t.title, coalesce(t.author, ''), coalesce(t.edition, ''), t.call_no FROM title_order o"
        " JOIN title t ON t.id = o.id WHERE o.by_title = ? AND o.by_shelf >= ? AND o.by_shelf < ? AND t.shelving = ?"
        " ORDER BY t.id",
        (title_key(title), first, last, shelving),
    )
    return [row[1:] for row in rows if row[0] not in left]


def numbered(connection: sqlite3.Connection, title_ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """(id, title, author, class number, call number, shelving group, edition) of titles, in the order of naming."""
    rows: dict[int, tuple[Any, ...]] = {}
    ids = list(dict.fromkeys(title_ids))
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        sql = f"SELECT id, title, author, class_no, call_no, shelving, edition FROM title WHERE id IN ({marks})"
        found = connection.execute(sql, some)
        rows |= {row[0]: row for row in found}
    return [rows[title_id] for title_id in ids if title_id in rows]


def copies_of(connection: sqlite3.Connection, title_id: int) -> list[tuple[int, str | None, str]]:
    """(id, call number, the volume's label or "") of a title's copies."""
    return connection.execute(
        "SELECT c.id, c.call_no, coalesce(v.label, '') FROM copy c LEFT JOIN volume v ON v.id = c.volume_id"
        " WHERE c.title_id = ?",
        (title_id,),
    ).fetchall()
