"""Accession numbers come from a counter of their own and are never used again, also not after an undo."""

from typing import Final

from libdesk.actions.journal import Action

WIDTH: Final = 6  # figures of the numbers of a library that has none yet

# The condition is that of the index `copy_accession_figure`.
_HIGHEST: Final = """
SELECT CAST(accession_no AS INTEGER), length(accession_no) FROM copy
WHERE accession_no IS NOT NULL AND accession_no NOT GLOB '*[^0-9]*' AND length(accession_no) BETWEEN 1 AND 9
ORDER BY CAST(accession_no AS INTEGER) DESC, length(accession_no) DESC LIMIT 1"""


def next_number(act: Action) -> str:
    """Take the next accession number, as wide as the library's own; the counter stands after it from then on."""
    highest, width = act.connection.execute(_HIGHEST).fetchone() or (0, WIDTH)
    kept = act.connection.execute("SELECT value FROM setting WHERE key = 'accession_next'").fetchone()
    number = max(int(kept[0]) if kept else 0, highest + 1)
    keep_counter(act, number + 1)
    return f"{number:0{width}d}"


def keep_counter(act: Action, following: int) -> None:
    """Not through act.change: an undo must not give accession numbers out a second time."""
    act.connection.execute(
        "INSERT INTO setting(key, value) VALUES('accession_next', ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (str(following),),
    )
