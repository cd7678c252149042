"""Which classes leave next: those that should be gone already, then the last grade of each stage, then all others."""

from datetime import date

from libdesk.domain.classes import ClassRef, SchoolSystem, grade_of, grades_of, school_year_of


def is_over(ref: ClassRef, day: date, system: SchoolSystem) -> bool:
    """Whether the class has been through all grades of its stage."""
    return grade_of(ref.entry_year, ref.stage, day, system) is None and ref.entry_year <= school_year_of(day)


def is_last_grade(ref: ClassRef, day: date, system: SchoolSystem) -> bool:
    return grade_of(ref.entry_year, ref.stage, day, system) == grades_of(ref.stage, system)[-1]


def leaving_order(ref: ClassRef, day: date, system: SchoolSystem) -> tuple[int, tuple[int, int, int]]:
    """A sort key: who leaves first comes first."""
    rank = 0 if is_over(ref, day, system) else 1 if is_last_grade(ref, day, system) else 2
    return (rank, ref.sort_key)
