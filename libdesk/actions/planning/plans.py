"""A plan is begun from a template or from last year's, and says what it aims at."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.planning.errors import NoPlanBefore, NothingTaken, TermGone
from libdesk.actions.planning.tasks import TaskDraft, add_series
from libdesk.domain.calendar import YEAR
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import Taken, TaskRow
from libdesk.domain.tasks.again import days_again, series_of
from libdesk.domain.tasks.repeats import Repeat
from libdesk.domain.tasks.spans import month_span, plan_span
from libdesk.domain.tasks.standing import TaskState
from libdesk.domain.tasks.templates import Template
from libdesk.i18n import _
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import plan as queries
from libdesk.store.tables import Plan, Task

LONGEST_AIMS = 8_000


def draft_of(template: Template, term: TermRow) -> TaskDraft:
    """A task of a template in the days of a term, in the language of now."""
    lasting = template.repeat is not Repeat.ONCE  # what is repeated goes through the whole term, whatever its months
    first, last = (term.first, term.last) if lasting else month_span(term, template.months)
    return TaskDraft(_(template.name), template.kind, first, last, "", template.touches, template.goal)


def take_template(desk: Desk, term_id: int, templates: Iterable[Template]) -> Taken:
    """Put these tasks into the plan of a term, repeated ones as a series each. Raises TermGone, NothingTaken."""
    desk.require(Op.EDIT_PLAN)
    wanted = tuple(templates)
    if not wanted:
        raise NothingTaken()
    term, _terms = _term(desk, term_id)
    with desk.action(Op.EDIT_PLAN) as act:
        count = sum(len(add_series(act, desk.calendar, draft_of(one, term), one.repeat)) for one in wanted)
        act.note(term=term_id, count=count)
    return Taken(act.journal_id, count)


class LastYear(NamedTuple):
    """What a copy would bring: the tasks by series, from which term, and of how many the plan has the name already."""

    series: Sequence[Sequence[TaskRow]]
    term: TermRow
    known: int


def last_year(desk: Desk, term_id: int) -> LastYear:
    """The tasks of a year before that a copy would bring: none that was dropped or stands here by its name.

    Raises TermGone.
    """
    desk.require(Op.SEE_PLAN)
    term, terms = _term(desk, term_id)
    before = _year_before(terms, term)
    rows = _tasks_of(desk, terms if before in terms else [*terms, before], before)
    here = {row.name for row in _tasks_of(desk, terms, term)}
    found = series_of([row for row in rows if row.state != TaskState.DROPPED])
    new = [series for series in found if series[0].name not in here]
    return LastYear(new, before, len({series[0].name for series in found} & here))


def _tasks_of(desk: Desk, terms: Sequence[TermRow], term: TermRow) -> list[TaskRow]:
    """The tasks of a term and of the weeks before it."""
    first, last = plan_span(terms, term)
    return queries.tasks(desk.library, max(first, term.first - YEAR / 4), min(last, term.last))


def _year_before(terms: Sequence[TermRow], term: TermRow) -> TermRow:
    """The term that began nearest to 52 weeks earlier; where none is known any more, those days themselves."""
    begin = term.first - YEAR
    near = [one for one in terms if abs(one.first - begin) <= YEAR / 4]
    days = TermRow(0, "", begin, term.last - YEAR)
    return min(near, key=lambda one: abs(one.first - begin), default=days)


def copy_last_year(desk: Desk, term_id: int) -> Taken:
    """The tasks of a year before in the days of this term, all of them open; the aims too, where none are written yet.

    Raises TermGone, NoPlanBefore.
    """
    found = last_year(desk, term_id)
    if not found.series:
        raise NoPlanBefore()
    term, terms = _term(desk, term_id)
    since, _last = plan_span(terms, term)
    with desk.action(Op.EDIT_PLAN) as act:
        count = sum(_copy_series(act, desk, rows, found.term, term, since) for rows in found.series)
        _copy_aims(act, desk, term_id, found.term)
        act.note(term=term_id, count=count)
    return Taken(act.journal_id, count, found.known)


def _copy_series(act: Action, desk: Desk, rows: Sequence[TaskRow], before: TermRow, term: TermRow, since: date) -> int:
    """A task or a series once more, each of a series with the words of the one in its place; gives how many."""
    head: int | None = None
    days = days_again(rows, before, term, desk.calendar, since=since)
    for place, (first, last) in enumerate(days):
        row = rows[min(place, len(rows) - 1)]
        new = act.add(
            Task, kind=row.kind, name=row.name, first_day=first.isoformat(), last_day=last.isoformat(),
            who=row.who or None, touches=row.touches or None, goal=row.goal, note=row.note or None, series_id=head,
        )  # fmt: skip
        head = head or new
    return len(days)


def _copy_aims(act: Action, desk: Desk, term_id: int, before: TermRow) -> None:
    if queries.plan_id(desk.library, term_id) is not None:
        return
    aims = queries.plan(desk.library, before.id).aims
    if aims:
        act.add(Plan, term_id=term_id, aims=aims)


def set_aims(desk: Desk, term_id: int, aims: str) -> int:
    """What the plan of a term aims at; gives the journal entry, 0 where it says so already. Raises TermGone."""
    desk.require(Op.EDIT_PLAN)
    _term(desk, term_id)
    text = "\n".join(line.rstrip() for line in aims.strip().splitlines())[:LONGEST_AIMS]
    if text == queries.plan(desk.library, term_id).aims:
        return 0
    plan_id = queries.plan_id(desk.library, term_id)
    with desk.action(Op.EDIT_PLAN) as act:
        if plan_id is None:
            act.add(Plan, term_id=term_id, aims=text)
        elif text or queries.plan(desk.library, term_id).note:
            act.change(Plan, plan_id, aims=text or None)
        else:
            act.remove(Plan, plan_id)
        act.note(term=term_id)
    return act.journal_id


def _term(desk: Desk, term_id: int) -> tuple[TermRow, list[TermRow]]:
    terms = calendar_queries.terms(desk.library)
    term = next((one for one in terms if one.id == term_id), None)
    if term is None:
        raise TermGone()
    return term, terms
