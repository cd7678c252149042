"""A file becomes pieces that end in 0x1D, a chunk at a time; lengths are never asked.

0x1D, 0x1E and 0x1F are part of no character of GBK, GB18030, Big5 or UTF-8. UTF-16 is decoded before it is split.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

RECORD_END: Final = b"\x1d"
CHUNK: Final = 1 << 18
LONGEST: Final = 1_000_000  # bytes; the format ends at 99,999, but broken programs do not

Piece = tuple[int, bytes, bool]  # where it begins, its bytes without the terminator, whether it was cut as too long

_BETWEEN: Final = "\r\n\t\0\x1a\ufeff"  # what stands between records; a blank may be a leader's first
_EDGE: Final = re.compile(rb"(?:[\r\n\t\0\x1a]|\xef\xbb\xbf)*")
# A leader and the beginning of its directory: where a terminator is lost, the next record still begins with these.
_HEAD: Final = re.compile(
    rb"[0-9 ]{5}[a-z ][a-z]{2}[0-9a-z #|]{2}[0-9 ]{2}[0-9 ]{5}[ -~]{7}(?:[0-9A-Za-z-]{3}[0-9]{9}){2}"
)


def wide_encoding(head: bytes) -> str | None:
    """utf-16-le or utf-16-be, when the file is in one: by its mark, or by the zeros beside its digits."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return name
    sample = head[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def pieces(file: BinaryIO, wide: str | None = None) -> Iterator[Piece]:
    """Every piece that is not blank, trimmed at its beginning."""
    return _wide_pieces(file, wide) if wide else _narrow_pieces(file)


def _narrow_pieces(file: BinaryIO) -> Iterator[Piece]:
    rest, start, cut = b"", 0, 0  # `cut`: bytes of an overlong piece that were let go
    while chunk := file.read(CHUNK):
        parts = (rest + chunk).split(RECORD_END)
        rest = parts.pop()
        for part in parts:
            if cut or len(part) > LONGEST:
                yield start, part[:LONGEST], True
            elif part[:1].isdigit():
                yield start, part, False
            else:
                yield from _trimmed(start, part)
            start += len(part) + cut + 1
            cut = 0
        if len(rest) > LONGEST and not cut:
            *whole, (start, rest) = heads(start, rest)  # a file whose terminators were all lost
            yield from ((at, piece, False) for at, piece in whole)
        if len(rest) > LONGEST:
            cut += len(rest) - LONGEST
            rest = rest[:LONGEST]
    if cut:
        yield start, rest, True
    else:
        yield from _trimmed(start, rest)


def _trimmed(start: int, part: bytes) -> Iterator[Piece]:
    edge = _EDGE.match(part)
    skip = edge.end() if edge else 0
    if not part[skip:].strip(b"\r\n\t \0\x1a\x1e"):
        return
    yield start + skip, part[skip:], False


def heads(start: int, piece: bytes) -> list[tuple[int, bytes]]:
    """A piece taken apart before each leader inside it, since a terminator was lost; with the places of its records."""
    cuts = [0, *(match.start() for match in _HEAD.finditer(piece) if match.start())]
    found = [(start + at, piece[at:end]) for at, end in zip(cuts, [*cuts[1:], len(piece)], strict=True)]
    return [one for one in found if one[1].strip()]


def _wide_pieces(file: BinaryIO, wide: str) -> Iterator[Piece]:
    decoder = codecs.getincrementaldecoder(wide)("surrogatepass")
    rest, start, cut = "", 0, 0
    while chunk := file.read(CHUNK):
        parts = (rest + _decoded(decoder, chunk)).split("\x1d")
        rest = parts.pop()
        for part in parts:
            yield from _wide_piece(start, part, wide, cut=bool(cut))
            start += _width(part) + cut + 2
            cut = 0
        if 2 * len(rest) > LONGEST:
            cut += _width(rest[LONGEST // 2 :])
            rest = rest[: LONGEST // 2]
    yield from _wide_piece(start, rest, wide, cut=bool(cut))


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes) -> str:
    try:
        return decoder.decode(chunk)
    except UnicodeDecodeError:  # cannot happen while lone surrogates pass, but a file decides nothing here
        return chunk.decode("latin-1")


def _wide_piece(start: int, part: str, wide: str, *, cut: bool) -> Iterator[Piece]:
    text = part.lstrip(_BETWEEN)
    if text.strip("\r\n\t \0\x1a\x1e"):
        yield start + _width(part[: len(part) - len(text)]), text.encode(wide, "surrogatepass"), cut


def _width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass"))
