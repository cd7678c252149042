"""Tasks of a plan are added, changed, ticked off and removed; a repeated one as a series of dated tasks.

A series is known by its first task. What is changed or removed of one task, or of it and all that are still to come in
its series, is one undoable entry.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.planning.errors import (
    NoGoalNumber,
    TaskBackwards,
    TaskGone,
    TaskNameMissing,
    TaskTooLong,
)
from libdesk.domain.calendar import Calendar
from libdesk.domain.ops import Op
from libdesk.domain.rows.tasks import TaskRow
from libdesk.domain.tasks.repeats import Repeat, days_of, open_day
from libdesk.domain.tasks.standing import TaskState
from libdesk.domain.value import Value
from libdesk.store.queries import plan as queries
from libdesk.store.tables import Task

LONGEST_NAME: Final = 120
LONGEST_WHO: Final = 60
LONGEST_NOTE: Final = 500
LONGEST_DAYS: Final = 366
_WEEK: Final = timedelta(days=6)  # from a day to the last one of seven


class TaskDraft(Value):
    """What is said of a task; `touches` is a code of domain/tasks/sights or ""."""

    name: str
    kind: str
    first: date
    last: date
    who: str = ""
    touches: str = ""
    goal: int | None = None
    note: str = ""


def add_task(desk: Desk, draft: TaskDraft, repeat: Repeat = Repeat.ONCE) -> tuple[int, Sequence[int]]:
    """A new task, or with `repeat` those of a series; gives (journal entry, their numbers).

    Raises TaskNameMissing, TaskBackwards, TaskTooLong, NoGoalNumber.
    """
    with desk.action(Op.EDIT_PLAN) as act:
        ids = add_series(act, desk.calendar, draft, repeat)
        act.note(task=ids[0], count=len(ids))
    return act.journal_id, ids


def add_series(act: Action, calendar: Calendar, draft: TaskDraft, repeat: Repeat) -> list[int]:
    """The same inside an open action."""
    values = _checked(draft)
    ids: list[int] = []
    for days in _spans(calendar, draft, repeat):
        head = {"series_id": ids[0]} if ids else {}
        ids.append(act.add(Task, **values | days, **head))
    return ids


def _spans(calendar: Calendar, draft: TaskDraft, repeat: Repeat) -> list[dict[str, str]]:
    """The days of each task, as they are kept."""
    term = calendar.term_of(draft.first) or calendar.term_of(draft.last)
    spans = days_of(repeat, draft.first, draft.last, calendar=calendar, term_last=term.last if term else None)
    return [{"first_day": first.isoformat(), "last_day": last.isoformat()} for first, last in spans]


def edit_task(desk: Desk, task_id: int, draft: TaskDraft, *, to_come: bool = False) -> int:
    """Change a task; `to_come`: the open ones of its series that follow too, each moved by as many days.

    A series lies on open days of its term: where it is moved to a closed day, the next open one is taken.

    Gives the journal entry, 0 where nothing differs. Raises TaskGone and what `add_task` raises.
    """
    desk.require(Op.EDIT_PLAN)
    now = _task(desk, task_id)
    values = _checked(draft)
    if to_come:
        by, days = draft.first - now.first, draft.last - draft.first
        rows = (now, *_following(desk, now))
        found = [(row.id, _differing(row, values | _moved(desk.calendar, row, by, days))) for row in rows]
    else:
        found = [(now.id, _differing(now, values))]
    changes = [(row_id, differing) for row_id, differing in found if differing]
    if not changes:
        return 0
    with desk.action(Op.EDIT_PLAN) as act:
        for row_id, differing in changes:
            act.change(Task, row_id, **differing)
        act.note(task=task_id, count=len(changes))
    return act.journal_id


def _moved(calendar: Calendar, row: TaskRow, by: timedelta, days: timedelta) -> dict[str, str]:
    """The days of a task of a series that is moved; one in no term finds an open day within a week."""
    first, term = row.first + by, calendar.term_of(row.first)
    if by:
        span = (term.first, term.last) if term is not None else (first, first + _WEEK)
        first = open_day(calendar, *span, first)
    last = min(first + days, max(first, term.last)) if term is not None else first + days
    return {"first_day": first.isoformat(), "last_day": last.isoformat()}


def repeat_task(desk: Desk, task_id: int, draft: TaskDraft, repeat: Repeat) -> tuple[int, int]:
    """Change a task that stands, and let it come again from its days on; gives (journal entry, how many it is now).

    It takes the first of the days; those to come are new and open. One that ends a series goes on with it.
    Raises TaskGone and what `add_task` raises.
    """
    desk.require(Op.EDIT_PLAN)
    now = _task(desk, task_id)
    values = _checked(draft)
    mine, *others = _spans(desk.calendar, draft, repeat)
    differing = _differing(now, values | mine)
    if not differing and not others:
        return 0, 1
    with desk.action(Op.EDIT_PLAN) as act:
        if differing:
            act.change(Task, now.id, **differing)
        for days in others:
            act.add(Task, **values | days, series_id=now.series or now.id)
        act.note(task=task_id, count=1 + len(others))
    return act.journal_id, 1 + len(others)


def end_series(desk: Desk, task_id: int, draft: TaskDraft | None = None) -> tuple[int, int]:
    """The open tasks of its series that follow a task are taken out: it comes no more. Gives (journal entry, how many).

    With a `draft` the task itself is changed as well. Raises TaskGone and what `add_task` raises.
    """
    desk.require(Op.EDIT_PLAN)
    now = _task(desk, task_id)
    differing = _differing(now, _checked(draft)) if draft is not None else {}
    gone = {row.id: row for row in _following(desk, now)}
    if not gone and not differing:
        return 0, 0
    with desk.action(Op.EDIT_PLAN) as act:
        if differing:
            act.change(Task, now.id, **differing)
        _pass_on_series(act, desk, gone)
        for row_id in sorted(gone, reverse=True):
            act.remove(Task, row_id)
        act.note(task=task_id, count=len(gone) + bool(differing))
    return act.journal_id, len(gone)


def set_state(desk: Desk, task_ids: Iterable[int], state: TaskState) -> int:
    """Tick tasks off, drop them or open them again; gives the journal entry, 0 where all stand so. Raises TaskGone."""
    desk.require(Op.EDIT_PLAN)
    rows = [row for row in (_task(desk, task_id) for task_id in task_ids) if row.state != state]
    if not rows:
        return 0
    day = None if state is TaskState.OPEN else desk.today.isoformat()
    with desk.action(Op.EDIT_PLAN) as act:
        for row in rows:
            act.change(Task, row.id, state=state.value, done_day=day)
        act.note(task=rows[0].id, count=len(rows), state=state.value)
    return act.journal_id


def remove_tasks(desk: Desk, task_ids: Iterable[int], *, to_come: bool = False) -> tuple[int, int]:
    """Take tasks out; with `to_come` the open ones that follow in their series too. Gives (journal entry, how many).

    Raises TaskGone.
    """
    desk.require(Op.EDIT_PLAN)
    gone: dict[int, TaskRow] = {}
    for row in [_task(desk, task_id) for task_id in task_ids]:
        gone |= {one.id: one for one in (row, *(_following(desk, row) if to_come else ()))}
    if not gone:
        return 0, 0
    with desk.action(Op.EDIT_PLAN) as act:
        _pass_on_series(act, desk, gone)
        for row_id in sorted(gone, reverse=True):
            act.remove(Task, row_id)
        act.note(count=len(gone))
    return act.journal_id, len(gone)


def count_following(desk: Desk, task_id: int) -> int:
    """How many open tasks of its series come after a task. Raises TaskGone."""
    desk.require(Op.SEE_PLAN)
    return len(_following(desk, _task(desk, task_id)))


def _pass_on_series(act: Action, desk: Desk, gone: dict[int, TaskRow]) -> None:
    """Where the first task of a series goes, the first that stays is what the others are known by."""
    for head in [row.id for row in gone.values() if row.series is None]:
        rows = [row for row in queries.series(desk.library, head) if row.id != head]
        stay = [row for row in rows if row.id not in gone]
        for row in rows:
            if row.id in gone:
                act.change(Task, row.id, series_id=None)
        for row in stay:
            act.change(Task, row.id, series_id=stay[0].id if row is not stay[0] else None)


def _task(desk: Desk, task_id: int) -> TaskRow:
    row = queries.task(desk.library, task_id)
    if row is None:
        raise TaskGone()
    return row


def _following(desk: Desk, row: TaskRow) -> list[TaskRow]:
    """The open tasks of its series that come after it."""
    rows = queries.series(desk.library, row.series or row.id, row.first)
    return [one for one in rows if one.id != row.id and one.state == TaskState.OPEN]


def _checked(draft: TaskDraft) -> dict[str, Any]:
    """The columns as they are kept."""
    name = " ".join(draft.name.split())[:LONGEST_NAME]
    if not name:
        raise TaskNameMissing()
    if draft.last < draft.first:
        raise TaskBackwards()
    if (draft.last - draft.first).days > LONGEST_DAYS:
        raise TaskTooLong()
    if draft.goal is not None and draft.goal < 1:
        raise NoGoalNumber()
    return {
        "kind": draft.kind, "name": name, "first_day": draft.first.isoformat(), "last_day": draft.last.isoformat(),
        "who": draft.who.strip()[:LONGEST_WHO] or None, "touches": draft.touches or None, "goal": draft.goal,
        "note": draft.note.strip()[:LONGEST_NOTE] or None,
    }  # fmt: skip


def _differing(row: TaskRow, values: dict[str, Any]) -> dict[str, Any]:
    now = {
        "kind": row.kind, "name": row.name, "first_day": row.first.isoformat(), "last_day": row.last.isoformat(),
        "who": row.who or None, "touches": row.touches or None, "goal": row.goal, "note": row.note or None,
    }  # fmt: skip
    return {key: value for key, value in values.items() if now[key] != value}
