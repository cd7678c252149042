"""Events of the calendar, and what of the plan is shown beside them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from libdesk.domain.hours import read_time
from libdesk.domain.ops import Op
from libdesk.domain.rows.schedule import EventHistory, EventRow, TaskMark
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


def history(library: Library, since: int) -> EventHistory:
    """What people and files did with the events since (UTC milliseconds), but for what was taken back.

    The journal says it: what is done by hand notes its event, what a file does notes which events it named.
    """
    rows = library.fetch(
        "SELECT journal.id, json_extract(args, '$.event'), json_extract(args, '$.met'), first_id, before, removed"
        " FROM journal JOIN journal_image ON journal_id = journal.id AND tbl = 'event'"
        " WHERE journal.id >= (SELECT id FROM journal WHERE at >= ? ORDER BY at, id LIMIT 1) AND op = ?"
        " ORDER BY journal.id, seq",
        since, Op.EDIT_EVENTS,
    )  # fmt: skip
    undone = undone_among(library, list({journal_id for journal_id, *_others in rows}))
    by_hand: dict[int, list[EventRow]] = {}
    together: dict[int, set[int]] = {}
    for journal_id, noted, met, event_id, before, removed in rows:
        if journal_id in undone:
            continue
        if noted is None:  # a file is ahead of what was done by hand, until a hand changes it again
            by_hand.pop(event_id, None)
            if not removed:
                together.setdefault(journal_id, set(json.loads(met or "[]"))).add(event_id)
        else:
            states = by_hand.setdefault(event_id, [])
            if before is not None:
                states.append(_state(event_id, json.loads(before)))
    return EventHistory(by_hand, tuple(together.values()))


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
    return [_row(*row) for row in library.fetch(sql, *values)]


def _state(event_id: int, before: Mapping[str, str | None]) -> EventRow:
    """An event as it stood before a change, as the journal keeps it."""
    keys = ("first_day", "last_day", "from_time", "to_time", "name", "place", "note")
    first, last, start, end, name, place, note = (before[key] or "" for key in keys)
    return _row(event_id, first, last, start, end, name, place, note, "")


def _row(
    row_id: int, first: str, last: str, start: str | None, end: str | None, name: str, place: str, note: str, uid: str
) -> EventRow:  # fmt: skip
    return EventRow(
        row_id, date.fromisoformat(first), date.fromisoformat(last), read_time(start) if start else None,
        read_time(end) if end else None, name, place, note, uid,
    )  # fmt: skip
