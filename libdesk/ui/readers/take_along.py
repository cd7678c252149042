"""A list is taken along: onto the clipboard as a table, or into a file for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from libdesk.i18n import _
from libdesk.ui.tab import Surroundings
from libdesk.ui.widgets.row_table import RowTable

FILTERS: Final = "Excel (*.xlsx);;CSV (*.csv)"
LAST_FOLDER: Final = "export_folder"


def copy_list(around: Surroundings, table: RowTable) -> None:
    """As text with tabs, which spreadsheets and messages take."""
    head, rows = _cells(table)
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in (head, *rows)))
    around.say(_("Copied. It can be put into a message or a table now."))


def save_list(around: Surroundings, parent: QWidget, table: RowTable, name: str) -> None:
    """Ask where, then write what the list shows."""
    folder = around.pc.text(LAST_FOLDER, str(Path.home()))
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as a table"), str(Path(folder, f"{name}.xlsx")), FILTERS
    )
    if chosen:
        path = Path(chosen)
        write_list(around, table, path if path.suffix.lower() in (".xlsx", ".csv") else path.with_suffix(".xlsx"))


def write_list(around: Surroundings, table: RowTable, path: Path) -> None:
    """Write the file, whole or not at all; what goes wrong is said at the foot of the window."""
    from libdesk.exchange.export import write_table

    head, rows = _cells(table)
    try:
        write_table(path, path.stem, head, rows)
    except OSError:
        text = _("{name} could not be written. Close it in other programs, or choose another folder.")
        around.say(text.format(name=path.name))
        return
    around.pc.keep_text(LAST_FOLDER, str(path.parent))
    around.say(_("Saved: {name}").format(name=path.name))


def _cells(table: RowTable) -> tuple[list[str], list[list[str]]]:
    columns = table.model.columns
    rows: Sequence[Any] = table.model.rows()
    return [_(column.title) for column in columns], [[column.text(row) for column in columns] for row in rows]
