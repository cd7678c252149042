"""What the summary register adds up: titles, copies, amounts, copies of each class."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

LETTERS: Final = "ABCDEFGHIJKNOPQRSTUVXZ"
"""The 22 basic classes of the 中图法; L, M, W and Y are not in use."""
OTHER: Final = "–"
"""Copies whose class begins with none of them, or that have none."""


def class_letter(class_no: str | None) -> str:
    """The basic class of a class or call number, OTHER if it has none."""
    first = (class_no or "").strip()[:1].upper()
    return first if first and first in LETTERS else OTHER


@dataclass(frozen=True, slots=True)
class Sums:
    """`titles`: those whose first copy came, or last copy went. `unpriced`: copies that add nothing to `fen`."""

    titles: int = 0
    copies: int = 0
    fen: int = 0
    unpriced: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Sums") -> "Sums":
        return self._with(other, 1)

    def __sub__(self, other: "Sums") -> "Sums":
        return self._with(other, -1)

    def _with(self, other: "Sums", sign: int) -> "Sums":
        classes = {
            letter: count
            for letter in (*LETTERS, OTHER)
            if (count := self.classes.get(letter, 0) + sign * other.classes.get(letter, 0))
        }
        return Sums(
            self.titles + sign * other.titles, self.copies + sign * other.copies, self.fen + sign * other.fen,
            self.unpriced + sign * other.unpriced, classes,
        )  # fmt: skip

    @property
    def nothing(self) -> bool:
        return self == Sums()

    def as_values(self) -> list[Any]:
        return [self.titles, self.copies, self.fen, self.unpriced, dict(self.classes)]

    @classmethod
    def of_values(cls, values: Iterable[Any]) -> "Sums":
        return cls(*values)


def total(sums: Iterable[Sums]) -> Sums:
    return sum(sums, Sums())
