"""Files as schools have them, made small for tests."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import xlwt

from libdesk.exchange.errors import FileError
from libdesk.exchange.tables import Table, read_tables

Rows = Sequence[Sequence[Any]]


def xlsx(*sheets: tuple[str, Rows], merged: Sequence[str] = (), change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook; `merged` ranges are those of the first sheet, `change` gets its worksheet before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    if change:
        change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(*sheets: tuple[str, Rows], formats: dict[tuple[int, int], str] | None = None) -> bytes:
    """The same as Excel 97 wrote it; `formats` are number formats by row and column, from 0."""
    book = xlwt.Workbook()
    given = formats or {}
    styles = {text: xlwt.easyxf(num_format_str=text) for text in ("General", *given.values())}
    for name, rows in sheets:
        sheet = book.add_sheet(name)
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                sheet.write(i, j, value, styles[given.get((i, j), "General")])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """An .xlsx with its parts changed one by one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()


def table(*lines: str, name: str = "") -> Table:
    """A table from lines whose cells are separated by |."""
    return Table(name, tuple(tuple(line.split("|")) for line in lines))


def tables_or_sentence(data: bytes) -> tuple[Table, ...] | str:
    """What a person gets of any bytes: tables, or a sentence; anything else that is raised is a bug."""
    try:
        return read_tables(data, "x").tables
    except FileError as error:
        return error.text()
