"""What a roster says of whole classes: who of them is missing from it, and where the pupils of each come from."""

from collections import Counter
from collections.abc import Callable, Container, Sequence

from libdesk.actions.imports.plans import ClassMoves, Person
from libdesk.actions.imports.same_names import Year, year_of
from libdesk.domain.classes import ClassRef
from libdesk.domain.rows.imports import KnownReader


def missing_readers(
    persons: Sequence[Person], known: Sequence[KnownReader], found: Container[int], divided: Container[Year]
) -> list[KnownReader]:
    """Active readers of the classes that the list names, or of its kinds of staff, who are not on it; by class.

    Of a grade that was divided anew it is the whole year: its old classes need not go on. `found` are the ids of those
    who are on the list. Nobody of whom it is not clear whether they are counts as missing.
    """
    classes = {person.class_ref for person in persons if person.class_ref}
    kinds = set() if classes else {person.kind for person in persons}
    years = _whole_years(persons, known, divided)
    doubted = {reader.id for person in persons for reader in person.doubts}

    def asked_for(reader: KnownReader) -> bool:
        ref = reader.class_ref
        if not classes:
            return reader.kind in kinds
        return reader.kind == "pupil" and ref is not None and (ref in classes or year_of(ref) in years)

    missing = [
        reader
        for reader in known
        if reader.id not in found and reader.id not in doubted and reader.state != "left" and asked_for(reader)
    ]
    return sorted(missing, key=_order)


def class_moves(persons: Sequence[Person], shown: Callable[[ClassRef], str]) -> list[ClassMoves]:
    """For each class of the list, in the order of the classes, how many of its pupils come from where."""
    found: dict[ClassRef, ClassMoves] = {}
    for person in persons:
        ref = person.class_ref
        if ref is None or person.kind != "pupil":
            continue
        moves = found.setdefault(ref, ClassMoves(ref, shown(ref)))
        if person.doubts or person.against:
            moves.unclear += 1
        elif person.known is None or person.known.class_ref is None:
            moves.new += 1
        elif person.repeats:
            moves.repeat += 1
        elif person.known.class_ref == ref:
            moves.stay += 1
        else:
            moves.came += 1
    return [found[ref] for ref in sorted(found)]


def emptied_classes(persons: Sequence[Person]) -> list[ClassRef]:
    """Classes of the library of which the list has pupils, all of them in other classes now."""
    listed = {person.class_ref for person in persons}
    left = {person.known.class_ref for person in persons if person.known is not None and person.known.state != "left"}
    return sorted(ref for ref in left - listed if ref is not None)


def _whole_years(persons: Sequence[Person], known: Sequence[KnownReader], divided: Container[Year]) -> frozenset[Year]:
    """Years divided anew of which the list brings at least half: then it is the list of the whole year."""
    listed = Counter(year_of(person.class_ref) for person in persons if person.class_ref)
    there = Counter(year_of(reader.class_ref) for reader in known if reader.class_ref and reader.state != "left")
    return frozenset(year for year, count in listed.items() if year in divided and 2 * count >= there[year])


def _order(reader: KnownReader) -> tuple[bool, tuple[int, int, int], int]:
    """By class, 7 before 10; staff last."""
    ref = reader.class_ref
    return (ref is None, ref.sort_key if ref else (0, 0, 0), reader.id)
