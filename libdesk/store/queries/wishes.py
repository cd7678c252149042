"""Wishes with their readers, counted by book, and what the library has of each already."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.holds import Waiter
from libdesk.domain.rows.orders import WishRow, WishState
from libdesk.domain.same_books import BookKey, Known, book_key
from libdesk.store.database import Library
from libdesk.store.queries.holdings_check import titles_like
from libdesk.store.queries.last_class import LAST_CLASS

WAITING: Final = (WishState.OPEN, WishState.ORDERED)
_WISHES: Final = f"""
SELECT w.id, w.title, coalesce(w.author, ''), coalesce(w.publisher, ''), coalesce(w.isbn, ''), coalesce(w.note, ''),
  w.made_day, w.state, coalesce(w.answer, ''), w.answered_day, w.title_id,
  r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, r.department
FROM wish w LEFT JOIN reader r ON r.id = w.reader_id {LAST_CLASS}"""


def wishes(library: Library, states: Iterable[WishState] = tuple(WishState)) -> list[WishRow]:
    """Wishes in these states, the most wished for first, then the oldest; each with what stands here of the book."""
    wanted = [state.value for state in states]
    marks = ",".join("?" * len(wanted))
    rows = library.connection.execute(f"{_WISHES} WHERE w.state IN ({marks})", wanted).fetchall()
    alike = open_wishes(library)
    held = titles_like(library, [(row[1], row[2], row[4]) for row in rows])
    found = [_wish(library, row, alike, held) for row in rows]
    return sorted(found, key=lambda wish: (-wish.alike if wish.state in WAITING else 0, wish.made, wish.id))


def wish(library: Library, wish_id: int) -> WishRow | None:
    row = library.connection.execute(f"{_WISHES} WHERE w.id = ?", (wish_id,)).fetchone()
    if row is None:
        return None
    return _wish(library, row, open_wishes(library), titles_like(library, [(row[1], row[2], row[4])]))


def open_wishes(library: Library) -> "Known[int]":
    """The ids of wishes that wait, to be found by book."""
    return Known.of(open_keys(library))


def open_keys(library: Library) -> list[tuple[BookKey, int]]:
    rows = library.connection.execute("SELECT title, author, isbn, id FROM wish WHERE state IN ('open', 'ordered')")
    return [(book_key(title, author, isbn), wish_id) for title, author, isbn, wish_id in rows.fetchall()]


def counts(library: Library) -> dict[WishState, int]:
    """How many wishes there are in each state."""
    rows = library.connection.execute("SELECT state, count(*) FROM wish GROUP BY state").fetchall()
    return {WishState(state): count for state, count in rows}


def state_of(library: Library, wish_id: int) -> str | None:
    row = library.connection.execute("SELECT state FROM wish WHERE id = ?", (wish_id,)).fetchone()
    return row[0] if row else None


def _wish(library: Library, row: Sequence[Any], alike: Known[int], held: "Known[tuple[int, int, int]]") -> WishRow:
    key, state = book_key(row[1], row[2], row[4]), WishState(row[7])
    titles = held.find(key)
    title_id = row[10] or (max(titles, key=lambda title: title[1:])[0] if titles else None)
    reader = Waiter(*row[11:]) if row[11] is not None and row[12] else None
    return WishRow(
        id=row[0], title=row[1], author=row[2], publisher=row[3], isbn=row[4], note=row[5],
        made=date.fromisoformat(row[6]), state=state, answer=row[8],
        answered=date.fromisoformat(row[9]) if row[9] else None, reader=reader, title_id=row[10],
        alike=len(alike.find(key)) if state in WAITING else 1,
        copies=sum(title[1] for title in titles), on_shelf=sum(title[2] for title in titles),
        library_title=title_id, waits=_waits(library, reader, title_id),
    )  # fmt: skip


def _waits(library: Library, reader: Waiter | None, title_id: int | None) -> bool:
    if reader is None or title_id is None:
        return False
    sql = "SELECT 1 FROM hold WHERE title_id = ? AND reader_id = ? AND state IN ('waiting', 'ready')"
    return library.connection.execute(sql, (title_id, reader.id)).fetchone() is not None
