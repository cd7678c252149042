"""Events of the calendar, and what of the plan is shown beside them."""

import json
from collections.abc import Sequence
from datetime import date

from libdesk.domain.hours import read_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.schedule import EventRow, TaskMark
from libdesk.store.database import Library
from libdesk.store.queries.journal_page import undone_among

_COLUMNS = (
    "id, first_day, last_day, from_time, to_time, name, coalesce(place, ''), coalesce(note, ''), coalesce(uid, '')"
)


def events(library: Library, first: date = date.min, last: date = date.max) -> Sequence[EventRow]:
    """The events that touch the days from first to last, in order."""
    return _rows(
        library,
        f"SELECT {_COLUMNS} FROM event WHERE last_day >= ? AND first_day <= ?"
        " ORDER BY first_day, from_time IS NOT NULL, from_time, id",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip


def event(library: Library, event_id: int) -> EventRow | None:
    return next(iter(_rows(library, f"SELECT {_COLUMNS} FROM event WHERE id = ?", event_id)), None)


def changed_here(library: Library, since: int) -> set[int]:
    """Ids of events that a person entered or changed since (UTC milliseconds), but for those that a file changed later.

    The journal says it: what is done by hand notes its event, and bringing a file in notes what it took over.
    """
    entries = library.fetch(
        "SELECT id, json_extract(args, '$.event'), json_extract(args, '$.taken') FROM journal"
        " WHERE id >= (SELECT id FROM journal WHERE at >= ? ORDER BY at, id LIMIT 1) AND op = ? ORDER BY id",
        since, Op.EDIT_EVENTS,
    )  # fmt: skip
    undone = undone_among(library, [journal_id for journal_id, _event, _taken in entries])
    found: set[int] = set()
    for journal_id, event_id, taken in entries:
        if journal_id in undone:
            continue
        if event_id is not None:
            found.add(event_id)
        found.difference_update(json.loads(taken or "[]"))
    return found


def tasks(library: Library, first: date, last: date) -> Sequence[TaskMark]:
    """The tasks of the plan that end on days from first to last, but for those that were dropped."""
    rows = library.fetch(
        "SELECT name, first_day, last_day, state FROM task WHERE last_day BETWEEN ? AND ? AND state <> 'dropped'"
        " ORDER BY last_day, id",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [TaskMark(name, date.fromisoformat(begins), date.fromisoformat(ends), state)
            for name, begins, ends, state in rows]  # fmt: skip


def _rows(library: Library, sql: str, *values: object) -> Sequence[EventRow]:
    return [
        EventRow(
            row_id, date.fromisoformat(first), date.fromisoformat(last), read_time(start) if start else None,
            read_time(end) if end else None, name, place, note, uid,
        )
        for row_id, first, last, start, end, name, place, note, uid in library.fetch(sql, *values)
    ]  # fmt: skip
