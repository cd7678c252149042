"""Volumes of a set: which number a label such as 上, 第3册 or 十二 says, and the mark of it on a call number."""

from typing import Final

from libdesk.domain.numerals import chinese_number

_PARTS: Final = {"上": 1, "中": 2, "下": 3}


def volume_number(label: str) -> int | None:
    """上 is 1, 第3册 is 3, 十二 is 12; None where the label says no number."""
    if label[:1] in _PARTS:
        return _PARTS[label[:1]]
    digits = "".join(c for c in label if c.isascii() and c.isdigit())
    return int(digits[:6]) if digits else chinese_number(label)


def with_volume(call_no: str, label: str) -> str:
    """The call number of a volume's copies: I247.5/12(2) or I247.5/12(上); unchanged without a volume."""
    return f"{call_no}({label})" if call_no and label else call_no
