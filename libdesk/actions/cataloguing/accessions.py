"""Accession numbers come from a counter of their own and are never used again, also not after an undo."""

from typing import Final

from libdesk.actions.journal import Action
from libdesk.store.queries.accessions import own_end

WIDTH: Final = 6  # figures of the numbers of a library that has none yet


def next_number(act: Action) -> str:
    """Take the next accession number, as wide as the library's own; the counter stands after it from then on."""
    last, width = own_end(act.connection)
    keep_counter(act, last + 2)
    return f"{last + 1:0{width or WIDTH}d}"


def pin_counter(act: Action) -> None:
    """Before numbers of others come in, or own ones go: the counter stands after the library's own."""
    last, _width = own_end(act.connection)
    if last:
        keep_counter(act, last + 1)


def keep_counter(act: Action, following: int) -> None:
    """Not through act.change: an undo must not give accession numbers out a second time."""
    act.connection.execute(
        "INSERT INTO setting(key, value) VALUES('accession_next', ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (str(following),),
    )
