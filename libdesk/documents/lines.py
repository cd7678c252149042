"""Chinese text breaks between any two characters, but no line begins with ，。》 or ends with 《（; words stay whole.

Rules of GB/T 15834 (标点符号用法) for the ends of lines; what may not begin a line takes its neighbour down with it.
"""

import re
from typing import Final

from libdesk.documents.fonts import printable, text_width

ELLIPSIS: Final = "…"
NOT_FIRST: Final = frozenset("，。、；：？！）》〉」』】〕”’…—～·・‧,.;:?!)]}%‰％")
NOT_LAST: Final = frozenset("（《〈「『【〔“‘([{")
_WORD: Final = re.compile(
    r"[^\W\u2e80-\uffff\U00020000-\U0003ffff]+|\s|.", re.DOTALL
)  # a word or number, else one sign


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
    if text_width(text, size, bold=bold) <= width:
        return text
    taken = end = 0
    for word in _WORD.findall(text):
        taken += len(word)
        if text_width(text[:taken], size, bold=bold) > width:  # a blank at the end takes no room
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
    fits, too_many = 0, len(text) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if text_width(text[:middle] + room, size, bold=bold) <= width:
            fits = middle
        else:
            too_many = middle
    return text[:fits].rstrip()
