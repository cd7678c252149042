"""The rows that were not taken, as a workbook with the reason in the last column, to be mended and brought in again."""

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from libdesk.exchange.cells import neutral
from libdesk.exchange.errors import not_written
from libdesk.i18n import _

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold these


class FaultySheet(NamedTuple):
    """Rows under one heading, each with its reason; `name` tells them from those of other sheets."""

    name: str
    header: Sequence[str]
    rows: Sequence[tuple[Sequence[str], str]]


def write_faulty(path: Path, header: Sequence[str], rows_with_reasons: Iterable[tuple[Sequence[str], str]]) -> None:
    """As `write_sheets`, where all rows stand under one heading."""
    write_sheets(path, [FaultySheet("", header, list(rows_with_reasons))])


def write_sheets(path: Path, sheets: Sequence[FaultySheet]) -> None:
    """Write the rows to an .xlsx, as text, so that nothing is ruined or run as a formula when it is opened.

    Raises FileBusy when the file is open in the spreadsheet, FileNotWritten for any other fault of the disk; in either
    case nothing half-written stays behind.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, header, rows in sheets:
        sheet = book.create_sheet("".join(c for c in _UNWRITABLE.sub("", name) if c not in "[]:*?/\\")[:25] or None)
        width = max([len(header), *(len(row) for row, _text in rows)])
        for row, reason in [(header, _("Reason")), *rows] if header else rows:
            texts = (*row, *[""] * (width - len(row)), reason)
            sheet.append([neutral(_UNWRITABLE.sub("", text)) for text in texts])
    out = io.BytesIO()  # openpyxl is noisy when the disk fails under it
    book.save(out)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(out.getvalue())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise not_written(path, error) from error
