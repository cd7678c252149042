"""Pupils are found by name where numbers do not tell: in their class, in their year, in the year above.

Between two of one name nothing is guessed. Where a grade was divided anew, that somebody of this name was in this class
says nothing, since nearly everybody has changed class. The only one of a name, on the list and in the library, is found
though the school number has changed. Whether a new first-grader of a second-grader's name repeats is not guessed: names
meet often, and all of that year are new.
"""

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from typing import Final

from libdesk.actions.imports.plans import Person
from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.matching import text_key
from libdesk.domain.names import name_key
from libdesk.domain.rows.imports import KnownReader

Year = tuple[Stage, int]
Years = frozenset[Year]
Claim = Callable[[Person, KnownReader], None]
OWN_PLACES: Final = 6  # a number as long as this is a person's own
_KNOWN_SEXES: Final = frozenset({"男", "女"})


def year_of(ref: ClassRef) -> Year:
    """The pupils who entered together: one grade at any time."""
    return (ref.stage, ref.entry_year)


def pair_by_name(
    persons: Sequence[Person], known: Sequence[KnownReader], claimed: Container[int], claim: Claim,
    years_at: Callable[[ClassRef], int | None],
) -> Years:  # fmt: skip
    """Find the readers of all persons that have none yet; gives the years that were divided anew.

    `claimed` are ids of readers that are found already, and it grows with `claim`. `years_at`: how many years a class
    has been at the school, None when it is not.
    """
    pairing = _Pairing(persons, known, claimed, claim)
    divided = pairing.divided()
    pairing.in_class(divided)
    pairing.in_year()
    pairing.in_year_above(years_at)
    return divided


class _Pairing:
    def __init__(
        self, persons: Sequence[Person], known: Sequence[KnownReader], claimed: Container[int], claim: Claim
    ) -> None:
        self._persons, self._known, self._claimed, self._claim = persons, known, claimed, claim
        self._by_name: dict[Hashable, list[KnownReader]] = {}
        self._listed: Counter[Hashable] = Counter()
        self._there: Counter[Hashable] = Counter()
        for person in persons:
            self._listed.update(where(person.name_key, person.class_ref, person.kind))
        for reader in known:
            if reader.state != "left":
                self._there.update(where(name_key(reader.name), reader.class_ref, reader.kind))
            if reader.class_ref is not None:
                self._by_name.setdefault((name_key(reader.name), *year_of(reader.class_ref)), []).append(reader)

    def divided(self) -> frozenset[Year]:
        """Years in which, of those whom a number or an only name tells for sure, more change their class than stay."""
        moves: Counter[Year] = Counter()
        groups = self._groups()
        for person in self._persons:
            ref, reader = person.class_ref, person.known
            if ref is None:
                continue
            if reader is None and len(groups.get(_key(person, ref), ())) == 1:
                same = self._free(_key(person, ref))
                key = _key(person, ref)
                reader = same[0] if len(same) == 1 and (fits(person, same[0]) or self._only(key)) else None
            if reader is not None and reader.class_ref is not None and year_of(reader.class_ref) == year_of(ref):
                moves[year_of(ref)] += 1 if reader.class_ref != ref else -1
        return frozenset(year for year, balance in moves.items() if balance > 0)

    def in_class(self, divided: Container[Year]) -> None:
        """Pair who has the same name and class (or kind, where there is none), those of the same seat first."""
        by_class: dict[Hashable, list[KnownReader]] = {}
        for reader in self._known:
            by_class.setdefault((name_key(reader.name), *place_of(reader.class_ref, reader.kind)), []).append(reader)

        def renumbered(person: Person, reader: KnownReader) -> bool:
            key = (person.name_key, *place_of(person.class_ref, person.kind))
            return _sexes_fit(person, reader) and self._only(key)

        # A sex that was written wrongly does not make another pupil of the only one of this name in the class.
        for fitting in (_seats_fit, fits, _numbers_fit, renumbered):
            for person in self._nobody_yet():
                ref = person.class_ref
                if ref is None or year_of(ref) not in divided:
                    found = by_class.get((person.name_key, *place_of(ref, person.kind)), ())
                    free = [reader for reader in found if reader.id not in self._claimed and fitting(person, reader)]
                    if free:
                        self._claim(person, min(free, key=lambda r: r.state == "left"))

    def in_year(self) -> None:
        """Pair where only one on either side can be meant; where several can, the person keeps them as doubts."""
        for key, people in self._groups().items():
            free = self._free(key)
            while pair := _only_pair(people, free, renumbered=self._only(key)):
                person, reader = pair
                self._claim(person, reader)
                person.by_name = person.class_ref != reader.class_ref
                people.remove(person)
                free.remove(reader)
            for person in people:
                person.doubts = [reader for reader in free if may_be(person, reader)]

    def in_year_above(self, years_at: Callable[[ClassRef], int | None]) -> None:
        """Who is on the list one year below and not in their own year repeats it, if nobody else can be meant."""
        listed = {year_of(person.class_ref) for person in self._persons if person.class_ref}
        doubted = {reader.id for person in self._persons for reader in person.doubts}
        for key, people in self._groups().items():
            name, stage, entered = key
            above = [r for r in self._free((name, stage, entered - 1)) if r.state != "left" and r.id not in doubted]
            person = people[0]
            if len(people) > 1 or len(above) != 1 or person.doubts or not fits(person, above[0]):
                continue
            ref, now = above[0].class_ref, person.class_ref
            assert ref is not None
            assert now is not None
            # Not to be on the list says something only where the list has that year, or the year has left.
            if years_at(now) != 0 and (year_of(ref) in listed or years_at(ref) is None):
                self._claim(person, above[0])
                person.by_name = True
            else:
                person.namesake_above = above[0]

    def _groups(self) -> dict[tuple[str, Stage, int], list[Person]]:
        """Persons without a reader yet, by name and year."""
        groups: dict[tuple[str, Stage, int], list[Person]] = {}
        for person in self._nobody_yet():
            if person.class_ref is not None:
                groups.setdefault(_key(person, person.class_ref), []).append(person)
        return groups

    def _nobody_yet(self) -> list[Person]:
        return [person for person in self._persons if person.known is None and not person.against]

    def _only(self, key: Hashable) -> bool:
        """Whether the list and the library have just one of a name each, in a class or in a year."""
        return self._listed[key] == 1 and self._there[key] <= 1

    def _free(self, key: Hashable) -> list[KnownReader]:
        """Readers of this name and year who are not found yet; those who left only where there is nobody else."""
        free = [reader for reader in self._by_name.get(key, ()) if reader.id not in self._claimed]
        return [reader for reader in free if reader.state != "left"] or free


def fits(person: Person, reader: KnownReader) -> bool:
    """Whether neither school number nor sex tells that the two are not the same."""
    return _sexes_fit(person, reader) and _numbers_fit(person, reader)


def may_be(person: Person, reader: KnownReader) -> bool:
    """Whether the two may be the same all the same: short numbers change from year to year."""
    mine, theirs = text_key(person.draft.school_no), text_key(reader.school_no)
    short = len(mine) < OWN_PLACES and len(theirs) < OWN_PLACES
    return _sexes_fit(person, reader) and (short or _numbers_fit(person, reader))


def numbers_differ(one: Person, other: Person) -> bool:
    """Whether two rows of one name and class tell by their numbers that they are two persons."""
    both_numbers = one.draft.school_no and other.draft.school_no
    both_cards = one.cards and other.cards
    return bool(both_numbers or both_cards)


def told_apart(one: Person, other: Person) -> bool:
    """Whether anything says that two rows of one name and class are two persons and no double entry.

    A number or a seat that only one of them has counts too: it was entered for one of the two.
    """
    sexes = {one.draft.sex, other.draft.sex}
    if len(sexes) > 1 and sexes <= _KNOWN_SEXES:
        return True
    if one.class_ref is None and one.draft.department != other.draft.department:
        return True
    return any(person.draft.seat or person.draft.school_no or person.cards for person in (one, other))


def surely_two(one: Person, other: Person) -> bool:
    """Whether numbers or seats on both sides leave no doubt; a sex or a single number does."""
    numbered = [bool(person.cards or person.draft.school_no) for person in (one, other)]
    return all(numbered) or bool(one.draft.seat and other.draft.seat)


def _numbers_fit(person: Person, reader: KnownReader) -> bool:
    mine, theirs = text_key(person.draft.school_no), text_key(reader.school_no)
    return not (mine and theirs) or mine == theirs


def _sexes_fit(person: Person, reader: KnownReader) -> bool:
    return person.draft.sex == reader.sex or not {person.draft.sex, reader.sex} <= _KNOWN_SEXES


def _seats_fit(person: Person, reader: KnownReader) -> bool:
    return person.seat == reader.seat and fits(person, reader)


def _only_pair(
    people: Iterable[Person], free: Sequence[KnownReader], *, renumbered: bool
) -> tuple[Person, KnownReader] | None:
    """A person whom only one reader fits, where that reader fits nobody else. `renumbered`: whatever their numbers."""
    people = list(people)
    if renumbered and len(people) == len(free) == 1:
        return (people[0], free[0]) if _sexes_fit(people[0], free[0]) else None
    for person in people:
        fitting = [reader for reader in free if fits(person, reader)]
        if len(fitting) == 1 and sum(fits(other, fitting[0]) for other in people) == 1:
            return person, fitting[0]
    return None


def _key(person: Person, ref: ClassRef) -> tuple[str, Stage, int]:
    return (person.name_key, *year_of(ref))


def where(name: str, ref: ClassRef | None, kind: str) -> tuple[Hashable, ...]:
    """The places in which somebody of a name may be the only one: the class and the year, or the kind."""
    here = (name, *place_of(ref, kind))
    return (here, (name, *year_of(ref))) if ref else (here,)


def place_of(ref: ClassRef | None, kind: str) -> tuple[Hashable, ...]:
    """The class, or the kind of those who have none."""
    return (ref,) if ref else (None, kind)
