"""A call number on the spine stands in lines: class, book number, then edition, volume and copy, each on its own.

I247.58/J822-2(14)#3 is I247.58 · J822-2 · (14) · #3. Blanks and strokes part lines too, as libraries write that have
other numbers: BIO JP2 R5c.1 is BIO · JP2 · R5 · c.1. Nothing of the number is lost. A line too long for its label is
broken before a dot, and where there is none before another sign of the 中图法.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_AROUND: Final = re.compile(r"\s*([-()\"=<>:+#/])\s*")
_PART: Final = re.compile(r"(?:\([^()]*\)|[^\s/])+")  # 第一册 上 in brackets stays one
_MARK: Final = re.compile(r"=[^=(:#]+|\([^()]*\)|:[^=(:#]+|#[^=(:#]+|(?<=[0-9A-Za-z])[cCvV]\.[0-9]+\Z")
_SEAM: Final = re.compile(r"(?<=.)(?=[.:(=+\"#-])")


@lru_cache(1 << 12)
def spine_lines(call_no: str) -> tuple[str, ...]:
    """The lines of a call number from top to bottom; none of ""."""
    text = _AROUND.sub(r"\1", unicodedata.normalize("NFKC", call_no).strip())
    head, *others = _PART.findall(text) or [""]
    lines = [head]
    for part in others:
        lines += _marked(part)
    return tuple(line for line in lines if line)


def _marked(part: str) -> list[str]:
    """What follows the class number: the number itself, then each of its marks."""
    lines, at = [], 0
    for mark in _MARK.finditer(part):
        lines += [part[at : mark.start()], mark[0]]
        at = mark.end()
    return [*lines, part[at:]]


def seams(line: str) -> list[str]:
    """The pieces between which a line may be broken, from its dots on: I | 247 has none, H319.4 | :I."""
    return _SEAM.split(line)
