"""Who may be on duty, and whose shift nobody has ended."""

from datetime import date
from typing import NamedTuple

from libdesk.store.database import Library


class OpenShift(NamedTuple):
    """A shift and whose it is; `started` in UTC milliseconds."""

    id: int
    reader_id: int
    name: str
    started: int


def runs(day: str) -> str:
    """SQL for: the appointment `a` runs on this day. It began, was not ended, and its last day is not over.

    `day` is a mark for the ISO day; it is asked for twice.
    """
    return f"a.to_day IS NULL AND a.from_day <= {day} AND (a.until IS NULL OR a.until >= {day})"


def helper(library: Library, reader_id: int, today: date) -> tuple[str, bool]:
    """(name of the reader, whether an appointment runs); an unknown reader has no name and none."""
    rows = library.fetch("SELECT name FROM reader WHERE id = ?", reader_id)
    return (rows[0][0] if rows else ""), appointment(library, reader_id, today) is not None


def appointment(library: Library, reader_id: int, today: date) -> int | None:
    """The appointment that runs today."""
    rows = library.fetch(f"SELECT a.id FROM appointment a WHERE a.reader_id = ? AND {runs('?')}", reader_id,
                         today.isoformat(), today.isoformat())  # fmt: skip
    return rows[0][0] if rows else None


def not_over(library: Library, reader_id: int, today: date) -> list[tuple[int, str, str | None]]:
    """(id, first day, last day) of the appointments that run or are to begin, in their order."""
    rows = library.fetch(
        "SELECT id, from_day, until FROM appointment WHERE reader_id = ? AND to_day IS NULL"
        " AND (until IS NULL OR until >= ?) ORDER BY from_day, id",
        reader_id, today.isoformat(),
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in rows]


def meant_until(library: Library, day: date) -> list[tuple[int, date]]:
    """(id, first day) of the appointments that are to end with this day, and were not ended before."""
    rows = library.fetch("SELECT id, from_day FROM appointment WHERE to_day IS NULL AND until = ?", day.isoformat())
    return [(row_id, date.fromisoformat(begins)) for row_id, begins in rows]


def unended(library: Library) -> OpenShift | None:
    """The shift that nobody has ended; it runs while its day lasts, see `actions/shifts.running`."""
    rows = library.fetch(
        "SELECT s.id, s.reader_id, r.name, s.started FROM shift s JOIN reader r ON r.id = s.reader_id"
        " WHERE s.ended IS NULL"
    )
    return OpenShift(*rows[0]) if rows else None
