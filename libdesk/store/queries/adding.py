"""What the adding of books asks while somebody holds the next one in hand: few statements, each by an index."""

import json
from dataclasses import replace
from typing import Any, Final

from libdesk.domain.identifiers import unified_of
from libdesk.domain.matching import text_key
from libdesk.domain.names import query_match
from libdesk.domain.rows.adding import AddedLine, Candidate, QueuedTitle, VolumeHere, Where
from libdesk.domain.rows.pool import PoolRow
from libdesk.domain.titles import FIELD_NAMES, TitleFields, from_columns
from libdesk.store.database import Library
from libdesk.store.queries import doubles, pool
from libdesk.store.queries.journal_page import undone_among

MOST: Final = 8  # of each kind among which one chooses; whoever needs more types more
LOOKED_AT: Final = 200

_OURS: Final = """
SELECT t.id, t.title, t.author, t.publisher, t.year, t.call_no, t.price_fen, t.queued,
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn'),
  (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state = 'waiting')
FROM title t WHERE t.id IN (SELECT value FROM json_each(?))"""
_VOLUMES: Final = """
SELECT title_id, id, label, coalesce(isbn, '') FROM volume WHERE title_id IN (SELECT value FROM json_each(?))
ORDER BY title_id, ordinal, id"""
_QUEUED: Final = """
SELECT t.id, t.title,
  (SELECT b.printed FROM copy c JOIN barcode b ON b.copy_id = c.id AND b.state = 'active' WHERE c.title_id = t.id
     ORDER BY c.id LIMIT 1),
  (SELECT r.name FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL JOIN reader r ON r.id = l.reader_id
     WHERE c.title_id = t.id LIMIT 1),
  t.added
FROM title t WHERE t.queued = 1 ORDER BY t.id DESC LIMIT 500"""

_ADDED: Final = """
SELECT j.id, j.at, j.title_id, t.title || coalesce('(' || v.label || ')', ''), j.count,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  c.accession_no, coalesce(c.call_no, t.call_no)
FROM (SELECT id, at, json_extract(args, '$.title') title_id, json_extract(args, '$.copy') copy_id,
        json_extract(args, '$.count') count
      FROM journal WHERE at >= ? AND op = 'add_books' ORDER BY at DESC, id DESC LIMIT ?) j
LEFT JOIN title t ON t.id = j.title_id LEFT JOIN copy c ON c.id = j.copy_id LEFT JOIN volume v ON v.id = c.volume_id
ORDER BY j.at DESC, j.id DESC"""


def candidates(library: Library, ids: list[int]) -> list[Candidate]:
    """These titles of ours, in this order."""
    if not ids:
        return []
    given = json.dumps(ids)
    volumes: dict[int, list[VolumeHere]] = {}
    for title_id, *volume in library.connection.execute(_VOLUMES, (given,)):
        volumes.setdefault(title_id, []).append(VolumeHere(*volume))
    found = {row[0]: _ours(row, volumes) for row in library.connection.execute(_OURS, (given,))}
    return [found[title_id] for title_id in ids if title_id in found]


def candidate(library: Library, title_id: int) -> Candidate | None:
    found = candidates(library, [title_id])
    return found[0] if found else None


def of_isbn(library: Library, isbn: str) -> list[Candidate]:
    """Titles with this ISBN, also of one of their volumes; suppliers' records only of what is not ours.

    Of several suppliers' records the newest speaks for all: which of them is taken is no question for a scan.
    """
    rows = library.connection.execute(
        "SELECT id FROM title WHERE isbn = :isbn UNION SELECT title_id FROM volume WHERE isbn = :isbn LIMIT :most",
        {"isbn": isbn, "most": MOST},
    )
    ours = candidates(library, [row[0] for row in rows])
    if ours:
        return ours
    offered = _newest_of_each(pool.by_isbn(library, isbn))
    return [*_perhaps_here(library, offered), *offered] if offered else []


def _perhaps_here(library: Library, offered: list[Candidate]) -> list[Candidate]:
    """Ours of the same title, author and publisher: an older printing, or one that was entered without its ISBN."""
    ids: list[int] = []
    for one in offered:
        fields = TitleFields(one.title, author=one.author, publisher=one.publisher)
        ids += [found.id for found in doubles.of(library, fields)]
    return [replace(row, perhaps=True) for row in candidates(library, list(dict.fromkeys(ids))[:MOST])]


def of_issn(library: Library, issn: str) -> list[Candidate]:
    rows = library.connection.execute("SELECT id FROM title WHERE issn = ? LIMIT ?", (issn, MOST))
    return candidates(library, [row[0] for row in rows])


def of_unified(library: Library, number: str) -> list[Candidate]:
    """Books older than ISBN, by their unified number as `unified_of` gives it."""
    sql = (
        "SELECT id, unified_no FROM title WHERE id IN (SELECT rowid FROM title_index WHERE title_index MATCH ? LIMIT ?)"
        " AND unified_no IS NOT NULL"
    )
    rows = library.connection.execute(sql, (query_match(number), LOOKED_AT)).fetchall()
    ours = candidates(library, [row[0] for row in rows if unified_of(row[1]) == number][:MOST])
    return ours or _newest_of_each(pool.by_isbn(library, number))


def of_words(library: Library, text: str) -> list[Candidate]:
    """Titles of ours with these words or initials, those that begin with them first; then suppliers' records."""
    if number := unified_of(text):
        return of_unified(library, number)
    match, key = query_match(text), text_key(text)
    ours: list[Candidate] = []
    if match is not None:
        rows = library.connection.execute(
            "SELECT id, title FROM title WHERE id IN"
            " (SELECT rowid FROM title_index WHERE title_index MATCH ? ORDER BY rowid DESC LIMIT ?)",
            (match, LOOKED_AT),
        ).fetchall()
        rows.sort(key=lambda row: (text_key(row[1]) != key, not text_key(row[1]).startswith(key), -row[0]))
        ours = candidates(library, [row[0] for row in rows[:MOST]])
    offered = pool.by_title(library, text) or pool.by_initials(library, text)
    return ours + _newest_of_each(offered)[:MOST]


def owner_title(library: Library, copy_id: int) -> int | None:
    row = library.connection.execute("SELECT title_id FROM copy WHERE id = ?", (copy_id,)).fetchone()
    return row[0] if row else None


def is_set(library: Library, title_id: int) -> bool:
    """Whether a title has volumes."""
    sql = (
        "SELECT 1 FROM title WHERE id = ? AND (kind = 'set' OR EXISTS (SELECT 1 FROM volume WHERE title_id = title.id))"
    )
    return library.connection.execute(sql, (title_id,)).fetchone() is not None


def labels_have(library: Library, length: int) -> bool:
    """Whether labels of books here are so long."""
    sql = "SELECT 1 FROM barcode WHERE copy_id IS NOT NULL AND length(code_key) = ? LIMIT 1"
    return library.connection.execute(sql, (length,)).fetchone() is not None


def queued(library: Library) -> list[QueuedTitle]:
    """Titles that were lent before they were catalogued, the newest first."""
    return [
        QueuedTitle(row[0], row[1], row[2] or "", row[3] or "", row[4]) for row in library.connection.execute(_QUEUED)
    ]


def fields_of(library: Library, title_id: int) -> TitleFields | None:
    """Every field of a title."""
    cursor = library.connection.execute(f"SELECT {', '.join(FIELD_NAMES)} FROM title WHERE id = ?", (title_id,))
    row = cursor.fetchone()
    return from_columns(dict(zip(FIELD_NAMES, row, strict=True))) if row else None


def ordered_fields(library: Library, isbn: str) -> TitleFields | None:
    """What the latest order or delivery says of a book that no supplier's record describes."""
    cursor = library.connection.execute(
        "SELECT title, author, publisher, year, isbn, price_fen, class_no FROM purchase_line WHERE isbn = ?"
        " ORDER BY id DESC LIMIT 1",
        (isbn,),
    )
    row = cursor.fetchone()
    return from_columns({name[0]: value for name, value in zip(cursor.description, row, strict=True)}) if row else None


def batches(library: Library, *, limit: int = 50) -> list[tuple[int, str]]:
    """(id, number and source) of the newest batches."""
    rows = library.connection.execute(
        "SELECT id, no, source FROM batch WHERE kind <> 'opening' ORDER BY day DESC, id DESC LIMIT ?", (limit,)
    )
    return [(row[0], f"{row[1]} {row[2] or ''}".strip()) for row in rows]


def sources(library: Library) -> list[str]:
    """Where copies came from so far, the latest first."""
    rows = library.connection.execute(
        "SELECT source FROM (SELECT id, source FROM copy ORDER BY id DESC LIMIT 2000) WHERE source IS NOT NULL"
        " GROUP BY source ORDER BY max(id) DESC LIMIT 30"
    )
    return [row[0] for row in rows]


def is_lent(library: Library, journal_id: int) -> bool:
    """Whether a reader has a copy that this entry added."""
    sql = (
        "SELECT 1 FROM journal_image i JOIN loan l ON l.copy_id BETWEEN i.first_id AND i.last_id"
        " AND l.returned IS NULL WHERE i.journal_id = ? AND i.tbl = 'copy' LIMIT 1"
    )
    return library.connection.execute(sql, (journal_id,)).fetchone() is not None


def _ours(row: Any, volumes: dict[int, list[VolumeHere]]) -> Candidate:
    return Candidate(
        Where.OURS, row[0], row[1], row[2] or "", row[3] or "", row[4], row[5] or "", row[6], row[8], bool(row[7]),
        tuple(volumes.get(row[0], ())), row[9],
    )  # fmt: skip


def _newest_of_each(rows: list[PoolRow]) -> list[Candidate]:
    seen: set[tuple[str, str]] = set()
    found = []
    for row in rows:
        key = (row.isbn, text_key(row.title)) if row.isbn else (text_key(row.title), text_key(row.publisher))
        if key not in seen:
            seen.add(key)
            found.append(
                Candidate(Where.POOL, row.id, row.title, row.author, row.publisher, row.year, price_fen=row.price_fen)
            )
    return found


def added_since(library: Library, since: int, *, limit: int = 1000) -> list[AddedLine]:
    """What was added since a moment (UTC milliseconds), the newest first."""
    rows = library.connection.execute(_ADDED, (since, limit)).fetchall()
    undone = undone_among(library, [row[0] for row in rows])
    return [
        AddedLine(row[0], row[1], row[2], row[3] or "", row[4] or 0, row[5] or "", row[6] or "", row[7] or "",
                  row[0] in undone)
        for row in rows
    ]  # fmt: skip
