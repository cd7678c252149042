"""Titles that may be one work catalogued twice."""

from dataclasses import dataclass

from libdesk.domain.matching import WHY_SAME, SameWork
from libdesk.domain.rows.books import TitleFound
from libdesk.i18n import _


@dataclass(frozen=True, slots=True)
class DoubleFound:
    """A title of the library that may be the one that is being catalogued, and why it is thought so."""

    found: TitleFound
    why: SameWork

    @property
    def id(self) -> int:
        return self.found.id

    def reason(self) -> str:
        return _(WHY_SAME[self.why])


@dataclass(frozen=True, slots=True)
class DoubleGroup:
    """Titles of the catalogue that may be one, the oldest first."""

    why: SameWork
    titles: tuple[TitleFound, ...]

    @property
    def key(self) -> tuple[int, ...]:
        return tuple(title.id for title in self.titles)

    def reason(self) -> str:
        return _(WHY_SAME[self.why])
