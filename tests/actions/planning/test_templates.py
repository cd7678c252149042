"""A plan begun from a template lies in its term, and a copy of it in the next one."""

from datetime import date

import pytest

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.desk import Desk
from libdesk.actions.planning import errors
from libdesk.actions.planning.plans import copy_last_year, take_template
from libdesk.actions.planning.tasks import TaskDraft, add_task
from libdesk.domain.arrivals import Step
from libdesk.domain.ops import Op
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.tasks.repeats import Repeat
from libdesk.domain.tasks.sights import Seen
from libdesk.domain.tasks.standing import Standing
from libdesk.domain.tasks.templates import FIRST_TERM, SECOND_TERM
from libdesk.store.queries import calendar as calendar_queries
from libdesk.store.queries import plan as queries
from libdesk.store.tables import Copy
from tests.builders import add_book


def test_a_template_is_spread_over_the_term(desk: Desk, term: TermRow) -> None:
    taken = take_template(desk, term.id, SECOND_TERM)
    found = queries.tasks(desk.library)
    assert taken.tasks == len(found) > len(SECOND_TERM)
    assert min(row.first for row in found) >= term.first
    assert max(row.last for row in found) <= term.last
    assert "新书贴书标" in {row.name for row in found}


def test_only_what_is_ticked_of_a_template_is_taken(desk: Desk, term: TermRow) -> None:
    assert take_template(desk, term.id, SECOND_TERM[:2]).tasks == 2
    with pytest.raises(errors.NothingTaken):
        take_template(desk, term.id, ())


def test_the_template_of_the_first_term_fits_an_autumn(desk: Desk) -> None:
    calendar_actions.set_term(desk, name="第一学期", first=date(2025, 9, 1), last=date(2026, 1, 23))
    term = calendar_queries.terms(desk.library)[0]
    take_template(desk, term.id, FIRST_TERM)
    months = {row.first.month for row in queries.tasks(desk.library)}
    assert months == {9, 10, 11, 12, 1}


def test_what_a_template_repeats_goes_to_the_end_of_a_term_that_lasts_into_february(desk: Desk) -> None:
    calendar_actions.set_term(desk, name="第一学期", first=date(2025, 9, 1), last=date(2026, 2, 6))
    term = calendar_queries.terms(desk.library)[0]
    take_template(desk, term.id, [one for one in FIRST_TERM if one.repeat is not Repeat.ONCE])
    rows = queries.tasks(desk.library)
    assert {row.first for row in rows if row.first.month in (1, 2)} == {date(2026, 1, 30), date(2026, 2, 6)}
    assert sum(row.first == date(2026, 2, 6) for row in rows) == 6


def test_the_opening_tasks_open_a_term_that_begins_a_month_earlier_too(desk: Desk, term: TermRow) -> None:
    calendar_actions.set_term(desk, name=term.name, first=date(2026, 3, 2), last=term.last, term_id=term.id)
    take_template(desk, term.id, SECOND_TERM[:2])
    calendar_actions.set_term(desk, name="又一学期", first=date(2027, 2, 22), last=date(2027, 7, 2))
    new = next(one for one in calendar_queries.terms(desk.library) if one.name == "又一学期")
    copy_last_year(desk, new.id)
    found = [(row.first, row.last) for row in queries.tasks(desk.library) if row.first >= new.first]
    assert found == [(date(2027, 2, 22), date(2027, 3, 7))] * 2


def test_books_entered_in_the_month_before_count_in_the_month_in_which_they_are_labelled(
    desk: Desk, term: TermRow
) -> None:
    task = TaskDraft("新书贴书标", "books", date(2026, 4, 1), date(2026, 4, 30), touches="labelled", goal=2)
    add_task(desk, task)
    made = add_book(desk, "草房子", copies=3)
    with desk.action(Op.EDIT_COPIES) as act:
        for copy_id, day in zip(made.copy_ids, ("2026-03-20", "2026-03-20", "2025-11-12"), strict=True):
            act.change(Copy, copy_id, entered=day, waiting=int(Step.LABEL))
    handle(desk, made.copy_ids, Step.LABEL)
    day = date(2026, 4, 20)
    (line,) = queries.lines(desk.library, [term], term, day, desk.settings.zone)
    assert (line.seen, line.standing) == (Seen(2, 0), Standing.MET)  # the third came long before the term
