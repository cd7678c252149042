"""What of a batch that was ordered is in the catalogue already, and what is still to be entered."""

from typing import Final

from libdesk.domain.entering import Entered, ToEnter, to_enter
from libdesk.domain.same_books import book_key
from libdesk.store.database import Library
from libdesk.store.queries import orders

_COUNTS: Final = """
SELECT (SELECT coalesce(sum(l.booked), 0) FROM purchase_line l WHERE l.purchase_id = b.purchase_id),
  (SELECT count(*) FROM copy c WHERE c.batch_id IN (SELECT o.id FROM batch o WHERE o.purchase_id = b.purchase_id))
FROM batch b WHERE b.id = ? AND b.purchase_id IS NOT NULL"""
_ENTERED: Final = """
SELECT t.title, t.author, coalesce(v.isbn, t.isbn), count(*)
FROM copy c JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id
WHERE c.batch_id IN (SELECT id FROM batch WHERE purchase_id = ?) GROUP BY t.id, v.id"""


def purchase_of(library: Library, batch_id: int | None) -> int | None:
    """The order that this batch is a delivery of."""
    row = library.connection.execute("SELECT purchase_id FROM batch WHERE id = ?", (batch_id,)).fetchone()
    return row[0] if row else None


def counts(library: Library, batch_id: int | None) -> Entered | None:
    """Of the order of this batch; None for a batch that was not ordered, whose number of copies nobody counted."""
    row = library.connection.execute(_COUNTS, (batch_id,)).fetchone()
    return Entered(*row) if row and row[0] else None


def left_of(library: Library, batch_id: int | None) -> list[ToEnter]:
    """Which books of the order of this batch are still to be entered."""
    purchase_id = purchase_of(library, batch_id)
    if purchase_id is None:
        return []
    rows = library.connection.execute(_ENTERED, (purchase_id,))
    entered = [(book_key(title, author, isbn), copies) for title, author, isbn, copies in rows]
    return to_enter(orders.lines(library, purchase_id), entered)
