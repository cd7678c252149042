"""A row of any table by its number: whether it is there, and what it says."""

from collections.abc import Iterable
from typing import Any

from libdesk.store.database import Library


def exists(library: Library, table: str, row_id: int) -> bool:
    return library.connection.execute(f"SELECT 1 FROM {table} WHERE id = ?", (row_id,)).fetchone() is not None


def values_of(library: Library, table: str, row_id: int, columns: Iterable[str]) -> dict[str, Any]:
    """What these columns hold; nothing of a row that is not there."""
    names = tuple(columns)
    row = library.connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else {}
