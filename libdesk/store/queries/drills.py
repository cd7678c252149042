"""The practice mode: codes of its cast, who practises, and what the training record has of them."""

from datetime import date

from libdesk.domain.rows.drills import DrillLine, Practising
from libdesk.store.database import Library


def cast_codes(library: Library, prefix: str) -> tuple[dict[int, str], dict[int, str]]:
    """The codes that begin so: of copies by their ids, of readers by theirs."""
    copies: dict[int, str] = {}
    readers: dict[int, str] = {}
    rows = library.fetch("SELECT code_key, copy_id, reader_id FROM barcode WHERE code_key GLOB ? || '*'", prefix)
    for code, copy_id, reader_id in rows:
        if copy_id is not None:
            copies[copy_id] = code
        elif reader_id is not None:
            readers[reader_id] = code
    return copies, readers


def helpers(library: Library) -> list[Practising]:
    """Everybody who is appointed now, by name."""
    rows = library.fetch(
        "SELECT r.id, r.name FROM appointment a JOIN reader r ON r.id = a.reader_id"
        " WHERE a.to_day IS NULL AND r.state IN ('active', 'stopped') ORDER BY r.sort_name, r.id"
    )
    return [Practising(*row) for row in rows]


def record(library: Library, reader_id: int) -> list[DrillLine]:
    """What somebody practised, the newest first."""
    rows = library.fetch(
        "SELECT code, day, passed, seconds, slips FROM drill WHERE reader_id = ? ORDER BY day DESC, id DESC", reader_id
    )
    return [DrillLine(code, date.fromisoformat(day), bool(passed), seconds, slips) for code, day, passed, seconds, slips
            in rows]  # fmt: skip
