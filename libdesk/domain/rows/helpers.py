"""Student librarians as the librarian sees them: who is appointed, trainings, the record of a term."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.domain.classes import ClassRef, Stage
from libdesk.domain.school import School
from libdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Person:
    """A pupil by name and class: the one in which they were on `day`, and as it was called then.

    That day is the last one of the term or the time of which something is told. Of somebody erased the name is "".
    """

    reader_id: int
    name: str
    sort_name: str = ""
    stage: str | None = None
    entry_year: int | None = None
    class_no: int | None = None
    day: date | None = None

    @property
    def class_ref(self) -> ClassRef | None:
        if self.stage is None or self.entry_year is None or self.class_no is None:
            return None
        return ClassRef(Stage(self.stage), self.entry_year, self.class_no)

    @property
    def sort_key(self) -> tuple[bool, tuple[int, int, int], str, int]:
        ref = self.class_ref
        return (ref is None, ref.sort_key if ref else (0, 0, 0), self.sort_name, self.reader_id)

    def group(self, school: School) -> str:
        ref = self.class_ref
        return school.show(ref, self.day) if ref is not None and self.day is not None else ""

    @property
    def shown(self) -> str:
        """The name where one is left."""
        return self.name or _("(erased)")


@dataclass(frozen=True, slots=True)
class Appointed:
    """An appointment that touches a term. `until` None: until dismissed; `ended`: the day of the dismissal."""

    person: Person
    first: date
    until: date | None
    ended: date | None
    before: bool  # was appointed before the term already, in an earlier one
    state: str  # of the reader

    @property
    def has_left(self) -> bool:
        """The school; of some who left no more than this is known."""
        return self.state in ("left", "erased")

    def runs(self, day: date) -> bool:
        if self.ended is not None and self.ended <= day:
            return False
        return self.first <= day and (self.until is None or day <= self.until)

    def serves(self, day: date) -> bool:
        """Whether the appointment runs and the reader has not left."""
        return self.runs(day) and self.state in ("active", "stopped")


class Attendance(StrEnum):
    THERE = "there"
    EXCUSED = "excused"
    MISSED = "missed"


ATTENDANCE_NAMES: Final[dict[str, str]] = {
    Attendance.THERE: N_("took part"),
    Attendance.EXCUSED: N_("excused"),
    Attendance.MISSED: N_("was absent"),
}


@dataclass(frozen=True, slots=True)
class TrainingRow:
    id: int
    day: date
    topic: str
    minutes: int | None
    trainer: str
    note: str
    there: int
    excused: int
    missed: int


@dataclass(frozen=True, slots=True)
class Trainee:
    """Somebody invited to a training; `state` None while nothing is noted."""

    person: Person
    state: Attendance | None


@dataclass(frozen=True, slots=True)
class HelperRecord:
    """What a helper did in a time. Duties that are over count: kept, missed, excused, or without a sign-on.

    `besides`: shifts outside the roster. `corrections`: entries of their shifts that others took back.
    """

    person: Person
    kept: int = 0
    missed: int = 0
    excused: int = 0
    unsigned: int = 0
    stood_in: int = 0  # of the duties kept, so many were another's
    besides: int = 0
    minutes: int = 0
    transactions: int = 0
    corrections: int = 0
    own_undos: int = 0
    trainings: int = 0
    trainings_missed: int = 0
    drills_passed: int = 0
    drills: int = 0

    @property
    def due(self) -> int:
        """Duties that were theirs: kept, missed, or without a sign-on and a note. Those excused do not count."""
        return self.kept + self.missed + self.unsigned


@dataclass(frozen=True, slots=True)
class BestRow:
    id: int
    person: Person
    why: str
    day: date
