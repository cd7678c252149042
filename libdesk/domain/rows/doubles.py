"""Titles that may be one work catalogued twice."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Final

from libdesk.domain.matching import WHY_SAME, SameWork
from libdesk.domain.rows.books import TitleFound
from libdesk.i18n import _

MOST_PAIRS: Final = 100


@dataclass(frozen=True, slots=True)
class DoubleFound:
    """A title of the library that may be the one that is being catalogued, and why it is thought so."""

    found: TitleFound
    why: SameWork

    @property
    def id(self) -> int:
        return self.found.id

    def is_sure(self, isbn: str) -> bool:
        """Whether more speaks for it than a title: a book with this ISBN is no other edition of it."""
        other = bool(isbn and self.found.isbn) and self.why is not SameWork.ISBN
        return self.why is not SameWork.TITLE and not other

    def reason(self) -> str:
        return _(WHY_SAME[self.why])


@dataclass(frozen=True, slots=True)
class DoubleGroup:
    """Titles of the catalogue that may be one, the oldest first; `pairs`: those not noted as two, to be compared."""

    why: SameWork
    titles: tuple[TitleFound, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(title.id for title in self.titles)

    def reason(self) -> str:
        return _(WHY_SAME[self.why])


def pairs_of(ids: Sequence[int], apart: AbstractSet[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The first of which two of these titles may still be one; `apart` has the smaller id first."""
    pairs = combinations(sorted(set(ids)), 2)
    return tuple(islice((pair for pair in pairs if pair not in apart), MOST_PAIRS))
