"""Batches as they came, with what their copies add up to and how their content was checked."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.batches import BatchBook, BatchRow, CheckRow
from libdesk.store.database import Library

MOST: Final = 500

PRICE: Final = "coalesce(c.price_fen, v.price_fen, t.price_fen)"
"""What a copy costs: its own price, else its volume's, else its title's."""

_BATCH: Final = f"""
SELECT b.id, b.no, b.day, b.kind, b.source, b.voucher, b.list_fen, b.discount_permille, b.paid_fen, b.note,
  b.purchase_id, s.titles, s.copies, s.fen, s.unpriced, k.outcome, k.day
FROM (SELECT * FROM batch {{which}}) b
LEFT JOIN (SELECT c.batch_id, count(DISTINCT c.title_id) titles, count(*) copies, sum({PRICE}) fen,
             sum({PRICE} IS NULL) unpriced
           FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
           WHERE c.batch_id IN (SELECT id FROM batch {{which}}) GROUP BY c.batch_id) s ON s.batch_id = b.id
LEFT JOIN content_check k ON k.id = (SELECT max(id) FROM content_check WHERE batch_id = b.id)
ORDER BY k.id IS NOT NULL, b.day DESC, b.id DESC"""

_BOOKS: Final = f"""
SELECT t.id, t.title || coalesce('(' || v.label || ')', ''), t.author, t.publisher, coalesce(v.isbn, t.isbn),
  count(*), sum({PRICE}), min(c.accession_no), max(c.accession_no)
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
WHERE c.batch_id = ? GROUP BY t.id, v.id ORDER BY min(c.accession_no) IS NULL, min(c.accession_no), t.id, v.ordinal"""


def recent_batches(library: Library, *, limit: int = MOST) -> list[BatchRow]:
    """The newest batches; those whose content is not checked yet stand on top."""
    which = "WHERE kind <> 'opening' ORDER BY day DESC, id DESC LIMIT :limit"
    rows = library.connection.execute(_BATCH.format(which=which), {"limit": limit})
    return [_batch(row) for row in rows]


def batch(library: Library, batch_id: int) -> BatchRow | None:
    row = library.connection.execute(_BATCH.format(which="WHERE id = :id"), {"id": batch_id}).fetchone()
    return _batch(row) if row else None


def sources(library: Library) -> list[str]:
    """Suppliers and donors so far, the latest first."""
    rows = library.connection.execute(
        "SELECT source FROM batch WHERE source IS NOT NULL GROUP BY source ORDER BY max(id) DESC LIMIT 100"
    )
    return [row[0] for row in rows]


def books_of(library: Library, batch_id: int) -> list[BatchBook]:
    """The titles of a batch, in the order of their accession numbers."""
    return [
        BatchBook(row[0], row[1], row[2] or "", row[3] or "", row[4] or "", row[5], row[6], row[7] or "", row[8] or "")
        for row in library.connection.execute(_BOOKS, (batch_id,))
    ]


def copies_of_titles(library: Library, batch_id: int, title_ids: Sequence[int]) -> list[int]:
    """The copies of a batch that are of these titles and still in the library."""
    marks = ", ".join("?" * len(title_ids))
    rows = library.connection.execute(
        f"SELECT id FROM copy WHERE batch_id = ? AND status <> 'withdrawn' AND title_id IN ({marks}) ORDER BY id",
        (batch_id, *title_ids),
    )
    return [row[0] for row in rows]


def batch_of_copy(library: Library, copy_id: int) -> int | None:
    """The batch that a copy came with."""
    row = library.connection.execute("SELECT batch_id FROM copy WHERE id = ?", (copy_id,)).fetchone()
    return row[0] if row else None


def last_checker(library: Library) -> str:
    """Who made the last content check."""
    row = library.connection.execute("SELECT by_whom FROM content_check ORDER BY id DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def checks_of(library: Library, batch_id: int) -> list[CheckRow]:
    """The content checks of a batch, the last one first."""
    rows = library.connection.execute(
        "SELECT id, day, by_whom, outcome, note FROM content_check WHERE batch_id = ? ORDER BY id DESC", (batch_id,)
    )
    return [CheckRow(row[0], date.fromisoformat(row[1]), row[2], row[3], row[4] or "") for row in rows]


def _batch(row: Any) -> BatchRow:
    return BatchRow(
        row[0], row[1], date.fromisoformat(row[2]), row[3], row[4] or "", row[5] or "", row[6], row[7], row[8],
        row[9] or "", row[10], row[11] or 0, row[12] or 0, row[13] or 0, row[14] or 0, row[15] or "",
        date.fromisoformat(row[16]) if row[16] else None,
    )  # fmt: skip
