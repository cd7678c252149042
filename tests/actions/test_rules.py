"""Lending rules: a cell of the table, a cell left to the one above, and a whole table put in the place of all."""

from pathlib import Path

import pytest

from libdesk.actions import rules
from libdesk.actions.desk import Desk
from libdesk.actions.lending import lend
from libdesk.actions.returning import give_back
from libdesk.actions.undo import undo
from libdesk.domain.duedates import BadLoanRule, LoanRule, OverduePolicy
from libdesk.domain.errors import NotAllowed
from libdesk.domain.ops import Role
from libdesk.domain.rule_templates import Template, rules_of
from libdesk.domain.rulebook import ANY, DEFAULT_RULES
from tests.builders import Clock, add_book, add_reader, count


def test_a_cell_left_to_the_rule_above_stays_so_and_the_undo_brings_it_back(desk: Desk) -> None:
    own = LoanRule(max_loans=9, days=9)
    rules.change_rule(desk, "pupil_low", ANY, own)
    removed = rules.remove_rule(desk, "pupil_low", ANY)
    assert desk.rules.rule("pupil_low", "book") == DEFAULT_RULES["pupil", ANY]
    undo(desk, removed)
    assert desk.rules.rule("pupil_low", "book") == own


def test_a_cell_of_the_programs_own_table_can_be_left_too(desk: Desk, tmp_path: Path) -> None:
    removed = rules.remove_rule(desk, "pupil", "periodical")
    desk.forget()
    assert desk.rules.rule("pupil", "periodical") == DEFAULT_RULES["pupil", ANY]
    assert rules.remove_rule(desk, "pupil", "periodical") == 0
    rules.change_rule(desk, "pupil", "periodical", LoanRule(days=3))
    assert desk.rules.rule("pupil", "periodical").days == 3
    assert removed


@pytest.mark.parametrize("template", Template)
def test_a_template_takes_the_place_of_every_rule_in_one_step(desk: Desk, template: Template) -> None:
    rules.change_rule(desk, "teacher", "av", LoanRule(days=3))
    before, entries = desk.rules, count(desk, "SELECT count(*) FROM journal")
    applied = rules.apply_template(desk, template)
    assert desk.rules.rules == rules_of(template)
    assert count(desk, "SELECT count(*) FROM journal") == entries + 1
    undo(desk, applied)
    assert desk.rules == before


def test_one_template_after_another_leaves_nothing_of_the_first(desk: Desk) -> None:
    for template in (*Template, Template.PRIMARY):
        rules.apply_template(desk, template)
        assert desk.rules.rules == rules_of(template)


@pytest.mark.parametrize("template", Template)
def test_every_number_of_a_template_can_be(template: Template) -> None:
    for rule in rules_of(template).values():
        rule.check()
    assert DEFAULT_RULES.keys() <= rules_of(template).keys()


@pytest.mark.parametrize(
    "rule",
    [LoanRule(days=0), LoanRule(days=-1), LoanRule(max_loans=-1), LoanRule(fine_fen_per_day=-10),
     LoanRule(max_fine_fen=10_000_000), LoanRule(max_suspension_days=99_999)],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_told_in_words_and_nothing_is_written(desk: Desk, rule: LoanRule) -> None:
    before = count(desk, "SELECT count(*) FROM journal")
    with pytest.raises(BadLoanRule) as told:
        rules.change_rule(desk, "pupil", ANY, rule)
    assert told.value.text()
    assert count(desk, "SELECT count(*) FROM journal") == before


def test_a_pupil_changes_no_rule(desk: Desk, tmp_path: Path) -> None:
    pupil = Desk(desk.library, clock=desk._clock)
    assert pupil.actor.role is Role.HELPER
    for act in (
        lambda: rules.remove_rule(pupil, "pupil", "periodical"),
        lambda: rules.apply_template(pupil, Template.HIGH),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert OverduePolicy.WARN is desk.rules.total("pupil").overdue


@pytest.mark.parametrize(
    ("template", "stage", "entry_year", "days"),
    [
        (Template.PRIMARY, "primary", 2025, 0),  # grade 1: only reminded
        (Template.PRIMARY, "primary", 2024, 0),
        (Template.PRIMARY, "primary", 2023, 3),
        (Template.PRIMARY, "primary", 2022, 3),
        (Template.PRIMARY, "primary", 2020, 3),
        (Template.MIDDLE, "junior", 2024, 3),
        (Template.HIGH, "senior", 2024, 3),
    ],
)
def test_a_template_suspends_half_an_open_day_for_each_open_day_late(
    desk: Desk, clock: Clock, template: Template, stage: str, entry_year: int, days: int
) -> None:
    rules.apply_template(desk, template)
    reader = add_reader(desk, "张三", stage=stage, entry_year=entry_year)
    book = add_book(desk, "草房子")
    due = lend(desk, copy_id=book.copy_id, reader_id=reader.id).due
    back = desk.calendar.add_open_days(due, 6)
    clock.advance(days=(back - desk.today).days)
    until = give_back(desk, copy_id=book.copy_id).suspended_until
    assert until == (desk.calendar.add_open_days(back, days) if days else None)
