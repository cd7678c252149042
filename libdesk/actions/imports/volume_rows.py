"""A volume as the table `volume` keeps it, and the place that its label gives it; for lists and for records."""

from collections.abc import Sequence
from typing import Any, Final

from libdesk.domain.drafts import VolumeDraft
from libdesk.domain.numerals import chinese_number

VOLUME: Final = ("title_id", "label", "ordinal", "isbn", "price_fen", "extent")
_PARTS: Final = {"上": 1, "中": 2, "下": 3}


def volume_row(title_id: int, volume: VolumeDraft, ordinal: int) -> Sequence[Any]:
    """The values of VOLUME."""
    return (title_id, volume.label, ordinal, volume.isbn or None, volume.price_fen, volume.extent or None)


def volume_number(label: str) -> int | None:
    """上 is 1, 第3册 is 3, 十二 is 12."""
    if label[:1] in _PARTS:
        return _PARTS[label[:1]]
    digits = "".join(c for c in label if c.isascii() and c.isdigit())
    return int(digits[:6]) if digits else chinese_number(label)
