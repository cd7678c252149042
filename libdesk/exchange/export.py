"""A list becomes a file for a spreadsheet: xlsx, or CSV in UTF-8 with the mark by which Excel knows it.

No cell can turn into a formula there, and `cells.clean` gives back what was written.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from libdesk.domain.reports.tables import Of, Percent, shown
from libdesk.exchange.cells import neutral

Cell = str | int | float | date | None
KINDS: Final = (".xlsx", ".csv")


def table_bytes(kind: str, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file's bytes; `kind` is one of KINDS, `title` names the sheet of a workbook."""
    if kind == ".csv":
        return _csv(head, rows)
    if kind == ".xlsx":
        return _xlsx(title, head, rows)
    raise ValueError(f"no such kind of table: {kind}")


def write_table(path: Path, title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table in the kind that the file's name ends in; the file is whole or not there. Raises OSError."""
    data = table_bytes(path.suffix.lower(), title, head, rows)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_text(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> Cell:
    if isinstance(cell, Percent):
        return shown(100 * cell, Of.SHARE)
    return neutral(cell) if isinstance(cell, str) else "" if cell is None else cell


def _xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(c for c in title if c not in "[]:*?/\\")[:31] or "1")
    sheet.freeze_panes = "A2"
    for number, row in enumerate((head, *rows)):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=neutral(_legal(value)) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, Percent):
                cell.number_format = "0.0%"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _legal(text: str) -> str:
    """Without the control characters that a workbook cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n\r")
