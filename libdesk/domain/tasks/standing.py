"""How a task stands: by the librarian's word, by what the library sees, by its days."""

from datetime import date
from enum import StrEnum
from typing import Final

from libdesk.i18n import N_, _


class TaskState(StrEnum):
    """What is stored."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Standing(StrEnum):
    """What is shown; MET: nobody has ticked it off, and the library sees that it is done."""

    OVERDUE = "overdue"
    DUE = "due"
    COMING = "coming"
    MET = "met"
    DONE = "done"
    DROPPED = "dropped"


STANDING_NAMES: Final[dict[Standing, str]] = {
    Standing.OVERDUE: N_("past its days"),
    Standing.DUE: N_("under way"),
    Standing.COMING: N_("to come"),
    Standing.MET: N_("reached"),
    Standing.DONE: N_("carried out"),
    Standing.DROPPED: N_("given up"),
}
STILL_OPEN: Final = (Standing.OVERDUE, Standing.DUE, Standing.COMING)


def standing_of(state: str, first: date, last: date, today: date, *, met: bool = False) -> Standing:
    if state == TaskState.DONE:
        return Standing.DONE
    if state == TaskState.DROPPED:
        return Standing.DROPPED
    if met:
        return Standing.MET
    if last < today:
        return Standing.OVERDUE
    return Standing.DUE if first <= today else Standing.COMING


def show_standing(standing: Standing) -> str:
    return _(STANDING_NAMES[standing])
