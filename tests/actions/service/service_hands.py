"""What the tests of the service do: all rows of its tables, and an undo that must bring them back."""

from collections.abc import Callable

from libdesk.actions.desk import Desk
from libdesk.actions.undo import last_undoable, undo

TABLES = (
    "visit", "question", "suggestion", "announcement", "book_list", "book_list_line", "title", "recommendation",
)  # fmt: skip


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    return {name: desk.library.fetch(f"SELECT * FROM {name} ORDER BY id") for name in TABLES}


def undone(desk: Desk, act: Callable[[], object]) -> None:
    """The act changes something; undone, every row is as before; done again, as after."""
    before = rows(desk)
    act()
    after = rows(desk)
    assert after != before
    entry = last_undoable(desk)
    assert entry is not None
    undo(desk, entry.id)
    assert rows(desk) == before
    again = desk.library.fetch("SELECT max(id) FROM journal")[0][0]
    undo(desk, again)
    assert rows(desk) == after
