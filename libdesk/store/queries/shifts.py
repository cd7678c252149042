"""Who may be on duty, and who is."""

from libdesk.store.database import Library


def helper(library: Library, reader_id: int) -> tuple[str, bool]:
    """(name of the reader, whether an appointment runs); an unknown reader has no name and none."""
    rows = library.fetch("SELECT name FROM reader WHERE id = ?", reader_id)
    return (rows[0][0] if rows else ""), appointment(library, reader_id) is not None


def appointment(library: Library, reader_id: int) -> int | None:
    rows = library.fetch("SELECT id FROM appointment WHERE reader_id = ? AND to_day IS NULL", reader_id)
    return rows[0][0] if rows else None


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
