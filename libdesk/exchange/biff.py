"""The records of an .xls are walked before the reader sees them: one wrong size makes it ask for 128 GB, and that ends
the whole program.

Source: [MS-XLS] Excel Binary File Format, sections 2.4 (records) and 2.1.4 (BIFF records).
"""

import struct
from dataclasses import dataclass, field
from typing import Final

from libdesk.exchange.padding import Padding, Place, padding_of

_COLUMNS: Final = 256  # an .xls has no more
_BOUNDSHEET, _EOF, _FILEPASS, _DIMENSIONS, _FORMAT, _XF = 0x85, 0x0A, 0x2F, 0x0200, 0x041E, 0xE0
_NUMBER, _RK, _MULRK, _MULBLANK = 0x0203, 0x027E, 0xBD, 0xBE
_CELLS: Final = frozenset({0x06, _MULRK, _MULBLANK, 0xD6, 0xFD, 0x0201, _NUMBER, 0x0204, 0x0205, _RK, 0x0206, 0x0406})
_IGNORED: Final = b"\xff\x7f"  # no record bears this number
_RECORD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<HHH")  # row, column, format

Styles = dict[int, Padding]


@dataclass(slots=True)
class Survey:
    """What a walk over the records found. `sound` is False where a cell lies outside of any sheet."""

    password: bool = False
    sound: bool = True
    cells: int = 0  # of the largest sheet's rectangle
    padded: list[dict[Place, Padding]] = field(default_factory=list)  # a sheet each, in the book's order


def survey(stream: bytearray) -> Survey:
    """Walk the book's records and those of each sheet it points at, as a reader does.

    The sheets' own word about their size is struck out in `stream`: the reader would believe it and reserve memory.
    """
    sheets: list[int] = []
    formats: Styles = {}
    styles: Styles = {}
    xf = 0
    at = 0
    while at + 4 <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind == _FILEPASS:
            return Survey(password=True)
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET and length >= 4 and len(body) >= 4:
            sheets.append(int.from_bytes(body[:4], "little"))
        elif kind == _FORMAT and (padding := padding_of(_format_text(body))):
            formats[int.from_bytes(body[:2], "little")] = padding
        elif kind == _XF:
            number = int.from_bytes(body[2:4], "little")
            if number in formats:
                styles[xf] = formats[number]
            xf += 1
        at += 4 + length
    found = Survey()
    seen: dict[int, dict[Place, Padding]] = {}
    for start in sheets:
        if start not in seen:
            seen[start] = {}
            _walk_sheet(stream, start, styles, found, seen[start])
        found.padded.append(seen[start])
    return found


def _format_text(body: bytearray) -> str:
    """A format's text, stored in one byte a character or two; those that matter here are ASCII."""
    length = int.from_bytes(body[2:4], "little")
    if len(body) not in (5 + length, 5 + 2 * length):
        return ""  # Excel 95 has another layout
    return bytes(body[5:]).replace(b"\0", b"").decode("latin-1")


def _walk_sheet(stream: bytearray, at: int, styles: Styles, found: Survey, padded: dict[Place, Padding]) -> None:
    rows = columns = 0
    end = len(stream) - 4
    read_record, read_place = _RECORD.unpack_from, _PLACE.unpack_from
    while at <= end:
        kind, length = read_record(stream, at)
        if kind == _EOF:
            break
        if kind == _DIMENSIONS:
            stream[at : at + 2] = _IGNORED
        elif kind in _CELLS:
            if length < 6 or at + 10 > len(stream):
                found.sound = False
                return
            row, column, style = read_place(stream, at + 4)
            if styles and kind in (_NUMBER, _RK) and style in styles:
                padded[row, column] = styles[style]
            if kind in (_MULRK, _MULBLANK):
                step = 6 if kind == _MULRK else 2
                last = column + max(0, (length - 6) // step - 1)
                if styles and kind == _MULRK and last < _COLUMNS:
                    for i in range(column, last + 1):
                        at_style = at + 8 + step * (i - column)
                        style = int.from_bytes(stream[at_style : at_style + 2], "little")
                        if style in styles:
                            padded[row, i] = styles[style]
                column = last
            if column >= _COLUMNS:
                found.sound = False
                return
            if row > rows:
                rows = row
            if column > columns:
                columns = column
        at += 4 + length
    found.cells = max(found.cells, (rows + 1) * (columns + 1))
