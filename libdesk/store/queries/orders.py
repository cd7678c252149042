"""Orders, their lines and what is on order; rows of the page of orders."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.deliveries import Counts, State
from libdesk.domain.identifiers import isbn13_of
from libdesk.domain.rows.orders import LineRow, PurchaseRow
from libdesk.domain.same_books import BookKey, book_key, same_book
from libdesk.store.database import Library

_PURCHASES: Final = """
SELECT p.id, p.name, coalesce(p.supplier, ''), p.made_day, p.state, p.discount_permille, p.budget_fen,
  coalesce(p.note, ''), count(l.id), coalesce(sum(l.wanted), 0), coalesce(sum(l.delivered), 0),
  coalesce(sum(l.damaged), 0), coalesce(sum(l.wanted * coalesce(l.price_fen, 0)), 0),
  coalesce(sum(CASE WHEN l.price_fen IS NULL THEN l.wanted ELSE 0 END), 0),
  (SELECT count(*) FROM batch b WHERE b.purchase_id = p.id)
FROM purchase p LEFT JOIN purchase_line l ON l.purchase_id = p.id"""
_LINES: Final = """
SELECT id, purchase_id, seq, title, coalesce(author, ''), coalesce(publisher, ''), year, coalesce(isbn, ''), price_fen,
  coalesce(class_no, ''), wanted, delivered, damaged, booked, coalesce(note, ''), wish_id, title_id
FROM purchase_line"""


def purchases(library: Library) -> list[PurchaseRow]:
    """Every order, those that are not closed first, the newest on top."""
    rows = library.connection.execute(
        f"{_PURCHASES} GROUP BY p.id ORDER BY p.state = 'closed', p.made_day DESC, p.id DESC"
    )
    return [_purchase(row) for row in rows.fetchall()]


def purchase(library: Library, purchase_id: int) -> PurchaseRow | None:
    row = library.connection.execute(f"{_PURCHASES} WHERE p.id = ? GROUP BY p.id", (purchase_id,)).fetchone()
    return _purchase(row) if row else None


def lines(library: Library, purchase_id: int) -> list[LineRow]:
    """The lines of an order in the order in which they were put in."""
    rows = library.connection.execute(f"{_LINES} WHERE purchase_id = ? ORDER BY seq, id", (purchase_id,))
    return [_line(row) for row in rows.fetchall()]


def line(library: Library, line_id: int) -> LineRow | None:
    row = library.connection.execute(f"{_LINES} WHERE id = ?", (line_id,)).fetchone()
    return _line(row) if row else None


def line_for(library: Library, purchase_id: int, key: BookKey) -> LineRow | None:
    """The line of an order that is this book: of the same ISBN, else of the same title where one has no ISBN."""
    found = [row for row in lines(library, purchase_id) if same_book(row.key, key)]
    exact = [row for row in found if key.isbn and row.isbn == key.isbn]
    bare = [row for row in found if not key.isbn or not row.isbn]
    return next(iter(exact or bare), None)


def line_by_isbn(library: Library, purchase_id: int, isbn: str) -> LineRow | None:
    """The line of this ISBN; where it stands in several, the first that still waits for a copy."""
    rows = library.connection.execute(
        f"{_LINES} WHERE purchase_id = ? AND isbn = ? ORDER BY delivered >= wanted, seq, id LIMIT 1",
        (purchase_id, isbn),
    ).fetchone()
    return _line(rows) if rows else None


def on_order(library: Library) -> list[tuple[BookKey, int]]:
    """What is still to come of the orders that are not closed, those being prepared included."""
    rows = library.connection.execute(
        "SELECT l.title, l.author, l.isbn, l.wanted - l.delivered FROM purchase_line l JOIN purchase p"
        " ON p.id = l.purchase_id WHERE p.state <> 'closed' AND l.wanted > l.delivered"
    )
    return [(book_key(title, author, isbn), count) for title, author, isbn, count in rows.fetchall()]


def facts_of_isbn(library: Library, isbn: str) -> tuple[str, str, str, int | None, int | None]:
    """(title, author, publisher, price, title id) of an ISBN from the catalogue or a supplier's record; "" if unknown.

    A book that was not ordered gets a name by it.
    """
    own = library.connection.execute(
        "SELECT title, coalesce(author, ''), coalesce(publisher, ''), price_fen, id FROM title WHERE isbn = ?", (isbn,)
    ).fetchone()
    if own is not None:
        return (own[0], own[1], own[2], own[3], own[4])
    pool = library.connection.execute(
        "SELECT title, coalesce(author, ''), coalesce(publisher, ''), price_fen FROM pool_record WHERE isbn = ?"
        " ORDER BY id DESC LIMIT 1",
        (isbn,),
    ).fetchone()
    return (pool[0], pool[1], pool[2], pool[3], None) if pool is not None else ("", "", "", None, None)


def isbn_of(text: str) -> str:
    """The ISBN of what was scanned or typed; "" if it is none."""
    return isbn13_of(text) or ""


def title_of_isbn(library: Library, isbn: str) -> int | None:
    row = library.connection.execute("SELECT id FROM title WHERE isbn = ?", (isbn,)).fetchone() if isbn else None
    return row[0] if row else None


def _purchase(row: Sequence[Any]) -> PurchaseRow:
    return PurchaseRow(row[0], row[1], row[2], date.fromisoformat(row[3]), State(row[4]), *row[5:])


def _line(row: Sequence[Any]) -> LineRow:
    return LineRow(
        id=row[0], purchase_id=row[1], seq=row[2], title=row[3], author=row[4], publisher=row[5], year=row[6],
        isbn=row[7], price_fen=row[8], class_no=row[9], counts=Counts(*row[10:14]), note=row[14], wish_id=row[15],
        title_id=row[16],
    )  # fmt: skip
