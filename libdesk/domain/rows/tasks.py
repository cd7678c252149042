"""Tasks and plans as lists and papers show them."""

from dataclasses import dataclass
from datetime import date

from libdesk.domain.tasks.sights import COUNT_OTHERS, Seen
from libdesk.domain.tasks.standing import Standing, standing_of
from libdesk.domain.value import Value


@dataclass(frozen=True, slots=True)
class TaskRow:
    """`series`: the number of the first task of its series, None for a task by itself; `touches`: a code or "".

    `since`: from this day on what is done counts for it; of a series since the day after the task before.
    """

    id: int
    kind: str
    name: str
    first: date
    last: date
    who: str
    touches: str
    goal: int | None
    note: str
    series: int | None
    state: str
    done_day: date | None
    since: date


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A task with what the library sees of it, None where it sees nothing; and how it stands on the day it was read."""

    task: TaskRow
    seen: Seen | None
    standing: Standing
    months: tuple[int, int] | None = None
    """The months of the term that it fills, as far as the term lies in them."""

    @property
    def id(self) -> int:
        return self.task.id

    @property
    def is_done(self) -> bool:
        """By the librarian's word, or as the library sees it."""
        return self.standing in (Standing.DONE, Standing.MET)


def plan_line(
    task: TaskRow, seen: Seen | None, today: date, *, months: tuple[int, int] | None = None
) -> PlanLine:  # fmt: skip
    decides = task.goal is not None or task.touches not in COUNT_OTHERS
    met = seen is not None and decides and seen.meets(task.goal)
    return PlanLine(task, seen, standing_of(task.state, task.first, task.last, today, met=met), months)


class PlanRow(Value):
    """What the plan of a term says beside its tasks."""

    aims: str = ""
    note: str = ""


class PlanEnd(Value):
    """The tasks of a term by name for its summary; see store/queries/plan.py for the rule."""

    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    ahead: int = 0  # not done, and not due yet


class Taken(Value):
    """What was added to a plan by a template or from the year before: the entry, and how many tasks.

    `left_out`: so many of last year's stand in the plan already, a repeated one counted once.
    """

    journal_id: int
    tasks: int
    left_out: int = 0
