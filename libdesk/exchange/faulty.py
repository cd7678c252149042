"""The rows that were not taken, as a workbook with the reason in the last column, to be mended and brought in again."""

import errno
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from libdesk.domain.drafts import Draft, ParsedList
from libdesk.exchange.cells import neutral
from libdesk.exchange.columns import Mapping
from libdesk.exchange.errors import FileBusy, FileNotWritten
from libdesk.exchange.fields import Field, ListKind
from libdesk.exchange.sensitive import is_personal_number, without
from libdesk.exchange.tables import Table
from libdesk.i18n import _

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML can hold these


def faulty_rows(
    table: Table, mapping: Mapping, parsed: ParsedList[Draft]
) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], str]]]:
    """Header and refused rows of a table, each with its reason; the columns with sensitive data are left out."""
    gone = {column.index for column in mapping.sensitive}
    rows = without(table, mapping.sensitive, mapping.header).rows
    header = () if mapping.header is None else rows[mapping.header]
    faults = [fault for fault in parsed.faults if fault.sheet == table.name]
    refused_rows = [rows[fault.line - 1] for fault in faults]
    width = max(map(len, (header, *refused_rows)))
    kept = [index for index in range(width) if index not in gone]
    refused = [(_cells(row, kept, mapping), fault.text()) for row, fault in zip(refused_rows, faults, strict=True)]
    return tuple(header[index] if index < len(header) else "" for index in kept), refused


def _cells(row: Sequence[str], kept: Sequence[int], mapping: Mapping) -> tuple[str, ...]:
    """The cells as they were read; a single personal number in a harmless column goes too."""
    open_ = mapping.kind is ListKind.BOOKS
    code = mapping.columns.get(Field.COPY_CODE)
    cells = [(index, row[index] if index < len(row) else "") for index in kept]
    return tuple("" if not open_ and index != code and is_personal_number(cell) else cell for index, cell in cells)


def write_faulty(path: Path, header: Sequence[str], rows_with_reasons: Iterable[tuple[Sequence[str], str]]) -> None:
    """Write the rows to an .xlsx, as text, so that nothing is ruined or run as a formula when it is opened.

    Raises FileBusy when the file is open in the spreadsheet, FileNotWritten for any other fault of the disk; in either
    case nothing half-written stays behind.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    rows = list(rows_with_reasons)
    width = max([len(header), *(len(row) for row, _text in rows)])
    if header:
        rows.insert(0, (header, _("Reason")))
    for row, reason in rows:
        texts = (*row, *[""] * (width - len(row)), reason)
        sheet.append([neutral(_UNWRITABLE.sub("", text)) for text in texts])
    part = path.with_name(path.name + ".part")
    try:
        book.save(part)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, PermissionError) and path.is_file():
            raise FileBusy(path.name) from error
        reason = _("the disk is full") if error.errno == errno.ENOSPC else error.strerror or type(error).__name__
        raise FileNotWritten(path.name, reason) from error
