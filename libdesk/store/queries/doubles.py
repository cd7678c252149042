"""Titles that may be there twice: one ISBN in any form, a volume's too, or one title, author and publisher."""

import json
from collections import defaultdict
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Final

from libdesk.domain.identifiers import normalise_isbn
from libdesk.domain.matching import SameWork, may_be_one, work_key
from libdesk.domain.names import query_match
from libdesk.domain.progress import Progress
from libdesk.domain.rows.books import TitleFound
from libdesk.domain.rows.doubles import DoubleFound, DoubleGroup, pairs_of
from libdesk.domain.titles import TitleFields
from libdesk.store.database import Library
from libdesk.store.queries import books

MOST: Final = 20
MOST_GROUPS: Final = 500
LOOKED_AT: Final = 400  # titles with the same words that are compared one by one
STEP: Final = 20_000

_BY_ISBN: Final = """
SELECT id FROM title WHERE isbn IN (SELECT value FROM json_each(?))
UNION SELECT title_id FROM volume WHERE isbn IN (SELECT value FROM json_each(?))"""
_WORDS: Final = "SELECT id, title, subtitle, author, publisher FROM title"
_ISBNS: Final = """
SELECT isbn, title_id FROM
  (SELECT isbn, id AS title_id FROM title WHERE isbn IS NOT NULL
   UNION SELECT isbn, title_id FROM volume WHERE isbn IS NOT NULL)
WHERE isbn IN (
  SELECT isbn FROM
    (SELECT isbn, id AS title_id FROM title WHERE isbn IS NOT NULL
     UNION SELECT isbn, title_id FROM volume WHERE isbn IS NOT NULL)
  GROUP BY isbn HAVING count(DISTINCT title_id) > 1)
ORDER BY isbn, title_id"""


def of(
    library: Library, fields: TitleFields, *, isbns: Iterable[str] = (), besides: int | None = None
) -> list[DoubleFound]:
    """The titles that may be this one, those of the same ISBN first; `isbns` of its volumes, `besides` itself.

    Two statements, each by an index: this may be asked while one types.
    """
    numbers = {normalise_isbn(text).isbn13 for text in (fields.isbn, *isbns) if text} - {""}
    why: dict[int, SameWork] = {}
    if numbers:
        given = json.dumps(sorted(numbers))
        rows = library.connection.execute(_BY_ISBN, (given, given))
        why = {row[0]: SameWork.ISBN for row in rows}
    for title_id, sameness in _same_words(library, fields):
        why.setdefault(title_id, sameness)
    if besides is not None:
        for known in (besides, *(other for _row, other in apart_rows(library.connection, besides))):
            why.pop(known, None)
    ids = list(why)[:MOST]
    return [DoubleFound(found, why[found.id]) for found in books.titles(library, ids)]


def _same_words(library: Library, fields: TitleFields) -> list[tuple[int, SameWork]]:
    match = query_match(fields.title)
    if match is None:
        return []
    wanted = work_key(fields.title, fields.author, fields.publisher, fields.subtitle)
    rows = library.connection.execute(
        f"{_WORDS} WHERE id IN (SELECT rowid FROM title_index WHERE title_index MATCH ? ORDER BY rowid DESC LIMIT ?)",
        (match, LOOKED_AT),
    )
    keys = ((row[0], work_key(row[1], row[3], row[4], row[2])) for row in rows)
    return [
        (title_id, SameWork.WORDS if key == wanted and all(key.split("\0")) else SameWork.TITLE)
        for title_id, key in keys
        if may_be_one(key, wanted)
    ]


def all_groups(library: Library, progress: Progress | None = None) -> list[DoubleGroup]:
    """Every group of titles of the catalogue that may be one; some seconds for 100,000 titles, so in a job.

    Titles that share an ISBN stand once, as those. Raises Cancelled.
    """
    by_isbn: dict[str, list[int]] = defaultdict(list)
    for isbn, title_id in library.connection.execute(_ISBNS):
        by_isbn[isbn].append(title_id)
    groups = {tuple(ids): SameWork.ISBN for ids in by_isbn.values()}
    for ids in _by_words(library, progress or Progress()):
        groups.setdefault(ids, SameWork.WORDS)
    apart = all_apart(library)
    open_ones = [(ids, why) for ids, why in groups.items() if pairs_of(ids, apart)]
    chosen = open_ones[:MOST_GROUPS]
    found = {row.id: row for row in _rows(library, {title_id for ids, _why in chosen for title_id in ids})}
    return [
        DoubleGroup(why, tuple(found[title_id] for title_id in ids if title_id in found), pairs_of(ids, apart))
        for ids, why in chosen
    ]


def all_apart(library: Library) -> set[tuple[int, int]]:
    """Titles that were noted as two, the smaller id first."""
    return set(library.connection.execute("SELECT title_id, other_id FROM distinct_titles"))


def apart_rows(connection: Connection, title_id: int) -> list[tuple[int, int]]:
    """(row, other title) of the titles that this one was noted not to be."""
    return connection.execute(
        "SELECT id, other_id FROM distinct_titles WHERE title_id = :id"
        " UNION ALL SELECT id, title_id FROM distinct_titles WHERE other_id = :id",
        {"id": title_id},
    ).fetchall()


def _by_words(library: Library, progress: Progress) -> list[tuple[int, ...]]:
    total = library.connection.execute("SELECT count(*) FROM title").fetchone()[0]
    first: dict[int, int] = {}  # by the hash of the key: a million keys need not stand in memory
    again: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(library.connection.execute(f"{_WORDS} ORDER BY id")):
        if number % STEP == 0:
            progress.step(number, total)
        key = hash(work_key(row[1], row[3], row[4], row[2]))
        if first.setdefault(key, row[0]) != row[0]:
            again[key].append(row[0])
    return [(first[key], *ids) for key, ids in again.items()]


def _rows(library: Library, ids: set[int]) -> list[TitleFound]:
    wanted = sorted(ids)
    return [row for at in range(0, len(wanted), 500) for row in books.titles(library, wanted[at : at + 500])]
