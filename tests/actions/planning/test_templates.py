"""A plan begun from a template lies in its term, and a copy of it in the next one."""

from datetime import date

import pytest

from libdesk.actions import calendar as calendar_actions
from libdesk.actions.cataloguing.arrivals import handle
from libdesk.actions.desk import Desk
from libdesk.actions.planning import errors
from libdesk.actions.planning.plans import copy_last_year, take_template
from libdesk.actions.planning.tasks import TaskDraft, add_task
from libdesk.actions.undo import undo
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
from tests.builders import Clock, add_book


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


def test_new_books_count_in_the_month_in_which_they_are_labelled_and_not_in_those_after(
    desk: Desk, term: TermRow, clock: Clock
) -> None:
    for month, last in ((3, 31), (4, 30), (5, 31)):
        task = TaskDraft("新书贴书标", "books", date(2026, month, 1), date(2026, month, last), "", "labelled", 2)
        add_task(desk, task)
    made = add_book(desk, "草房子", copies=3)
    with desk.action(Op.EDIT_COPIES) as act:
        for copy_id in made.copy_ids:
            act.change(Copy, copy_id, entered="2026-02-27", waiting=int(Step.LABEL))
    clock.advance(days=40)  # a day of April
    handle(desk, made.copy_ids[:1], Step.LABEL)
    wrong = handle(desk, made.copy_ids[1:], Step.LABEL)
    undo(desk, wrong.journal_id)
    assert seen(desk, term) == [Seen(0, 2), Seen(1, 2), None]
    redone = undo(desk, desk.library.fetch("SELECT max(id) FROM journal")[0][0])
    assert redone.journal_id
    clock.advance(days=30)
    assert seen(desk, term) == [Seen(0, 0), Seen(3, 0), Seen(0, 0)]


def seen(desk: Desk, term: TermRow) -> list[Seen | None]:
    return [line.seen for line in queries.lines(desk.library, [term], term, desk.today, desk.settings.zone)]


def test_books_that_came_with_a_label_on_count_in_the_month_in_which_they_came(desk: Desk, term: TermRow) -> None:
    add_task(desk, TaskDraft("新书贴书标", "books", date(2026, 3, 1), date(2026, 3, 31), "", "labelled", 2))
    made = add_book(desk, "草房子", copies=2)
    with desk.action(Op.EDIT_COPIES) as act:
        for copy_id in made.copy_ids:
            act.change(Copy, copy_id, entered="2026-03-02", waiting=0)
    (line,) = queries.lines(desk.library, [term], term, desk.today, desk.settings.zone)
    assert (line.seen, line.standing) == (Seen(2, 0), Standing.MET)
