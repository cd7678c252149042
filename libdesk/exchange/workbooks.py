"""Rows out of Excel workbooks, as the person sees them; what is too large is refused before it is unpacked."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from libdesk.exchange import biff, ole
from libdesk.exchange.cells import Value, cell_text
from libdesk.exchange.errors import DamagedWorkbook, PasswordProtected, TooLarge
from libdesk.exchange.padding import Padding, Place, column_number, padded, padded_cells

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_BYTES: Final = 200 * 1024 * 1024
MOST_ROWS: Final = 1_000_000

_MOST_CELLS: Final = 4_000_000  # calamine lays a sheet out as one rectangle, so a stray far cell costs all between
_TIGHTEST: Final = 200  # unpacked : packed; a sheet of equal rows reaches 100, a bomb 1,000
_SMALL: Final = 10 * 1024 * 1024  # below this no ratio hurts
_CHUNK: Final = 1024 * 1024
_CELL: Final = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,9})(\d{1,18})["'][^>]*(?<!/)>""")
_ROW_OF_PLACELESS: Final = re.compile(
    rb"""<(?:\w+:)?row\s[^>]*?\br=["'](\d{1,18})["'][^>]*>\s*<(?:\w+:)?c(?!\s[^>]*\br=)"""
)
_HIDDEN_ROW: Final = re.compile(rb"""<(?:\w+:)?row\s(?=[^>]*\bhidden=["'](?:1|true)["'])[^>]*(?<!/)>""")

Row = tuple[str, ...]


def workbook_rows(data: bytes, name: str, *, packed: bool) -> list[tuple[str, list[Row]]]:
    """Name and rows of every visible sheet; row n is the sheet's row n. `packed`: an .xlsx, else an .xls.

    Raises TooLarge, PasswordProtected, DamagedWorkbook.
    """
    padded_by_sheet: list[dict[Place, Padding]] = []
    if packed:
        _check_archive(data, name)
    else:
        data, padded_by_sheet = _checked_book(data, name)
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            wanted = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            shown = [sheet for sheet in wanted if sheet.visible == SheetVisibleEnum.Visible] or wanted
            cells = padded_cells(data) if packed else dict(zip(book.sheet_names, padded_by_sheet, strict=False))
            return [(sheet.name, _sheet_rows(book, sheet.name, name, cells.get(sheet.name, {}))) for sheet in shown]
    except PasswordError as error:
        raise PasswordProtected(name) from error
    except CalamineError as error:
        raise DamagedWorkbook(name) from error
    except (ValueError, OverflowError, OSError, zipfile.BadZipFile) as error:  # a date beyond Python's years, say
        raise DamagedWorkbook(name) from error
    except BaseException as error:
        # A panic inside the reader's Rust code is no Exception to Python.
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedWorkbook(name) from None


def hidden_rows(data: bytes) -> int:
    """How many rows with cells in them a sound .xlsx hides, by a filter or by hand."""
    count = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            if "worksheets/" in part.filename.lower() and part.filename.lower().endswith(".xml"):
                count += len(_HIDDEN_ROW.findall(archive.read(part)))
    return count


def _sheet_rows(book: "CalamineWorkbook", sheet_name: str, name: str, padded_places: dict[Place, Padding]) -> list[Row]:
    sheet = book.get_sheet_by_name(sheet_name)
    if sheet.end is None:
        return []
    last_row, last_column = sheet.end
    if last_row >= MOST_ROWS:
        raise TooLarge(name, MOST_ROWS)
    if (last_row + 1) * (last_column + 1) > _MOST_CELLS:
        raise TooLarge(name)
    values: Iterable[list[Value]] = sheet.to_python(skip_empty_area=False)
    rows = [[cell_text(value) if value != "" else "" for value in row] for row in values]
    for (row, column), padding in padded_places.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = padded(rows[row][column], padding)
    _fill_merged(rows, sheet)
    return [tuple(row) for row in rows]


def _fill_merged(rows: list[list[str]], sheet: "CalamineSheet") -> None:
    """Write a value merged over several rows (a class beside its pupils) into each row that has something of its own.

    A value merged over columns only is a title and stays where it is.
    """
    if not rows:
        return
    width = len(rows[0])
    filled: list[tuple[int, int, str]] = []
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        if top < bottom and top < len(rows) and left < width and rows[top][left]:
            below = range(top + 1, min(bottom + 1, len(rows)))
            filled += [(i, left, rows[top][left]) for i in below if any(rows[i])]
    for i, column, text in filled:
        rows[i][column] = rows[i][column] or text


def _checked_book(data: bytes, name: str) -> tuple[bytes, list[dict[Place, Padding]]]:
    """The book's stream alone, packed anew, so that the reader sees exactly the records that were checked."""
    try:
        found = ole.streams(data)
        book = bytearray(found.get("Workbook") or found.get("Book") or b"")
        seen = biff.survey(book)
        repacked = ole.packed("Workbook", bytes(book))
    except ole.Broken as error:
        raise DamagedWorkbook(name) from error
    if seen.password:
        raise PasswordProtected(name)
    if not seen.sound:
        raise DamagedWorkbook(name)
    if seen.cells > _MOST_CELLS:
        raise TooLarge(name)
    return repacked, seen.padded


def _check_archive(data: bytes, name: str) -> None:
    """Refuse by what the archive declares, then prove the sheets' declarations by unpacking no more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_BYTES or (unpacked > _SMALL and unpacked > _TIGHTEST * len(data)):
                raise TooLarge(name)
            for part in parts:
                if part.flag_bits & 1:
                    raise PasswordProtected(name)
                if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise DamagedWorkbook(name)
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, part, name)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
        raise DamagedWorkbook(name) from error


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Find the farthest row and column that hold something; a wrong size or checksum shows itself as BadZipFile."""
    is_sheet = "worksheets/" in part.filename.lower()
    rows = columns = 0
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if is_sheet:
                chunk = tail + chunk
                tail = chunk[-300:]
                for letters, digits in _CELL.findall(chunk):
                    rows = max(rows, int(digits))
                    columns = max(columns, column_number(letters.decode().upper()))
                rows = max(rows, *map(int, _ROW_OF_PLACELESS.findall(chunk)), 0)
    if rows * columns > _MOST_CELLS:
        raise TooLarge(name)
    if rows > MOST_ROWS:
        raise TooLarge(name, MOST_ROWS)
