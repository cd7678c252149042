"""Who was a reader of the library in a period, and in which class: what rates per reader are reckoned by.

A rate of last term is measured by the school of last term: who came since does not count, who left since does. So no
share can pass 100 %, also when the final class has gone before the sheet of the year is printed. The account of a class
or of a department is nobody: what is lent to it counts among the loans, it does not among those who borrowed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from libdesk.domain.classes import FIRST_MONTH, ClassRef, Stage
from libdesk.domain.reader_form import ACCOUNTS
from libdesk.domain.school import School
from libdesk.i18n import N_

ACCOUNTS_NOTE: Final = N_("Accounts of classes and departments are no readers; what is lent to them counts as loans.")
"""Below what counts readers beside loans."""

Group = tuple[str, str | None, int | None, int | None]
"""(kind of reader, stage, year of entry, number of the class)."""


@dataclass(frozen=True, slots=True)
class SchoolSize:
    """Pupils by stage, classes with pupils, teachers and staff."""

    pupils: Mapping[str, int]
    classes: int
    staff: int

    @property
    def all_pupils(self) -> int:
        return sum(self.pupils.values())


@dataclass(frozen=True, slots=True)
class Readership:
    """Every person who was here on some day of a period, with the group that was theirs last in it."""

    groups: Mapping[int, Group]

    @property
    def counts(self) -> dict[Group, int]:
        return dict(Counter(self.groups.values()))

    def of_kind(self, *kinds: str) -> frozenset[int]:
        return frozenset(reader for reader, group in self.groups.items() if group[0] in kinds)

    @property
    def size(self) -> SchoolSize:
        """How large the school was, where the period is one day."""
        pupils = [group for group in self.groups.values() if group[0] == "pupil" and group[1] is not None]
        return SchoolSize(
            Counter(group[1] for group in pupils if group[1]), len(set(pupils)), len(self.of_kind("teacher", "staff"))
        )

    def among(self, readers: Set[int]) -> dict[Group, int]:
        """How many of these readers were in each group."""
        return dict(Counter(group for reader, group in self.groups.items() if reader in readers))


def readership(rows: Iterable[tuple[int, Group]], school: School, first: date, last: date) -> Readership:
    """Of (reader, group) in the order in which they were entered, the persons whose class was at school in the period.

    A final class is often taken out only in September; by then it belongs to no term any more.
    """
    return Readership(
        {reader: group for reader, group in rows if group[0] not in ACCOUNTS and _at_school(group, school, first, last)}
    )


def _at_school(group: Group, school: School, first: date, last: date) -> bool:
    _kind, stage, entry_year, class_no = group
    if stage is None or entry_year is None or class_no is None:
        return True
    day = max(first, date(entry_year, FIRST_MONTH, 1))
    return day <= last and school.at_school(ClassRef(Stage(stage), entry_year, class_no), day)
