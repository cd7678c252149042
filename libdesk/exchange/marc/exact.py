"""What a format has no home for, or cannot give back to the letter: pairs of a field's name and its value in 959.

Other programs pass over the field. It is written only for what would be lost without it.
"""

from itertools import pairwise
from typing import Any, Final

from libdesk.domain.titles import FIELD_NAMES
from libdesk.exchange.marc.record import MARK, ByTag, field, subfields

TAG: Final = "959"
OURS: Final = "libdesk"
_NUMBERS: Final = frozenset({"year", "price_fen", "grade_from", "grade_to"})

_PLAIN: Final = (
    "中国小学图书馆的书名作者出版社分类编目读者借还学生老师上下左右大多少天地日月水火山石田土木花草鱼鸟牛马羊"
)
# Beside a text that is too short or too strange to tell its encoding by, plain words that leave no doubt.
WORDS: Final = (TAG, field("  ", ("2", OURS), ("t", _PLAIN)))


def content_of(values: dict[str, Any]) -> str:
    """The content of the field; "" when nothing needs it."""
    if not values:
        return ""
    pairs = [
        pair for name, value in values.items() for pair in (("k", name), ("v", "" if value is None else str(value)))
    ]
    return field("  ", ("2", OURS)) + "".join(f"{MARK}{code}{value}" for code, value in pairs)


def read_into(kept: dict[str, Any], by_tag: ByTag) -> None:
    """Put what libdesk wrote in its place; what another wrote under the same tag is left alone."""
    for content in by_tag.get(TAG, ()):
        pairs = subfields(content)
        if ("2", OURS) not in pairs:
            continue
        for (code, name), (value_code, value) in pairwise(pairs):
            if code == "k" and value_code == "v" and name in FIELD_NAMES:
                if name not in _NUMBERS:
                    kept[name] = value
                elif not value or value.isdecimal():
                    kept[name] = int(value[:9]) if value else None
