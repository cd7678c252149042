"""The recall at the end of a term: from when everything is asked back, who still has what, and how far it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from libdesk.domain.calendar import NeverOpen
from libdesk.domain.rows.reports import OfGroup, OverdueLoan

if TYPE_CHECKING:
    from libdesk.domain.calendar import Calendar, Term
    from libdesk.domain.rows.calendar import TermRow

GroupOf = tuple[str, str | None, int | None, int | None]
"""(kind of reader, stage, year of entry, number of the class)."""
_Term = TypeVar("_Term", "Term", "TermRow")
CALLED_BEFORE: Final = 14  # days before the day of recall from which what comes back counts for it


@dataclass(frozen=True, slots=True)
class RecallGroup(OfGroup):
    """A class, or a kind of reader without classes. `back`: so many copies came back since the recall began."""

    readers: int
    with_books: int
    copies: int
    overdue: int
    back: int

    @property
    def done(self) -> float:
        """Of what was out when the recall began or was lent since, the part that is back, 0 to 1."""
        whole = self.copies + self.back
        return self.back / whole if whole else 1.0


def term_for(terms: Iterable[_Term], today: date) -> _Term | None:
    """The term whose end is prepared: that of today, else the one that ended last, else the next."""
    ordered = sorted(terms, key=lambda term: term.first)
    begun = [term for term in ordered if term.first <= today]
    return begun[-1] if begun else next(iter(ordered), None)


def recall_day(term: "Term", days: int, calendar: "Calendar") -> date:
    """The last open day that lies so many days before the end of the term."""
    wanted = max(term.first, term.last - timedelta(days=days))
    try:
        return max(term.first, calendar.previous_open(wanted))
    except NeverOpen:
        return wanted


def recall_groups(
    loans: Sequence[OverdueLoan], readers: Mapping[GroupOf, int], back: Mapping[GroupOf, int],
    today: date,
) -> list[RecallGroup]:  # fmt: skip
    """Every group that has something out or brought something back, by class. `readers`, `back`: by group."""
    out: dict[GroupOf, list[OverdueLoan]] = {}
    for loan in loans:
        out.setdefault(group_of(loan), []).append(loan)
    found = []
    for key in {*out, *back}:
        mine = out.get(key, [])
        found.append(
            RecallGroup(
                *key, readers.get(key, 0), len({loan.reader_id for loan in mine}),
                len(mine), sum(loan.due < today for loan in mine), back.get(key, 0),
            )
        )  # fmt: skip
    return sorted(found, key=lambda row: row.group_key)


def group_of(row: OfGroup) -> GroupOf:
    return (row.kind, row.stage, row.entry_year, row.class_no)


def progress(groups: Iterable[RecallGroup]) -> tuple[int, int]:
    """(copies that are back, copies that were to come back)."""
    back = copies = 0
    for group in groups:
        back += group.back
        copies += group.copies
    return back, back + copies
