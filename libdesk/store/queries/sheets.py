"""Sheets of labels of the school's own, beside those that libdesk brings."""

from libdesk.domain.sheets import Sheet
from libdesk.store.database import Library

_SELECT = (
    "SELECT id, name, page_width, page_height, label_width, label_height, columns, rows, margin_left, margin_top,"
    " gap_x, gap_y FROM sheet"
)


def own_sheets(library: Library) -> dict[int, Sheet]:
    """The school's own by their ids, in the order in which they were made."""
    return {row[0]: Sheet(*row[1:]) for row in library.connection.execute(f"{_SELECT} ORDER BY id")}
