"""What a librarian finds today, each by an index: duty, lessons, what is near, and how much of what waits."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from libdesk.domain.calendar import Term
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.rows.books import show_place
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.serials import IssueRow
from libdesk.domain.rows.today import DutyPerson, DutyToday, Figures, LessonToday, NearEvent, RunningActivity
from libdesk.domain.term_weeks import is_in_week, week_number
from libdesk.store.database import Library

_LESSONS: Final = """
SELECT p.name, p.from_time, p.to_time, l.stage, l.entry_year, l.class_no, coalesce(f.name, ''), coalesce(l.teacher, ''),
  l.weeks
FROM lesson l JOIN period p ON p.id = l.period_id LEFT JOIN place f ON f.id = l.place_id
WHERE l.term_id = ? AND l.weekday = ? ORDER BY p.ordinal, l.entry_year DESC, l.class_no"""
_SLOTS: Final = """
SELECT s.id, s.name, s.from_time, s.to_time, coalesce(p.name, ''), s.wanted
FROM duty_slot s LEFT JOIN place p ON p.id = s.place_id
WHERE s.term_id = ? AND s.weekday = ? ORDER BY s.from_time, s.id"""
_ON_DUTY: Final = """
SELECT d.slot_id, d.reader_id, d.weeks FROM duty d JOIN duty_slot s ON s.id = d.slot_id
WHERE s.term_id = ? AND s.weekday = ? ORDER BY d.id"""
_PERSON: Final = """
SELECT r.id, r.name, e.stage, e.entry_year, e.class_no FROM reader r
LEFT JOIN enrolment e ON e.reader_id = r.id AND e.to_day IS NULL
WHERE r.id IN ({marks}) AND r.state NOT IN ('left', 'erased')"""
_HOLDS: Final = """
SELECT count(*), coalesce(sum(h.expires < :today), 0) FROM hold h WHERE h.state = 'ready'"""
# Titles that somebody waits for while a copy of them stands on the shelf.
_TO_FETCH: Final = """
SELECT count(*) FROM (SELECT DISTINCT title_id, volume_id FROM hold WHERE state = 'waiting') h
WHERE EXISTS(SELECT 1 FROM copy c WHERE c.title_id = h.title_id AND c.status = 'shelf'
  AND (h.volume_id IS NULL OR c.volume_id = h.volume_id))"""


def on_duty(library: Library, term: TermRow | None, today: date) -> list[DutyToday]:
    """The slots of today in the order of the day, with who keeps them: by the roster, but for what is noted of today.

    To be joined with `store/queries/roster.py: on_duty_day`, which knows more of each (who came, who is gone).
    """
    if term is None:
        return []
    week = week_number(Term(term.first, term.last), today)
    slots = library.fetch(_SLOTS, term.id, today.weekday())
    people: dict[int, list[int]] = {row[0]: [] for row in slots}
    for slot_id, reader_id, weeks in library.fetch(_ON_DUTY, term.id, today.weekday()):
        if is_in_week(weeks, week):
            people[slot_id].append(reader_id)
    for slot_id, reader_id, state, instead in library.fetch(
        "SELECT slot_id, reader_id, state, instead_id FROM duty_day WHERE day = ? ORDER BY id", today.isoformat()
    ):
        here = people.setdefault(slot_id, [])
        if state in ("swapped", "excused") and reader_id in here:
            here.remove(reader_id)
        if state == "swapped" and instead is not None and instead not in here:
            here.append(instead)
        if state == "extra" and reader_id not in here:
            here.append(reader_id)
    known = _people(library, {reader for here in people.values() for reader in here})
    return [
        DutyToday(
            name, first, last, show_place(place) if place else "", wanted,
            tuple(known[reader] for reader in people[slot_id] if reader in known),
        )
        for slot_id, name, first, last, place, wanted in slots
    ]  # fmt: skip


def _people(library: Library, ids: set[int]) -> dict[int, DutyPerson]:
    if not ids:
        return {}
    rows = library.fetch(_PERSON.format(marks=", ".join("?" * len(ids))), *sorted(ids))
    return {row[0]: DutyPerson(row[1], ClassRef(Stage(row[2]), row[3], row[4]) if row[2] else None) for row in rows}


def lessons(library: Library, term: TermRow | None, today: date) -> list[LessonToday]:
    """The classes that come for a reading lesson today, by odd and even weeks, in the order of the day."""
    if term is None or not term.first <= today <= term.last:
        return []
    week = week_number(Term(term.first, term.last), today)
    return [
        LessonToday(row[0], row[1], row[2], ClassRef(Stage(row[3]), row[4], row[5]),
                    show_place(row[6]) if row[6] else "", row[7])
        for row in library.fetch(_LESSONS, term.id, today.weekday())
        if is_in_week(row[8], week)
    ]  # fmt: skip


def events(library: Library, first: date, last: date) -> list[NearEvent]:
    """The events that lie, in part at least, from one day to another."""
    rows = library.fetch(
        "SELECT name, first_day, last_day, coalesce(from_time, ''), coalesce(to_time, ''), coalesce(place, '')"
        " FROM event WHERE last_day >= ? AND first_day <= ? ORDER BY first_day, from_time IS NOT NULL, from_time, id",
        first.isoformat(), last.isoformat(),
    )  # fmt: skip
    return [
        NearEvent(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3], row[4], row[5])
        for row in rows
    ]


def running(library: Library, today: date, *, ahead: int = 0) -> list[RunningActivity]:
    """Activities that are on today, or begin within so many days."""
    until = (today + timedelta(days=ahead)).isoformat()
    rows = library.fetch(
        "SELECT id, name, first_day, last_day, coalesce(host, '') FROM activity WHERE state <> 'dropped'"
        " AND last_day >= ? AND first_day <= ? ORDER BY last_day, id",
        today.isoformat(), until,
    )  # fmt: skip
    return [
        RunningActivity(row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]), row[4]) for row in rows
    ]


def figures(library: Library, today: date, late: Sequence[IssueRow]) -> Figures:
    """How much waits; `late`: the issues that are late, which whoever asks has read already."""
    day = today.isoformat()
    overdue, readers, since = _one(
        library, "SELECT count(*), count(DISTINCT reader_id), min(due) FROM loan"
        " WHERE returned IS NULL AND in_house = 0 AND due < :today", day
    )  # fmt: skip
    ready, expired = _one(library, _HOLDS, day)
    repairs, severe = _one(
        library, "SELECT count(*), coalesce(sum(degree = 'severe'), 0) FROM damage"
        " WHERE state IN ('reported','in_repair','bindery','proposed')", day
    )  # fmt: skip
    publish, publish_late = _one(
        library, "SELECT count(*), coalesce(sum(publish_by < :today), 0) FROM activity"
        " WHERE state <> 'dropped' AND published_day IS NULL AND (publish_by < :today"
        " OR publish_by IS NOT NULL AND last_day < :today)", day
    )  # fmt: skip
    stocktakes = library.fetch("SELECT name FROM stocktake WHERE state = 'open' ORDER BY id")
    return Figures(
        overdue=overdue, overdue_readers=readers, overdue_since=date.fromisoformat(since) if since else None,
        lent=_one(library, "SELECT count(*) FROM loan WHERE returned IS NULL AND in_house = 0", day)[0],
        holds_ready=ready, holds_expired=expired, holds_on_shelf=_one(library, _TO_FETCH, day)[0],
        issues_late=len(late), claims_open=sum(not row.claims for row in late), repairs=repairs, repairs_severe=severe,
        stocktakes=tuple(row[0] for row in stocktakes),
        suggestions=_one(library, "SELECT count(*) FROM suggestion WHERE answered_day IS NULL", day)[0],
        questions=_one(library, "SELECT count(*) FROM question WHERE answered_day IS NULL", day)[0],
        publish=publish, publish_late=publish_late,
    )  # fmt: skip


def _one(library: Library, sql: str, today: str) -> tuple[Any, ...]:
    (row,) = library.connection.execute(sql, {"today": today} if ":today" in sql else {}).fetchall()
    return tuple(row)
