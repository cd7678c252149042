"""Whose the rows of a sheet of results are: entrants first, then readers; between two nothing is guessed.

Name and class together decide; a name alone does where only one has it. A 学号 tells two of one name apart. Where the
only one of a name is in another class than the sheet says, or the 学号 is somebody else's, a person decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from libdesk.domain.matching import text_key
from libdesk.domain.names import name_key
from libdesk.i18n import N_


class Fit(StrEnum):
    ENTRANT = "entrant"
    READER = "reader"  # not an entrant yet
    OTHER_CLASS = "other_class"  # the only one of this name is in another class
    OTHER_NUMBER = "other_number"  # the 学号 beside the name is that of somebody called otherwise
    SEVERAL = "several"
    NOBODY = "nobody"
    AGAIN = "again"  # another row is of the same person
    TOGETHER = "together"  # one cell names several people


FIT_NAMES: Final[dict[Fit, str]] = {
    Fit.ENTRANT: N_("takes part"),
    Fit.READER: N_("will be entered"),
    Fit.OTHER_CLASS: N_("in another class"),
    Fit.OTHER_NUMBER: N_("school number of somebody else"),
    Fit.SEVERAL: N_("several of this name"),
    Fit.NOBODY: N_("nobody of this name"),
    Fit.AGAIN: N_("stands there twice"),
    Fit.TOGETHER: N_("several people in one cell"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose row it may be: an entrant (`entrant_id`) or a reader; `group` is the class or department.

    `number` is the 学号, "" where it is not known.
    """

    name: str
    group: str
    reader_id: int | None = None
    entrant_id: int | None = None
    number: str = ""


class Sought(NamedTuple):
    """What a row says of whose it is: `groups` are all that its class may mean here, none where it says nothing.

    `several`: it seems to name more than one, unless somebody is called just so.
    """

    name: str
    groups: frozenset[str] = frozenset()
    number: str = ""
    several: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """A row and whose it is; `who` are all that fit, of nobody those of the same name elsewhere.

    `number_of`: who has the 学号 that stands beside another name.
    """

    fit: Fit
    who: tuple[Candidate, ...] = ()
    number_of: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a person has to say whose the row is."""
        return self.fit in (Fit.OTHER_CLASS, Fit.OTHER_NUMBER)

    @property
    def may_be_another(self) -> bool:
        """Whether the row may be of somebody else of the same name: not where one of them takes part already."""
        return self.fit is Fit.OTHER_CLASS and all(one.entrant_id is None for one in self.who)


def match(rows: Iterable[Sought], entrants: Sequence[Candidate], readers: Sequence[Candidate]) -> list[Matched]:
    """Whose each row is, in their order."""
    rows = list(rows)
    entered, known = _by_name(entrants), _by_name(readers)
    inside = {one.reader_id for one in entrants if one.reader_id is not None}
    claimed = _claimed(rows, entered, known, inside)
    by_number, numbers = set(claimed.values()), _numbers(rows)
    holders = _holders([*entrants, *readers])
    taken: set[Candidate] = set()
    found: list[Matched] = []
    for at, row in enumerate(rows):
        key = name_key(row.name)
        here = _fitting(entered.get(key, ()), row.groups)
        others = [one for one in _fitting(known.get(key, ()), row.groups) if one.reader_id not in inside]
        if row.number:  # whoever another row has by number is not of this one
            here, others = ([one for one in few if one not in by_number] for few in (here, others))
        if (sure := claimed.get(at)) is not None:
            one = Matched(Fit.READER if sure.entrant_id is None else Fit.ENTRANT, (sure,))
        elif row.several and key not in entered and key not in known:
            one = Matched(Fit.TOGETHER)
        elif len(here) == 1:  # whoever else is of this name, the sheet is of those who take part
            one = Matched(Fit.ENTRANT, tuple(here))
        elif not here and len(others) == 1:
            one = Matched(Fit.READER, tuple(others))
        else:
            one = Matched(Fit.SEVERAL if here or others else Fit.NOBODY, (*here, *others))
        if one.fit in (Fit.ENTRANT, Fit.READER):
            who = one.who[0]
            twice = len(numbers[key, row.groups]) > 1 and not who.number  # two people, and either may be the one here
            if who in taken or (sure is None and (who in by_number or twice)):
                one = Matched(Fit.AGAIN, one.who)
            taken.add(who)
            holder = holders.get(text_key(row.number)) if sure is None and one.fit is not Fit.AGAIN else None
            if holder is not None and name_key(holder.name) != key:
                one = Matched(Fit.OTHER_NUMBER, one.who, holder.name)
        found.append(one)
    # Once it is known who has a row of their own: a namesake in another class beside them is somebody else.
    for at, row in enumerate(rows):
        key = name_key(row.name)
        if found[at].fit is not Fit.NOBODY:
            continue
        namesakes = entered.get(key) or [one for one in known.get(key, ()) if one.reader_id not in inside]
        if len(namesakes) == 1 and namesakes[0] not in taken:
            taken.add(namesakes[0])
            found[at] = Matched(Fit.OTHER_CLASS, tuple(namesakes))
        else:
            found[at] = Matched(Fit.NOBODY, tuple(one for one in namesakes if one.group not in row.groups))
    strangers: set[tuple[str, frozenset[str], str]] = set()
    for at, row in enumerate(rows):
        if found[at].fit is Fit.NOBODY:
            one_of = (name_key(row.name), row.groups, text_key(row.number))
            found[at] = Matched(Fit.AGAIN) if one_of in strangers else found[at]
            strangers.add(one_of)
    return found


def _holders(people: Iterable[Candidate]) -> dict[str, Candidate]:
    """Whose a 学号 is, where all who have it are of one name; 1, 2, 3 of each class say nothing."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in people:
        if one.number:
            found[text_key(one.number)].append(one)
    return {number: few[0] for number, few in found.items() if len({name_key(one.name) for one in few}) == 1}


def _numbers(rows: Iterable[Sought]) -> dict[tuple[str, frozenset[str]], set[str]]:
    """The numbers of those who are of one name and class."""
    found: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for row in rows:
        found[name_key(row.name), row.groups].update(filter(None, [text_key(row.number)]))
    return found


def _claimed(
    rows: Sequence[Sought], entered: dict[str, list[Candidate]], known: dict[str, list[Candidate]],
    inside: Collection[int | None],
) -> dict[int, Candidate]:  # fmt: skip
    """The rows whose name and 学号 are just one person's, by their place; whatever class is written beside."""
    found: dict[int, Candidate] = {}
    for at, row in enumerate(rows):
        key, number = name_key(row.name), text_key(row.number)
        people = [*entered.get(key, ()), *(one for one in known.get(key, ()) if one.reader_id not in inside)]
        theirs = [one for one in people if number and text_key(one.number) == number]
        if len(theirs) == 1:
            found[at] = theirs[0]
    return found


def _by_name(people: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for one in people:
        found[name_key(one.name)].append(one)
    return found


def _fitting(people: Sequence[Candidate], groups: Collection[str]) -> list[Candidate]:
    """Those of a class that may be meant; a person without one fits any."""
    return [one for one in people if not groups or not one.group or one.group in groups]
