"""The order of titles: by pinyin, tone and character as in a dictionary, figures by their value, Latin before Han.

A key is short and made fast, since a library sorts a million titles by theirs: two bytes for each place. Brackets and
other signs count for nothing: 《三体》 stands beside 三体.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from libdesk.domain.names import without_accents
from libdesk.domain.numerals import chinese_number
from libdesk.domain.pinyin import reading_ranks

PLACES: Final = 24  # characters that are looked at: 第10册 at the end of a long title still counts

_FIGURES: Final = re.compile(r"([0-9]+)")
_NUMBERED: Final = re.compile("(?<=第)[一二两三四五六七八九十百〇零]+(?=[册卷集辑部编章回季期版辑])")
_PART: Final = re.compile(r"[(\[【 ·.:]([上中下])[)\]】]?\Z")
_PARTS: Final = {"上": "1", "中": "2", "下": "3"}
# The first of two bytes tells what a place is; Han characters lie above all of them.
_SPACE: Final = b"\x00\x01"
_FIGURE: Final = 0x10
_LETTER: Final = 0x0100
_HAN: Final = 0x2000
_OTHER: Final = b"\xff\xff"


class _Places(dict[str, bytes]):
    """The two bytes of each character, worked out when it is first met; nothing for a mere sign."""

    def __missing__(self, char: str) -> bytes:
        self[char] = found = _place(char)
        return found


def _place(char: str) -> bytes:
    if char == " ":
        return _SPACE
    rank = reading_ranks().get(char)
    if rank is not None:
        return (_HAN + rank).to_bytes(2, "big")
    bare = without_accents(char)
    if len(bare) == 1 and bare.isascii() and bare.isalpha():
        return (_LETTER + ord(bare)).to_bytes(2, "big")
    if not char.isalnum():
        return b""
    code = ord(char)
    return (0x0200 + code).to_bytes(2, "big") if code < 0x1000 else _OTHER + code.to_bytes(3, "big")


_places: Final = _Places()


def title_key(title: str) -> bytes:
    """Return the bytes that titles are sorted by; the same title in other brackets or width has the same."""
    text = title if title.isascii() else unicodedata.normalize("NFKC", title)
    text = text.casefold()
    if "第" in text:
        text = _NUMBERED.sub(_figures, text)
    if text[-1:] in _PARTS or text[-2:-1] in _PARTS:
        text = _PART.sub(_part, text)
    text = text[:PLACES].strip()
    pieces = _FIGURES.split(text)
    if len(pieces) == 1:
        return b"".join([_places[char] for char in text])
    return b"".join(
        _number(piece) if place % 2 else b"".join([_places[char] for char in piece])
        for place, piece in enumerate(pieces)
    )


def _figures(found: re.Match[str]) -> str:
    number = chinese_number(found[0])
    return found[0] if number is None else str(number)


def _part(found: re.Match[str]) -> str:
    return f" {_PARTS[found[1]]}"


@lru_cache(4_096)
def _number(figures: str) -> bytes:
    """More figures are a greater number; 007 stands beside 7."""
    value = int(figures)
    size = max(1, (value.bit_length() + 7) // 8)
    return bytes((0, _FIGURE + size)) + value.to_bytes(size, "big")
