"""Whose cards are printed: groups to choose from, readers chosen one by one, and those who are left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from libdesk.domain.classes import ClassRef
from libdesk.domain.rows.reader_groups import ReaderGroup
from libdesk.domain.value import Value


class CardOrder(StrEnum):
    """The value is kept in this PC's settings and never changes."""

    CLASS = "class"  # class, seat, name
    NAME = "name"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group, and how many cards would be printed for it."""

    group: ReaderGroup
    count: int


def by_year(counts: Mapping[ClassRef, int]) -> list[GroupCount]:
    """Each year with its classes behind it, in the order of classes."""
    years: dict[ReaderGroup, list[GroupCount]] = {}
    for ref in sorted(counts):
        years.setdefault(ReaderGroup.of_year(ref), []).append(GroupCount(ReaderGroup.of_class(ref), counts[ref]))
    return [
        one for year, classes in years.items() for one in (GroupCount(year, sum(it.count for it in classes)), *classes)
    ]


class Whose(Value):
    """Everybody of these groups, and these readers besides; nobody twice."""

    groups: tuple[ReaderGroup, ...] = ()
    readers: tuple[int, ...] = ()

    @property
    def nobody(self) -> bool:
        return not self.groups and not self.readers


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who was meant and gets no card; `why` is number, stopped or left."""

    reader_id: int
    name: str
    group: str
    why: str


@dataclass(frozen=True, slots=True)
class CardsFound:
    """The readers whose cards are printed, in this order. `printed`: how many of those meant have one as it would be
    now, and were left out as such."""

    ids: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    printed: int = 0
