"""What the library has of a list of books, read in bulk: the titles are gone through once for a whole list."""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from libdesk.domain.holdings_check import Held, Holdings, Offer
from libdesk.domain.matching import text_key
from libdesk.domain.progress import Progress
from libdesk.domain.same_books import Known, book_key, main_title_key
from libdesk.store.database import Library

FEW: Final = 300  # books of which each is looked up by itself
_CHUNK: Final = 20_000
_COUNTED: Final = "status NOT IN ('withdrawn', 'lost', 'missing')"
_BY_ISBN: Final = "SELECT id FROM title WHERE isbn IN (SELECT value FROM json_each(?))"
_HELD: Final = f"""
SELECT t.id, t.title, coalesce(t.author, ''), coalesce(t.isbn, ''),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND {_COUNTED}),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf')
FROM title t WHERE t.id IN (SELECT value FROM json_each(?))"""
_VOLUMES: Final = f"""
SELECT v.title_id, t.title || v.label, coalesce(t.author, ''), v.isbn,
  (SELECT count(*) FROM copy c WHERE c.volume_id = v.id AND {_COUNTED}),
  (SELECT count(*) FROM copy c WHERE c.volume_id = v.id AND c.status = 'shelf')
FROM volume v JOIN title t ON t.id = v.title_id
WHERE v.isbn IN (SELECT value FROM json_each(?)) AND t.isbn IS NOT v.isbn"""


def holdings(library: Library, offers: Sequence[Offer], progress: Progress | None = None) -> Holdings:
    """What a list is held against: titles of the same ISBN or of the same words, what is on order, what is wished."""
    from libdesk.store.queries.bureau import naming_offers
    from libdesk.store.queries.orders import on_order
    from libdesk.store.queries.wishes import open_keys

    isbns = json.dumps(sorted({offer.isbn for offer in offers if offer.isbn}))
    ids = {row[0] for row in library.connection.execute(_BY_ISBN, (isbns,)).fetchall()}
    keys = {offer.key.title for offer in offers} | {main_title_key(offer.title) for offer in offers}
    ids |= _titles_named(library, keys - {""}, progress or Progress())
    held = library.connection.execute(_HELD, (json.dumps(sorted(ids)),)).fetchall()
    volumes = library.connection.execute(_VOLUMES, (isbns,)).fetchall()
    found = tuple(Held(*row) for row in (*held, *volumes))
    return Holdings(
        found, tuple(on_order(library)), tuple(open_keys(library)), tuple(naming_offers(library, offers).items())
    )


def titles_like(library: Library, books: Sequence[tuple[str, str, str]]) -> Known[tuple[int, int, int]]:
    """(title, copies, copies on the shelf) of what the library has of these (title, author, ISBN), by their keys."""
    isbns = json.dumps(sorted({isbn for _title, _author, isbn in books if isbn}))
    ids = {row[0] for row in library.connection.execute(_BY_ISBN, (isbns,)).fetchall()}
    keys = {book_key(title).title for title, _author, _isbn in books} - {""}
    ids |= _by_words(library, books) if len(books) <= FEW else _titles_named(library, keys, Progress())
    rows = library.connection.execute(_HELD, (json.dumps(sorted(ids)),)).fetchall()
    return Known.of((book_key(row[1], row[2], row[3]), (row[0], row[4], row[5])) for row in rows)


def _by_words(library: Library, books: Iterable[tuple[str, str, str]]) -> set[int]:
    """A few titles are looked up as they stand and by their words."""
    from libdesk.domain.names import query_match

    found: set[int] = set()
    for title, _author, _isbn in books:
        found |= {row[0] for row in library.fetch("SELECT id FROM title WHERE title = ?", title)}
        match = query_match(title)
        if match is not None:
            sql = "SELECT rowid FROM title_index WHERE title_index MATCH ? ORDER BY rowid DESC LIMIT 50"
            found |= {row[0] for row in library.fetch(sql, match)}
    return found


def _titles_named(library: Library, keys: set[str], progress: Progress) -> set[int]:
    """The titles whose words are one of these keys, signs and width apart, with their subtitle or without."""
    found: set[int] = set()
    if not keys:
        return found
    last = library.connection.execute("SELECT coalesce(max(id), 0) FROM title").fetchone()[0]
    for first in range(1, last + 1, _CHUNK):
        rows = library.connection.execute(
            "SELECT id, title, subtitle FROM title WHERE id BETWEEN ? AND ?", (first, first + _CHUNK - 1)
        ).fetchall()
        for title_id, title, subtitle in rows:
            key = text_key(title)
            if (
                key in keys
                or (subtitle and key + text_key(subtitle) in keys)
                or (not title.isalnum() and main_title_key(title) in keys)
            ):
                found.add(title_id)
        progress.step(min(first + _CHUNK - 1, last), last)
    return found
