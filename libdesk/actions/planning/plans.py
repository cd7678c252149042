"""A plan is begun from a template or from last year's, and says what it aims at."""

from collections.abc import Iterable, Sequence

from libdesk.actions.desk import Desk
from libdesk.actions.journal import Action
from libdesk.actions.planning.errors import NoPlanBefore, NothingTaken, TermGone
from libdesk.actions.planning.tasks import TaskDraft, add_series
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.rows.tasks import Taken, TaskRow
from libdesk.domain.tasks.spans import YEAR, month_span, plan_span
from libdesk.domain.tasks.standing import TaskState
from libdesk.domain.tasks.templates import Template
from libdesk.i18n import _
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import plan as queries
from libdesk.store.tables import Plan, Task

LONGEST_AIMS = 8_000


def draft_of(template: Template, term: TermRow) -> TaskDraft:
    """A task of a template in the days of a term, in the language of now."""
    first, last = month_span(term, template.months)
    return TaskDraft(_(template.name), template.kind, first, last, "", template.touches, template.goal)


def take_template(desk: Desk, term_id: int, templates: Iterable[Template]) -> Taken:
    """Put these tasks into the plan of a term, repeated ones as a series each. Raises TermGone, NothingTaken."""
    wanted = tuple(templates)
    if not wanted:
        raise NothingTaken()
    term, _terms = _term(desk, term_id)
    with desk.action(Op.EDIT_PLAN) as act:
        count = sum(len(add_series(act, desk.calendar, draft_of(one, term), one.repeat)) for one in wanted)
        act.note(term=term_id, count=count)
    return Taken(act.journal_id, count)


def last_year(desk: Desk, term_id: int) -> list[TaskRow]:
    """The tasks of 52 weeks before that a copy would bring: none that was dropped or stands here already.

    Raises TermGone.
    """
    desk.require(Op.SEE_PLAN)
    term, terms = _term(desk, term_id)
    first, last = plan_span(terms, term)
    first, last = max(first, term.first - YEAR / 4), min(last, term.last)
    here = {(row.name, row.first) for row in queries.tasks(desk.library, first)}
    return [
        row
        for row in queries.tasks(desk.library, first - YEAR, last - YEAR)
        if row.state != TaskState.DROPPED and (row.name, row.first + YEAR) not in here
    ]


def copy_last_year(desk: Desk, term_id: int) -> Taken:
    """The tasks of a year before, 52 weeks later and all of them open; the aims too, where none are written yet.

    Raises TermGone, NoPlanBefore.
    """
    rows = last_year(desk, term_id)
    if not rows:
        raise NoPlanBefore()
    with desk.action(Op.EDIT_PLAN) as act:
        heads: dict[int, int] = {}  # by the number of the old series
        for row in rows:
            series = row.series or row.id
            new = act.add(
                Task, kind=row.kind, name=row.name, first_day=(row.first + YEAR).isoformat(),
                last_day=(row.last + YEAR).isoformat(), who=row.who or None, touches=row.touches or None,
                goal=row.goal, note=row.note or None, series_id=heads.get(series),
            )  # fmt: skip
            heads.setdefault(series, new)
        _copy_aims(act, desk, term_id, rows)
        act.note(term=term_id, count=len(rows))
    return Taken(act.journal_id, len(rows))


def _copy_aims(act: Action, desk: Desk, term_id: int, rows: Sequence[TaskRow]) -> None:
    before = next((term for term in calendar_queries.terms(desk.library) if term.first <= rows[-1].last), None)
    if before is None or before.id == term_id or queries.plan_id(desk.library, term_id) is not None:
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
