"""A list taken along as a table: where to, and what is said of it at the foot of the window."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from libdesk.exchange.export import Cell, write_table
from libdesk.i18n import _
from libdesk.ui.tab import Surroundings

FILTERS: Final = "Excel (*.xlsx);;CSV (*.csv)"
LAST_FOLDER: Final = "export_folder"


def ask_where(parent: QWidget, around: Surroundings, name: str) -> Path | None:
    """The file a person chose, with the ending of a table; None if they thought better of it."""
    folder = around.pc.text(LAST_FOLDER, str(Path.home()))
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as a table"), str(Path(folder, f"{name}.xlsx")), FILTERS
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() in (".xlsx", ".csv") else path.with_suffix(".xlsx")


def save_table(
    around: Surroundings, path: Path, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    """Write the table and say so, or say why not."""
    try:
        write_table(path, name, head, rows)
    except OSError:
        text = _("{name} could not be written. Close it in other programs, or choose another folder.")
        around.say(text.format(name=path.name))
        return
    around.pc.keep_text(LAST_FOLDER, str(path.parent))
    around.say(_("Saved: {name}").format(name=path.name))
