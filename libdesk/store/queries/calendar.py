"""The rows behind the calendar: terms, days that differ from the week, and loans that are still in time."""

from datetime import date

from libdesk.domain.value import Value
from libdesk.store import models
from libdesk.store.database import Library


class TermRow(Value):
    id: int
    name: str
    first: date
    last: date


class DayRow(Value):
    """A day that is open or closed whatever its weekday."""

    id: int
    day: date
    open: bool
    name: str


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


def open_dues(library: Library, today: date) -> list[tuple[int, date, date | None]]:
    """(loan, due day, last day of the card) of every loan that is out and not overdue; not of the reading room."""
    rows = library.connection.execute(
        "SELECT l.id, l.due, r.expires FROM loan l JOIN reader r ON r.id = l.reader_id"
        " WHERE l.returned IS NULL AND l.in_house = 0 AND l.due >= ?",
        (today.isoformat(),),
    )
    return [
        (loan_id, date.fromisoformat(due), date.fromisoformat(expires) if expires else None)
        for loan_id, due, expires in rows
    ]
