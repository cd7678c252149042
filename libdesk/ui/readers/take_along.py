"""A list is taken along: onto the clipboard as a table, or into a file for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from libdesk.i18n import _
from libdesk.ui.tab import Surroundings
from libdesk.ui.table_file import ask_where, save_table
from libdesk.ui.widgets.row_table import RowTable


def copy_list(around: Surroundings, table: RowTable) -> None:
    """As text with tabs, which spreadsheets and messages take."""
    head, rows = _cells(table)
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in (head, *rows)))
    around.say(_("Copied. It can be put into a message or a table now."))


def save_list(around: Surroundings, parent: QWidget, table: RowTable, name: str) -> None:
    """Ask where, then write what the list shows."""
    path = ask_where(parent, around, name)
    if path is not None:
        write_list(around, table, path)


def write_list(around: Surroundings, table: RowTable, path: Path) -> None:
    """Write the file, whole or not at all; what goes wrong is said at the foot of the window."""
    save_table(around, path, path.stem, *_cells(table))


def _cells(table: RowTable) -> tuple[list[str], list[list[str]]]:
    columns = table.model.columns
    rows: Sequence[Any] = table.model.rows()
    return [_(column.title) for column in columns], [[column.text(row) for column in columns] for row in rows]
