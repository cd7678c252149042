"""The compound file that an .xls is: its streams taken out, and one stream packed again by itself.

Source: [MS-CFB] Compound File Binary File Format, sections 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.6 (directory).
"""

import struct
from typing import Final

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END_OF_CHAIN: Final = 0xFFFFFFFE
_LAST_SECTOR: Final = 0xFFFFFFFA
_FREE: Final = 0xFFFFFFFF
_HEADER: Final = struct.Struct("<8s16xHHHHH6x9I109I")
_ENTRY: Final = struct.Struct("<64sHBB3I16xIQQII4x")
_STREAM, _ROOT = 2, 5


class Broken(ValueError):
    """The compound file cannot be followed: cut off, or damaged."""


def streams(data: bytes) -> dict[str, bytes]:
    """Every stream by its own name, whatever storage it lies in. Raises Broken."""
    try:
        return _streams(data)
    except (struct.error, IndexError, UnicodeDecodeError, MemoryError) as error:
        raise Broken from error


def _streams(data: bytes) -> dict[str, bytes]:
    header = _HEADER.unpack_from(data)
    shift, mini_shift = header[4], header[5]
    directory, cutoff, mini_start, difat_start = header[8], header[10], header[11], header[13]
    if shift not in (9, 12) or mini_shift != 6:
        raise Broken
    size = 1 << shift
    sectors = [data[at : at + size].ljust(size, b"\0") for at in range(size, len(data), size)]
    fat_sectors = [number for number in header[15:] if number < _LAST_SECTOR]
    seen = 0
    while difat_start < _LAST_SECTOR:
        *more, difat_start = struct.unpack(f"<{size // 4}I", sectors[difat_start])
        fat_sectors += [number for number in more if number < _LAST_SECTOR]
        seen += 1
        if seen > len(sectors):
            raise Broken
    fat = _table(sectors, fat_sectors)
    entries = _chain(sectors, fat, directory)
    found, root = [], b""
    for at in range(0, len(entries), 128):
        name, length, kind, _, _, _, _, _, _, _, start, stream_size = _ENTRY.unpack_from(entries, at)
        if kind == _ROOT:
            root = _chain(sectors, fat, start)
        elif kind == _STREAM and 2 < length <= 64:
            found.append((name[: length - 2].decode("utf-16-le"), start, stream_size))
    mini_fat = _table(sectors, _numbers(fat, mini_start))
    small = [root[at : at + 64] for at in range(0, len(root), 64)]
    return {
        name: (_chain(small, mini_fat, start) if length < cutoff else _chain(sectors, fat, start))[:length]
        for name, start, length in found
    }


def _table(sectors: list[bytes], numbers: list[int]) -> tuple[int, ...]:
    joined = b"".join(sectors[number] for number in numbers[: len(sectors)])
    return struct.unpack(f"<{len(joined) // 4}I", joined)


def _numbers(fat: tuple[int, ...], start: int) -> list[int]:
    numbers = []
    while start < _LAST_SECTOR:
        numbers.append(start)
        start = fat[start]
        if len(numbers) > len(fat):
            raise Broken
    return numbers


def _chain(sectors: list[bytes], fat: tuple[int, ...], start: int) -> bytes:
    return b"".join(sectors[number] for number in _numbers(fat, start))


def packed(name: str, stream: bytes) -> bytes:
    """A compound file that holds this stream only, in sectors of 4,096 bytes."""
    size = 4096
    used = max(1, -(-len(stream) // size))
    fats = 1
    while fats * (size // 4) < used + 1 + fats:
        fats += 1
    if fats > 109:
        raise Broken
    fat = [0xFFFFFFFD] * fats + [_END_OF_CHAIN] + [*range(fats + 2, fats + 1 + used), _END_OF_CHAIN]
    fat += [_FREE] * (fats * size // 4 - len(fat))
    difat = [*range(fats), *[_FREE] * (109 - fats)]
    # directory at `fats`, streams below 4,096 bytes would be mini ones, no mini FAT, no further DIFAT
    places = (fats, 0, size, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    header = _HEADER.pack(SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6, 1, fats, *places, *difat)
    # The root's own stream is empty, but calamine refuses a root that begins nowhere.
    entries = _entry("Root Entry", _ROOT, 1, fats + 1, 0) + _entry(
        name, _STREAM, _FREE, fats + 1, max(len(stream), size)
    )
    return b"".join(
        (
            header.ljust(size, b"\0"),
            struct.pack(f"<{len(fat)}I", *fat),
            entries.ljust(size, b"\0"),
            stream.ljust(used * size, b"\0"),
        )
    )


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    wide = name.encode("utf-16-le")
    return _ENTRY.pack(wide, len(wide) + 2, kind, 1, _FREE, _FREE, child, 0, 0, 0, start, length)
