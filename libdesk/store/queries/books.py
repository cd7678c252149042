"""Finding books by whatever is known of them: words, pinyin initials, ISBN, barcode, the beginning of a call number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from libdesk.domain.barcodes import read_scan
from libdesk.domain.names import query_match
from libdesk.domain.rows.books import CopyFound, TitleFound, TitlesFound
from libdesk.store.database import Library
from libdesk.store.queries.desk import owner_of

MOST: Final = 200
LONGEST: Final = 200  # characters of what is typed; a pasted page is no title
_AFTER: Final = "\U0010ffff"
_CALL_NO: Final = "call_no >= ? AND call_no < ?"

_TITLES: Final = """
SELECT t.id, t.title, t.subtitle, t.author, t.publisher, t.year, t.isbn,
  (SELECT min(c.call_no) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn'),
  (SELECT p.name FROM copy c JOIN place p ON p.id = c.place_id WHERE c.title_id = t.id AND c.status <> 'withdrawn'
     ORDER BY c.status <> 'shelf', c.id LIMIT 1),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn'),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status = 'shelf'),
  (SELECT min(l.due) FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL WHERE c.title_id = t.id),
  (SELECT count(*) FROM hold h WHERE h.title_id = t.id AND h.state = 'waiting')
FROM title t WHERE t.id IN ({marks})"""

_COPIES: Final = """
SELECT c.id, v.label,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  c.call_no, p.name, c.status, l.due, l.claimed_day IS NOT NULL, c.damage IS NOT NULL
FROM copy c LEFT JOIN volume v ON v.id = c.volume_id LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL
WHERE c.title_id = ? ORDER BY c.status = 'withdrawn', v.ordinal, c.status <> 'shelf', c.id"""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was typed, read as everything that it may be; empty parts are looked for nowhere."""

    text: str
    match: str | None  # an FTS5 query
    isbn: str | None
    call_no: tuple[str, str] | None  # from this call number up to, not including, that one
    copy_id: int | None = None


def find_titles(library: Library, text: str, *, limit: int = MOST) -> TitlesFound:
    """The first titles that fit everything typed: by call number, then those that begin with it, then the newest.

    A barcode, an ISBN or the beginning of a call number (I287 or TP) finds its titles as well. Whatever is typed, this
    never fails. Where more than `limit` may fit, `total` is None: `count_titles` then counts them.
    """
    wanted = _read(library, text)
    if wanted.copy_id is not None:
        rows = library.connection.execute("SELECT title_id FROM copy WHERE id = ?", (wanted.copy_id,))
        return TitlesFound(tuple(_titles(library, [row[0] for row in rows])), 1, wanted.copy_id)
    ids = list(dict.fromkeys(_ids(library, wanted, limit)))
    total = len(ids) if len(ids) < limit else None
    return TitlesFound(tuple(_titles(library, ids[:limit])), total)


def count_titles(library: Library, text: str) -> int:
    """How many titles fit in all: a few milliseconds, at most about 100 for half of 100,000 titles."""
    wanted = _read(library, text)
    if wanted.copy_id is not None:
        return 1
    execute = library.connection.execute
    total = 0
    inside = "0"
    values: list[str] = []
    if wanted.match is not None:
        sql = "SELECT count(*) FROM title_index WHERE title_index MATCH ?"
        total += execute(sql, (wanted.match,)).fetchone()[0]
        inside = "id IN (SELECT rowid FROM title_index WHERE title_index MATCH ?)"
        values = [wanted.match]
    if wanted.isbn is not None:
        sql = f"SELECT count(*) FROM title WHERE isbn = ? AND NOT ({inside})"
        total += execute(sql, (wanted.isbn, *values)).fetchone()[0]
    if wanted.call_no is not None:
        sql = f"SELECT count(*) FROM (SELECT DISTINCT title_id AS id FROM copy WHERE {_CALL_NO}) WHERE NOT ({inside})"
        total += execute(sql, (*wanted.call_no, *values)).fetchone()[0]
    return total


def _read(library: Library, typed: str) -> _Wanted:
    text = typed[:LONGEST].replace("\0", " ").strip()
    scan = read_scan(text)
    if not scan.code_key:
        return _Wanted(text, None, None, None)
    owner = owner_of(library, scan.code_key)
    if owner is not None and owner.copy_id is not None:
        return _Wanted(text, None, None, None, owner.copy_id)
    # Small letters alone are pinyin; a call number has digits or is typed in capitals.
    is_call_no = scan.isbn is None and scan.text.isascii() and (any(map(str.isdigit, text)) or text.isupper())
    call_no = _call_no_range(library, scan.text) if is_call_no and scan.text[0].isalnum() else None
    return _Wanted(text, query_match(text), scan.isbn, call_no)


def _call_no_range(library: Library, text: str) -> tuple[str, str] | None:
    """As it was typed, else in capitals: i287 finds I287."""
    for start in dict.fromkeys((text, text.upper())):
        here = (start, start + _AFTER)
        if library.connection.execute(f"SELECT 1 FROM copy WHERE {_CALL_NO} LIMIT 1", here).fetchone():
            return here
    return None


def _ids(library: Library, wanted: _Wanted, limit: int) -> Iterator[int]:
    execute = library.connection.execute
    if wanted.isbn is not None:
        yield from (row[0] for row in execute("SELECT id FROM title WHERE isbn = ? LIMIT ?", (wanted.isbn, limit)))
    if wanted.call_no is not None:
        sql = f"SELECT DISTINCT title_id FROM copy WHERE {_CALL_NO} ORDER BY call_no LIMIT ?"
        yield from (row[0] for row in execute(sql, (*wanted.call_no, limit)))
    if wanted.match is not None:
        # What begins with the text is among what the index finds, so nothing is counted that does not fit.
        sql = "SELECT id FROM title WHERE title >= ? AND title < ? ORDER BY title, id LIMIT ?"
        yield from (row[0] for row in execute(sql, (wanted.text, wanted.text + _AFTER, limit)))
        sql = "SELECT rowid FROM title_index WHERE title_index MATCH ? ORDER BY rowid DESC LIMIT ?"
        yield from (row[0] for row in execute(sql, (wanted.match, limit)))


def _titles(library: Library, ids: list[int]) -> list[TitleFound]:
    """These titles in this order."""
    rows = library.connection.execute(_TITLES.format(marks=",".join("?" * len(ids))), ids)
    found = {row[0]: _title(row) for row in rows}
    return [found[title_id] for title_id in ids if title_id in found]


def _title(row: tuple[Any, ...]) -> TitleFound:
    return TitleFound(
        id=row[0], title=row[1], subtitle=row[2] or "", author=row[3] or "", publisher=row[4] or "", year=row[5],
        isbn=row[6] or "", call_no=row[7] or "", place=row[8] or "", copies=row[9], on_shelf=row[10],
        next_due=date.fromisoformat(row[11]) if row[11] else None, waiting=row[12],
    )  # fmt: skip


def copies_of(library: Library, title_id: int) -> list[CopyFound]:
    """Every copy of a title, volume by volume, those on the shelf first; nobody's name."""
    return [
        CopyFound(
            id=row[0], volume=row[1] or "", barcode=row[2] or "", call_no=row[3] or "", place=row[4] or "",
            status=row[5], due=date.fromisoformat(row[6]) if row[6] else None, claimed=bool(row[7]),
            damaged=bool(row[8]),
        )
        for row in library.connection.execute(_COPIES, (title_id,))
    ]  # fmt: skip


def holders(library: Library, title_id: int) -> dict[int, str]:
    """Who has which copy of a title out: for those who may see readers."""
    rows = library.connection.execute(
        "SELECT c.id, r.name FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL"
        " JOIN reader r ON r.id = l.reader_id WHERE c.title_id = ?",
        (title_id,),
    )
    return dict(rows.fetchall())


def holdings(library: Library) -> tuple[int, int]:
    """(titles, copies) of the library, withdrawn copies left out."""
    row: tuple[int, int] = library.connection.execute(
        "SELECT (SELECT count(*) FROM title), (SELECT count(*) FROM copy WHERE status <> 'withdrawn')"
    ).fetchone()
    return row
