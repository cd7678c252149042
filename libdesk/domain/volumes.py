"""The volumes of a set: their labels as they stand on the spine (上 中 下, 1 … n), and the order that these tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from libdesk.domain.numerals import chinese_number

PARTS: Final = {"上": 1, "中": 2, "下": 3}
MOST_VOLUMES: Final = 500
LONGEST_LABEL: Final = 40
_NAMED: Final[dict[int, tuple[str, ...]]] = {2: ("上", "下"), 3: ("上", "中", "下")}


@dataclass(frozen=True, slots=True)
class VolumeFields:
    """One volume of a title; `id` is its row, None for one that is new."""

    label: str
    isbn: str = ""  # thirteen digits
    price_fen: int | None = None
    id: int | None = None
    copies: int = 0  # that bear it, for the screen


def number_of(label: str) -> int | None:
    """The place that a label tells: 上 is 1, 第3册 is 3, 十二 is 12; None where it tells none."""
    if label[:1] in PARTS:
        return PARTS[label[:1]]
    digits = "".join(c for c in label if c.isascii() and c.isdigit())
    return int(digits[:6]) if digits else chinese_number(label)


def labels(count: int) -> tuple[str, ...]:
    """The usual labels of so many volumes: 上 下, 上 中 下, else 1 to n."""
    return _NAMED.get(count, tuple(str(number) for number in range(1, count + 1)))


def ordinals(given: Sequence[str]) -> list[int]:
    """The places of volumes that stand in this order: as their labels tell, where each tells one of its own."""
    told = [number_of(label) for label in given]
    numbers = [number for number in told if number is not None]
    if len(numbers) == len(given) == len(set(numbers)):
        return numbers
    return list(range(1, len(given) + 1))
