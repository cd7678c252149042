"""How much of what waits a librarian finds today, each by an index."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from libdesk.domain.activities import Stand
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.rows.today import Figures
from libdesk.store.database import Library
from libdesk.store.queries.activities import due_to_publish
from libdesk.store.queries.reporting.out import OVERDUE

_HOLDS: Final = """
SELECT count(*), coalesce(sum(h.expires < :today), 0) FROM hold h WHERE h.state = 'ready'"""
# Titles that somebody waits for while a copy of them stands on the shelf.
_TO_FETCH: Final = """
SELECT count(*) FROM (SELECT DISTINCT title_id, volume_id FROM hold WHERE state = 'waiting') h
WHERE EXISTS(SELECT 1 FROM copy c WHERE c.title_id = h.title_id AND c.status = 'shelf'
  AND (h.volume_id IS NULL OR c.volume_id = h.volume_id))"""


def figures(library: Library, today: date, late: Sequence[IssueRow]) -> Figures:
    """How much waits; `late`: the issues that are late, which whoever asks has read already."""
    day = today.isoformat()
    overdue, readers, since = _one(
        library, f"SELECT count(*), count(DISTINCT l.reader_id), min(l.due) FROM loan l WHERE {OVERDUE}", day
    )
    ready, expired = _one(library, _HOLDS, day)
    repairs, severe = _one(
        library, "SELECT count(*), coalesce(sum(degree = 'severe'), 0) FROM damage"
        " WHERE state IN ('reported','in_repair','bindery','proposed')", day
    )  # fmt: skip
    stands = [row.stand(today) for row in due_to_publish(library, today)]
    stocktakes = library.fetch("SELECT name FROM stocktake WHERE state = 'open' ORDER BY id")
    return Figures(
        overdue=overdue, overdue_readers=readers, overdue_since=date.fromisoformat(since) if since else None,
        holds_ready=ready, holds_expired=expired, holds_on_shelf=_one(library, _TO_FETCH, day)[0],
        issues_late=len(late), claims_open=sum(not row.claims for row in late), repairs=repairs, repairs_severe=severe,
        stocktakes=tuple(row[0] for row in stocktakes),
        suggestions=_one(library, "SELECT count(*) FROM suggestion WHERE answered_day IS NULL", day)[0],
        questions=_one(library, "SELECT count(*) FROM question WHERE answered_day IS NULL", day)[0],
        publish=sum(one in (Stand.TO_PUBLISH, Stand.LATE) for one in stands), publish_late=stands.count(Stand.LATE),
    )  # fmt: skip


def _one(library: Library, sql: str, today: str) -> tuple[Any, ...]:
    (row,) = library.connection.execute(sql, {"today": today} if ":today" in sql else {}).fetchall()
    return tuple(row)
