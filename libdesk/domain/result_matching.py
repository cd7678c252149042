"""Whose the rows of a sheet of results are: entrants first, then readers; between two nothing is guessed.

Name and class together decide; a name alone does where only one has it. Where the only one of a name is in another
class than the sheet says, a person decides.
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
    OTHER_CLASS = "other_class"  # the only one of this name is in another class
    SEVERAL = "several"
    NOBODY = "nobody"
    AGAIN = "again"  # another row is of the same person


FIT_NAMES: Final[dict[Fit, str]] = {
    Fit.ENTRANT: N_("takes part"),
    Fit.READER: N_("will be entered"),
    Fit.OTHER_CLASS: N_("in another class"),
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

    @property
    def may_be_another(self) -> bool:
        """Whether the row may be of somebody else of the same name: not where one of them takes part already."""
        return self.fit is Fit.OTHER_CLASS and all(one.entrant_id is None for one in self.who)


def match(
    rows: Iterable[tuple[str, str]], entrants: Sequence[Candidate], readers: Sequence[Candidate]
) -> list[Matched]:
    """Whose each row (name, class as it is called today or "") is, in their order."""
    rows = list(rows)
    entered, known = _by_name(entrants), _by_name(readers)
    inside = {one.reader_id for one in entrants if one.reader_id is not None}
    taken: set[Candidate] = set()
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
            one = Matched(Fit.AGAIN, one.who) if one.who[0] in taken else one
            taken.add(one.who[0])
        found.append(one)
    # Once it is known who has a row of their own: a namesake in another class beside them is somebody else.
    for at, (name, _group) in enumerate(rows):
        key = name_key(name)
        if found[at].fit is not Fit.NOBODY:
            continue
        who = entered.get(key) or [one for one in known.get(key, ()) if one.reader_id not in inside]
        if len(who) == 1 and who[0] not in taken:
            taken.add(who[0])
            found[at] = Matched(Fit.OTHER_CLASS, tuple(who))
    return found


def _by_name(people: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in people:
        found[name_key(one.name)].append(one)
    return found


def _fitting(people: Sequence[Candidate], group: str) -> list[Candidate]:
    """Those of the class that is named; a person without one fits any."""
    return [one for one in people if not group or not one.group or one.group == group]
