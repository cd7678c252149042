"""A term gets other days, and the tasks of its plan that are of its months or of its end go with it.

Tasks on days of their own stay where they are; how many of them no longer lie in their term is told.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import TaskRow
from libdesk.domain.tasks.again import days_after
from libdesk.domain.tasks.spans import plan_span
from libdesk.domain.tasks.standing import TaskState
from libdesk.domain.terms import term_of
from libdesk.domain.yearplan import YearPlan
from libdesk.store.queries import plan as queries
from libdesk.store.tables import Task


def follow_terms(act: Action, desk: Desk, before: YearPlan, after: YearPlan) -> int:
    """Move the tasks that go with the terms whose days have changed; gives how many moved."""
    terms, moved = _rows(before), 0
    for old in terms:
        new = after.terms.get(old.id)
        if new is None or (new.first, new.last) == (old.first, old.last):
            continue
        there = TermRow(old.id, new.name, new.first, new.last)
        first, last = plan_span(terms, old)
        for row in queries.tasks(desk.library, max(first, old.first), min(last, old.last)):
            days = days_after(row.first, row.last, (old, before.calendar), (there, after.calendar))
            if days is not None and days != (row.first, row.last):
                act.change(Task, row.id, first_day=days[0].isoformat(), last_day=days[1].isoformat())
                moved += 1
    return moved


def places(desk: Desk, plan: YearPlan) -> Mapping[int, int | None]:
    """The term of each open task, None where it lies in none."""
    terms = _rows(plan)
    open_tasks = (row for row in queries.tasks(desk.library) if row.state == TaskState.OPEN)
    return {row.id: _place(terms, row) for row in open_tasks}


def strayed(before: Mapping[int, int | None], after: Mapping[int, int | None]) -> int:
    """How many tasks lay in a term and lie in it no more."""
    return sum(term is not None and after.get(number) != term for number, term in before.items())


def _place(terms: Sequence[TermRow], row: TaskRow) -> int | None:
    term = term_of(terms, row.last)
    return term.id if term is not None and _meet(term, row.first, row.last) else None


def _meet(term: TermRow, first: date, last: date) -> bool:
    return first <= term.last and last >= term.first


def _rows(plan: YearPlan) -> list[TermRow]:
    return [TermRow(number, term.name, term.first, term.last) for number, term in plan.terms.items()]
