"""What today's page shows: who is on duty, which classes come, what is near, and how much of what waits."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.classes import ClassRef
from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class DutyPerson:
    """A helper on duty; `group` None for somebody without a class."""

    name: str
    group: ClassRef | None


@dataclass(frozen=True, slots=True)
class DutyToday:
    """A slot of today with who keeps it, swaps reckoned in; `wanted` may be more than there are."""

    name: str
    from_time: str
    to_time: str
    place: str
    wanted: int
    people: tuple[DutyPerson, ...]


@dataclass(frozen=True, slots=True)
class LessonToday:
    """A class that comes for its reading lesson."""

    period: str
    from_time: str
    to_time: str
    group: ClassRef
    place: str
    teacher: str


@dataclass(frozen=True, slots=True)
class NearEvent:
    """An event of the calendar; `from_time` "" for whole days."""

    name: str
    first: date
    last: date
    from_time: str
    to_time: str
    place: str


@dataclass(frozen=True, slots=True)
class RunningActivity:
    id: int
    name: str
    first: date
    last: date
    host: str


class Figures(Value):
    """How much waits, each as it stands now. `publish_late`: results that should be published by now."""

    overdue: int = 0
    overdue_readers: int = 0
    overdue_since: date | None = None
    lent: int = 0
    holds_ready: int = 0
    holds_expired: int = 0
    holds_on_shelf: int = 0
    issues_late: int = 0
    claims_open: int = 0
    repairs: int = 0
    repairs_severe: int = 0
    stocktakes: tuple[str, ...] = ()
    suggestions: int = 0
    questions: int = 0
    publish: int = 0
    publish_late: int = 0
