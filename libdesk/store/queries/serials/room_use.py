"""Reading in the room, counted by hand: by title and month."""

from datetime import date
from typing import Final

from libdesk.domain.rows.serials import UseRow
from libdesk.store.database import Library

_SUMS: Final = (
    "SELECT sum(CASE WHEN day = :day THEN uses ELSE 0 END), sum(CASE WHEN substr(day, 1, 7) = :month THEN uses ELSE 0"
    " END), sum(uses), title_id FROM room_use WHERE substr(day, 1, 4) = :year GROUP BY title_id"
)


def uses(library: Library, day: date) -> list[UseRow]:
    """In general, then each title that runs on this day or was read in its year: on the day, in its month and year."""
    given = {"day": day.isoformat(), "month": day.isoformat()[:7], "year": str(day.year)}
    counted = {row[3]: row[:3] for row in library.connection.execute(_SUMS, given)}
    titles = library.connection.execute(
        "SELECT t.id, t.title FROM title t LEFT JOIN title_order o ON o.id = t.id WHERE t.id IN"
        " (SELECT title_id FROM subscription WHERE first_day <= :day AND last_day >= :day UNION"
        " SELECT title_id FROM room_use WHERE substr(day, 1, 4) = :year)"
        " ORDER BY t.kind = 'newspaper', o.by_title, t.id",
        given,
    ).fetchall()
    return [UseRow(number, title, *counted.get(number, (0, 0, 0))) for number, title in [(None, ""), *titles]]


def row_of(library: Library, day: date, title_id: int | None) -> tuple[int, int] | None:
    """(id, uses) of what is counted already for a title on a day."""
    row: tuple[int, int] | None = library.connection.execute(
        "SELECT id, uses FROM room_use WHERE day = ? AND title_id IS ? ORDER BY id LIMIT 1", (day.isoformat(), title_id)
    ).fetchone()
    return row


def by_month(library: Library, first: date, last: date) -> list[tuple[date, int]]:
    """(its first day, uses) of each month from one day to another in which anything was counted."""
    rows = library.connection.execute(
        "SELECT substr(day, 1, 7), sum(uses) FROM room_use WHERE day BETWEEN ? AND ? GROUP BY 1 ORDER BY 1",
        (first.isoformat(), last.isoformat()),
    )
    return [(date.fromisoformat(f"{row[0]}-01"), row[1]) for row in rows]
