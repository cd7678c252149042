"""The rules of a plan: repeated tasks, the days of a month in a term, whose plan a task belongs to, how it stands."""

from datetime import date

import pytest

from libdesk.domain.calendar import Calendar, DayException
from libdesk.domain.rows.calendar import TermRow
from libdesk.domain.tasks import templates
from libdesk.domain.tasks.kinds import KIND_NAMES
from libdesk.domain.tasks.repeats import Repeat, days_of
from libdesk.domain.tasks.sights import SIGHTS, Seen, show_seen
from libdesk.domain.tasks.spans import month_span, months_of, plan_span
from libdesk.domain.tasks.standing import Standing, standing_of
from libdesk.domain.term_weeks import is_in_week, week_number
from libdesk.domain.terms import term_of
from libdesk.store.queries import plan_sights

AUTUMN = TermRow(1, "first", date(2025, 9, 1), date(2026, 1, 23))
SPRING = TermRow(2, "second", date(2026, 2, 25), date(2026, 7, 5))
DAY = date(2026, 3, 9)


def test_a_weekly_task_is_one_task_a_week_on_open_days() -> None:
    closed = {date(2026, 3, 16): DayException(False, "sports day")}
    spans = days_of(Repeat.WEEKLY, DAY, date(2026, 3, 31), calendar=Calendar(exceptions=closed))
    assert [first.day for first, _last in spans] == [9, 17, 23, 30]
    assert all(first == last for first, last in spans)


def test_a_week_without_an_open_day_has_no_task() -> None:
    holiday = {date(2025, 10, day): DayException(False) for day in range(1, 9)}
    spans = days_of(Repeat.WEEKLY, date(2025, 9, 24), date(2025, 10, 16), calendar=Calendar(exceptions=holiday))
    assert [first.isoformat()[5:] for first, _last in spans] == ["09-24", "10-09", "10-15"]


def test_a_month_ends_on_its_last_open_day_and_a_part_of_a_month_counts_too() -> None:
    spans = days_of(Repeat.MONTH_END, DAY, date(2026, 6, 10), calendar=Calendar())
    assert [first.isoformat()[5:] for first, _last in spans] == ["03-31", "04-30", "05-29", "06-10"]


def test_the_end_of_the_term_is_its_last_open_day() -> None:
    spans = days_of(Repeat.TERM_END, DAY, date(2026, 7, 31), calendar=Calendar(), term_last=SPRING.last)
    assert spans == ((date(2026, 7, 3), date(2026, 7, 3)),)


def test_a_month_of_a_plan_ends_where_the_term_does() -> None:
    assert month_span(AUTUMN, (9, 9)) == (date(2025, 9, 1), date(2025, 9, 30))
    assert month_span(AUTUMN, (11, 12)) == (date(2025, 11, 1), date(2025, 12, 31))
    assert month_span(AUTUMN, (9, 1)) == (AUTUMN.first, AUTUMN.last)
    assert month_span(SPRING, (2, 2)) == (date(2026, 2, 25), date(2026, 2, 28))
    assert month_span(SPRING, (7, 7)) == (date(2026, 7, 1), date(2026, 7, 5))


def test_a_month_that_the_term_does_not_meet_is_its_first_or_its_last_two_weeks() -> None:
    late = TermRow(3, "late", date(2026, 3, 2), date(2026, 6, 26))
    assert month_span(late, (2, 2)) == (date(2026, 3, 2), date(2026, 3, 15))
    assert month_span(late, (7, 7)) == (date(2026, 6, 13), date(2026, 6, 26))


def test_what_lies_between_two_terms_belongs_to_the_one_that_comes() -> None:
    terms = [SPRING, AUTUMN]
    assert term_of(terms, date(2026, 2, 1)) == SPRING
    assert term_of(terms, date(2026, 1, 23)) == AUTUMN
    assert term_of(terms, date(2026, 8, 20)) == SPRING
    assert term_of([], DAY) is None
    assert plan_span(terms, SPRING) == (date(2026, 1, 24), date.max)
    assert plan_span(terms, AUTUMN) == (date.min, AUTUMN.last)


def test_the_months_of_a_term_stand_in_order() -> None:
    assert [month.month for month in months_of(AUTUMN.first, AUTUMN.last)] == [9, 10, 11, 12, 1]


@pytest.mark.parametrize(
    ("state", "first", "last", "met", "standing"),
    [
        ("open", 1, 8, False, Standing.OVERDUE),
        ("open", 1, 9, False, Standing.DUE),
        ("open", 10, 20, False, Standing.COMING),
        ("open", 1, 8, True, Standing.MET),
        ("done", 1, 8, False, Standing.DONE),
        ("dropped", 1, 8, True, Standing.DROPPED),
    ],
)
def test_how_a_task_stands(state: str, first: int, last: int, met: bool, standing: Standing) -> None:
    days = date(2026, 3, first), date(2026, 3, last)
    assert standing_of(state, *days, DAY, met=met) is standing


def test_a_goal_is_reached_by_the_number_and_a_queue_by_being_empty() -> None:
    assert Seen(314, 26).meets(300)
    assert not Seen(299, 0).meets(300)
    assert Seen(5, 0).meets(None)
    assert not Seen(0, 0).meets(None)
    assert not Seen(5, 1).meets(None)


def test_what_is_seen_is_told_with_its_goal() -> None:
    assert show_seen("labelled", Seen(314, 26), 300) == "已贴书标 314/300，待贴书标 26"
    assert show_seen("mended", Seen(None, 12), None) == "待修 12"
    assert show_seen("unheard_of", Seen(1, 1), None) == ""


def test_every_sight_has_its_query_and_every_query_its_sight() -> None:
    assert {code for code, sight in SIGHTS.items() if sight.done} == plan_sights.DONE.keys()
    assert {code for code, sight in SIGHTS.items() if sight.left} == plan_sights.LEFT.keys()


def test_templates_name_what_libdesk_knows_and_every_month_of_their_term() -> None:
    for plan, months in (
        (templates.FIRST_TERM, {9, 10, 11, 12, 1}),
        (templates.SECOND_TERM, {2, 3, 4, 5, 6, 7}),
    ):
        assert {one.kind for one in plan} <= KIND_NAMES.keys()
        assert {one.touches for one in plan} - {""} <= SIGHTS.keys()
        assert {month for one in plan for month in one.months} == months
    assert templates.template_for(date(2026, 2, 25)) is templates.SECOND_TERM
    assert templates.template_for(date(2025, 8, 30)) is templates.FIRST_TERM


def test_weeks_are_counted_from_the_monday_of_the_first_week() -> None:
    first = date(2026, 2, 25)  # a Wednesday
    assert [week_number(first, date(2026, *day)) for day in ((2, 23), (3, 1), (3, 2), (3, 9))] == [1, 1, 2, 3]
    assert week_number(first, date(2026, 2, 22)) == 0
    assert (is_in_week("odd", 3), is_in_week("even", 3), is_in_week("all", 3)) == (True, False, True)
