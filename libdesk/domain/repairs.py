"""Repairs (修补): what is wrong with a copy and how badly, and the way of a case from its report to its end.

One case a copy is open at most. What is reported while one is open comes to it; the worse degree counts.
"""

from enum import StrEnum
from typing import Final

from libdesk.domain.charges import DEGREE_WORDS
from libdesk.domain.shelf_ranges import Stretch, stretch_of
from libdesk.i18n import N_, _

DEGREES: Final = tuple(DEGREE_WORDS)
"""From slight to severe."""
OTHER: Final = "other"
KIND_NAMES: Final[dict[str, str]] = {
    "torn": N_("torn page"),
    "loose": N_("loose page"),
    "missing": N_("missing pages"),
    "cover": N_("cover"),
    "spine": N_("spine"),
    "water": N_("water"),
    "scribbles": N_("scribbles"),
    "dirt": N_("dirt"),
    OTHER: N_("other damage"),
}
CAUSE_NAMES: Final[dict[str, str]] = {
    "worn": N_("worn by use"),
    "careless": N_("careless use"),
    "poor": N_("poorly bound"),
    "damp": N_("damp or mould"),
    "insects": N_("insects"),
    "accident": N_("accident"),
}


class CaseState(StrEnum):
    """How far a case is; the values are those of the table and never change."""

    REPORTED = "reported"
    IN_REPAIR = "in_repair"
    BINDERY = "bindery"
    PROPOSED = "proposed"  # for withdrawal
    SHELVED = "shelved"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


STATE_NAMES: Final[dict[CaseState, str]] = {
    CaseState.REPORTED: N_("reported"),
    CaseState.IN_REPAIR: N_("in repair"),
    CaseState.BINDERY: N_("at the bindery"),
    CaseState.PROPOSED: N_("for withdrawal"),
    CaseState.SHELVED: N_("back on the shelf"),
    CaseState.WITHDRAWN: N_("withdrawn"),
    CaseState.DROPPED: N_("dropped"),
}
OPEN: Final = (CaseState.REPORTED, CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED)
AWAY: Final = (CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED)
"""The copy is out of use: its status is "repair", and nobody borrows it."""
DONE: Final = (CaseState.SHELVED, CaseState.DROPPED)
"""Ends that a person gives a case; what is withdrawn ends with its list of withdrawal."""
_STEPS: Final[dict[CaseState, tuple[CaseState, ...]]] = {
    CaseState.REPORTED: (CaseState.IN_REPAIR, CaseState.BINDERY, CaseState.PROPOSED, *DONE),
    CaseState.IN_REPAIR: (CaseState.BINDERY, CaseState.PROPOSED, *DONE),
    CaseState.BINDERY: (CaseState.IN_REPAIR, CaseState.PROPOSED, *DONE),
    CaseState.PROPOSED: (CaseState.IN_REPAIR, CaseState.BINDERY, *DONE),
}
_WHERE: Final[dict[str, str]] = {
    CaseState.IN_REPAIR: N_("This copy is in repair."),
    CaseState.BINDERY: N_("This copy is meant for the bindery."),
    CaseState.PROPOSED: N_("This copy is so damaged that it is proposed for withdrawal."),
}


def steps_from(state: CaseState) -> tuple[CaseState, ...]:
    """Where a case can go next; nowhere once it is closed."""
    return _STEPS.get(state, ())


def worse(one: str, other: str) -> str:
    """The worse of two degrees."""
    return max(one, other, key=DEGREES.index)


def better_known(kind: str, now: str) -> str:
    """What is wrong after another report: one that says nothing of it leaves it as it was."""
    return now if kind == OTHER else kind


def show_kind(code: str) -> str:
    return _(KIND_NAMES.get(code, code))


def show_cause(code: str) -> str:
    return _(CAUSE_NAMES.get(code, code))


def show_degree(code: str) -> str:
    return _(DEGREE_WORDS.get(code, code))


def show_state(code: str) -> str:
    return _(STATE_NAMES[CaseState(code)]) if code in STATE_NAMES else code


def where_text(state: str) -> str:
    """Where a copy is that cannot be lent for its repair; without a state it waits for one."""
    return _(_WHERE.get(state, "")) if state in _WHERE else _("This copy is waiting for repair.")


def check_range(from_no: str, to_no: str) -> Stretch | None:
    """The stretch that a regular check goes through; None: all of the place. Raises RangeWrong."""
    return stretch_of(from_no, to_no) if from_no.strip() or to_no.strip() else None
