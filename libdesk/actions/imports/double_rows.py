"""Rows of a roster that stand for somebody who is on it already, or that bear a number of another row.

A number of up to three places, as every class has it, is only told from those of its class.
"""

from collections.abc import Callable, Hashable

from libdesk.actions.imports import texts
from libdesk.actions.imports.by_number import SEAT_PLACES, other_sheet
from libdesk.actions.imports.plans import Person
from libdesk.actions.imports.same_names import numbers_differ, surely_two, told_apart
from libdesk.domain.classes import ClassRef
from libdesk.domain.matching import text_key

NamePlace = tuple[str, ClassRef | None, str]


class DoubleRows:
    """The rows so far. `known_of(name place)`: how many of one name, class and kind the library has.

    `namesakes`: rows of the name and class of another that nothing tells from it; `taken` where the librarian has said
    that such rows are several readers.
    """

    def __init__(self, known_of: Callable[[NamePlace], int], *, taken: bool) -> None:
        self.namesakes = 0
        self._known_of, self._taken = known_of, taken
        self._cards: dict[str, Person] = {}
        self._numbers: dict[Hashable, Person] = {}
        self._names: dict[NamePlace, list[Person]] = {}
        self._seats: dict[Hashable, Person] = {}

    @property
    def cards(self) -> tuple[str, ...]:
        """The keys of all cards that the rows bear."""
        return tuple(self._cards)

    def judge(self, person: Person) -> tuple[str, str]:
        """(why the row is double, what stands against it) from the rows before it."""
        for card in person.cards:
            if (other := self._cards.get(card.key)) is not None:
                return _twice(
                    person, other, texts.taken_by_line(card.printed, other.draft.line, other_sheet(other, person))
                )
        number = person.draft.school_no
        if number and (other := self._numbers.get(_number_key(person))) is not None:
            clash = texts.number_in_line(number, other.draft.line, other_sheet(other, person))
            return _twice(person, other, clash)
        return self._namesake(person), ""

    def add(self, person: Person) -> None:
        """The row is taken."""
        for card in person.cards:
            self._cards[card.key] = person
        if person.draft.school_no:
            self._numbers[_number_key(person)] = person
        self._names.setdefault(name_place(person), []).append(person)
        if person.seat is not None and person.class_ref is not None:
            other = self._seats.setdefault((person.class_ref, person.seat), person)
            if other is not person:
                text = texts.seat_in_line(person.seat, other.draft.line, other_sheet(other, person))
                person.notes.append(text)

    def _namesake(self, person: Person) -> str:
        """Why a row of the name and class of another is double; a sex, seat or number that differs makes two of them.

        So does a library that has two of them already, or the librarian's word for the whole list.
        """
        others = self._names.get(name_place(person), ())
        for other in others:
            if person.draft.seat and person.draft.seat == other.draft.seat and not numbers_differ(person, other):
                return texts.row_again(other.draft.line, other_sheet(other, person))
        alike = [other for other in others if not told_apart(person, other)]
        if alike and self._known_of(name_place(person)) <= len(others):
            self.namesakes += 1
            if not self._taken:
                return texts.same_again(alike[0].draft.line)
        noted = [other for other in others if other in alike or not surely_two(person, other)]
        if noted:
            person.notes.append(texts.same_name(noted[0].draft.line))
        return ""


def name_place(person: Person) -> NamePlace:
    return (person.name_key, person.class_ref, person.kind)


def _twice(person: Person, other: Person, clash: str) -> tuple[str, str]:
    if other.name_key == person.name_key:
        return texts.row_again(other.draft.line, other_sheet(other, person)), ""
    return "", clash


def _number_key(person: Person) -> Hashable:
    key = text_key(person.draft.school_no)
    return (key, person.class_ref) if len(key) <= SEAT_PLACES else key
