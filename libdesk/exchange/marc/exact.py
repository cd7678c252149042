"""What a format has no home for, or cannot give back to the letter: pairs of a field's name and its value in 959.

Other programs pass over the field. It is written only for what would be lost without it, and for each volume of a
title, which no format tells apart from its copies.
"""

import re
from itertools import pairwise
from typing import Any, Final

from libdesk.domain.drafts import VolumeDraft
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
        pair
        for name, value in values.items()
        for pair in (("k", name), ("l", _marked(value)) if "\n" in str(value) else ("v", _text(value)))
    ]
    return field("  ", ("2", OURS)) + "".join(f"{MARK}{code}{value}" for code, value in pairs)


def read_into(kept: dict[str, Any], by_tag: ByTag) -> None:
    """Put what libdesk wrote in its place; what another wrote under the same tag is left alone."""
    volumes: dict[str, VolumeDraft] = {}
    for content in by_tag.get(TAG, ()):
        pairs = subfields(content)
        if ("2", OURS) not in pairs:
            continue
        for (code, name), (value_code, value) in pairwise(pairs):
            if code == "k" and value_code in ("v", "l") and name in FIELD_NAMES:
                if name not in _NUMBERS:
                    kept[name] = _in_lines(value) if value_code == "l" else value
                elif not value or value.isdecimal():
                    kept[name] = int(value[:9]) if value else None
        if (volume := _volume(dict(reversed(pairs)))) is not None:
            volumes.setdefault(volume.label, volume)
    if volumes:
        kept["volumes"] = tuple(volumes.values())


def is_ours(tag: str, content: str) -> bool:
    """Whether libdesk wrote a field of a kept record."""
    return tag == TAG and ("2", OURS) in subfields(content)


def volume_content(volume: VolumeDraft) -> str:
    """The content of a field for a volume."""
    price = "" if volume.price_fen is None else str(volume.price_fen)
    return field(
        "  ", ("2", OURS), ("w", volume.label), ("n", str(volume.ordinal)), ("i", volume.isbn), ("p", price),
        ("e", volume.extent),
    )  # fmt: skip


def _volume(values: dict[str, str]) -> VolumeDraft | None:
    if not values.get("w"):
        return None
    ordinal, price = (
        int(text[:9]) if (text := values.get(code, "")).isascii() and text.isdigit() else None for code in "np"
    )
    return VolumeDraft(values["w"], ordinal or 0, values.get("i", ""), price, values.get("e", ""))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _marked(value: str) -> str:
    """A text of several lines as one line, since a line end in a record is damage: \\n stands for it."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _in_lines(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
