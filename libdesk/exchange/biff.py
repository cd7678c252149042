"""The records of an .xls are walked before the reader sees them: one wrong size makes it ask for 128 GB, and that ends
the whole program.

Source: [MS-XLS] Excel Binary File Format, sections 2.4 (records) and 2.1.4 (BIFF records).
"""

import struct
from dataclasses import dataclass
from typing import Final

_COLUMNS: Final = 256  # an .xls has no more
_BOUNDSHEET, _EOF, _FILEPASS, _DIMENSIONS = 0x85, 0x0A, 0x2F, 0x0200
_IGNORED: Final = b"\xff\x7f"  # no record bears this number
_MULRK, _MULBLANK = 0xBD, 0xBE
_CELLS: Final = frozenset({0x06, _MULRK, _MULBLANK, 0xD6, 0xFD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0206, 0x0406})
_RECORD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<HH")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a walk over the records found. `sound` is False where a cell lies outside of any sheet."""

    password: bool
    sound: bool
    cells: int  # of the largest sheet's rectangle


def survey(stream: bytearray) -> Survey:
    """Walk the book's records and those of each sheet it points at, as a reader does.

    The sheets' own word about their size is struck out in `stream`: the reader would believe it and reserve memory.
    """
    sheets = set()
    at = 0
    while at + 4 <= len(stream):
        kind, length = _RECORD.unpack_from(stream, at)
        if kind == _FILEPASS:
            return Survey(True, True, 0)
        if kind == _EOF:
            break
        if kind == _BOUNDSHEET and at + 8 <= len(stream):
            sheets.add(struct.unpack_from("<I", stream, at + 4)[0])
        at += 4 + length
    sizes = [_rectangle(stream, start) for start in sheets]
    return Survey(False, None not in sizes, max((size for size in sizes if size is not None), default=0))


def _rectangle(stream: bytearray, at: int) -> int | None:
    """How many cells lie between the first and the farthest; None when a place cannot be."""
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
            if length < 4 or at + 8 > len(stream):
                return None
            row, column = read_place(stream, at + 4)
            if kind in (_MULRK, _MULBLANK):
                column += max(0, (length - 6) // (6 if kind == _MULRK else 2) - 1)
            if column >= _COLUMNS:
                return None
            if row > rows:
                rows = row
            if column > columns:
                columns = column
        at += 4 + length
    return (rows + 1) * (columns + 1)
