"""The hold shelf and the queues: everything that waits or is waited for, for the page of holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.rows.holds import Place, Queue, ShelfHold, Waiter
from libdesk.store.database import Library

_READER: Final = "r.id, r.name, r.kind, e.stage, e.entry_year, e.class_no, r.department"
_OF_READER: Final = (
    "JOIN reader r ON r.id = h.reader_id LEFT JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL"
)

_SHELF: Final = f"""
SELECT h.id, h.copy_id, h.title_id, t.title, v.label,
  (SELECT b.printed FROM barcode b WHERE b.copy_id = h.copy_id AND b.state = 'active' ORDER BY b.id DESC LIMIT 1),
  c.call_no, h.expires, {_READER}
FROM hold h JOIN title t ON t.id = h.title_id JOIN copy c ON c.id = h.copy_id LEFT JOIN volume v ON v.id = c.volume_id
{_OF_READER} WHERE h.state = 'ready' ORDER BY h.expires, h.id"""

_QUEUES: Final = """
SELECT t.id, t.title, sum(h.state = 'waiting'), sum(h.state = 'ready'),
  (SELECT count(*) FROM copy c WHERE c.title_id = t.id AND c.status <> 'withdrawn'),
  (SELECT count(*) FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL WHERE c.title_id = t.id),
  (SELECT min(l.due) FROM copy c JOIN loan l ON l.copy_id = c.id AND l.returned IS NULL WHERE c.title_id = t.id)
FROM hold h JOIN title t ON t.id = h.title_id WHERE h.state IN ('waiting', 'ready')
GROUP BY t.id HAVING sum(h.state = 'waiting') ORDER BY sum(h.state = 'waiting') DESC, t.title, t.id"""

_QUEUE: Final = f"""
SELECT h.id, v.label, h.placed, h.state = 'ready', h.expires, {_READER}
FROM hold h LEFT JOIN volume v ON v.id = h.volume_id {_OF_READER}
WHERE h.title_id = ? AND h.state IN ('waiting', 'ready') ORDER BY h.state <> 'ready', h.placed, h.id"""


def shelf(library: Library) -> list[ShelfHold]:
    """The hold shelf; what has to go back first stands on top."""
    return [
        ShelfHold(
            row[0], row[1], row[2], _name(row[3], row[4]), row[5] or "", row[6] or "", Waiter(*row[8:]), _day(row[7])
        )
        for row in library.connection.execute(_SHELF)
    ]


def queues(library: Library) -> list[Queue]:
    """The titles that somebody waits for, the most wanted first."""
    return [
        Queue(row[0], row[1], row[2], row[3], row[4], row[5], _day(row[6]))
        for row in library.connection.execute(_QUEUES)
    ]


def queue_of(library: Library, title_id: int) -> list[Place]:
    """Everybody who waits for a title in their order, those with a copy on the hold shelf before the others."""
    rows = library.connection.execute(_QUEUE, (title_id,))
    return [
        Place(row[0], place, Waiter(*row[5:]), row[1], row[2], bool(row[3]), _day(row[4]))
        for place, row in enumerate(rows, 1)
    ]


def waiting_of(library: Library, title_id: int) -> list[tuple[int, int]]:
    """(hold, instant it is placed at) of those who wait without a copy, in their order."""
    rows: Sequence[tuple[int, int]] = library.connection.execute(
        "SELECT id, placed FROM hold WHERE title_id = ? AND state = 'waiting' ORDER BY placed, id", (title_id,)
    ).fetchall()
    return list(rows)


def waiting_title(library: Library, hold_id: int) -> int | None:
    """The title of a hold that waits; None once it is ready or over."""
    row = library.connection.execute(
        "SELECT title_id FROM hold WHERE id = ? AND state = 'waiting'", (hold_id,)
    ).fetchone()
    return row[0] if row else None


def kept_until(library: Library, hold_id: int) -> date | None:
    """The last day of a copy on the hold shelf; None for a hold that has none."""
    row = library.connection.execute("SELECT expires FROM hold WHERE id = ? AND state = 'ready'", (hold_id,)).fetchone()
    return _day(row[0]) if row else None


def volumes(library: Library, title_id: int) -> list[tuple[int, str]]:
    """(id, label) of the volumes of a title, in their order."""
    rows = library.connection.execute("SELECT id, label FROM volume WHERE title_id = ? ORDER BY ordinal", (title_id,))
    return [(row[0], row[1]) for row in rows]


def _name(title: str, label: str | None) -> str:
    return f"{title}({label})" if label else title


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
