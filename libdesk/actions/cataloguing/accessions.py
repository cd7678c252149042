"""Accession numbers come from a counter of their own and are never used again, also not after an undo."""

from typing import Final

from libdesk.actions.journal import Action

WIDTH: Final = 6  # figures of the numbers of a library that has none yet


def next_number(act: Action) -> str:
    """Take the next accession number, as wide as the library's own; the counter stands after it from then on."""
    plain = act.connection.execute(
        "SELECT max(CAST(accession_no AS INTEGER)), max(length(accession_no)) FROM copy"
        " WHERE accession_no IS NOT NULL AND accession_no NOT GLOB '*[^0-9]*' AND length(accession_no) BETWEEN 1 AND 9"
    ).fetchone()
    kept = act.connection.execute("SELECT value FROM setting WHERE key = 'accession_next'").fetchone()
    number = max(int(kept[0]) if kept else 0, (plain[0] or 0) + 1)
    keep_counter(act, number + 1)
    return f"{number:0{plain[1] or WIDTH}d}"


def keep_counter(act: Action, following: int) -> None:
    """Not through act.change: an undo must not give accession numbers out a second time."""
    act.connection.execute(
        "INSERT INTO setting(key, value) VALUES('accession_next', ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (str(following),),
    )
