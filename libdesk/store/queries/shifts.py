"""Who may be on duty, and who is."""

from datetime import date

from libdesk.store.database import Library


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


def running(library: Library) -> int | None:
    """The shift that has not ended."""
    rows = library.fetch("SELECT id FROM shift WHERE ended IS NULL")
    return rows[0][0] if rows else None


def on_duty(library: Library) -> str:
    """The name of who is on duty, or ''."""
    rows = library.fetch("SELECT r.name FROM shift s JOIN reader r ON r.id = s.reader_id WHERE s.ended IS NULL")
    return rows[0][0] if rows else ""


def on_duty_reader(library: Library) -> int | None:
    """The reader who is on duty."""
    rows = library.fetch("SELECT reader_id FROM shift WHERE ended IS NULL")
    return rows[0][0] if rows else None
