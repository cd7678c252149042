"""The kinds by which rules know readers: a pupil's follows from the grade, so that a new school year is no edit."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from libdesk.domain.classes import ClassRef, SchoolSystem, Stage, grade_of, stage_of

READER_KINDS: Final = ("pupil", "teacher", "staff", "class", "department")
PUPIL_KINDS: Final[Mapping[str, Stage]] = {
    "pupil_low": Stage.PRIMARY,
    "pupil_mid": Stage.PRIMARY,
    "pupil_high": Stage.PRIMARY,
    "pupil_junior": Stage.JUNIOR,
    "pupil_senior": Stage.SENIOR,
}
# Every kind that a rule can be made for, in the order in which a person reads them.
LENDING_KINDS: Final = ("pupil", *PUPIL_KINDS, *READER_KINDS[1:])


def lending_kind(
    reader_kind: str, stage: str | None, grade: int | None, system: SchoolSystem = SchoolSystem.SIX_THREE
) -> str:
    """The kind that rules know a reader by: pupils by grade (1 to 12), everybody else by what they are.

    A pupil whose grade is not known, before entering or after leaving, is just a pupil.
    """
    if reader_kind != "pupil" or grade is None:
        return reader_kind
    match stage or stage_of(grade, system):
        case Stage.PRIMARY:
            return "pupil_low" if grade <= 2 else "pupil_mid" if grade <= 4 else "pupil_high"
        case Stage.JUNIOR:
            return "pupil_junior"
        case Stage.SENIOR:
            return "pupil_senior"
    return reader_kind


def kind_on(reader_kind: str, ref: ClassRef | None, day: date, system: SchoolSystem) -> str:
    """The lending kind of a reader of this class on a day."""
    return (
        lending_kind(reader_kind, ref.stage, grade_of(ref.entry_year, ref.stage, day, system)) if ref else reader_kind
    )


def plain_kind(kind: str) -> str:
    """The kind of reader that a lending kind belongs to: pupil for pupil_low."""
    return "pupil" if kind in PUPIL_KINDS else kind


def kinds_of(stages: tuple[str, ...]) -> tuple[str, ...]:
    """The lending kinds that a school with these stages can have; of all stages where none is named."""
    return tuple(kind for kind in LENDING_KINDS if kind not in PUPIL_KINDS or not stages or PUPIL_KINDS[kind] in stages)


def only_warned(reader_kind: str, stage: str | None, grade: int | None, grades: int) -> bool:
    """Whether this reader is in one of so many lowest grades of the primary school."""
    return reader_kind == "pupil" and stage == Stage.PRIMARY and grade is not None and grade <= grades
