"""Who a row is: the name is the person, and numbers help to find it.

1. A card or a number of a reader of the row's own name is that reader: a number of six places or more wherever it
   stands, a shorter one in the reader's year, one of up to three places, as every class has it, in the class alone.
2. One that leads to another name is a rename where nothing else can be meant: a card or six places, the same class,
   the row's name no reader of that class or year, the reader's name on no row of the list.
3. Else the name decides (same_names), and a reader of an only name takes the new number.
4. A card that is still another's then, or a number that the list does not take from its reader, stops the row.
"""

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Sequence
from typing import Final

from libdesk.actions.imports import texts
from libdesk.actions.imports.codes import CodeSpace
from libdesk.actions.imports.plans import Person
from libdesk.actions.imports.same_names import OWN_PLACES, Years, pair_by_name, place_of, where, year_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.matching import text_key
from libdesk.domain.names import name_key
from libdesk.domain.rows.imports import KnownReader

SEAT_PLACES: Final = 3  # one no longer than this may be a seat, and says nothing outside its class
Lead = tuple[str, KnownReader]  # a number as the row bears it, and whose it is


class Finder:
    """Finds the readers of the rows. `claimed` are the ids of those found, each with the line of its row."""

    def __init__(self, known: Sequence[KnownReader], codes: CodeSpace, place: Callable[[KnownReader], str]) -> None:
        self.claimed: dict[int, Person] = {}
        self.divided: Years = frozenset()
        self._known, self._codes, self._place = known, codes, place
        self._by_id = {reader.id: reader for reader in known}
        self._by_number: dict[str, list[KnownReader]] = {}
        self._places: set[Hashable] = set()
        for reader in known:
            if key := text_key(reader.school_no):
                self._by_number.setdefault(key, []).append(reader)
            self._places.update(where(name_key(reader.name), reader.class_ref, reader.kind))

    def find(
        self, persons: Sequence[Person], listed: Container[str], years_at: Callable[[ClassRef], int | None]
    ) -> None:
        """Give every person its reader, or what stands against it. `listed`: the name of every row of the list."""
        for leads in (self._card_leads, self._number_leads):
            for person in persons:
                if person.known is None and not person.against:
                    self._agree(person, leads(person))
        for person in persons:
            if person.known is None and not person.against:
                self._rename(person, listed)
        self.divided = pair_by_name(persons, self._known, self.claimed, self._claim, years_at)
        taken = list(persons)
        while len(taken) != len(taken := [person for person in taken if not self._settle(person)]):
            pass  # a row that is not taken gives no number up either

    def several(self, person: Person) -> bool:
        """Whether a row bears the cards of several readers."""
        return len({reader.id for _code, reader in self._card_leads(person)}) > 1

    def _agree(self, person: Person, leads: Iterable[Lead]) -> None:
        for code, reader in leads:
            if name_key(reader.name) != person.name_key:
                continue
            other = self.claimed.get(reader.id)
            if other is None:
                self._claim(person, reader)
            else:
                person.against = texts.taken_by_line(code, other.draft.line, other_sheet(other, person))
            return

    def _rename(self, person: Person, listed: Container[str]) -> None:
        if any(place in self._places for place in where(person.name_key, person.class_ref, person.kind)):
            return
        here = place_of(person.class_ref, person.kind)
        for _code, reader in (*self._card_leads(person), *self._numbered(person, OWN_PLACES)):
            same = place_of(reader.class_ref, reader.kind) == here
            if same and reader.id not in self.claimed and name_key(reader.name) not in listed:
                self._claim(person, reader)
                return

    def _settle(self, person: Person) -> bool:
        """Note what stands against a person; gives whether anything does."""
        if person.against:
            return True
        number = person.draft.school_no
        leads = list(self._card_leads(person))
        if person.known is None or text_key(person.known.school_no) != text_key(number):
            leads += [lead for lead in self._numbered(person, SEAT_PLACES + 1) if not self._gives_up(lead[1], number)]
        others = [(code, reader) for code, reader in leads if reader is not person.known]
        if others:
            code, reader = others[0]
            person.against = texts.other_person(code, reader.name, self._place(reader), person.draft.name)
            person.doubts = [reader for _code, reader in others]
        return bool(others)

    def _gives_up(self, reader: KnownReader, number: str) -> bool:
        """Whether the list gives another number to the reader who has this one."""
        row = self.claimed.get(reader.id)
        return (
            row is not None
            and not row.against
            and bool(row.draft.school_no)
            and text_key(row.draft.school_no) != text_key(number)
        )

    def _card_leads(self, person: Person) -> Iterator[Lead]:
        for card in person.cards:
            owner = self._codes.owners.get(card.key)
            if owner is not None and owner.reader_id in self._by_id:
                yield card.printed, self._by_id[owner.reader_id]

    def _number_leads(self, person: Person) -> Iterator[Lead]:
        """By school number, as far as a number of its length tells a person."""
        places, ref = len(text_key(person.draft.school_no)), person.class_ref
        for code, reader in self._numbered(person, 1):
            theirs = reader.class_ref
            same_class = place_of(theirs, reader.kind) == place_of(ref, person.kind)
            same_year = bool(ref and theirs) and year_of(theirs) == year_of(ref)  # type: ignore[arg-type]
            if places >= OWN_PLACES or same_class or (places > SEAT_PLACES and same_year):
                yield code, reader

    def _numbered(self, person: Person, least: int) -> Iterator[Lead]:
        """Readers with the row's school number where it has at least so many places, those of its name first."""
        key = text_key(person.draft.school_no)
        if len(key) >= least:
            fits = self._by_number.get(key, ())
            for reader in sorted(fits, key=lambda reader: name_key(reader.name) != person.name_key):
                yield person.draft.school_no, reader

    def _claim(self, person: Person, reader: KnownReader) -> None:
        person.known = reader
        self.claimed[reader.id] = person


def other_sheet(other: Person, person: Person) -> str:
    """The sheet of another row, to be named where it is not the same."""
    return other.draft.sheet if other.draft.sheet != person.draft.sheet else ""
