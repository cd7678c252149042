"""The rows behind the calendar: terms, days that differ from the week, and loans that are still in time."""

import json
from collections.abc import Iterable
from datetime import date

from libdesk.domain.calendar import DayException, Term
from libdesk.domain.redating import DueMove, OpenLoan
from libdesk.domain.rows.calendar import DayRow, MovedLoan, TermRow
from libdesk.domain.settings import LibrarySettings
from libdesk.domain.yearplan import YearPlan
from libdesk.store import models
from libdesk.store.database import Library


def terms(library: Library) -> list[TermRow]:
    """All terms, the latest first."""
    model = models.Term
    query = model.select(model.id, model.name, model.first_day, model.last_day).order_by(model.first_day.desc())
    return [
        TermRow(term_id, name, date.fromisoformat(first), date.fromisoformat(last))
        for term_id, name, first, last in library.rows(query)
    ]


def days(library: Library, first: date = date.min, last: date = date.max) -> list[DayRow]:
    """The days set from first to last, in order."""
    model = models.CalendarDay
    query = model.select(model.id, model.day, model.open, model.name).where(
        model.day.between(first.isoformat(), last.isoformat())
    )
    return [
        DayRow(row_id, date.fromisoformat(day), bool(is_open), name)
        for row_id, day, is_open, name in library.rows(query.order_by(model.day))
    ]


def year_plan(library: Library, settings: LibrarySettings) -> YearPlan:
    """Everything that an edit of the calendar begins with."""
    return YearPlan(
        closed_weekdays=frozenset(settings.closed_weekdays),
        days={row.day: DayException(row.open, row.name) for row in days(library)},
        terms={row.id: Term(row.first, row.last, row.name) for row in terms(library)},
        closed_between_terms=settings.closed_between_terms,
    )


def open_dues(library: Library, today: date) -> list[OpenLoan]:
    """Every loan that is out and not overdue, by due date; not those of the reading room."""
    rows = library.fetch(
        "SELECT l.id, l.reader_id, l.due, r.expires FROM loan l JOIN reader r ON r.id = l.reader_id"
        " WHERE l.returned IS NULL AND l.in_house = 0 AND l.due >= ? ORDER BY l.due, l.id",
        today.isoformat(),
    )
    return [
        OpenLoan(loan_id, reader_id, date.fromisoformat(due), date.fromisoformat(expires) if expires else None)
        for loan_id, reader_id, due, expires in rows
    ]


def moved_loans(library: Library, moves: Iterable[DueMove]) -> list[MovedLoan]:
    """Who has what in hand of the loans that would move, by old due date, class and name."""
    by_id = {move.loan_id: move for move in moves}
    rows = library.fetch(
        "SELECT l.id, r.name, l.reader_kind, r.department, l.stage, l.entry_year, l.class_no,"
        " t.title || coalesce('(' || v.label || ')', '')"
        " FROM loan l JOIN reader r ON r.id = l.reader_id JOIN copy c ON c.id = l.copy_id"
        " JOIN title t ON t.id = c.title_id LEFT JOIN volume v ON v.id = c.volume_id"
        " WHERE l.id IN (SELECT value FROM json_each(?))"
        " ORDER BY l.due, l.reader_kind, l.stage, l.entry_year DESC, l.class_no, r.sort_name, r.name, l.id",
        json.dumps(list(by_id)),
    )
    return [MovedLoan._make((*row, *by_id[row[0]][1:])) for row in rows]
