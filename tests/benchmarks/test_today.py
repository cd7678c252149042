"""Today's page and the plan of a term in a library with a million loans behind it and much that waits."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from libdesk.actions.desk import Actor, Desk
from libdesk.actions.planning.plans import take_template
from libdesk.domain.ops import Op, Role
from libdesk.domain.tasks.templates import SECOND_TERM
from libdesk.store.queries.calendar import terms
from libdesk.store.tables import Term
from libdesk.ui.semester.plan.page import PlanPage
from libdesk.ui.semester.today.page import TodayPage
from tests.benchmarks.conftest import OpenDesk
from tests.benchmarks.figures import FIGURES
from tests.ui.surroundings import at_work, surroundings

BOUND = 0.1  # seconds
PLAN_BOUND = 0.3
OUT = 20_000


def busy_school(desk: Desk) -> Desk:
    """20,000 books out, a quarter of them overdue; repairs, holds, 5,000 issues of which a hundred are late; a plan."""
    desk.actor = Actor(Role.LIBRARIAN)
    today = desk.today
    with desk.library.writing() as connection:
        connection.execute(
            "INSERT INTO loan(copy_id, reader_id, lent, lent_day, due, reader_kind) SELECT c.id, 1 + c.id % 2000,"
            " :at, :lent, CASE WHEN c.id % 4 THEN :due ELSE :over END, 'pupil' FROM copy c WHERE c.status = 'shelf'"
            " AND NOT EXISTS(SELECT 1 FROM loan l WHERE l.copy_id = c.id AND l.returned IS NULL) LIMIT :out",
            {
                "at": desk.now() - 20 * 86_400_000, "lent": (today - timedelta(days=20)).isoformat(),
                "due": (today + timedelta(days=9)).isoformat(), "over": (today - timedelta(days=5)).isoformat(),
                "out": OUT,
            },
        )  # fmt: skip
        connection.execute(
            "INSERT INTO damage(copy_id, degree, reported, state) SELECT id, 'slight', 0, 'reported' FROM copy"
            " WHERE id % 211 = 3 AND NOT EXISTS(SELECT 1 FROM damage d WHERE d.copy_id = copy.id) LIMIT 400"
        )
        connection.execute(
            "INSERT OR IGNORE INTO hold(title_id, reader_id, placed) SELECT id, 1 + id % 2000, 0 FROM title LIMIT 800"
        )
        connection.execute(
            "INSERT INTO subscription(title_id, year, first_day, last_day, frequency, numbering, copies)"
            " SELECT id, 2026, '2026-01-01', '2026-12-31', json_object('unit', 'week', 'weekdays', json_array(5)),"
            " '{}', 1 FROM title LIMIT 100"
        )
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49)"
            " INSERT INTO issue(subscription_id, seq, number, expected) SELECT s.id, i, i, date('2026-01-03', '+' ||"
            " (7 * i) || ' days') FROM subscription s, n"
        )
        connection.execute(
            "INSERT INTO piece(issue_id, arrived_day) SELECT id, expected FROM issue WHERE expected < '2026-02-20'"
        )
    with desk.action(Op.EDIT_CALENDAR) as act:
        act.add(Term, name="第二学期", first_day="2026-02-25", last_day="2026-07-05")
    take_template(desk, terms(desk.library)[0].id, SECOND_TERM)
    return desk


def test_today_at_a_million_loans(
    benchmark: Any, qtbot: QtBot, open_desk: OpenDesk, kept_100k: Path, tmp_path: Path
) -> None:
    desk = busy_school(open_desk(kept_100k))
    with surroundings(desk, tmp_path) as kept:
        page = at_work(qtbot, kept, TodayPage(kept.around))
        benchmark.pedantic(page.refresh, rounds=7, warmup_rounds=1)
        assert {line.key for line in page.lines} >= {"overdue", "repairs", "issues", "tasks"}
    took = benchmark.stats.stats.median
    FIGURES.note("today's page, 100,000 copies, 1,000,000 loans", f"{took * 1000:.0f} ms", "100 ms", "today_at")
    assert took <= BOUND


def test_the_plan_of_a_term_at_a_million_loans(
    benchmark: Any, qtbot: QtBot, open_desk: OpenDesk, kept_100k: Path, tmp_path: Path
) -> None:
    desk = busy_school(open_desk(kept_100k))
    with surroundings(desk, tmp_path) as kept:
        page = at_work(qtbot, kept, PlanPage(kept.around))
        benchmark.pedantic(page.refresh, rounds=7, warmup_rounds=1)
        assert len(page.lines) > len(SECOND_TERM)
    took = benchmark.stats.stats.median
    FIGURES.note("plan with what the library sees, 1,000,000 loans", f"{took * 1000:.0f} ms", "300 ms", "plan_of")
    assert took <= PLAN_BOUND
