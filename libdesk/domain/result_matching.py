"""Whose the rows of a sheet of results are: entrants first, then readers; between two nothing is guessed.

Name and class together decide; a name alone does where only one has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from libdesk.domain.names import name_key
from libdesk.i18n import N_


class Fit(StrEnum):
    ENTRANT = "entrant"
    READER = "reader"  # not an entrant yet
    SEVERAL = "several"
    NOBODY = "nobody"
    AGAIN = "again"  # another row is of the same person


FIT_NAMES: Final[dict[Fit, str]] = {
    Fit.ENTRANT: N_("takes part"),
    Fit.READER: N_("will be entered"),
    Fit.SEVERAL: N_("several of this name"),
    Fit.NOBODY: N_("nobody of this name"),
    Fit.AGAIN: N_("stands there twice"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose row it may be: an entrant (`entrant_id`) or a reader; `group` is the class or department."""

    name: str
    group: str
    reader_id: int | None = None
    entrant_id: int | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """A row and whose it is; `who` are all that fit."""

    fit: Fit
    who: tuple[Candidate, ...] = ()


def match(
    rows: Iterable[tuple[str, str]], entrants: Sequence[Candidate], readers: Sequence[Candidate]
) -> list[Matched]:
    """Whose each row (name, class as it is called today or "") is, in their order."""
    entered, known = _by_name(entrants), _by_name(readers)
    inside = {one.reader_id for one in entrants if one.reader_id is not None}
    taken: set[tuple[int | None, int | None]] = set()
    found: list[Matched] = []
    for name, group in rows:
        key = name_key(name)
        here = _fitting(entered.get(key, ()), group)
        others = [one for one in _fitting(known.get(key, ()), group) if one.reader_id not in inside]
        if len(here) == 1:  # whoever else is of this name, the sheet is of those who take part
            one = Matched(Fit.ENTRANT, tuple(here))
        elif not here and len(others) == 1:
            one = Matched(Fit.READER, tuple(others))
        else:
            one = Matched(Fit.SEVERAL if here or others else Fit.NOBODY, (*here, *others))
        if one.fit in (Fit.ENTRANT, Fit.READER):
            who = (one.who[0].entrant_id, one.who[0].reader_id)
            one = Matched(Fit.AGAIN, one.who) if who in taken else one
            taken.add(who)
        found.append(one)
    return found


def _by_name(people: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in people:
        found[name_key(one.name)].append(one)
    return found


def _fitting(people: Sequence[Candidate], group: str) -> list[Candidate]:
    """Those of the class that is named; a person without one fits any."""
    return [one for one in people if not group or not one.group or one.group == group]
