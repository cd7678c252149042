"""What the tests of the catalogue look at: rows as they stand in the file."""

from typing import Any

from libdesk.actions.desk import Desk
from libdesk.domain.ops import Op
from libdesk.store.queries import titles
from libdesk.store.tables import Copy, Title


def value(desk: Desk, sql: str, *arguments: object) -> Any:
    """The first column of the first row."""
    row = desk.library.connection.execute(sql, arguments).fetchone()
    return None if row is None else row[0]


def all_rows(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of what an action on titles and copies may touch, and what is worked out from them."""
    tables = (
        "title", "volume", "copy", "barcode", "hold", "wish", "purchase_line", "recommendation", "title_order",
        "copy_order", "title_words", "spent_number",
    )  # fmt: skip
    return {name: desk.library.connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables}


def change_title(desk: Desk, title_id: int, **values: Any) -> None:
    with desk.action(Op.EDIT_TITLE) as act:
        act.change(Title, title_id, **values)


def change_copy(desk: Desk, copy_id: int, **values: Any) -> None:
    with desk.action(Op.EDIT_COPIES) as act:
        act.change(Copy, copy_id, **values)


def call_numbers(desk: Desk, title_id: int) -> list[str]:
    return [copy.call_no for copy in titles.copies(desk.library, title_id)]
