"""The places where copies can stand, by the names that are shown, for every list to choose from."""

from libdesk.domain.rows.books import show_place
from libdesk.store.database import Library


def named_places(library: Library) -> list[tuple[int, str]]:
    """(id, name as the screens show it)."""
    return [(row[0], show_place(row[1])) for row in library.fetch("SELECT id, name FROM place ORDER BY id")]
