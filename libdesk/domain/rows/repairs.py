"""Repairs as lists and papers show them: cases with their steps, the checks of what stands on the shelves."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.repairs import OPEN, CaseState
from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class RepairCase:
    """One damage from its report to its end. `status` is where the copy is now; `reader` who is known to have had it.

    `proposal`: the farthest that was meant for it (a state); `charge_state`: "" where nobody was asked to pay.
    """

    id: int
    copy_id: int
    title: str
    barcode: str
    isbn: str
    call_no: str
    place: str
    status: str
    kind: str
    degree: str
    cause: str
    note: str
    state: CaseState
    reported: date
    closed: date | None
    material: str
    cost_fen: int | None
    has_photo: bool
    loan_id: int | None
    reader: str
    proposal: str = ""
    charge_fen: int = 0
    charge_state: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def days(self, today: date) -> int:
        """How long it is open, or was."""
        return ((self.closed or today) - self.reported).days


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a case: which day, what, who took it."""

    day: date
    state: str
    who: str
    note: str


class Wanted(Value):
    """Which cases are shown: "open" ones, those of one state, "closed" ones; at a place, of a degree; "" for any."""

    state: str = "open"
    place_id: int | None = None
    degree: str = ""


@dataclass(frozen=True, slots=True)
class CasesFound:
    """The first cases, the worst and oldest on top; how many there are, and how many open ones by state and degree."""

    rows: tuple[RepairCase, ...]
    total: int


class OpenCounts(Value):
    """Open cases in all, by state, and how many of them are severe."""

    total: int
    severe: int
    by_state: dict[str, int]


@dataclass(frozen=True, slots=True)
class CareCheckRow:
    """A stretch of the shelves that was looked through."""

    id: int
    day: date
    place: str
    from_no: str
    to_no: str
    looked: int
    marked: int
    who: str


@dataclass(frozen=True, slots=True)
class CheckedCopy:
    """A copy as a regular check meets it; `case_state` and `degree` of its open case, "" without one.

    `bound`: the volume that it is part of, if it is a single issue of one.
    """

    copy_id: int
    title: str
    barcode: str
    call_no: str
    place_id: int | None
    place: str
    status: str
    case_state: str
    degree: str
    bound: str = ""


class StepsTaken(Value):
    """What a step did: how many cases went on, which did not and why, for whom a copy is on the hold shelf now."""

    journal_id: int
    count: int
    not_done: tuple[tuple[str, str], ...] = ()
    held: tuple[tuple[str, str], ...] = ()  # (title, reader)


class Reported(Value):
    """A report: `again` where a case of the copy was open already, whose degree is now `degree`."""

    journal_id: int
    damage_id: int
    degree: str
    again: bool
