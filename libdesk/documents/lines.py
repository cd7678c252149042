"""Chinese text breaks between any two characters, but no line begins with ，。》 or ends with 《（; words stay whole.

Rules of GB/T 15834 (标点符号用法) for the ends of lines; what may not begin a line takes its neighbour down with it.
"""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from libdesk.documents.fonts import advances, printable, text_width

ELLIPSIS: Final = "…"
NOT_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’…—～·・‧,.;:?!)]}%‰％")
NOT_LAST: Final = frozenset("（《〈「『【〔“‘([{")
_SLACK: Final = 1e-6  # thousandths of a size that sums of floats may be off
_WORD: Final = re.compile(
    r"[初高]?[一二三四五六七八九十]{1,3}[(（]\d{1,2}[)）]班|"
    r"\d+(?:[:.,/–-]\d+)+|[^\W\u2e80-\uffff\U00020000-\U0003ffff]+|\s|.",
    re.DOTALL,
)  # 三(1)班, a time, date or sum as one; a word or number, else one sign


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits `width` points with an ellipsis."""
    text = printable(text)
    if text_width(text, size, bold=bold) <= width:
        return text
    return _cut(text, width, size, bold) + ELLIPSIS


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int | None = None) -> list[str]:
    """The text in lines of at most `width` points; of more than `most` lines the last ends in an ellipsis.

    At least one line; a single character that is wider than the line stands alone in it.
    """
    rest = printable(text)
    lines: list[str] = []
    while rest and (most is None or len(lines) < most - 1):
        line = _line(rest, width, size, bold)
        lines.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    if rest:
        lines.append(fitted(rest, width, size, bold=bold))
    return lines or [""]


def _line(text: str, width: float, size: float, bold: bool) -> str:
    """The longest beginning of the text that fits and may stand as a line."""
    most = width * 1000 / size + _SLACK
    ends = [0, *accumulate(advances(text, bold=bold))]
    if ends[-1] <= most:
        return text
    taken = end = 0
    for word in _WORD.finditer(text):
        taken = word.end()
        if ends[taken] > most and ends[len(text[:taken].rstrip())] > most:  # a blank at the end takes no room
            break
        if _may_end(text, taken):
            end = taken
    if end:
        return text[:end]
    return _cut(text, width, size, bold, room="") or text[0]


def _may_end(text: str, at: int) -> bool:
    before, after = text[:at].rstrip()[-1:], text[at:].lstrip()[:1]
    return after not in NOT_FIRST and before not in NOT_LAST


def _cut(text: str, width: float, size: float, bold: bool, *, room: str = ELLIPSIS) -> str:
    """The longest beginning that fits together with `room`, without regard for words."""
    most = width * 1000 / size + _SLACK - sum(advances(room, bold=bold))
    ends = list(accumulate(advances(text, bold=bold)))
    return text[: bisect_right(ends, most)].rstrip()
