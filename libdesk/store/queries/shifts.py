"""Who may be on duty, and who is."""

from libdesk.store import models
from libdesk.store.database import Library


def helper(library: Library, reader_id: int) -> tuple[str, bool]:
    """(name of the reader, whether an appointment runs); an unknown reader has no name and none."""
    rows = library.rows(models.Reader.select(models.Reader.name).where(models.Reader.id == reader_id))
    return (rows[0][0] if rows else ""), appointment(library, reader_id) is not None


def appointment(library: Library, reader_id: int) -> int | None:
    model = models.Appointment
    rows = library.rows(model.select(model.id).where((model.reader == reader_id) & model.to_day.is_null()))
    return rows[0][0] if rows else None


def running(library: Library) -> int | None:
    """The shift that has not ended."""
    rows = library.rows(models.Shift.select(models.Shift.id).where(models.Shift.ended.is_null()))
    return rows[0][0] if rows else None


def on_duty(library: Library) -> str:
    """The name of who is on duty, or ''."""
    rows = library.rows(models.Shift.select(models.Reader.name).join(models.Reader).where(models.Shift.ended.is_null()))
    return rows[0][0] if rows else ""


def on_duty_reader(library: Library) -> int | None:
    """The reader who is on duty."""
    rows = library.rows(models.Shift.select(models.Shift.reader).where(models.Shift.ended.is_null()))
    return rows[0][0] if rows else None
