"""The bureau's lists, and what of the holdings or of a batch they name."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.bureau import ORDER, Fit, Held, Named, fit, keys_of, main_part
from libdesk.domain.holdings_check import Offer
from libdesk.domain.names import query_match
from libdesk.domain.progress import Progress
from libdesk.domain.rows.bureau import NamedCopy, NamedTitle, NoticeRow
from libdesk.domain.rows.holds import Waiter
from libdesk.domain.title_keys import title_key
from libdesk.domain.withdrawals import is_called_in
from libdesk.store.database import Library
from libdesk.store.queries.last_class import LAST_CLASS
from libdesk.store.queries.withdrawals import chunks

LOOKED_AT: Final = 300  # titles that hold the words of one line

_NOTICES: Final = """
SELECT n.id, n.name, n.day, n.note, (SELECT count(*) FROM notice_line l WHERE l.notice_id = n.id),
  (SELECT count(*) FROM withdrawal w JOIN withdrawal_copy wc ON wc.withdrawal_id = w.id WHERE w.notice_id = n.id)
FROM notice n {which} ORDER BY n.day DESC, n.id DESC"""

_COPIES: Final = f"""
SELECT c.id, t.id, t.title || coalesce('(' || v.label || ')', ''), t.author, coalesce(v.isbn, t.isbn), c.accession_no,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = c.id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  coalesce(c.call_no, t.call_no), p.name, c.status, l.due, w.name,
  wc.reason, w.state, r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, r.department
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
LEFT JOIN place p ON p.id = c.place_id
LEFT JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL LEFT JOIN reader r ON r.id = l.reader_id
LEFT JOIN withdrawal_copy wc ON wc.copy_id = c.id LEFT JOIN withdrawal w ON w.id = wc.withdrawal_id
{LAST_CLASS} WHERE c.title_id IN ({{marks}}) AND c.status <> 'withdrawn' ORDER BY c.id"""


def notices(library: Library) -> list[NoticeRow]:
    """The lists that are kept, the latest first."""
    return [_notice(row) for row in library.connection.execute(_NOTICES.format(which=""))]


def notice(library: Library, notice_id: int) -> NoticeRow | None:
    row = library.connection.execute(_NOTICES.format(which="WHERE n.id = ?"), (notice_id,)).fetchone()
    return _notice(row) if row else None


def lines_of(library: Library, notice_id: int) -> list[Named]:
    rows = library.connection.execute(
        "SELECT title, author, publisher, isbn FROM notice_line WHERE notice_id = ? ORDER BY id", (notice_id,)
    )
    return [Named(row[0], row[1] or "", row[2] or "", row[3] or "") for row in rows]


def named_copies(library: Library, lines: Sequence[Named], progress: Progress | None = None) -> list[NamedCopy]:
    """The copies that these lines may mean, the surest first; a copy that several mean stands by the surest."""
    best: dict[int, tuple[Fit, Named]] = {}
    for number, line in enumerate(lines, 1):
        for title_id, held in _held(library, _titles_of(library, line)):
            how = fit(line, held)
            if how is not None and (title_id not in best or ORDER[how] < ORDER[best[title_id][0]]):
                best[title_id] = (how, line)
        if progress is not None:
            progress.step(number, len(lines))
    found: list[NamedCopy] = []
    for chunk in chunks(sorted(best)):
        rows = library.connection.execute(_COPIES.format(marks=", ".join("?" * len(chunk))), chunk)
        found += [_copy(row, *best[row[1]]) for row in rows]
    return sorted(found, key=lambda copy: copy.rank)


def named_in_batch(library: Library, batch_id: int) -> list[NamedTitle]:
    """The titles of a batch that any kept list may mean, the surest first."""
    rows = library.connection.execute(
        "SELECT title_id, count(*) FROM copy WHERE batch_id = ? GROUP BY title_id", (batch_id,)
    )
    copies = dict(rows.fetchall())
    lines = _lines(library) if copies else {}
    if not lines:
        return []
    found = [
        NamedTitle(title_id, held.title, held.author, copies[title_id], name, how, line)
        for title_id, held in _held(library, sorted(copies))
        for how, line, name in _lines_for(lines, held)
    ]
    return sorted(found, key=lambda row: (ORDER[row.fit], row.title))


_Lines = dict[str, list[tuple[Named, str]]]
"""Lines with the names of their lists, by the key of their title and by their ISBN."""


def naming(library: Library, title_id: int) -> list[str]:
    """The kept lists that may mean this title: nothing is looked up where none is kept."""
    if library.connection.execute("SELECT 1 FROM notice_line LIMIT 1").fetchone() is None:
        return []
    for _title_id, held in _held(library, [title_id]):
        keys, isbns = sorted(keys_of(held.title, held.subtitle)), sorted(held.isbns)
        where = f"WHERE l.title_key IN ({_marks(keys)}) OR l.isbn IN ({_marks(isbns)})"
        return [name for _how, _line, name in _lines_for(_lines(library, where, (*keys, *isbns)), held)]
    return []


def naming_offers(library: Library, offers: Sequence[Offer]) -> dict[int, str]:
    """By its place in a supplier's list, counted from 1, which kept list may mean a book of it."""
    lines = _lines(library)
    if not lines:
        return {}
    held = (Held(offer.title, "", offer.author, frozenset({offer.isbn} - {""})) for offer in offers)
    found = ((number, _lines_for(lines, one)) for number, one in enumerate(held, 1))
    return {number: fitting[0][2] for number, fitting in found if fitting}


def _lines(library: Library, where: str = "", values: Sequence[str] = ()) -> _Lines:
    """Lines of all lists: all of them are some thousands, looked through faster than asked for title by title."""
    lines: _Lines = {}
    rows = library.connection.execute(
        "SELECT l.title_key, l.title, l.author, l.publisher, l.isbn, n.name"
        f" FROM notice_line l JOIN notice n ON n.id = l.notice_id {where} ORDER BY l.id",
        tuple(values),
    )
    for key, title, author, publisher, isbn, name in rows:
        line = (Named(title, author or "", publisher or "", isbn or ""), name)
        for one in filter(None, (key, isbn)):
            lines.setdefault(one, []).append(line)
    return lines


def _lines_for(lines: _Lines, held: Held) -> list[tuple[Fit, Named, str]]:
    """The surest line of each list that may mean this title."""
    best: dict[str, tuple[Fit, Named, str]] = {}
    for key in (*sorted(keys_of(held.title, held.subtitle)), *sorted(held.isbns)):
        for line, name in lines.get(key, ()):
            how = fit(line, held)
            if how is not None and (name not in best or ORDER[how] < ORDER[best[name][0]]):
                best[name] = (how, line, name)
    return list(best.values())


def _titles_of(library: Library, line: Named) -> list[int]:
    """Titles that a line can mean: by its ISBN, by its title as it is sorted, by the words of its title."""
    execute = library.connection.execute
    ids: dict[int, None] = {}
    if line.isbn:
        ids.update((row[0], None) for row in execute("SELECT id FROM title WHERE isbn = ?", (line.isbn,)))
        ids.update((row[0], None) for row in execute("SELECT title_id FROM volume WHERE isbn = ?", (line.isbn,)))
    for title in dict.fromkeys(filter(None, (line.title, main_part(line.title)))):
        rows = execute("SELECT id FROM title_order WHERE by_title = ? LIMIT ?", (title_key(title), LOOKED_AT))
        ids.update((row[0], None) for row in rows)
        if match := query_match(title):
            words = "SELECT rowid FROM title_index WHERE title_index MATCH ? LIMIT ?"
            ids.update((row[0], None) for row in execute(words, (match, LOOKED_AT)))
    return list(ids)


def _held(library: Library, title_ids: Sequence[int]) -> Iterable[tuple[int, Held]]:
    for chunk in chunks(title_ids):
        marks = _marks(chunk)
        isbns: dict[int, set[str]] = {}
        for title_id, isbn in library.connection.execute(
            f"SELECT title_id, isbn FROM volume WHERE isbn IS NOT NULL AND title_id IN ({marks})", chunk
        ):
            isbns.setdefault(title_id, set()).add(isbn)
        rows = library.connection.execute(
            f"SELECT id, title, subtitle, author, isbn FROM title WHERE id IN ({marks})", chunk
        )
        for title_id, title, subtitle, author, isbn in rows:
            every = frozenset(isbns.get(title_id, set()) | ({isbn} if isbn else set()))
            yield title_id, Held(title, subtitle or "", author or "", every)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _notice(row: Any) -> NoticeRow:
    return NoticeRow(row[0], row[1], date.fromisoformat(row[2]), row[3] or "", row[4], row[5])


def _copy(row: Any, how: Fit, line: Named) -> NamedCopy:
    text: Callable[[int], str] = lambda place: row[place] or ""  # noqa: E731
    return NamedCopy(
        row[0], row[1], row[2], text(3), text(4), text(5), text(6), text(7), text(8), row[9],
        Waiter(*row[14:21]) if row[14] is not None else None, date.fromisoformat(row[10]) if row[10] else None,
        text(11), is_called_in(text(12), text(13)), how, line,
    )  # fmt: skip
