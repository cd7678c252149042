"""The term at a glance: how long it takes to come up full of events, tasks and holidays."""

from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

from pytestqt.qtbot import QtBot

from libdesk.actions.calendar import load_holidays
from libdesk.domain.ops import Op
from libdesk.store.tables import Event, Task
from libdesk.ui.semester.calendar.page import CalendarPage
from tests.benchmarks.figures import FIGURES
from tests.builders import add_term, make_desk, make_library
from tests.ui.surroundings import at_work, surroundings

ROUNDS: Final = 15
BOUND: Final = 0.1  # seconds
FIRST: Final = date(2026, 3, 2)
ON_A_DAY: Final = 3


def test_the_term_comes_up_within_a_tenth_of_a_second(benchmark: Any, tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(make_library(tmp_path))
    add_term(desk, date(2025, 9, 1), date(2026, 1, 20), "第一学期")
    add_term(desk, FIRST, date(2026, 7, 12), "第二学期")
    load_holidays(desk, 2026)
    days = [(FIRST + timedelta(days=n)).isoformat() for n in range(130)]
    with desk.action(Op.EDIT_EVENTS) as act:
        act.add_many(Event, ("first_day", "last_day", "name"), ((d, d, "活动") for d in days for _n in range(ON_A_DAY)))
        act.add_many(Task, ("kind", "name", "first_day", "last_day"), (("other", "整架", d, d) for d in days))
    times: list[float] = []
    with surroundings(desk, tmp_path) as kept:
        page = at_work(qtbot, kept, CalendarPage(kept.around), height=700)

        def turned() -> None:
            """Back to the term from the month, painted."""
            page.show_view("month")
            page.grid.viewport().repaint()
            started = perf_counter()
            page.show_view("term")
            page.grid.viewport().repaint()
            times.append(perf_counter() - started)

        benchmark.pedantic(turned, rounds=ROUNDS)
        assert page.shown.title == "第二学期"
    value = median(times)
    FIGURES.note(
        "a term at a glance, with 520 events and tasks", f"{value * 1000:.0f} ms", f"{BOUND * 1000:.0f} ms", "term_view"
    )
    assert value <= BOUND
    desk.library.close()
